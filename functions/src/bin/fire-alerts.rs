//! Processes the alerts of a symbol when a price reaches so many of them that they would hold up
//! the shard.

use std::process::ExitCode;

use allocator as _;
use functions::config::FireAlerts;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use ports::NoGateway;
use usecases::watch::fire_alerts;

fn main() -> ExitCode {
    lambda::run(|env| {
        let FireAlerts(config) = FireAlerts::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(BatchFunction::new(
            config,
            &aws,
            NoGateway,
            |platform| vec![warm::levels(&platform.store)],
            fire_alerts,
        ))
    })
}
