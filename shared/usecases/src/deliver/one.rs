//! One delivery at work: its writes in the ledger, and what is noted of it.

use domain::Time;
use domain::ledger::{Entry, LedgerState, Verdict};
use domain::notification::{InboxItem, Notification};
use domain::plan::Decision;
use ports::{Clock, Count, LedgerWrite, PortError, Telemetry, Written};

use super::allowance::{Admission, Purse};
use super::settings::Settings;
use super::work::{External, Work};
use crate::planted::{self, Bug};

/// How often a confirmation is tried, on top of what the store tries by itself.
const CONFIRMATIONS: usize = 3;

/// A delivery of the batch, with all that it takes to make it.
pub(super) struct One<'a, 'p, S, P, Q, C, T> {
    pub(super) ports: &'a External<'p, S, P, Q, C, T>,
    pub(super) purse: &'a Purse<'p, S>,
    pub(super) work: &'a Work,
    /// What the recipient's limit per minute says of it.
    pub(super) limit: Admission,
    pub(super) notification: &'a Notification,
}

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    S: LedgerWrite,
{
    /// Stores the claim, unless a bug is planted that does not look who else has.
    pub(super) async fn claim(
        &self,
        entry: Option<&Entry>,
        claimed: &Entry,
    ) -> Result<Result<(), Option<InboxItem>>, PortError> {
        match self.record(entry, claimed).await? {
            Err(_) if planted::is(Bug::ClaimUnconditional) => Ok(Ok(())),
            // The store tries again by itself: what it found in its own way is ours.
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
        match self.ports.store.record(&self.work.key, &self.work.delivery, entry, seen).await? {
            Written::Done => Ok(Ok(())),
            Written::Conflict(item) => Ok(Err(*item)),
        }
    }

    /// Stores what came of the call; answers whether the claim was still ours. A reply that was lost can look like
    /// somebody else's write: then it is our own entry that is there.
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

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    C: Clock,
    T: Telemetry,
{
    pub(super) fn now(&self) -> Time {
        self.ports.clock.now()
    }

    pub(super) fn count(&self, what: Count) {
        let Settings { channel, priority, .. } = self.ports.settings;
        self.ports.telemetry.count_on(what, *channel, *priority);
    }

    pub(super) fn note_answer(&self, verdict: Verdict, at: Time, answered_at: Time) {
        let Settings { channel, priority, .. } = self.ports.settings;
        match verdict {
            Verdict::Accepted => {
                let after = answered_at.millis_since(self.notification.occurred_at);
                self.ports.telemetry.handed_over(*channel, *priority, after);
                if !self.was_deferred() {
                    let since_routed = answered_at.millis_since(self.notification.routed_at);
                    self.ports.telemetry.accepted(*channel, since_routed);
                }
                self.count(Count::SendsAccepted);
            }
            Verdict::Gone | Verdict::Refused => self.count(Count::SendsDead),
            Verdict::Throttled { .. } | Verdict::Failed { .. } | Verdict::Doubtful { .. } => {
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

    /// Whether it waited for the end of quiet hours, so that the time since it was routed tells nothing.
    fn was_deferred(&self) -> bool {
        let channel = self.ports.settings.channel;
        let planned = self.notification.channels.iter().find(|planned| planned.channel == channel);
        planned.is_some_and(|planned| matches!(planned.decision, Decision::Defer { .. }))
    }

    pub(super) fn note_end(&self, entry: &Entry) {
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
