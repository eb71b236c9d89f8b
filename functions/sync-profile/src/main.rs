//! Keeps what the exchange says of its traders: where to reach them, in which language and zone.

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
use handler::SyncProfile;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        let sqs = aws.sqs();
        let source = SqsSource::new(sqs.clone(), config.source_url, config.dead_letter_url);
        Ok(SyncProfile {
            worker: Worker::new(Priority::P2, source, Metrics::new(config.metrics_namespace)),
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            gateway: Gateway::new(aws.gateway(&config.socket_endpoint)),
            queues: Sqs::new(sqs, config.queues),
        })
    })
}
