//! The environment of `deliver-websocket`.

use domain::Priority;
use lambda::{Env, EnvError};
use store::Tables;

/// What `deliver-websocket` is told.
#[derive(Debug)]
pub(crate) struct Config {
    /// The class that it serves.
    pub(crate) priority: Priority,
    pub(crate) tables: Tables,
    /// Where its messages come from.
    pub(crate) source_url: String,
    pub(crate) dead_letter_url: String,
    /// The stage of the WebSocket API.
    pub(crate) socket_endpoint: String,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let (recipients, inbox) = (env.text("RECIPIENTS_TABLE")?, env.text("INBOX_TABLE")?);
        Ok(Self {
            priority: env.priority()?,
            tables: Tables { recipients, inbox, ..Tables::default() },
            source_url: env.http_url("SOURCE_QUEUE_URL")?,
            dead_letter_url: env.http_url("DEAD_LETTER_QUEUE_URL")?,
            socket_endpoint: env.http_url("SOCKET_ENDPOINT")?,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}
