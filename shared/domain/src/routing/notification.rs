//! A notification in its owner's inbox: its content and its delivery attempts.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

pub use crate::delivery::AttemptResult;
use crate::delivery::budget::BurstKey;
use crate::delivery::ledger::{Entry, LedgerState};
use crate::delivery::{DeliveryKey, Reason, keys};
use crate::event::catalogue::{Channel, EventType, Priority, Repeat};
use crate::event::data::{EventData, Fields, Id};
use crate::event::{Event, TraceParent};
use crate::ids::{ConnectionId, EventId, UserId};
use crate::recipient::Recipient;
use crate::recipient::contact::DeviceId;
use crate::recipient::former::ReportedChange;
use crate::routing::plan::{Decision, Plan, PlannedDelivery};
pub use crate::routing::state::{Change, InboxState};
use crate::text::Text;
use crate::time::Time;

/// The confirmation that the trader has seen a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    /// The time at which it was recorded.
    pub at: Time,
    /// The delivery from which it came; the in-app delivery for a socket.
    pub by: DeliveryKey,
}

/// One attempt of an in-app delivery on one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The start of the attempt.
    pub at: Time,
    /// The result.
    pub result: AttemptResult,
    /// The connection that the frame was posted to.
    pub connection: ConnectionId,
    /// The HTTP status of API Gateway; `None` if it did not answer.
    pub status: Option<u16>,
    /// The duration in milliseconds.
    pub duration_ms: u64,
}

/// The maximum number of attempts that an item keeps. It bounds the size of the item, and is far above the
/// number of attempts of twenty connections with 24 hours of retries.
pub const MAX_ATTEMPTS: usize = 200;

/// A notification of one user as it is stored and shown.
#[derive(Debug, Clone)]
pub struct Notification {
    /// The user.
    pub user_id: UserId,
    /// The event's ID; with `user_id` it is the identity.
    pub id: EventId,
    /// The event type.
    pub event_type: EventType,
    /// The class in which it is handled; not that of the type if the event has lowered it.
    pub priority: Priority,
    /// The time at which it happened at the exchange. Lists are in this order.
    pub occurred_at: Time,
    /// The time from which it is no longer worth delivering.
    pub expires_at: Time,
    /// The time at which it was first routed.
    pub routed_at: Time,
    /// The event's `data`, normalised.
    pub data: Box<RawValue>,
    /// The text for the trader.
    pub text: Text,
    /// Its path in the exchange's app; `None` if its type has none.
    pub link: Option<String>,
    /// Whether it is shown without a sound.
    pub silent: bool,
    /// The plan: a decision for each channel.
    pub channels: Vec<PlannedDelivery>,
    /// The trace of its event; `None` if it gave none, and in lists.
    pub traceparent: Option<TraceParent>,
}

impl Notification {
    /// Returns the key of the burst that it belongs to; `None` if its type has none or the stored data cannot
    /// be read.
    pub fn burst_key(&self) -> Option<BurstKey> {
        if self.event_type.row().burst_by.is_empty() {
            return None;
        }
        BurstKey::of_data(&EventData::of_stored(self.event_type, &self.data).ok()?)
    }

    /// Returns the notification of an event, by the plan that was made for it.
    pub fn new(event: &Event, plan: &Plan, text: Text, routed_at: Time) -> Self {
        Self {
            user_id: event.user_id.clone(),
            id: event.id.clone(),
            event_type: event.event_type(),
            priority: event.priority,
            occurred_at: event.occurred_at,
            expires_at: event.expires_at,
            routed_at,
            data: event.data.to_json(),
            text,
            link: event.data.fields().and_then(Fields::link),
            silent: plan.silent,
            channels: plan.deliveries.clone(),
            traceparent: event.traceparent.clone(),
        }
    }

    /// Whether its plan has a decision for this channel. That of a broadcast in the inbox has one for the app
    /// only, until the broadcast is sent on other channels.
    pub fn is_planned_on(&self, channel: Channel) -> bool {
        self.channels.iter().any(|planned| planned.channel == channel)
    }

    /// Returns it with these deliveries in its plan as well. None of them is on a channel of the plan.
    #[must_use]
    pub fn with_planned(mut self, planned: &[PlannedDelivery]) -> Self {
        self.channels.extend_from_slice(planned);
        self.channels.sort_by_key(|known| known.channel);
        self
    }

