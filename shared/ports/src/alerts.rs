//! Price alerts: the alerts of a user, and the price levels that a symbol's ticks can reach.

use std::collections::BTreeMap;

use domain::alert::{Alert, Bounds, PARTS, Part, Side};
use domain::event::data::Symbol;
use domain::{Time, UserId};

use crate::{PortError, WriteOutcome};

/// All alerts of one user.
#[derive(Debug, Clone, PartialEq)]
pub struct UserAlerts {
    /// The active, the paused and the past alerts, by id.
    pub alerts: Vec<Alert>,
    /// The number of times that the user has created or resumed an alert. [`Alerts::create_alert`] and
    /// [`Alerts::resume_alert`] succeed only if it is unchanged (optimistic locking), so that the limit of
    /// active alerts holds.
    pub revision: u64,
    /// The time at which the token bucket that limits the user's creations and resumptions is full again.
    pub creation_bucket: Time,
}

impl Default for UserAlerts {
    /// Returns the value for a user who has never created an alert.
    fn default() -> Self {
        Self { alerts: Vec::new(), revision: 0, creation_bucket: Time::EPOCH }
    }
}

/// Stores the alerts of users.
pub trait Alerts {
    /// Returns the user's alerts, with a strongly consistent read. An alert that cannot be read is
    /// logged and left out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn alerts(&self, user: &UserId) -> Result<UserAlerts, PortError>;

    /// Stores the alert, adds its price level and increments its symbol's epoch, in one
    /// transaction. The transaction succeeds only if the user's revision is still `seen`, which it
    /// increments, and no alert has this id; otherwise the result is [`WriteOutcome::Conflict`].
    /// `creation_bucket` is stored in the item of the revision, so that counting creations needs no
    /// write of its own.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn create_alert(
        &self,
        alert: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError>;

    /// Stores the paused alert in place of `active` and deletes its price level, in one transaction, if the
    /// alert is still in the phase of `active`; otherwise the result is [`WriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn pause_alert(&self, active: &Alert, paused: &Alert) -> Result<WriteOutcome, PortError>;

    /// Stores the resumed alert in place of `paused`, adds its price level and increments its symbol's epoch,
    /// in one transaction. The transaction succeeds only if the alert is still in the phase of `paused` and the
    /// user's revision is still `seen`, which it increments; otherwise the result is
    /// [`WriteOutcome::Conflict`]. `creation_bucket` is stored as [`Alerts::create_alert`] does.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn resume_alert(
        &self,
        paused: &Alert,
        resumed: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError>;

    /// Deletes the alert and its level in one transaction, if the alert is still in the phase of
    /// `seen`; otherwise the result is [`WriteOutcome::Conflict`]. If the alert does not exist, the
    /// result is [`WriteOutcome::Done`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn delete_alert(&self, seen: &Alert) -> Result<WriteOutcome, PortError>;
}

/// The record that the owners of a symbol's alerts were notified that the symbol has no ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaleNotice {
    /// The time since which there has been no tick: that of the last tick or, if there was none, of
    /// the first alert.
    pub since: Time,
    /// The latest creation time among the alerts whose owners were notified.
    pub notified_until: Time,
    /// The symbol's epoch at the time when all owners had been notified; `None` if some had not.
    pub complete_at: Option<u64>,
}

/// The state of a symbol for which an alert was created. It is deleted after the symbol has had no
/// alert for a while.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SymbolState {
    /// The number of times a level may have been added. [`SymbolState::bounds`] are valid only for
    /// the epoch at which they were computed.
    pub epoch: u64,
    /// The bounds of the symbol's levels, if they are known as of this epoch.
    pub bounds: Option<Bounds>,
    /// The ticks that were handed over to other invocations to be evaluated.
    pub jobs: Jobs,
    /// The time of the latest recorded tick.
    pub last_tick_at: Option<Time>,
    /// The creation time of the first alert since this state came into being.
    pub watched_since: Option<Time>,
    /// The notice to the owners that there are no ticks; `None` once they were notified that ticks
    /// are back.
    pub stale: Option<StaleNotice>,
    /// The time at which this state is to be deleted, since no alert waits for the symbol; in whole
    /// seconds.
    pub idle_until: Option<Time>,
}

