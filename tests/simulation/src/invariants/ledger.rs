//! 2, 3, 5, 6, 8: the entries of the ledger, and the sends that depend on them.

use domain::delivery::AttemptResult;
use domain::delivery::ledger::{DeliveryKey, Entry, LedgerState, MAX_TRIES};
use domain::event::{Event, Mode};
use domain::routing::notification::{InboxItem, Notification};
use domain::{Channel, EventType, Time};
use ports::{Key, Outgoing, Queue};

use super::{deferred, envelope, limits, quiet};
use crate::facts::{Claimed, LedgerKey};
use crate::sim_ports::SimPorts;
use crate::world::World;

/// Checks an entry that was stored in place of the one in the item `before`.
pub(crate) fn recorded(
    sim_ports: &SimPorts,
    key: &Key,
    delivery: &DeliveryKey,
    before: Option<&InboxItem>,
    entry: &Entry,
) {
    let world = &sim_ports.world;
    let name: LedgerKey = (key.0.clone(), key.1.clone(), delivery.clone());
    let earlier = before.and_then(|item| item.ledger.get(delivery));
    world.note("ledger", sim_ports.number, format_args!("{name:?} {:?} r{}", entry.state, entry.revision));
    if entry.revision != earlier.map_or(0, |earlier| earlier.revision) + 1 {
        world.violated(format!("3: {name:?} went from {earlier:?} to {entry:?}"));
    }
    // A delivery that came too late for a merged notification leaves with the next one.
    let is_moved = |earlier: &Entry| {
        (earlier.state, entry.state) == (LedgerState::Merged, LedgerState::Merged)
            && earlier.released_as < entry.released_as
    };
    // A message that was accepted is sent again for a repeat, and stays accepted if that comes too late.
    let is_repeated = |earlier: &Entry| {
        earlier.state == LedgerState::Accepted
            && (entry.repeat > earlier.repeat || entry.state == LedgerState::Accepted)
    };
    let is_final =
        |earlier: &&Entry| earlier.state.is_terminal() && !is_moved(earlier) && !is_repeated(earlier);
    if let Some(earlier) = earlier.filter(is_final) {
        world.violated(format!("3: {name:?} had ended as {earlier:?} and became {entry:?}"));
    }
    // A claim that is released must keep the possible duplicate that it would have counted.
    let doubts = |entry: &Entry| entry.possible_duplicates + u32::from(entry.is_doubtful);
    if doubts(entry) < earlier.map_or(0, doubts) {
        world.violated(format!("3: {name:?} forgets possible duplicates"));
    }

    let is_claim = matches!(entry.state, LedgerState::Claimed { .. });
    let is_first = earlier.is_none_or(|earlier| earlier.tries == 0);
    let sends_allowed = u32::from(entry.repeat) + 1;
    let claimed = before.filter(|_| is_claim);
    let barred = claimed.and_then(|item| barred(world, key, delivery, item, is_first));
    let mut facts = world.facts.borrow_mut();
    let serial = facts.serial();
    let sends = facts.of(&name);
    if is_claim {
        sends.claims.retain(|claim| claim.invocation != sim_ports.number);
        sends.claims.push(Claimed { invocation: sim_ports.number, serial, barred, is_read_again: false });
    }
    let is_news = entry.attempts.last() != earlier.and_then(|earlier| earlier.attempts.last());
    let is_taken = entry.attempts.last().is_some_and(|attempt| attempt.result == AttemptResult::Accepted);
    sends.confirmed += u32::from(entry.state == LedgerState::Accepted && is_news && is_taken);
    if entry.state.is_terminal() {
        sends.ended_at = Some(world.now());
    }
    let (confirmed, accepted) = (sends.confirmed, sends.accepted);
    drop(facts);
    if confirmed > sends_allowed {
        world.violated(format!("2: {name:?} has {confirmed} confirmed sends"));
    }
    if confirmed > accepted {
        world.violated(format!("2: {name:?} is confirmed, but nobody has taken it"));
    }
}

/// Evaluates the claims of an invocation again that reads their notification now, for the first time since the
/// claim: an attempt begins with the consistent read after its claim, so an ack that was stored before that read
/// must end it. A later read may be that of another claim.
pub(crate) fn read_again(sim_ports: &SimPorts, key: &Key) {
    let world = &sim_ports.world;
    let Some(item) = world.store.item_anywhere(&key.0, &key.1) else { return };
    for (delivery, entry) in &item.ledger {
        let name: LedgerKey = (key.0.clone(), key.1.clone(), delivery.clone());
        let is_claimed = |claim: &Claimed| claim.invocation == sim_ports.number && !claim.is_read_again;
        if !world.facts.borrow_mut().of(&name).claims.iter().any(is_claimed) {
            continue;
        }
        let reason = barred(world, key, delivery, &item, entry.tries <= 1);
        let mut facts = world.facts.borrow_mut();
        for claim in facts.of(&name).claims.iter_mut().filter(|claim| is_claimed(claim)) {
            claim.barred = claim.barred.or(reason);
            claim.is_read_again = true;
        }
    }
}

/// Checks a repeat that was counted: `is_seen` is whether the trader had seen the notification before.
pub(crate) fn repeated(world: &World, (user, id): &Key, is_seen: bool) {
    if is_seen {
        world.violated(format!("5: {id} of {user} is repeated although it was seen"));
    }
}

