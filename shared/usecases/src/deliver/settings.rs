//! Settings of a channel's function.

use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::{Channel, Priority};

/// Settings of a channel's function.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The function's channel.
    pub channel: Channel,
    /// The class of the function's queue.
    pub priority: Priority,
    /// The channels that have a Lambda function, for a fallback.
    pub deployed: Vec<Channel>,
    /// The rate at which the provider may be called.
    pub rate: Rate,
    /// The duration of a claim: longer than the function can run.
    pub lease: Duration,
}
