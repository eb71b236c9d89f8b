//! A flow's use of AWS, as metered and in the units that AWS charges for.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Error, Unit};

/// Bytes that a frame costs in transit besides its payload: WebSocket 4, TLS 22, TCP and IP 40.
const FRAME_OVERHEAD: u64 = 66;

/// A flow with an entry in `usage.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// P0 events, each to one open socket.
    P0,
    /// P1 events, each to one open socket.
    P1,
    /// P2 events, each to one open socket.
    P2,
    /// Deliveries to devices, in addition to their notifications.
    Push,
    /// Deliveries to Telegram chats, in addition to their notifications.
    Telegram,
    /// Deliveries to mailboxes, in addition to their notifications.
    Email,
    /// Escalation steps that end in an SMS, in addition to their notifications.
    Sms,
    /// Handles of external messages, by which their readers can ack.
    Handle,
    /// Acks; one frame acks a batch.
    Ack,
    /// A ping and its reply.
    Ping,
    /// A connection: ticket, handshake, hello and disconnect.
    Connection,
    /// A batch of ticks that fires no alert; its events are symbols.
    Ticks,
    /// A write of a symbol's latest tick.
    TickNote,
    /// A price alert that fires.
    Alert,
    /// The scheduled functions, once a minute.
    Minute,
}

impl Flow {
    /// All flows.
    pub const ALL: [Self; 15] = [
        Self::P0,
        Self::P1,
        Self::P2,
        Self::Push,
        Self::Telegram,
        Self::Email,
        Self::Sms,
        Self::Handle,
        Self::Ack,
        Self::Ping,
        Self::Connection,
        Self::Ticks,
        Self::TickNote,
        Self::Alert,
        Self::Minute,
    ];
}

/// Amounts metered at the services that receive the calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metered {
    /// Invocations of functions.
    pub invocations: u64,
    /// Memory of the invocations times their duration.
    pub megabyte_milliseconds: u64,
    /// Requests to SQS.
    pub queue_requests: u64,
    /// Halves of a DynamoDB read unit.
    pub half_reads: u64,
    /// DynamoDB write units.
    pub writes: u64,
    /// Messages posted to clients, in steps of 32 KB.
    pub posts: u64,
    /// Bytes of the posted messages.
    pub post_bytes: u64,
    /// Frames from clients.
    pub frames: u64,
    /// Requests of the HTTP API.
    pub http_requests: u64,
    /// Bytes written to logs.
    pub logged_bytes: u64,
    /// Bytes that remain stored in the tables.
    pub stored_bytes: u64,
}

/// The usage of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// A sentence on how the usage was metered.
    pub about: String,
    /// The usage per batch, independent of the number of its events.
    #[serde(default)]
    pub batch: Metered,
    /// The usage per event, in addition to [`Self::batch`].
    #[serde(default)]
    pub each: Metered,
}

/// The resources that cost money without any traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idle {
    /// Alarms of the template.
    pub alarms: u32,
    /// Custom metrics of the dashboard and the alarms. A metric without values in an hour costs
    /// nothing in that hour.
    pub metrics: u32,
    /// Dashboards.
    pub dashboards: u32,
    /// Secrets.
    pub secrets: u32,
    /// Keys of KMS, under the template's default parameters.
    pub keys: u32,
    /// Queues that functions poll.
    pub queues: u32,
    /// Pollers of each queue, which `MaximumConcurrency` keeps Lambda from reducing.
    /// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>
    pub pollers: u32,
    /// Receive calls of one poller per minute on an empty queue: long polling waits 20 s at most.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html>
    pub polls_per_minute: u32,
}

/// The content of `usage.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    pub(crate) note: String,
    pub(crate) flows: BTreeMap<Flow, Usage>,
    pub(crate) idle: Idle,
}

fn file() -> Result<File, Error> {
    let read = serde_json::from_str(include_str!("../usage.json"));
    read.map_err(|error| Error::Json { file: "infra/costs/usage.json", error })
}

impl Usage {
    /// Returns the usage of every flow.
    ///
    /// # Errors
    ///
    /// [`Error::Json`]: the file is not valid; not retryable.
    pub fn all() -> Result<BTreeMap<Flow, Self>, Error> {
        Ok(file()?.flows)
    }

    /// Returns the usage of one batch of `events` events.
    pub fn at_once(&self, events: u64) -> Metered {
        self.batch.combined(&self.each, |batch, each| batch + events * each)
    }

    /// Returns the usage of `events` that come in batches of `batch`.
    pub fn of(&self, events: Decimal, batch: Decimal) -> Used {
        let batches = events.checked_div(batch).unwrap_or_default();
        self.batch.used().times(batches).and(&self.each.used().times(events))
    }
}

