//! Collects the deliveries that are merged into one message.

use domain::Time;
use domain::ids::{EventId, UserId};
use domain::merged::Part;

use crate::PortError;

/// Whether a delivery is in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// It is, as the first one: its message has to be sent for.
    First,
    /// It is, and it is not the first one.
    Later,
    /// It was there before: the invocation that put it there may not have gone on.
    Again,
    /// It is not, and cannot be any more: the slot is closed, or full.
    Closed,
}

/// Collects the deliveries of a slot ([`domain::merged::Slot`]) until it is closed.
///
/// Joining and closing are single conditional writes of one item, so what is in a slot when it is closed is in it for
/// good, and nothing that joined is missed.
pub trait Merges {
    /// Adds the notification to the slot of this id, unless the slot is closed or has
    /// [`MOST_PARTS`](domain::merged::MOST_PARTS). The slot comes into being by it. Retryable like any write.
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, now: Time) -> Result<Joined, PortError>;

    /// Closes the slot and returns what is in it, in the order of the ids; also when it was closed before. A slot that
    /// nothing has joined is empty, and closed too.
    async fn close_slot(&self, user: &UserId, slot: &EventId, now: Time) -> Result<Vec<Part>, PortError>;
}
