//! The store in memory, for tests: the ports of all tables with the guarantees of the store in
//! DynamoDB (`shared/store`). The tests in `tests/store_contract` run over both.
//!
//! A [`MemoryStore`] has a map for each kind of item. Each file implements the ports of one subject:
//! `recipients` (connections, devices, contacts, profiles, preferences), `inbox` and `lists`
//! (notifications, their attempts and their ledgers), `later` (the schedule, deferred notifications,
//! reports), `merges` (merged deliveries), `alerts` (price alerts, levels, symbols), `tickets`
//! (tickets, link codes), `allowances` (rate limit counters, pauses of providers), `broadcasts`
//! (broadcasts, connected users) and `topics`.
//!
//! The store refuses what DynamoDB refuses: an item above 400 KB (`size`), and new items in a
//! partition that is full ([`MemoryStore::fill`], [`MemoryStore::limit_parts`]). The keys and the
//! encoded items that this depends on are those of `shared/store`.
//!
//! A test can make calls fail ([`MemoryStore::fail_next`], [`MemoryStore::fail_after`]), count them,
//! and read the stored items without a call. No call waits: its future is ready at the first poll.
//! Every iteration is ordered, so that two runs of a test are equal.
//!
//! A store that does more around each call, such as to wait or to count, is an [`Intercept`], whose ports
//! [`intercept!`] implements.

mod alerts;
mod allowances;
mod broadcasts;
mod handles;
mod inbox;
mod intercept;
mod later;
mod lists;
mod merges;
mod recipients;
mod size;
mod tickets;
mod topics;

use std::cell::{Cell, Ref, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use domain::alert::{Alert, Part, Side};
use domain::delivery::budget::{BurstKey, Counter};
use domain::delivery::pause::Pauses;
use domain::event::data::{Id, Symbol};
use domain::recipient::{Connection, Recipient};
use domain::routing::again::LastNotified;
use domain::routing::notification::{Change, InboxItem, InboxState, Notification};
use domain::shard::Shard;
use domain::topics::Topics;
use domain::{Channel, EventId, Time, UserId};
use ports::{
    BatchRead, Grant, HandleTarget, Key, LinkCode, PortError, PositionKey, ScheduledCheck, Snapshot,
    StoredBroadcast, SymbolState,
};

#[doc(hidden)]
pub use intercept::types;
pub use intercept::{Call, Intercept, Port};
pub use size::notification_bytes;

/// The scheduled checks of a shard: minute and user, with the stamp.
type Woken = BTreeMap<(Time, UserId), String>;

/// The notifications with which each summary was begun; `None` once it is finished.
type Drafts = BTreeMap<EventId, Option<Vec<EventId>>>;

/// A slot of deliveries that are merged.
#[derive(Debug, Clone, Default)]
struct Slot {
    is_closed: bool,
    parts: BTreeMap<EventId, domain::routing::merged::Part>,
}

/// The owners of the alerts at the levels of one side, by level key.
type LevelKeys = BTreeMap<String, (UserId, Id)>;

/// A store in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    recipients: RefCell<BTreeMap<UserId, Recipient>>,
    inbox: RefCell<BTreeMap<Key, InboxItem>>,
    /// The notifications that the inbox refused.
    overflow: RefCell<BTreeMap<Key, InboxItem>>,
    /// The users whose inbox partition is full.
    full: RefCell<BTreeSet<UserId>>,
    /// The limit of bytes in each part of an inbox, if there is one.
    most_in_part: Cell<Option<usize>>,
    /// The bytes of the notifications in each part, counted while there is a limit.
    parts: RefCell<BTreeMap<String, usize>>,
    closed: RefCell<BTreeMap<PositionKey, Time>>,
    last_notified: RefCell<BTreeMap<PositionKey, LastNotified>>,
    tickets: RefCell<BTreeMap<String, (Grant, Time)>>,
    link_codes: RefCell<BTreeMap<String, LinkCode>>,
    handles: RefCell<BTreeMap<String, HandleTarget>>,
    counters: RefCell<BTreeMap<Counter, u32>>,
    bursts: RefCell<BTreeMap<(Counter, BurstKey), u32>>,
    pauses: RefCell<BTreeMap<Channel, Pauses>>,
    slots: RefCell<BTreeMap<Key, Slot>>,
    schedule: RefCell<BTreeMap<Shard, Woken>>,
    deferred: RefCell<BTreeMap<UserId, BTreeSet<EventId>>>,
    drafts: RefCell<BTreeMap<UserId, Drafts>>,
    alerts: RefCell<BTreeMap<UserId, BTreeMap<Id, Alert>>>,
    levels: RefCell<BTreeMap<(Symbol, Part, Side), LevelKeys>>,
    /// The number of created alerts, and the time at which the bucket that limits creations is full
    /// again, by user.
    created: RefCell<BTreeMap<UserId, (u64, Time)>>,
    symbols: RefCell<BTreeMap<Symbol, SymbolState>>,
    broadcasts: RefCell<BTreeMap<EventId, StoredBroadcast>>,
    /// The dry runs, each with its result once it is known.
    dry_runs: RefCell<BTreeMap<EventId, (StoredBroadcast, Option<String>)>>,
    /// The users who have or had a connection, each with the end of the latest one.
    connected: RefCell<BTreeMap<UserId, Time>>,
    topics: RefCell<BTreeMap<UserId, Topics>>,
    failures: Cell<usize>,
    /// The number of calls that succeed before the failures begin.
    spared: Cell<usize>,
    calls: Cell<u64>,
}

