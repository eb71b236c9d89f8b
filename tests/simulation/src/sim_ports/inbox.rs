//! The store's inbox, its ledger and closed positions.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::delivery::ledger::{DeliveryKey, Entry, LedgerState};
use domain::routing::again::LastNotified;
use domain::routing::notification::{Ack, Attempt, InboxItem, InboxState, Notification};
use domain::routing::plan::PlannedDelivery;
use domain::{Channel, EventId, EventType, Time, UserId};
use memory_store::intercept;
use ports::{
    BatchRead, InboxAdvance, InboxWrite, ItemVersion, ItemWriteOutcome, Key, LedgerWrite, PortError,
    PositionKey, Positions, Queue, Snapshot,
};

use super::SimPorts;
use crate::coverage::Coverage;
use crate::faults::Fault;
use crate::invariants::{self, envelope, ledger, outcome, quiet};
use crate::mutants::{self, Mutant};
use crate::quotas::Table;

/// The id of a notification that is stored and that no version of the system can decode. Lists leave it out.
pub(crate) const UNREADABLE: &str = "unreadable";

/// The write units of an item that is in the index as well.
const ROUTED: u64 = 2;

/// Returns the hash key of a notification.
pub(crate) fn part(user: &UserId, id: &EventId) -> String {
    store::inbox_key(user, id).0
}

fn corrupt() -> PortError {
    PortError::Corrupt("a stored item cannot be read".into())
}

impl SimPorts {
    /// Fails as a list of this user does.
    pub(super) fn lists(&self, user: &UserId) -> Result<(), PortError> {
        let fails = mutants::is(Mutant::UnreadableFailsAll) && self.world.has_unreadable(user);
        if fails { Err(corrupt()) } else { Ok(()) }
    }
}

impl SimPorts {
    /// Checks a notification that was stored in place of `before`.
    fn stored(&self, notification: &Notification, before: Option<&InboxItem>) {
        if before.is_none_or(|item| item.notification.is_none()) {
            quiet::planned(self, notification);
            outcome::notifies_once(self, notification);
            envelope::stored(&self.world, notification);
            if notification.event_type == EventType::DailyReport {
                self.world.saw(Coverage::Reported);
            }
        }
    }
}

/// Changes that the mutants make to what is read.
impl SimPorts {
    fn mutate(&self, snapshot: &mut Snapshot) {
        for item in snapshot.items.values_mut() {
            self.mutate_item(item);
        }
        if mutants::is(Mutant::QuietInUtc) && matches!(self.queue, Some(Queue::Events(_))) {
            for recipient in snapshot.recipients.values_mut() {
                Arc::make_mut(&mut recipient.preferences).time_zone = Some("UTC".to_owned());
            }
        }
    }

    fn mutate_item(&self, item: &mut InboxItem) {
        if mutants::is(Mutant::LeaseIgnored) {
            let claimed = |entry: &&mut Entry| matches!(entry.state, LedgerState::Claimed { .. });
            for entry in item.ledger.values_mut().filter(claimed) {
                entry.state = LedgerState::Retrying { until: self.world.now() };
            }
        }
        let is_in_app = matches!(self.queue, Some(Queue::Deliveries(Channel::Websocket, _)));
        let is_external = matches!(self.queue, Some(Queue::Deliveries(..) | Queue::Escalate)) && !is_in_app;
        if mutants::is(Mutant::AckIgnored) && is_external && item.state.is_seen() {
            item.state = InboxState::Pending;
        }
    }

    fn mutated_conflict(
        &self,
        written: Result<ItemWriteOutcome, PortError>,
        entry: &Entry,
    ) -> Result<ItemWriteOutcome, PortError> {
        match written {
            Ok(ItemWriteOutcome::Conflict(_))
                if mutants::is(Mutant::ClaimUnconditional)
                    && matches!(entry.state, LedgerState::Claimed { .. }) =>
            {
                Ok(ItemWriteOutcome::Done)
            }
            Ok(ItemWriteOutcome::Conflict(mut item)) => {
                if let Some(item) = item.as_mut() {
                    self.mutate_item(item);
                }
                Ok(ItemWriteOutcome::Conflict(item))
            }
            other => other,
        }
    }
}

impl BatchRead for SimPorts {
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
            for key in keys {
                ledger::read_again(self, key);
            }
            self.mutate(&mut snapshot);
            snapshot.unreadable = keys.iter().filter(is_unreadable).cloned().collect();
            if mutants::is(Mutant::UnreadableFailsAll) && !snapshot.unreadable.is_empty() {
                return Err(corrupt());
            }
            Ok(snapshot)
        })
        .await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.call(async || {
            let mut items = self.world.store.read_overflow(keys).await?;
            for item in items.values_mut() {
                self.mutate_item(item);
            }
            Ok(items)
        })
        .await
    }
}

