//! Answers the frames of the trader's device. The answer is posted like a notification, so that it comes
//! after the frames that it speaks of; the route itself answers nothing.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use lambda::clients::{Aws, Limits};
use lambda::clock::SystemClock;
use queues::Sqs;
use store::DynamoStore;
use usecases::connect::FrameLimits;

use config::Config;
use handler::SocketCommand;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(SocketCommand {
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(aws.sqs(), config.queues),
            gateway: Gateway::new(aws.gateway(&config.socket_endpoint)),
            clock: SystemClock,
            deployed: config.deployed,
            bot_name: config.bot_name,
            limits: FrameLimits::default(),
        })
    })
}
