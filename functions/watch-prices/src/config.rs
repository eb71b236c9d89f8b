//! The environment of `watch-prices`.

use domain::Priority;
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `watch-prices` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// Where firings are published, where storms are worked off, and where what cannot be read is set aside.
    pub(crate) queues: QueueUrls,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let queues = QueueUrls::default()
            .with(Queue::Events(Priority::P1), env.http_url("QUEUE_P1_URL")?)
            .with(Queue::Fire, env.http_url("FIRE_QUEUE_URL")?)
            .with(Queue::Rejected, env.http_url("REJECTED_QUEUE_URL")?);
        Ok(Self {
            tables: Tables { alerts: env.text("ALERTS_TABLE")?, ..Tables::default() },
            queues,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}
