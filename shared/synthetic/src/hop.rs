//! The steps of a check that are measured one by one.

use std::fmt;

/// A step between the exchange's queue and the trader's timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hop {
    /// Storing a ticket for the WebSocket.
    Ticket,
    /// Opening the WebSocket with the ticket.
    Connect,
    /// Waiting for the answer to the first frame.
    Hello,
    /// Sending the event to its queue.
    Publish,
    /// Waiting for the notification on the WebSocket, from the time at which the queue accepted the
    /// event.
    Deliver,
    /// Waiting for the answer to the ack.
    Ack,
    /// Reading the notification's timeline until it shows that the notification was routed and
    /// acked.
    Timeline,
}

impl Hop {
    /// All hops, in their order.
    pub const ALL: [Self; 7] =
        [Self::Ticket, Self::Connect, Self::Hello, Self::Publish, Self::Deliver, Self::Ack, Self::Timeline];

    /// Returns the name of the hop in metrics and errors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Connect => "connect",
            Self::Hello => "hello",
            Self::Publish => "publish",
            Self::Deliver => "deliver",
            Self::Ack => "ack",
            Self::Timeline => "timeline",
        }
    }
}

impl fmt::Display for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
