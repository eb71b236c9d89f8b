//! The environment of `check-feeds`.

use std::time::Duration;

use domain::Priority;
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `check-feeds` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// Where what it finds is published.
    pub(crate) queues: QueueUrls,
    /// How long a symbol's ticks may be missing.
    pub(crate) stale_after: Duration,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: Tables { alerts: env.text("ALERTS_TABLE")?, ..Tables::default() },
            queues: QueueUrls::default().with(Queue::Events(Priority::P1), env.http_url("QUEUE_P1_URL")?),
            stale_after: env.seconds("STALE_AFTER_SECONDS")?,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}
