//! One delivery in progress: its writes to the ledger, its metrics and its logs.

use domain::Time;
use domain::delivery::ledger::{Entry, LedgerState, Verdict};
use domain::routing::notification::{InboxItem, Notification};
use domain::routing::plan::Decision;
use ports::{Clock, Count, ItemWriteOutcome, LedgerWrite, Platform, PortError, Telemetry};

use super::rate_limiter::{Admission, RateLimiter};
use super::settings::Settings;
use super::work::{ChannelContext, Work};
use crate::deliver::work::DeliverPlatform;

/// Maximum number of attempts of a confirmation, in addition to the store's own retries.
const CONFIRMATIONS: usize = 3;

/// A delivery of the batch, with all that is needed to make it.
pub(super) struct DeliveryContext<'a, 'p, P: Platform> {
    pub(super) context: &'a ChannelContext<'p, P>,
    pub(super) limiter: &'a RateLimiter<'p, P::Store>,
    pub(super) work: &'a Work,
    /// The decision of the recipient's limit per minute.
    pub(super) limit: Admission,
    pub(super) notification: &'a Notification,
}

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    /// Stores the claim. The inner error is the item as another invocation has changed it.
    pub(super) async fn claim(
        &self,
        entry: Option<&Entry>,
        claimed: &Entry,
    ) -> Result<Result<(), Option<InboxItem>>, PortError> {
        match self.record(entry, claimed).await? {
            // The store retries by itself: the conflicting entry that it found is our own.
            Err(Some(item)) if item.ledger.get(&self.work.delivery) == Some(claimed) => Ok(Ok(())),
            recorded => Ok(recorded),
        }
    }

    pub(super) async fn record(
        &self,
        seen: Option<&Entry>,
        entry: &Entry,
    ) -> Result<Result<(), Option<InboxItem>>, PortError> {
        let seen = seen.map(|entry| entry.revision);
        match self.context.platform.store().record(&self.work.key, &self.work.delivery, entry, seen).await? {
            ItemWriteOutcome::Done => Ok(Ok(())),
            ItemWriteOutcome::Conflict(item) => Ok(Err(*item)),
        }
    }

    /// Stores the result of the call, and returns whether the claim was still ours. A lost reply
    /// can look like a conflict with another invocation's write: then the stored entry is our own.
    pub(super) async fn confirm(&self, claimed: &Entry, answered: Entry) -> Result<bool, PortError> {
        let mut tries = 1;
        loop {
            match self.record(Some(claimed), &answered).await {
                Ok(Ok(())) => return Ok(true),
                Ok(Err(item)) => {
                    let there = item.and_then(|item| item.ledger.get(&self.work.delivery).cloned());
                    return Ok(there.as_ref() == Some(&answered));
                }
                Err(error) if error.is_retryable() && tries < CONFIRMATIONS => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    pub(super) fn now(&self) -> Time {
        self.context.platform.clock().now()
    }

    pub(super) fn count(&self, what: Count) {
        let Settings { channel, priority, .. } = self.context.settings;
        self.context.platform.telemetry().count_on(what, *channel, *priority);
    }

    pub(super) fn record_result_metrics(&self, verdict: Verdict, at: Time, answered_at: Time) {
        let Settings { channel, priority, .. } = self.context.settings;
        match verdict {
            Verdict::Accepted => {
                let after = answered_at.millis_since(self.notification.occurred_at);
                self.context.platform.telemetry().handed_over(*channel, *priority, after);
                if !self.was_deferred() && !self.work.delivery.is_second() {
                    let since_routed = answered_at.millis_since(self.notification.routed_at);
                    self.context.platform.telemetry().accepted(*channel, since_routed);
                }
                self.count(Count::SendsAccepted);
            }
            Verdict::Gone | Verdict::Refused => self.count(Count::SendsDead),
            Verdict::Throttled { .. } | Verdict::Failed { .. } | Verdict::Indeterminate { .. } => {
                self.count(Count::SendsFailed);
                tracing::warn!(
                    channel = %channel,
                    result = verdict.result().name(),
                    duration_ms = answered_at.millis_since(at),
                    user.id = %self.work.key.0,
                    event.id = %self.work.key.1,
                    "a provider did not take a message"
                );
            }
        }
    }

    /// Whether the delivery waited for the end of quiet hours, so that the time since its routing
    /// is no latency.
    fn was_deferred(&self) -> bool {
        let channel = self.context.settings.channel;
        let planned = self.notification.channels.iter().find(|planned| planned.channel == channel);
        planned.is_some_and(|planned| matches!(planned.decision, Decision::Defer { .. }))
    }

    pub(super) fn count_end(&self, entry: &Entry) {
        match entry.state {
            LedgerState::Claimed { .. }
            | LedgerState::Retrying { .. }
            | LedgerState::Acked
            | LedgerState::Accepted
            | LedgerState::Merged => {}
            LedgerState::Unknown => self.count(Count::Unknown),
            LedgerState::Expired => self.count(Count::Expired),
            LedgerState::Suppressed(_) => self.count(Count::Suppressed),
            LedgerState::DeadLettered { .. } => self.count(Count::DeadLettered),
        }
    }
}
