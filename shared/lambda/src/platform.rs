//! The ports of a function on AWS.

use ports::{Platform, Queue, Telemetry};
use queues::{QueueUrls, Sqs};
use store::{DynamoStore, Tables};

use crate::clients::Aws;
use crate::clock::SystemClock;
use crate::env::{Env, EnvError, Table};
use crate::telemetry::Metrics;

/// The names of a function's tables, queues and metrics, from which [`AwsPlatform::new`] creates
/// its ports.
#[derive(Debug)]
pub struct PlatformConfig {
    /// The tables.
    pub tables: Tables,
    /// The queues that it sends to.
    pub queues: QueueUrls,
    /// The CloudWatch namespace of its metrics.
    pub metrics_namespace: String,
}

impl PlatformConfig {
    /// Reads the names of these tables and queues, and `METRICS_NAMESPACE`.
    ///
    /// # Errors
    ///
    /// [`EnvError`]: a variable is missing, or is not the address of a queue. It is not retryable;
    /// an operator has to change the deployment.
    pub fn read(env: &Env, tables: &[Table], queues: &[Queue]) -> Result<Self, EnvError> {
        Ok(Self {
            tables: env.tables(tables)?,
            queues: env.queues(queues)?,
            metrics_namespace: env.metrics_namespace()?,
        })
    }
}

/// The ports of a function, which exist as long as its process. [`ports::Parts`] borrows them.
#[derive(Debug)]
pub struct AwsPlatform<G, T = Metrics> {
    /// The tables.
    pub store: DynamoStore,
    /// The sockets or the provider of the channel; [`ports::NoGateway`] if the function has
    /// neither.
    pub gateway: G,
    /// The queues that it sends to.
    pub queues: Sqs,
    /// The metrics.
    pub telemetry: T,
}

impl<G> AwsPlatform<G> {
    /// Creates the ports, with one client for the tables and one for the queues.
    pub fn new(config: PlatformConfig, aws: &Aws, gateway: G) -> Self {
        let PlatformConfig { tables, queues, metrics_namespace } = config;
        Self {
            store: DynamoStore::new(aws.dynamodb(), tables),
            gateway,
            queues: Sqs::new(aws.sqs(), queues),
            telemetry: Metrics::new(metrics_namespace),
        }
    }
}

impl<G, T: Telemetry> Platform for AwsPlatform<G, T> {
    type Store = DynamoStore;
    type Gateway = G;
    type Queues = Sqs;
    type Clock = SystemClock;
    type Telemetry = T;

    fn store(&self) -> &DynamoStore {
        &self.store
    }

    fn gateway(&self) -> &G {
        &self.gateway
    }

    fn queues(&self) -> &Sqs {
        &self.queues
    }

    fn clock(&self) -> &SystemClock {
        &SystemClock
    }

    fn telemetry(&self) -> &T {
        &self.telemetry
    }
}
