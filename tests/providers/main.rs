//! Every channel, from the exchange's queue to what its provider was asked to send, on the real binaries and the real
//! template; the providers are the sandbox and the local stack's outboxes.
//!
//! Tests whose faults or kills would disturb others have a stack of their own. Every test ends with a look into the logs
//! of its stack: whichever is last has seen all of them.

#![allow(clippy::unwrap_used)]

mod contacts;
mod dark;
mod doubt;
mod ladder;
mod link;
mod logs;
mod positions;
mod preferences;
mod profiles;
mod quiet;
mod text;
mod throttled;
mod unsubscribe;

use support::System;

/// Runs a test on the stack that most share.
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
