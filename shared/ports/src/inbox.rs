//! The inbox: notifications, the ledger of their deliveries, and closed positions.

use std::collections::{BTreeMap, BTreeSet};

use domain::Time;
use domain::delivery::ledger::{DeliveryKey, Entry};
use domain::event::data::Id;
use domain::ids::{EventId, UserId};
use domain::recipient::Recipient;
use domain::routing::again::LastNotified;
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{Ack, Attempt, InboxItem, InboxState, Notification};
use domain::routing::plan::PlannedDelivery;

use crate::PortError;

/// The identity of a notification: its user and its id.
pub type Key = (UserId, EventId);

/// What a newer event can close, so that older events about it are obsolete: its user, and the ID of a
/// position, or the event type and the ID of anything else.
pub type PositionKey = (UserId, Id);

/// The result of one batch read, in an order that does not change from run to run. A user without
/// an entry is [`Recipient::unknown`]; an inbox item without an entry does not exist.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The recipients that exist.
    pub recipients: BTreeMap<UserId, Recipient>,
    /// The inbox items that exist.
    pub items: BTreeMap<Key, InboxItem>,
    /// The inbox items that exist but cannot be read. Each of them affects only itself.
    pub unreadable: BTreeSet<Key>,
    /// The times at which newer events closed these. What has no entry was not closed.
    pub closed: BTreeMap<PositionKey, Time>,
    /// The latest events about these of which their traders were notified, where the catalogue compares
    /// further ones with them.
    pub last_notified: BTreeMap<PositionKey, LastNotified>,
}

impl Snapshot {
    /// Returns the recipient; [`Recipient::unknown`] if there is none.
    pub fn recipient(&self, user: &UserId) -> Recipient {
        self.recipients.get(user).cloned().unwrap_or_else(|| Recipient::unknown(user.clone()))
    }

    /// Returns the time at which a newer event closed this, if one did.
    pub fn closed_at(&self, user: &UserId, position: Option<Id>) -> Option<Time> {
        self.closed.get(&(user.clone(), position?)).copied()
    }
}

/// Reads recipients, inbox items and closed positions in one batch.
pub trait BatchRead {
    /// Reads all named items, strongly consistent, in as few calls as the store allows. Names may
    /// repeat; at most 100 in total. A recipient that cannot be read is logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError>;

    /// Returns those of these notifications that are in the overflow
    /// ([`InboxWrite::put_in_overflow`]), strongly consistent; at most 100 per call. Only a
    /// recipient that is marked as overflowing can have any.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError>;
}

/// The result of a conditional write.
#[derive(Debug)]
pub enum ItemWriteOutcome {
    /// The write was stored.
    Done,
    /// Another invocation wrote first: nothing was stored, and this is the current item. It is
    /// boxed because it is rare.
    Conflict(Box<Option<InboxItem>>),
}

/// Writes inbox items.
pub trait InboxWrite {
    /// Stores the notification with its first attempts and sets the item's state to `next`, if the
    /// state is still `seen`; otherwise the result is [`ItemWriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// [`PortError::Refused`], not retryable, if the store rejects the item, for example for its
    /// size; then [`InboxWrite::put_in_overflow`] may succeed. [`PortError::Corrupt`], not
    /// retryable, if the current item cannot be read. A retryable [`PortError`] if the store
    /// throttles the call or is unavailable.
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError>;

    /// Stores a notification that [`InboxWrite::put`] was refused for in the inbox's overflow, and
    /// marks the recipient as overflowing. The notification appears in the lists like any other.
    /// [`LedgerWrite`], [`InboxAdvance`] and [`Deferrals`] write to it if the inbox has no item of
    /// its id. The first write counts: if another invocation wrote first, the result is
    /// [`ItemWriteOutcome::Conflict`] with the stored notification, whose plan is the valid one. If the item
    /// is only the mark of an early ack, the notification is merged with it.
    ///
    /// # Errors
    ///
    /// [`PortError::Refused`], not retryable, if the overflow rejects the notification as well;
    /// [`PortError::Corrupt`], not retryable, if the current item cannot be read; a retryable
    /// [`PortError`] if the store throttles the call or is unavailable, or if the item keeps
    /// changing.
    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError>;

    /// Adds attempts to an item. Nothing is added to an item that does not exist or has the maximum
    /// number of attempts.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError>;

    /// Adds the deliveries to the plan of the notification `seen`, in the inbox or in its overflow, if its plan is
    /// still that of `seen`; otherwise the result is [`ItemWriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn add_planned(
        &self,
        seen: &Notification,
        planned: &[PlannedDelivery],
    ) -> Result<ItemWriteOutcome, PortError>;
}

/// Writes the ledger of external deliveries, which is a part of the notification's item.
pub trait LedgerWrite {
    /// Stores the entry of this delivery if the ledger still has the entry of revision `seen` or,
    /// for `None`, no entry; otherwise the result is [`ItemWriteOutcome::Conflict`]. The notification must
    /// exist.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<ItemWriteOutcome, PortError>;