impl MemoryStore {
    /// Makes the next `calls` calls fail.
    pub fn fail_next(&self, calls: usize) {
        self.fail_after(0, calls);
    }

    /// Makes `calls` calls fail, after the next `spared` ones.
    pub fn fail_after(&self, spared: usize, calls: usize) {
        self.spared.set(spared);
        self.failures.set(calls);
    }

    /// Makes this user's partition of the inbox refuse every new item from now on, as if its items
    /// had reached the [`MAX_COLLECTION_BYTES`](domain::carrier::dynamodb::MAX_COLLECTION_BYTES) of
    /// DynamoDB.
    pub fn fill(&self, user: &UserId) {
        self.full.borrow_mut().insert(user.clone());
    }

    /// Makes each part of an inbox refuse further notifications from now on once it has so many
    /// bytes, in place of the
    /// [`MAX_COLLECTION_BYTES`](domain::carrier::dynamodb::MAX_COLLECTION_BYTES) of DynamoDB. The
    /// ledgers of its notifications can still grow.
    pub fn limit_parts(&self, bytes: usize) {
        self.most_in_part.set(Some(bytes));
    }

    /// Returns the number of notifications in the overflow.
    pub fn overflowed(&self) -> usize {
        self.overflow.borrow().len()
    }

    fn has_room(&self, user: &UserId) -> Result<(), PortError> {
        if self.full.borrow().contains(user) {
            return Err(PortError::Refused("ItemCollectionSizeLimitExceededException".into()));
        }
        Ok(())
    }

    /// Checks like [`Self::has_room`], and also the limit of the part that has this notification.
    fn has_room_for(&self, user: &UserId, id: &EventId) -> Result<(), PortError> {
        let parts = self.parts.borrow();
        let bytes = || parts.get(&part_of(user, id)).copied().unwrap_or_default();
        if self.most_in_part.get().is_some_and(|most| bytes() >= most) {
            return Err(PortError::Refused("ItemCollectionSizeLimitExceededException".into()));
        }
        self.has_room(user)
    }

    /// Adds the notification's bytes to its part.
    fn fill_part(&self, notification: &Notification) {
        if self.most_in_part.get().is_some() {
            let part = part_of(&notification.user_id, &notification.id);
            *self.parts.borrow_mut().entry(part).or_default() += notification_bytes(notification);
        }
    }

    /// Returns the number of calls so far.
    pub fn calls(&self) -> u64 {
        self.calls.get()
    }

    /// Returns the recipient; [`Recipient::unknown`] if there is none.
    pub fn recipient(&self, user: &UserId) -> Recipient {
        self.recipients.borrow().get(user).cloned().unwrap_or_else(|| Recipient::unknown(user.clone()))
    }

    /// Replaces the stored recipient, if any.
    pub fn set_recipient(&self, recipient: Recipient) {
        self.recipients.borrow_mut().insert(recipient.user_id.clone(), recipient);
    }

    /// Returns the registered connections of a user.
    pub fn connections(&self, user: &UserId) -> Vec<Connection> {
        self.recipient(user).connections
    }

    /// Returns the inbox item, in whatever state it is.
    pub fn item(&self, user: &UserId, id: &EventId) -> Option<InboxItem> {
        self.inbox.borrow().get(&(user.clone(), id.clone())).cloned()
    }

    /// Returns all inbox items.
    pub fn items(&self) -> BTreeMap<Key, InboxItem> {
        self.inbox.borrow().clone()
    }

    /// Returns the time at which a liquidation closed this position, if one did.
    pub fn closed_at(&self, user: &UserId, position: &Id) -> Option<Time> {
        self.closed.borrow().get(&(user.clone(), position.clone())).copied()
    }

    /// Returns the totals of all counters.
    pub fn counters(&self) -> BTreeMap<Counter, u32> {
        self.counters.borrow().clone()
    }

    /// Returns the pauses that the providers have asked for.
    pub fn all_pauses(&self) -> BTreeMap<Channel, Pauses> {
        self.pauses.borrow().clone()
    }

