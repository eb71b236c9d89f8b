//! Fallback: a P0 that a channel has failed to deliver takes another channel.
//!
//! The other channel is enqueued, not recorded. If the invocation is killed in between, the next
//! one enqueues it again, and the ledger drops duplicates.

use std::collections::{BTreeMap, BTreeSet};

use domain::delivery::ledger::{self, DeliveryKey, LedgerState};
use domain::routing::notification::{InboxItem, Notification};
use domain::routing::plan::{self, Reason};
use domain::{Channel, Priority};
use ports::{BatchRead, Clock, Count, Enqueue, Key, Message, PortError, Queue, Snapshot, Telemetry};

use super::message::Delivery;
use super::work::{ChannelContext, is_superseded, read};
use crate::deliver::work::DeliverPlatform;
use crate::overflow;

/// Maximum number of notifications that are read together: each may need its position read as well.
const AT_ONCE: usize = 50;

/// Takes the next channel for each of these notifications of one user, unless another delivery can
/// still succeed. `state` is the state of the delivery `own`, which contains them. The other
/// deliveries are read after that state was written: if two deliveries end at once, at least one of
/// them sees the other.
pub(super) async fn use_next_channel<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    keys: &[Key],
    own: &DeliveryKey,
    state: LedgerState,
) -> Result<(), PortError> {
    for keys in keys.chunks(AT_ONCE) {
        let mut snapshot = read(context.platform.store(), keys.iter()).await?;
        follow_merged(context.platform.store(), &mut snapshot).await?;
        let mut messages: BTreeMap<Channel, Vec<Message>> = BTreeMap::new();
        for key in keys {
            if let Some((channel, more)) = next(context, &snapshot, key, own, state) {
                messages.entry(channel).or_default().extend(more);
                context.platform.telemetry().count_on(Count::Fallbacks, channel, Priority::P0);
            }
        }
        for (channel, messages) in messages {
            let sent =
                context.platform.queues().enqueue(Queue::Deliveries(channel, Priority::P0), messages).await;
            sent.into_iter().collect::<Result<Vec<()>, _>>()?;
        }
    }
    Ok(())
}

/// Replaces the entries that name merged notifications by the entries of those merged
/// notifications.
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

/// Returns the next channel for this notification and the messages for its queue, or `None` if no
/// channel is to be taken.
fn next<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    snapshot: &Snapshot,
    key: &Key,
    own: &DeliveryKey,
    state: LedgerState,
) -> Option<(Channel, Vec<Message>)> {
    let item = snapshot.items.get(key)?;
    let notification = item.notification.as_ref()?;
    let now = context.platform.clock().now();
    let is_before_fallback = now < notification.routed_at.plus(ledger::FALLBACK_AFTER);
    let is_acked = item.state.is_seen() && notification.event_type.ends_with_ack();
    let is_over = is_acked || notification.is_expired(now) || is_superseded(snapshot, notification);
    if is_over || !is_needed(item, notification, own, state, is_before_fallback) {
        return None;
    }
    let recipient = snapshot.recipient(&key.0);
    let is_used = |channel| {
        item.ledger.keys().any(|key| key.channel == channel)
            || notification.at_once().any(|key| key.channel == channel)
    };
    let deployed = &context.settings.deployed;
    let channel =
        plan::fallback(notification.event_type, &notification.channels, &recipient, deployed, is_used)?;
    let keys = notification.keys_on(channel, &recipient.device_ids());
    Some((channel, keys.iter().map(|key| Delivery::of(notification, key).to_message()).collect()))
}

fn is_needed(
    item: &InboxItem,
    notification: &Notification,
    own: &DeliveryKey,
    state: LedgerState,
    is_before_fallback: bool,
) -> bool {
    if ledger::needs_another(own, notification.at_once(), &item.ledger, is_before_fallback) {
        return true;
    }
    // A ladder step that must not be taken leaves the trader as uninformed as before, whatever a
    // provider has accepted: no device has acked. Another channel takes its place once.
    let is_barred = matches!(state, LedgerState::Suppressed(Reason::OverCap | Reason::CountryNotAllowed));
    let is_ladder = notification.ladder().any(|rung| rung.channel == own.channel);
    let is_substitute = |channel: Channel| {
        channel != own.channel && !notification.at_once().any(|key| key.channel == channel)
    };
    is_barred && is_ladder && !item.ledger.keys().any(|key| is_substitute(key.channel))
}
