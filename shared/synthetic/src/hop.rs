//! The parts of the way that are measured one by one.

use std::fmt;

/// A part of the way between the exchange's queue and the trader's timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hop {
    /// A ticket for the WebSocket is stored.
    Ticket,
    /// The WebSocket is opened with it.
    Connect,
    /// The first frame is answered.
    Hello,
    /// The event is accepted by its queue.
    Publish,
    /// The notification comes on the WebSocket, from when its queue had it.
    Deliver,
    /// The ack is answered.
    Ack,
    /// The notification's timeline is read, and shows that it was routed and acked.
    Timeline,
}

impl Hop {
    /// All of them, in their order.
    pub const ALL: [Self; 7] =
        [Self::Ticket, Self::Connect, Self::Hello, Self::Publish, Self::Deliver, Self::Ack, Self::Timeline];

    /// The name of the hop in metrics and errors.
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
