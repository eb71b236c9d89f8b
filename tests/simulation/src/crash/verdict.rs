//! The outcome of all liquidations: whether any is lost, and the time that each trader waited.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::delivery::ledger::DeliveryKey;
use domain::routing::notification::InboxItem;
use domain::{Channel, EventId, Priority};
use ports::Queue;
use usecases::deliver::Delivery;
use usecases::escalate::Escalation;

use super::minutes::Minute;
use super::{World, audience};

/// The outcome for traders who had neither the app open nor push, and depend on channels whose
/// quota is too small.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rerouted {
    /// Traders who were routed and could be reached on a channel other than the initial ones.
    pub meant: u64,
    /// Traders for whom that channel was used, or was not needed any more.
    pub taken: u64,
    /// The longest time from routing until that channel was used.
    pub longest: Duration,
    /// Traders for whom a delivery has expired on some channel.
    pub expired: u64,
}

/// The outcome of a crash.
#[derive(Debug, Clone, Default)]
pub struct Crashed {
    /// Its minutes.
    pub minutes: Vec<Minute>,
    /// The lost liquidations: neither stored, nor terminal, nor in any queue. Empty in a correct run.
    pub lost: Vec<String>,
    /// Dead-lettered messages, with or without a reason.
    pub given_up: Vec<String>,
    /// The number of traders who can be reached at all.
    pub reachable: u64,
    /// The number of traders who have been reached.
    pub reached: u64,
    /// The times after which traders who have push or the app open were reached: the median, the 99th
    /// percentile, the maximum.
    pub direct: [Duration; 3],
    /// The same times of all other traders who have been reached.
    pub others: [Duration; 3],
    /// The outcome for traders whose channels have too small a quota.
    pub rerouted: Rerouted,
    /// The number of invocations that were killed by their timeout.
    pub killed: u64,
}

/// The maximum number of losses that are listed.
const NAMED: usize = 20;

pub(super) fn of(world: &World) -> Crashed {
    let mail = world.mail.borrow();
    let queued: BTreeSet<(Queue, &str)> = mail.bodies().collect();
    let mut crashed = Crashed { killed: world.killed.get(), ..Crashed::default() };
    crashed.given_up.clone_from(&world.dead_letters.borrow());
    crashed.given_up.extend(mail.given_up.iter().map(|(queue, body)| format!("{queue:?}: {body}")));
    crashed.minutes.clone_from(&world.minutes.borrow());

    let events = mail.bodies().filter(|(queue, _)| *queue == Queue::Events(Priority::P0));
    let ids = events.filter_map(|(_, body)| serde_json::from_str::<serde_json::Value>(body).ok());
    let unrouted: BTreeSet<String> = ids.filter_map(|event| Some(event["id"].as_str()?.to_owned())).collect();
    for trader in 0..world.published.get() {
        let id = format!("liq-{trader}");
        let item =
            EventId::parse(id.clone()).ok().and_then(|id| world.store.item(&audience::user(trader), &id));
        let lost = match item.filter(|item| item.notification.is_some()) {
            // If its message is in the queue as well, it is processed again, and what is
            // missing is done then.
            _ if unrouted.contains(&id) => None,
            None => Some(format!("{id} is nowhere")),
            Some(item) => missing(&item, &queued).map(|what| format!("{id}: {what}")),
        };
        crashed.lost.extend(lost.filter(|_| crashed.lost.len() < NAMED));
    }
    let traders = world.traders.borrow();
    let can_be_reached = |trader: u32| {
        let recipient = world.store.recipient(&audience::user(trader));
        Channel::ALL.into_iter().any(|channel| recipient.is_reachable(channel))
            || audience::opens_after(trader).is_some()
    };
    let is_direct = |trader: u32| audience::has_push(trader) || audience::opens_after(trader).is_some();
    let reachable = (0..world.published.get()).filter(|trader| can_be_reached(*trader)).count();
    crashed.reachable = u64::try_from(reachable).unwrap_or(u64::MAX);
    (crashed.reached, _) = traders.reached(world.now());
    crashed.direct = quantiles(&traders.latencies(is_direct));
    crashed.others = quantiles(&traders.latencies(|trader| !is_direct(trader)));
    crashed.rerouted = rerouted(world, &queued, is_direct);
    crashed
}

fn quantiles(sorted: &[Duration]) -> [Duration; 3] {
    let last = sorted.len().saturating_sub(1);
    [50, 99, 100].map(|percent| sorted.get(last * percent / 100).copied().unwrap_or_default())
}

fn is_queued(queued: &BTreeSet<(Queue, &str)>, item: &InboxItem, key: &DeliveryKey) -> bool {
    let Some(notification) = &item.notification else { return false };
    let body = Delivery::of(notification, key).encode();
    queued.contains(&(Queue::Deliveries(key.channel, Priority::P0), body.as_str()))
}

/// Returns the deliveries of this notification that are neither terminal nor in a queue.
fn missing(item: &InboxItem, queued: &BTreeSet<(Queue, &str)>) -> Option<String> {
    let notification = item.notification.as_ref()?;
    let has_ended = |key: &DeliveryKey| item.ledger.get(key).is_some_and(|entry| entry.state.is_terminal());
    let begun = item.ledger.keys().cloned();
    let mut planned: BTreeSet<DeliveryKey> = notification.at_once().chain(begun).collect();
    let mut rungs = notification.ladder();
    let is_over = item.state.is_seen() || rungs.next().is_none();
    let climb = Escalation::message(notification, 0, Duration::ZERO).body;
    let will_climb = queued.contains(&(Queue::Escalate, climb.as_str()));
    if item.ladder_step > 0 && !will_climb {
        planned.extend(notification.ladder().flat_map(domain::routing::plan::PlannedDelivery::keys));
    } else if !is_over && !will_climb {
        return Some("its ladder is not climbed".to_owned());
    }
    let lost = planned.into_iter().find(|key| !has_ended(key) && !is_queued(queued, item, key))?;
    Some(format!("{lost:?} is neither ended nor queued: {:?}", item.ledger.get(&lost)))
}

/// Returns the outcome for traders who depend on channels whose quota is too small.
fn rerouted(world: &World, queued: &BTreeSet<(Queue, &str)>, is_direct: impl Fn(u32) -> bool) -> Rerouted {
    let mut rerouted = Rerouted::default();
    for trader in (0..world.published.get()).filter(|trader| !is_direct(*trader)) {
        let user = audience::user(trader);
        let item = EventId::parse(format!("liq-{trader}")).ok().and_then(|id| world.store.item(&user, &id));
        let Some(item) = item.filter(|item| item.notification.is_some()) else { continue };
        let expired = |state| matches!(state, domain::delivery::ledger::LedgerState::Expired);
        rerouted.expired += u64::from(item.ledger.values().any(|entry| expired(entry.state)));
        // SMS is no initial channel of a liquidation, and is the one that is left where the quotas of the
        // others are too small.
        if !world.store.recipient(&user).is_reachable(Channel::Sms) {
            continue;
        }
        rerouted.meant += 1;
        let key = DeliveryKey { channel: Channel::Sms, device: None };
        let is_taken = item.ledger.contains_key(&key) || is_queued(queued, &item, &key);
        rerouted.taken += u64::from(is_taken || item.state.is_seen());
        let after = world.traders.borrow().rerouted_after(trader).unwrap_or_default();
        rerouted.longest = rerouted.longest.max(after);
    }
    rerouted
}
