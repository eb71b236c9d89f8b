//! The environment of `escalate`.

use domain::{Channel, Priority};
use lambda::{Env, EnvError};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// What `escalate` is told.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) tables: Tables,
    /// The queues of the channels that the catalogue has on a ladder, and its own for the step after.
    pub(crate) queues: QueueUrls,
    pub(crate) source_url: String,
    pub(crate) dead_letter_url: String,
    pub(crate) metrics_namespace: String,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Result<Self, EnvError> {
        let (recipients, inbox) = (env.text("RECIPIENTS_TABLE")?, env.text("INBOX_TABLE")?);
        let source_url = env.http_url("SOURCE_QUEUE_URL")?;
        let queues = QueueUrls::default()
            .with(Queue::Deliveries(Channel::Sms, Priority::P0), env.http_url("SMS_QUEUE_URL")?)
            .with(Queue::Escalate, &source_url);
        Ok(Self {
            tables: Tables { recipients, inbox, ..Tables::default() },
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

    use super::*;

    #[test]
    fn every_channel_on_a_ladder_has_a_queue_here() {
        let ladders = EventType::ALL.iter().flat_map(|event_type| event_type.row().ladder);
        assert!(ladders.into_iter().all(|channel| *channel == Channel::Sms));
    }
}
