//! 1. The outcome of every delivery at rest.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::delivery::ledger::{DeadReason, DeliveryKey, Entry, LedgerState};
use domain::routing::notification::{InboxItem, Notification};
use domain::routing::plan::{self, PlannedDelivery, Reason};
use domain::{Channel, EventType, Priority, Time, UserId};
use ports::Queue;
use rust_decimal::Decimal;
use serde_json::Value;
use usecases::deliver::Delivery;

use super::ledger::{is_ended_by_ack, is_superseded};
use super::limits;
use crate::coverage::Coverage;
use crate::facts::LedgerKey;
use crate::profiles;
use crate::providers::{EXTERNAL, address};
use crate::queues::DeadLetter;
use crate::sim_ports::SimPorts;
use crate::world::World;

/// The longest time that a P0 may take from a failure to the next channel, whichever invocation is
/// killed on the way.
const DETOUR: Duration = Duration::from_mins(2);

/// Checks that every planned delivery is terminal in the ledger, or was never begun since the notification
/// was no longer due.
pub(crate) fn every_delivery_has_ended(world: &World) {
    for ((user, id), item) in &world.store.items_anywhere() {
        let Some(notification) = &item.notification else { continue };
        let was_superseded = |reason| reason == Some(Reason::Superseded);
        if notification.channels.iter().any(|planned| was_superseded(planned.suppressed()))
            && !is_superseded(world, notification)
        {
            world.violated(format!("1: {user} {id} was not told, and its position was not liquidated"));
        }
        let was_notified = |reason| reason == Some(Reason::AlreadyNotified);
        if notification.channels.iter().any(|planned| was_notified(planned.suppressed()))
            && !is_repetition(world, notification)
        {
            world.violated(format!("1: {user} {id} was not told, and no other one about the same was"));
        }
        for (key, entry) in &item.ledger {
            // The claim of a repeat may be left, once that is too late: the message before it was accepted.
            let is_left_repeat = entry.repeat > 0 && notification.is_expired(world.now());
            if !entry.state.is_terminal() && !is_left_repeat {
                world.violated(format!("1: {user} {id} {key:?} is in the air: {entry:?}"));
            }
            ends_rightly(world, notification, key, entry);
        }
        let is_too_late = notification.is_expired(world.now()) || is_superseded(world, notification);
        for key in notification.at_once().filter(|key| !item.ledger.contains_key(key)) {
            if !is_too_late {
                world.violated(format!("1: {user} {id} {key:?} was never begun"));
            }
        }
    }
    for (key, sends) in world.facts.borrow().sends() {
        if sends.arrived > 0 && sends.ended_at.is_none() {
            world.violated(format!("1: {key:?} was sent, and has no end"));
        }
    }
}

/// Whether the trader was notified of another event about the same that had not expired when this one was
/// routed, was not closed until then, and has no value that is ten points or more above this one's.
fn is_repetition(world: &World, notification: &Notification) -> bool {
    let (user, subject) = (&notification.user_id, notification.closed_by());
    let closed = subject
        .clone()
        .and_then(|subject| world.facts.borrow().liquidated.get(&(user.clone(), subject)).copied());
    let covers = |other: &Notification| {
        let was_closed = |(closed_at, known_at): (Time, Time)| {
            closed_at > other.occurred_at && known_at < notification.routed_at
        };
        other.user_id == *user
            && other.id != notification.id
            && subject.is_some()
            && other.closed_by() == subject
            && other.channels.iter().any(|planned| planned.suppressed().is_none())
            && !other.is_expired(notification.routed_at)
            && ratio(other) < ratio(notification) + Decimal::TEN
            && !closed.is_some_and(was_closed)
    };
    world.store.items_anywhere().values().filter_map(|item| item.notification.as_ref()).any(covers)
}

fn ratio(call: &Notification) -> Decimal {
    let data: Value = serde_json::from_str(call.data.get()).unwrap_or_default();
    data["margin_ratio_percent"].as_str().and_then(|ratio| ratio.parse().ok()).unwrap_or_default()
}

/// Checks a notification that was stored for the first time: if an invocation had recorded, before this one
/// began, that the trader was notified of the same, nothing of this one is delivered.
pub(crate) fn notifies_once(sim_ports: &SimPorts, notification: &Notification) {
    let world = &sim_ports.world;
    if notification.event_type != EventType::MarginCall {
        return;
    }
    if notification.channels.iter().any(|planned| planned.suppressed() == Some(Reason::AlreadyNotified)) {
        world.saw(Coverage::AlreadyNotified);
    }
    let is_delivered = notification.channels.iter().any(|planned| planned.suppressed().is_none());
    let Some(subject) = notification.closed_by().filter(|_| is_delivered) else { return };
    let position = (notification.user_id.clone(), subject);
    let facts = world.facts.borrow();
    let latest = facts.notified.get(&position).into_iter().flatten();
    let Some((last, known_at)) = latest.max_by_key(|(last, _)| last.occurred_at).cloned() else { return };
    let closed_at = world.store.closed_at(&position.0, &position.1);
    let was_closed = closed_at.is_some_and(|at| at > last.occurred_at);
    drop(facts);
    let is_about_the_same = last.id != notification.id
        && last.expires_at > notification.routed_at
        && ratio(notification) > last.value - Decimal::TEN;
    if is_about_the_same && known_at < sim_ports.began && !was_closed {
        let (user, id) = (&notification.user_id, &notification.id);
        world.violated(format!("1: {user} is notified of {id}, and was of {} about the same", last.id));
    }
}

