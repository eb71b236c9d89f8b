//! A store that runs other work between its calls.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::future::{Future, pending};
use std::pin::Pin;

use domain::delivery::ledger::{DeliveryKey, Entry};
use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::{ItemWriteOutcome, Key, LedgerWrite, PortError};

pub(crate) type Event<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// The store, with other work and faults around its calls.
pub(crate) struct Interposed<'a> {
    pub(crate) store: &'a MemoryStore,
    /// Runs before the next write.
    pub(crate) before: RefCell<Option<Event<'a>>>,
    /// Number of writes whose reply is lost; the client's own retry then finds them done.
    pub(crate) lost_replies: Cell<u32>,
    /// Number of moments after which the caller is killed. Each call has one moment before it and
    /// one after it.
    pub(crate) killed_in: Cell<Option<u32>>,
    /// Runs after this number of moments.
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
}

intercept!(
    Interposed<'_>: AckHandles, BatchRead, Contacts, Deferrals, Devices, InboxLists, InboxWrite, Merges, RateLimits, Reports,
    Schedule, Scheduler
);

impl Intercept for Interposed<'_> {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        // Most parts of the schedule are empty: a kill there shows nothing.
        if let Call::Due { .. } = call {
            return effect(self.store).await;
        }
        self.moment().await;
        let answer = effect(self.store).await;
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
    ) -> Result<ItemWriteOutcome, PortError> {
        let before = self.before.borrow_mut().take();
        if let Some(before) = before {
            before.await;
        }
        let call = Call::Record { key, delivery, entry, seen };
        let effect = async |store: &MemoryStore| store.record(key, delivery, entry, seen).await;
        let written = self.around(call, effect).await?;
        match (written, self.lost_replies.get().checked_sub(1)) {
            (ItemWriteOutcome::Done, Some(left)) => {
                self.lost_replies.set(left);
                self.store.record(key, delivery, entry, seen).await
            }
            (written, _) => Ok(written),
        }
    }

    intercept!(advance_ladder, advance_repeats);
}
