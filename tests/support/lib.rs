//! What the end-to-end tests share: a running system, a trader, a device, events, and what providers got.

// A test may be short where the product must be careful.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

mod device;
mod events;
mod kill;
mod providers;
mod system;
mod trader;

pub use device::Device;
pub use events::{Exchange, now};
pub use kill::{kill, kill_all};
pub use providers::{Email, Sent};
pub use system::{System, run, unique};
pub use trader::{CHATS, MAILBOXES, PHONES, TOKENS, Trader, delivery};

use std::time::{Duration, Instant};

/// How long a condition may take to come true: far above what it takes, so that it only ends a failed test.
pub const DEADLINE: Duration = Duration::from_mins(1);

/// Asks `probe` until it answers; panics with `what` when it never does.
pub async fn eventually<T>(what: &str, probe: impl AsyncFnMut() -> Option<T>) -> T {
    eventually_within(DEADLINE, what, probe).await
}

/// The same for what may take longer than others, or must not take as long.
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
