//! Writes of inbox items, their ledger and closed positions, in memory.

use std::collections::BTreeMap;

use domain::delivery::ledger::{DeliveryKey, Entry};
use domain::routing::again::LastNotified;
use domain::routing::notification::{
    Ack, Attempt, Change, InboxItem, InboxState, MAX_ATTEMPTS, Notification,
};
use domain::routing::plan::PlannedDelivery;
use domain::{EventId, Time, UserId};
use ports::{
    InboxAdvance, InboxWrite, ItemVersion, ItemWriteOutcome, Key, LedgerWrite, PortError, PositionKey,
    Positions,
};

use crate::{MemoryStore, size};

/// Returns the mark of an early ack: an item without content.
fn mark(state: InboxState) -> InboxItem {
    InboxItem {
        state,
        acked_at: None,
        seen: None,
        notification: None,
        attempts: Vec::new(),
        ledger: BTreeMap::new(),
        ladder_step: 0,
        repeats: 0,
        released_as: None,
    }
}

impl InboxWrite for MemoryStore {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let key = (notification.user_id.clone(), notification.id.clone());
        let mut inbox = self.inbox.borrow_mut();
        let current = inbox.get(&key);
        if current.map(|item| item.state) != seen {
            return Ok(ItemWriteOutcome::Conflict(Box::new(current.cloned())));
        }
        self.has_room_for(&notification.user_id, &notification.id)?;
        let is_new = current.is_none_or(|item| item.notification.is_none());
        let mut item = current.cloned().unwrap_or_else(|| mark(next));
        item.state = next;
        item.notification = Some(notification.clone());
        if !attempts.is_empty() {
            item.attempts = attempts.to_vec();
        }
        size::check_inbox_item(&item)?;
        inbox.insert(key, item);
        if is_new {
            self.fill_part(notification);
        }
        Ok(ItemWriteOutcome::Done)
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        self.change(&notification.user_id, |recipient| recipient.inbox_overflows = true);
        let item =
            InboxItem { notification: Some(notification.clone()), attempts: attempts.to_vec(), ..mark(next) };
        size::check_inbox_item(&item)?;
        let key = (notification.user_id.clone(), notification.id.clone());
        let mut overflow = self.overflow.borrow_mut();
        match overflow.get_mut(&key) {
            // The first write of a notification counts.
            Some(known) if known.notification.is_some() => {
                return Ok(ItemWriteOutcome::Conflict(Box::new(Some(known.clone()))));
            }
            // An ack arrived before the notification and left its mark here.
            Some(mark) => {
                let state = InboxState::after(Some(mark.state), Change::Arrived).unwrap_or(mark.state);
                *mark = InboxItem { state, acked_at: mark.acked_at, seen: mark.seen.take(), ..item };
            }
            None => drop(overflow.insert(key, item)),
        }
        Ok(ItemWriteOutcome::Done)
    }

    async fn add_planned(
        &self,
        seen: &Notification,
        planned: &[PlannedDelivery],
    ) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let key = (seen.user_id.clone(), seen.id.clone());
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        let is_written = |item: &&mut InboxItem| item.notification.is_some();
        let Some(item) = inbox.get_mut(&key).filter(is_written).or_else(|| overflow.get_mut(&key)) else {
            return Ok(ItemWriteOutcome::Conflict(Box::new(None)));
        };
        match item.notification.take() {
            Some(known) if known.channels == seen.channels => {
                item.notification = Some(known.with_planned(planned));
                Ok(ItemWriteOutcome::Done)
            }
            known => {
                item.notification = known;
                Ok(ItemWriteOutcome::Conflict(Box::new(Some(item.clone()))))
            }
        }
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        self.call()?;
        let key = (user.clone(), id.clone());
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        if inbox.contains_key(&key) {
            self.has_room_for(user, id)?;
        }
        if let Some(item) = inbox.get_mut(&key).or_else(|| overflow.get_mut(&key))
            && item.attempts.len() < MAX_ATTEMPTS
        {
            let before = item.attempts.len();
            item.attempts.extend_from_slice(attempts);
            if let Err(error) = size::check_inbox_item(item) {
                item.attempts.truncate(before);
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Returns the notification's item: the one in the inbox or, if that is missing or only an ack's
/// mark, the one in the overflow.
fn where_it_is<'a>(
    inbox: &'a mut BTreeMap<Key, InboxItem>,
    overflow: &'a mut BTreeMap<Key, InboxItem>,
    key: &Key,
) -> Option<&'a mut InboxItem> {
    match inbox.get_mut(key) {
        Some(item) if item.notification.is_some() || !overflow.contains_key(key) => Some(item),
        Some(_) | None => overflow.get_mut(key),
    }
}

