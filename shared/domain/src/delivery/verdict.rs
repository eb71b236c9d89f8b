//! The meaning of a provider's answer for a delivery, and the scope of a throttle.

use std::time::Duration;

use crate::delivery::AttemptResult;

/// The messages for which a provider asks us to back off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThrottleScope {
    /// Messages to this device or chat; others are accepted.
    Recipient,
    /// All our messages.
    Provider,
}

/// The meaning of a provider's answer for the delivery. Each channel's `retry` module decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The provider has accepted the message.
    Accepted,
    /// The address no longer exists, for this message and all later ones.
    Gone,
    /// The provider will never accept this message.
    Refused,
    /// The provider throttled us; nothing was sent.
    Throttled {
        /// The messages that are throttled.
        scope: ThrottleScope,
        /// The time to back off, if the provider gives one.
        retry_after: Option<Duration>,
    },
    /// Nothing was sent, and the same message can succeed later.
    Failed {
        /// The time to wait, if the provider gives one.
        retry_after: Option<Duration>,
    },
    /// It may have been sent: there was no answer after the request was written, or the provider failed.
    Indeterminate {
        /// Whether there was no answer.
        timed_out: bool,
        /// The time to wait, if the provider gives one.
        retry_after: Option<Duration>,
    },
}

impl Verdict {
    /// Returns the result of the attempt.
    pub fn result(self) -> AttemptResult {
        match self {
            Self::Accepted => AttemptResult::Accepted,
            Self::Gone => AttemptResult::Gone,
            Self::Refused => AttemptResult::Refused,
            Self::Throttled { .. } => AttemptResult::Throttled,
            Self::Failed { .. } | Self::Indeterminate { timed_out: false, .. } => AttemptResult::Error,
            Self::Indeterminate { timed_out: true, .. } => AttemptResult::Timeout,
        }
    }

    /// Whether the same message can be sent later.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::Accepted | Self::Gone | Self::Refused => false,
            Self::Throttled { .. } | Self::Failed { .. } | Self::Indeterminate { .. } => true,
        }
    }

    /// Returns the time for which the provider asks us to back off.
    pub fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Accepted | Self::Gone | Self::Refused => None,
            Self::Throttled { retry_after, .. }
            | Self::Failed { retry_after }
            | Self::Indeterminate { retry_after, .. } => retry_after,
        }
    }
}
