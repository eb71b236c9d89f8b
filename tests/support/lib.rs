//! The shared code of the end-to-end tests: a running system, a trader, a device, events, and the
//! messages at the providers.

// In tests, panics are acceptable.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

mod device;
mod events;
mod kill;
mod providers;
mod requests;
mod system;
mod trader;

pub use device::Device;
pub use events::{Exchange, now};
pub use kill::{kill, kill_all};
pub use providers::{Email, Sent};
pub use requests::Requests;
pub use system::{System, run, unique};
pub use trader::{CHATS, MAILBOXES, PHONES, TOKENS, Trader, delivery};

use std::time::{Duration, Instant};

/// The time limit for a condition to become true: far above the usual time, so that it only ends a
/// failed test.
pub const DEADLINE: Duration = Duration::from_mins(1);

/// Calls `probe` until it returns a value; panics with `what` if it never does.
pub async fn eventually<T>(what: &str, probe: impl AsyncFnMut() -> Option<T>) -> T {
    eventually_within(DEADLINE, what, probe).await
}

/// As [`eventually`], with another time limit.
pub async fn eventually_within<T>(
    deadline: Duration,
    what: &str,
    mut probe: impl AsyncFnMut() -> Option<T>,
) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = probe().await {
            return found;
        }
        assert!(start.elapsed() < deadline, "it never came true: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
