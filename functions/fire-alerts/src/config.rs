//! The environment of `fire-alerts`.

use domain::Priority;
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `fire-alerts` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// Where firings are published.
    pub(crate) queues: QueueUrls,
    pub(crate) source_url: String,
    pub(crate) dead_letter_url: String,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: Tables { alerts: env.text("ALERTS_TABLE")?, ..Tables::default() },
            queues: QueueUrls::default().with(Queue::Events(Priority::P1), env.http_url("QUEUE_P1_URL")?),
            source_url: env.http_url("SOURCE_QUEUE_URL")?,
            dead_letter_url: env.http_url("DEAD_LETTER_QUEUE_URL")?,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}
