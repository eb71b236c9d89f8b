//! The ledger of external deliveries: what was sent, what may have been sent, what is still to be sent.
//!
//! A *delivery* is claimed with a lease before its provider is called, and confirmed after. Claim and
//! confirmation are stored only if the ledger is still as it was read, so of several who try at once one
//! sends. Whoever dies in between leaves a lease that runs out: then nobody knows whether the message was sent. Push
//! and Telegram send such a message again, under the same collapse id; e-mail and SMS, which could only
//! repeat it, end as *unknown*.
//!
//! Everything here is a pure function of an entry, what is known of its notification, and `now`.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::catalogue::{Channel, Priority};
pub use crate::delivery::DeliveryKey;
use crate::delivery::{AttemptResult, Reason};
use crate::ids::EventId;
use crate::time::Time;
pub use crate::verdict::{ThrottleScope, Verdict};

/// The most tries of one delivery. With pauses of up to [`LONGEST_PAUSE`] they reach over eight hours of
/// a provider's absence; what still fails then is for a person to look at.
pub const MAX_TRIES: u32 = 120;

/// The most attempts whose details are kept per delivery: the first ones and the latest.
pub const MAX_KEPT_ATTEMPTS: usize = 20;

/// The longest pause of our own choosing between two tries.
pub const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// How long a P0 waits for its provider before another channel is taken.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// How long nobody may ack before the next step of the ladder.
pub const LADDER_STEP: Duration = Duration::from_secs(20);

/// Why a delivery is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeadReason {
    /// Its address does not exist any more.
    Gone,
    /// The provider will never take it.
    Refused,
    /// [`MAX_TRIES`] came to nothing.
    TriesUsedUp,
}

impl DeadReason {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Gone, Self::Refused, Self::TriesUsedUp];

    /// The name in deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::TriesUsedUp => "tries_used_up",
        }
    }

    /// The reason of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerState {
    /// Somebody is sending it. If nothing is heard until then, it may have been sent.
    Claimed {
        /// When the claim is void.
        until: Time,
        /// Whose it is: a number that no other claimant has. Who cannot tell whether its write arrived finds it there.
        by: u32,
    },
    /// It was not sent, or may not have been, and is to be tried again.
    Retrying {
        /// Not before.
        until: Time,
    },
    /// A device acked the notification before this was sent.
    Acked,
    /// The provider has taken it.
    Accepted,
    /// It was sent, but the provider's answer was lost, and it cannot be sent again without risking a repeat.
    Unknown,
    /// It was not sent in time.
    Expired,
    /// It was not to be sent.
    Suppressed(Reason),
    /// It was given up.
    DeadLettered {
        /// Why.
        reason: DeadReason,
        /// When; who sends it again must have decided so later.
        at: Time,
    },
    /// It was above its recipient's limit and leaves as the merged notification that [`Entry::released_as`] names, whose
    /// delivery says what becomes of it.
    Merged,
}

impl LedgerState {
    /// Whether nothing follows, unless a person sends it again.
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

    /// Whether the trader may have got it this way.
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

/// One try at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendAttempt {
    /// When the call began.
    pub at: Time,
    /// What it came to.
    pub result: AttemptResult,
    /// The provider's HTTP status, where it answered.
    pub status: Option<u16>,
    /// The provider's name for the message, where it took it.
    pub provider_id: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
}

/// A delivery in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How often it was written: the condition of the next write.
    pub revision: u32,
    /// Where it stands.
    pub state: LedgerState,
    /// How often it was claimed.
    pub tries: u32,
    /// How often it was sent although an earlier try may have succeeded.
    pub possible_duplicates: u32,
    /// Whether the latest try may have succeeded.
    pub is_doubtful: bool,
    /// What the tries came to, oldest first; at most [`MAX_KEPT_ATTEMPTS`].
    pub attempts: Vec<SendAttempt>,
    /// The merged notification as which it leaves, where it is [`LedgerState::Merged`].
    pub released_as: Option<EventId>,
}