    /// Moves the escalation ladder from step `from` to the next step, if the item still exists and
    /// its trader has not seen it; otherwise the result is [`ItemWriteOutcome::Conflict`]. With `even_acked` a seen item
    /// is moved as well: there are types whose ladder is not ended by an ack.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn advance_ladder(
        &self,
        key: &Key,
        from: u8,
        even_acked: bool,
    ) -> Result<ItemWriteOutcome, PortError>;

    /// Counts the repeat after number `from`, if the item still exists and its trader has not seen it;
    /// otherwise the result is [`ItemWriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Those of [`LedgerWrite::advance_ladder`].
    async fn advance_repeats(&self, key: &Key, from: u8) -> Result<ItemWriteOutcome, PortError>;
}

/// Stores what was closed by newer events, and the latest of which traders were notified.
pub trait Positions {
    /// Records that the trader was notified of this event about this. The event that occurred last is kept.
    ///
    /// # Errors
    ///
    /// Those of [`Positions::close_position`].
    async fn record_notified(&self, position: &PositionKey, last: &LastNotified) -> Result<(), PortError>;

    /// Records that an event that occurred at `at` closed this. The latest time is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn close_position(&self, position: &PositionKey, at: Time) -> Result<(), PortError>;
}

/// The part of an item's state that an ack or a read mark is based on.
#[derive(Debug, Clone, Copy)]
pub struct ItemVersion {
    /// The item's state; `None` if there is no item.
    pub state: Option<InboxState>,
    /// The notification's time in the lists; `None` if no list shows it.
    pub listed_at: Option<Time>,
}

impl ItemVersion {
    /// Returns the state of this item as it was read.
    pub fn of(item: Option<&InboxItem>) -> Self {
        let notification = item.and_then(|item| item.notification.as_ref());
        Self {
            state: item.map(|item| item.state),
            listed_at: notification.filter(|n| n.hidden().is_none()).map(|n| n.occurred_at),
        }
    }
}

/// Changes the state of inbox items.
pub trait InboxAdvance {
    /// Sets the item's state to `next`, if the state is still that of `seen`; otherwise the result
    /// is [`ItemWriteOutcome::Conflict`]. If there is no item yet, creates the mark of an early ack.
    /// The time of the item's first ack is kept, and so is the first `ack` with which `next` is a state that
    /// the trader has seen.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: ItemVersion,
        next: InboxState,
        ack: &Ack,
    ) -> Result<ItemWriteOutcome, PortError>;
}

/// A position in a list that is ordered by time and, within a millisecond, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The notification's `occurred_at`.
    pub at: Time,
    /// The notification's id.
    pub id: EventId,
}

impl Position {
    /// Returns the position of this notification.
    pub fn of(notification: &Notification) -> Self {
        Self { at: notification.occurred_at, id: notification.id.clone() }
    }

    /// Returns the position as an opaque cursor for the client.
    pub fn to_cursor(&self) -> String {
        format!("{}~{}", self.at.as_millis(), self.id)
    }

    /// Returns the position that [`Position::to_cursor`] encoded; `None` for any other text.
    pub fn from_cursor(cursor: &str) -> Option<Self> {
        let (at, id) = cursor.split_once('~')?;
        let at = at.parse().ok().map(Time::from_millis)?;
        let position = Self { at, id: EventId::parse(id).ok()? };
        (position.to_cursor() == cursor).then_some(position)
    }
}

/// A page of a list.
#[derive(Debug, Default)]
pub struct Page {
    /// The items, in the list's order; all of them have content. They have no attempts, ledger and
    /// ladder: no list shows those.
    pub items: Vec<InboxItem>,
    /// The position from which the next page continues; `None` at the end. A page can be short,
    /// even empty, and still not be the last one.
    pub next: Option<Position>,
}

/// The number of notifications that the trader has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unread {
    /// The number of unread notifications, at most [`Unread::MAX`].
    pub count: usize,
    /// Whether there are more than [`Unread::MAX`].
    pub more: bool,
}

impl Unread {
    /// The largest number that is counted exactly.
    pub const MAX: usize = 100;
}

/// Reads the inbox's lists; strongly consistent.
pub trait InboxLists {
    /// Returns up to `limit` notifications after `after` that are pending and not expired at `now`,
    /// oldest first. An item that cannot be read is logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn pending(
        &self,
        user: &UserId,
        after: Option<&Position>,
        limit: usize,
        now: Time,
    ) -> Result<Page, PortError>;

    /// Returns up to `limit` of the notifications before `before` that `filter` selects, newest first. If it
    /// depends on their content, a bounded number of notifications is searched, and the page can be short. An
    /// item that cannot be read is logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn list(
        &self,
        user: &UserId,
        filter: &ListFilter,
        before: Option<&Position>,
        limit: usize,
    ) -> Result<Page, PortError>;

    /// Returns the ids and states of up to `limit` listed notifications that are not read, newest
    /// first.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn unread_page(
        &self,
        user: &UserId,
        limit: usize,
    ) -> Result<Vec<(EventId, ItemVersion)>, PortError>;

    /// Returns the number of listed notifications that are not read.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn unread(&self, user: &UserId) -> Result<Unread, PortError>;
}
