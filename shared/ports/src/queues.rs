//! Messages to queues.

use std::time::Duration;

use domain::{Channel, Priority};

use crate::PortError;

/// A queue to which a message can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Queue {
    /// Events of a priority class from the exchange.
    Events(Priority),
    /// Messages that cannot be read.
    Rejected,
    /// Deliveries of a priority class on a channel.
    Deliveries(Channel, Priority),
    /// Escalation ladders whose next step is due.
    Escalate,
    /// Profile messages of the exchange about its traders.
    Profiles,
    /// Shards of the schedule to be processed.
    Release,
    /// Ticks that concern many alerts of a symbol.
    Fire,
    /// Connected users whom a broadcast has to reach.
    Broadcasts,
}

/// A message to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The message body.
    pub body: String,
    /// The user whose backlog the message belongs to: messages of a noisy user delay only messages
    /// of the same user.
    pub group: Option<String>,
    /// The delay before the message becomes visible; at most 15 minutes.
    pub delay: Duration,
}

/// Sends messages to queues.
pub trait Enqueue {
    /// Sends each message, and returns one result per message, in the same order.
    ///
    /// # Errors
    ///
    /// Each result is [`PortError::Refused`], not retryable, if the queue rejects the message, or a
    /// retryable [`PortError`] if the queue throttles the call or is unavailable.
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>>;
}
