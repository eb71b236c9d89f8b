//! The store's inbox, its ledger and closed positions.

use std::collections::BTreeMap;

use domain::ledger::{DeliveryKey, Entry};
use domain::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::{EventId, EventType, Time, UserId};
use ports::{
    BatchRead, InboxAdvance, InboxLists, InboxWrite, Key, LedgerWrite, Page, PortError, Position,
    PositionKey, Positions, Seen, Snapshot, Unread, Written,
};

use super::Edge;
use crate::faults::Fault;
use crate::invariants::{self, ledger, quiet};
use crate::mutants::{self, Mutant};
use crate::quotas::Table;
use crate::sights::Sight;

/// The id of a notification that is stored and that no version of the system can read any more. Lists leave it out.
pub(crate) const UNREADABLE: &str = "unreadable";

/// Write units of an item that the index has as well.
const ROUTED: u64 = 2;

/// The hash key of a notification.
fn part(user: &UserId, id: &EventId) -> String {
    store::inbox_key(user, id).0
}

fn corrupt() -> PortError {
    PortError::Corrupt("a stored item cannot be read".into())
}

impl Edge {
    fn lists(&self, user: &UserId) -> Result<(), PortError> {
        let fails = mutants::is(Mutant::UnreadableFailsAll) && self.world.has_unreadable(user);
        if fails { Err(corrupt()) } else { Ok(()) }
    }
}

impl Edge {
    /// A notification was stored where `before` was.
    fn stored(&self, notification: &Notification, before: Option<&InboxItem>) {
        if before.is_none_or(|item| item.notification.is_none()) {
            quiet::planned(self, notification);
            if notification.event_type == EventType::DailyReport {
                self.world.saw(Sight::Reported);
            }
        }
    }
}

impl BatchRead for Edge {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        let is_unreadable = |(user, id): &&Key| self.world.has_unreadable(user) && id.as_str() == UNREADABLE;
        self.call(async || {
            for user in users {
                self.world.read(Table::Recipients, user.as_str(), 1)?;
            }
            for (user, id) in keys {
                self.world.read(Table::Inbox, &part(user, id), 1)?;
            }
            let mut snapshot = self.world.store.read(users, keys, positions).await?;
            snapshot.unreadable = keys.iter().filter(is_unreadable).cloned().collect();
            if mutants::is(Mutant::UnreadableFailsAll) && !snapshot.unreadable.is_empty() {
                return Err(corrupt());
            }
            Ok(snapshot)
        })
        .await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.call(async || self.world.store.read_overflow(keys).await).await
    }
}

impl InboxWrite for Edge {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        let (user, id) = (&notification.user_id, &notification.id);
        self.write((Table::Inbox, &part(user, id), ROUTED), async || {
            let before = self.world.store.item_anywhere(user, id);
            let written = self.world.store.put(notification, attempts, seen, next).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            if matches!(&written, Err(PortError::Refused(why)) if why.starts_with("ItemCollection")) {
                self.world.is_hit(Fault::FullPart);
            } else if matches!(written, Ok(Written::Done)) {
                self.stored(notification, before.as_ref());
            }
            written
        })
        .await
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<Written, PortError> {
        let (user, id) = (&notification.user_id, &notification.id);
        self.write((Table::Inbox, &format!("{user}#overflow"), ROUTED), async || {
            let before = self.world.store.item_anywhere(user, id);
            let written = self.world.store.put_in_overflow(notification, attempts, next).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            if matches!(written, Ok(Written::Done)) {
                self.stored(notification, before.as_ref());
            }
            written
        })
        .await
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        let effect = async || self.world.store.add_attempts(user, id, attempts).await;
        self.write((Table::Inbox, &part(user, id), 1), effect).await
    }
}

impl LedgerWrite for Edge {
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<Written, PortError> {
        self.write((Table::Inbox, &part(&key.0, &key.1), 1), async || {
            let before = self.world.store.item_anywhere(&key.0, &key.1);
            let seen = if mutants::is(Mutant::RecordIgnoresRevision) {
                before.as_ref().and_then(|item| item.ledger.get(delivery)).map(|entry| entry.revision)
            } else {
                seen
            };
            let written = self.world.store.record(key, delivery, entry, seen).await;
            if matches!(written, Ok(Written::Done)) {
                ledger::recorded(self, key, delivery, before.as_ref(), entry);
            }
            written
        })
        .await
    }

    async fn climb(&self, key: &Key, from: u8, even_acked: bool) -> Result<Written, PortError> {
        let effect = async || self.world.store.climb(key, from, even_acked).await;
        self.write((Table::Inbox, &part(&key.0, &key.1), 1), effect).await
    }
}

impl Positions for Edge {
    async fn close_position(&self, position: &PositionKey, at: Time) -> Result<(), PortError> {
        let effect = async || self.world.store.close_position(position, at).await;
        self.write((Table::Inbox, position.0.as_str(), 1), effect).await
    }
}

impl InboxAdvance for Edge {
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: Seen,
        next: InboxState,
        now: Time,
    ) -> Result<Written, PortError> {
        self.write((Table::Inbox, &part(user, id), ROUTED), async || {
            let before = self.world.store.item_anywhere(user, id);
            let written = self.world.store.advance(user, id, seen, next, now).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            written
        })
        .await
    }
}

impl InboxLists for Edge {
    async fn pending(
        &self,
        user: &UserId,
        after: Option<&Position>,
        limit: usize,
        now: Time,
    ) -> Result<Page, PortError> {
        self.lists(user)?;
        self.call(async || self.world.store.pending(user, after, limit, now).await).await
    }

    async fn list(&self, user: &UserId, before: Option<&Position>, limit: usize) -> Result<Page, PortError> {
        self.lists(user)?;
        self.call(async || self.world.store.list(user, before, limit).await).await
    }

    async fn unread_page(&self, user: &UserId, limit: usize) -> Result<Vec<(EventId, Seen)>, PortError> {
        self.call(async || self.world.store.unread_page(user, limit).await).await
    }

    async fn unread(&self, user: &UserId) -> Result<Unread, PortError> {
        self.call(async || self.world.store.unread(user).await).await
    }
}
