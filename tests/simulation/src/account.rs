//! The AWS account of a run. Some runs have an account whose limits are so low that they are hit: its calls
//! are then throttled as AWS throttles them, and its inboxes overflow. In the calm the limits no longer
//! apply, except those of full parts.

use std::cell::{RefCell, RefMut};

use domain::recipient::MAX_CONNECTIONS;
use fastrand::Rng;
use ports::PortError;

use crate::faults::Fault;
use crate::quotas::{Quotas, Table, Throttled, Usage};
use crate::scenario::Scenario;
use crate::world::World;

/// The odds of an account with low limits, and of an inbox with small parts: one run in this many.
const SMALL_AMONG: usize = 3;
const FULL_AMONG: usize = 5;

/// The most posts that one notification takes: one for each open connection of its trader.
const BURST_OF_A_TRADER: u64 = MAX_CONNECTIONS as u64;

/// The account's allowance.
pub(crate) struct Account {
    /// The usage of the account's quotas; `None` if the quotas are never reached.
    usage: Option<RefCell<Usage>>,
    /// The bytes that a part of an inbox can hold; `None` if there is no limit.
    pub(crate) part_bytes: Option<usize>,
}

impl Account {
    /// Returns the account of this run. It has a random generator of its own, so that
    /// it changes nothing else.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut rng = Rng::with_seed(scenario.seed ^ 0x5ca1_ab1e);
        let is_small = rng.usize(..SMALL_AMONG) == 0;
        let quotas = Quotas {
            table_writes: rng.u64(15..80),
            table_reads: rng.u64(40..240),
            key_writes: rng.u64(8..30),
            key_reads: rng.u64(30..120),
            // This is enough for one notification on all connections of a trader: AWS's
            // smallest burst is 1,250.
            requests: rng.u64(24..80),
            request_burst: rng.u64(BURST_OF_A_TRADER..40),
            connections: rng.u64(1..4),
            ..Quotas::DEFAULT
        };
        let is_full = rng.usize(..FULL_AMONG) == 0 && !scenario.without.contains(&Fault::FullPart);
        let bytes = rng.usize(1..5_000);
        Self {
            usage: is_small.then(|| RefCell::new(Usage::new(quotas))),
            part_bytes: is_full.then_some(bytes),
        }
    }
}

impl World {
    /// Takes units for a write at a key of a table.
    ///
    /// # Errors
    /// A retryable error if the write is throttled.
    pub(crate) fn write(&self, table: Table, key: &str, units: u64) -> Result<(), PortError> {
        self.use_table(|usage| usage.write(table, key, units, self.now()))
    }

    /// Takes units for a read at a key of a table.
    ///
    /// # Errors
    /// The same as those of [`Self::write`].
    pub(crate) fn read(&self, table: Table, key: &str, units: u64) -> Result<(), PortError> {
        self.use_table(|usage| usage.read(table, key, units, self.now()))
    }

    /// Returns the usage of an account with low limits; `None` if the quotas are never reached, and
    /// always in the calm.
    fn usage(&self) -> Option<RefMut<'_, Usage>> {
        self.account.usage.as_ref().filter(|_| self.is_stormy.get()).map(RefCell::borrow_mut)
    }

    fn use_table(&self, take: impl FnOnce(&mut Usage) -> Result<(), Throttled>) -> Result<(), PortError> {
        let Some(taken) = self.usage().map(|mut usage| take(&mut usage)) else { return Ok(()) };
        let Err(throttled) = taken else { return Ok(()) };
        let limit = match throttled {
            Throttled::Table => Fault::ColdTable,
            Throttled::Key => Fault::HotKey,
        };
        if self.is_hit(limit) { Err(throttled.into()) } else { Ok(()) }
    }

    /// Whether API Gateway takes one more request.
    pub(crate) fn takes_request(&self) -> bool {
        let now = self.now();
        self.usage().is_none_or(|mut usage| usage.request(now)) || !self.is_hit(Fault::RequestLimit)
    }

    /// Whether API Gateway begins one more handshake.
    pub(crate) fn takes_connection(&self) -> bool {
        let now = self.now();
        self.usage().is_none_or(|mut usage| usage.connect(now)) || !self.is_hit(Fault::ConnectionLimit)
    }

    /// Whether a limit that is reached takes effect in this run; counts it if it does.
    pub(crate) fn is_hit(&self, limit: Fault) -> bool {
        let is_hit = !self.scenario.without.contains(&limit);
        if is_hit {
            self.tally.count(limit);
            self.note("fault", limit as u64, format_args!("{}", limit.name()));
        }
        is_hit
    }
}
