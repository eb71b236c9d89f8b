//! What a channel's function is set to.

use std::time::Duration;

use domain::budget::Rate;
use domain::{Channel, Priority};

/// What a channel's function is set to.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its channel.
    pub channel: Channel,
    /// The class of its queue.
    pub priority: Priority,
    /// The channels that have a function, for a fallback.
    pub deployed: Vec<Channel>,
    /// How often its provider may be called.
    pub rate: Rate,
    /// How long a claim holds: longer than the function can run.
    pub lease: Duration,
}