/// What rules whether a delivery may be sent now.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The channel.
    pub channel: Channel,
    /// Whether a device has acked the notification.
    pub is_acked: bool,
    /// Whether the plan has it among what goes out at once; else it is a step of the ladder or a fallback.
    pub is_at_once: bool,
    /// When it is no longer worth sending.
    pub expires_at: Time,
    /// Why it must not be sent, as of now: switched off, closed by a liquidation, no address.
    pub obstacle: Option<Reason>,
    /// Until when it must not interrupt the trader, if it must not now.
    pub quiet_until: Option<Time>,
    /// When a person asked for it to be sent again, if one did.
    pub redriven_at: Option<Time>,
    /// How long a claim holds: longer than its function can run.
    pub lease: Duration,
    /// The number by which this claimant knows its own claim again.
    pub claimant: u32,
}

/// What is to be done with a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Store this entry, then send.
    Send(Entry),
    /// Store this entry: it ends here.
    End(Entry),
    /// Come again then: somebody else is sending it, or it must not be tried earlier.
    Wait(Time),
    /// It has ended already.
    Over,
}

/// Whether a message that may have been sent is sent again: where the receiver recognises a repeat.
pub fn repeats_when_in_doubt(channel: Channel) -> bool {
    match channel {
        // A socket's frame has its id; a push and a Telegram message have a collapse id, and cost nothing.
        Channel::Websocket | Channel::Push | Channel::Telegram => true,
        Channel::Email | Channel::Sms => false,
    }
}

