//! A P0 that a channel has failed takes another one.
//!
//! The other channel is enqueued, not marked: whoever is killed in between does it again, and the ledger drops what was
//! enqueued twice.

use std::collections::{BTreeMap, BTreeSet};

use domain::ledger::{self, DeliveryKey, LedgerState};
use domain::notification::{InboxItem, Notification};
use domain::plan::{self, Reason};
use domain::{Channel, Priority};
use ports::{
    BatchRead, Clock, Count, Enqueue, Key, Message, PortError, Provider, Queue, Snapshot, Telemetry,
};

use super::message::Delivery;
use super::work::{External, is_superseded, read};
use crate::overflow;

/// The most notifications that are looked at together: each may need its position read as well.
const AT_ONCE: usize = 50;

/// Takes the next channel for each of these notifications of one user, if nothing else is hopeful. `state` is how the
/// delivery `own` stands that tells of them. What is known of the other deliveries is read after that was written: of two
/// that end at once, one at least sees the other.
pub(super) async fn take_another<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    keys: &[Key],
    own: &DeliveryKey,
    state: LedgerState,
) -> Result<(), PortError>
where
    S: BatchRead,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    for keys in keys.chunks(AT_ONCE) {
        let mut snapshot = read(ports.store, keys.iter()).await?;
        follow_merged(ports.store, &mut snapshot).await?;
        let mut messages: BTreeMap<Channel, Vec<Message>> = BTreeMap::new();
        for key in keys {
            if let Some((channel, more)) = next(ports, &snapshot, key, own, state) {
                messages.entry(channel).or_default().extend(more);
                ports.telemetry.count_on(Count::Fallbacks, channel, Priority::P0);
            }
        }
        for (channel, messages) in messages {
            let sent = ports.queues.enqueue(Queue::Deliveries(channel, Priority::P0), messages).await;
            sent.into_iter().collect::<Result<Vec<()>, _>>()?;
        }
    }
    Ok(())
}

/// Puts what became of merged notifications in the place of the entries that name them.
async fn follow_merged(store: &impl BatchRead, snapshot: &mut Snapshot) -> Result<(), PortError> {
    let items = snapshot.items.iter();
    let named = items.flat_map(|((user, _), item)| {
        let ids = item.ledger.values().filter_map(|entry| entry.released_as.clone());
        ids.map(|id| (user.clone(), id))
    });
    let named: Vec<Key> = named.collect::<BTreeSet<_>>().into_iter().collect();
    for keys in named.chunks(AT_ONCE) {
        let merged = overflow::read(store, &[], keys, &[]).await?.items;
        for ((user, _), item) in &mut snapshot.items {
            for (key, entry) in &mut item.ledger {
                let into = entry.released_as.clone().and_then(|id| merged.get(&(user.clone(), id)));
                if let Some(found) = into.and_then(|merged| merged.ledger.get(key)) {
                    *entry = found.clone();
                }
            }
        }
    }
    Ok(())
}

/// Returns the channel that is to be taken next for this notification, if one is, and the messages for its queue.
fn next<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    snapshot: &Snapshot,
    key: &Key,
    own: &DeliveryKey,
    state: LedgerState,
) -> Option<(Channel, Vec<Message>)>
where
    C: Clock,
{
    let item = snapshot.items.get(key)?;
    let notification = item.notification.as_ref()?;
    let now = ports.clock.now();
    let is_patient = now < notification.routed_at.plus(ledger::PATIENCE);
    let is_acked = item.state.is_acked() && notification.event_type.ends_with_ack();
    let is_over = is_acked || notification.is_expired(now) || is_superseded(snapshot, notification);
    if is_over || !is_needed(item, notification, own, state, is_patient) {
        return None;
    }
    let recipient = snapshot.recipient(&key.0);
    let is_used = |channel| {
        item.ledger.keys().any(|key| key.channel == channel)
            || notification.at_once().any(|key| key.channel == channel)
    };
    let deployed = &ports.settings.deployed;
    let channel =
        plan::fallback(notification.event_type, &notification.channels, &recipient, deployed, is_used)?;
    let keys = plan::keys(channel, &recipient.device_ids());
    Some((channel, keys.iter().map(|key| Delivery::of(notification, key).to_message()).collect()))
}

fn is_needed(
    item: &InboxItem,
    notification: &Notification,
    own: &DeliveryKey,
    state: LedgerState,
    is_patient: bool,
) -> bool {
    if ledger::needs_another(own, notification.at_once(), &item.ledger, is_patient) {
        return true;
    }
    // A step of the ladder that must not be climbed leaves the trader as uninformed as before, whatever a provider has
    // accepted: nobody has acked. Its place is taken once.
    let is_barred = matches!(state, LedgerState::Suppressed(Reason::OverCap | Reason::CountryNotAllowed));
    let is_ladder = notification.ladder().any(|rung| rung.channel == own.channel);
    let is_substitute = |channel: Channel| {
        channel != own.channel && !notification.at_once().any(|key| key.channel == channel)
    };
    is_barred && is_ladder && !item.ledger.keys().any(|key| is_substitute(key.channel))
}
