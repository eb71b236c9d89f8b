//! The calls of a batch of ticks to the store, counted at the fake services, for few stored alerts
//! and for many.

use std::io;
use std::time::Duration;

use domain::alert::NewAlert;
use domain::event::data::Id;
use domain::{Priority, Time, UserId};
use futures_util::{StreamExt, stream};
use lambda::clients::Limits;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use ports::{Alerts, Clock, NoGateway, Parts, Queue, WriteOutcome};
use queues::{QueueUrls, Sqs};
use serde_json::json;
use store::{DynamoStore, Tables};
use usecases::watch::{TickRecord, watch_prices};

use crate::calls;
use crate::fake::aws::{Aws, Call, Units};
use crate::table::Row;

/// The numbers of stored alerts that are measured.
pub const STORED: [u32; 4] = [100, 1_000, 10_000, 100_000];

/// The number of symbols of a batch: as many as one read of the stream brings.
const SYMBOLS: u32 = 100;

/// The number of alerts that are created concurrently.
const AT_ONCE: usize = 16;

/// The calls of a batch and their cost.
#[derive(Debug, Clone)]
pub struct Asked {
    /// All calls.
    pub calls: Vec<Call>,
    /// The cost of the calls, and the bytes that were read.
    pub units: Units,
}

impl Asked {
    /// Returns the number of calls of this operation.
    pub fn count(&self, operation: &str) -> usize {
        self.calls.iter().filter(|call| call.operation == operation).count()
    }
}

/// A store with alerts, used through the real clients.
#[derive(Debug)]
pub struct Shop {
    runtime: tokio::runtime::Runtime,
    aws: Aws,
    store: DynamoStore,
    queues: Sqs,
    metrics: Metrics,
    stored: u32,
}

fn other(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

impl Shop {
    /// Returns a store without alerts.
    ///
    /// # Errors
    ///
    /// The fake services or the clients cannot be started; not retryable.
    pub fn new() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let aws = Aws::start()?;
        let clients = calls::clients_within(&aws, Limits::TEN_SECONDS)?;
        let tables = Tables { alerts: "alerts".to_owned(), ..Tables::default() };
        let url = |name: &str| format!("{}/123456789012/{name}", aws.sqs.url());
        let urls = QueueUrls::default()
            .with(Queue::Events(Priority::P1), url("p1"))
            .with(Queue::Fire, url("fire"))
            .with(Queue::Rejected, url("rejected"));
        let store = DynamoStore::new(clients.dynamodb(), tables);
        let queues = Sqs::new(clients.sqs(), urls);
        Ok(Self { runtime, aws, store, queues, metrics: Metrics::new("Budgets"), stored: 0 })
    }

    /// Adds alerts until this many are stored; one of the first symbol's is nearer to the price
    /// than all others.
    ///
    /// # Errors
    ///
    /// A call to the fake services fails; not retryable.
    pub fn fill(&mut self, alerts: u32) -> io::Result<()> {
        let far =
            (self.stored..alerts).map(|number| (format!("far-{number}"), number % SYMBOLS, 2_000 + number));
        let near = (format!("near-{alerts}"), 0, 1_001);
        let all = far.chain([near]).map(async |(name, symbol, price)| {
            let document = json!({
                "symbol": symbol_name(symbol), "condition": "above", "targetPrice": price.to_string(),
            });
            let wanted =
                NewAlert::of_document(&document, "alert").map_err(|error| other(format!("{error:?}")))?;
            let id = Id::parse(&name).ok_or_else(|| other("no id"))?;
            let alert = wanted.alert(id, UserId::parse(name).map_err(other)?, SystemClock.now());
            match self.store.create_alert(&alert, 0, Time::EPOCH).await.map_err(other)? {
                WriteOutcome::Done => Ok(()),
                WriteOutcome::Conflict => Err(other("the alert was there")),
            }
        });
        let created =
            async { stream::iter(all).buffer_unordered(AT_ONCE).collect::<Vec<io::Result<()>>>().await };
        self.runtime.block_on(created).into_iter().collect::<io::Result<()>>()?;
        self.stored = alerts;
        Ok(())
    }

    /// Processes a batch with one tick of each symbol; that of the first symbol has this price, the
    /// others 1,000.
    ///
    /// # Errors
    ///
    /// The batch fails; not retryable.
    pub fn watch(&self, first: u32) -> io::Result<Asked> {
        self.aws.take();
        let arrived_at = SystemClock.now().plus(Duration::from_secs(1));
        let bodies: Vec<String> = (0..SYMBOLS).map(|number| body(number, first, arrived_at)).collect();
        self.work_off(&bodies, arrived_at)?;
        let (calls, units) = self.aws.take();
        Ok(Asked { calls, units })
    }

    /// Processes a batch of each symbol. The first batch of a symbol after an alert was created
    /// reads the symbol's bounds. The symbols come one by one, since each reads many pages at once.
    fn settle(&self) -> io::Result<()> {
        for number in 0..SYMBOLS {
            let arrived_at = SystemClock.now().plus(Duration::from_secs(1));
            self.work_off(&[body(number, 1_000, arrived_at)], arrived_at)?;
        }
        Ok(())
    }

    fn work_off(&self, bodies: &[String], arrived_at: Time) -> io::Result<()> {
        let records: Vec<_> =
            bodies.iter().map(|body| TickRecord { body: body.as_bytes(), arrived_at }).collect();
        let ports = Parts {
            store: &self.store,
            gateway: &NoGateway,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: &self.metrics,
        };
        self.runtime.block_on(watch_prices(&ports, &records)).map_err(other)
    }
}