impl Idle {
    /// Returns the resources that cost money without any traffic.
    ///
    /// # Errors
    ///
    /// [`Error::Json`]: the file is not valid; not retryable.
    pub fn read() -> Result<Self, Error> {
        Ok(file()?.idle)
    }
}

impl Metered {
    /// Returns this usage minus that of `part`, which is included in it.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        self.combined(part, |all, part| all - part)
    }

    fn combined(&self, other: &Self, of: impl Fn(u64, u64) -> u64) -> Self {
        Self {
            invocations: of(self.invocations, other.invocations),
            megabyte_milliseconds: of(self.megabyte_milliseconds, other.megabyte_milliseconds),
            queue_requests: of(self.queue_requests, other.queue_requests),
            half_reads: of(self.half_reads, other.half_reads),
            writes: of(self.writes, other.writes),
            posts: of(self.posts, other.posts),
            post_bytes: of(self.post_bytes, other.post_bytes),
            frames: of(self.frames, other.frames),
            http_requests: of(self.http_requests, other.http_requests),
            logged_bytes: of(self.logged_bytes, other.logged_bytes),
            stored_bytes: of(self.stored_bytes, other.stored_bytes),
        }
    }

    /// Returns the same usage in billable units, without storage, which is charged for by time.
    pub fn used(&self) -> Used {
        let of = |unit: Unit, amount: u64, per: u64| (unit, Decimal::from(amount) / Decimal::from(per));
        let giga = 1_000_000_000;
        let out = self.post_bytes + FRAME_OVERHEAD * self.posts;
        let all = [
            of(Unit::LambdaRequests, self.invocations, 1),
            of(Unit::LambdaGigabyteSeconds, self.megabyte_milliseconds, 1024 * 1000),
            of(Unit::QueueRequests, self.queue_requests, 1),
            of(Unit::ReadUnits, self.half_reads, 2),
            of(Unit::WriteUnits, self.writes, 1),
            of(Unit::SocketMessages, self.posts + self.frames, 1),
            of(Unit::HttpRequests, self.http_requests, 1),
            of(Unit::GigabytesOut, out, giga),
            of(Unit::GigabytesLogged, self.logged_bytes, giga),
        ];
        all.into_iter().fold(Used::default(), |used, (unit, amount)| used.with(unit, amount))
    }
}

/// Amounts of billable units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used(BTreeMap<Unit, Decimal>);

impl Used {
    /// Returns the same usage plus `amount` of a unit.
    #[must_use]
    pub fn with(mut self, unit: Unit, amount: Decimal) -> Self {
        if !amount.is_zero() {
            *self.0.entry(unit).or_default() += amount;
        }
        self
    }

    /// Returns the sum of both usages.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        other.amounts().fold(self, |all, (unit, amount)| all.with(unit, amount))
    }

    /// Returns the usage multiplied by `times`.
    #[must_use]
    pub fn times(&self, times: Decimal) -> Self {
        self.amounts().fold(Self::default(), |all, (unit, amount)| all.with(unit, amount * times))
    }

    /// Returns each unit of which something is used, grouped by service.
    pub fn amounts(&self) -> impl Iterator<Item = (Unit, Decimal)> + '_ {
        self.0.iter().map(|(unit, amount)| (*unit, *amount))
    }

    /// Returns the amount of a unit that is used.
    pub fn amount(&self, unit: Unit) -> Decimal {
        self.0.get(&unit).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flow_is_in_the_file() {
        let all = Usage::all().unwrap();
        assert_eq!(all.keys().copied().collect::<Vec<_>>(), Flow::ALL);
        assert!(Idle::read().unwrap().alarms > 0);
    }

    #[test]
    fn what_is_metered_becomes_what_is_charged_for() {
        let metered = Metered {
            megabyte_milliseconds: 512_000,
            half_reads: 3,
            posts: 2,
            post_bytes: 868,
            frames: 1,
            ..Metered::default()
        };
        let used = metered.used();
        assert_eq!(used.amount(Unit::LambdaGigabyteSeconds), "0.5".parse().unwrap());
        assert_eq!(used.amount(Unit::ReadUnits), "1.5".parse().unwrap());
        assert_eq!(used.amount(Unit::SocketMessages), Decimal::from(3));
        assert_eq!(used.amount(Unit::GigabytesOut), "0.000001".parse().unwrap());
        assert_eq!(used.amounts().count(), 4, "what is not used is not there");
    }

    #[test]
    fn a_batch_is_shared_by_its_events() {
        let metered = |queue_requests| Metered { queue_requests, ..Metered::default() };
        let usage = Usage { about: String::new(), batch: metered(3), each: metered(1) };
        let of = |events: u32, batch: u32| {
            usage.of(events.into(), batch.into()).amount(Unit::QueueRequests).normalize()
        };
        assert_eq!((of(100, 10), of(100, 1)), (Decimal::from(130), Decimal::from(400)));
    }
}
