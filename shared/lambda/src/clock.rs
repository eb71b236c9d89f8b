//! The clock of this machine.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Time;

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl ports::Clock for SystemClock {
    fn now(&self) -> Time {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Time::from_millis(0).plus(since_1970)
    }
}
