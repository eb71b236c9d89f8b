//! The environment of `deliver-sms`.

use channels::sms::{Countries, SenderId};
use domain::Channel;
use lambda::delivery::DeliveryConfig;
use lambda::{Env, EnvError};

/// What `deliver-sms` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) delivery: DeliveryConfig,
    /// Where SMS may be sent to.
    pub(crate) countries: Countries,
    /// What telephones show as the sender.
    pub(crate) sender_id: Option<SenderId>,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        const SENDER_ID: &str = "SMS_SENDER_ID";
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Sms)?,
            countries: env.parse("SMS_COUNTRIES")?,
            sender_id: env.optional(SENDER_ID).map(|_| env.parse(SENDER_ID)).transpose()?,
        })
    }
}
