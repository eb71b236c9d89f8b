//! Acks: a device has a notification, or its trader has seen it, wherever that is said.
//!
//! An ack is one conditional write of the notification's own item, the same that every step of the ladder,
//! repeat and claim is conditional on. Once it is stored as seen, the devices and conversations that have the
//! message are asked to take it back; that is best effort and is not retried. See
//! `infra/adr/0028-received-is-not-seen.md`.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::delivery::DeliveryKey;
use domain::delivery::handle::AckHandle;
use domain::event::data::EventData;
use domain::recipient::contact::ChatId;
use domain::routing::notification::{Ack, Change, InboxItem, InboxState};
use domain::{Channel, EventId, Priority, UserId};
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt};
use ports::{
    AckHandles, BatchRead, Clock, Enqueue, HandleTarget, InboxAdvance, ItemVersion, ItemWriteOutcome, Key,
    Message, PortError, Queue,
};
use sha2::{Digest, Sha256};

use crate::deliver::Delivery;
use crate::overflow;

/// Number of concurrent writes of one command.
const WRITES_AT_ONCE: usize = 16;

/// Maximum number of notifications that are read at a time.
const READ_AT_ONCE: usize = 100;

/// The longest chain of merged notifications that is followed to those that they tell of.
const MERGED_DEPTH: usize = 3;

/// The class of the queues of dismissals: they must not take the provider's calls of P0.
pub const DISMISSALS: Priority = Priority::P1;

platform_alias! {
    /// Ports that acks use: the inbox, and the channels' queues for dismissals.
    pub AckPlatform:
        Store: BatchRead + InboxAdvance,
        Queues: Enqueue,
}

platform_alias! {
    /// Ports that acks by a handle use: those of acks, and the handles.
    pub HandlePlatform:
        Store: BatchRead + InboxAdvance + AckHandles,
        Queues: Enqueue,
}

/// Changes these notifications of a user, and has them dismissed elsewhere if the trader has now seen
/// them. All are tried before the first failure is returned. IDs of other users' notifications are recorded
/// as early acks of notifications that never come, and have no effect.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub(crate) async fn advance_all<P: AckPlatform>(
    platform: &P,
    user: &UserId,
    ids: &[EventId],
    change: Change,
    by: &DeliveryKey,
) -> Result<(), PortError> {
    let keys: Vec<Key> = ids.iter().map(|id| (user.clone(), id.clone())).collect();
    let snapshot = overflow::read(platform.store(), &[], &keys, &[]).await?;
    let mut known: Vec<_> = keys
        .into_iter()
        .filter(|key| !snapshot.unreadable.contains(key))
        .map(|key| (key.1.clone(), ItemVersion::of(snapshot.items.get(&key))))
        .collect();
    known.sort_by(|a, b| a.0.cmp(&b.0));
    known.dedup_by(|a, b| a.0 == b.0);
    let (seen, result) = advance_each(platform, user, known, change, by).await;
    let items = snapshot.items.into_iter().map(|((_, id), item)| (id, item)).collect();
    dismiss(platform, user, seen, &items).await;
    result
}

/// Advances the state of each notification, and returns those of which this was the first ack as seen.
pub(crate) async fn advance_each<P: AckPlatform>(
    platform: &P,
    user: &UserId,
    items: Vec<(EventId, ItemVersion)>,
    change: Change,
    by: &DeliveryKey,
) -> (Vec<(EventId, Ack)>, Result<(), PortError>) {
    let advances = items.into_iter().map(async |(id, version)| {
        let advanced = advance(platform, user, &id, version, change, by).await;
        advanced.map(|ack| ack.map(|ack| (id, ack)))
    });
    let results: Vec<_> = stream::iter(advances).buffer_unordered(WRITES_AT_ONCE).collect().await;
    let (mut seen, mut failure) = (Vec::new(), Ok(()));
    for result in results {
        match result {
            Ok(ack) => seen.extend(ack),
            Err(error) => failure = failure.and(Err(error)),
        }
    }
    (seen, failure)
}

/// Advances the state of one item by the change. If there is no item yet, the change is recorded for the write
/// of the item that follows. Returns the ack if it is the first one as seen.
async fn advance<P: AckPlatform>(
    platform: &P,
    user: &UserId,
    id: &EventId,
    mut known: ItemVersion,
    change: Change,
    by: &DeliveryKey,
) -> Result<Option<Ack>, PortError> {
    // What others change at the same time can repeat only a few times, unless a trader takes changes back.
    for _ in 0..=InboxState::ALL.len() {
        let Some(next) = InboxState::after(known.state, change) else {
            return Ok(None);
        };
        let ack = Ack { at: platform.clock().now(), by: by.clone() };
        match platform.store().advance(user, id, known, next, &ack).await? {
            ItemWriteOutcome::Done => {
                let is_first = next.is_seen() && !known.state.is_some_and(InboxState::is_seen);
                return Ok(is_first.then_some(ack));
            }
            ItemWriteOutcome::Conflict(item) => known = ItemVersion::of(item.as_ref().as_ref()),
        }
    }
    Err(PortError::Throttled("the inbox item kept changing".into()))
}

