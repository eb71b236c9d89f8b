//! A notification in its owner's inbox: what it says, where it stands, what was tried.
//!
//! Its state only moves forward ([`InboxState::after`]) and every write of it is conditional on the state
//! that the writer saw, so a late writer learns of the earlier one instead of undoing it.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::catalogue::{Channel, EventType};
use crate::data::Id;
pub use crate::delivery::AttemptResult;
use crate::delivery::{DeliveryKey, Reason};
use crate::event::Event;
use crate::ids::{ConnectionId, EventId, UserId};
use crate::ledger::Entry;
use crate::plan::{Decision, Plan, PlannedDelivery};
use crate::text::Text;
use crate::time::Time;

/// Where an inbox item stands. A P0 frame is posted before its item is written, so a fast trader's ack
/// may find no item: it leaves a mark (`…Early`) that is never listed or counted, and the item that
/// arrives later takes the mark over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InboxState {
    /// Acked before the item was written.
    AckedEarly,
    /// Read before the item was written.
    ReadEarly,
    /// Written, and no device has acked it.
    Pending,
    /// A device has it; the trader has not marked it read.
    Acked,
    /// The trader has marked it read.
    Read,
}

/// What can happen to an inbox item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// The notification is written.
    Arrived,
    /// A device acks it.
    Acked,
    /// The trader marks it read, which implies the ack.
    Read,
}

impl InboxState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AckedEarly, Self::ReadEarly, Self::Pending, Self::Acked, Self::Read];

    /// The state after `change`, where `None` is an item that does not exist. Answers `None` when the
    /// change is already in: nothing to write.
    pub fn after(state: Option<Self>, change: Change) -> Option<Self> {
        match (state, change) {
            (None, Change::Arrived) => Some(Self::Pending),
            (None, Change::Acked) => Some(Self::AckedEarly),
            (None | Some(Self::AckedEarly), Change::Read) => Some(Self::ReadEarly),
            (Some(Self::AckedEarly), Change::Arrived) | (Some(Self::Pending), Change::Acked) => {
                Some(Self::Acked)
            }
            (Some(Self::ReadEarly), Change::Arrived) | (Some(Self::Pending | Self::Acked), Change::Read) => {
                Some(Self::Read)
            }
            (Some(Self::Pending | Self::Acked | Self::Read), Change::Arrived)
            | (Some(Self::AckedEarly | Self::ReadEarly | Self::Acked | Self::Read), Change::Acked)
            | (Some(Self::ReadEarly | Self::Read), Change::Read) => None,
        }
    }

    /// Whether the item has content, or is only the mark of an early ack.
    pub fn is_written(self) -> bool {
        match self {
            Self::AckedEarly | Self::ReadEarly => false,
            Self::Pending | Self::Acked | Self::Read => true,
        }
    }

    /// Whether some device has acked it.
    pub fn is_acked(self) -> bool {
        match self {
            Self::Pending => false,
            Self::AckedEarly | Self::ReadEarly | Self::Acked | Self::Read => true,
        }
    }

    /// Whether the trader has marked it read.
    pub fn is_read(self) -> bool {
        match self {
            Self::ReadEarly | Self::Read => true,
            Self::AckedEarly | Self::Pending | Self::Acked => false,
        }
    }
}

/// One try of an in-app delivery on one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When it began.
    pub at: Time,
    /// What it came to.
    pub result: AttemptResult,
    /// The socket that was posted to.
    pub connection: ConnectionId,
    /// The gateway's HTTP status, where it answered.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
}

/// The most attempts that an item keeps: a bound on its size, far above what twenty connections and the
/// retries of 24 hours come to.
pub const MAX_ATTEMPTS: usize = 200;

/// An event for one user, as it is kept and shown.
#[derive(Debug, Clone)]
pub struct Notification {
    /// Whose.
    pub user_id: UserId,
    /// The event's id; with `user_id` the identity.
    pub id: EventId,
    /// What happened.
    pub event_type: EventType,
    /// When it happened at the exchange. Lists are in this order.
    pub occurred_at: Time,
    /// When it is no longer worth delivering.
    pub expires_at: Time,
    /// When we first routed it.
    pub routed_at: Time,
    /// The event's `data`, normalised.
    pub data: Box<RawValue>,
    /// What the trader reads.
    pub text: Text,
    /// Shown without a sound.
    pub silent: bool,
    /// The plan: a decision for each channel.
    pub channels: Vec<PlannedDelivery>,
}

impl Notification {
    /// The event as its user will see it, by the plan that was made for it.
    pub fn new(event: &Event, plan: &Plan, text: Text, routed_at: Time) -> Self {
        Self {
            user_id: event.user_id.clone(),
            id: event.id.clone(),
            event_type: event.event_type(),
            occurred_at: event.occurred_at,
            expires_at: event.expires_at,
            routed_at,
            data: event.data.to_json(),
            text,
            silent: plan.silent,
            channels: plan.deliveries.clone(),
        }
    }

    /// Whether it is too late to deliver it.
    pub fn is_expired(&self, now: Time) -> bool {
        self.expires_at <= now
    }

