//! 2, 3, 5, 6, 8: what is written into the ledger, and what is sent on the strength of it.

use domain::data::EventData;
use domain::event::Event;
use domain::ledger::{DeliveryKey, Entry, LedgerState, MAX_TRIES};
use domain::notification::{InboxItem, Notification};
use domain::{Channel, EventType, Priority, Time};
use ports::{Key, Outgoing, Queue};

use super::{deferred, limits, quiet};
use crate::book::{Claimed, LedgerKey};
use crate::edge::Edge;
use crate::world::World;

/// An entry was stored in place of what the item `before` had.
pub(crate) fn recorded(
    edge: &Edge,
    key: &Key,
    delivery: &DeliveryKey,
    before: Option<&InboxItem>,
    entry: &Entry,
) {
    let world = &edge.world;
    let name: LedgerKey = (key.0.clone(), key.1.clone(), delivery.clone());
    let earlier = before.and_then(|item| item.ledger.get(delivery));
    world.note("ledger", edge.number, format_args!("{name:?} {:?} r{}", entry.state, entry.revision));
    if entry.revision != earlier.map_or(0, |earlier| earlier.revision) + 1 {
        world.violated(format!("3: {name:?} went from {earlier:?} to {entry:?}"));
    }
    // What came too late for a merged notification leaves as the next one.
    let is_moved = |earlier: &Entry| {
        (earlier.state, entry.state) == (LedgerState::Merged, LedgerState::Merged)
            && earlier.released_as < entry.released_as
    };
    if let Some(earlier) = earlier.filter(|earlier| earlier.state.is_terminal() && !is_moved(earlier)) {
        world.violated(format!("3: {name:?} had ended as {earlier:?} and became {entry:?}"));
    }
    // A claim that is taken back leaves the doubt that it would have counted.
    let doubts = |entry: &Entry| entry.possible_duplicates + u32::from(entry.is_doubtful);
    if doubts(entry) < earlier.map_or(0, doubts) {
        world.violated(format!("3: {name:?} forgets possible duplicates"));
    }

    let is_claim = matches!(entry.state, LedgerState::Claimed { .. });
    let is_first = earlier.is_none_or(|earlier| earlier.tries == 0);
    let claimed = before.filter(|_| is_claim);
    let barred = claimed.and_then(|item| barred(world, key, delivery, item, is_first));
    let mut book = world.book.borrow_mut();
    let serial = book.serial();
    let sends = book.of(&name);
    if is_claim {
        sends.claims.retain(|claim| claim.invocation != edge.number);
        sends.claims.push(Claimed { invocation: edge.number, serial, barred });
    }
    sends.confirmed += u32::from(entry.state == LedgerState::Accepted);
    if entry.state.is_terminal() {
        sends.ended_at = Some(world.now());
    }
    let (confirmed, accepted) = (sends.confirmed, sends.accepted);
    drop(book);
    if confirmed > 1 {
        world.violated(format!("2: {name:?} has {confirmed} confirmed sends"));
    }
    if confirmed > accepted {
        world.violated(format!("2: {name:?} is confirmed, but nobody has taken it"));
    }
}

/// Why nothing may be sent on a claim that is stored now.
fn barred(
    world: &World,
    key: &Key,
    delivery: &DeliveryKey,
    item: &InboxItem,
    is_first: bool,
) -> Option<&'static str> {
    let notification = item.notification.as_ref()?;
    let recipient = world.store.recipient(&key.0);
    // A security notice goes to the contacts of before the change.
    let recipient = match notification.event_type {
        EventType::ContactChanged => recipient.as_of(notification.occurred_at),
        _ => recipient,
    };
    let row = notification.event_type.row();
    let section = recipient.preferences.section_of(row);
    let is_first_at_once = is_first && notification.at_once().any(|planned| planned == *delivery);
    let is_wanted = section.enabled && section.channels.contains(&delivery.channel);
    if !row.mandatory && !is_wanted {
        Some("6: the trader had switched it off")
    } else if is_superseded(world, notification) {
        Some("its position had been liquidated")
    } else if is_ended_by_ack(item) && !is_first_at_once {
        Some("a device had acked it")
    } else if recipient.address(delivery).is_none() {
        Some("8: the trader did not have this address any more")
    } else {
        None
    }
}

