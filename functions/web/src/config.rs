//! The environment of `web`.

use std::time::Duration;

use domain::Priority;
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `web` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// Where security notices go.
    pub(crate) queues: QueueUrls,
    /// Where a ticket is good: the trader's client gets it with the ticket.
    pub(crate) socket_url: String,
    pub(crate) tokens: auth::Settings,
    /// How long a connection outlives its token.
    pub(crate) token_grace: Duration,
    /// The origins whose pages may ask for tickets; none by default.
    pub(crate) allowed_origins: Vec<String>,
    /// The secret that Telegram sends along when it calls the webhook.
    pub(crate) webhook_secret_id: String,
    /// The secret with the key that signs the links in e-mails.
    pub(crate) link_secret_id: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: Tables {
                tickets: env.text("TICKETS_TABLE")?,
                recipients: env.text("RECIPIENTS_TABLE")?,
                ..Tables::default()
            },
            queues: QueueUrls::default().with(Queue::Events(Priority::P0), env.http_url("QUEUE_P0_URL")?),
            socket_url: env.url("SOCKET_URL", &["wss", "ws"])?,
            tokens: env.token_settings()?,
            token_grace: env.token_grace()?,
            allowed_origins: env.list("ALLOWED_ORIGINS"),
            webhook_secret_id: env.text("TELEGRAM_WEBHOOK_SECRET_ID")?,
            link_secret_id: env.text("LINK_SECRET_ID")?,
        })
    }
}
