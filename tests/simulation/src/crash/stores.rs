//! The tables, as the ports of an invocation use them.

use std::fmt::Debug;

use domain::routing::notification::{Attempt, InboxState, Notification};
use domain::routing::plan::PlannedDelivery;
use domain::shard::Shard;
use domain::{EventId, UserId};
use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::{InboxWrite, ItemWriteOutcome, PortError};

use super::ports::TimedPorts;
use crate::quotas::Table;
use crate::sim_ports::part;

/// The bytes of a write unit.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-unit-calculations.html>
const WRITE_UNIT: usize = 1_024;

/// The maximum size in bytes of a ledger entry with one attempt.
const ENTRY_BYTES: usize = 300;

/// The size in bytes of an item's keys, states and index key.
const KEY_BYTES: usize = 150;

impl TimedPorts {
    /// Returns the write units of the notification's item when its ledger has this many entries.
    fn units(notification: &Notification, entries: usize) -> u64 {
        let bytes = KEY_BYTES + memory_store::notification_bytes(notification) + entries * ENTRY_BYTES;
        u64::try_from(bytes.div_ceil(WRITE_UNIT)).unwrap_or(u64::MAX)
    }

    async fn write_item(&self, user: &UserId, id: &EventId, more_entries: usize) -> Result<(), PortError> {
        let item = self.world.store.item(user, id);
        let notification = item.as_ref().and_then(|item| item.notification.as_ref());
        let entries = item.as_ref().map_or(0, |item| item.ledger.len()) + more_entries;
        let units = notification.map_or(1, |notification| Self::units(notification, entries));
        self.write(Table::Inbox, &part(user, id), units).await
    }

    /// Uses the tables as the call does.
    async fn use_tables(&self, call: Call<'_>) -> Result<(), PortError> {
        match call {
            Call::Read { users, keys, positions } => {
                let recipients = users.iter().map(|user| (Table::Recipients, user.to_string()));
                let items = keys.iter().map(|(user, id)| (Table::Inbox, part(user, id)));
                let closed = positions.iter().map(|(user, _)| (Table::Inbox, user.to_string()));
                self.read_batch(recipients.chain(items).chain(closed).collect()).await
            }
            Call::ReadOverflow { keys } => {
                let items = keys.iter().map(|(user, _)| (Table::Inbox, format!("{user}#overflow")));
                self.read_batch(items.collect()).await
            }
            Call::Put { notification, .. } => {
                let part = part(&notification.user_id, &notification.id);
                // The item, and its copy in the index.
                self.write(Table::Inbox, &part, 2 * Self::units(notification, 0)).await
            }
            Call::AddAttempts { user, id, .. } | Call::AdvanceLadder { key: (user, id), .. } => {
                self.write_item(user, id, 0).await
            }
            Call::Record { key: (user, id), seen, .. } => {
                self.write_item(user, id, usize::from(seen.is_none())).await
            }
            Call::ClosePosition { position: (user, _), .. }
            | Call::RecordNotified { position: (user, _), .. } => {
                self.write(Table::Inbox, user.as_str(), 1).await
            }
            Call::Add { counter, .. } => self.write(Table::RateLimits, &format!("{counter:?}"), 1).await,
            Call::PutHandle { handle_hash, .. } => self.write(Table::Tickets, handle_hash, 1).await,
            Call::RecordConnected { user, .. } => {
                let shard = Shard::of(user).number();
                self.write(Table::Broadcasts, &format!("connected#{shard}"), 1).await
            }
            Call::Pauses { provider } => self.read_one(Table::RateLimits, provider.name()).await,
            Call::Register { user, .. }
            | Call::Remove { user, .. }
            | Call::RemoveStale { user, .. }
            | Call::PushAccepted { user, .. } => self.write(Table::Recipients, user.as_str(), 1).await,
            _ => panic!(
                "no inbox is full, no provider asks for a pause, no address becomes invalid, and a \
                 liquidation is not merged and does not wait: {call:?}"
            ),
        }
    }
}

intercept!(
    TimedPorts: AckHandles, BatchRead, BroadcastWrite, ConnectedWrite, Connections, Contacts, Deferrals, Devices, DryRunWrite, InboxLists, LedgerWrite, Merges, Pnl, Positions,
    RateLimits, Register, Scheduler
);

impl Intercept for TimedPorts {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.use_tables(call).await?;
        effect(&self.world.store).await
    }
}

impl InboxWrite for TimedPorts {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.use_tables(Call::Put { notification, attempts, seen, next }).await?;
        let written = self.world.store.put(notification, attempts, seen, next).await;
        if matches!(written, Ok(ItemWriteOutcome::Done)) {
            self.world.routed(notification);
        }
        written
    }

    intercept!(put_in_overflow, add_attempts, add_planned);
}
