//! Parts of the deliveries of a batch: their context, their snapshot, and the facts that decide on
//! each of them.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::delivery::ledger::{ClaimContext, DeliveryKey};
use domain::event::data::EventData;
use domain::recipient::Recipient;
use domain::recipient::contact::ChatId;
use domain::recipient::former::AWAITED_FOR;
use domain::routing::notification::{InboxItem, Notification};
use domain::routing::plan::{self, Reason};
use domain::{Channel, EventType, Priority, Time};
use ports::{
    AckHandles, BatchRead, Contacts, Devices, Enqueue, InboxLists, InboxWrite, Key, LedgerWrite, Merges,
    PortError, PositionKey, Provider, RateLimits, Snapshot,
};

use super::call_quota::CallQuota;
use super::settings::Settings;
use crate::batch::Outcome;
use crate::overflow;

/// The time between two looks for the contact of a notice, which the exchange's profile message brings.
const LOOK_EVERY: Duration = Duration::from_secs(15);

platform_alias! {
    /// Ports that delivery on an external channel uses: recipients, inbox with its ledger, allowances,
    /// the provider, and queues.
    pub DeliverPlatform:
        Store: BatchRead + LedgerWrite + InboxWrite + InboxLists + RateLimits + Merges + Devices + Contacts
            + AckHandles,
        Gateway: Provider,
        Queues: Enqueue,
}

/// The context of the function of one channel and one class.
#[derive(Debug)]
pub struct ChannelContext<'a, P> {
    /// The ports; the gateway is the channel's provider.
    pub platform: &'a P,
    /// Returns a random number, for the jitter of pauses.
    pub random: fn() -> u32,
    /// Returns unpredictable bytes for a handle, or `None` if the source of randomness fails.
    pub handle: fn() -> Option<[u8; 16]>,
    /// The function's settings.
    pub settings: &'a Settings,
    /// The rest of the calls that this instance took.
    pub block: &'a CallQuota,
}

/// A delivery of the batch.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) key: Key,
    pub(super) delivery: DeliveryKey,
    pub(super) recipient: Recipient,
    pub(super) redriven_at: Option<Time>,
    pub(super) receive_count: u32,
    /// The repeat of its notification for which it is sent; 0 for the first message.
    pub(super) repeat: u8,
}

impl Work {
    /// Returns the same delivery with the recipient as of now.
    pub(super) fn with(&self, recipient: Recipient) -> Self {
        let Self { key, delivery, recipient: _, redriven_at, receive_count, repeat } = self;
        let (redriven_at, receive_count, repeat) = (*redriven_at, *receive_count, *repeat);
        Self { key: key.clone(), delivery: delivery.clone(), recipient, redriven_at, receive_count, repeat }
    }
}

/// Returns the recipient as the delivery addresses it at `now`.
pub(super) fn recipient(snapshot: &Snapshot, key: &Key, delivery: &DeliveryKey, now: Time) -> Recipient {
    let recipient = snapshot.recipient(&key.0);
    let item = snapshot.items.get(key);
    match item.and_then(|item| Some((item.notification.as_ref()?, &item.ledger))) {
        Some((notification, ledger)) => notification.addressee(recipient, delivery, ledger, now),
        None => recipient,
    }
}

/// Returns the facts that decide whether the delivery may be sent. `rejection_reason` is the reason for
/// which the provider's adapter rejects its address, if it does.
pub(super) fn facts(
    settings: &Settings,
    work: &Work,
    (item, notification): (&InboxItem, &Notification),
    snapshot: &Snapshot,
    rejection_reason: Option<Reason>,
    claimant: u32,
    now: Time,
) -> ClaimContext {
    let channel = settings.channel;
    let (expires_at, withdrawn) = terms(notification, channel, &work.recipient);
    let mut awaited_until = None;
    let unavailable_reason = if is_superseded(snapshot, notification) {
        Some(Reason::Superseded)
    } else if let Some(reason) = withdrawn {
        Some(reason)
    } else if work.recipient.address(&work.delivery).is_none() || lapsed_chat(work, now).is_some() {
        awaited_until = contact_awaited_until(notification, channel, now);
        awaited_until.is_none().then_some(Reason::NoContact)
    } else {
        rejection_reason
    };
    ClaimContext {
        channel,
        is_acked: item.state.is_seen() && notification.event_type.ends_with_ack(),
        // A deferred delivery ends with an ack.
        is_at_once: notification.at_once().any(|key| key == work.delivery),
        expires_at,
        unavailable_reason,
        not_before: quiet_until(settings, notification, &work.recipient, now).max(awaited_until),
        contact_stated_at: work
            .recipient
            .contact_stated_at(channel)
            .filter(|_| notification.has_second(channel)),
        redriven_at: work.redriven_at,
        lease: settings.lease,
        claimant,
        repeat: work.repeat,
    }
}

