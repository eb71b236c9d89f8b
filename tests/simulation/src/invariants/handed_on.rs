//! 10. A message is deleted from its queue only when the store has the result that it asked for, or the next
//!     queue has it.

use domain::delivery::ledger::{LADDER_STEP, SendAttempt};
use domain::event::Event;
use domain::event::data::Symbol;
use domain::routing::notification::{AttemptResult, InboxItem, Notification};
use domain::{Channel, EventId, Priority, UserId};
use ports::Queue;
use serde_json::Value;
use usecases::deliver::Delivery;
use usecases::escalate::Escalation;

use super::{is_over, ledger, limits};
use crate::profiles;
use crate::queues::Queues;
use crate::sim_ports::SimPorts;
use crate::world::World;

/// Checks a message that the invocation that has processed it is about to delete.
pub(crate) fn may_be_deleted(sim_ports: &SimPorts, queue: Queue, body: &str) {
    let world = &sim_ports.world;
    let queues = world.queues.borrow();
    let is_elsewhere = match queue {
        Queue::Events(own) => is_routed(world, &queues, own, body),
        // A user who could not be checked is still in the schedule.
        Queue::Deliveries(Channel::Websocket, _) | Queue::Rejected | Queue::Release => true,
        Queue::Deliveries(channel, _) => {
            sim_ports.copied.borrow().iter().any(|copy| copy == body) || has_ended(world, channel, body)
        }
        Queue::Escalate => is_climbed(world, &queues, body),
        Queue::Profiles => profiles::is_known(world, body) || is_rejected(&queues, body),
        Queue::Fire => is_finished(world, body),
        Queue::Broadcasts => super::broadcasts::is_walked(sim_ports, &queues, body),
    };
    drop(queues);
    if !is_elsewhere {
        world.violated(format!("10: deleted from {queue:?} and nowhere else: {body}"));
    }
}

/// Whether the symbol's state shows that this part of its job is finished.
fn is_finished(world: &World, body: &str) -> bool {
    let job: Value = serde_json::from_str(body).unwrap_or_default();
    let symbol = job["symbol"].as_str().and_then(Symbol::parse);
    let (Some(symbol), Some(part), Some(number)) = (symbol, job["part"].as_u64(), job["number"].as_u64())
    else {
        return false;
    };
    let finished = world.store.symbol(&symbol).jobs.finished;
    usize::try_from(part).ok().and_then(|part| finished.get(part)).is_some_and(|finished| *finished >= number)
}

fn is_rejected(queues: &Queues, body: &str) -> bool {
    queues.ever_sent(Queue::Rejected).any(|rejected| {
        serde_json::from_str::<Value>(rejected).is_ok_and(|rejected| rejected["body"] == body)
    })
}

fn is_routed(world: &World, queues: &Queues, own: Priority, body: &str) -> bool {
    if let Some(is_published) = super::broadcasts::is_published(world, queues, own, body) {
        return is_published;
    }
    let Ok(event) = Event::decode(body, world.now()) else { return is_rejected(queues, body) };
    if event.priority != own {
        return queues.was_sent(Queue::Events(event.priority), body);
    }
    let item = world.store.item_anywhere(&event.user_id, &event.id);
    item.is_some_and(|item| is_handed_on(world, queues, own, &item))
}

/// Whether all deliveries of the item are posted, terminal, or in the next queue. `route` itself posts P0;
/// for all others the next queue must have them.
fn is_handed_on(world: &World, queues: &Queues, own: Priority, item: &InboxItem) -> bool {
    let Some(notification) = &item.notification else { return false };
    let in_app = Delivery::in_app(notification).encode();
    let is_in_app_on = own == Priority::P0
        || is_over(world, item)
        || queues.was_sent(Queue::Deliveries(Channel::Websocket, own), &in_app);
    let is_too_late = notification.is_expired(world.now()) || ledger::is_superseded(world, notification);
    let mut at_once = notification.at_once();
    let are_all_on = at_once.all(|key| {
        let body = Delivery::of(notification, &key).encode();
        item.ledger.contains_key(&key) || queues.was_sent(Queue::Deliveries(key.channel, own), &body)
    });
    let is_noted = notification.deferred().next().is_none()
        || item.released_as.is_some()
        || item.state.is_seen()
        || world.store.deferred(&notification.user_id).contains(&notification.id);
    let has_ladder = own == Priority::P0 && notification.ladder().next().is_some();
    let is_ladder_on = !has_ladder || ledger::is_ended_by_ack(item) || was_to_climb(queues, notification, 0);
    let are_repeats_on = ledger::is_ended_by_ack(item) || is_to_repeat(world, queues, notification, 0);
    let is_ladder_on = is_ladder_on && are_repeats_on;
    is_in_app_on && (is_too_late || (are_all_on && is_ladder_on && is_noted))
}

