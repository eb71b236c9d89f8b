//! Every few minutes, takes the way of a trader through the system: a fill on a WebSocket, its ack, its timeline.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use lambda::clients::{Aws, Limits};
use lambda::telemetry::Metrics;
use queues::Sqs;
use store::DynamoStore;

use config::Config;
use handler::Canary;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(Canary {
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(aws.sqs(), config.queues),
            socket_url: config.socket_url,
            user: config.user,
            metrics: Metrics::new(config.metrics_namespace),
        })
    })
}
