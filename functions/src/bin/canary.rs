//! Synthetic canary: every few minutes it does what a trader's client does. It receives a fill on a
//! WebSocket, acks it and reads its timeline.

use std::process::ExitCode;

use allocator as _;
use domain::{Priority, UserId};
use functions::config::{self, HOP_LIMIT, RUN_LIMIT};
use lambda::clients::{Aws, Limits};
use lambda::clock::SystemClock;
use lambda::platform::AwsPlatform;
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::{Clock as _, NoGateway, Queue};
use serde_json::Value;
use synthetic::{Check, Fill, Observation, issue};
use tokio::time::timeout;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config::Canary { platform, socket_url, user } = config::Canary::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(Canary { platform: AwsPlatform::new(platform, &aws, NoGateway), socket_url, user })
    })
}

/// The function.
struct Canary {
    platform: AwsPlatform<NoGateway>,
    socket_url: String,
    user: UserId,
}

/// The reason why a run did not finish. It is not retried: the schedule starts the next run.
#[derive(Debug, thiserror::Error)]
enum CanaryError {
    /// A hop failed or took too long.
    #[error("the canary did not come through: {0}")]
    Hop(#[from] synthetic::Error),
    /// No single hop took too long, but all of them together did.
    #[error("the canary did not come through within {} s", RUN_LIMIT.as_secs())]
    TimedOut,
}

impl Canary {
    /// Records the duration of a hop as a metric. Hops of the first fill are left out, since any
    /// function on their way may have a cold start.
    fn observe(&self, observation: Observation) {
        if let Observation::Done { hop, fill: None | Some(Fill::Second), took } = observation {
            self.platform.telemetry.hop(hop.name(), u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
        }
    }
}

impl Handler for Canary {
    type Event = Value;
    type Response = ();
    type Error = CanaryError;

    fn warm(&self) -> Vec<Call<'_>> {
        // The role may store tickets but not redeem them: the refused call still leaves an open
        // connection.
        let AwsPlatform { store, queues, .. } = &self.platform;
        vec![warm::redeem(store, SystemClock.now()), warm::call(queues.look(Queue::Events(Priority::P0)))]
    }

    async fn handle(&self, _: Value) -> Result<(), CanaryError> {
        let check = Check {
            queues: &self.platform.queues,
            socket_url: &self.socket_url,
            user: &self.user,
            hop_limit: HOP_LIMIT,
        };
        let ticket = issue(&self.platform.store, &self.user, RUN_LIMIT);
        let mut observe = |observation| self.observe(observation);
        let ran = timeout(RUN_LIMIT, Box::pin(check.run(ticket, &mut observe))).await;
        // The hops that were measured before a failure show where to look.
        self.platform.telemetry.flush();
        ran.map_err(|_| CanaryError::TimedOut)??;
        Ok(())
    }
}
