//! 5, 6: what was deferred leaves once, in one summary or whole, and only what is bound to a summary, in time and wanted
//! is told in it.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::data::EventData;
use domain::ledger::DeliveryKey;
use domain::notification::{InboxItem, Notification};
use domain::plan::Decision;
use domain::{Channel, EventId, EventType, Time, UserId};
use futures_util::FutureExt;
use ports::{Deferrals, Key, Outgoing};

use crate::book::LedgerKey;
use crate::edge::Edge;
use crate::sights::Sight;
use crate::world::World;

/// Within this time whoever has changed something is looked at.
const LOOKED_AT_WITHIN: Duration = Duration::from_mins(2);

/// A notification was to be bound.
pub(crate) fn released(edge: &Edge, key: &Key, before: Option<&InboxItem>, released_as: &EventId) {
    let world = &edge.world;
    let after = world.store.item_anywhere(&key.0, &key.1);
    let is_acked = after.as_ref().is_some_and(|item| item.state.is_acked());
    let before = before.and_then(|item| item.released_as.as_ref());
    let after = after.as_ref().and_then(|item| item.released_as.as_ref());
    world.note("release", edge.number, format_args!("{key:?} as {released_as}: {before:?}, then {after:?}"));
    if after.is_none() && is_acked {
        world.saw(Sight::AckedMeanwhile);
    }
    if before.is_some() && before != after {
        world.violated(format!("3: {key:?} had left as {before:?} and leaves as {after:?}"));
    }
}

/// A provider is called on a claim that was stored when `serial` was written into the book.
pub(crate) fn called(edge: &Edge, key: &LedgerKey, outgoing: &Outgoing<'_>, serial: u64) {
    let world = &edge.world;
    let (user, id, DeliveryKey { channel, .. }) = key;
    let EventData::Summary(summary) = outgoing.data else {
        let item = world.store.item_anywhere(user, id);
        let released_as = item.and_then(|item| item.released_as);
        if is_deferred(outgoing.notification, *channel) && released_as.as_ref() != Some(id) {
            world.violated(format!("5: {key:?} waits for the end of quiet hours, and yet it is sent"));
        } else if is_deferred(outgoing.notification, *channel) {
            world.saw(Sight::LeftWhole);
        }
        return;
    };
    if summary.lines.is_empty() {
        world.violated(format!("5: {key:?} tells nothing"));
    }
    world.saw(Sight::Summarised);
    if summary.expired > 0 {
        world.saw(Sight::ExpiredMeanwhile);
    }
    for line in &summary.lines {
        let item = world.store.item_anywhere(user, &line.id);
        let is_bound = item.as_ref().is_some_and(|item| item.released_as.as_ref() == Some(id));
        let told = item.and_then(|item| item.notification);
        let was_switched_off = {
            let book = world.book.borrow();
            let mut wishes = book.wishes_since(user, serial).iter();
            wishes.all(|wish| wish.excludes(line.event_type, *channel))
        };
        let wrong = match &told {
            _ if !is_bound => Some("5: it is not bound to it"),
            Some(told) if !is_deferred(told, *channel) => Some("5: it did not wait"),
            Some(told) if told.is_expired(world.now()) => Some("5: it has expired"),
            Some(_) if was_switched_off => Some("6: the trader had switched it off"),
            Some(_) => None,
            None => Some("5: there is no such notification"),
        };
        if let Some(wrong) = wrong {
            world.violated(format!("{wrong}, and yet {} is told in {key:?}", line.id));
        }
        let routed_at = told.map_or(world.now(), |told| told.routed_at);
        if world.book.borrow().wish(user).is_some_and(|wish| wish.is_changed_between(routed_at, world.now()))
        {
            world.saw(Sight::ClockChanged);
        }
    }
}

/// The trader gets the message.
pub(crate) fn arrived(world: &World, key: &LedgerKey, outgoing: &Outgoing<'_>) {
    let (user, id, delivery) = key;
    let told: Vec<EventId> = match outgoing.data {
        EventData::Summary(summary) => summary.lines.iter().map(|line| line.id.clone()).collect(),
        EventData::Merged(merged) => merged.parts.iter().map(|part| part.id.clone()).collect(),
        _ => vec![id.clone()],
    };
    for told in told {
        let name: LedgerKey = (user.clone(), told, delivery.clone());
        let mut book = world.book.borrow_mut();
        let told_in = book.told.entry(name.clone()).or_default();
        told_in.insert(id.clone());
        let told_in = told_in.clone();
        drop(book);
        if told_in.len() > 1 {
            world.violated(format!("5: {name:?} has left more than once: in {told_in:?}"));
        }
    }
}

