//! The ledger of external deliveries: those that were sent, that may have been sent, and that
//! are still to be sent.
//!
//! A *delivery* is claimed with a lease before its provider is called, and the result is recorded
//! afterwards. Both writes are conditional on the ledger as it was read, so of several concurrent
//! invocations only one sends. If an invocation dies in between, its lease expires, and it is unknown
//! whether the message was sent. Push and Telegram send such a message again, under the same collapse ID.
//! E-mail and SMS cannot mark a repeat, so their delivery ends as *unknown*.
//!
//! Everything here is a pure function of an entry, the known facts about its notification, and `now`.

use std::collections::BTreeMap;
use std::time::Duration;

pub use crate::delivery::DeliveryKey;
use crate::delivery::handle::AckHandle;
pub use crate::delivery::verdict::{ThrottleScope, Verdict};
use crate::delivery::{AttemptResult, Reason};
use crate::event::catalogue::{Channel, Priority};
use crate::ids::EventId;
use crate::time::Time;

/// The maximum number of tries of one delivery. With pauses of up to [`LONGEST_PAUSE`] they cover an outage
/// of the provider of more than eight hours. A delivery that still fails then needs an operator.
pub const MAX_TRIES: u32 = 120;

/// The maximum number of attempts whose details are kept per delivery: the first ones and the latest.
pub const MAX_KEPT_ATTEMPTS: usize = 20;

/// The longest pause between two tries, unless the provider asks for a longer one.
pub const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// The time for which a P0 waits for its provider before another channel is used.
pub const FALLBACK_AFTER: Duration = Duration::from_secs(5);

/// The time that the trader's devices have for an ack before the next step of the ladder.
pub const LADDER_STEP: Duration = Duration::from_secs(20);

/// The reason why a delivery is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeadReason {
    /// Its address no longer exists.
    Gone,
    /// The provider will never accept it.
    Refused,
    /// [`MAX_TRIES`] tries failed.
    TriesUsedUp,
}

impl DeadReason {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Gone, Self::Refused, Self::TriesUsedUp];

    /// Returns the name in deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::TriesUsedUp => "tries_used_up",
        }
    }

    /// Returns the reason with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// The state of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerState {
    /// An invocation is sending it. If no result is recorded by `until`, it may have been sent.
    Claimed {
        /// The end of the lease.
        until: Time,
        /// A number that identifies the claimant; no other claimant has it. A claimant that does not know
        /// whether its write succeeded recognises its own claim by it.
        by: u32,
    },
    /// It was not sent, or may not have been sent, and is retried.
    Retrying {
        /// The earliest time of the next try.
        until: Time,
    },
    /// A device acked the notification before this was sent.
    Acked,
    /// The provider has accepted it.
    Accepted,
    /// It was sent, but the provider's answer was lost, and it cannot be sent again without risking a repeat.
    Unknown,
    /// It was not sent in time.
    Expired,
    /// It was suppressed and is not sent.
    Suppressed(Reason),
    /// It was given up.
    DeadLettered {
        /// The reason.
        reason: DeadReason,
        /// The time. A request to send it again must be later to be honoured.
        at: Time,
    },
    /// It was above its recipient's limit and is sent as part of the merged notification that
    /// [`Entry::released_as`] names. That notification's delivery has the further state.
    Merged,
}

impl LedgerState {
    /// Whether the state is final, unless an operator sends the delivery again.
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Claimed { .. } | Self::Retrying { .. } => false,
            Self::Acked
            | Self::Accepted
            | Self::Unknown
            | Self::Expired
            | Self::Suppressed(_)
            | Self::DeadLettered { .. }
            | Self::Merged => true,
        }
    }

    /// Whether the trader may have received it on this channel.
    fn may_have_arrived(self) -> bool {
        match self {
            Self::Accepted | Self::Acked => true,
            Self::Claimed { .. }
            | Self::Retrying { .. }
            | Self::Unknown
            | Self::Expired
            | Self::Suppressed(_)
            | Self::DeadLettered { .. }
            | Self::Merged => false,
        }
    }
}

/// One attempt at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendAttempt {
    /// The start of the call.
    pub at: Time,
    /// The result.
    pub result: AttemptResult,
    /// The provider's HTTP status; `None` if it did not answer.
    pub status: Option<u16>,
    /// The provider's ID of the message; `None` if it did not accept it.
    pub provider_id: Option<String>,
    /// The duration in milliseconds.
    pub duration_ms: u64,
}

