//! A delivery of a batch, and what rules whether it may be sent.

use domain::Time;
use domain::ledger::{DeliveryKey, Facts};
use domain::notification::{InboxItem, Notification};
use domain::plan::{self, Reason};
use domain::recipient::Recipient;
use ports::{Key, Snapshot};

use super::external::Settings;
use crate::planted::{self, Bug};

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

/// What rules whether the delivery may be sent. `objection` is what the provider's adapter has against its address.
pub(super) fn facts(
    settings: &Settings,
    work: &Work,
    item: &InboxItem,
    notification: &Notification,
    snapshot: &Snapshot,
    objection: Option<Reason>,
    claimant: u32,
) -> Facts {
    let channel = settings.channel;
    let closed_at = snapshot.closed_at(&work.key.0, notification.position());
    let obstacle = if plan::is_superseded(notification.event_type, notification.occurred_at, closed_at) {
        Some(Reason::Superseded)
    } else if let Some(reason) = plan::withdrawn(notification.event_type, channel, &work.recipient) {
        Some(reason)
    } else if work.recipient.address(&work.delivery).is_none() {
        Some(Reason::NoContact)
    } else {
        objection
    };
    Facts {
        channel,
        is_acked: item.state.is_acked() && !planted::is(Bug::AckIgnored),
        is_at_once: notification.at_once().any(|key| key == work.delivery),
        expires_at: notification.expires_at,
        obstacle,
        redriven_at: work.redriven_at,
        lease: settings.lease,
        claimant,
    }
}
