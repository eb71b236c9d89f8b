//! The limits of an AWS account, its tables and its queues, and the answer of each service at its limit.
//! Every run takes its limits from here; a resource that is not listed here is unlimited in the simulation.
//!
//! DynamoDB and API Gateway are token buckets. A call above the limit of a table or a key has no effect and
//! fails with a retryable error; a post fails with 429; a handshake is refused. The maximum number of runs of
//! a function in one chain of messages is [`MAX_IN_CHAIN`], and the answer of a full part of an inbox is the
//! in-memory store's own ([`memory_store::MemoryStore::limit_parts`]).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use domain::Time;
use ports::PortError;

/// The maximum number of runs of a function in one chain, unless its loops are allowed: Lambda then stops it,
/// and the message goes to the dead-letter queue without a reason.
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
pub(crate) const MAX_IN_CHAIN: u32 = 16;

/// The time after which a table serves twice its previous peak: DynamoDB may throttle traffic
/// that exceeds it earlier.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html>
const DOUBLES_AFTER: Duration = Duration::from_mins(30);

/// The limits of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotas {
    /// Write units per second that each table serves at the beginning: 4,000 for a new table,
    /// otherwise its warm throughput.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html>
    pub table_writes: u64,
    /// Read units per second that each table serves at the beginning.
    pub table_reads: u64,
    /// Write units per second that a table never exceeds, unless the account's quota is raised.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
    pub most_table_writes: u64,
    /// Read units per second that a table never exceeds.
    pub most_table_reads: u64,
    /// Write units per second of one partition key.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>
    pub key_writes: u64,
    /// Read units per second of one partition key.
    pub key_reads: u64,
    /// Requests per second of all APIs of the account, posts to sockets among them.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>
    pub requests: u64,
    /// The maximum burst of requests.
    pub request_burst: u64,
    /// New WebSocket connections per second.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
    pub connections: u64,
    /// Messages of one queue that are received and not deleted; above it a receive returns none.
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html>
    pub in_flight: usize,
}

impl Quotas {
    /// The limits of an account and a new table by default.
    pub const DEFAULT: Self = Self {
        table_writes: 4_000,
        table_reads: 12_000,
        most_table_writes: 40_000,
        most_table_reads: 40_000,
        key_writes: 1_000,
        key_reads: 3_000,
        requests: 10_000,
        request_burst: 5_000,
        connections: 500,
        in_flight: 120_000,
    };

    /// Returns the same account with a share of every limit, for runs of that share of the traffic.
    #[must_use]
    pub fn divided_by(self, share: u64) -> Self {
        let of = |limit: u64| (limit / share).max(1);
        Self {
            table_writes: of(self.table_writes),
            table_reads: of(self.table_reads),
            most_table_writes: of(self.most_table_writes),
            most_table_reads: of(self.most_table_reads),
            key_writes: of(self.key_writes),
            key_reads: of(self.key_reads),
            requests: of(self.requests),
            request_burst: of(self.request_burst),
            connections: of(self.connections),
            in_flight: (self.in_flight / usize::try_from(share).unwrap_or(usize::MAX)).max(1),
        }
    }
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Table {
    Recipients,
    Inbox,
    RateLimits,
    Alerts,
    Tickets,
    Broadcasts,
}

impl Table {
    const COUNT: usize = 6;
}

/// The limit by which a call was throttled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Throttled {
    Table,
    Key,
}

impl From<Throttled> for PortError {
    /// Returns the error by which DynamoDB throttles; the SDK retries it, and so does the store's caller.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>
    fn from(throttled: Throttled) -> Self {
        Self::Throttled(match throttled {
            Throttled::Table => "ThrottlingException".to_owned(),
            Throttled::Key => "ProvisionedThroughputExceededException".to_owned(),
        })
    }
}

/// The usage of an account's quotas.
#[derive(Debug)]
pub(crate) struct Usage {
    quotas: Quotas,
    writes: [Throughput; Table::COUNT],
    reads: [Throughput; Table::COUNT],
    /// The buckets by a hash of table, key and whether it is a write: a hash, since there
    /// are millions of keys.
    keys: HashMap<u64, Bucket>,
    requests: Bucket,
    connections: Bucket,
}

impl Usage {
    /// Returns an unused account.
    pub(crate) fn new(quotas: Quotas) -> Self {
        let writes = || Throughput::new(quotas.table_writes, quotas.most_table_writes);
        let reads = || Throughput::new(quotas.table_reads, quotas.most_table_reads);
        Self {
            quotas,
            writes: std::array::from_fn(|_| writes()),
            reads: std::array::from_fn(|_| reads()),
            keys: HashMap::new(),
            requests: Bucket::default(),
            connections: Bucket::default(),
        }
    }

    /// Takes write units of a partition key.
    pub(crate) fn write(&mut self, table: Table, key: &str, units: u64, now: Time) -> Result<(), Throttled> {
        let key = self.keys.entry(hash(table, key, true)).or_default();
        take(&mut self.writes[table as usize], (key, self.quotas.key_writes), units, now)
    }

