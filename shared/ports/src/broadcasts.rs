//! Broadcasts: events for many traders, stored once, and the traders who are connected.

use domain::recipient::Recipient;
use domain::shard::Shard;
use domain::{EventId, Time, UserId};

use crate::{PortError, Position};

/// A broadcast as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBroadcast {
    /// The exchange's ID of it.
    pub id: EventId,
    /// The time at which it was stored, from which on every inbox shows it.
    pub live_at: Time,
    /// The time until which it is kept.
    pub keep_until: Time,
    /// The exchange's message.
    pub body: String,
}

impl StoredBroadcast {
    /// Returns its position in the order in which inboxes take broadcasts up.
    pub fn position(&self) -> Position {
        Position { at: self.live_at, id: self.id.clone() }
    }
}

/// Stores a broadcast.
pub trait BroadcastWrite {
    /// Stores the broadcast, for all readers at once. Returns `None` if it was stored, otherwise the first
    /// one with its ID, which is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored one cannot be read.
    async fn put_broadcast(&self, broadcast: &StoredBroadcast) -> Result<Option<StoredBroadcast>, PortError>;
}

/// Stores what is only counted. It is kept apart from what is sent, so that a broadcast can have the ID of its dry
/// run.
pub trait DryRunWrite {
    /// Stores a broadcast that is only counted, in place of one with its ID and another body, and of that one's
    /// result. One that is there with the same body stays as it is: a write that takes effect late must not undo what
    /// its repetition has counted. Returns the time at which it became live.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored one cannot be read.
    async fn put_dry_run(&self, broadcast: &StoredBroadcast) -> Result<Time, PortError>;
}

/// Reads what is only counted, and stores the result.
pub trait DryRuns {
    /// Returns the broadcast with this ID that is only counted, and the result as JSON once it is known; strongly
    /// consistent.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Corrupt`], not retryable, if it cannot be read.
    async fn dry_run(&self, id: &EventId) -> Result<Option<(StoredBroadcast, Option<String>)>, PortError>;

    /// Stores the result of the dry run that was stored at `stored_at`. A result of one that was replaced since is
    /// dropped.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn put_dry_run_result(&self, id: &EventId, stored_at: Time, result: &str) -> Result<(), PortError>;
}

/// Reads broadcasts for a trader; strongly consistent.
pub trait BroadcastRead {
    /// Returns up to `limit` broadcasts that became live at `from` or later and come after `after`, oldest
    /// first, whoever they are addressed to. One that cannot be read is logged and left out; the second value
    /// is the position from which the next page continues, `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable.
    async fn broadcasts(
        &self,
        user: &UserId,
        from: Time,
        after: Option<&Position>,
        limit: usize,
    ) -> Result<(Vec<StoredBroadcast>, Option<Position>), PortError>;

    /// Records that all broadcasts for the user that became live before `until` are in the inbox. The latest
    /// time is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable.
    async fn record_broadcasts_until(&self, user: &UserId, until: Time) -> Result<(), PortError>;
}

/// Finds the traders whom a broadcast reaches at once.
pub trait ConnectedUsers {
    /// Returns the broadcast with this ID; strongly consistent.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Corrupt`], not retryable, if it cannot be read.
    async fn broadcast(&self, id: &EventId) -> Result<Option<StoredBroadcast>, PortError>;

    /// Returns up to `limit` users of the shard after `after` who may have a connection at `now`, in the order
    /// of their IDs; strongly consistent. Users whose connections have ended early are among them. Fewer than
    /// `limit` are the last ones.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable.
    async fn connected_users(
        &self,
        shard: Shard,
        after: Option<&UserId>,
        limit: usize,
        now: Time,
    ) -> Result<Vec<UserId>, PortError>;
}

/// A part of all recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its number, below `of`.
    pub number: u8,
    /// The number of parts into which the recipients are divided; at least 1.
    pub of: u8,
}

/// A page of the recipients of a segment.
#[derive(Debug, Default)]
pub struct RecipientPage {
    /// The recipients, in an order that does not change. One that cannot be read is logged and left out.
    pub recipients: Vec<Recipient>,
    /// The position from which the next page continues; `None` at the end. A page can be short, even empty, and
    /// still not be the last one.
    pub next: Option<String>,
}

/// Reads all recipients, page by page.
pub trait RecipientPages {
    /// Returns up to `limit` recipients of the segment after the position `after`; strongly consistent. A position
    /// is opaque. It is valid for the same segment of the same number of segments only.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn recipients(
        &self,
        segment: Segment,
        after: Option<&str>,
        limit: usize,
    ) -> Result<RecipientPage, PortError>;
}

/// Records who is connected.
pub trait ConnectedWrite {
    /// Records that the user has a connection that ends at `until` at the latest. The latest record is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn record_connected(&self, user: &UserId, until: Time) -> Result<(), PortError>;
}
