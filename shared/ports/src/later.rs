//! Deferred work: scheduled checks of users, notifications deferred to the end of quiet hours, and
//! the inputs of daily reports.

use domain::Time;
use domain::ids::{EventId, UserId};
use domain::routing::report::{Activity, PublishedPnl, Reported};
use domain::shard::Shard;

use crate::{ItemWriteOutcome, Key, PortError, WriteOutcome};

/// An entry of the schedule: a user who is to be checked in a certain minute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduledCheck {
    /// The minute of the check: a time in whole minutes.
    pub at: Time,
    /// The user to check.
    pub user_id: UserId,
    /// The version of the entry: it changes whenever the entry is written again.
    pub version: String,
}

/// Returns the minute in which a check at `at` is due: the first whole minute that is not before
/// `at`.
pub fn minute_of(at: Time) -> Time {
    const MINUTE: i64 = 60_000;
    Time::from_millis(at.as_millis().saturating_add(MINUTE - 1) / MINUTE * MINUTE)
}

/// Schedules checks of users.
pub trait Scheduler {
    /// Schedules a check of the user for the minute of `at` ([`minute_of`]), in place of one for
    /// the same minute. The caller first stores the work that the check has to find. `stamp` is the
    /// version of the entry.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn schedule_check(&self, user: &UserId, at: Time, version: &str) -> Result<(), PortError>;
}

/// Reads and completes scheduled checks.
pub trait Schedule {
    /// Returns up to `limit` entries of this shard that are due at `now`, however long they have
    /// been due, oldest first, starting behind `after`; strongly consistent. An entry that cannot
    /// be read is logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn due(
        &self,
        shard: Shard,
        now: Time,
        after: Option<&ScheduledCheck>,
        limit: usize,
    ) -> Result<Vec<ScheduledCheck>, PortError>;

    /// Deletes the entry after its user was checked, unless it was scheduled again for the same
    /// minute and so has another stamp.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn settle(&self, wake: &ScheduledCheck) -> Result<(), PortError>;
}

/// A summary that is being assembled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The id of the summary.
    pub id: EventId,
    /// The ids of the notifications that are to be bound to the summary.
    pub items: Vec<EventId>,
}

/// The deferred work of one user that waits for the end of quiet hours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waiting {
    /// The notifications with deferred deliveries; some of them may have been released already.
    pub items: Vec<EventId>,
    /// The summaries that were begun and not finished.
    pub drafts: Vec<Draft>,
}

/// Stores what waits for the end of quiet hours.
///
/// A summary is sent once, even if the invocation that assembles it is killed or two invocations
/// assemble it at the same time. First the summary is drafted under an id that is never used again.
/// Then each notification is bound to it, unless it is bound to another one. Only the notifications
/// that are bound to the summary are in it.
pub trait Deferrals {
    /// Records that the notification, which is stored already, waits for the end of quiet hours.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn defer(&self, key: &Key, now: Time) -> Result<(), PortError>;

    /// Returns what waits; strongly consistent. A record that cannot be read is logged and left
    /// out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError>;

    /// Begins a summary and sets the stamp of the schedule entry `seen` to the summary's id, in one
    /// transaction. The transaction succeeds only if no summary of this id was ever begun and the
    /// entry still has the stamp of `seen`; otherwise, or if another transaction is writing to the
    /// entry, the result is [`WriteOutcome::Conflict`].
    ///
    /// So each summary that was begun and not finished has a schedule entry that no other
    /// invocation can settle: an invocation that sees the new stamp calls [`Deferrals::waiting`]
    /// after that, and finds the summary there.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn draft(&self, draft: &Draft, seen: &ScheduledCheck, now: Time)
    -> Result<WriteOutcome, PortError>;

    /// Binds the notification's deferred deliveries to `released_as`, the id under which they are
    /// released. This succeeds only if they are not bound to another id and the trader has not seen
    /// the notification; otherwise the result is [`ItemWriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn release(&self, key: &Key, released_as: &EventId) -> Result<ItemWriteOutcome, PortError>;

    /// Deletes the records that these notifications wait.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError>;

    /// Marks the summary as finished. Its id stays used.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError>;
}

/// Stores the inputs of daily reports.
pub trait Reports {
    /// Returns what happened to the user from `from` (inclusive) to `until` (exclusive), including
    /// notifications that are hidden in-app; strongly consistent. A notification that cannot be
    /// read is logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn activity(&self, user: &UserId, from: Time, until: Time) -> Result<Activity, PortError>;

    /// Records that the report was published. The latest report is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn record_report(&self, user: &UserId, reported: &Reported) -> Result<(), PortError>;
}

/// Stores the profit and loss of a trader that the exchange has published.
pub trait Pnl {
    /// Records the published profit and loss. The latest one is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn record_pnl(&self, user: &UserId, pnl: &PublishedPnl) -> Result<(), PortError>;
}
