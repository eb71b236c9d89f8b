//! The invariants. Some are checked at every step, and some at the end of a run. Their numbers are those of
//! the reliability anchors that apply so far. The invariants of messages and sockets are in this module. The
//! others are in: the ledger and the sends that depend on it, [`ledger`]; the providers' requests to back off
//! and their rates, [`providers`]; the outcome of all deliveries, [`outcome`]; the deferral by quiet hours,
//! [`quiet`]; the release of deferred notifications, [`deferred`]; deliveries above a recipient's limit,
//! [`limits`]; daily reports, [`reports`]; firings of ticks, [`prices`]; what an event asks for, [`envelope`].

pub(crate) mod deferred;
pub(crate) mod envelope;
mod handed_on;
pub(crate) mod ledger;
pub(crate) mod limits;
pub(crate) mod outcome;
pub(crate) mod prices;
pub(crate) mod providers;
pub(crate) mod quiet;
pub(crate) mod reports;

use std::collections::BTreeMap;

use domain::event::Event;
use domain::event::data::EventData;
use domain::event::data::Id;
use domain::protocol::AckKind;
use domain::recipient::contact::ChatId;
use domain::routing::notification::{InboxItem, Notification};
use domain::{Channel, EventId, EventType, Priority, Time, UserId};
use ports::Queue;
use serde_json::Value;
use usecases::contacts::CODE_LIFE;
use usecases::deliver::Delivery;

use crate::devices::Frame;
use crate::exchange;
use crate::sim_ports::SimPorts;
use crate::sockets::{Phase, Sockets};
use crate::world::World;

pub(crate) use handed_on::may_be_deleted;

/// 3. What a trader has read or archived stays so when the notification is written.
pub(crate) fn stays_in_place(world: &World, user: &UserId, id: &EventId, before: Option<&InboxItem>) {
    let after = world.store.item_anywhere(user, id);
    let (Some(before), Some(after)) = (before, after) else { return };
    let is_lost = (before.state.is_read() && !after.state.is_read())
        || before.state.is_archived() != after.state.is_archived();
    if is_lost {
        world.violated(format!("3: {id} was {:?}, and is written as {:?}", before.state, after.state));
    }
}

/// 3. A state only moves forward, as far as the trader does not take a change back.
pub(crate) fn moved_forward(world: &World, user: &UserId, id: &EventId, before: Option<&InboxItem>) {
    let Some(before) = before else { return };
    let Some(after) = world.store.item_anywhere(user, id) else {
        return world.violated(format!("3: {id} was deleted"));
    };
    let lost = [
        before.state.is_received() && !after.state.is_received(),
        before.state.is_seen() && !after.state.is_seen(),
        before.notification.is_some() && after.notification.is_none(),
    ];
    if before.seen.is_some() && after.seen != before.seen {
        world.violated(format!("3: {id} was seen {:?}, and then {:?}", before.seen, after.seen));
    }
    if lost.contains(&true) {
        world.violated(format!("3: {id} went from {:?} back to {:?}", before.state, after.state));
    }
}

