//! The environment of `sync-profile`.

use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `sync-profile` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// Where messages go that cannot be read.
    pub(crate) queues: QueueUrls,
    /// The stage of the WebSocket API, whose connections are closed.
    pub(crate) socket_endpoint: String,
    pub(crate) source_url: String,
    pub(crate) dead_letter_url: String,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let (recipients, schedule) = (env.text("RECIPIENTS_TABLE")?, env.text("SCHEDULE_TABLE")?);
        Ok(Self {
            tables: Tables { recipients, schedule, ..Tables::default() },
            queues: QueueUrls::default().with(Queue::Rejected, env.http_url("REJECTED_QUEUE_URL")?),
            socket_endpoint: env.http_url("SOCKET_ENDPOINT")?,
            source_url: env.http_url("SOURCE_QUEUE_URL")?,
            dead_letter_url: env.http_url("DEAD_LETTER_QUEUE_URL")?,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}
