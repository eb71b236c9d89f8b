//! The environment of `deliver-push`.

use domain::Channel;
use lambda::delivery::DeliveryConfig;
use lambda::{Env, EnvError};

/// What `deliver-push` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) delivery: DeliveryConfig,
    /// Where Firebase Cloud Messaging is.
    pub(crate) endpoint: String,
    /// Whose messages these are.
    pub(crate) project_id: String,
    /// The secret with the service account's key file.
    pub(crate) secret_id: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            delivery: DeliveryConfig::read(env, Channel::Push)?,
            endpoint: env.http_url("FCM_ENDPOINT")?,
            project_id: env.text("FCM_PROJECT_ID")?,
            secret_id: env.text("FCM_SECRET_ID")?,
        })
    }
}
