//! The store in memory: the same promises as DynamoDB's, for tests. [`MemoryStore::fail_next`] makes it
//! unreachable for a while. Whatever it iterates over is in order, so that one run is like the next.

mod alerts;
mod allowances;
mod inbox;
mod later;
mod lists;
mod merges;
mod recipients;
mod size;
mod tickets;

use std::cell::{Cell, Ref, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use domain::alert::{Alert, Part, Side};
use domain::budget::Counter;
use domain::data::{Id, Symbol};
use domain::notification::InboxItem;
use domain::pause::Pauses;
use domain::recipient::{Connection, Recipient};
use domain::shard::Shard;
use domain::{Channel, EventId, Time, UserId};
use ports::{BatchRead, Grant, Key, LinkCode, PortError, PositionKey, Snapshot, SymbolState, Wake};

/// Who is to be looked at when, with the stamp.
type Woken = BTreeMap<(Time, UserId), String>;

/// What each summary was begun with; `None` once it is finished.
type Drafts = BTreeMap<EventId, Option<Vec<EventId>>>;

/// A slot of deliveries that are merged.
#[derive(Debug, Clone, Default)]
struct Slot {
    is_closed: bool,
    parts: BTreeMap<EventId, domain::merged::Part>,
}

/// Whose level is where.
type LevelKeys = BTreeMap<String, (UserId, Id)>;

/// A store in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    recipients: RefCell<BTreeMap<UserId, Recipient>>,
    inbox: RefCell<BTreeMap<Key, InboxItem>>,
    /// What the inbox was refused for.
    overflow: RefCell<BTreeMap<Key, InboxItem>>,
    /// Whose partition of the inbox is full.
    full: RefCell<BTreeSet<UserId>>,
    closed: RefCell<BTreeMap<PositionKey, Time>>,
    tickets: RefCell<BTreeMap<String, (Grant, Time)>>,
    link_codes: RefCell<BTreeMap<String, LinkCode>>,
    counters: RefCell<BTreeMap<Counter, u32>>,
    pauses: RefCell<BTreeMap<Channel, Pauses>>,
    slots: RefCell<BTreeMap<Key, Slot>>,
    schedule: RefCell<BTreeMap<Shard, Woken>>,
    deferred: RefCell<BTreeMap<UserId, BTreeSet<EventId>>>,
    drafts: RefCell<BTreeMap<UserId, Drafts>>,
    alerts: RefCell<BTreeMap<UserId, BTreeMap<Id, Alert>>>,
    levels: RefCell<BTreeMap<(Symbol, Part, Side), LevelKeys>>,
    /// How often alerts were created, and when the bucket that limits this is full again, by user.
    created: RefCell<BTreeMap<UserId, (u64, Time)>>,
    symbols: RefCell<BTreeMap<Symbol, SymbolState>>,
    failures: Cell<usize>,
    /// How many calls are made before they fail.
    spared: Cell<usize>,
    calls: Cell<u64>,
}

impl MemoryStore {
    /// Lets the next `calls` calls fail.
    pub fn fail_next(&self, calls: usize) {
        self.fail_after(0, calls);
    }

    /// Lets `calls` calls fail, after the next `spared` ones.
    pub fn fail_after(&self, spared: usize, calls: usize) {
        self.spared.set(spared);
        self.failures.set(calls);
    }

    /// From now on this user's partition of the inbox has no room for anything new, as if its items had reached the
    /// [`MAX_COLLECTION_BYTES`](domain::carrier::dynamodb::MAX_COLLECTION_BYTES) of DynamoDB.
    pub fn fill(&self, user: &UserId) {
        self.full.borrow_mut().insert(user.clone());
    }

    fn has_room(&self, user: &UserId) -> Result<(), PortError> {
        if self.full.borrow().contains(user) {
            return Err(PortError::Refused("ItemCollectionSizeLimitExceededException".into()));
        }
        Ok(())
    }

    /// Returns how many calls there were so far.
    pub fn calls(&self) -> u64 {
        self.calls.get()
    }

    /// The recipient as it is; [`Recipient::unknown`] if there is none.
    pub fn recipient(&self, user: &UserId) -> Recipient {
        self.recipients.borrow().get(user).cloned().unwrap_or_else(|| Recipient::unknown(user.clone()))
    }

    /// Puts the recipient in place of whatever is known of the user.
    pub fn set_recipient(&self, recipient: Recipient) {
        self.recipients.borrow_mut().insert(recipient.user_id.clone(), recipient);
    }

    /// The registered connections of a user.
    pub fn connections(&self, user: &UserId) -> Vec<Connection> {
        self.recipient(user).connections
    }

    /// The inbox item, whatever it is.
    pub fn item(&self, user: &UserId, id: &EventId) -> Option<InboxItem> {
        self.inbox.borrow().get(&(user.clone(), id.clone())).cloned()
    }

    /// All inbox items.
    pub fn items(&self) -> BTreeMap<Key, InboxItem> {
        self.inbox.borrow().clone()
    }

    /// When a liquidation closed this position, if one did.
    pub fn closed_at(&self, user: &UserId, position: &Id) -> Option<Time> {
        self.closed.borrow().get(&(user.clone(), position.clone())).copied()
    }

    /// What was counted so far.
    pub fn counters(&self) -> BTreeMap<Counter, u32> {
        self.counters.borrow().clone()
    }

    /// The pauses that the providers have asked for.
    pub fn all_pauses(&self) -> BTreeMap<Channel, Pauses> {
        self.pauses.borrow().clone()
    }

    /// The ids of the notifications that have joined this slot.
    pub fn slot(&self, user: &UserId, slot: &EventId) -> Vec<EventId> {
        let slots = self.slots.borrow();
        let slot = slots.get(&(user.clone(), slot.clone()));
        slot.into_iter().flat_map(|slot| slot.parts.keys().cloned()).collect()
    }

    /// What of the user's waits for the end of quiet hours, whether or not it has left already.
    pub fn deferred(&self, user: &UserId) -> Vec<EventId> {
        self.deferred.borrow().get(user).into_iter().flatten().cloned().collect()
    }

    /// All inbox items, without a copy.
    pub fn inbox(&self) -> Ref<'_, BTreeMap<Key, InboxItem>> {
        self.inbox.borrow()
    }

    /// The first minute for which a user is scheduled.
    pub fn next_wake(&self) -> Option<Time> {
        self.schedule.borrow().values().filter_map(|part| Some(part.first_key_value()?.0.0)).min()
    }

    /// Who is to be looked at when.
    pub fn wakes(&self) -> Vec<Wake> {
        self.schedule.borrow().values().flatten().map(later::wake).collect()
    }

    /// The alert of a user as it is, if there is one.
    pub fn alert(&self, user: &UserId, id: &Id) -> Option<Alert> {
        self.alerts.borrow().get(user)?.get(id).cloned()
    }

    /// What is known of a symbol; the default if nothing is.
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
                Err(PortError::Unavailable("told to fail".into()))
            }
        }
    }

    /// Changes the recipient, who comes into being by it.
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
        })
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.call()?;
        Ok(found(&self.overflow.borrow(), keys))
    }
}

fn found<K: Ord + Clone, V: Clone>(all: &BTreeMap<K, V>, wanted: &[K]) -> BTreeMap<K, V> {
    wanted.iter().filter_map(|key| Some((key.clone(), all.get(key)?.clone()))).collect()
}
