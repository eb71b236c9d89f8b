//! What becomes of a delivery's message once nothing more can be done now: when it comes again, and whether another channel
//! is taken meanwhile.

use std::time::Duration;

use domain::Priority;
use domain::Time;
use domain::data::EventData;
use domain::ledger::{self, DeadReason, Entry, LedgerState};
use domain::plan::Reason;
use ports::{BatchRead, Clock, Enqueue, Key, PortError, Provider, Telemetry};

use super::fallback;
use super::one::One;
use crate::batch::Outcome;

/// From this receive on, a message that waits for its provider's allowance waits as a delayed copy.
const PATIENT_RECEIVES: u64 = 10;

/// The same for a P0, which comes again sooner: still far below what its queue gives a message up for.
const PATIENT_RECEIVES_P0: u64 = 60;

/// The seconds over which P0s are spread that wait for their provider's allowance.
const WIDEST_SPREAD: u64 = 10;

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    S: BatchRead,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    /// Those that wait for an allowance all want the same second: they are spread, the wider the longer they have waited
    /// already. In the end they wait as delayed copies, lest they be given up for being received too often.
    pub(super) fn spread(&self) -> Duration {
        let receives = u64::from(self.work.receive_count.max(1));
        let (patient_from, seconds) = match self.ports.settings.priority {
            Priority::P0 => (PATIENT_RECEIVES_P0, (receives - 1).min(WIDEST_SPREAD)),
            Priority::P1 | Priority::P2 => (PATIENT_RECEIVES, receives),
        };
        let (least, seconds) = if receives < patient_from { (0, seconds) } else { (31, 60) };
        let jitter = u64::from((self.ports.random)()) % (seconds * 1_000).max(1);
        Duration::from_millis(least * 1_000 + jitter)
    }

    /// Puts the message off until then.
    pub(super) async fn wait(&self, entry: Option<&Entry>, until: Time) -> Result<Outcome, PortError> {
        if entry.is_some_and(|entry| matches!(entry.state, LedgerState::Claimed { .. })) {
            let after = Duration::from_millis(until.millis_since(self.now()));
            return Ok(Outcome::Retry {
                reason: "somebody else is sending it".to_owned(),
                after: Some(after),
            });
        }
        self.wait_for_turn(until).await
    }

    /// Puts the message off until its next try. A P0 comes again earlier, to see whether another channel has to be taken.
    pub(super) async fn wait_for_turn(&self, mut until: Time) -> Result<Outcome, PortError> {
        let now = self.now();
        if self.ports.settings.priority == Priority::P0 {
            self.fall_back_if_waited().await?;
            let impatient_at = self.notification.routed_at.plus(ledger::PATIENCE);
            if now < impatient_at {
                until = until.min(impatient_at);
            }
        }
        let after = Duration::from_millis(until.millis_since(now));
        Ok(Outcome::Retry { reason: "it is to be tried again".to_owned(), after: Some(after) })
    }

    /// What becomes of the message of a delivery that has ended.
    pub(super) async fn over(&self, entry: Option<&Entry>) -> Result<Outcome, PortError> {
        let Some(state) = entry.map(|entry| entry.state) else { return Ok(Outcome::Done) };
        match state {
            LedgerState::Claimed { .. }
            | LedgerState::Retrying { .. }
            | LedgerState::Acked
            | LedgerState::Accepted
            | LedgerState::Merged
            | LedgerState::Suppressed(
                Reason::Disabled
                | Reason::NotChosen
                | Reason::Threshold
                | Reason::MinScore
                | Reason::Superseded
                | Reason::QuietHours,
            ) => Ok(Outcome::Done),
            LedgerState::Suppressed(
                Reason::NoContact | Reason::OverCap | Reason::CountryNotAllowed | Reason::ChannelNotDeployed,
            )
            | LedgerState::Unknown => {
                self.fall_back(state).await?;
                Ok(Outcome::Done)
            }
            LedgerState::Expired => {
                // Its provider will not be back in time, but there is time left for another channel.
                if !self.notification.is_expired(self.now()) {
                    self.fall_back(state).await?;
                }
                Ok(Outcome::Done)
            }
            LedgerState::DeadLettered { reason, .. } => {
                self.fall_back(state).await?;
                Ok(match reason {
                    // The contact is retired: nothing that a person could send again.
                    DeadReason::Gone => Outcome::Done,
                    DeadReason::Refused => Outcome::dead_letter("the provider refused it"),
                    DeadReason::TriesUsedUp => Outcome::dead_letter("its tries are used up"),
                })
            }
        }
    }

    pub(super) async fn fall_back_if_waited(&self) -> Result<(), PortError> {
        let impatient_at = self.notification.routed_at.plus(ledger::PATIENCE);
        if self.now() >= impatient_at {
            self.fall_back(LedgerState::Retrying { until: impatient_at }).await?;
        }
        Ok(())
    }

    /// Returns the notifications of which this delivery tells: its own, or those that were merged into it.
    fn told_keys(&self) -> Vec<Key> {
        let data = EventData::of_stored(self.notification.event_type, &self.notification.data);
        let user = &self.work.key.0;
        match data {
            Ok(EventData::Merged(merged)) => {
                merged.parts.into_iter().map(|part| (user.clone(), part.id)).collect()
            }
            Ok(_) | Err(_) => vec![self.work.key.clone()],
        }
    }

    pub(super) async fn fall_back(&self, state: LedgerState) -> Result<(), PortError> {
        if self.ports.settings.priority != Priority::P0 {
            return Ok(());
        }
        fallback::take_another(self.ports, &self.told_keys(), &self.work.delivery, state).await
    }
}