/// The jobs of a symbol: ticks that each part of its levels evaluates, in the order of their
/// numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Jobs {
    /// The number of the latest job that was opened; the first job has the number 1.
    pub opened: u64,
    /// The highest job number that each part has finished.
    pub finished: [u64; PARTS as usize],
}

impl Jobs {
    /// Whether a part may still have a job to do.
    pub fn are_open(&self) -> bool {
        self.finished.iter().any(|finished| *finished < self.opened)
    }
}

/// A page of a part's levels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LevelPage {
    /// The alerts in the order in which a moving price reaches their levels: ascending from the
    /// lowest level, or descending from the highest.
    pub alerts: Vec<Alert>,
    /// The position from which the next page continues; `None` on the last page.
    pub next: Option<String>,
}

/// The access to levels and symbols that evaluating ticks needs.
pub trait Levels {
    /// Returns the states of these symbols, at most 100, with one strongly consistent batch read. A
    /// symbol without a state has never had an alert. A state that cannot be read is logged and
    /// replaced by the default.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError>;

    /// Returns up to `limit` alerts that wait for levels on this side, the one that is reached
    /// first at the beginning; strongly consistent. An alert that cannot be read is logged and left
    /// out.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError>;

    /// Moves the alert from `before` to `after` and its level with it, in one transaction, if the
    /// alert is still in the phase of `before`; otherwise the result is [`WriteOutcome::Conflict`]. If
    /// `after` has no level, the alert is past and its level is deleted.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn mark(&self, before: &Alert, after: &Alert) -> Result<WriteOutcome, PortError>;

    /// Increments the symbol's epoch, because a level is about to be added or may have been, and
    /// returns the new epoch.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn increment_epoch(&self, symbol: &Symbol) -> Result<u64, PortError>;

    /// Stores the symbol's bounds, if its epoch is still `epoch`; otherwise the result is
    /// [`WriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn set_bounds(
        &self,
        symbol: &Symbol,
        bounds: &Bounds,
        epoch: u64,
    ) -> Result<WriteOutcome, PortError>;

    /// Opens the symbol's next job, for all parts, and returns its number.
    ///
    /// # Errors
    ///
    /// [`PortError::Refused`], not retryable, if the symbol has never had an alert or the store
    /// rejects the request; [`PortError::Corrupt`], not retryable, if the stored number cannot be
    /// read; a retryable [`PortError`] if the store throttles the call or is unavailable.
    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError>;

    /// Records that the part has finished its jobs up to `number`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError>;
}

/// The access to symbols that monitoring the health of price feeds needs.
pub trait FeedHealth {
    /// Records the time of a tick of the symbol, unless a later one is recorded or the symbol has
    /// never had an alert.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn record_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError>;

    /// Returns the states of all symbols that have had an alert. A state that cannot be read is
    /// logged and replaced by the default.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError>;

    /// Records that the owners were notified that there are no ticks; or, with `None`, that there
    /// are ticks again. Does nothing for a symbol that has never had an alert.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn record_stale_notice(
        &self,
        symbol: &Symbol,
        notice: Option<&StaleNotice>,
    ) -> Result<(), PortError>;

    /// Marks the symbol as idle, because no alert waits for it, if its epoch is still `epoch`;
    /// otherwise the result is [`WriteOutcome::Conflict`]. Its state is deleted at `until`, in whole
    /// seconds, unless an alert is created before.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn mark_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<WriteOutcome, PortError>;

    /// Deletes the state of an idle symbol, if its epoch and its opened jobs are as in `seen` and
    /// it is still idle; otherwise the result is [`WriteOutcome::Conflict`].
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn delete_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<WriteOutcome, PortError>;
}
