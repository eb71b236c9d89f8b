//! The environment of `socket-disconnect`.

use lambda::{Env, EnvError};
use store::Tables;

/// What `socket-disconnect` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self { tables: Tables { recipients: env.text("RECIPIENTS_TABLE")?, ..Tables::default() } })
    }
}
