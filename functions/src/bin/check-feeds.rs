//! Once a minute, finds symbols whose ticks have stopped or have resumed, and notifies the owners
//! of their alerts.

use std::process::ExitCode;
use std::time::Duration;

use allocator as _;
use domain::Priority;
use functions::config;
use lambda::clients::{Aws, Limits};
use lambda::platform::AwsPlatform;
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::{NoGateway, PortError, Queue};
use serde_json::Value;
use usecases::watch::check_feeds;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config::CheckFeeds { platform, stale_after } = config::CheckFeeds::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(CheckFeeds { platform: AwsPlatform::new(platform, &aws, NoGateway), stale_after })
    })
}

/// The function.
struct CheckFeeds {
    platform: AwsPlatform<NoGateway>,
    stale_after: Duration,
}

/// Not every owner was notified. The run of the next minute notifies the others.
#[derive(Debug, thiserror::Error)]
#[error("not every owner of alerts was notified of a feed's health: {0}")]
struct FeedError(#[source] PortError);

impl Handler for CheckFeeds {
    type Event = Value;
    type Response = ();
    type Error = FeedError;

    fn warm(&self) -> Vec<Call<'_>> {
        let AwsPlatform { store, queues, .. } = &self.platform;
        vec![warm::levels(store), warm::call(queues.look(Queue::Events(Priority::P1)))]
    }

    async fn handle(&self, _: Value) -> Result<(), FeedError> {
        let checked = check_feeds(&self.platform, self.stale_after).await;
        self.platform.telemetry.flush();
        checked.map_err(FeedError)
    }
}
