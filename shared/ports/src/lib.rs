//! What the use cases need of the outside world.
//!
//! A use case names in its signature the ports that it may touch, and nothing else: DynamoDB, SQS and the
//! gateway are behind them in production, in-memory twins in the tests.

// Every executor here polls one batch on one thread (a function's own, and the tests'), so the futures
// need not be `Send`.
#![allow(async_fn_in_trait)]

use std::collections::{BTreeMap, BTreeSet};

use std::time::Duration;

use domain::data::Id;
use domain::ids::{ConnectionId, EventId, UserId};
use domain::ledger::{DeliveryKey, Entry};
use domain::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::recipient::{Connection, Recipient};
use domain::{Channel, Priority, Time};

mod alerts;
mod later;
mod merges;
mod outside;
mod trader;

pub use alerts::{Alerts, Feeds, Jobs, LevelPage, Levels, StaleNotice, SymbolState, UserAlerts};
pub use later::{Deferrals, Draft, Pnl, Reports, Schedule, Waiting, Wake, Wakes, minute_of};
pub use merges::{Joined, Merges};
pub use outside::{Allowances, Outgoing, Provider, Secret, SecretText, Sent};
pub use trader::{
    Contacts, Devices, LinkCode, LinkCodes, PreferencesWrite, ProfileWrite, Registered, Stored,
};

/// Why a port could not do it. Whether it was done all the same is unknown after [`PortError::Unavailable`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// The service wants us to slow down.
    #[error("throttled: {0}")]
    Throttled(String),
    /// The service failed, did not answer in time or could not be reached.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The service refused the request and would refuse it again.
    #[error("refused: {0}")]
    Refused(String),
    /// What is stored cannot be read.
    #[error("corrupt: {0}")]
    Corrupt(String),
}

impl PortError {
    /// Whether the same call can succeed later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Throttled(_) | Self::Unavailable(_) => true,
            Self::Refused(_) | Self::Corrupt(_) => false,
        }
    }
}

/// Tells the time.
pub trait Clock {
    /// The present instant.
    fn now(&self) -> Time;
}

/// A notification's identity.
pub type Key = (UserId, EventId);

/// A position's identity.
pub type PositionKey = (UserId, Id);

/// What one batch read found, in an order that does not change from run to run. A user that is not there is [`Recipient::unknown`]; an item that is not there
/// does not exist.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The recipients that exist.
    pub recipients: BTreeMap<UserId, Recipient>,
    /// The inbox items that exist.
    pub items: BTreeMap<Key, InboxItem>,
    /// The inbox items that exist but cannot be understood; each costs only itself.
    pub unreadable: BTreeSet<Key>,
    /// When a liquidation closed these positions; one that is not there was not closed.
    pub closed: BTreeMap<PositionKey, Time>,
}

impl Snapshot {
    /// The recipient; [`Recipient::unknown`] if there is none.
    pub fn recipient(&self, user: &UserId) -> Recipient {
        self.recipients.get(user).cloned().unwrap_or_else(|| Recipient::unknown(user.clone()))
    }

    /// When a liquidation closed this position of the user, if one did.
    pub fn closed_at(&self, user: &UserId, position: Option<Id>) -> Option<Time> {
        self.closed.get(&(user.clone(), position?)).copied()
    }
}

/// Reads recipients, inbox items and closed positions together.
pub trait BatchRead {
    /// Everything named, strongly consistent, in as few calls as the store allows. Names may repeat; at
    /// most 100 of all kinds together.
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError>;

    /// Returns those of these notifications that are in the overflow ([`InboxWrite::put_in_overflow`]), strongly consistent; at
    /// most 100. Only a recipient that is marked so can have any.
    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError>;
}

/// Forgets connections.
pub trait Connections {
    /// Removes this connection of this user, whether or not it exists.
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError>;

    /// Removes this connection unless it was registered after `registered_at`.
    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError>;
}

/// Remembers connections.
pub trait Register {
    /// Adds the connection, or renews it, and answers the recipient as it is then.
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError>;
}

/// The outcome of a conditional write.
#[derive(Debug)]
pub enum Written {
    /// It is stored.
    Done,
    /// Somebody was faster: nothing was stored, and this is what is there. Boxed, since it is rare.
    Conflict(Box<Option<InboxItem>>),
}

/// Writes inbox items.
pub trait InboxWrite {
    /// Stores the notification with its first attempts if the item's state is still `seen`, and moves the
    /// state to `next`.
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError>;

    /// Stores a notification that [`InboxWrite::put`] was refused for in the inbox's overflow, and marks the recipient. It is on
    /// the lists as any other; [`LedgerWrite`], [`InboxAdvance`] and [`Deferrals`] write to it where the inbox has no item of
    /// its name. The first write counts: where another invocation was faster, that is the conflict, and what is there has its
    /// plan. An ack's mark that is there is merged.
    ///
    /// # Errors
    /// [`PortError::Refused`], not retryable, where the overflow refuses it as well.
    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<Written, PortError>;

