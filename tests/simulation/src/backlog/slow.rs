//! The ports of an invocation, each call of which takes its time.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use domain::budget::Counter;
use domain::ledger::{DeliveryKey, Entry, Verdict};
use domain::merged::Part;
use domain::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::pause::{Destination, DestinationPause, Pauses};
use domain::{Channel, EventId, Time, UserId};
use ports::{
    Allowances, BatchRead, Clock, Enqueue, InboxWrite, Joined, Key, LedgerWrite, Merges, Message, Outgoing,
    PortError, PositionKey, Provider, Queue, Sent, Snapshot, Written,
};

use super::World;
use crate::unused::contacts_of_the_store;

/// A call of the store.
const STORE_CALL: Duration = Duration::from_millis(4);

/// A call of the provider.
const PROVIDER_CALL: Duration = Duration::from_millis(60);

pub(super) struct Slow<'a> {
    pub(super) world: &'a World,
}

impl Slow<'_> {
    async fn takes(&self, duration: Duration) {
        let until = self.world.now.get().plus(duration);
        self.world.alarms.borrow_mut().insert(until);
        poll_fn(|_| if self.world.now.get() >= until { Poll::Ready(()) } else { Poll::Pending }).await;
    }
}

impl Clock for Slow<'_> {
    fn now(&self) -> Time {
        self.world.now.get()
    }
}

impl Provider for Slow<'_> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let key = (outgoing.notification.user_id.clone(), outgoing.notification.id.clone());
        if let Some(enqueued_at) = self.world.enqueued.borrow().get(&key) {
            self.world.queued.borrow_mut().push(self.now().millis_since(*enqueued_at));
        }
        self.takes(PROVIDER_CALL).await;
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: None }
    }
}

impl Enqueue for Slow<'_> {
    async fn enqueue(&self, _: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        // A fallback would be a second way for a P0; with one address each there is none.
        messages.iter().map(|_| Err(PortError::Refused("nothing is to be sent on".into()))).collect()
    }
}

impl BatchRead for Slow<'_> {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.read(users, keys, positions).await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.read_overflow(keys).await
    }
}

impl LedgerWrite for Slow<'_> {
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<Written, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.record(key, delivery, entry, seen).await
    }

    async fn climb(&self, key: &Key, from: u8, even_acked: bool) -> Result<Written, PortError> {
        self.world.store.climb(key, from, even_acked).await
    }
}

impl Allowances for Slow<'_> {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.add(counter, by).await
    }

    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.pauses(provider).await
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.pause(provider, until).await
    }

    async fn pause_destination(
        &self,
        provider: Channel,
        to: &Destination,
        pause: DestinationPause,
        now: Time,
    ) -> Result<Pauses, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.pause_destination(provider, to, pause, now).await
    }
}

impl Merges for Slow<'_> {
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, now: Time) -> Result<Joined, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.join(user, slot, part, now).await
    }

    async fn close_slot(&self, user: &UserId, slot: &EventId, now: Time) -> Result<Vec<Part>, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.close_slot(user, slot, now).await
    }
}

impl InboxWrite for Slow<'_> {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.put(notification, attempts, seen, next).await
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.put_in_overflow(notification, attempts, next).await
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        self.takes(STORE_CALL).await;
        self.world.store.add_attempts(user, id, attempts).await
    }
}

contacts_of_the_store!(Slow<'_>);
