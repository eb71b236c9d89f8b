//! Reads the stream of prices, and fires the alerts whose levels they reach.

mod event;

use std::process::ExitCode;

use allocator as _;
use domain::Priority;
use functions::config;
use lambda::clients::{Aws, Limits};
use lambda::platform::AwsPlatform;
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::{NoGateway, PortError, Queue};
use usecases::watch::{TickRecord, watch_prices};

use event::KinesisEvent;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config::WatchPrices(config) = config::WatchPrices::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(WatchPrices(AwsPlatform::new(config, &aws, NoGateway)))
    })
}

/// The function.
struct WatchPrices(AwsPlatform<NoGateway>);

/// The batch could not be processed. Lambda delivers it again, and repeating what was already done
/// has no effect.
#[derive(Debug, thiserror::Error)]
#[error("a batch of ticks has to be retried: {0}")]
struct WatchError(#[source] PortError);

impl Handler for WatchPrices {
    type Event = KinesisEvent;
    type Response = ();
    type Error = WatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        let AwsPlatform { store, queues, .. } = &self.0;
        vec![warm::symbol(store), warm::call(queues.look(Queue::Events(Priority::P1)))]
    }

    async fn handle(&self, event: KinesisEvent) -> Result<(), WatchError> {
        let kinesis = event.records.iter().map(|record| &record.kinesis);
        let records: Vec<_> = kinesis
            .map(|kinesis| TickRecord {
                body: &kinesis.data,
                arrived_at: kinesis.approximate_arrival_timestamp,
            })
            .collect();
        let watched = watch_prices(&self.0, &records).await;
        self.0.telemetry.flush();
        watched.map_err(WatchError)
    }
}
