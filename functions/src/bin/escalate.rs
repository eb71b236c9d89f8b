//! Takes the next channel of a P0's escalation ladder as long as no device has acked it.

use std::process::ExitCode;

use allocator as _;
use functions::config::Escalate;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use ports::NoGateway;
use usecases::escalate::escalate;

fn main() -> ExitCode {
    lambda::run(|env| {
        let Escalate(config) = Escalate::read(env)?;
        let aws = Aws::new(env, Limits::FIVE_SECONDS)?;
        Ok(BatchFunction::new(
            config,
            &aws,
            NoGateway,
            |platform| vec![warm::read(&platform.store)],
            escalate,
        ))
    })
}
