//! Every channel, from the exchange's queue to the request that its provider receives, on the real binaries
//! and the real template; the providers are the sandbox and the local stack's outboxes.
//!
//! Tests whose faults or kills would affect others have a stack of their own. Every test ends with a search
//! of the logs of its stack, so the last one searches all of them.

#![allow(clippy::unwrap_used)]

mod acks;
mod broadcast;
mod contacts;
mod dark;
mod doubt;
mod ladder;
mod link;
mod logs;
mod merged;
mod positions;
mod preferences;
mod profiles;
mod quiet;
mod revoke;
mod text;
mod throttled;
mod unsubscribe;

use support::System;

/// Runs a test on the shared stack.
fn on_shared(test: impl AsyncFnOnce(&'static System)) {
    support::run(async {
        let system = System::shared().await;
        test(system).await;
        logs::tell_nothing(system);
    });
}

/// Runs a test on a stack of its own.
fn on_own(name: &str, test: impl AsyncFnOnce(&System)) {
    support::run(async {
        let system = System::start(name).await;
        test(&system).await;
        logs::tell_nothing(&system);
    });
}