/// Decides what is to be done with a delivery whose ledger entry is `entry`.
pub fn claim(entry: Option<&Entry>, facts: &Facts, now: Time) -> Claim {
    let Some(entry) = entry else {
        let fresh = Entry {
            revision: 0,
            state: LedgerState::Retrying { until: now },
            tries: 0,
            possible_duplicates: 0,
            is_doubtful: false,
            attempts: Vec::new(),
            released_as: None,
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
        LedgerState::DeadLettered { at, .. } if facts.redriven_at.is_some_and(|redriven| redriven > at) => {
            admit(&Entry { tries: 0, ..entry.clone() }, facts, true, now)
        }
        LedgerState::Acked
        | LedgerState::Accepted
        | LedgerState::Unknown
        | LedgerState::Expired
        | LedgerState::Suppressed(_)
        | LedgerState::DeadLettered { .. }
        | LedgerState::Merged => Claim::Over,
    }
}

/// Lets a delivery be sent, unless something ends it. `ends_with_ack`: whether an ack does. It does not end the first
/// try of what goes out at once: the trader chose these channels to hear of it there.
fn admit(entry: &Entry, facts: &Facts, ends_with_ack: bool, now: Time) -> Claim {
    if facts.expires_at <= now {
        return Claim::End(entry.moved(LedgerState::Expired));
    }
    if facts.obstacle == Some(Reason::Superseded) {
        return Claim::End(entry.moved(LedgerState::Suppressed(Reason::Superseded)));
    }
    if facts.is_acked && ends_with_ack {
        return Claim::End(entry.moved(LedgerState::Acked));
    }
    if let Some(reason) = facts.obstacle {
        return Claim::End(entry.moved(LedgerState::Suppressed(reason)));
    }
    if let Some(until) = facts.quiet_until {
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
    Claim::Send(claimed)
}

impl Entry {
    /// The entry in another state, as its next revision.
    #[must_use]
    pub fn moved(&self, state: LedgerState) -> Self {
        Self { revision: self.revision + 1, state, ..self.clone() }
    }

    /// The entry without a try, put off until then. A claim that it still has has run out, and leaves its doubt.
    #[must_use]
    pub fn put_off(seen: Option<&Self>, until: Time) -> Self {
        match seen {
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
            },
        }
    }

    /// Returns the entry of a delivery that leaves as a merged notification, in place of what was seen.
    #[must_use]
    pub fn merged(seen: Option<&Self>, released_as: EventId, now: Time) -> Self {
        let entry = match seen {
            Some(entry) => entry.moved(LedgerState::Merged),
            None => Self { state: LedgerState::Merged, ..Self::put_off(None, now) },
        };
        Self { released_as: Some(released_as), ..entry }
    }

    /// The claimed entry after its provider's answer. `retry_at` is when it would be tried again.
    #[must_use]
    pub fn answered(&self, attempt: SendAttempt, verdict: Verdict, facts: &Facts, retry_at: Time) -> Self {
        let at = attempt.at;
        let retrying = if retry_at >= facts.expires_at {
            LedgerState::Expired
        } else {
            LedgerState::Retrying { until: retry_at }
        };
        let state = match verdict {
            Verdict::Accepted => LedgerState::Accepted,
            Verdict::Gone => LedgerState::DeadLettered { reason: DeadReason::Gone, at },
            Verdict::Refused => LedgerState::DeadLettered { reason: DeadReason::Refused, at },
            Verdict::Throttled { .. } | Verdict::Failed { .. } => retrying,
            Verdict::Doubtful { .. } if repeats_when_in_doubt(facts.channel) => retrying,
            Verdict::Doubtful { .. } => LedgerState::Unknown,
        };
        let mut answered = self.moved(state);
        answered.is_doubtful = matches!(verdict, Verdict::Doubtful { .. });
        if answered.attempts.len() >= MAX_KEPT_ATTEMPTS {
            answered.attempts.remove(MAX_KEPT_ATTEMPTS / 2);
        }
        answered.attempts.push(attempt);
        answered
    }

    /// Whether the first try has not come to anything yet: it is being made, or waits for its turn.
    fn is_on_first_try(&self, is_patient: bool) -> bool {
        match self.state {
            LedgerState::Claimed { .. } => self.tries <= 1,
            LedgerState::Retrying { .. } => self.tries == 0 && is_patient,
            // The merged notification takes another channel for it, should its own delivery come to nothing.
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

/// How long to wait before the try after `tries` of them: what the provider asks for, else a pause that doubles from
/// one second up to [`LONGEST_PAUSE`], with full jitter over its second half. A P0 comes again within two
/// seconds first, so that another channel can be taken when [`PATIENCE`] is over, and within 16 s for some minutes.
pub fn pause(priority: Priority, tries: u32, verdict: Verdict, random: u32) -> Duration {
    let doubled =
        Duration::from_secs(1).saturating_mul(1_u32.checked_shl(tries.clamp(1, 16)).unwrap_or(1 << 16));
    let limit = match priority {
        Priority::P0 if tries <= 3 => Duration::from_secs(2),
        // While a provider's absence is short it is asked often: what waits for it drains soon after it is back.
        Priority::P0 if tries <= 20 => doubled.min(Duration::from_secs(16)),
        Priority::P0 | Priority::P1 | Priority::P2 => doubled.min(LONGEST_PAUSE),
    };
    let half = limit / 2;
    let jitter = u32::try_from(half.as_millis()).unwrap_or(u32::MAX).max(1);
    let own = half + Duration::from_millis(u64::from(random % jitter));
    match verdict.retry_after() {
        // A little later than asked for, and not all at the same instant.
        Some(asked) => asked.max(own) + Duration::from_millis(u64::from(random % 500)),
        None => own,
    }
}

/// Whether another channel is to be taken for a P0, given the ledger's other deliveries: nobody may have got it
/// another way, and nothing else may be about to succeed. `is_patient`: what has not been tried yet is still waited for,
/// since [`PATIENCE`] is not over.
pub fn needs_another(
    own: &DeliveryKey,
    at_once: impl IntoIterator<Item = DeliveryKey>,
    ledger: &BTreeMap<DeliveryKey, Entry>,
    is_patient: bool,
) -> bool {
    let mut others = ledger.iter().filter(|(key, _)| *key != own);
    let is_hopeful =
        others.any(|(_, entry)| entry.state.may_have_arrived() || entry.is_on_first_try(is_patient));
    let mut unbegun = at_once.into_iter().filter(|key| key != own && !ledger.contains_key(key));
    let is_awaited = is_hopeful || (is_patient && unbegun.next().is_some());
    !is_awaited
}

#[cfg(test)]
mod tests;
