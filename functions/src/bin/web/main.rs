//! The HTTP API: issues one-time tickets for bearer tokens, receives traders' messages to the
//! Telegram bot, and handles unsubscriptions from e-mails.

mod handler;
mod http;
mod telegram;
mod unsubscribe;

use std::process::ExitCode;

use allocator as _;
use auth::Verifier;
use functions::config;
use lambda::Config as _;
use lambda::clients::{self, Aws, Limits};
use lambda::clock::SystemClock;
use queues::Sqs;
use signed::secrets::SecretsManager;
use store::DynamoStore;

use handler::Web;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = config::Web::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        let http = clients::http(env)?;
        let signed = aws.signed(http.clone());
        Ok(Web {
            verifier: Verifier::new(config.tokens, http),
            bot: SecretsManager::new(signed.clone(), config.webhook_secret_id),
            link_key: SecretsManager::new(signed, config.link_secret_id),
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(aws.sqs(), config.queues),
            clock: SystemClock,
            socket_url: config.socket_url,
            token_grace: config.token_grace,
            allowed_origins: config.allowed_origins,
            deployed: config.deployed,
        })
    })
}