fn is_deferred(notification: &Notification, channel: Channel) -> bool {
    notification.deferred().any(|planned| planned.channel == channel)
}

/// At rest nothing waits whose time has come, and what has left has arrived somewhere or ended.
pub(crate) fn all_has_left(world: &World) {
    let items = world.store.items_anywhere();
    for ((user, id), item) in &items {
        let Some(notification) = &item.notification else { continue };
        if notification.deferred().next().is_none() {
            continue;
        }
        match &item.released_as {
            None if item.state.is_acked() || notification.is_expired(world.now()) => {}
            None => waits_rightly(world, user, id),
            // Whoever bound it was killed, and another night has begun since.
            Some(own) if own == id && world.store.deferred(user).contains(id) => {
                waits_rightly(world, user, id);
            }
            Some(own) if own == id => left_whole(world, item, notification),
            Some(summary) => left_in(world, &items, notification, summary),
        }
    }
    for user in world.exchange.borrow().users() {
        let waiting = world.store.waiting(user).now_or_never();
        let drafts = waiting.and_then(Result::ok).map(|waiting| waiting.drafts).unwrap_or_default();
        if !drafts.is_empty() {
            world.violated(format!("5: {user} has summaries that nobody finishes: {drafts:?}"));
        }
    }
}

fn waits_rightly(world: &World, user: &UserId, id: &EventId) {
    let now = world.now();
    let wakes = world.store.wakes();
    let next = wakes.iter().filter(|wake| wake.user_id == *user).map(|wake| wake.at).min();
    let is_quiet = world.book.borrow().wish(user).is_some_and(|wish| wish.is_quiet(now));
    let is_looked_at = next.is_some_and(|at| is_quiet || at <= now.plus(LOOKED_AT_WITHIN));
    if !is_looked_at || !world.store.deferred(user).contains(id) {
        world.violated(format!("5: {user} {id} still waits, quiet: {is_quiet}, next looked at: {next:?}"));
    }
}

fn left_whole(world: &World, item: &InboxItem, notification: &Notification) {
    for key in notification.deferred().flat_map(domain::plan::PlannedDelivery::keys) {
        let has_ended = item.ledger.get(&key).is_some_and(|entry| entry.state.is_terminal());
        if !has_ended && !notification.is_expired(world.now()) {
            let Notification { user_id, id, .. } = notification;
            world.violated(format!("5: {user_id} {id} has left whole, and {key:?} was never begun"));
        }
    }
}

fn left_in(world: &World, items: &BTreeMap<Key, InboxItem>, notification: &Notification, summary: &EventId) {
    let Notification { user_id: user, id, event_type, .. } = notification;
    let stored = items.get(&(user.clone(), summary.clone())).and_then(|item| item.notification.as_ref());
    let Some(stored) = stored else {
        // Then there was nothing to tell any more.
        let book = world.book.borrow();
        let was_switched_off = |channel| {
            let mut wishes = book.wishes_from(user, notification.routed_at).iter();
            wishes.any(|wish| wish.excludes(*event_type, channel))
        };
        let is_moot = notification.is_expired(world.now())
            || notification.deferred().all(|planned| was_switched_off(planned.channel));
        drop(book);
        if !is_moot {
            world.violated(format!("5: {user} {id} has left in {summary}, which there is not"));
        }
        return;
    };
    let Ok(EventData::Summary(content)) = EventData::of_stored(EventType::Summary, &stored.data) else {
        return world.violated(format!("5: {user} {id} has left in {summary}, which cannot be read"));
    };
    for planned in notification.deferred() {
        let channel = planned.channel;
        let is_there = content.line(id).is_some_and(|line| {
            line.channels.contains(&channel) || line.left_out.iter().any(|(left_out, _)| *left_out == channel)
        });
        let is_sent = stored.channels.iter().any(|planned| {
            planned.channel == channel
                && !matches!(planned.decision, Decision::Climb | Decision::Defer { .. })
        });
        let is_left_out = content.line(id).is_some_and(|line| !line.channels.contains(&channel));
        if !is_there || !(is_sent || is_left_out) {
            world.violated(format!(
                "5: {user} {id} has left in {summary}, which does not tell it on {channel}"
            ));
        }
    }
}

/// Whether something of the user's waits and can still be told.
pub(crate) fn is_awaited(world: &World, user: &UserId, now: Time) -> bool {
    world.store.deferred(user).iter().any(|id| {
        world.store.item_anywhere(user, id).is_some_and(|item| {
            let is_live = |notification: &Notification| !notification.is_expired(now);
            !item.state.is_acked()
                && item.released_as.is_none()
                && item.notification.as_ref().is_some_and(is_live)
        })
    })
}