/// 8. A notification never reaches another user's connection. The events of the simulation have their user in
///    the id.
pub(crate) fn frame_belongs(world: &World, user: &UserId, frame: &str) {
    if !frame.starts_with(r#"{"type":"notification""#) {
        return;
    }
    let is_own = frame.contains(&format!(r#""id":"{user}-"#))
        || is_own_notice(world, user, frame)
        || is_own_report(world, user, frame);
    if !is_own {
        world.violated(format!("8: {user} got {frame}"));
    }
}

/// Whether a security notice, whose id does not name the user, was published for the user.
fn is_own_notice(world: &World, user: &UserId, frame: &str) -> bool {
    let read: Value = serde_json::from_str(frame).unwrap_or_default();
    read["id"].as_str().is_some_and(|id| exchange::was_published(world, user, id))
}

/// Whether a daily report is the user's: a report with the same data is stored for the user.
fn is_own_report(world: &World, user: &UserId, frame: &str) -> bool {
    let read: Value = serde_json::from_str(frame).unwrap_or_default();
    let item = read["id"]
        .as_str()
        .and_then(|id| EventId::parse(id).ok())
        .and_then(|id| world.store.item_anywhere(user, &id));
    let own = item.and_then(|item| item.notification).filter(|own| own.event_type == EventType::DailyReport);
    own.is_some_and(|own| serde_json::from_str(own.data.get()).is_ok_and(|own: Value| own == read["data"]))
}

/// Checks that no invocation that begins after a liquidation is routed posts a margin call of its position
/// that occurred before it.
pub(crate) fn frame_is_not_superseded(sim_ports: &SimPorts, user: &UserId, frame: &str) {
    if !frame.contains(r#""event":"margin_call""#) {
        return;
    }
    let read: Value = serde_json::from_str(frame).unwrap_or_default();
    let (Some(occurred_at), Some(position)) =
        (read["timestamp"].as_str(), read["data"]["position_id"].as_str().and_then(Id::parse))
    else {
        return sim_ports.world.violated(format!("a margin call without time or position: {frame}"));
    };
    let facts = sim_ports.world.facts.borrow();
    let closed = facts.liquidated.get(&(user.clone(), position)).copied();
    drop(facts);
    let is_late = |(closed_at, known_at): (Time, Time)| {
        occurred_at < closed_at.to_string().as_str() && known_at < sim_ports.began
    };
    if closed.is_some_and(is_late) {
        sim_ports.world.violated(format!("its position had been liquidated, and yet {user} gets {frame}"));
    }
}

/// 12. An invocation that has processed a delivery, and that `began` then, has posted to, or closed, every
///     connection that it could see. An open socket that is left after its time would receive nothing.
pub(crate) fn no_deaf_socket_is_left(world: &World, queue: Queue, body: &str, began: Time) {
    let key = match queue {
        Queue::Events(Priority::P0) => Event::decode(body, world.now())
            .ok()
            .filter(|event| event.priority == Priority::P0)
            .map(|event| (event.user_id, event.id)),
        Queue::Deliveries(Channel::Websocket, _) => {
            Delivery::decode(body).ok().map(|delivery| (delivery.user_id, delivery.event_id))
        }
        Queue::Events(_)
        | Queue::Deliveries(..)
        | Queue::Escalate
        | Queue::Profiles
        | Queue::Rejected
        | Queue::Release
        | Queue::Fire => None,
    };
    let Some((user, id)) = key else { return };
    let is_over = world.store.item(&user, &id).is_none_or(|item| !is_due(world, &item) || is_in_app(&item));
    let sockets = world.sockets.borrow();
    for connection in world.store.connections(&user) {
        let socket = sockets.get(Sockets::number(&connection.id));
        // A connection that was registered later may not have been seen; its `hello` then
        // finds the notification pending.
        let was_there = socket.registered_at.is_some_and(|at| at < began);
        let device = &world.devices.borrow()[socket.device];
        let has_it = device.received.contains_key(id.as_str())
            || socket.on_the_way.iter().any(|frame| frame.contains(id.as_str()));
        if !is_over && was_there && !has_it && socket.phase == Phase::Open && connection.closes_at <= began {
            world.violated(format!("12: {} is past its time, open, and was not told of {id}", connection.id));
        }
    }
}

/// Whether nothing is left to be posted to a device that sends `hello`.
fn is_over(world: &World, item: &InboxItem) -> bool {
    item.state.is_received() || !is_due(world, item)
}

/// Whether the item has a notification that may still be shown.
/// Whether a client has the notification, after which it is not sent to the sockets again.
fn is_in_app(item: &InboxItem) -> bool {
    let ends_with_ack = |notification: &Notification| notification.event_type.ends_with_ack();
    item.state.is_received() && item.notification.as_ref().is_none_or(ends_with_ack)
}

fn is_due(world: &World, item: &InboxItem) -> bool {
    let is_due = |notification: &Notification| {
        notification.unposted().is_none()
            && !notification.is_expired(world.now())
            && !ledger::is_superseded(world, notification)
    };
    item.notification.as_ref().is_some_and(is_due)
}

/// Checks a code that was refused. A code that is used in only one conversation is valid until it has expired
/// or has linked that conversation: it is never used up without a link.
pub(crate) fn code_is_rightly_bad(world: &World, user: &UserId, chat: ChatId, issued_at: Time) {
    let was_linked = world.facts.borrow().linked.contains(&(user.clone(), chat.expose()));
    if !was_linked && world.now() < issued_at.plus(CODE_LIFE) {
        world.violated(format!("3: the code that {user} got at {issued_at} is used up, and linked nothing"));
    }
}

/// Checks the invariants that hold at rest.
pub(crate) fn at_rest(world: &World) {
    nothing_is_lost(world);
    acks_are_kept(world);
    nobody_is_deaf(world);
    outcome::every_delivery_has_ended(world);
    outcome::the_ladder_was_climbed(world);
    outcome::no_way_was_left_out(world);
    outcome::profiles_are_the_newest(world);
    deferred::all_has_left(world);
    envelope::at_rest(world);
}

/// 1. Every accepted event has its item or is rejected, and only messages that a provider refuses permanently
///    are dead-lettered.
fn nothing_is_lost(world: &World) {
    let exchange = world.exchange.borrow();
    let queues = world.queues.borrow();
    for letter in &queues.dead_letters {
        if !outcome::is_rightly_dead(world, letter) {
            world.violated(format!("1: dead-lettered: {letter:?}"));
        }
    }
    for published in &exchange.published {
        let is_written = || {
            let item = world.store.item_anywhere(&published.user, &published.id);
            item.is_some_and(|item| item.notification.is_some())
        };
        let is_rejected =
            || queues.ever_sent(Queue::Rejected).any(|rejected| rejected.contains(published.id.as_str()));
        let is_there = match (published.is_readable, published.may_be_rejected) {
            (true, false) => is_written(),
            (true, true) => is_written() || is_rejected(),
            (false, _) => is_rejected(),
        };
        if !is_there {
            world.violated(format!("1: {} is lost", published.id));
        }
    }
}

/// Records that the trader now acks these notifications as seen.
pub(crate) fn sees(world: &World, user: &UserId, ids: &[&str]) {
    let ids = ids.iter().filter_map(|id| EventId::parse(id).ok());
    world.facts.borrow_mut().seen.extend(ids.map(|id| (user.clone(), id)));
}

/// Records that the trader now acks, as seen, what this merged notification tells of.
pub(crate) fn sees_merged(world: &World, user: &UserId, id: &EventId) {
    let item = world.store.item_anywhere(user, id).and_then(|item| item.notification);
    let data = item.and_then(|merged| EventData::of_stored(merged.event_type, &merged.data).ok());
    let Some(EventData::Merged(merged)) = data else { return };
    let ids: Vec<&str> = merged.parts.iter().map(|part| part.id.as_str()).collect();
    sees(world, user, &ids);
    for covered in &merged.covers {
        sees(world, user, &[covered.as_str()]);
        sees_merged(world, user, covered);
    }
}

/// Checks that every ack that a device was answered is stored, and that what was only received is not taken
/// for seen.
fn acks_are_kept(world: &World) {
    // A merged notification may have got further parts after it was acked by its handle.
    let seen = world.facts.borrow().seen.clone();
    for (user, id) in &seen {
        sees_merged(world, user, id);
    }
    for device in world.devices.borrow().iter() {
        for (id, kind) in &device.acked {
            let item =
                EventId::parse(id.as_str()).ok().and_then(|id| world.store.item_anywhere(&device.user, &id));
            let is_kept = |item: InboxItem| match kind {
                AckKind::Received => item.state.is_received(),
                AckKind::Seen => item.state.is_seen(),
            };
            if !item.is_some_and(is_kept) {
                world.violated(format!("3: the ack of {id} as {} is lost", kind.name()));
            }
        }
    }
    for device in world.devices.borrow().iter() {
        if let Some(rearranging) = &device.rearranging {
            rearranging.is_kept(world, &device.user);
        }
    }
    let facts = world.facts.borrow();
    for ((user, id), item) in world.store.items_anywhere() {
        let is_backfilled = item.notification.as_ref().is_some_and(Notification::is_backfilled);
        if item.state.is_seen() && !is_backfilled && !facts.seen.contains(&(user.clone(), id.clone())) {
            world.violated(format!("3: {id} of {user} is stored as seen, and was only received"));
        }
    }
}

/// 12. After the reply to its `hello`, a live connection has received everything, without another `hello`.
fn nobody_is_deaf(world: &World) {
    let sockets = world.sockets.borrow();
    for device in world.devices.borrow().iter() {
        let Some(number) = device.socket.filter(|number| sockets.get(*number).phase == Phase::Open) else {
            continue;
        };
        if !device.is_greeted {
            continue;
        }
        for published in
            world.exchange.borrow().published.iter().filter(|published| published.user == device.user)
        {
            let Some(item) = world.store.item_anywhere(&published.user, &published.id) else { continue };
            if !is_over(world, &item) && !device.received.contains_key(published.id.as_str()) {
                world.violated(format!("12: {} never got {}", Sockets::id(number), published.id));
            }
        }
    }
}

/// 2. A greeted connection receives a frame once, as long as no fault occurs. (Around a `hello` it may
///    receive the frame live as well as from the pending notifications.)
pub(crate) fn came_once(world: &World, received: &BTreeMap<String, bool>, frame: &Frame<'_>) {
    if !world.is_probing.get() {
        return;
    }
    if let Some(id) = frame.notification()
        && received.get(id) == Some(&true)
    {
        world.violated(format!("2: without any fault, {id:?} came twice"));
    }
}
