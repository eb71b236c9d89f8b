//! The environment of `canary`.

use std::time::Duration;

use domain::{Priority, UserId};
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// The longest time that any hop may take: ten times what is late.
pub(crate) const HOP_LIMIT: Duration = Duration::from_secs(10);

/// The longest time that a run may take: shorter than the function's timeout, so that it can still say at which hop it stopped.
pub(crate) const RUN_LIMIT: Duration = Duration::from_secs(25);

/// The settings of `canary`.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// The queue that its fills are published to.
    pub(crate) queues: QueueUrls,
    /// The address of the WebSocket API, as a trader's client opens it.
    pub(crate) socket_url: String,
    /// Its user, who is no trader.
    pub(crate) user: UserId,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        const USER: &str = "USER_ID";
        let user = UserId::parse(env.text(USER)?);
        let invalid =
            |error: domain::ids::IdError| EnvError::Invalid { name: USER, reason: error.to_string() };
        Ok(Self {
            tables: Tables { tickets: env.text("TICKETS_TABLE")?, ..Tables::default() },
            queues: QueueUrls::default().with(Queue::Events(Priority::P0), env.http_url("QUEUE_P0_URL")?),
            socket_url: env.url("SOCKET_URL", &["wss", "ws"])?,
            user: user.map_err(invalid)?,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}