/// Whether a device's ack has ended the item's other deliveries; it ends none of a security notice's.
pub(crate) fn is_ended_by_ack(item: &InboxItem) -> bool {
    let event_type = item.notification.as_ref().map(|notification| notification.event_type);
    item.state.is_acked() && event_type.is_none_or(EventType::ends_with_ack)
}

/// Something of the traders has changed: what speaks against a claim may be gone by now.
pub(crate) fn reconsidered(world: &World) {
    let keys = world.book.borrow().barred();
    for name in keys {
        let (user, id, delivery) = &name;
        let Some(item) = world.store.item_anywhere(user, id) else { continue };
        let is_first = item.ledger.get(delivery).is_none_or(|entry| entry.tries <= 1);
        if barred(world, &(user.clone(), id.clone()), delivery, &item, is_first).is_none() {
            world.book.borrow_mut().of(&name).claims.iter_mut().for_each(|claim| claim.barred = None);
        }
    }
}

/// Whether the notification is a margin call whose position a liquidation has closed that was routed.
pub(crate) fn is_superseded(world: &World, notification: &Notification) -> bool {
    let occurred_before = |closed_at: Time| notification.occurred_at < closed_at;
    notification.event_type == EventType::MarginCall
        && notification.position().is_some_and(|position| {
            let stored = world.store.closed_at(&notification.user_id, &position);
            let position = (notification.user_id.clone(), position);
            let routed = world.book.borrow().liquidated.get(&position).copied();
            stored.is_some_and(occurred_before)
                || routed.is_some_and(|(closed_at, _)| occurred_before(closed_at))
        })
}

/// An event's message was worked off: what it says is known from now on.
pub(crate) fn routed(world: &World, queue: Queue, body: &str) {
    let Queue::Events(Priority::P0) = queue else { return };
    let Ok(event) = Event::decode(body, world.now()) else { return };
    if let EventData::PositionLiquidated(data) = &event.data {
        let mut book = world.book.borrow_mut();
        let news = (event.occurred_at, world.now());
        let known = book.liquidated.entry((event.user_id, data.position_id.clone())).or_insert(news);
        if known.0 < news.0 {
            *known = news;
        }
    }
}

/// A call of the provider is begun, for a message to this address.
pub(crate) fn called(edge: &Edge, key: &LedgerKey, outgoing: &Outgoing<'_>, to: &str) {
    let notification = outgoing.notification;
    let world = &edge.world;
    let now = world.now();
    let mut book = world.book.borrow_mut();
    let sends = book.of(key);
    sends.calls += 1;
    let calls = sends.calls;
    let claim = sends.claims.iter().find(|claim| claim.invocation == edge.number).cloned();
    let is_own = claim.as_ref().is_none_or(|claim| book.was_owner(to, &key.0, claim.serial));
    drop(book);
    let wrong = match &claim {
        None => Some("2: it is not claimed"),
        Some(_) if !is_own => Some("8: the address is not the trader's"),
        Some(_) if notification.is_expired(now) => Some("5: it has expired"),
        Some(_) if calls > MAX_TRIES => Some("7: it was tried too often"),
        Some(claim) => claim.barred,
    };
    if let Some(wrong) = wrong {
        world.violated(format!("{wrong}, and yet {key:?} is sent"));
    }
    if let Some(Claimed { serial, .. }) = claim {
        quiet::called(edge, key, notification.event_type, outgoing.data.priority(), serial);
        deferred::called(edge, key, outgoing, serial);
        limits::called(edge, key, outgoing, calls);
    }
}

/// The trader gets the message.
pub(crate) fn arrived(world: &World, key: &LedgerKey, outgoing: &Outgoing<'_>) {
    deferred::arrived(world, key, outgoing);
    let mut book = world.book.borrow_mut();
    let sends = book.of(key);
    sends.arrived += 1;
    sends.arrived_at.get_or_insert(world.now());
    let arrived = sends.arrived;
    drop(book);
    let entry = world.store.item_anywhere(&key.0, &key.1).and_then(|mut item| item.ledger.remove(&key.2));
    let allowed = match key.2.channel {
        Channel::Email | Channel::Sms => 1,
        Channel::Websocket | Channel::Push | Channel::Telegram => {
            1 + entry.map_or(0, |entry| entry.possible_duplicates)
        }
    };
    if arrived > allowed {
        world.violated(format!("2: {key:?} came {arrived} times, where {allowed} may be"));
    }
}
