//! Reaches the traders who are connected and to whom a broadcast is addressed: their inboxes get it, and the
//! function of the WebSocket channel posts it. Every other inbox takes it up when it is read.

use std::process::ExitCode;

use allocator as _;
use functions::config::WalkBroadcasts;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use ports::NoGateway;
use usecases::broadcast::walk;

fn main() -> ExitCode {
    lambda::run(|env| {
        let WalkBroadcasts(config) = WalkBroadcasts::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(BatchFunction::new(config, &aws, NoGateway, |platform| vec![warm::read(&platform.store)], walk))
    })
}
