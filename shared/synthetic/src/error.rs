//! The errors of an end-to-end check.

use std::time::Duration;

use ports::PortError;
use tokio_tungstenite::tungstenite;

use crate::Hop;

/// The error that ended a check. Its text contains no ticket and no token.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A hop exceeded its time limit.
    #[error("{hop}: no answer within {} s", .limit.as_secs())]
    TimedOut {
        /// The hop that exceeded its limit.
        hop: Hop,
        /// The time limit of the hop.
        limit: Duration,
    },
    /// The ticket could not be stored.
    #[error("ticket: not stored (needs dynamodb:PutItem on the table of tickets): {0}")]
    Ticket(#[source] PortError),
    /// The caller could not provide a ticket, if it uses another source of tickets than
    /// [`issue`](crate::issue).
    #[error("ticket: {0}")]
    NoTicket(String),
    /// The WebSocket could not be opened.
    #[error("connect: {url} cannot be opened: {source}")]
    Connect {
        /// The URL, without the ticket.
        url: String,
        /// The error of the handshake.
        source: Box<tungstenite::Error>,
    },
    /// The queue did not accept the event.
    #[error("publish: the event is not on its queue (needs sqs:SendMessage): {0}")]
    Publish(#[source] PortError),
    /// The server closed the WebSocket.
    #[error("the WebSocket was closed")]
    Closed,
    /// The WebSocket broke.
    #[error("the WebSocket broke: {0}")]
    Broken(#[source] Box<tungstenite::Error>),
    /// The answer to a frame was an error.
    #[error("{action} was answered with {answer}")]
    Refused {
        /// The frame's action.
        action: String,
        /// The error frame.
        answer: String,
    },
    /// The timeline lacks an expected entry.
    #[error("timeline: {0}")]
    Timeline(String),
    /// The operating system has no randomness.
    #[error("no random bytes: {0}")]
    Random(#[source] getrandom::Error),
}

impl Error {
    /// Whether a repetition can succeed later without any change.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::TimedOut { .. } | Self::Connect { .. } | Self::Closed | Self::Broken(_) => true,
            Self::Ticket(error) | Self::Publish(error) => error.is_retryable(),
            Self::NoTicket(_) | Self::Refused { .. } | Self::Timeline(_) | Self::Random(_) => false,
        }
    }
}
