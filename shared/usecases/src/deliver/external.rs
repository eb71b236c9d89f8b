//! Deliveries to providers outside: a batch of one channel's queue.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::budget::Rate;
use domain::ledger::{self, Claim, DeliveryKey};
use domain::notification::InboxItem;
use domain::{Channel, Priority, Time};
use futures_util::future::join_all;
use ports::{
    Allowances, BatchRead, Clock, Contacts, Devices, Enqueue, Key, LedgerWrite, PortError, PositionKey,
    Provider, Snapshot, Telemetry,
};

use super::allowance::{Block, Purse};
use super::attempt;
use super::message::Delivery;
use super::work::{self, Work};
use crate::batch::{Outcome, Record};

/// What a channel's function is set to.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its channel.
    pub channel: Channel,
    /// The class of its queue.
    pub priority: Priority,
    /// The channels that have a function, for a fallback.
    pub deployed: Vec<Channel>,
    /// How often its provider may be called.
    pub rate: Rate,
    /// How long a claim holds: longer than the function can run.
    pub lease: Duration,
}

/// What the use case may touch.
#[derive(Debug)]
pub struct External<'a, S, P, Q, C, T> {
    /// Recipients, inbox with its ledger, allowances.
    pub store: &'a S,
    /// The channel's provider.
    pub provider: &'a P,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
    /// Chance, for pauses.
    pub random: fn() -> u32,
    /// What the function is set to.
    pub settings: &'a Settings,
    /// What is left of the instance's calls.
    pub block: &'a Block,
}

/// Delivers a batch of a channel's queue: one outcome per record, in their order.
///
/// A delivery that is in the batch twice is made once, with one outcome.
pub async fn deliver_external<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: BatchRead + LedgerWrite + Allowances + Devices + Contacts,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let channel = ports.settings.channel;
    let decoded: Vec<_> = records
        .iter()
        .map(|record| {
            let delivery = Delivery::decode(record.body).ok()?;
            let ledger_key = delivery.ledger_key(channel)?;
            Some(((delivery.key(), ledger_key), delivery.redriven_at, record.receive_count))
        })
        .collect();
    let mut wanted: BTreeMap<(Key, DeliveryKey), (Option<Time>, u32)> = BTreeMap::new();
    for (key, redriven_at, receive_count) in decoded.iter().flatten() {
        let known = wanted.entry(key.clone()).or_insert((*redriven_at, *receive_count));
        *known = (known.0.max(*redriven_at), known.1.max(*receive_count));
    }
    let snapshot = match read(ports.store, wanted.keys().map(|(key, _)| key)).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let works: Vec<_> = wanted
        .into_iter()
        .map(|((key, delivery), (redriven_at, receive_count))| {
            let recipient = snapshot.recipient(&key.0);
            Work { key, delivery, recipient, redriven_at, receive_count }
        })
        .collect();

    let now = ports.clock.now();
    let sends = works.iter().filter(|work| is_to_send(ports.settings, &snapshot, work, now)).count();
    let sends = u32::try_from(sends).unwrap_or(u32::MAX);
    let purse = match Purse::open(ports.store, ports.settings, ports.block, sends, now).await {
        Ok(purse) => purse,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let outcomes = join_all(works.iter().map(async |work| {
        if snapshot.unreadable.contains(&work.key) {
            return Outcome::dead_letter("the stored notification cannot be read");
        }
        // The item is written before its deliveries are enqueued, and kept far longer than any queue keeps a message.
        let Some(item) = snapshot.items.get(&work.key) else {
            return Outcome::dead_letter("there is no such notification");
        };
        attempt::make(ports, &purse, work, item.clone(), &snapshot).await
    }))
    .await;
    purse.close(ports.block);

    let outcomes: BTreeMap<_, _> =
        works.into_iter().map(|work| (work.key, work.delivery)).zip(outcomes).collect();
    decoded
        .into_iter()
        .map(|decoded| {
            let outcome = decoded.and_then(|(key, ..)| outcomes.get(&key).cloned());
            outcome.unwrap_or_else(|| Outcome::dead_letter("the message is not a delivery of this channel"))
        })
        .collect()
}

/// Everything that the deliveries need, and which of their positions were closed.
pub(crate) async fn read<'a>(
    store: &impl BatchRead,
    keys: impl Iterator<Item = &'a Key>,
) -> Result<Snapshot, PortError> {
    let keys: Vec<Key> = keys.cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let users: Vec<_> = keys.iter().map(|(user, _)| user.clone()).collect();
    let mut snapshot = store.read(&users, &keys, &[]).await?;
    let positions: Vec<PositionKey> = snapshot.items.values().filter_map(position).collect();
    if !positions.is_empty() {
        snapshot.closed = store.read(&[], &[], &positions).await?.closed;
    }
    Ok(snapshot)
}

/// The position that a liquidation of it would close.
pub(crate) fn position(item: &InboxItem) -> Option<PositionKey> {
    let notification = item.notification.as_ref()?;
    Some((notification.user_id.clone(), notification.position()?))
}

/// Whether its provider is likely to be called: for so many a call is taken from the allowance.
fn is_to_send(settings: &Settings, snapshot: &Snapshot, work: &Work, now: Time) -> bool {
    let Some(item) = snapshot.items.get(&work.key) else { return false };
    let Some(notification) = &item.notification else { return false };
    let facts = work::facts(settings, work, item, notification, snapshot, None, 0);
    matches!(ledger::claim(item.ledger.get(&work.delivery), &facts, now), Claim::Send(_))
}
