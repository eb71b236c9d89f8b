//! The topics of traders, in an item of their own.

use std::collections::BTreeMap;

use domain::UserId;
use domain::topics::Topics;

use crate::{PortError, WriteOutcome};

/// Reads topics; strongly consistent.
pub trait TopicsRead {
    /// Returns the topics of these users, at most 100: without any for a user for whom none are stored. A user whose
    /// topics cannot be read is logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable.
    async fn topics(&self, users: &[UserId]) -> Result<BTreeMap<UserId, Topics>, PortError>;
}

/// Writes topics.
pub trait TopicsWrite {
    /// Stores the topics as those of the next revision, if those with their [`Topics::revision`] are stored;
    /// otherwise the result is [`WriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn put_topics(&self, user: &UserId, topics: &Topics) -> Result<WriteOutcome, PortError>;
}
