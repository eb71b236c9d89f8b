//! Why the way could not be taken to its end.

use std::time::Duration;

use ports::PortError;
use tokio_tungstenite::tungstenite;

use crate::Hop;

/// Why the synthetic trader did not come to the end of the way. Its text has no ticket and no token.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A hop took longer than it may take at all.
    #[error("{hop}: no answer within {} s", .limit.as_secs())]
    TimedOut {
        /// The hop.
        hop: Hop,
        /// The longest time that it may take.
        limit: Duration,
    },
    /// The ticket could not be stored.
    #[error("ticket: not stored (needs dynamodb:PutItem on the table of tickets): {0}")]
    Ticket(#[source] PortError),
    /// There is no ticket, where others than [`issue`](crate::issue) were asked for it.
    #[error("ticket: {0}")]
    NoTicket(String),
    /// The WebSocket could not be opened.
    #[error("connect: {url} cannot be opened: {source}")]
    Connect {
        /// The address, without the ticket.
        url: String,
        /// The error that the handshake ended with.
        source: Box<tungstenite::Error>,
    },
    /// The event was not accepted by its queue.
    #[error("publish: the event is not on its queue (needs sqs:SendMessage): {0}")]
    Publish(#[source] PortError),
    /// The WebSocket was closed by the other side.
    #[error("the WebSocket was closed")]
    Closed,
    /// The WebSocket broke.
    #[error("the WebSocket broke: {0}")]
    Broken(#[source] Box<tungstenite::Error>),
    /// A frame was answered with an error.
    #[error("{action} was answered with {answer}")]
    Refused {
        /// The frame's action.
        action: String,
        /// The error frame.
        answer: String,
    },
    /// The timeline does not show what happened.
    #[error("timeline: {0}")]
    Timeline(String),
    /// There is no randomness.
    #[error("no random bytes: {0}")]
    Random(#[source] getrandom::Error),
}

impl Error {
    /// Whether the same can succeed later, with nothing changed.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::TimedOut { .. } | Self::Connect { .. } | Self::Closed | Self::Broken(_) => true,
            Self::Ticket(error) | Self::Publish(error) => error.is_retryable(),
            Self::NoTicket(_) | Self::Refused { .. } | Self::Timeline(_) | Self::Random(_) => false,
        }
    }
}