/// Checks that a terminal state agrees with what happened.
fn ends_rightly(world: &World, notification: &Notification, key: &DeliveryKey, entry: &Entry) {
    let name: LedgerKey = (notification.user_id.clone(), notification.id.clone(), key.clone());
    let is_true = match entry.state {
        LedgerState::Suppressed(Reason::Superseded) => is_superseded(world, notification),
        LedgerState::Suppressed(Reason::Disabled | Reason::NotChosen) => {
            !notification.event_type.row().mandatory
                && world.facts.borrow().chose_at.contains_key(&notification.user_id)
        }
        LedgerState::Accepted => world.facts.borrow_mut().of(&name).arrived > 0,
        LedgerState::Merged => limits::is_told(world, &name, entry),
        LedgerState::Claimed { .. }
        | LedgerState::Retrying { .. }
        | LedgerState::Acked
        | LedgerState::Unknown
        | LedgerState::Expired
        | LedgerState::Suppressed(_)
        | LedgerState::DeadLettered { .. } => true,
    };
    if !is_true {
        world.violated(format!("1: {name:?} ended as {:?}, which is not so", entry.state));
    }
}

/// Whether a dead letter is one that a provider refused, or whose retries are used up, and the ledger agrees.
pub(crate) fn is_rightly_dead(world: &World, letter: &DeadLetter) -> bool {
    let Some(Queue::Deliveries(channel, _)) = letter.queue else { return false };
    let Ok(delivery) = Delivery::decode(&letter.body) else { return false };
    let (Some(key), (user, id)) = (delivery.ledger_key(channel), delivery.key()) else { return false };
    let entry = world.store.item_anywhere(&user, &id).and_then(|mut item| item.ledger.remove(&key));
    let Some(LedgerState::DeadLettered { reason, .. }) = entry.map(|entry| entry.state) else { return false };
    match reason {
        DeadReason::Refused => letter.reason.contains("refused"),
        DeadReason::TriesUsedUp => letter.reason.contains("attempts"),
        DeadReason::Gone => false,
    }
}

/// Checks that a P0 that was not acked climbed its ladder.
pub(crate) fn the_ladder_was_climbed(world: &World) {
    for ((user, id), item) in &world.store.items_anywhere() {
        let Some(notification) = &item.notification else { continue };
        let is_too_late = is_superseded(world, notification) || notification.is_expired(world.now());
        if is_ended_by_ack(item) || is_too_late {
            continue;
        }
        for key in notification.ladder().flat_map(PlannedDelivery::keys) {
            if !item.ledger.contains_key(&key) {
                world.violated(format!("nobody has acked {user} {id}, and {key:?} was not tried"));
            }
        }
    }
}

/// Checks that a P0 that was accepted on no channel and not acked was tried on every channel
/// that it may take.
pub(crate) fn no_way_was_left_out(world: &World) {
    for ((user, id), item) in &world.store.items_anywhere() {
        let Some(notification) = &item.notification else { continue };
        let Some(failed_at) = failed_at(world, item, notification) else { continue };
        if failed_at.plus(DETOUR + world.jumped_since(failed_at)) >= notification.expires_at {
            continue;
        }
        let is_left_out = |channel: &Channel| {
            !item.ledger.keys().any(|key| key.channel == *channel)
                && is_allowed(notification, *channel)
                && could_be_reached(world, user, *channel, notification.routed_at)
        };
        if let Some(channel) = EXTERNAL.into_iter().find(is_left_out) {
            let ledger: Vec<_> = item.ledger.iter().map(|(key, entry)| (key, entry.state)).collect();
            world.violated(format!(
                "{user} {id} failed everywhere at {failed_at}, and {channel} was not taken: {ledger:?}"
            ));
        }
    }
}

/// The longest time until a P0 is accepted on a channel other than the unavailable one.
const DETOUR_IN_CALM: Duration = Duration::from_secs(10);