    /// Adds attempts to an item that exists.
    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError>;
}

/// Writes the ledger of external deliveries, which is a part of the notification's item.
pub trait LedgerWrite {
    /// Stores the entry if the ledger still has what was `seen` of this delivery: the entry of that revision, or none. The
    /// item must exist.
    async fn record(
        &self,
        key: &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<Written, PortError>;

    /// Climbs from step `from` of the ladder to the next, if the item is still there and not acked; `even_acked`: although
    /// it may be, which is for types whose ladder no ack ends.
    async fn climb(&self, key: &Key, from: u8, even_acked: bool) -> Result<Written, PortError>;
}

/// Remembers which positions were closed.
pub trait Positions {
    /// A liquidation closed the position at `at`. Of several the latest counts.
    async fn close_position(&self, position: &PositionKey, at: Time) -> Result<(), PortError>;
}

/// What an ack or a mark needs to know of the item that it saw.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The item's state; `None` where there is no item.
    pub state: Option<InboxState>,
    /// The notification's place in the lists; `None` where it is in none.
    pub listed_at: Option<Time>,
}

impl Seen {
    /// What was seen of this item.
    pub fn of(item: Option<&InboxItem>) -> Self {
        let notification = item.and_then(|item| item.notification.as_ref());
        Self {
            state: item.map(|item| item.state),
            listed_at: notification.filter(|n| n.hidden().is_none()).map(|n| n.occurred_at),
        }
    }
}

/// Moves inbox items forward.
pub trait InboxAdvance {
    /// Moves the item to `next` if its state is still what was seen; creates the mark where there is none.
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: Seen,
        next: InboxState,
        now: Time,
    ) -> Result<Written, PortError>;
}

/// A place in a list that is ordered by time; where several share a millisecond, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The notification's `occurred_at`.
    pub at: Time,
    /// The notification's id.
    pub id: EventId,
}

impl Position {
    /// The place of this notification.
    pub fn of(notification: &Notification) -> Self {
        Self { at: notification.occurred_at, id: notification.id.clone() }
    }

    /// The place as an opaque text for the client.
    pub fn to_cursor(&self) -> String {
        format!("{}~{}", self.at.as_millis(), self.id)
    }

    /// The place that [`Position::to_cursor`] wrote; `None` for anything else.
    pub fn from_cursor(cursor: &str) -> Option<Self> {
        let (at, id) = cursor.split_once('~')?;
        let at = at.parse().ok().map(Time::from_millis)?;
        let position = Self { at, id: EventId::parse(id).ok()? };
        (position.to_cursor() == cursor).then_some(position)
    }
}

/// A stretch of a list.
#[derive(Debug, Default)]
pub struct Page {
    /// The items, in the list's order; all of them have content. Attempts, ledger and ladder are left out of them: no
    /// list shows those.
    pub items: Vec<InboxItem>,
    /// Where to go on; `None` at the end. A page can be short, even empty, and still not be the last.
    pub next: Option<Position>,
}

/// How many notifications the trader has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unread {
    /// Counted up to [`Unread::MOST`].
    pub count: usize,
    /// Whether there are more.
    pub more: bool,
}

impl Unread {
    /// How far is counted.
    pub const MOST: usize = 100;
}

/// Reads the inbox's lists; strongly consistent.
pub trait InboxLists {
    /// Pending and not expired at `now`, oldest first, after `after`: up to `limit`.
    async fn pending(
        &self,
        user: &UserId,
        after: Option<&Position>,
        limit: usize,
        now: Time,
    ) -> Result<Page, PortError>;

    /// All that is listed, newest first, before `before`: up to `limit`.
    async fn list(&self, user: &UserId, before: Option<&Position>, limit: usize) -> Result<Page, PortError>;

    /// What is listed and not read, newest first: up to `limit`, as identities with what was seen of them.
    async fn unread_page(&self, user: &UserId, limit: usize) -> Result<Vec<(EventId, Seen)>, PortError>;

    /// How many are listed and not read.
    async fn unread(&self, user: &UserId) -> Result<Unread, PortError>;
}

/// What a one-time ticket stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who may connect.
    pub user_id: UserId,
    /// When the connection must end at the latest, by the token that bought the ticket.
    pub valid_until: Time,
    /// When that token was issued, if it said so: the exchange can revoke what is older than a time.
    pub issued_at: Option<Time>,
}

/// Keeps one-time tickets. They are stored as hashes: who can read the table cannot connect.
pub trait Tickets {
    /// Stores a ticket that is good until `expires_at`.
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError>;

    /// Consumes the ticket: of all callers at most one gets the grant, and only while it is good.
    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError>;
}

