//! A synthetic trader: it sends an event through a deployed system as a real exchange does,
//! receives it as a real trader does, and measures each hop.
//!
//! [`Check`] is one such check: `cargo deploy smoke` prints its result, and the function `canary`
//! publishes it as metrics. A [`Device`] is the trader's side of a WebSocket; `cargo deploy load`
//! opens many of them. [`event`] builds the published events. For the reason for synthetic traders
//! see `infra/adr/0024-the-canary.md`.

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

/// Returns the current time of this machine.
pub fn now() -> Time {
    Time::EPOCH.plus(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}
