//! The use cases, written against [`ports`]: the Lambda functions call them on AWS, the tests call
//! them in memory.
//!
//! - [`ack`]: records that a device has a notification or that its trader has seen it.
//! - [`route`]: turns the exchange's event into a notification; a P0 is posted to the sockets
//!   before anything is written.
//! - [`broadcast`]: puts an event for many traders into their inboxes when they are read, and reaches those
//!   who are connected at once.
//! - [`deliver`]: sends a notification on a channel: to the sockets, or to a provider with a record
//!   in the delivery ledger.
//! - [`escalate`]: takes the next channel of a P0's ladder as long as no device acks it.
//! - [`release`]: once a minute, sends what was deferred in quiet hours that are over, and
//!   publishes reports.
//! - [`watch`]: fires the price alerts whose levels a tick reaches.
//! - [`contacts`]: applies what the exchange, the providers and the trader's links report about a
//!   trader's addresses.
//! - [`changed`]: schedules a check of deferred work when a trader's time zone or preferences
//!   change.
//! - [`connect`]: issues tickets, opens and closes connections, and carries out the commands of the
//!   trader's devices.

/// Declares the ports that a use case may touch, as an alias of [`ports::Platform`] with bounds on its types.
macro_rules! platform_alias {
    ($(#[$doc:meta])* $visibility:vis $name:ident: $($bounds:tt)+) => {
        $(#[$doc])*
        $visibility trait $name: ::ports::Platform<$($bounds)+> {}

        impl<P> $name for P where P: ::ports::Platform<$($bounds)+> {}
    };
}

pub mod ack;
pub mod batch;
pub mod broadcast;
mod carried;
pub mod changed;
pub mod connect;
pub mod contacts;
pub mod deliver;
pub mod escalate;
mod overflow;
mod preferences;
mod recipient;
pub mod release;
pub mod route;
mod socket_fanout;
mod topics;
mod trace;
pub mod watch;

use batch::Outcome;
use ports::PortError;

impl From<PortError> for Outcome {
    /// Turns a port's error into the outcome of the message that needed the port: a retry if the
    /// error is retryable, a dead letter if it is not.
    fn from(error: PortError) -> Self {
        let reason = error.to_string();
        if error.is_retryable() { Self::retry(reason) } else { Self::dead_letter(reason) }
    }
}
