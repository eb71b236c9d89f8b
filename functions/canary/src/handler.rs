//! The schedule's tick → `synthetic::Check`.

use domain::{Priority, UserId};
use lambda::Handler;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use lambda::warm::{self, Call};
use ports::{Clock as _, Queue};
use queues::Sqs;
use serde_json::Value;
use store::DynamoStore;
use synthetic::{Check, Fill, Observation, issue};
use tokio::time::timeout;

use crate::config::{HOP_LIMIT, RUN_LIMIT};

/// The function.
pub(crate) struct Canary {
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
    pub(crate) socket_url: String,
    pub(crate) user: UserId,
    pub(crate) metrics: Metrics,
}

/// The run did not come to its end. The next one is the schedule's.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CanaryError {
    /// A hop failed or took too long.
    #[error("the canary did not come through: {0}")]
    Hop(#[from] synthetic::Error),
    /// No hop took too long, but all of them together did.
    #[error("the canary did not come through within {} s", RUN_LIMIT.as_secs())]
    TimedOut,
}

impl Canary {
    /// Makes a metric of a hop. Those of the first fill, which may find every function cold, are none.
    fn observe(&self, observation: Observation) {
        if let Observation::Done { hop, fill: None | Some(Fill::Second), took } = observation {
            self.metrics.hop(hop.name(), u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
        }
    }
}

impl Handler for Canary {
    type Event = Value;
    type Answer = ();
    type Error = CanaryError;

    fn warm(&self) -> Vec<Call<'_>> {
        // The role may store tickets and redeem none: the refusal leaves the same open connection.
        vec![
            warm::redeem(&self.store, SystemClock.now()),
            warm::call(self.queues.look(Queue::Events(Priority::P0))),
        ]
    }

    async fn handle(&self, _: Value) -> Result<(), CanaryError> {
        let check = Check {
            queues: &self.queues,
            socket_url: &self.socket_url,
            user: &self.user,
            hop_limit: HOP_LIMIT,
        };
        let ticket = issue(&self.store, &self.user, RUN_LIMIT);
        let mut observe = |observation| self.observe(observation);
        let ran = timeout(RUN_LIMIT, Box::pin(check.run(ticket, &mut observe))).await;
        // What was measured until a hop failed says where to look.
        self.metrics.flush();
        ran.map_err(|_| CanaryError::TimedOut)??;
        Ok(())
    }
}