    /// Returns those of the deliveries of a plan that was made later whose channels its own plan lacks. One that
    /// has to wait for the end of quiet hours waits by itself if others wait already: they may just be leaving.
    pub fn missing_of(&self, later: &[PlannedDelivery]) -> Vec<PlannedDelivery> {
        let is_deferred = self.deferred().next().is_some();
        let missing = later.iter().filter(|planned| !self.is_planned_on(planned.channel)).cloned();
        missing
            .map(|planned| match planned.decision {
                Decision::Defer { .. } if is_deferred => {
                    PlannedDelivery { decision: Decision::Deliver, ..planned }
                }
                _ => planned,
            })
            .collect()
    }

    /// Whether it has expired at `now`.
    pub fn is_expired(&self, now: Time) -> bool {
        self.expires_at <= now
    }

    /// Returns the reason why no socket gets it; `None` if one does.
    pub fn unposted(&self) -> Option<Reason> {
        self.channels.iter().find(|planned| planned.channel == Channel::Websocket)?.suppressed()
    }

    /// Returns the reason why it is not in the inbox's lists; `None` if it is. An event of the past is listed,
    /// although no socket gets it.
    pub fn hidden(&self) -> Option<Reason> {
        self.unposted().filter(|reason| *reason != Reason::Backfill)
    }

    /// Whether its event was of the past, so that nothing of it is sent.
    pub fn is_backfilled(&self) -> bool {
        self.channels.iter().any(|planned| planned.suppressed() == Some(Reason::Backfill))
    }

    /// Returns the external deliveries that are sent at once.
    pub fn at_once(&self) -> impl Iterator<Item = DeliveryKey> + '_ {
        let planned = self.channels.iter().filter(|planned| planned.decision == Decision::Deliver);
        planned.flat_map(PlannedDelivery::keys)
    }

    /// Whether it has two deliveries on this channel, to the contacts before and after a change.
    pub fn has_second(&self, channel: Channel) -> bool {
        let mut planned = self.channels.iter().filter(|planned| planned.channel == channel);
        planned.any(|planned| planned.keys().iter().any(DeliveryKey::is_second))
    }

    /// Returns the keys of its deliveries on a channel that is used as a fallback, for a user with these
    /// devices.
    pub fn keys_on(&self, channel: Channel, devices: &[DeviceId]) -> Vec<DeliveryKey> {
        let second = DeliveryKey::second(channel).filter(|_| self.has_second(channel));
        keys(channel, devices).into_iter().filter(|key| !key.is_second()).chain(second).collect()
    }

    /// Returns the recipient as this delivery addresses it. A notice of a changed contact goes to the contacts
    /// of before the change; one of a changed e-mail address or phone number to those of after it as well.
    #[must_use]
    pub fn addressee(
        &self,
        recipient: Recipient,
        key: &DeliveryKey,
        ledger: &BTreeMap<DeliveryKey, Entry>,
        now: Time,
    ) -> Recipient {
        if self.event_type != EventType::ContactChanged {
            return recipient;
        }
        let recipient = recipient.as_of(self.occurred_at);
        if !self.has_second(key.channel) {
            return recipient;
        }
        let first = DeliveryKey::of_channel(key.channel);
        let sibling = if key.is_second() { Some(first) } else { DeliveryKey::second(key.channel) };
        let change = ReportedChange { occurred_at: self.occurred_at, routed_at: self.routed_at };
        recipient.of_notice(key, change, sibling.and_then(|key| ledger.get(&key)), now)
    }

    /// Returns the deliveries that wait for the end of the quiet hours.
    pub fn deferred(&self) -> impl Iterator<Item = &PlannedDelivery> + '_ {
        self.channels.iter().filter(|planned| matches!(planned.decision, Decision::Defer { .. }))
    }

    /// Returns the steps of the ladder in their order. Each step is taken only while no device has acked.
    pub fn ladder(&self) -> impl Iterator<Item = &PlannedDelivery> + '_ {
        self.channels.iter().filter(|planned| planned.decision == Decision::Climb)
    }

    /// Returns how its push messages are repeated; `None` if they are not.
    pub fn repeat(&self) -> Option<Repeat> {
        self.event_type.repeat(self.priority)
    }

    /// Returns what it is about, if a newer event can close it and so make it obsolete, such as the position
    /// of a margin call. `None` if none can, and if the stored data cannot be read.
    pub fn closed_by(&self) -> Option<Id> {
        if self.event_type.row().superseded_by.is_empty() {
            return None;
        }
        EventData::of_stored(self.event_type, &self.data).ok()?.closed_by()
    }

    /// Returns the path in the exchange's app of a stored notification; `None` if its type has none, and if the
    /// data cannot be read. It is not stored, so that it is always that of today's catalogue.
    pub fn link_of(event_type: EventType, data: &RawValue) -> Option<String> {
        event_type.row().link?;
        EventData::of_stored(event_type, data).ok()?.fields()?.link()
    }

    /// Whether `event`, which has the same identity, has the same content.
    pub fn repeats(&self, event: &Event) -> bool {
        self.event_type == event.event_type()
            && self.occurred_at == event.occurred_at
            && self.expires_at == event.expires_at
            && self.data.get() == event.data.to_json().get()
    }
}

