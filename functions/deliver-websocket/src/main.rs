//! Posts notifications of P1 and P2 to their users' open sockets, off the channel's own queue: what is slow
//! here holds up nobody else.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use lambda::batch::{SqsSource, Worker};
use lambda::clients::{Aws, Limits};
use lambda::telemetry::Metrics;
use store::DynamoStore;

use config::Config;
use handler::DeliverWebsocket;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        let source = SqsSource::new(aws.sqs(), config.source_url, config.dead_letter_url);
        Ok(DeliverWebsocket {
            worker: Worker::new(config.priority, source, Metrics::new(config.metrics_namespace)),
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            gateway: Gateway::new(aws.gateway(&config.socket_endpoint)),
        })
    })
}
