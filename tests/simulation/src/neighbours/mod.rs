//! The latency of one trader's P0, price alerts, e-mails and pings while another trader does everything at
//! once that could block others. The shipped use cases run as discrete events without faults, on functions
//! with the template's concurrency.
//!
//! An invocation takes [`OVERHEAD`], [`CALL`] for each call, and [`DECODE`] for each byte of a stream's
//! record. Calls that `watch-prices` makes concurrently take their time concurrently, and their messages are
//! sent when the call ends. In other functions the calls of the store are counted one after another, and the
//! effects take place when the invocation ends. So the cost of the abuser is the calls and reads for the
//! abuser, and the neighbour waits for the same instances, the same shard and the same provider.
//!
//! The abuser sends, at once: records of 5,000 ticks from a clock that is ahead (row A2 of the faults found),
//! alerts that expire after a moment, on the neighbour's own symbol, and others on invented symbols (A4),
//! sixty recurring alerts without cooldown on the e-mail channel (A5), and two thousand frames a second from
//! one socket, `hello` among them (A7).

mod abuser;
mod effects;
mod timed;
mod world;

use std::time::Duration;

use domain::{Channel, ConnectionId, Priority, Time, UserId};
use ports::Queue;
use serde_json::{Value, json};

use world::World;

/// The fixed time of every invocation.
const OVERHEAD: Duration = Duration::from_millis(1);

/// The time of a call.
const CALL: Duration = Duration::from_millis(5);

/// The time of decoding one byte of a record, on the seventh of a core that a function of 256 MB has.
const DECODE: Duration = Duration::from_nanos(60);

/// The time until a record is read from the stream: the median of a standard poller, which
/// polls once a second.
const READ_AFTER: Duration = Duration::from_millis(627);

/// The duration of the run.
const LASTS: Duration = Duration::from_secs(22);

/// The time from one P0 of the neighbour to the next, and from one crossing of one of the neighbour's alerts to the next.
const P0_EVERY: Duration = Duration::from_millis(230);
const ALERT_EVERY: Duration = Duration::from_secs(1);

/// The time from one e-mail of the neighbour to the next.
const EMAIL_EVERY: Duration = Duration::from_secs(5);

/// Latencies of one kind, in milliseconds, sorted.
#[derive(Debug, Clone, Default)]
pub struct Latencies(pub Vec<u64>);

impl Latencies {
    /// Returns the mean in microseconds; zero where there are none.
    pub fn mean_micros(&self) -> u64 {
        let count = u64::try_from(self.0.len()).unwrap_or(u64::MAX).max(1);
        self.0.iter().sum::<u64>() * 1_000 / count
    }

    /// Returns the longest in milliseconds; zero where there are none.
    pub fn longest(&self) -> u64 {
        self.0.iter().copied().max().unwrap_or_default()
    }
}

/// The latencies of the neighbour, and the outcome of the abuser's actions.
#[derive(Debug, Clone, Default)]
pub struct Experienced {
    /// From the arrival of a P0 on its queue until its frame is posted.
    pub p0: Latencies,
    /// From the arrival of the tick that crosses an alert until its frame is posted.
    pub alerts: Latencies,
    /// From a notification's arrival on its queue until the provider has its e-mail.
    pub emails: Latencies,
    /// From a ping until its reply is posted.
    pub pings: Latencies,
    /// Events of the neighbour that were sent and never arrived.
    pub missing: usize,
    /// Frames of the abuser that were refused.
    pub refused_frames: usize,
    /// Connections of the abuser that were closed.
    pub closed: usize,
    /// E-mails that the abuser got.
    pub abuser_emails: usize,
    /// Alerts of the abuser that fired.
    pub abuser_firings: usize,
    /// The messages in the queue of rejected messages, and their bytes.
    pub rejected: (usize, usize),
}

/// Runs the neighbour for [`LASTS`], with the abuser or alone.
pub fn neighbours(has_abuser: bool) -> Experienced {
    fastrand::seed(1);
    World::new(has_abuser).run()
}

/// Returns the user of the neighbour, and below that of the abuser.
fn neighbour() -> UserId {
    user("neighbour")
}

fn abuser() -> UserId {
    user("abuser")
}

fn user(name: &str) -> UserId {
    UserId::parse(name).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the neighbour's connection; the abuser's are numbered.
fn neighbours_connection() -> ConnectionId {
    ConnectionId::new("neighbour-0")
}

/// The symbol of the neighbour's alerts, and that of the abuser's.
const SYMBOL: &str = "BTC-USDT";
const LOUD: &str = "ETH-USDT";

/// Returns the price at which the neighbour's alert of this number fires.
fn target(number: u64) -> u64 {
    1_000 + number
}

/// Returns an event of the exchange that occurs now.
fn event(id: &str, event_type: &str, user: &UserId, at: Time, data: &Value) -> String {
    json!({"id": id, "event_type": event_type, "user_id": user, "occurred_at": at, "data": data}).to_string()
}

/// Returns a tick of this symbol.
fn tick(symbol: &str, price: u64, at: Time) -> Value {
    json!({"symbol": symbol, "price": price.to_string(), "ts": at})
}

/// Returns the number of invocations of a queue's function that run at once: the template's defaults.
fn concurrency(queue: Queue) -> usize {
    match queue {
        Queue::Events(Priority::P0) => 50,
        Queue::Events(Priority::P1 | Priority::P2)
        | Queue::Deliveries(_, _)
        | Queue::Escalate
        | Queue::Fire
        | Queue::Broadcasts
        | Queue::Release => 20,
        Queue::Profiles | Queue::Rejected => 0,
    }
}

/// The channels that are deployed in this run.
const DEPLOYED: [Channel; 2] = [Channel::Websocket, Channel::Email];
