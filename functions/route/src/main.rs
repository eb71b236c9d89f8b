//! Takes the exchange's events off a priority's queue and routes them. One function per priority, so that a
//! critical event never stands behind a report.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use domain::Priority;
use lambda::batch::{SqsSource, Worker};
use lambda::clients::{Aws, Limits};
use lambda::telemetry::Metrics;
use queues::Sqs;
use store::DynamoStore;

use config::Config;
use handler::Route;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let limits = match config.priority {
            Priority::P0 => Limits::FIVE_SECONDS,
            Priority::P1 | Priority::P2 => Limits::TEN_SECONDS,
        };
        let aws = Aws::new(env, limits)?;
        let sqs = aws.sqs();
        let source = SqsSource::new(sqs.clone(), config.source_url, config.dead_letter_url);
        Ok(Route {
            worker: Worker::new(config.priority, source, Metrics::new(config.metrics_namespace)),
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            gateway: config.socket_endpoint.map(|endpoint| Gateway::new(aws.gateway(&endpoint))),
            queues: Sqs::new(sqs, config.queues),
            deployed: config.deployed,
        })
    })
}
