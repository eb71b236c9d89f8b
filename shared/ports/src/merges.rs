//! The collection of deliveries that are merged into one message.

use domain::Time;
use domain::ids::{EventId, UserId};
use domain::routing::merged::Part;

use crate::PortError;

/// The result of adding a delivery to a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// The delivery was added and is the first one: the caller has to schedule the merged message.
    First,
    /// The delivery was added and is not the first one.
    Later,
    /// The delivery was added before. The invocation that added it may have been killed before its
    /// next step.
    Again,
    /// The delivery was not added: the slot is closed or full.
    Closed,
}

/// Collects the deliveries of a slot ([`domain::routing::merged::Slot`]) until it is closed.
///
/// Joining and closing are single conditional writes of one item. So the content of a slot does not
/// change after it is closed, and no delivery that joined is missed.
pub trait Merges {
    /// Adds the notification to the slot, unless the slot is closed or has
    /// [`MAX_PARTS`](domain::routing::merged::MAX_PARTS). Creates the slot if it does not exist.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, now: Time) -> Result<Joined, PortError>;

    /// Closes the slot and returns its notifications, in the order of their ids, also if it was
    /// closed before. A slot that no notification has joined is created empty and closed.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn close_slot(&self, user: &UserId, slot: &EventId, now: Time) -> Result<Vec<Part>, PortError>;
}
