//! An SQS event of profiles → `usecases::contacts` → which messages come again.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use channels::websocket::Gateway;
use lambda::Handler;
use lambda::batch::{BatchError, Worker};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use queues::Sqs;
use store::DynamoStore;
use usecases::batch::Record;
use usecases::contacts::{ProfilePorts, sync_profiles};

/// The function.
pub(crate) struct SyncProfile {
    pub(crate) worker: Worker,
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
    /// Closes the connections that are revoked.
    pub(crate) gateway: Gateway,
}

impl Handler for SyncProfile {
    type Event = SqsEvent;
    type Answer = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(&self.store), self.worker.warm()]
    }

    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let ports = ProfilePorts {
            store: &self.store,
            gateway: &self.gateway,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: self.worker.metrics(),
        };
        let work = async |records: &[Record<'_>]| sync_profiles(&ports, profile::decode, records).await;
        self.worker.work_off(&event, work).await
    }
}
