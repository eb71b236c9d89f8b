//! The environment of `deliver-telegram`.

use domain::Channel;
use lambda::delivery::DeliveryConfig;
use lambda::{Env, EnvError};

/// What `deliver-telegram` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) delivery: DeliveryConfig,
    /// Where the Bot API is.
    pub(crate) endpoint: String,
    /// The secret with the bot's token.
    pub(crate) secret_id: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Telegram)?,
            endpoint: env.http_url("TELEGRAM_ENDPOINT")?,
            secret_id: env.text("TELEGRAM_SECRET_ID")?,
        })
    }
}
