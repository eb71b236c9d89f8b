//! An SQS event of ladders to be climbed → `usecases::escalate` → which messages come again.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use lambda::Handler;
use lambda::batch::{BatchError, Worker};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use queues::Sqs;
use store::DynamoStore;
use usecases::batch::Record;
use usecases::escalate::{Ladder, escalate};

/// The function.
pub(crate) struct Escalate {
    pub(crate) worker: Worker,
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
}

impl Handler for Escalate {
    type Event = SqsEvent;
    type Answer = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(&self.store), self.worker.warm()]
    }

    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let ports = Ladder {
            store: &self.store,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: self.worker.metrics(),
        };
        self.worker.work_off(&event, async |records: &[Record<'_>]| escalate(&ports, records).await).await
    }
}
