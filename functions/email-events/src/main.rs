//! Retires mailboxes that bounced, or whose owners complained.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use lambda::clients::{Aws, Limits};
use lambda::clock::SystemClock;
use store::DynamoStore;

use config::Config;
use handler::EmailEvents;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(EmailEvents { store: DynamoStore::new(aws.dynamodb(), config.tables), clock: SystemClock })
    })
}