/// Returns a tick of the symbol; that of the first one has the price `first`.
fn body(number: u32, first: u32, made_at: Time) -> String {
    let price = if number == 0 { first } else { 1_000 };
    json!({"symbol": symbol_name(number), "price": price.to_string(), "ts": made_at}).to_string()
}

fn symbol_name(number: u32) -> String {
    format!("SYM{number:03}-USDT")
}

/// Returns the calls of a batch in which nothing fires, and of one in which one alert fires, with
/// this many stored alerts.
///
/// # Errors
///
/// A batch or a call to the fake services fails; not retryable.
pub fn asked(shop: &mut Shop, alerts: u32) -> io::Result<(Asked, Asked)> {
    shop.fill(alerts)?;
    shop.settle()?;
    Ok((shop.watch(1_000)?, shop.watch(1_001)?))
}

/// Returns the rows.
///
/// # Errors
///
/// A batch or a call to the fake services fails; not retryable.
pub fn rows() -> io::Result<Vec<Row>> {
    let mut shop = Shop::new()?;
    let mut all = Vec::new();
    for alerts in STORED {
        all.push((alerts, asked(&mut shop, alerts)?));
    }
    let shown = |asked: &Asked| format!("{} calls, {} bytes read", asked.calls.len(), asked.units.read_bytes);
    let mut rows = Vec::new();
    for (alerts, (calm, few)) in &all {
        let is_one = calm.calls.len() == 1 && calm.count("BatchGetItem") == 1;
        let what = format!("a batch of {SYMBOLS} symbols that fires nothing, {alerts} stored alerts");
        rows.push(Row::budget(what, shown(calm), "1 call", is_one));
        rows.push(Row::shown("  that fires one alert", shown(few)));
    }
    let bytes: Vec<u64> = all.iter().map(|(_, (calm, _))| calm.units.read_bytes).collect();
    let (least, most) = (bytes.iter().min().copied().unwrap_or(0), bytes.iter().max().copied().unwrap_or(0));
    // The counter of a level's activations has more digits if there were more of them.
    let digits = u64::from(SYMBOLS) * 8;
    rows.push(Row::budget(
        "  bytes read, fewest and most",
        format!("{least}, {most}"),
        "the same but for the digits of a counter",
        most - least <= digits,
    ));
    Ok(rows)
}
