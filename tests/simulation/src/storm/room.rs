//! How many writes DynamoDB takes at a key and in a table: what exceeds it waits, as a client does that is throttled and tries
//! again. <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>,
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html>

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;
use domain::alert::{Alert, Part, Side};
use domain::data::Symbol;

use crate::quotas::Quotas;

/// What a key takes in a second, however long it is asked to.
const PER_KEY: u64 = Quotas::DEFAULT.key_writes;

/// What a table takes in a second that is new, and paid per request.
const PER_NEW_TABLE: u64 = Quotas::DEFAULT.table_writes;

/// What an item of at most 1 KB costs in a transaction.
const IN_TRANSACTION: u64 = 2;

/// How much a table takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Each key what it takes for any length of time; the table has taken as much before.
    Sustained,
    /// Whatever comes, as where a hot key has been split: as fast as calls can be, and as hard on who comes after.
    Unlimited,
    /// Besides what a key takes, the table takes only what a new one does.
    New,
}

/// What is left of it.
pub(super) struct Rooms {
    table: Table,
    whole: Room,
    keys: BTreeMap<(Symbol, Part, Side), Room>,
}

impl Rooms {
    pub(super) fn new(table: Table) -> Self {
        Self { table, whole: Room { per_second: PER_NEW_TABLE, free_at: 0 }, keys: BTreeMap::new() }
    }

    /// When the alert's document, the level that it leaves and the one to which it goes can be written: the document's key
    /// is its user's, whom nobody else writes to.
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
    /// In microseconds since the earliest time.
    free_at: u64,
}

impl Room {
    /// When there is room for so many writes; it is taken.
    fn take(&mut self, writes: u64, now: Time) -> Time {
        let now_micros = now.millis_since(Time::EPOCH) * 1_000;
        let from = self.free_at.max(now_micros);
        self.free_at = from + writes * 1_000_000 / self.per_second;
        now.plus(Duration::from_millis((from - now_micros).div_ceil(1_000)))
    }
}
