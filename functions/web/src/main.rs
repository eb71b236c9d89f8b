//! The HTTP API: sells one-time tickets for bearer tokens.

mod config;
mod handler;
mod http;

use std::process::ExitCode;

use auth::Verifier;
use lambda::clients::{self, Aws, Limits};
use lambda::clock::SystemClock;
use store::DynamoStore;

use config::Config;
use handler::Web;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(Web {
            verifier: Verifier::new(config.tokens, clients::http(env)?),
            tickets: DynamoStore::new(aws.dynamodb(), config.tables),
            clock: SystemClock,
            socket_url: config.socket_url,
            token_grace: config.token_grace,
            allowed_origins: config.allowed_origins,
        })
    })
}
