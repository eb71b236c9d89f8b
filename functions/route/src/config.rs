//! The environment of `route`.

use domain::{Channel, Priority};
use lambda::delivery::EXTERNAL_QUEUES;
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `route` is told.
#[derive(Debug)]
pub(crate) struct Config {
    /// The class that it serves.
    pub(crate) priority: Priority,
    /// The channels that have a function.
    pub(crate) deployed: Vec<Channel>,
    pub(crate) tables: Tables,
    /// Where it sends to.
    pub(crate) queues: QueueUrls,
    /// Where its events come from.
    pub(crate) source_url: String,
    pub(crate) dead_letter_url: String,
    /// The stage of the WebSocket API; only P0 posts by itself.
    pub(crate) socket_endpoint: Option<String>,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let priority = env.priority()?;
        let events = [
            (Priority::P0, env.http_url("QUEUE_P0_URL")?),
            (Priority::P1, env.http_url("QUEUE_P1_URL")?),
            (Priority::P2, env.http_url("QUEUE_P2_URL")?),
        ];
        let mut queues = QueueUrls::default().with(Queue::Rejected, env.http_url("REJECTED_QUEUE_URL")?);
        let mut source_url = String::new();
        for (of, url) in events {
            queues = queues.with(Queue::Events(of), &url);
            if of == priority {
                source_url = url;
            }
        }
        let socket_endpoint = match priority {
            Priority::P0 => {
                queues = queues.with(Queue::Escalate, env.http_url("ESCALATE_QUEUE_URL")?);
                Some(env.http_url("SOCKET_ENDPOINT")?)
            }
            Priority::P1 | Priority::P2 => {
                let in_app = Queue::Deliveries(Channel::Websocket, priority);
                queues = queues.with(in_app, env.http_url("WEBSOCKET_QUEUE_URL")?);
                None
            }
        };
        // Only a P0 is ever texted.
        let is_served = |channel| channel != Channel::Sms || priority == Priority::P0;
        for (channel, name) in EXTERNAL_QUEUES.into_iter().filter(|(channel, _)| is_served(*channel)) {
            queues = queues.with(Queue::Deliveries(channel, priority), env.http_url(name)?);
        }
        let (recipients, inbox) = (env.text("RECIPIENTS_TABLE")?, env.text("INBOX_TABLE")?);
        // A P0 never waits, so nobody is ever woken for it.
        let schedule = match priority {
            Priority::P0 => String::new(),
            Priority::P1 | Priority::P2 => env.text("SCHEDULE_TABLE")?,
        };
        Ok(Self {
            priority,
            deployed: env.channels()?,
            tables: Tables { recipients, inbox, schedule, ..Tables::default() },
            queues,
            source_url,
            dead_letter_url: env.http_url("DEAD_LETTER_QUEUE_URL")?,
            socket_endpoint,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMON: [(&str, &str); 12] = [
        ("CHANNELS", "push,telegram"),
        ("PUSH_QUEUE_URL", "https://sqs/push"),
        ("TELEGRAM_QUEUE_URL", "https://sqs/telegram"),
        ("EMAIL_QUEUE_URL", "https://sqs/email"),
        ("METRICS_NAMESPACE", "N"),
        ("RECIPIENTS_TABLE", "recipients"),
        ("INBOX_TABLE", "inbox"),
        ("QUEUE_P0_URL", "https://sqs/p0"),
        ("QUEUE_P1_URL", "https://sqs/p1"),
        ("QUEUE_P2_URL", "https://sqs/p2"),
        ("REJECTED_QUEUE_URL", "https://sqs/rejected"),
        ("DEAD_LETTER_QUEUE_URL", "https://sqs/dead"),
    ];

    fn read(own: &[(&'static str, &'static str)]) -> Result<Config, EnvError> {
        Config::read(&Env::of(COMMON.into_iter().chain(own.iter().copied())))
    }

    #[test]
    fn p0_needs_the_gateway_and_the_others_their_channel_queue_and_the_schedule() {
        let p0 = [
            ("PRIORITY", "P0"),
            ("SOCKET_ENDPOINT", "https://api/live"),
            ("SMS_QUEUE_URL", "https://sqs/sms"),
            ("ESCALATE_QUEUE_URL", "https://sqs/escalate"),
        ];
        let config = read(&p0).unwrap();
        assert_eq!(config.deployed, [Channel::Websocket, Channel::Push, Channel::Telegram]);
        assert_eq!((config.source_url.as_str(), config.socket_endpoint.is_some()), ("https://sqs/p0", true));
        let p2 =
            [("PRIORITY", "P2"), ("WEBSOCKET_QUEUE_URL", "https://sqs/w2"), ("SCHEDULE_TABLE", "schedule")];
        let config = read(&p2).unwrap();
        assert_eq!((config.source_url.as_str(), config.socket_endpoint), ("https://sqs/p2", None));
        assert_eq!(config.tables.schedule, "schedule");
        for own in [&p0[..], &p2[..]] {
            for (left_out, (name, _)) in own.iter().enumerate() {
                let mut others = own.to_vec();
                others.remove(left_out);
                assert_eq!(read(&others).unwrap_err(), EnvError::Missing { name });
            }
        }
    }
}
