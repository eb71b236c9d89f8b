//! An SQS event of jobs → `usecases::watch` → which messages come again.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use lambda::Handler;
use lambda::batch::{BatchError, Worker};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use queues::Sqs;
use store::DynamoStore;
use usecases::batch::Record;
use usecases::watch::{WatchPorts, fire_alerts};

/// The function.
pub(crate) struct FireAlerts {
    pub(crate) worker: Worker,
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
}

impl Handler for FireAlerts {
    type Event = SqsEvent;
    type Answer = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::levels(&self.store), self.worker.warm()]
    }

    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let ports = WatchPorts {
            store: &self.store,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: self.worker.metrics(),
        };
        self.worker.work_off(&event, async |records: &[Record<'_>]| fire_alerts(&ports, records).await).await
    }
}
