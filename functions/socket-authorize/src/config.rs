//! The environment of `socket-authorize`.

use std::time::Duration;

use lambda::{Env, EnvError};
use store::Tables;

/// What `socket-authorize` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    pub(crate) tokens: auth::Settings,
    /// How long a connection outlives its token.
    pub(crate) token_grace: Duration,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: Tables {
                tickets: env.text("TICKETS_TABLE")?,
                recipients: env.text("RECIPIENTS_TABLE")?,
                ..Tables::default()
            },
            tokens: env.token_settings()?,
            token_grace: env.token_grace()?,
        })
    }
}