/// Asks the devices and the conversation that have these notifications, which the trader has now seen, to
/// take them back.
async fn dismiss<P: AckPlatform>(
    platform: &P,
    user: &UserId,
    seen: Vec<(EventId, Ack)>,
    items: &BTreeMap<EventId, InboxItem>,
) {
    let mut by_queue: BTreeMap<Queue, Vec<Message>> = BTreeMap::new();
    for (id, ack) in seen {
        let Some(item) = items.get(&id) else { continue };
        let Some(notification) = &item.notification else { continue };
        let item = InboxItem { seen: Some(ack), ..item.clone() };
        for (key, _) in item.ledger.iter().filter(|(key, entry)| item.is_dismissed(key, entry)) {
            let queue = Queue::Deliveries(key.channel, DISMISSALS);
            let delivery = Delivery { dismisses: true, ..Delivery::of(notification, key) };
            by_queue.entry(queue).or_default().push(delivery.to_message());
        }
    }
    let sends = by_queue.into_iter().map(|(queue, messages)| platform.queues().enqueue(queue, messages));
    for error in join_all(sends).await.into_iter().flatten().filter_map(Result::err) {
        tracing::warn!(%error, user.id = %user, "a dismissal could not be requested");
    }
}

/// Returns the hash under which a handle is stored.
pub(crate) fn handle_hash(handle: &AckHandle) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(handle.expose().as_bytes()))
}

/// Returns a handle of random bytes, which must be unpredictable.
pub(crate) fn handle_of(random: [u8; 16]) -> Option<AckHandle> {
    AckHandle::parse(&URL_SAFE_NO_PAD.encode(random))
}

/// Acks, as seen, the notification that this handle was sent with, and returns the notification's first ack.
/// `None` if the handle does not exist or has expired.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn ack_by_handle<P: HandlePlatform>(
    platform: &P,
    handle: &AckHandle,
) -> Result<Option<Ack>, PortError> {
    match target(platform, handle).await? {
        Some(HandleTarget { key, delivery, .. }) => ack(platform, &key, &delivery).await,
        None => Ok(None),
    }
}

/// Acks as [`ack_by_handle`] does, for a press of a button in this conversation, and returns the user as well. `None` also if the handle
/// is not that of a Telegram message of the user whose confirmed conversation this is.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn ack_by_handle_in_chat<P: HandlePlatform>(
    platform: &P,
    handle: &AckHandle,
    chat: ChatId,
) -> Result<Option<(UserId, Ack)>, PortError> {
    let Some(HandleTarget { key, delivery, .. }) = target(platform, handle).await? else { return Ok(None) };
    let recipient = crate::recipient::read(platform.store(), &key.0).await?;
    let is_theirs = recipient.chat.is_some_and(|linked| linked.id == chat && linked.is_confirmed());
    if delivery.channel != Channel::Telegram || !is_theirs {
        return Ok(None);
    }
    Ok(ack(platform, &key, &delivery).await?.map(|ack| (key.0, ack)))
}

async fn target<P: HandlePlatform>(
    platform: &P,
    handle: &AckHandle,
) -> Result<Option<HandleTarget>, PortError> {
    let target = platform.store().handle(&handle_hash(handle)).await?;
    let now = platform.clock().now();
    Ok(target.filter(|target| now < target.expires_at))
}

/// Acks a notification as seen, by the message of this delivery. The notifications that a merged one tells
/// of are acked before it, so that a repeat after a failure acks what is left. Returns the notification's
/// first ack; `None` if it does not exist.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub(crate) async fn ack<P: AckPlatform>(
    platform: &P,
    key: &Key,
    by: &DeliveryKey,
) -> Result<Option<Ack>, PortError> {
    let (user, id) = key;
    for ids in told_by(platform.store(), key).await?.chunks(READ_AT_ONCE) {
        advance_all(platform, user, ids, Change::Seen, by).await?;
    }
    advance_all(platform, user, std::slice::from_ref(id), Change::Seen, by).await?;
    let snapshot = overflow::read(platform.store(), &[], std::slice::from_ref(key), &[]).await?;
    let item = snapshot.items.get(key).filter(|item| item.notification.is_some());
    Ok(item.and_then(|item| {
        let before = item.acked_at.map(|at| Ack { at, by: by.clone() });
        item.seen.clone().or(before)
    }))
}

/// Returns the notifications that this one tells of, if it is a merged one.
async fn told_by(store: &impl BatchRead, key: &Key) -> Result<Vec<EventId>, PortError> {
    let (mut told, mut open) = (Vec::new(), vec![key.clone()]);
    for _ in 0..MERGED_DEPTH {
        let mut further = Vec::new();
        for keys in open.chunks(READ_AT_ONCE) {
            let items = overflow::read(store, &[], keys, &[]).await?.items;
            for notification in items.values().filter_map(|item| item.notification.as_ref()) {
                let data = EventData::of_stored(notification.event_type, &notification.data);
                let Ok(EventData::Merged(merged)) = data else { continue };
                told.extend(merged.parts.into_iter().map(|part| part.id));
                further.extend(merged.covers.iter().map(|id| (key.0.clone(), id.clone())));
                told.extend(merged.covers);
            }
        }
        open = further;
        if open.is_empty() {
            break;
        }
    }
    Ok(told)
}
