//! The function of every external channel: they differ in their provider and in nothing else.

use std::time::Duration;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::budget::Rate;
use domain::{Channel, Priority};
use ports::{Provider, Queue};
use queues::{QueueUrls, Sqs};
use store::{DynamoStore, Tables};
use usecases::batch::Record;
use usecases::deliver::{Block, External, Settings, deliver_external};

use crate::Handler;
use crate::batch::{BatchError, SqsSource, Worker};
use crate::clients::{Aws, Limits};
use crate::clock::SystemClock;
use crate::env::{Env, EnvError};
use crate::random;
use crate::telemetry::Metrics;
use crate::warm::{self, Call};

/// How long a claim of a P0 holds: longer than its function can run, which is 5 s.
const P0_LEASE: Duration = Duration::from_secs(8);

/// The same for the other classes, whose functions have 15 s.
const LEASE: Duration = Duration::from_secs(20);

/// What every channel's function is told.
#[derive(Debug)]
pub struct DeliveryConfig {
    settings: Settings,
    tables: Tables,
    source_url: String,
    dead_letter_url: String,
    /// Where a P0 goes whose channel fails, and its own, for what is merged.
    queues: QueueUrls,
    metrics_namespace: String,
}

impl DeliveryConfig {
    /// Reads the environment of the function of this channel.
    pub fn read(env: &Env, channel: Channel) -> Result<Self, EnvError> {
        let priority = env.priority()?;
        let mut queues = QueueUrls::default();
        let mut deployed = Vec::new();
        if priority == Priority::P0 {
            deployed = env.channels()?;
            for (other, name) in EXTERNAL_QUEUES.into_iter().filter(|(other, _)| *other != channel) {
                queues = queues.with(Queue::Deliveries(other, priority), env.http_url(name)?);
            }
        }
        let source_url = env.http_url("SOURCE_QUEUE_URL")?;
        // A merged delivery comes back to its own queue when it is due.
        queues = queues.with(Queue::Deliveries(channel, priority), source_url.clone());
        let (recipients, inbox) = (env.text("RECIPIENTS_TABLE")?, env.text("INBOX_TABLE")?);
        let allowances = env.text("ALLOWANCES_TABLE")?;
        Ok(Self {
            settings: Settings {
                channel,
                priority,
                deployed,
                rate: Rate { per_second: env.parse("RATE_PER_SECOND")? },
                lease: if priority == Priority::P0 { P0_LEASE } else { LEASE },
            },
            tables: Tables { recipients, inbox, allowances, ..Tables::default() },
            source_url,
            dead_letter_url: env.http_url("DEAD_LETTER_QUEUE_URL")?,
            queues,
            metrics_namespace: env.text("METRICS_NAMESPACE")?,
        })
    }

    /// How long one call of the provider may take: a P0's function has 5 s in all, and another channel to turn to.
    pub fn send_timeout(&self) -> Duration {
        match self.settings.priority {
            Priority::P0 => Duration::from_secs(2),
            Priority::P1 | Priority::P2 => Duration::from_secs(8),
        }
    }

    /// How long a claim holds: longer than its function can run, so that nobody sends what somebody is sending.
    pub fn lease(&self) -> Duration {
        self.settings.lease
    }

    /// How long its calls to AWS may take.
    pub fn limits(&self) -> Limits {
        match self.settings.priority {
            Priority::P0 => Limits::FIVE_SECONDS,
            Priority::P1 | Priority::P2 => Limits::TEN_SECONDS,
        }
    }
}

/// The external channels, and the variables that name their queues.
pub const EXTERNAL_QUEUES: [(Channel, &str); 4] = [
    (Channel::Push, "PUSH_QUEUE_URL"),
    (Channel::Telegram, "TELEGRAM_QUEUE_URL"),
    (Channel::Email, "EMAIL_QUEUE_URL"),
    (Channel::Sms, "SMS_QUEUE_URL"),
];

/// A channel's function.
pub struct Deliver<P> {
    worker: Worker,
    store: DynamoStore,
    queues: Sqs,
    provider: P,
    settings: Settings,
    block: Block,
    warm_provider: fn(&P) -> Call<'_>,
}

impl<P> Deliver<P> {
    /// The function of this provider, which `warm_provider` readies.
    pub fn new(config: DeliveryConfig, aws: &Aws, provider: P, warm_provider: fn(&P) -> Call<'_>) -> Self {
        let sqs = aws.sqs();
        let source = SqsSource::new(sqs.clone(), config.source_url, config.dead_letter_url);
        let metrics = Metrics::new(config.metrics_namespace);
        Self {
            worker: Worker::new(config.settings.priority, source, metrics),
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            queues: Sqs::new(sqs, config.queues),
            provider,
            settings: config.settings,
            block: Block::default(),
            warm_provider,
        }
    }
}

impl<P: Provider> Handler for Deliver<P> {
    type Event = SqsEvent;
    type Answer = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(&self.store), self.worker.warm(), (self.warm_provider)(&self.provider)]
    }

    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let ports = External {
            store: &self.store,
            provider: &self.provider,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: self.worker.metrics(),
            random: random::jitter,
            settings: &self.settings,
            block: &self.block,
        };
        let work = async |records: &[Record<'_>]| deliver_external(&ports, records).await;
        self.worker.work_off(&event, work).await
    }
}