/// Why a frame was not taken by the gateway.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The connection does not exist: it is closed, or not ready yet (410).
    #[error("gone")]
    Gone,
    /// The frame can never be taken.
    #[error("refused with status {status:?}")]
    Refused {
        /// The gateway's HTTP status.
        status: Option<u16>,
    },
    /// The gateway wants us to slow down (429).
    #[error("throttled")]
    Throttled,
    /// No answer in time: the frame may or may not be on its way.
    #[error("timed out")]
    Timeout,
    /// The gateway failed or could not be reached.
    #[error("failed with status {status:?}")]
    Failed {
        /// The gateway's HTTP status, where it answered.
        status: Option<u16>,
    },
}

/// Posts frames to open sockets.
pub trait Gateway {
    /// Hands the frame over to the gateway, which is no proof that the device has it.
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError>;

    /// Closes the connection; one that is already gone is closed.
    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError>;
}

/// The gateway of a use case that never posts.
#[derive(Debug, Clone, Copy)]
pub struct NoGateway;

impl Gateway for NoGateway {
    async fn post(&self, _: &ConnectionId, _: &str) -> Result<(), PostError> {
        Err(PostError::Refused { status: None })
    }

    async fn close(&self, _: &ConnectionId) -> Result<(), PostError> {
        Err(PostError::Refused { status: None })
    }
}

/// Where a message can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Queue {
    /// The exchange's events of a class.
    Events(Priority),
    /// Messages that cannot be read.
    Rejected,
    /// Deliveries of a class on a channel.
    Deliveries(Channel, Priority),
    /// Ladders to be climbed.
    Escalate,
    /// What the exchange says of its traders.
    Profiles,
    /// Parts of the schedule to be worked off.
    Release,
    /// Ticks that concern many alerts of a symbol.
    Fire,
}

/// A message to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub body: String,
    /// The user whose backlog it belongs to: a noisy user delays only itself.
    pub group: Option<String>,
    /// How long it is hidden first; at most 15 minutes.
    pub delay: Duration,
}

/// Sends messages to queues.
pub trait Enqueue {
    /// Sends each message; answers one result per message, in their order.
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>>;
}

/// What is counted, per class of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    /// An event became a notification.
    Routed,
    /// A message could not be read.
    Rejected,
    /// An event lay in another class's queue.
    Moved,
    /// An event came again.
    Repeats,
    /// An event came again with another content.
    RepeatConflicts,
    /// An event was too old when it was routed, or a delivery when its turn came.
    Expired,
    /// A channel was suppressed.
    Suppressed,
    /// The gateway took a frame.
    PostsAccepted,
    /// The gateway did not know the connection.
    PostsGone,
    /// The gateway did not take a frame.
    PostsFailed,
    /// A provider took a message.
    SendsAccepted,
    /// A provider knows the address no more, or will never take the message.
    SendsDead,
    /// A provider did not take a message, or may not have.
    SendsFailed,
    /// A message was sent although an earlier try of it may have succeeded.
    PossibleDuplicates,
    /// A message may have been sent, and is not sent again.
    Unknown,
    /// A delivery was given up.
    DeadLettered,
    /// A contact was found dead and is used no more.
    Retired,
    /// A P0 took another channel because one failed.
    Fallbacks,
    /// Nobody acked in time, and the next channel of the ladder was taken.
    Escalated,
    /// A delivery had to wait for its provider's allowance.
    Held,
    /// A message goes back to its queue.
    Retries,
    /// A delivery above its recipient's limit was merged with others.
    Merged,
    /// A notification was deferred to the end of quiet hours.
    Deferred,
    /// A deferred notification has left.
    Released,
    /// A summary of deferred notifications was sent to the channels' queues.
    Summaries,
    /// A daily report was published.
    Reports,
    /// An alert was fired.
    Fired,
    /// An event had optional fields that could not be read.
    DroppedFields,
    /// A queue or the store refused a message or a mark for its content, and it was passed over.
    Refused,
    /// The inbox refused a notification for its size, and it is in the overflow.
    InboxOverflows,
    /// A user whose minute has come could not be looked at, and waits for the next one.
    LeftBehind,
}

/// Takes note of what happens. It cannot fail and does not wait.
pub trait Telemetry {
    /// One more of these.
    fn count(&self, what: Count, priority: Priority);

    /// One more of these on a channel.
    fn count_on(&self, what: Count, channel: Channel, priority: Priority);

    /// A delivery was handed over to its channel `after_ms` milliseconds after the event occurred.
    fn handed_over(&self, channel: Channel, priority: Priority, after_ms: u64);

    /// A delivery was accepted on its channel `after_ms` milliseconds after it was routed.
    fn accepted(&self, _channel: Channel, _after_ms: u64) {}
}