/// Returns the time of the next look for the contact of a notice, as long as the exchange's profile
/// message may still bring it.
fn contact_awaited_until(notification: &Notification, channel: Channel, now: Time) -> Option<Time> {
    let end = notification.routed_at.plus(AWAITED_FOR);
    (notification.has_second(channel) && now < end).then(|| now.plus(LOOK_EVERY).min(end))
}

/// Returns the conversation that this delivery goes to, if its reader has not confirmed it in time.
pub(super) fn lapsed_chat(work: &Work, now: Time) -> Option<ChatId> {
    let chat = work.recipient.chat.filter(|chat| chat.has_lapsed(now))?;
    (work.delivery.channel == Channel::Telegram).then_some(chat.id)
}

/// Returns the time until which the notification must not interrupt the trader, if it must not now.
/// A merged notification has the class of its queue, and critical messages interrupt.
fn quiet_until(
    settings: &Settings,
    notification: &Notification,
    recipient: &Recipient,
    now: Time,
) -> Option<Time> {
    let is_critical = notification.event_type == EventType::Merged && settings.priority == Priority::P0;
    plan::quiet_until(notification.event_type, notification.priority, recipient, now).filter(|_| !is_critical)
}

/// Returns the time until which the notification is worth sending on this channel, and the reason
/// if the trader has switched it off meanwhile. For a summary or a merged notification both depend
/// on its content on this channel.
fn terms(notification: &Notification, channel: Channel, recipient: &Recipient) -> (Time, Option<Reason>) {
    match notification.event_type {
        EventType::Summary => match EventData::of_stored(EventType::Summary, &notification.data) {
            Ok(EventData::Summary(summary)) => match summary.wanted_until(channel, recipient) {
                Some(until) => (until, None),
                None => (notification.expires_at, summary.withdrawn(channel, recipient)),
            },
            // It is dead-lettered when it is about to be sent.
            Ok(_) | Err(_) => (notification.expires_at, None),
        },
        EventType::Merged => match EventData::of_stored(EventType::Merged, &notification.data) {
            Ok(EventData::Merged(merged)) => match merged.wanted_until(channel, recipient) {
                Some(until) => (until, None),
                None => (notification.expires_at, merged.withdrawn(channel, recipient)),
            },
            // It is dead-lettered when it is about to be sent.
            Ok(_) | Err(_) => (notification.expires_at, None),
        },
        event_type => (notification.expires_at, plan::withdrawn(event_type, channel, recipient)),
    }
}

/// Reads all that the deliveries need, including which of their positions were closed.
///
/// # Errors
/// Those of the store.
pub(crate) async fn read<'a>(
    store: &impl BatchRead,
    keys: impl Iterator<Item = &'a Key>,
) -> Result<Snapshot, PortError> {
    let keys: Vec<Key> = keys.cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let users: Vec<_> = keys.iter().map(|(user, _)| user.clone()).collect();
    let mut snapshot = overflow::read(store, &users, &keys, &[]).await?;
    let positions: Vec<PositionKey> = snapshot.items.values().filter_map(position).collect();
    if !positions.is_empty() {
        snapshot.closed = store.read(&[], &[], &positions).await?.closed;
    }
    Ok(snapshot)
}

/// Returns the notification that a message names, or the outcome of a message without one: the item
/// is written before a message is enqueued for it, and is kept far longer than any queue keeps a
/// message.
pub(crate) fn written<'a>(
    snapshot: &'a Snapshot,
    key: &Key,
) -> Result<(&'a InboxItem, &'a Notification), Outcome> {
    if snapshot.unreadable.contains(key) {
        return Err(Outcome::dead_letter("the stored notification cannot be read"));
    }
    let Some(item) = snapshot.items.get(key) else {
        return Err(Outcome::dead_letter("there is no such notification"));
    };
    match &item.notification {
        Some(notification) => Ok((item, notification)),
        None => Err(Outcome::dead_letter("the notification was never written")),
    }
}

/// Whether a newer event has made the notification obsolete, as far as the snapshot contains it.
pub(crate) fn is_superseded(snapshot: &Snapshot, notification: &Notification) -> bool {
    let closed_at = snapshot.closed_at(&notification.user_id, notification.closed_by());
    plan::is_superseded(notification.event_type, notification.occurred_at, closed_at)
}

/// Returns what the item's notification is about, if a newer event can close it.
pub(crate) fn position(item: &InboxItem) -> Option<PositionKey> {
    let notification = item.notification.as_ref()?;
    Some((notification.user_id.clone(), notification.closed_by()?))
}
