//! 5, 6: a deferred notification leaves once, in one summary or individually. A summary lists only
//! notifications that are bound to it, have not expired, and are still wanted.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::delivery::ledger::DeliveryKey;
use domain::event::data::EventData;
use domain::routing::notification::{InboxItem, Notification};
use domain::routing::plan::Decision;
use domain::{Channel, EventId, EventType, Time, UserId};
use futures_util::FutureExt;
use ports::{Deferrals, Key, Outgoing};

use crate::coverage::Coverage;
use crate::facts::LedgerKey;
use crate::sim_ports::SimPorts;
use crate::world::World;

/// The time within which the scheduled check after a change of a trader takes place.
const LOOKED_AT_WITHIN: Duration = Duration::from_mins(2);

/// Checks the binding of a notification that was about to be released.
pub(crate) fn released(sim_ports: &SimPorts, key: &Key, before: Option<&InboxItem>, released_as: &EventId) {
    let world = &sim_ports.world;
    let after = world.store.item_anywhere(&key.0, &key.1);
    let is_acked = after.as_ref().is_some_and(|item| item.state.is_seen());
    let before = before.and_then(|item| item.released_as.as_ref());
    let after = after.as_ref().and_then(|item| item.released_as.as_ref());
    world.note(
        "release",
        sim_ports.number,
        format_args!("{key:?} as {released_as}: {before:?}, then {after:?}"),
    );
    if after.is_none() && is_acked {
        world.saw(Coverage::AckedMeanwhile);
    }
    if before.is_some() && before != after {
        world.violated(format!("3: {key:?} had left as {before:?} and leaves as {after:?}"));
    }
}

/// Checks a call of a provider under a claim that was stored when `serial` was recorded.
pub(crate) fn called(sim_ports: &SimPorts, key: &LedgerKey, outgoing: &Outgoing<'_>, serial: u64) {
    let world = &sim_ports.world;
    let (user, id, DeliveryKey { channel, .. }) = key;
    let EventData::Summary(summary) = outgoing.data else {
        let item = world.store.item_anywhere(user, id);
        let released_as = item.and_then(|item| item.released_as);
        if is_deferred(outgoing.notification, *channel) && released_as.as_ref() != Some(id) {
            world.violated(format!("5: {key:?} waits for the end of quiet hours, and yet it is sent"));
        } else if is_deferred(outgoing.notification, *channel) {
            world.saw(Coverage::LeftWhole);
        }
        return;
    };
    if summary.lines.is_empty() {
        world.violated(format!("5: {key:?} tells nothing"));
    }
    world.saw(Coverage::Summarised);
    if summary.expired > 0 {
        world.saw(Coverage::ExpiredMeanwhile);
    }
    for line in &summary.lines {
        let item = world.store.item_anywhere(user, &line.id);
        let is_bound = item.as_ref().is_some_and(|item| item.released_as.as_ref() == Some(id));
        let told = item.and_then(|item| item.notification);
        let was_switched_off = {
            let facts = world.facts.borrow();
            let mut wishes = facts.wishes_since(user, serial).iter();
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
        if world.facts.borrow().wish(user).is_some_and(|wish| wish.is_changed_between(routed_at, world.now()))
        {
            world.saw(Coverage::ClockChanged);
        }
    }
}

/// Checks a message that the trader receives.
pub(crate) fn arrived(world: &World, key: &LedgerKey, outgoing: &Outgoing<'_>) {
    let (user, id, delivery) = key;
    let told: Vec<EventId> = match outgoing.data {
        EventData::Summary(summary) => summary.lines.iter().map(|line| line.id.clone()).collect(),
        EventData::Merged(merged) => merged.parts.iter().map(|part| part.id.clone()).collect(),
        EventData::Event(_) => vec![id.clone()],
    };
    for told in told {
        let name: LedgerKey = (user.clone(), told, delivery.clone());
        let mut facts = world.facts.borrow_mut();
        let told_in = facts.told.entry(name.clone()).or_default();
        told_in.insert(id.clone());
        let told_in = told_in.clone();
        drop(facts);
        if told_in.len() > 1 {
            world.violated(format!("5: {name:?} has left more than once: in {told_in:?}"));
        }
    }
}

fn is_deferred(notification: &Notification, channel: Channel) -> bool {
    notification.deferred().any(|planned| planned.channel == channel)
}

/// Checks at rest that no deferred notification is overdue, and that each released one has arrived on some
/// channel or is terminal.
pub(crate) fn all_has_left(world: &World) {
    let items = world.store.items_anywhere();
    for ((user, id), item) in &items {
        let Some(notification) = &item.notification else { continue };
        if notification.deferred().next().is_none() {
            continue;
        }
        match &item.released_as {
            None if item.state.is_seen() || notification.is_expired(world.now()) => {}
            None => waits_rightly(world, user, id),
            // The invocation that bound it was killed, and quiet hours have begun again since.
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
    let is_quiet = world.facts.borrow().wish(user).is_some_and(|wish| wish.is_quiet(now));
    let is_looked_at = next.is_some_and(|at| is_quiet || at <= now.plus(LOOKED_AT_WITHIN));
    if !is_looked_at || !world.store.deferred(user).contains(id) {
        world.violated(format!("5: {user} {id} still waits, quiet: {is_quiet}, next looked at: {next:?}"));
    }
}

fn left_whole(world: &World, item: &InboxItem, notification: &Notification) {
    for key in notification.deferred().flat_map(domain::routing::plan::PlannedDelivery::keys) {
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
        // Then the summary had nothing to list any more.
        let facts = world.facts.borrow();
        let was_switched_off = |channel| {
            let mut wishes = facts.wishes_from(user, notification.routed_at).iter();
            wishes.any(|wish| wish.excludes(*event_type, channel))
        };
        let is_moot = notification.is_expired(world.now())
            || notification.deferred().all(|planned| was_switched_off(planned.channel));
        drop(facts);
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

/// Whether a deferred notification of the user waits that can still be sent.
pub(crate) fn is_awaited(world: &World, user: &UserId, now: Time) -> bool {
    world.store.deferred(user).iter().any(|id| {
        world.store.item_anywhere(user, id).is_some_and(|item| {
            let is_live = |notification: &Notification| !notification.is_expired(now);
            !item.state.is_seen()
                && item.released_as.is_none()
                && item.notification.as_ref().is_some_and(is_live)
        })
    })
}