    /// Takes read units of a partition key.
    pub(crate) fn read(&mut self, table: Table, key: &str, units: u64, now: Time) -> Result<(), Throttled> {
        let key = self.keys.entry(hash(table, key, false)).or_default();
        take(&mut self.reads[table as usize], (key, self.quotas.key_reads), units, now)
    }

    /// Whether API Gateway accepts one more request or post.
    pub(crate) fn request(&mut self, now: Time) -> bool {
        self.requests.take(1, self.quotas.requests, self.quotas.request_burst, now)
    }

    /// Whether API Gateway accepts one more handshake.
    pub(crate) fn connect(&mut self, now: Time) -> bool {
        self.connections.take(1, self.quotas.connections, self.quotas.connections, now)
    }
}

/// Takes units of both a table and a key in it, or of neither.
fn take(
    table: &mut Throughput,
    (key, per_second): (&mut Bucket, u64),
    units: u64,
    now: Time,
) -> Result<(), Throttled> {
    if key.after(units, per_second, per_second, now).is_none() {
        return Err(Throttled::Key);
    }
    if !table.take(units, now) {
        return Err(Throttled::Table);
    }
    key.take(units, per_second, per_second, now);
    Ok(())
}

fn hash(table: Table, key: &str, is_written: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    (table, key, is_written).hash(&mut hasher);
    hasher.finish()
}

/// A token bucket, stored as the time at which it is full again.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    /// In microseconds since 1970.
    full_at: u64,
}

impl Bucket {
    /// Returns the time at which the bucket is full again after this many tokens are taken; `None` if it has
    /// fewer. A full bucket gives any number.
    fn after(self, tokens: u64, per_second: u64, burst: u64, now: Time) -> Option<u64> {
        let now = now.millis_since(Time::EPOCH) * 1_000;
        let full_at = self.full_at.max(now) + tokens * 1_000_000 / per_second;
        (self.full_at <= now || full_at - now <= burst * 1_000_000 / per_second).then_some(full_at)
    }

    /// Takes this many tokens, if the bucket has them.
    fn take(&mut self, tokens: u64, per_second: u64, burst: u64, now: Time) -> bool {
        let after = self.after(tokens, per_second, burst, now);
        self.full_at = after.unwrap_or(self.full_at);
        after.is_some()
    }
}

/// The units that a table serves per second, which follow its peak.
#[derive(Debug, Clone, Copy)]
struct Throughput {
    per_second: u64,
    most: u64,
    bucket: Bucket,
    /// The time since which the current figure holds; `None` before the first call.
    since: Option<Time>,
    /// The current second, and its units.
    second: (i64, u64),
    /// The maximum of units in one second since then.
    peak: u64,
}

impl Throughput {
    fn new(per_second: u64, most: u64) -> Self {
        let bucket = Bucket::default();
        Self { per_second, most: most.max(per_second), bucket, since: None, second: (0, 0), peak: 0 }
    }

    fn take(&mut self, units: u64, now: Time) -> bool {
        let since = *self.since.get_or_insert(now);
        if now >= since.plus(DOUBLES_AFTER) {
            self.per_second = self.per_second.max(self.most.min(2 * self.peak));
            (self.since, self.peak) = (Some(now), 0);
        }
        if !self.bucket.take(units, self.per_second, self.per_second, now) {
            return false;
        }
        if self.second.0 != now.as_seconds() {
            self.second = (now.as_seconds(), 0);
        }
        self.second.1 += units;
        self.peak = self.peak.max(self.second.1);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Time {
        Time::EPOCH.plus(Duration::from_millis(millis))
    }

    #[test]
    fn a_bucket_gives_its_burst_at_once_and_then_its_rate() {
        let mut bucket = Bucket::default();
        let mut take =
            |millis, tries| (0..tries).filter(|_| bucket.take(1, 10_000, 5_000, at(millis))).count();
        assert_eq!(take(1_000, 9_000), 5_000);
        assert_eq!(take(1_100, 9_000), 1_000);
        assert_eq!(take(9_000, 9_000), 5_000, "no more than a burst is saved");
    }

    #[test]
    fn a_new_table_takes_4000_writes_a_second_and_twice_its_peak_after_half_an_hour() {
        let mut usage = Usage::new(Quotas::DEFAULT);
        let mut taken = |second: u64| {
            let write = |n: &u64| usage.write(Table::Inbox, &format!("u-{n}"), 1, at(second * 1_000)).is_ok();
            (0..20_000_u64).filter(write).count()
        };
        assert_eq!([taken(10), taken(11), taken(1_000)], [4_000; 3]);
        assert_eq!([taken(1_811), taken(1_812)], [8_000; 2]);
    }

    #[test]
    fn a_key_takes_1000_writes_a_second_whatever_its_table_takes() {
        let mut usage = Usage::new(Quotas::DEFAULT);
        let answers: Vec<_> =
            (0..1_500).map(|_| usage.write(Table::RateLimits, "calls", 1, at(5_000))).collect();
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1_000);
        assert_eq!(answers.last(), Some(&Err(Throttled::Key)));
        assert_eq!(usage.write(Table::RateLimits, "other", 1, at(5_000)), Ok(()));
        assert!(
            PortError::from(Throttled::Key).is_retryable()
                && PortError::from(Throttled::Table).is_retryable()
        );
    }
}
