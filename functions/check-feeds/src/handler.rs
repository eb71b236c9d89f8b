//! The minute's tick → `usecases::watch`.

use std::time::Duration;

use domain::Priority;
use lambda::Handler;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use lambda::warm::{self, Call};
use ports::{PortError, Queue};
use queues::Sqs;
use serde_json::Value;
use store::DynamoStore;
use usecases::watch::{WatchPorts, check_feeds};

/// The function.
pub(crate) struct CheckFeeds {
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
    pub(crate) stale_after: Duration,
    pub(crate) metrics: Metrics,
}

/// Not every owner was told. The next minute's run makes up for it.
#[derive(Debug, thiserror::Error)]
#[error("not every owner of alerts was told of a feed's health: {0}")]
pub(crate) struct FeedError(#[source] PortError);

impl Handler for CheckFeeds {
    type Event = Value;
    type Answer = ();
    type Error = FeedError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::levels(&self.store), warm::call(self.queues.look(Queue::Events(Priority::P1)))]
    }

    async fn handle(&self, _: Value) -> Result<(), FeedError> {
        let ports = WatchPorts {
            store: &self.store,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: &self.metrics,
        };
        let checked = check_feeds(&ports, self.stale_after).await;
        self.metrics.flush();
        checked.map_err(FeedError)
    }
}