fn was_to_climb(queues: &Queues, notification: &Notification, step: u8) -> bool {
    queues.was_sent(Queue::Escalate, &Escalation::message(notification, step, LADDER_STEP).body)
}

fn has_ended(world: &World, channel: Channel, body: &str) -> bool {
    let Ok(delivery) = Delivery::decode(body) else { return false };
    // A dismissal is a hint: it ends with whatever the provider answers.
    if delivery.dismisses {
        return true;
    }
    let (Some(key), (user, id)) = (delivery.ledger_key(channel), delivery.key()) else { return false };
    let Some(entry) = world.store.item_anywhere(&user, &id).and_then(|mut item| item.ledger.remove(&key))
    else {
        return false;
    };
    // A merged delivery has joined the slot with which it leaves, or is part of a later merged message.
    let has_joined = |slot: &EventId| world.store.slot(&user, slot).contains(&id);
    let name = (user.clone(), id.clone(), key);
    let has_left = |slot: &EventId| has_joined(slot) || limits::is_told(world, &name, &entry);
    // It was accepted, and is claimed again for a repeat; and a repeat may come too late.
    let is_accepted = |attempt: &SendAttempt| attempt.result == AttemptResult::Accepted;
    let is_too_late = delivery.repeat > 0 && delivery.expires_at.is_none_or(|at| at <= world.now());
    let is_past = is_too_late || entry.attempts.iter().any(is_accepted);
    is_past || (entry.state.is_terminal() && entry.released_as.as_ref().is_none_or(has_left))
}

/// Whether the repeat after number `from` was made, and the next one is scheduled if there is one.
fn is_repeated(
    world: &World,
    queues: &Queues,
    item: &InboxItem,
    notification: &Notification,
    from: u8,
) -> bool {
    let number = from + 1;
    let mut pushes = notification.at_once().filter(|key| key.channel == Channel::Push);
    let are_on = pushes.all(|key| {
        let body = Delivery { repeat: number, ..Delivery::of(notification, &key) }.encode();
        queues.was_sent(Queue::Deliveries(Channel::Push, Priority::P0), &body)
    });
    // The trader may have switched repeats off for a while.
    let chose_at = world.facts.borrow().chose_at.get(&notification.user_id).copied();
    chose_at.is_some_and(|at| at > notification.routed_at)
        // The one after it was made meanwhile, by another copy of the message.
        || item.repeats > number
        || (item.repeats > from && are_on && is_to_repeat(world, queues, notification, number))
}

/// Whether the repeat after number `from` is scheduled, unless there is none.
fn is_to_repeat(world: &World, queues: &Queues, notification: &Notification, from: u8) -> bool {
    let preferences = world.store.recipient(&notification.user_id).preferences;
    let next = Escalation::repeat(notification, &preferences, from, world.now());
    next.is_none_or(|message| queues.was_sent(Queue::Escalate, &message.body))
}

fn is_climbed(world: &World, queues: &Queues, body: &str) -> bool {
    let Ok(escalation) = serde_json::from_str::<Escalation>(body) else { return false };
    let user: &UserId = &escalation.user_id;
    let Some(item) = world.store.item_anywhere(user, &escalation.event_id) else { return false };
    let Some(notification) = &item.notification else { return false };
    if ledger::is_ended_by_ack(&item)
        || notification.is_expired(world.now())
        || ledger::is_superseded(world, notification)
    {
        return true;
    }
    if escalation.repeats {
        return is_repeated(world, queues, &item, notification, escalation.step);
    }
    let mut rungs = notification.ladder().skip(usize::from(escalation.step));
    let Some(rung) = rungs.next() else { return true };
    let is_on = rung.keys().iter().all(|key| {
        let body = Delivery::of(notification, key).encode();
        queues.was_sent(Queue::Deliveries(rung.channel, Priority::P0), &body)
    });
    let goes_on = rungs.next().is_none() || was_to_climb(queues, notification, escalation.step + 1);
    item.ladder_step > escalation.step && is_on && goes_on
}
