//! The environment of `socket-command`.

use domain::{Channel, Priority};
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `socket-command` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// Where security notices go.
    pub(crate) queues: QueueUrls,
    /// The channels that have a function.
    pub(crate) deployed: Vec<Channel>,
    /// The stage of the WebSocket API, through which it replies.
    pub(crate) socket_endpoint: String,
    /// The name of the exchange's Telegram bot.
    pub(crate) bot_name: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let (recipients, inbox) = (env.text("RECIPIENTS_TABLE")?, env.text("INBOX_TABLE")?);
        let (tickets, alerts) = (env.text("TICKETS_TABLE")?, env.text("ALERTS_TABLE")?);
        let (schedule, allowances) = (env.text("SCHEDULE_TABLE")?, env.text("ALLOWANCES_TABLE")?);
        Ok(Self {
            tables: Tables { recipients, inbox, tickets, schedule, alerts, allowances },
            queues: QueueUrls::default().with(Queue::Events(Priority::P0), env.http_url("QUEUE_P0_URL")?),
            deployed: env.channels()?,
            socket_endpoint: env.http_url("SOCKET_ENDPOINT")?,
            bot_name: env.text("TELEGRAM_BOT_NAME")?,
        })
    }
}