    /// Why it is not in the inbox's lists, if so.
    pub fn hidden(&self) -> Option<Reason> {
        self.channels.iter().find(|planned| planned.channel == Channel::Websocket)?.suppressed()
    }

    /// The external deliveries that go out at once.
    pub fn at_once(&self) -> impl Iterator<Item = DeliveryKey> + '_ {
        let planned = self.channels.iter().filter(|planned| planned.decision == Decision::Deliver);
        planned.flat_map(PlannedDelivery::keys)
    }

    /// What waits for the end of the quiet hours.
    pub fn deferred(&self) -> impl Iterator<Item = &PlannedDelivery> + '_ {
        self.channels.iter().filter(|planned| matches!(planned.decision, Decision::Defer { .. }))
    }

    /// What is climbed while nobody acks, in its order.
    pub fn ladder(&self) -> impl Iterator<Item = &PlannedDelivery> + '_ {
        self.channels.iter().filter(|planned| planned.decision == Decision::Climb)
    }

    /// The position that a liquidation of it would close; `None` for all that no liquidation concerns, and where
    /// what is stored cannot be read.
    pub fn position(&self) -> Option<Id> {
        #[derive(serde::Deserialize)]
        struct Named {
            position_id: String,
        }
        if self.event_type != EventType::MarginCall {
            return None;
        }
        let named: Named = serde_json::from_str(self.data.get()).ok()?;
        Id::parse(&named.position_id)
    }

    /// Whether `event`, which has the same identity, says the same.
    pub fn repeats(&self, event: &Event) -> bool {
        self.event_type == event.event_type()
            && self.occurred_at == event.occurred_at
            && self.expires_at == event.expires_at
            && self.data.get() == event.data.to_json().get()
    }
}

/// What is stored under (user, event id).
#[derive(Debug, Clone)]
pub struct InboxItem {
    /// Where it stands.
    pub state: InboxState,
    /// When the first device acked it.
    pub acked_at: Option<Time>,
    /// The notification; `None` while there is only the mark of an early ack.
    pub notification: Option<Notification>,
    /// Every try of the in-app delivery, oldest first; at most [`MAX_ATTEMPTS`].
    pub attempts: Vec<Attempt>,
    /// The external deliveries that were begun.
    pub ledger: BTreeMap<DeliveryKey, Entry>,
    /// How many steps of the ladder were climbed.
    pub ladder_step: u8,
    /// As what its deferred deliveries have left, once they have: the id of a summary, or its own where it went out whole.
    pub released_as: Option<EventId>,
}

impl InboxItem {
    /// Whether this connection's gateway has taken the frame.
    pub fn was_accepted_by(&self, connection: &ConnectionId) -> bool {
        self.attempts
            .iter()
            .any(|attempt| attempt.result == AttemptResult::Accepted && attempt.connection == *connection)
    }
}

/// The state of a delivery, as getNotification shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// Waits for a device to ack it.
    Pending,
    /// Waits for the end of the trader's quiet hours.
    Deferred,
    /// A device has it.
    Acked,
    /// It was not acked in time.
    Expired,
    /// It was not to be sent.
    Suppressed,
    /// It failed, and is tried again.
    Retrying,
    /// The provider has taken it.
    Accepted,
    /// It was sent, but the provider's answer was lost.
    Unknown,
    /// It was given up.
    DeadLettered,
}

impl DeliveryState {
    /// All of them.
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

    /// The name in getNotification.
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

    /// The state of the in-app delivery. Expiry is derived here, on read: nothing has to run for it. It is
    /// final: whoever acks an expired notification has read it late, but it was not delivered in time.
    pub fn in_app(item: &InboxItem, notification: &Notification, now: Time) -> Self {
        let judged_at = item.acked_at.filter(|_| item.state.is_acked()).unwrap_or(now);
        if notification.hidden().is_some() {
            Self::Suppressed
        } else if notification.is_expired(judged_at) {
            Self::Expired
        } else if item.state.is_acked() {
            Self::Acked
        } else {
            Self::Pending
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        prop::collection::vec(
            prop_oneof![Just(Change::Arrived), Just(Change::Acked), Just(Change::Read)],
            0..12,
        )
    }

    fn run(changes: &[Change]) -> Option<InboxState> {
        changes.iter().fold(None, |state, &change| InboxState::after(state, change).or(state))
    }

    proptest! {
        #[test]
        fn the_order_of_changes_does_not_matter(changes in changes()) {
            let mut sorted = changes.clone();
            sorted.sort_by_key(|change| match change { Change::Arrived => 0, Change::Acked => 1, Change::Read => 2 });
            prop_assert_eq!(run(&changes), run(&sorted));
        }

        #[test]
        fn nothing_is_ever_taken_back(changes in changes(), next in changes()) {
            let before = run(&changes);
            let mut all = changes;
            all.extend(next);
            let after = run(&all);
            for holds in [InboxState::is_acked, InboxState::is_read, InboxState::is_written] {
                prop_assert!(!before.is_some_and(holds) || after.is_some_and(holds));
            }
        }
    }
}