    /// Returns the ids of the notifications that have joined this slot.
    pub fn slot(&self, user: &UserId, slot: &EventId) -> Vec<EventId> {
        let slots = self.slots.borrow();
        let slot = slots.get(&(user.clone(), slot.clone()));
        slot.into_iter().flat_map(|slot| slot.parts.keys().cloned()).collect()
    }

    /// Returns the user's notifications that are recorded as waiting for the end of quiet hours,
    /// even if they were released already.
    pub fn deferred(&self, user: &UserId) -> Vec<EventId> {
        self.deferred.borrow().get(user).into_iter().flatten().cloned().collect()
    }

    /// Returns a notification's item: the one in the inbox or, if that is missing or only an ack's
    /// mark, the one in the overflow, to which an ack's mark in the inbox is applied.
    pub fn item_anywhere(&self, user: &UserId, id: &EventId) -> Option<InboxItem> {
        let key = (user.clone(), id.clone());
        let mark = self.item(user, id);
        if mark.as_ref().is_some_and(|item| item.notification.is_some()) {
            return mark;
        }
        match (self.overflow.borrow().get(&key), mark) {
            (Some(item), Some(mark)) => {
                let state = InboxState::after(Some(mark.state), Change::Arrived).unwrap_or(mark.state);
                let acked_at = item.acked_at.or(mark.acked_at);
                let seen = item.seen.clone().or(mark.seen);
                Some(InboxItem { state, acked_at, seen, ..item.clone() })
            }
            (item, mark) => item.cloned().or(mark),
        }
    }

    /// Returns all items as [`Self::item_anywhere`] returns them.
    pub fn items_anywhere(&self) -> BTreeMap<Key, InboxItem> {
        let mut items = self.items();
        for (user, id) in self.overflow.borrow().keys() {
            items.extend(self.item_anywhere(user, id).map(|item| ((user.clone(), id.clone()), item)));
        }
        items
    }

    /// Returns all inbox items, without a copy.
    pub fn inbox(&self) -> Ref<'_, BTreeMap<Key, InboxItem>> {
        self.inbox.borrow()
    }

    /// Returns the first minute for which a check is scheduled.
    pub fn next_wake(&self) -> Option<Time> {
        self.schedule.borrow().values().filter_map(|part| Some(part.first_key_value()?.0.0)).min()
    }

    /// Returns all scheduled checks.
    pub fn wakes(&self) -> Vec<ScheduledCheck> {
        self.schedule.borrow().values().flatten().map(later::wake).collect()
    }

    /// Returns the alert of a user, if it exists.
    pub fn alert(&self, user: &UserId, id: &Id) -> Option<Alert> {
        self.alerts.borrow().get(user)?.get(id).cloned()
    }

    /// Returns the state of a symbol; the default if it has none.
    pub fn symbol(&self, symbol: &Symbol) -> SymbolState {
        self.symbols.borrow().get(symbol).cloned().unwrap_or_default()
    }

    fn call(&self) -> Result<(), PortError> {
        if let (Some(spared), true) = (self.spared.get().checked_sub(1), self.failures.get() > 0) {
            self.spared.set(spared);
            return Ok(());
        }
        self.calls.set(self.calls.get() + 1);
        match self.failures.get() {
            0 => Ok(()),
            failures => {
                self.failures.set(failures - 1);
                Err(PortError::Unavailable("injected failure".into()))
            }
        }
    }

    /// Changes the recipient, and creates it if there is none.
    fn change<T>(&self, user: &UserId, change: impl FnOnce(&mut Recipient) -> T) -> T {
        let mut recipients = self.recipients.borrow_mut();
        change(recipients.entry(user.clone()).or_insert_with(|| Recipient::unknown(user.clone())))
    }

    /// Changes the recipient, if there is one.
    fn change_known(&self, user: &UserId, change: impl FnOnce(&mut Recipient)) {
        if let Some(recipient) = self.recipients.borrow_mut().get_mut(user) {
            change(recipient);
        }
    }
}

impl BatchRead for MemoryStore {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        self.call()?;
        Ok(Snapshot {
            recipients: found(&self.recipients.borrow(), users),
            items: found(&self.inbox.borrow(), keys),
            unreadable: BTreeSet::new(),
            closed: found(&self.closed.borrow(), positions),
            last_notified: found(&self.last_notified.borrow(), positions),
        })
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.call()?;
        Ok(found(&self.overflow.borrow(), keys))
    }
}

/// Returns the partition key of a notification.
fn part_of(user: &UserId, id: &EventId) -> String {
    store::inbox_key(user, id).0
}

fn found<K: Ord + Clone, V: Clone>(all: &BTreeMap<K, V>, wanted: &[K]) -> BTreeMap<K, V> {
    wanted.iter().filter_map(|key| Some((key.clone(), all.get(key)?.clone()))).collect()
}
