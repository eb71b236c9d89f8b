//! A store between whose calls something happens.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, pending};
use std::pin::Pin;

use domain::budget::Counter;
use domain::contact::{ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
use domain::ledger::{DeliveryKey, Entry};
use domain::merged::Part;
use domain::notification::InboxItem;
use domain::pause::{Destination, DestinationPause, Pauses};
use domain::{Channel, EventId, Time, UserId};
use ports::{
    Allowances, BatchRead, Contacts, Devices, Joined, Key, LedgerWrite, Merges, PortError, PositionKey,
    Registered, Snapshot, Written,
};
use store::memory::MemoryStore;

pub(crate) type Event<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// The store, with what is to happen to its writes of the ledger.
pub(crate) struct Interposed<'a> {
    pub(crate) store: &'a MemoryStore,
    /// Happens before the next write.
    pub(crate) before: RefCell<Option<Event<'a>>>,
    /// Of so many writes the reply is lost, whereupon the client's own retry finds them done.
    pub(crate) lost_replies: Cell<u32>,
    /// At so many moments from now, of which each call has one before it and one after, the caller is killed.
    pub(crate) killed_in: Cell<Option<u32>>,
    /// Happens at such a moment.
    pub(crate) meanwhile: RefCell<Option<(u32, Event<'a>)>>,
}

impl<'a> Interposed<'a> {
    pub(crate) fn new(store: &'a MemoryStore) -> Self {
        Self {
            store,
            before: RefCell::default(),
            lost_replies: Cell::new(0),
            killed_in: Cell::new(None),
            meanwhile: RefCell::default(),
        }
    }

    /// A moment at which the caller can be killed.
    async fn moment(&self) {
        let meanwhile = self.meanwhile.borrow_mut().take();
        match meanwhile {
            Some((0, event)) => event.await,
            Some((left, event)) => *self.meanwhile.borrow_mut() = Some((left - 1, event)),
            None => {}
        }
        match self.killed_in.get() {
            Some(0) => pending().await,
            left => self.killed_in.set(left.map(|left| left - 1)),
        }
    }

    pub(crate) async fn call<T>(&self, call: impl Future<Output = T>) -> T {
        self.moment().await;
        let answer = call.await;
        self.moment().await;
        answer
    }
}

impl LedgerWrite for Interposed<'_> {
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<Written, PortError> {
        let before = self.before.borrow_mut().take();
        if let Some(before) = before {
            before.await;
        }
        let written = self.call(self.store.record(key, delivery, entry, seen)).await?;
        match (written, self.lost_replies.get().checked_sub(1)) {
            (Written::Done, Some(left)) => {
                self.lost_replies.set(left);
                self.store.record(key, delivery, entry, seen).await
            }
            (written, _) => Ok(written),
        }
    }

    async fn climb(&self, key: &Key, from: u8, even_acked: bool) -> Result<Written, PortError> {
        self.call(self.store.climb(key, from, even_acked)).await
    }
}

impl BatchRead for Interposed<'_> {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        self.call(self.store.read(users, keys, positions)).await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.call(self.store.read_overflow(keys)).await
    }
}

impl Allowances for Interposed<'_> {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        self.call(self.store.add(counter, by)).await
    }

    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError> {
        self.call(self.store.pauses(provider)).await
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        self.call(self.store.pause(provider, until)).await
    }

    async fn pause_destination(
        &self,
        provider: Channel,
        to: &Destination,
        pause: DestinationPause,
        now: Time,
    ) -> Result<Pauses, PortError> {
        self.call(self.store.pause_destination(provider, to, pause, now)).await
    }
}

impl Merges for Interposed<'_> {
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, now: Time) -> Result<Joined, PortError> {
        self.call(self.store.join(user, slot, part, now)).await
    }

    async fn close_slot(&self, user: &UserId, slot: &EventId, now: Time) -> Result<Vec<Part>, PortError> {
        self.call(self.store.close_slot(user, slot, now)).await
    }
}

impl Devices for Interposed<'_> {
    async fn register_device(&self, user: &UserId, device: &Device) -> Result<Registered, PortError> {
        self.call(self.store.register_device(user, device)).await
    }

    async fn owner_of_device(&self, device: &DeviceId) -> Result<Option<UserId>, PortError> {
        self.call(self.store.owner_of_device(device)).await
    }

    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError> {
        self.call(self.store.remove_device(user, device)).await
    }
}

impl Contacts for Interposed<'_> {
    async fn confirm_chat(&self, user: &UserId, chat: ChatId, now: Time) -> Result<(), PortError> {
        self.call(self.store.confirm_chat(user, chat, now)).await
    }

    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError> {
        self.call(self.store.unlink_chat(user)).await
    }

    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        self.call(self.store.retire_chat(user, chat)).await
    }

    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError> {
        self.call(self.store.users_of_chat(chat)).await
    }

    async fn retire_email(
        &self,
        user: &UserId,
        email: &EmailAddress,
        at: Time,
        now: Time,
    ) -> Result<(), PortError> {
        self.call(self.store.retire_email(user, email, at, now)).await
    }

    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber, at: Time) -> Result<(), PortError> {
        self.call(self.store.retire_phone(user, phone, at)).await
    }

    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError> {
        self.call(self.store.users_of_email(email)).await
    }
}
