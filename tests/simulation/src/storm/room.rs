//! The write throughput of a key and a table of DynamoDB. A write above it waits, as a client does that is
//! throttled and retries.
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>,
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html>

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;
use domain::alert::{Alert, Part, Side};
use domain::event::data::Symbol;

use crate::quotas::Quotas;

/// The writes per second of a key, for any length of time.
const PER_KEY: u64 = Quotas::DEFAULT.key_writes;

/// The writes per second of a new on-demand table.
const PER_NEW_TABLE: u64 = Quotas::DEFAULT.table_writes;

/// The write units of an item of at most 1 KB in a transaction.
const IN_TRANSACTION: u64 = 2;

/// The write throughput of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Each key takes its limit for any length of time; the table has had that traffic before.
    Sustained,
    /// There is no limit, as after a hot key was split: writes are as fast as calls can be, and load the
    /// functions behind them most.
    Unlimited,
    /// Besides the limit of each key, the table has the limit of a new one.
    New,
}

/// The remaining throughput.
pub(super) struct Rooms {
    table: Table,
    whole: Room,
    keys: BTreeMap<(Symbol, Part, Side), Room>,
}

impl Rooms {
    pub(super) fn new(table: Table) -> Self {
        Self { table, whole: Room { per_second: PER_NEW_TABLE, free_at: 0 }, keys: BTreeMap::new() }
    }

    /// Returns the time at which the alert's document, the level that it leaves and the level that it enters
    /// can be written. The document's key is its user's, which has no other writes.
    pub(super) fn mark(&mut self, before: &Alert, after: &Alert, now: Time) -> Time {
        let levels: Vec<_> = [before, after].into_iter().filter_map(key).collect();
        let items = 1 + u64::try_from(levels.len()).unwrap_or(u64::MAX);
        let new_key = || Room { per_second: PER_KEY, free_at: 0 };
        let mut at = now;
        if self.table != Table::Unlimited {
            for level in levels {
                at = at.max(self.keys.entry(level).or_insert_with(new_key).take(IN_TRANSACTION, now));
            }
        }
        if self.table == Table::New {
            at = at.max(self.whole.take(items * IN_TRANSACTION, now));
        }
        at
    }
}

fn key(alert: &Alert) -> Option<(Symbol, Part, Side)> {
    Some((alert.symbol.clone(), Part::of(&alert.id), alert.level()?.side))
}

struct Room {
    per_second: u64,
    /// In microseconds since [`Time::EPOCH`].
    free_at: u64,
}

impl Room {
    /// Returns the time at which there is throughput for this many writes, and takes it.
    fn take(&mut self, writes: u64, now: Time) -> Time {
        let now_micros = now.millis_since(Time::EPOCH) * 1_000;
        let from = self.free_at.max(now_micros);
        self.free_at = from + writes * 1_000_000 / self.per_second;
        now.plus(Duration::from_millis((from - now_micros).div_ceil(1_000)))
    }
}
