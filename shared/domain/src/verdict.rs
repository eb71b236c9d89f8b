//! What a provider's answer means for a delivery, and whom it concerns.

use std::time::Duration;

use crate::delivery::AttemptResult;

/// Whom a provider asks to back off by throttling a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThrottleScope {
    /// Messages to this device or chat; others are taken.
    Recipient,
    /// Everything that we send.
    Provider,
}

/// What a provider's answer means for the delivery. Each channel's `retry` decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The provider has taken the message.
    Accepted,
    /// The address does not exist any more, for this message and all later ones.
    Gone,
    /// The provider will never take this message.
    Refused,
    /// The provider wants us to slow down; nothing was sent.
    Throttled {
        /// For whom.
        scope: ThrottleScope,
        /// How long, where it says.
        retry_after: Option<Duration>,
    },
    /// Nothing was sent, and the same can succeed later.
    Failed {
        /// Not before, where the provider says.
        retry_after: Option<Duration>,
    },
    /// It may have been sent: no answer after the request was written, or the provider failed.
    Doubtful {
        /// Whether there was no answer at all.
        timed_out: bool,
        /// Not before, where the provider says.
        retry_after: Option<Duration>,
    },
}

impl Verdict {
    /// The name of the attempt.
    pub fn result(self) -> AttemptResult {
        match self {
            Self::Accepted => AttemptResult::Accepted,
            Self::Gone => AttemptResult::Gone,
            Self::Refused => AttemptResult::Refused,
            Self::Throttled { .. } => AttemptResult::Throttled,
            Self::Failed { .. } | Self::Doubtful { timed_out: false, .. } => AttemptResult::Error,
            Self::Doubtful { timed_out: true, .. } => AttemptResult::Timeout,
        }
    }

    /// Whether the same message can be sent later.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::Accepted | Self::Gone | Self::Refused => false,
            Self::Throttled { .. } | Self::Failed { .. } | Self::Doubtful { .. } => true,
        }
    }

    /// How long the provider asks us to back off.
    pub fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Accepted | Self::Gone | Self::Refused => None,
            Self::Throttled { retry_after, .. }
            | Self::Failed { retry_after }
            | Self::Doubtful { retry_after, .. } => retry_after,
        }
    }
}
