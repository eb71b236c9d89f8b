//! The environment of `email-events`.

use lambda::{Env, EnvError};
use store::Tables;

/// What `email-events` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self { tables: Tables { recipients: env.text("RECIPIENTS_TABLE")?, ..Tables::default() } })
    }
}
