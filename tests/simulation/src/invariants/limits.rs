//! The rate limit of one recipient: no more messages of a channel in a minute than the limit, of all and of one
//! burst; every delivery above it is part of one merged message, once; and no other delivery is.

use std::collections::BTreeMap;

use domain::Channel;
use domain::delivery::budget::{BurstKey, Counter, MOST_OF_BURST, MinuteTotals, most_per_minute};
use domain::delivery::ledger::{Entry, LedgerState};
use domain::event::data::EventData;
use domain::routing::merged::{AboveLimit, Merged};
use ports::Outgoing;

use crate::coverage::Coverage;
use crate::facts::LedgerKey;
use crate::sim_ports::SimPorts;
use crate::world::World;

/// Checks call number `calls` of a provider for this delivery.
pub(crate) fn called(sim_ports: &SimPorts, key: &LedgerKey, outgoing: &Outgoing<'_>, calls: u32) {
    let world = &sim_ports.world;
    match outgoing.data {
        EventData::Merged(merged) => {
            world.saw(Coverage::Merged);
            if merged.parts.is_empty() {
                world.violated(format!("5: {key:?} tells nothing"));
            }
            for part in &merged.parts {
                let item = world.store.item_anywhere(&key.0, &part.id);
                let entry = item.as_ref().and_then(|item| item.ledger.get(&key.2));
                let is_bound = entry.is_some_and(|entry| {
                    entry.state == LedgerState::Merged && entry.released_as.as_ref() == Some(&key.1)
                });
                let wrong = match item.and_then(|item| item.notification) {
                    _ if !is_bound => Some("it is not bound to it"),
                    Some(told) if told.is_expired(world.now()) => Some("it has expired"),
                    Some(told) if AboveLimit::of(told.event_type, told.priority) != AboveLimit::Merges => {
                        Some("it must not be merged")
                    }
                    Some(_) => None,
                    None => Some("there is no such notification"),
                };
                if let Some(wrong) = wrong {
                    world.violated(format!("5: {wrong}, and yet {} is told in {key:?}", part.id));
                }
            }
            are_above_limit(world, key, merged);
        }
        data if AboveLimit::of(data.event_type(), outgoing.priority()) == AboveLimit::Merges
            && calls == 1 =>
        {
            is_within_limit(sim_ports, key, BurstKey::of_data(data));
        }
        _ => {}
    }
}

/// Counts a delivery in its recipient's minute, and in its burst. A delivery above the limit may not be sent
/// individually.
pub(crate) fn asked(world: &World, counter: &Counter, burst: Option<BurstKey>) {
    let Counter::Recipient { user_id, delivery, minute } = counter else { return };
    let mut facts = world.facts.borrow_mut();
    for of in [None].into_iter().chain(burst.map(Some)) {
        let minutes = facts.asked.entry((user_id.clone(), delivery.clone(), of)).or_default();
        *minutes.entry(*minute).or_default() += 1;
    }
}

/// Records the totals of a recipient's minute, after a delivery was counted.
pub(crate) fn answered(world: &World, counter: &Counter, totals: MinuteTotals) {
    let Counter::Recipient { user_id, delivery, .. } = counter else { return };
    let Some(most) = most_per_minute(delivery.channel) else { return };
    if totals.are_within(most) {
        return;
    }
    if totals.all <= most {
        world.saw(Coverage::BurstMerged);
    }
    let mut facts = world.facts.borrow_mut();
    *facts.above.entry((user_id.clone(), delivery.clone())).or_default() += 1;
}

/// Checks that the recipient's merged messages have no more parts than deliveries were above the limit. Each
/// delivery was counted at most once. In a chat, deliveries are also merged that did not get their second.
fn are_above_limit(world: &World, (user, _, delivery): &LedgerKey, message: &Merged) {
    if delivery.channel == Channel::Telegram {
        return;
    }
    let to = (user.clone(), delivery.clone());
    let mut facts = world.facts.borrow_mut();
    let merged = facts.merged.entry(to.clone()).or_default();
    merged.extend(message.parts.iter().map(|part| part.id.clone()));
    let merged = merged.len();
    let above = facts.above.get(&to).copied().unwrap_or_default();
    drop(facts);
    if merged > above {
        world.violated(format!("7: {merged} are merged for {user} on {delivery:?}, {above} above the limit"));
    }
}

/// Checks that the deliveries sent are within the limit, all and those of one burst. A minute admits as many
/// deliveries as the limit says, and they may leave later: those that wait for their provider leave together
/// with those of later minutes. So the total sent is at most what all minutes admitted. A delivery is checked
/// when it is sent first: one that is received again, perhaps because an invocation was killed, is not counted
/// again.
fn is_within_limit(sim_ports: &SimPorts, key: &LedgerKey, burst: Option<BurstKey>) {
    let (world, (user, id, delivery)) = (&sim_ports.world, key);
    let item = world.store.item_anywhere(user, id);
    let is_first = item.and_then(|item| item.ledger.get(delivery).map(|entry| entry.revision)) == Some(1);
    if !is_first || !sim_ports.are_first.get() {
        return;
    }
    let Some(most) = most_per_minute(delivery.channel) else { return };
    for of in [None].into_iter().chain(burst.map(Some)) {
        let most = if of.is_some() { MOST_OF_BURST } else { most };
        let to = (user.clone(), delivery.clone(), of);
        let mut facts = world.facts.borrow_mut();
        let sent = facts.sent.entry(to.clone()).or_default();
        *sent += 1;
        let sent = *sent;
        let let_through: u32 =
            facts.asked.get(&to).into_iter().flat_map(BTreeMap::values).map(|asked| most.min(*asked)).sum();
        drop(facts);
        if sent > let_through {
            world.violated(format!(
                "7: {user} gets {sent} messages by {delivery:?} of {of:?}, of which {let_through} are let through"
            ));
        }
    }
}

/// Whether the delivery of this entry is part of the merged notification with which it leaves.
pub(crate) fn is_told(world: &World, (user, id, _): &LedgerKey, entry: &Entry) -> bool {
    let merged = entry.released_as.as_ref().and_then(|slot| world.store.item_anywhere(user, slot));
    let Some(notification) = merged.and_then(|item| item.notification) else { return false };
    match EventData::of_stored(notification.event_type, &notification.data) {
        Ok(EventData::Merged(merged)) => merged.part(id).is_some() || merged.covers.contains(id),
        Ok(_) | Err(_) => false,
    }
}