/// Returns the users who can be reached on a channel other than `dark`.
pub(crate) fn ways(world: &World, dark: Channel) -> BTreeSet<UserId> {
    let users = world.exchange.borrow().users().to_vec();
    let is_open = |user: &UserId| {
        let recipient = world.store.recipient(user);
        // An SMS may be above its cap, or not allowed.
        let mut others = EXTERNAL.into_iter().filter(|channel| ![dark, Channel::Sms].contains(channel));
        others.any(|channel| {
            let devices: Vec<_> = recipient.devices.iter().map(|device| device.id.clone()).collect();
            let lapses_at = world.now().plus(DETOUR_IN_CALM);
            if channel == Channel::Telegram && recipient.chat.is_some_and(|chat| chat.has_lapsed(lapses_at)) {
                return false;
            }
            let mut to = plan::keys(channel, &devices)
                .into_iter()
                .filter_map(|key| recipient.address(&key).map(|to| address(&to)));
            to.any(|to| !world.providers.borrow().is_dead(&to))
        })
    };
    users.into_iter().filter(is_open).collect()
}

/// Checks that each of these users was reached outside the app about the events since `first`, unless acked.
pub(crate) fn was_heard_elsewhere(world: &World, first: usize, ways: &BTreeSet<UserId>) {
    let exchange = world.exchange.borrow();
    for published in exchange.published[first..].iter().filter(|published| ways.contains(&published.user)) {
        let Some(item) = world.store.item_anywhere(&published.user, &published.id) else { continue };
        let Some(notification) = &item.notification else { continue };
        // If only a ladder is left, the ladder's time applies.
        if notification.at_once().next().is_none() {
            continue;
        }
        let limit = notification.routed_at.plus(DETOUR_IN_CALM);
        let was_acked = is_ended_by_ack(&item) && item.seen.as_ref().is_some_and(|seen| seen.at <= limit);
        let facts = world.facts.borrow();
        let mut of_event =
            facts.sends().filter(|((user, id, _), _)| *user == published.user && *id == published.id);
        let came = of_event.any(|(_, sends)| sends.arrived_at.is_some_and(|at| at <= limit));
        if !was_acked && !came {
            world.violated(format!(
                "{} {} came nowhere within 10 s: {:?}",
                published.user, published.id, item.ledger
            ));
        }
    }
}

/// Returns the time at which the last of a P0's deliveries failed, if all have failed, and some of them for
/// reasons that are not the trader's.
fn failed_at(world: &World, item: &InboxItem, notification: &Notification) -> Option<Time> {
    let is_critical = notification.priority == Priority::P0;
    if !is_critical || is_ended_by_ack(item) || is_superseded(world, notification) || item.ledger.is_empty() {
        return None;
    }
    let has_failed = |state: LedgerState| match state {
        LedgerState::Unknown
        | LedgerState::Expired
        | LedgerState::DeadLettered { .. }
        | LedgerState::Suppressed(Reason::NoContact | Reason::OverCap | Reason::CountryNotAllowed) => true,
        LedgerState::Claimed { .. }
        | LedgerState::Retrying { .. }
        | LedgerState::Acked
        | LedgerState::Accepted
        | LedgerState::Merged
        | LedgerState::Suppressed(_) => false,
    };
    // A merged delivery has failed if the merged notification has.
    let names = item.ledger.iter().map(|(key, entry)| {
        let id = entry.released_as.as_ref().unwrap_or(&notification.id);
        (notification.user_id.clone(), id.clone(), key.clone())
    });
    let names: Vec<LedgerKey> = names.collect();
    let all_have_failed = names.iter().all(|(user, id, key)| {
        let item = world.store.item_anywhere(user, id);
        item.is_some_and(|item| item.ledger.get(key).is_some_and(|entry| has_failed(entry.state)))
    });
    if !all_have_failed {
        return None;
    }
    let mut facts = world.facts.borrow_mut();
    names.iter().map(|name| facts.of(name).ended_at).max().flatten()
}

fn is_allowed(notification: &Notification, channel: Channel) -> bool {
    let planned = notification.channels.iter().find(|planned| planned.channel == channel);
    let is_wanted =
        planned.is_some_and(|planned| planned.suppressed().is_none_or(|reason| reason == Reason::NoContact));
    is_wanted || notification.event_type == EventType::PositionLiquidated
}

/// Whether the trader could be reached on the channel since that time without a break, and has
/// not changed the preferences.
fn could_be_reached(world: &World, user: &UserId, channel: Channel, since: Time) -> bool {
    let facts = world.facts.borrow();
    let is_old_contact =
        facts.reachable_since.get(&(user.clone(), channel)).is_some_and(|reached| *reached <= since);
    is_old_contact && facts.chose_at.get(user).is_none_or(|chose_at| *chose_at < since)
}

/// Checks that each field of a profile has the newest value, in whatever order the messages arrived.
pub(crate) fn profiles_are_the_newest(world: &World) {
    for (user, wrong) in profiles::not_the_newest(world) {
        world.violated(format!("1: the {wrong} of {user} is not what was said last"));
    }
}
