//! Authorizes handshakes of the WebSocket API by ticket or bearer token.

mod handler;
mod policy;

use std::process::ExitCode;

use allocator as _;
use auth::Verifier;
use functions::config;
use lambda::Config as _;
use lambda::clients::{self, Aws, Limits};
use lambda::clock::SystemClock;
use store::DynamoStore;

use handler::SocketAuthorize;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = config::SocketAuthorize::read(env)?;
        let aws = Aws::new(env, Limits::ONE_PATIENT_ATTEMPT)?;
        Ok(SocketAuthorize {
            verifier: Verifier::new(config.tokens, clients::http(env)?),
            tickets: DynamoStore::new(aws.dynamodb(), config.tables),
            clock: SystemClock,
            token_grace: config.token_grace,
        })
    })
}
