//! Once a minute, looks for symbols whose ticks have stopped, or are back, and tells the owners of their alerts.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use lambda::clients::{Aws, Limits};
use lambda::telemetry::Metrics;
use queues::Sqs;
use store::DynamoStore;

use config::Config;
use handler::CheckFeeds;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(CheckFeeds {
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(aws.sqs(), config.queues),
            stale_after: config.stale_after,
            metrics: Metrics::new(config.metrics_namespace),
        })
    })
}
