//! Forgets a WebSocket that has closed. AWS does not promise to say so: the 410 of the next post does.

mod config;
mod handler;

use std::process::ExitCode;

use allocator as _;
use lambda::clients::{Aws, Limits};
use store::DynamoStore;

use config::Config;
use handler::SocketDisconnect;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(SocketDisconnect { store: DynamoStore::new(aws.dynamodb(), config.tables) })
    })
}
