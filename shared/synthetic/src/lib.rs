//! A synthetic trader: it takes the way of a real one through a deployed system, and measures each hop.
//!
//! [`Check`] is that way once: `cargo deploy smoke` prints it, and the function `canary` makes metrics of it. A [`Device`]
//! is the trader's side of a WebSocket, of which `cargo deploy load` opens many. [`event`] has what is published.

mod check;
mod device;
mod error;
pub mod event;
mod hop;
mod random;

pub use check::{Check, Fill, Observation, issue};
pub use device::Device;
pub use error::Error;
pub use hop::Hop;
pub use random::id;

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Time;

/// Returns the time of this machine.
pub fn now() -> Time {
    Time::EPOCH.plus(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}