/// Returns the reason for which nothing may be sent under a claim that is stored now; `None`
/// if there is none.
fn barred(
    world: &World,
    key: &Key,
    delivery: &DeliveryKey,
    item: &InboxItem,
    is_first: bool,
) -> Option<&'static str> {
    let notification = item.notification.as_ref()?;
    let recipient = world.store.recipient(&key.0);
    // A security notice goes to the contacts that the trader had before the change.
    let recipient = notification.addressee(recipient, delivery, &item.ledger, world.now());
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

/// Whether a device's ack has ended the item's other deliveries. An ack of a security notice ends none.
pub(crate) fn is_ended_by_ack(item: &InboxItem) -> bool {
    let event_type = item.notification.as_ref().map(|notification| notification.event_type);
    item.state.is_seen() && event_type.is_none_or(EventType::ends_with_ack)
}

/// Evaluates the barred claims again after a change of the traders: the reasons against them may be gone.
pub(crate) fn reconsidered(world: &World) {
    let keys = world.facts.borrow().barred();
    for name in keys {
        let (user, id, delivery) = &name;
        let Some(item) = world.store.item_anywhere(user, id) else { continue };
        let is_first = item.ledger.get(delivery).is_none_or(|entry| entry.tries <= 1);
        if barred(world, &(user.clone(), id.clone()), delivery, &item, is_first).is_none() {
            world.facts.borrow_mut().of(&name).claims.iter_mut().for_each(|claim| claim.barred = None);
        }
    }
}

/// Whether an event that is routed has made the notification obsolete.
pub(crate) fn is_superseded(world: &World, notification: &Notification) -> bool {
    let occurred_before = |closed_at: Time| notification.occurred_at < closed_at;
    notification.closed_by().is_some_and(|subject| {
        let stored = world.store.closed_at(&notification.user_id, &subject);
        let subject = (notification.user_id.clone(), subject);
        let routed = world.facts.borrow().liquidated.get(&subject).copied();
        stored.is_some_and(occurred_before) || routed.is_some_and(|(closed_at, _)| occurred_before(closed_at))
    })
}

/// Records the liquidation of an event whose message was processed.
pub(crate) fn routed(world: &World, queue: Queue, body: &str) {
    let Queue::Events(own) = queue else { return };
    // In the queue of another class it is only passed on.
    let event = Event::decode(body, world.now()).ok();
    let Some(event) = event.filter(|event| event.priority == own && event.mode == Mode::Live) else {
        return;
    };
    for subject in event.data.closes() {
        let mut facts = world.facts.borrow_mut();
        let news = (event.occurred_at, world.now());
        let known = facts.liquidated.entry((event.user_id.clone(), subject)).or_insert(news);
        if known.0 < news.0 {
            *known = news;
        }
    }
}

/// Checks a call of the provider, with a message to this address.
pub(crate) fn called(sim_ports: &SimPorts, key: &LedgerKey, outgoing: &Outgoing<'_>, to: &str) {
    let notification = outgoing.notification;
    let world = &sim_ports.world;
    let now = world.now();
    let mut facts = world.facts.borrow_mut();
    let sends = facts.of(key);
    sends.calls += 1;
    let calls = sends.calls;
    let repeats = notification.repeat().map_or(0, |repeat| u32::from(repeat.times));
    let claim = sends.claims.iter().find(|claim| claim.invocation == sim_ports.number).cloned();
    let is_own = claim.as_ref().is_none_or(|claim| facts.was_owner(to, &key.0, claim.serial));
    drop(facts);
    let wrong = match &claim {
        None => Some("2: it is not claimed"),
        Some(_) if !is_own => Some("8: the address is not the trader's"),
        Some(_) if notification.is_expired(now) => Some("5: it has expired"),
        Some(_) if calls > MAX_TRIES + repeats => Some("7: it was tried too often"),
        Some(claim) => claim.barred,
    };
    if let Some(wrong) = wrong {
        world.violated(format!("{wrong}, and yet {key:?} is sent"));
    }
    if let Some(Claimed { serial, .. }) = claim {
        envelope::called(world, key);
        quiet::called(sim_ports, key, notification.event_type, outgoing.priority(), serial);
        deferred::called(sim_ports, key, outgoing, serial);
        limits::called(sim_ports, key, outgoing, calls);
    }
}

/// Checks a message that the trader receives.
pub(crate) fn arrived(world: &World, key: &LedgerKey, outgoing: &Outgoing<'_>) {
    deferred::arrived(world, key, outgoing);
    let mut facts = world.facts.borrow_mut();
    let sends = facts.of(key);
    sends.arrived += 1;
    sends.arrived_at.get_or_insert(world.now());
    let arrived = sends.arrived;
    drop(facts);
    let entry = world.store.item_anywhere(&key.0, &key.1).and_then(|mut item| item.ledger.remove(&key.2));
    let allowed = match key.2.channel {
        Channel::Email | Channel::Sms => 1,
        Channel::Websocket | Channel::Push | Channel::Telegram => {
            1 + entry.map_or(0, |entry| entry.possible_duplicates + u32::from(entry.repeat))
        }
    };
    if arrived > allowed {
        world.violated(format!("2: {key:?} came {arrived} times, where {allowed} may be"));
    }
}
