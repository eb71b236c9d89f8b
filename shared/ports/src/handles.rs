//! The handles by which traders ack from messages outside the app.

use domain::Time;
use domain::delivery::DeliveryKey;

use crate::{Key, PortError};

/// The delivery that a handle was sent with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandleTarget {
    /// The notification that the handle acks.
    pub key: Key,
    /// The delivery.
    pub delivery: DeliveryKey,
    /// The time from which the handle is void.
    pub expires_at: Time,
}

/// Stores handles by their hash, so that the table has no handle that could be used.
pub trait AckHandles {
    /// Stores the target of the handle with this hash. A repeat changes nothing.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn put_handle(&self, handle_hash: &str, target: &HandleTarget) -> Result<(), PortError>;

    /// Returns the target of the handle with this hash, strongly consistent, even if it has expired;
    /// `None` if there is no such handle.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn handle(&self, handle_hash: &str) -> Result<Option<HandleTarget>, PortError>;
}
