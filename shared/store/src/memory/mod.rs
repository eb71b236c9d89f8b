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
use domain::notification::{Change, InboxItem, InboxState, Notification};
use domain::pause::Pauses;
use domain::recipient::{Connection, Recipient};
use domain::shard::Shard;
use domain::{Channel, EventId, Time, UserId};
use ports::{BatchRead, Grant, Key, LinkCode, PortError, PositionKey, Snapshot, SymbolState, Wake};

use crate::keys;

pub use size::of_notification as notification_bytes;

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
    /// How many bytes each part of an inbox takes, if they are limited.
    most_in_part: Cell<Option<usize>>,
    /// The bytes of the notifications in each part, while they are limited.
    parts: RefCell<BTreeMap<String, usize>>,
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

    /// From now on each part of an inbox takes no notification more once it has so many bytes, in the place of the
    /// [`MAX_COLLECTION_BYTES`](domain::carrier::dynamodb::MAX_COLLECTION_BYTES) of DynamoDB. What is in it can still grow by
    /// its ledger.
    pub fn limit_parts(&self, bytes: usize) {
        self.most_in_part.set(Some(bytes));
    }

    /// Returns how many notifications are in the overflow.
    pub fn overflowed(&self) -> usize {
        self.overflow.borrow().len()
    }

    fn has_room(&self, user: &UserId) -> Result<(), PortError> {
        if self.full.borrow().contains(user) {
            return Err(PortError::Refused("ItemCollectionSizeLimitExceededException".into()));
        }
        Ok(())
    }

    /// As [`Self::has_room`], in the part that has this notification.
    fn has_room_for(&self, user: &UserId, id: &EventId) -> Result<(), PortError> {
        let parts = self.parts.borrow();
        let bytes = || parts.get(&keys::inbox_part(user, id)).copied().unwrap_or_default();
        if self.most_in_part.get().is_some_and(|most| bytes() >= most) {
            return Err(PortError::Refused("ItemCollectionSizeLimitExceededException".into()));
        }
        self.has_room(user)
    }

    /// A notification came into its part.
    fn fill_part(&self, notification: &Notification) {
        if self.most_in_part.get().is_some() {
            let part = keys::inbox_part(&notification.user_id, &notification.id);
            *self.parts.borrow_mut().entry(part).or_default() += size::of_notification(notification);
        }
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

    /// The item of a notification, wherever it is: in the inbox, or else in the overflow, where an ack that left its mark in
    /// the inbox counts for it.
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
                Some(InboxItem { state, acked_at, ..item.clone() })
            }
            (item, mark) => item.cloned().or(mark),
        }
    }

    /// All items as [`Self::item_anywhere`] returns them.
    pub fn items_anywhere(&self) -> BTreeMap<Key, InboxItem> {
        let mut items = self.items();
        for (user, id) in self.overflow.borrow().keys() {
            items.extend(self.item_anywhere(user, id).map(|item| ((user.clone(), id.clone()), item)));
        }
        items
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
