//! Climbs the ladder of P0 notifications while nobody acks.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use domain::Priority;
use lambda::batch::{SqsSource, Worker};
use lambda::clients::{Aws, Limits};
use lambda::telemetry::Metrics;
use queues::Sqs;
use store::DynamoStore;

use config::Config;
use handler::Escalate;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::FIVE_SECONDS)?;
        let sqs = aws.sqs();
        let source = SqsSource::new(sqs.clone(), config.source_url, config.dead_letter_url);
        Ok(Escalate {
            worker: Worker::new(Priority::P0, source, Metrics::new(config.metrics_namespace)),
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(sqs, config.queues),
        })
    })
}
