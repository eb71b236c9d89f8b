//! The environment of `release`.

use domain::{Channel, Priority};
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `release` is told.
#[derive(Debug)]
pub(crate) struct Config {
    /// The channels that have a function.
    pub(crate) deployed: Vec<Channel>,
    pub(crate) tables: Tables,
    /// Its own, the one to which reports are published, and those of the channels on which anything is ever deferred.
    pub(crate) queues: QueueUrls,
    pub(crate) source_url: String,
    pub(crate) dead_letter_url: String,
    pub(crate) metrics_namespace: String,
}

/// Where what was deferred leaves, and the variables that name it: a summary in P1, and what is delivered whole in its own
/// class.
const DELIVERIES: [(Channel, Priority, &str); 6] = [
    (Channel::Push, Priority::P1, "PUSH_P1_QUEUE_URL"),
    (Channel::Push, Priority::P2, "PUSH_P2_QUEUE_URL"),
    (Channel::Telegram, Priority::P1, "TELEGRAM_P1_QUEUE_URL"),
    (Channel::Telegram, Priority::P2, "TELEGRAM_P2_QUEUE_URL"),
    (Channel::Email, Priority::P1, "EMAIL_P1_QUEUE_URL"),
    (Channel::Email, Priority::P2, "EMAIL_P2_QUEUE_URL"),
];

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let (recipients, inbox) = (env.text("RECIPIENTS_TABLE")?, env.text("INBOX_TABLE")?);
        let schedule = env.text("SCHEDULE_TABLE")?;
        let source_url = env.http_url("SOURCE_QUEUE_URL")?;
        let mut queues = QueueUrls::default()
            .with(Queue::Release, &source_url)
            .with(Queue::Events(Priority::P2), env.http_url("QUEUE_P2_URL")?);
        for (channel, priority, name) in DELIVERIES {
            queues = queues.with(Queue::Deliveries(channel, priority), env.http_url(name)?);
        }
        Ok(Self {
            deployed: env.channels()?,
            tables: Tables { recipients, inbox, schedule, ..Tables::default() },
            queues,
            source_url,
            dead_letter_url: env.http_url("DEAD_LETTER_QUEUE_URL")?,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::EventType;
    use domain::catalogue::WhenQuiet;

    use super::*;

    #[test]
    fn whatever_leaves_has_a_queue_here() {
        let has = |channel, priority| DELIVERIES.iter().any(|(to, of, _)| (*to, *of) == (channel, priority));
        // Only a P0 is ever texted, and what is in the app was not deferred.
        let channels = [Channel::Push, Channel::Telegram, Channel::Email];
        let summaries = EventType::Summary.priority();
        assert!(channels.into_iter().all(|channel| has(channel, summaries)));
        let whole = EventType::ALL.iter().filter(|of| of.row().when_quiet == WhenQuiet::Whole);
        for event_type in whole {
            assert!(channels.into_iter().all(|channel| has(channel, event_type.priority())), "{event_type}");
        }
        assert_eq!(EventType::DailyReport.priority(), Priority::P2);
    }
}
