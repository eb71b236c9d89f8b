//! The environment of `socket-connect`.

use lambda::{Env, EnvError};
use store::Tables;

/// What `socket-connect` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// The stage of the WebSocket API: connections beyond the cap are closed.
    pub(crate) socket_endpoint: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: Tables { recipients: env.text("RECIPIENTS_TABLE")?, ..Tables::default() },
            socket_endpoint: env.http_url("SOCKET_ENDPOINT")?,
        })
    }
}
