//! The tables, as the ports of an invocation use them.

use std::collections::BTreeMap;

use domain::budget::Counter;
use domain::ledger::{DeliveryKey, Entry};
use domain::merged::Part;
use domain::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::pause::{Destination, DestinationPause, Pauses};
use domain::recipient::{Connection, Recipient};
use domain::{Channel, ConnectionId, EventId, Time, UserId};
use ports::{
    Allowances, BatchRead, Connections, InboxWrite, Joined, Key, LedgerWrite, Merges, PortError, PositionKey,
    Positions, Register, Snapshot, Written,
};

use super::ports::Slow;
use crate::quotas::Table;
use crate::unused::{contacts_of_the_store, nothing_waits};

/// The bytes of a write unit.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-unit-calculations.html>
const WRITE_UNIT: usize = 1_024;

/// The most bytes that an entry of the ledger adds to its item, with one attempt.
const ENTRY_BYTES: usize = 300;

/// Keys, states and the index's key of an item.
const KEY_BYTES: usize = 150;

impl Slow {
    fn part(user: &UserId, id: &EventId) -> String {
        store::inbox_key(user, id).0
    }

    /// Write units of the notification's item, once it has so many entries in its ledger.
    fn units(notification: &Notification, entries: usize) -> u64 {
        let bytes = KEY_BYTES + store::memory::notification_bytes(notification) + entries * ENTRY_BYTES;
        u64::try_from(bytes.div_ceil(WRITE_UNIT)).unwrap_or(u64::MAX)
    }

    async fn write_item(&self, (user, id): &Key, more_entries: usize) -> Result<(), PortError> {
        let item = self.world.store.item(user, id);
        let notification = item.as_ref().and_then(|item| item.notification.as_ref());
        let entries = item.as_ref().map_or(0, |item| item.ledger.len()) + more_entries;
        let units = notification.map_or(1, |notification| Self::units(notification, entries));
        self.write(Table::Inbox, &Self::part(user, id), units).await
    }
}

impl BatchRead for Slow {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        let recipients = users.iter().map(|user| (Table::Recipients, user.to_string()));
        let items = keys.iter().map(|(user, id)| (Table::Inbox, Self::part(user, id)));
        let closed = positions.iter().map(|(user, _)| (Table::Inbox, user.to_string()));
        self.read_batch(recipients.chain(items).chain(closed).collect()).await?;
        self.world.store.read(users, keys, positions).await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        let items = keys.iter().map(|(user, _)| (Table::Inbox, format!("{user}#overflow")));
        self.read_batch(items.collect()).await?;
        self.world.store.read_overflow(keys).await
    }
}

impl InboxWrite for Slow {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        let part = Self::part(&notification.user_id, &notification.id);
        // The item, and its copy in the index.
        self.write(Table::Inbox, &part, 2 * Self::units(notification, 0)).await?;
        let written = self.world.store.put(notification, attempts, seen, next).await;
        if matches!(written, Ok(Written::Done)) {
            self.world.routed(notification);
        }
        written
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        _: &[Attempt],
        _: InboxState,
    ) -> Result<Written, PortError> {
        panic!("the inbox of {} is not full", notification.user_id)
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        self.write_item(&(user.clone(), id.clone()), 0).await?;
        self.world.store.add_attempts(user, id, attempts).await
    }
}

impl LedgerWrite for Slow {
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<Written, PortError> {
        self.write_item(key, usize::from(seen.is_none())).await?;
        self.world.store.record(key, delivery, entry, seen).await
    }

    async fn climb(&self, key: &Key, from: u8, even_acked: bool) -> Result<Written, PortError> {
        self.write_item(key, 0).await?;
        self.world.store.climb(key, from, even_acked).await
    }
}

impl Positions for Slow {
    async fn close_position(&self, position: &PositionKey, at: Time) -> Result<(), PortError> {
        self.write(Table::Inbox, position.0.as_str(), 1).await?;
        self.world.store.close_position(position, at).await
    }
}

impl Allowances for Slow {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        self.write(Table::Allowances, &format!("{counter:?}"), 1).await?;
        self.world.store.add(counter, by).await
    }

    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError> {
        self.read_one(Table::Allowances, provider.name()).await?;
        self.world.store.pauses(provider).await
    }

    async fn pause(&self, provider: Channel, _: Time) -> Result<(), PortError> {
        panic!("{provider} asks for no pause")
    }

    async fn pause_destination(
        &self,
        provider: Channel,
        _: &Destination,
        _: DestinationPause,
        _: Time,
    ) -> Result<Pauses, PortError> {
        panic!("{provider} asks for no pause")
    }
}

impl Connections for Slow {
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError> {
        self.write(Table::Recipients, user.as_str(), 1).await?;
        self.world.store.remove(user, connection).await
    }

    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError> {
        self.write(Table::Recipients, user.as_str(), 1).await?;
        self.world.store.remove_stale(user, connection, registered_at).await
    }
}

impl Register for Slow {
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError> {
        self.write(Table::Recipients, user.as_str(), 1).await?;
        self.world.store.register(user, connection).await
    }
}

impl Merges for Slow {
    async fn join(&self, user: &UserId, slot: &EventId, _: &Part, _: Time) -> Result<Joined, PortError> {
        panic!("{user} {slot}: liquidations are not merged")
    }

    async fn close_slot(&self, user: &UserId, slot: &EventId, _: Time) -> Result<Vec<Part>, PortError> {
        panic!("{user} {slot}: liquidations are not merged")
    }
}

// No address is found dead, and a liquidation waits for no end of quiet hours.
contacts_of_the_store!(Slow);
nothing_waits!(Slow);