/// An item stored under (user, event ID).
#[derive(Debug, Clone)]
pub struct InboxItem {
    /// The state.
    pub state: InboxState,
    /// The time of the first ack, of either kind.
    pub acked_at: Option<Time>,
    /// The first confirmation that the trader has seen it.
    pub seen: Option<Ack>,
    /// The notification; `None` while the item is only the mark of an early ack.
    pub notification: Option<Notification>,
    /// All attempts of the in-app delivery, oldest first; at most [`MAX_ATTEMPTS`].
    pub attempts: Vec<Attempt>,
    /// The external deliveries that have been started.
    pub ledger: BTreeMap<DeliveryKey, Entry>,
    /// The number of steps of the ladder that have been taken.
    pub ladder_step: u8,
    /// The number of times that its push deliveries were repeated because the trader had not seen it.
    pub repeats: u8,
    /// The notification in which its deferred deliveries were released, once they were: the ID of a
    /// summary, or its own ID if it was released individually.
    pub released_as: Option<EventId>,
}

impl InboxItem {
    /// Whether this delivery is asked to be taken back, because the trader has seen the notification
    /// elsewhere. A Telegram message is edited, so that is asked of the message that was acked, too. An ack of
    /// a security notice takes nothing back (`infra/adr/0019-security-notices.md`).
    pub fn is_dismissed(&self, key: &DeliveryKey, entry: &Entry) -> bool {
        let can_be = match key.channel {
            Channel::Push => self.seen.as_ref().is_some_and(|seen| seen.by != *key),
            Channel::Telegram => self.seen.is_some(),
            Channel::Websocket | Channel::Email | Channel::Sms => false,
        };
        let ends =
            self.notification.as_ref().is_some_and(|notification| notification.event_type.ends_with_ack());
        can_be && ends && entry.state == LedgerState::Accepted
    }

    /// Whether API Gateway has accepted the frame for this connection.
    pub fn was_accepted_by(&self, connection: &ConnectionId) -> bool {
        self.attempts
            .iter()
            .any(|attempt| attempt.result == AttemptResult::Accepted && attempt.connection == *connection)
    }
}

/// The state of a delivery, as getNotification shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// It waits for a device to ack it.
    Pending,
    /// It waits for the end of the trader's quiet hours.
    Deferred,
    /// A person or a device has acked it.
    Acked,
    /// It was not acked in time.
    Expired,
    /// It was suppressed and is not sent.
    Suppressed,
    /// It failed and is retried.
    Retrying,
    /// The provider has accepted it.
    Accepted,
    /// It was sent, but the provider's answer was lost.
    Unknown,
    /// It was given up.
    DeadLettered,
}

impl DeliveryState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Pending,
        Self::Deferred,
        Self::Acked,
        Self::Expired,
        Self::Suppressed,
        Self::Retrying,
        Self::Accepted,
        Self::Unknown,
        Self::DeadLettered,
    ];

    /// Returns the name in getNotification.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Deferred => "deferred",
            Self::Acked => "acked",
            Self::Expired => "expired",
            Self::Suppressed => "suppressed",
            Self::Retrying => "retrying",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
            Self::DeadLettered => "dead_lettered",
        }
    }

    /// Returns the state of the in-app delivery. Expiry is derived here, on read, so no job has to run for
    /// it. It is final: a notification that is acked after it expired was not delivered in time.
    pub fn in_app(item: &InboxItem, notification: &Notification, now: Time) -> Self {
        let judged_at = item.acked_at.filter(|_| item.state.is_received()).unwrap_or(now);
        if notification.unposted().is_some() {
            Self::Suppressed
        } else if notification.is_expired(judged_at) {
            Self::Expired
        } else if item.state.is_received() {
            Self::Acked
        } else {
            Self::Pending
        }
    }
}
