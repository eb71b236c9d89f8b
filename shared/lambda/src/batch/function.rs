//! A function that processes a queue: its environment, its ports and its use case.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::Priority;
use ports::{Count, Queue, Telemetry};
use usecases::batch::{Outcome, Record};

use super::{BatchError, SqsSource, run};
use crate::clients::Aws;
use crate::env::{Env, EnvError, Table};
use crate::platform::{AwsPlatform, PlatformConfig};
use crate::warm::{self, Call};
use crate::{Handler, random};

/// The environment of a function that processes a queue.
#[derive(Debug)]
pub struct BatchConfig {
    /// The priority class that the function serves.
    pub priority: Priority,
    /// The URL of the queue that the function processes.
    pub queue_url: String,
    /// The URL of the dead-letter queue of that queue.
    pub dead_letter_url: String,
    /// Its tables, the queues that it sends to, and its metrics.
    pub platform: PlatformConfig,
}

impl BatchConfig {
    /// Reads `SOURCE_QUEUE_URL`, `DEAD_LETTER_QUEUE_URL` and the names of these tables and queues.
    ///
    /// # Errors
    ///
    /// [`EnvError`]: a variable is missing, or is not the address of a queue. It is not retryable;
    /// an operator has to change the deployment.
    pub fn read(env: &Env, priority: Priority, tables: &[Table], queues: &[Queue]) -> Result<Self, EnvError> {
        Ok(Self {
            priority,
            queue_url: env.source_queue_url()?,
            dead_letter_url: env.dead_letter_queue_url()?,
            platform: PlatformConfig::read(env, tables, queues)?,
        })
    }

    /// Adds the queue that the function processes, which is `own`, to those that it sends to.
    #[must_use]
    pub fn sending_to_its_own(mut self, own: Queue) -> Self {
        self.platform.queues = self.platform.queues.with(own, self.queue_url.as_str());
        self
    }
}

/// A function that processes a queue. Such functions differ in their ports, their use case and
/// their warm-up calls.
pub struct BatchFunction<G, U> {
    priority: Priority,
    source: SqsSource,
    platform: AwsPlatform<G>,
    warm: fn(&AwsPlatform<G>) -> Vec<Call<'_>>,
    use_case: U,
}

impl<G, U> BatchFunction<G, U>
where
    U: AsyncFn(&AwsPlatform<G>, &[Record<'_>]) -> Vec<Outcome>,
{
    /// Creates the clients of the function. `use_case` gets each batch; `warm` returns the warm-up
    /// calls of the ports, to which that of the queue is added.
    pub fn new(
        config: BatchConfig,
        aws: &Aws,
        gateway: G,
        warm: fn(&AwsPlatform<G>) -> Vec<Call<'_>>,
        use_case: U,
    ) -> Self {
        let platform = AwsPlatform::new(config.platform, aws, gateway);
        // The same client sends messages and changes the visibility of received ones: one pool of
        // connections.
        let client = platform.queues.client().clone();
        let source = SqsSource::new(client, config.queue_url, config.dead_letter_url);
        Self { priority: config.priority, source, platform, warm, use_case }
    }

    /// Returns the ports.
    pub fn platform(&self) -> &AwsPlatform<G> {
        &self.platform
    }
}

impl<G, U> Handler for BatchFunction<G, U>
where
    U: AsyncFn(&AwsPlatform<G>, &[Record<'_>]) -> Vec<Outcome>,
{
    type Event = SqsEvent;
    type Response = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        let mut calls = (self.warm)(&self.platform);
        calls.push(warm::call(self.source.look()));
        calls
    }

    /// Processes one event. Every invocation ends with writing its metrics, among them the number
    /// of retries.
    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let use_case = async |records: &[Record<'_>]| (self.use_case)(&self.platform, records).await;
        let response = run(&self.source, &event, random::jitter, use_case).await;
        let retries =
            response.as_ref().map_or(event.records.len(), |response| response.batch_item_failures.len());
        let metrics = &self.platform.telemetry;
        (0..retries).for_each(|_| metrics.count(Count::Retries, self.priority));
        metrics.flush();
        response
    }
}
