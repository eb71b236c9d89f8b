//! Watches the stream of prices, and fires the alerts whose levels they reach.

mod config;
mod event;
mod handler;

use std::process::ExitCode;

use allocator as _;
use lambda::clients::{Aws, Limits};
use lambda::telemetry::Metrics;
use queues::Sqs;
use store::DynamoStore;

use config::Config;
use handler::WatchPrices;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(WatchPrices {
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(aws.sqs(), config.queues),
            metrics: Metrics::new(config.metrics_namespace),
        })
    })
}
