//! A batch of the stream of prices → `usecases::watch`.

use domain::Priority;
use lambda::Handler;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use lambda::warm::{self, Call};
use ports::{PortError, Queue};
use queues::Sqs;
use store::DynamoStore;
use usecases::watch::{TickRecord, WatchPorts, watch_prices};

use crate::event::KinesisEvent;

/// The function.
pub(crate) struct WatchPrices {
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
    pub(crate) metrics: Metrics,
}

/// The batch could not be worked off. It comes again, and what was done of it is done once.
#[derive(Debug, thiserror::Error)]
#[error("a batch of ticks has to come again: {0}")]
pub(crate) struct WatchError(#[source] PortError);

impl Handler for WatchPrices {
    type Event = KinesisEvent;
    type Answer = ();
    type Error = WatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::symbol(&self.store), warm::call(self.queues.look(Queue::Events(Priority::P1)))]
    }

    async fn handle(&self, event: KinesisEvent) -> Result<(), WatchError> {
        let ports = WatchPorts {
            store: &self.store,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: &self.metrics,
        };
        let record = |record: &crate::event::Record| record.kinesis.approximate_arrival_timestamp;
        let records: Vec<_> = event
            .records
            .iter()
            .map(|one| TickRecord { body: &one.kinesis.data, arrived_at: record(one) })
            .collect();
        let watched = watch_prices(&ports, &records).await;
        self.metrics.flush();
        watched.map_err(WatchError)
    }
}