/// A delivery in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The number of writes; the next write is conditional on it.
    pub revision: u32,
    /// The state.
    pub state: LedgerState,
    /// The number of claims.
    pub tries: u32,
    /// The number of times it was sent although an earlier try may have succeeded.
    pub possible_duplicates: u32,
    /// Whether the latest try may have succeeded.
    pub is_doubtful: bool,
    /// The results of the attempts, oldest first; at most [`MAX_KEPT_ATTEMPTS`].
    pub attempts: Vec<SendAttempt>,
    /// The merged notification that it is sent with; only if it is [`LedgerState::Merged`].
    pub released_as: Option<EventId>,
    /// The handle by which the trader can ack the notification from this message. Every try and repeat has
    /// the same.
    pub handle: Option<AckHandle>,
    /// The latest repeat for which it was claimed; 0 if it was not repeated.
    pub repeat: u8,
    /// The time at which the profile stated the contact of the latest claim; only for a notice that goes to
    /// two contacts of the channel.
    pub contact_stated_at: Option<Time>,
}

/// The facts that decide whether a delivery may be sent now.
#[derive(Debug, Clone, Copy)]
pub struct ClaimContext {
    /// The channel.
    pub channel: Channel,
    /// Whether a device has acked the notification.
    pub is_acked: bool,
    /// Whether the plan sends it at once; otherwise it is a step of the ladder or a fallback.
    pub is_at_once: bool,
    /// The time from which it is no longer worth sending.
    pub expires_at: Time,
    /// The reason why it must not be sent now: switched off, superseded by a liquidation,
    /// or without an address.
    pub unavailable_reason: Option<Reason>,
    /// The time before which it must not be sent: it would interrupt the trader's quiet hours, or its contact
    /// is not known yet. `None` if it may be sent now.
    pub not_before: Option<Time>,
    /// The time at which the profile stated the contact; only for a notice that goes to two contacts of the
    /// channel.
    pub contact_stated_at: Option<Time>,
    /// The time at which an operator asked for it to be sent again.
    pub redriven_at: Option<Time>,
    /// The length of a lease: longer than the function can run.
    pub lease: Duration,
    /// The number by which this claimant recognises its own claim.
    pub claimant: u32,
    /// The repeat for which it is sent: a message that the provider has accepted is sent again for each repeat
    /// of its notification. 0 for the first message.
    pub repeat: u8,
}

/// The next step of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The caller stores this entry, then sends.
    Send(Entry),
    /// The caller stores this entry; the delivery ends here.
    End(Entry),
    /// The caller tries again at this time: another invocation is sending it, or it must
    /// not be tried earlier.
    Wait(Time),
    /// The delivery has ended already.
    AlreadyTerminal,
}

/// Whether a message that may have been sent is sent again: only if the receiver recognises a repeat.
pub fn repeats_when_in_doubt(channel: Channel) -> bool {
    match channel {
        // A socket's frame has its ID. A push and a Telegram message have a collapse ID, and cost nothing.
        Channel::Websocket | Channel::Push | Channel::Telegram => true,
        Channel::Email | Channel::Sms => false,
    }
}

/// Decides the next step of a delivery whose ledger entry is `entry`.
pub fn claim(entry: Option<&Entry>, facts: &ClaimContext, now: Time) -> Claim {
    let Some(entry) = entry else {
        let fresh = Entry {
            revision: 0,
            state: LedgerState::Retrying { until: now },
            tries: 0,
            possible_duplicates: 0,
            is_doubtful: false,
            attempts: Vec::new(),
            released_as: None,
            handle: None,
            repeat: 0,
            contact_stated_at: None,
        };
        return admit(&fresh, facts, !facts.is_at_once, now);
    };
    match entry.state {
        LedgerState::Claimed { until, .. } if now < until => Claim::Wait(until),
        LedgerState::Claimed { .. } => {
            if repeats_when_in_doubt(facts.channel) {
                admit(&Entry { is_doubtful: true, ..entry.clone() }, facts, true, now)
            } else {
                Claim::End(entry.moved(LedgerState::Unknown))
            }
        }
        LedgerState::Retrying { until } => {
            let ends_with_ack = entry.tries > 0 || !facts.is_at_once;
            let is_over = facts.expires_at <= now || (facts.is_acked && ends_with_ack);
            if now < until && !is_over {
                return Claim::Wait(until.min(facts.expires_at));
            }
            admit(entry, facts, ends_with_ack, now)
        }
        LedgerState::Accepted if facts.repeat > entry.repeat => {
            match admit(&Entry { repeat: facts.repeat, ..entry.clone() }, facts, true, now) {
                claim @ (Claim::Send(_) | Claim::Wait(_)) => claim,
                // The message that was accepted stays accepted.
                Claim::End(_) | Claim::AlreadyTerminal => Claim::AlreadyTerminal,
            }
        }
        LedgerState::DeadLettered { at, .. } if facts.redriven_at.is_some_and(|redriven| redriven > at) => {
            admit(&Entry { tries: 0, ..entry.clone() }, facts, true, now)
        }
        LedgerState::Acked
        | LedgerState::Accepted
        | LedgerState::Unknown
        | LedgerState::Expired
        | LedgerState::Suppressed(_)
        | LedgerState::DeadLettered { .. }
        | LedgerState::Merged => Claim::AlreadyTerminal,
    }
}

