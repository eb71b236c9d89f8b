//! What happens later: who is to be looked at when, what waits for the end of quiet hours, and what was reported.

use domain::Time;
use domain::ids::{EventId, UserId};
use domain::report::{Activity, PublishedPnl, Reported};
use domain::shard::Shard;

use crate::{Key, PortError, Stored, Written};

/// A user whom the schedule has for a minute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wake {
    /// When: a whole minute.
    pub at: Time,
    /// Whom.
    pub user_id: UserId,
    /// What it was last written for: it is another one when it was written again.
    pub stamp: String,
}

/// The minute in which a wake at `at` is due: the first that does not begin before it.
pub fn minute_of(at: Time) -> Time {
    const MINUTE: i64 = 60_000;
    Time::from_millis(at.as_millis().saturating_add(MINUTE - 1) / MINUTE * MINUTE)
}

/// Has users looked at later.
pub trait Wakes {
    /// The user is to be looked at in the minute of `at` ([`minute_of`]). Whatever it is for was stored before: whoever
    /// looks finds it. `stamp` names it.
    async fn wake(&self, user: &UserId, at: Time, stamp: &str) -> Result<(), PortError>;
}

/// Says who is to be looked at.
pub trait Schedule {
    /// Up to `limit` users of this part whose minute has come at `now`, however long ago, those first who wait longest,
    /// and behind `after`. Strongly consistent.
    async fn due(
        &self,
        shard: Shard,
        now: Time,
        after: Option<&Wake>,
        limit: usize,
    ) -> Result<Vec<Wake>, PortError>;

    /// The user was looked at. Who was woken for the same minute once more since, with another stamp, stays.
    async fn settle(&self, wake: &Wake) -> Result<(), PortError>;
}

/// A summary that is being put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: EventId,
    /// The notifications that are to be bound to it.
    pub items: Vec<EventId>,
}

/// What of a user's waits for the end of quiet hours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Notifications with deferred deliveries; some of them may have left already.
    pub items: Vec<EventId>,
    /// Summaries that were begun and not finished.
    pub drafts: Vec<Draft>,
}

/// Remembers what waits for the end of quiet hours.
///
/// A summary is sent once, although whoever puts it together can be killed, or be two: it is drafted first, under an id
/// that is never used again; then each notification is bound to it, unless it is bound to another; and only what is
/// bound is in it.
pub trait Deferrals {
    /// The notification, which is stored, waits.
    async fn defer(&self, key: &Key, now: Time) -> Result<(), PortError>;

    /// What waits; strongly consistent.
    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError>;

    /// Begins a summary, and sets the stamp of the schedule entry `seen` to the summary's id, all or nothing: only if no
    /// summary of this id was ever begun, and the entry still has the stamp with which it was seen.
    ///
    /// So each summary that was begun and not finished has an entry in the schedule that no other run can settle: a run
    /// that sees the new stamp reads [`Deferrals::waiting`] after that, and finds the summary there.
    async fn draft(&self, draft: &Draft, seen: &Wake, now: Time) -> Result<Stored, PortError>;

    /// Binds the notification's deferred deliveries: they leave as `released_as`. Only if they have not left as something
    /// else, and no device has acked the notification before.
    async fn release(&self, key: &Key, released_as: &EventId) -> Result<Written, PortError>;

    /// These notifications do not wait any more.
    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError>;

    /// The summary is finished; its id stays used.
    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError>;
}

/// Remembers what daily reports are made of.
pub trait Reports {
    /// What happened to the user from `from` on and before `until`, shown in-app or not; strongly consistent.
    async fn activity(&self, user: &UserId, from: Time, until: Time) -> Result<Activity, PortError>;

    /// The report was published. Of several the latest counts.
    async fn note_report(&self, user: &UserId, reported: &Reported) -> Result<(), PortError>;
}

/// Remembers what the exchange has published of a trader's profit and loss.
pub trait Pnl {
    /// It was published. Of several the latest counts.
    async fn note_pnl(&self, user: &UserId, pnl: &PublishedPnl) -> Result<(), PortError>;
}
