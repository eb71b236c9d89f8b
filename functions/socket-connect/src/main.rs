//! Registers a WebSocket that opens. What it answers decides whether it does.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use lambda::clients::{Aws, Limits};
use lambda::clock::SystemClock;
use store::DynamoStore;

use config::Config;
use handler::SocketConnect;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(SocketConnect {
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            gateway: Gateway::new(aws.gateway(&config.socket_endpoint)),
            clock: SystemClock,
        })
    })
}