impl InboxWrite for SimPorts {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError> {
        let (user, id) = (&notification.user_id, &notification.id);
        self.write((Table::Inbox, &part(user, id), ROUTED), async || {
            let before = self.world.store.item_anywhere(user, id);
            let is_overwritten = mutants::is(Mutant::AckOverwritten);
            let mark = before.as_ref().filter(|item| is_overwritten && item.notification.is_none());
            let (seen, next) = mark.map_or((seen, next), |mark| (Some(mark.state), InboxState::Pending));
            let written = self.world.store.put(notification, attempts, seen, next).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            invariants::stays_in_place(&self.world, user, id, before.as_ref());
            if matches!(&written, Err(PortError::Refused(why)) if why.starts_with("ItemCollection")) {
                self.world.is_hit(Fault::FullPart);
            } else if matches!(written, Ok(ItemWriteOutcome::Done)) {
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
    ) -> Result<ItemWriteOutcome, PortError> {
        let (user, id) = (&notification.user_id, &notification.id);
        self.write((Table::Inbox, &format!("{user}#overflow"), ROUTED), async || {
            let before = self.world.store.item_anywhere(user, id);
            let written = self.world.store.put_in_overflow(notification, attempts, next).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            invariants::stays_in_place(&self.world, user, id, before.as_ref());
            if matches!(written, Ok(ItemWriteOutcome::Done)) {
                self.stored(notification, before.as_ref());
            }
            written
        })
        .await
    }

    async fn add_planned(
        &self,
        seen: &Notification,
        planned: &[PlannedDelivery],
    ) -> Result<ItemWriteOutcome, PortError> {
        self.write((Table::Inbox, &part(&seen.user_id, &seen.id), ROUTED), async || {
            let written = self.world.store.add_planned(seen, planned).await;
            if matches!(written, Ok(ItemWriteOutcome::Done)) {
                self.world.saw(Coverage::BroadcastAdded);
                let notification = seen.clone().with_planned(planned);
                self.world.note("planned", self.number, format_args!("{} {:?}", seen.id, planned));
                quiet::added(self, &notification, planned);
            }
            written
        })
        .await
    }

    intercept!(add_attempts);
}

impl LedgerWrite for SimPorts {
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.write((Table::Inbox, &part(&key.0, &key.1), 1), async || {
            let before = self.world.store.item_anywhere(&key.0, &key.1);
            let seen = if mutants::is(Mutant::RecordIgnoresRevision) {
                before.as_ref().and_then(|item| item.ledger.get(delivery)).map(|entry| entry.revision)
            } else {
                seen
            };
            let written = self.world.store.record(key, delivery, entry, seen).await;
            if matches!(written, Ok(ItemWriteOutcome::Done)) {
                ledger::recorded(self, key, delivery, before.as_ref(), entry);
            }
            self.mutated_conflict(written, entry)
        })
        .await
    }

    async fn advance_ladder(
        &self,
        key: &Key,
        from: u8,
        even_acked: bool,
    ) -> Result<ItemWriteOutcome, PortError> {
        let even_acked = even_acked || mutants::is(Mutant::AckIgnored);
        let effect = async || self.world.store.advance_ladder(key, from, even_acked).await;
        self.write((Table::Inbox, &part(&key.0, &key.1), 1), effect).await
    }

    async fn advance_repeats(&self, key: &Key, from: u8) -> Result<ItemWriteOutcome, PortError> {
        let effect = async || {
            let is_seen = |item: &InboxItem| item.state.is_seen();
            let is_over = self.world.store.item_anywhere(&key.0, &key.1).as_ref().is_some_and(is_seen);
            if mutants::is(Mutant::RepeatedThoughSeen) && is_over {
                ledger::repeated(&self.world, key, is_over);
                return Ok(ItemWriteOutcome::Done);
            }
            let written = self.world.store.advance_repeats(key, from).await;
            if matches!(written, Ok(ItemWriteOutcome::Done)) {
                self.world.saw(Coverage::Repeated);
                ledger::repeated(&self.world, key, is_over);
            }
            written
        };
        self.write((Table::Inbox, &part(&key.0, &key.1), 1), effect).await
    }
}

impl Positions for SimPorts {
    async fn close_position(&self, position: &PositionKey, at: Time) -> Result<(), PortError> {
        if mutants::is(Mutant::PositionLeftOpen) {
            return self.call(async || Ok(())).await;
        }
        let effect = async || self.world.store.close_position(position, at).await;
        self.write((Table::Inbox, position.0.as_str(), 1), effect).await
    }

    async fn record_notified(&self, position: &PositionKey, last: &LastNotified) -> Result<(), PortError> {
        let effect = async || {
            if mutants::is(Mutant::NotifiedForgotten) {
                return Ok(());
            }
            self.world.store.record_notified(position, last).await
        };
        let recorded = self.write((Table::Inbox, position.0.as_str(), 1), effect).await;
        if recorded.is_ok() {
            let mut facts = self.world.facts.borrow_mut();
            facts.notified.entry(position.clone()).or_default().push((last.clone(), self.world.now()));
        }
        recorded
    }
}

impl InboxAdvance for SimPorts {
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: ItemVersion,
        next: InboxState,
        ack: &Ack,
    ) -> Result<ItemWriteOutcome, PortError> {
        if seen.state.is_none() && mutants::is(Mutant::EarlyAckForgotten) {
            return self.call(async || Ok(ItemWriteOutcome::Done)).await;
        }
        let is_mistaken = mutants::is(Mutant::ReceivedTakenForSeen);
        let next = match next {
            InboxState::Received if is_mistaken => InboxState::Seen,
            InboxState::ReceivedEarly if is_mistaken => InboxState::SeenEarly,
            next => next,
        };
        self.write((Table::Inbox, &part(user, id), ROUTED), async || {
            let before = self.world.store.item_anywhere(user, id);
            let written = self.world.store.advance(user, id, seen, next, ack).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            written
        })
        .await
    }
}