/// Claims a delivery, unless something ends or defers it. `ends_with_ack` is whether an ack ends it.
/// An ack does not end the first try of a delivery that is sent at once, because the trader chose
/// these channels for it.
fn admit(entry: &Entry, facts: &ClaimContext, ends_with_ack: bool, now: Time) -> Claim {
    if facts.expires_at <= now {
        return Claim::End(entry.moved(LedgerState::Expired));
    }
    if facts.unavailable_reason == Some(Reason::Superseded) {
        return Claim::End(entry.moved(LedgerState::Suppressed(Reason::Superseded)));
    }
    if facts.is_acked && ends_with_ack {
        return Claim::End(entry.moved(LedgerState::Acked));
    }
    if let Some(reason) = facts.unavailable_reason {
        return Claim::End(entry.moved(LedgerState::Suppressed(reason)));
    }
    if let Some(until) = facts.not_before {
        return Claim::Wait(until.min(facts.expires_at));
    }
    if entry.tries >= MAX_TRIES {
        let reason = DeadReason::TriesUsedUp;
        return Claim::End(entry.moved(LedgerState::DeadLettered { reason, at: now }));
    }
    let mut claimed = entry.moved(LedgerState::Claimed { until: now.plus(facts.lease), by: facts.claimant });
    claimed.tries += 1;
    claimed.possible_duplicates += u32::from(entry.is_doubtful);
    claimed.is_doubtful = false;
    claimed.contact_stated_at = facts.contact_stated_at;
    Claim::Send(claimed)
}

impl Entry {
    /// Returns the entry in another state, as its next revision.
    #[must_use]
    pub fn moved(&self, state: LedgerState) -> Self {
        Self { revision: self.revision + 1, state, ..self.clone() }
    }

    /// Returns the entry deferred until `until`, without a try. If it still has a claim, the claim's lease
    /// has expired, so it stays unknown whether the message was sent.
    #[must_use]
    pub fn put_off(seen: Option<&Self>, until: Time) -> Self {
        match seen {
            // It was not the first message that is deferred but a repeat, which comes again by its own message.
            Some(entry) if entry.state == LedgerState::Accepted => entry.moved(LedgerState::Accepted),
            Some(entry) => {
                let is_abandoned = matches!(entry.state, LedgerState::Claimed { .. });
                let is_doubtful = entry.is_doubtful || is_abandoned;
                Self { is_doubtful, ..entry.moved(LedgerState::Retrying { until }) }
            }
            None => Self {
                revision: 1,
                state: LedgerState::Retrying { until },
                tries: 0,
                possible_duplicates: 0,
                is_doubtful: false,
                attempts: Vec::new(),
                released_as: None,
                handle: None,
                repeat: 0,
                contact_stated_at: None,
            },
        }
    }

    /// Returns the entry of a delivery that is sent as part of a merged notification, based on the entry
    /// that was read.
    #[must_use]
    pub fn merged(seen: Option<&Self>, released_as: EventId, now: Time) -> Self {
        let entry = match seen {
            Some(entry) => entry.moved(LedgerState::Merged),
            None => Self { state: LedgerState::Merged, ..Self::put_off(None, now) },
        };
        Self { released_as: Some(released_as), ..entry }
    }

