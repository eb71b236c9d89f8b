//! What one recipient gets: no more messages of a channel in a minute than the limit says, and every delivery above it told
//! in one merged message, once.

use std::collections::BTreeMap;

use domain::UserId;
use domain::budget::most_per_minute;
use domain::data::EventData;
use domain::ledger::{DeliveryKey, Entry, LedgerState};
use domain::merged::AboveLimit;
use ports::Outgoing;

use crate::book::LedgerKey;
use crate::edge::Edge;
use crate::sights::Sight;
use crate::world::World;

/// A provider is called for this delivery, for the time `calls`.
pub(crate) fn called(edge: &Edge, key: &LedgerKey, outgoing: &Outgoing<'_>, calls: u32) {
    let world = &edge.world;
    match outgoing.data {
        EventData::Merged(merged) => {
            world.saw(Sight::Merged);
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
                    Some(told) if AboveLimit::of(told.event_type) != AboveLimit::Merges => {
                        Some("it must not be merged")
                    }
                    Some(_) => None,
                    None => Some("there is no such notification"),
                };
                if let Some(wrong) = wrong {
                    world.violated(format!("5: {wrong}, and yet {} is told in {key:?}", part.id));
                }
            }
        }
        data if AboveLimit::of(data.event_type()) == AboveLimit::Merges && calls == 1 => {
            is_within_limit(edge, key);
        }
        _ => {}
    }
}

/// A delivery asks for its recipient's minute: what is asked for above the limit may not be sent by itself.
pub(crate) fn asked(world: &World, user: &UserId, delivery: &DeliveryKey, minute: i64) {
    let mut book = world.book.borrow_mut();
    *book.asked.entry((user.clone(), delivery.clone())).or_default().entry(minute).or_default() += 1;
}

/// A minute lets through as many as the limit says, whenever they then leave: what waits for its provider leaves with later
/// minutes' messages. So all that was ever sent is at most what all minutes let through. Judged is what is sent when it is seen
/// first: what comes again, perhaps because an invocation was killed, is not asked for once more.
fn is_within_limit(edge: &Edge, key: &LedgerKey) {
    let (world, (user, id, delivery)) = (&edge.world, key);
    let item = world.store.item_anywhere(user, id);
    let is_first = item.and_then(|item| item.ledger.get(delivery).map(|entry| entry.revision)) == Some(1);
    if !is_first || !edge.are_first.get() {
        return;
    }
    let Some(most) = most_per_minute(delivery.channel) else { return };
    let to = (user.clone(), delivery.clone());
    let mut book = world.book.borrow_mut();
    let sent = book.sent.entry(to.clone()).or_default();
    *sent += 1;
    let sent = *sent;
    let let_through: u32 =
        book.asked.get(&to).into_iter().flat_map(BTreeMap::values).map(|asked| most.min(*asked)).sum();
    drop(book);
    if sent > let_through {
        world.violated(format!(
            "7: {user} gets {sent} messages by {delivery:?}, of which {let_through} are let through"
        ));
    }
}

/// Whether the delivery of this entry is told in the merged notification as which it leaves.
pub(crate) fn is_told(world: &World, (user, id, _): &LedgerKey, entry: &Entry) -> bool {
    let merged = entry.released_as.as_ref().and_then(|slot| world.store.item_anywhere(user, slot));
    let Some(notification) = merged.and_then(|item| item.notification) else { return false };
    match EventData::of_stored(notification.event_type, &notification.data) {
        Ok(EventData::Merged(merged)) => merged.part(id).is_some() || merged.covers.contains(id),
        Ok(_) | Err(_) => false,
    }
}