impl InboxAdvance for MemoryStore {
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: ItemVersion,
        next: InboxState,
        ack: &Ack,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let key = (user.clone(), id.clone());
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        let is_in_inbox = inbox.contains_key(&key);
        let has_no_room = || !is_in_inbox && seen.state.is_none() && self.has_room_for(user, id).is_err();
        let place = if !is_in_inbox && (seen.state.is_some() || has_no_room()) {
            &mut *overflow
        } else {
            &mut *inbox
        };
        let current = place.get(&key);
        if current.map(|item| item.state) != seen.state {
            return Ok(ItemWriteOutcome::Conflict(Box::new(current.cloned())));
        }
        let item = place.entry(key).or_insert_with(|| mark(next));
        item.state = next;
        item.acked_at.get_or_insert(ack.at);
        if next.is_seen() {
            item.seen.get_or_insert_with(|| ack.clone());
        }
        Ok(ItemWriteOutcome::Done)
    }
}

impl LedgerWrite for MemoryStore {
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        match where_it_is(&mut inbox, &mut overflow, key) {
            Some(item)
                if item.notification.is_some()
                    && item.ledger.get(delivery).map(|known| known.revision) == seen =>
            {
                let before = item.ledger.insert(delivery.clone(), entry.clone());
                if let Err(error) = size::check_inbox_item(item) {
                    item.ledger.remove(delivery);
                    item.ledger.extend(before.map(|before| (delivery.clone(), before)));
                    return Err(error);
                }
                Ok(ItemWriteOutcome::Done)
            }
            current => Ok(ItemWriteOutcome::Conflict(Box::new(current.cloned()))),
        }
    }

    async fn advance_ladder(
        &self,
        key: &Key,
        from: u8,
        even_acked: bool,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        match where_it_is(&mut inbox, &mut overflow, key) {
            Some(item)
                if item.state.is_written()
                    && (even_acked || !item.state.is_seen())
                    && item.ladder_step == from =>
            {
                item.ladder_step = from.saturating_add(1);
                Ok(ItemWriteOutcome::Done)
            }
            current => Ok(ItemWriteOutcome::Conflict(Box::new(current.cloned()))),
        }
    }

    async fn advance_repeats(&self, key: &Key, from: u8) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        match where_it_is(&mut inbox, &mut overflow, key) {
            Some(item) if item.state.is_written() && !item.state.is_seen() && item.repeats == from => {
                item.repeats = from.saturating_add(1);
                Ok(ItemWriteOutcome::Done)
            }
            current => Ok(ItemWriteOutcome::Conflict(Box::new(current.cloned()))),
        }
    }
}

impl Positions for MemoryStore {
    async fn close_position(&self, position: &PositionKey, at: Time) -> Result<(), PortError> {
        self.call()?;
        self.has_room(&position.0)?;
        let mut closed = self.closed.borrow_mut();
        let known = closed.entry(position.clone()).or_insert(at);
        *known = (*known).max(at);
        Ok(())
    }

    async fn record_notified(&self, position: &PositionKey, last: &LastNotified) -> Result<(), PortError> {
        self.call()?;
        self.has_room(&position.0)?;
        let mut known = self.last_notified.borrow_mut();
        let is_later = known.get(position).is_none_or(|known| known.occurred_at < last.occurred_at);
        if is_later {
            known.insert(position.clone(), last.clone());
        }
        Ok(())
    }
}