    /// Returns the claimed entry after the provider's answer. `retry_at` is the time of the next try, if
    /// there is one.
    #[must_use]
    pub fn answered(
        &self,
        attempt: SendAttempt,
        verdict: Verdict,
        facts: &ClaimContext,
        retry_at: Time,
    ) -> Self {
        let at = attempt.at;
        let retrying = if self.repeat > 0 {
            // A message was accepted before, and the next repeat comes soon.
            LedgerState::Accepted
        } else if retry_at >= facts.expires_at {
            LedgerState::Expired
        } else {
            LedgerState::Retrying { until: retry_at }
        };
        let state = match verdict {
            Verdict::Accepted => LedgerState::Accepted,
            Verdict::Gone => LedgerState::DeadLettered { reason: DeadReason::Gone, at },
            Verdict::Refused => LedgerState::DeadLettered { reason: DeadReason::Refused, at },
            Verdict::Throttled { .. } | Verdict::Failed { .. } => retrying,
            Verdict::Indeterminate { .. } if repeats_when_in_doubt(facts.channel) => retrying,
            Verdict::Indeterminate { .. } => LedgerState::Unknown,
        };
        let mut answered = self.moved(state);
        answered.is_doubtful = matches!(verdict, Verdict::Indeterminate { .. });
        if answered.attempts.len() >= MAX_KEPT_ATTEMPTS {
            answered.attempts.remove(MAX_KEPT_ATTEMPTS / 2);
        }
        answered.attempts.push(attempt);
        answered
    }

    /// Whether the first try has no result yet: it is in progress or has not begun.
    fn is_on_first_try(&self, is_patient: bool) -> bool {
        match self.state {
            LedgerState::Claimed { .. } => self.tries <= 1,
            LedgerState::Retrying { .. } => self.tries == 0 && is_patient,
            // If the delivery of the merged notification fails, that notification takes another channel.
            LedgerState::Merged => true,
            LedgerState::Acked
            | LedgerState::Accepted
            | LedgerState::Unknown
            | LedgerState::Expired
            | LedgerState::Suppressed(_)
            | LedgerState::DeadLettered { .. } => false,
        }
    }
}

/// Returns the time to wait before the next try after `tries` tries: the time that the provider asks for,
/// otherwise a pause that doubles from one second up to [`LONGEST_PAUSE`], with full jitter over its second
/// half. A P0 is first retried within two seconds, so that another channel can be used when
/// [`FALLBACK_AFTER`] is over, and then within 16 s for some minutes.
pub fn pause(priority: Priority, tries: u32, verdict: Verdict, random: u32) -> Duration {
    let doubled =
        Duration::from_secs(1).saturating_mul(1_u32.checked_shl(tries.clamp(1, 16)).unwrap_or(1 << 16));
    let limit = match priority {
        Priority::P0 if tries <= 3 => Duration::from_secs(2),
        // During a short outage the provider is tried often, so that the waiting messages are sent soon
        // after its end.
        Priority::P0 if tries <= 20 => doubled.min(Duration::from_secs(16)),
        Priority::P0 | Priority::P1 | Priority::P2 => doubled.min(LONGEST_PAUSE),
    };
    let half = limit / 2;
    let jitter = u32::try_from(half.as_millis()).unwrap_or(u32::MAX).max(1);
    let own = half + Duration::from_millis(u64::from(random % jitter));
    match verdict.retry_after() {
        // A little later than asked for, with jitter so that the retries do not coincide.
        Some(asked) => asked.max(own) + Duration::from_millis(u64::from(random % 500)),
        None => own,
    }
}

/// Whether another channel is to be used for a P0, given the ledger's other deliveries: none of them may
/// have reached the trader, and none may be about to succeed. The second delivery of a channel does not count:
/// its contact may no longer be the trader's, or may not be yet. `is_patient` is whether deliveries that have
/// not been tried yet are still waited for, because [`FALLBACK_AFTER`] is not over.
pub fn needs_another(
    own: &DeliveryKey,
    at_once: impl IntoIterator<Item = DeliveryKey>,
    ledger: &BTreeMap<DeliveryKey, Entry>,
    is_patient: bool,
) -> bool {
    let is_other = |key: &DeliveryKey| key != own && !key.is_second();
    let mut others = ledger.iter().filter(|(key, _)| is_other(key));
    let is_hopeful =
        others.any(|(_, entry)| entry.state.may_have_arrived() || entry.is_on_first_try(is_patient));
    let mut unbegun = at_once.into_iter().filter(|key| is_other(key) && !ledger.contains_key(key));
    let is_awaited = is_hopeful || (is_patient && unbegun.next().is_some());
    !is_awaited
}

#[cfg(test)]
mod tests;
