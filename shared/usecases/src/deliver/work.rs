//! What the deliveries of a batch are made of: their ports, what was read for them, and what rules each of them.

use std::collections::BTreeSet;

use domain::contact::ChatId;
use domain::data::EventData;
use domain::ledger::{DeliveryKey, Facts};
use domain::notification::{InboxItem, Notification};
use domain::plan::{self, Reason};
use domain::recipient::Recipient;
use domain::{Channel, EventType, Priority, Time};
use ports::{BatchRead, Key, PortError, PositionKey, Snapshot};

use super::block::Block;
use super::settings::Settings;
use crate::batch::Outcome;
use crate::overflow;
use crate::planted::{self, Bug};

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

/// A delivery of the batch.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) key: Key,
    pub(super) delivery: DeliveryKey,
    pub(super) recipient: Recipient,
    pub(super) redriven_at: Option<Time>,
    pub(super) receive_count: u32,
}

impl Work {
    /// The same for the trader as of now.
    pub(super) fn with(&self, recipient: Recipient) -> Self {
        let Self { key, delivery, recipient: _, redriven_at, receive_count } = self;
        let (redriven_at, receive_count) = (*redriven_at, *receive_count);
        Self { key: key.clone(), delivery: delivery.clone(), recipient, redriven_at, receive_count }
    }
}

/// Whom the notification goes to. A security notice goes to the contacts of before the change that it tells of.
pub(super) fn recipient(snapshot: &Snapshot, key: &Key) -> Recipient {
    let recipient = snapshot.recipient(&key.0);
    match snapshot.items.get(key).and_then(|item| item.notification.as_ref()) {
        Some(notice) if notice.event_type == EventType::ContactChanged => recipient.as_of(notice.occurred_at),
        _ => recipient,
    }
}

/// What rules whether the delivery may be sent. `objection` is what the provider's adapter has against its address.
pub(super) fn facts(
    settings: &Settings,
    work: &Work,
    (item, notification): (&InboxItem, &Notification),
    snapshot: &Snapshot,
    objection: Option<Reason>,
    claimant: u32,
    now: Time,
) -> Facts {
    let channel = settings.channel;
    let (expires_at, withdrawn) = terms(notification, channel, &work.recipient);
    let obstacle = if is_superseded(snapshot, notification) {
        Some(Reason::Superseded)
    } else if let Some(reason) = withdrawn {
        Some(reason)
    } else if work.recipient.address(&work.delivery).is_none() || lapsed_chat(work, now).is_some() {
        Some(Reason::NoContact)
    } else {
        objection
    };
    Facts {
        channel,
        is_acked: item.state.is_acked()
            && notification.event_type.ends_with_ack()
            && !planted::is(Bug::AckIgnored),
        // What was deferred ends with an ack.
        is_at_once: notification.at_once().any(|key| key == work.delivery),
        expires_at,
        obstacle,
        quiet_until: quiet_until(settings, notification, &work.recipient, now),
        redriven_at: work.redriven_at,
        lease: settings.lease,
        claimant,
    }
}

/// The conversation that this delivery goes to, if its reader has not confirmed it in time.
pub(super) fn lapsed_chat(work: &Work, now: Time) -> Option<ChatId> {
    let chat = work.recipient.chat.filter(|chat| chat.has_lapsed(now))?;
    (work.delivery.channel == Channel::Telegram).then_some(chat.id)
}

/// Returns until when the notification must not interrupt the trader, if it must not now. What is merged is of its queue's
/// class, and critical messages interrupt.
fn quiet_until(
    settings: &Settings,
    notification: &Notification,
    recipient: &Recipient,
    now: Time,
) -> Option<Time> {
    let is_critical = notification.event_type == EventType::Merged && settings.priority == Priority::P0;
    plan::quiet_until(notification.event_type, recipient, now).filter(|_| !is_critical)
}

/// Until when the notification is worth sending on this channel, and what has become of the wish for it. Of a summary, that
/// depends on what it tells there.
fn terms(notification: &Notification, channel: Channel, recipient: &Recipient) -> (Time, Option<Reason>) {
    match notification.event_type {
        EventType::Summary => match EventData::of_stored(EventType::Summary, &notification.data) {
            Ok(EventData::Summary(summary)) => match summary.wanted_until(channel, recipient) {
                Some(until) => (until, None),
                None => (notification.expires_at, summary.withdrawn(channel, recipient)),
            },
            // It is dead-lettered when it is to be sent.
            Ok(_) | Err(_) => (notification.expires_at, None),
        },
        EventType::Merged => match EventData::of_stored(EventType::Merged, &notification.data) {
            Ok(EventData::Merged(merged)) => match merged.wanted_until(channel, recipient) {
                Some(until) => (until, None),
                None => (notification.expires_at, merged.withdrawn(channel, recipient)),
            },
            // It is dead-lettered when it is to be sent.
            Ok(_) | Err(_) => (notification.expires_at, None),
        },
        event_type => (notification.expires_at, plan::withdrawn(event_type, channel, recipient)),
    }
}

/// Everything that the deliveries need, and which of their positions were closed.
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

/// The notification that a message names, or what becomes of the message where there is none: the item is written before
/// anything is enqueued for it, and kept far longer than any queue keeps a message.
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

/// Whether the position was closed that the notification warns of, as far as the snapshot knows.
pub(crate) fn is_superseded(snapshot: &Snapshot, notification: &Notification) -> bool {
    let closed_at = snapshot.closed_at(&notification.user_id, notification.position());
    plan::is_superseded(notification.event_type, notification.occurred_at, closed_at)
}

/// The position that a liquidation of it would close.
pub(crate) fn position(item: &InboxItem) -> Option<PositionKey> {
    let notification = item.notification.as_ref()?;
    Some((notification.user_id.clone(), notification.position()?))
}
