//! Outcome of a delivery's message when nothing more can be done now: the time at which the message
//! comes again, and whether another channel is taken meanwhile.

use std::time::Duration;

use domain::delivery::ledger::{self, DeadReason, Entry, LedgerState};
use domain::event::data::EventData;
use domain::routing::plan::Reason;
use domain::{Priority, Time};
use ports::{Key, PortError};

use super::context::DeliveryContext;
use super::fallback;
use crate::batch::Outcome;
use crate::deliver::work::DeliverPlatform;

/// The receive count from which on a message that waits for its provider's allowance waits as a
/// delayed copy.
const DELAYED_COPY_FROM_RECEIVE: u64 = 10;

/// The same for a P0, which comes again sooner: still far below the `maxReceiveCount` of its queue.
const DELAYED_COPY_FROM_RECEIVE_P0: u64 = 60;

/// Maximum number of seconds over which P0s are spread that wait for their provider's allowance.
const WIDEST_SPREAD: u64 = 10;

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    /// Returns the additional delay of a delivery that waits for an allowance. Without it all of
    /// them would come again in the same second. It is random, and its range grows with the receive
    /// count. In the end the message waits as a delayed copy, to stay below `maxReceiveCount`.
    pub(super) fn spread(&self) -> Duration {
        let receives = u64::from(self.work.receive_count.max(1));
        let (patient_from, seconds) = match self.context.settings.priority {
            Priority::P0 => (DELAYED_COPY_FROM_RECEIVE_P0, (receives - 1).min(WIDEST_SPREAD)),
            Priority::P1 | Priority::P2 => (DELAYED_COPY_FROM_RECEIVE, receives),
        };
        let (least, seconds) = if receives < patient_from { (0, seconds) } else { (31, 60) };
        let jitter = u64::from((self.context.random)()) % (seconds * 1_000).max(1);
        Duration::from_millis(least * 1_000 + jitter)
    }

    /// Postpones the message until this time.
    pub(super) async fn wait(&self, entry: Option<&Entry>, until: Time) -> Result<Outcome, PortError> {
        if entry.is_some_and(|entry| matches!(entry.state, LedgerState::Claimed { .. })) {
            let after = Duration::from_millis(until.millis_since(self.now()));
            return Ok(Outcome::Retry {
                reason: "another invocation is sending it".to_owned(),
                after: Some(after),
            });
        }
        self.wait_for_turn(until).await
    }

    /// Postpones the message until its next attempt. A P0 comes again earlier, to check whether
    /// another channel has to be taken.
    pub(super) async fn wait_for_turn(&self, mut until: Time) -> Result<Outcome, PortError> {
        let now = self.now();
        if self.context.settings.priority == Priority::P0 {
            self.fall_back_if_waited().await?;
            let fallback_at = self.notification.routed_at.plus(ledger::FALLBACK_AFTER);
            if now < fallback_at {
                until = until.min(fallback_at);
            }
        }
        let after = Duration::from_millis(until.millis_since(now));
        Ok(Outcome::Retry { reason: "its next attempt is not due yet".to_owned(), after: Some(after) })
    }

    /// Returns the outcome of the message of a delivery that has ended.
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
                | Reason::AlreadyNotified
                | Reason::QuietHours
                | Reason::Backfill,
            ) => Ok(Outcome::Done),
            LedgerState::Suppressed(
                Reason::NoContact | Reason::OverCap | Reason::CountryNotAllowed | Reason::ChannelNotDeployed,
            )
            | LedgerState::Unknown => {
                self.fall_back(state).await?;
                Ok(Outcome::Done)
            }
            LedgerState::Expired => {
                // The provider will not be available in time, but there is time left for another
                // channel.
                if !self.notification.is_expired(self.now()) {
                    self.fall_back(state).await?;
                }
                Ok(Outcome::Done)
            }
            LedgerState::DeadLettered { reason, .. } => {
                self.fall_back(state).await?;
                Ok(match reason {
                    // The contact is retired: an operator could not send the message again.
                    DeadReason::Gone => Outcome::Done,
                    DeadReason::Refused => Outcome::dead_letter("the provider refused it"),
                    DeadReason::TriesUsedUp => Outcome::dead_letter("its attempts are used up"),
                })
            }
        }
    }

    pub(super) async fn fall_back_if_waited(&self) -> Result<(), PortError> {
        let fallback_at = self.notification.routed_at.plus(ledger::FALLBACK_AFTER);
        if self.now() >= fallback_at {
            self.fall_back(LedgerState::Retrying { until: fallback_at }).await?;
        }
        Ok(())
    }

    /// Returns the notifications that this delivery contains: its own, or those that were merged
    /// into it.
    fn contained_keys(&self) -> Vec<Key> {
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
        // The failure of a second delivery says nothing about the trader: the first one has the contact
        // that the trader has now.
        if self.context.settings.priority != Priority::P0 || self.work.delivery.is_second() {
            return Ok(());
        }
        fallback::use_next_channel(self.context, &self.contained_keys(), &self.work.delivery, state).await
    }
}
