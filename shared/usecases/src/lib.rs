//! What the system does, written against [`ports`]: the functions call it on AWS, the tests call it in
//! memory.
//!
//! - [`route`]: the exchange's event becomes a notification; P0 is on the socket before anything is written.
//! - [`deliver`]: a notification goes out on a channel: to the sockets, or through the ledger to a provider.
//! - [`escalate`]: while nobody acks a P0, the next channel of its ladder is taken.
//! - [`release`]: once a minute, what was deferred in quiet hours that are over leaves, and reports are published.
//! - [`watch`]: a tick fires the alerts whose levels it reaches.
//! - [`contacts`]: what the exchange and the providers say of a trader's addresses.
//! - [`changed`]: what waits for its time is looked at again when a trader's clock or wishes change.
//! - [`connect`]: tickets, connections coming and going, and what the trader's device asks for.

pub mod batch;
mod carried;
pub mod changed;
pub mod connect;
pub mod contacts;
pub mod deliver;
pub mod escalate;
mod handover;
mod overflow;
pub mod planted;
pub mod release;
pub mod route;
pub mod watch;

use batch::Outcome;
use ports::PortError;

/// The ports of a use case that works off a queue.
#[derive(Debug)]
pub struct Ports<'a, S, G, Q, C, T> {
    /// Recipients and inbox.
    pub store: &'a S,
    /// The open sockets.
    pub gateway: &'a G,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
}

impl From<PortError> for Outcome {
    /// What a failed port means for the message that needed it.
    fn from(error: PortError) -> Self {
        let reason = error.to_string();
        if error.is_retryable() { Self::retry(reason) } else { Self::dead_letter(reason) }
    }
}
