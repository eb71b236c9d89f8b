//! An SQS event of deliveries → `usecases::deliver` → which messages come again.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use channels::websocket::Gateway;
use lambda::Handler;
use lambda::batch::{BatchError, Worker};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use store::DynamoStore;
use usecases::Ports;
use usecases::batch::Record;
use usecases::deliver::deliver_websocket;

/// The function.
pub(crate) struct DeliverWebsocket {
    pub(crate) worker: Worker,
    pub(crate) store: DynamoStore,
    pub(crate) gateway: Gateway,
}

impl Handler for DeliverWebsocket {
    type Event = SqsEvent;
    type Answer = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(&self.store), warm::post(&self.gateway), self.worker.warm()]
    }

    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let ports = Ports {
            store: &self.store,
            gateway: &self.gateway,
            // A delivery sends to no queue.
            queues: &(),
            clock: &SystemClock,
            telemetry: self.worker.metrics(),
        };
        let work =
            async |records: &[Record<'_>]| deliver_websocket(&ports, self.worker.priority(), records).await;
        self.worker.work_off(&event, work).await
    }
}
