//! Price alerts: those of a user, and the levels that a symbol's ticks can reach.

use std::collections::BTreeMap;

use domain::alert::{Alert, Bounds, PARTS, Part, Side};
use domain::data::Symbol;
use domain::{Time, UserId};

use crate::{PortError, Stored};

/// All alerts of a user.
#[derive(Debug, Clone, PartialEq)]
pub struct UserAlerts {
    /// Active and past ones, by id.
    pub alerts: Vec<Alert>,
    /// How often an alert was created: the condition under which one more may be.
    pub revision: u64,
    /// When the bucket that limits the user's creations will be full again.
    pub creation_bucket: Time,
}

impl Default for UserAlerts {
    /// Those of a user who never created one.
    fn default() -> Self {
        Self { alerts: Vec::new(), revision: 0, creation_bucket: Time::EPOCH }
    }
}

/// Keeps the alerts of users.
pub trait Alerts {
    /// The user's alerts; strongly consistent.
    async fn alerts(&self, user: &UserId) -> Result<UserAlerts, PortError>;

    /// Stores the alert, makes its level live and bumps its symbol's epoch, all or nothing: only if the user's revision is
    /// `seen`, which it moves on, and there is no alert of this id. With the revision it stores `creation_bucket`, so that
    /// counting creations costs no write of its own.
    async fn create_alert(
        &self,
        alert: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<Stored, PortError>;

    /// Deletes the alert and its level, all or nothing: only if it is still in the phase in which it was seen. One that is
    /// not there is deleted.
    async fn delete_alert(&self, seen: &Alert) -> Result<Stored, PortError>;
}

/// A telling of owners that a symbol has no ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaleNotice {
    /// The time since which there is no tick: of the last one or, where there was none, of the first alert.
    pub since: Time,
    /// The latest creation of an alert whose owner was told.
    pub told_until: Time,
    /// The symbol's epoch at which there was no other alert; `None` where there was.
    pub complete_at: Option<u64>,
}

/// What is known of a symbol for which an alert was created. It is forgotten when there has been none for a while.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SymbolState {
    /// How often a level may have become live: it says whether [`SymbolState::bounds`] are good.
    pub epoch: u64,
    /// The bounds of its levels, if they are known as of this epoch.
    pub bounds: Option<Bounds>,
    /// The ticks that were handed out to be judged elsewhere.
    pub jobs: Jobs,
    /// When the latest tick was made of which this was noted.
    pub last_tick_at: Option<Time>,
    /// When the first alert was created of those that keep this state alive.
    pub watched_since: Option<Time>,
    /// The owners that were told that there are no ticks, until they are told that there are.
    pub stale: Option<StaleNotice>,
    /// When this state is to be forgotten, since no alert waits for the symbol; in whole seconds.
    pub idle_until: Option<Time>,
}

/// The jobs of a symbol: ticks that each part of its levels is to judge, in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Jobs {
    /// The number of the latest that was opened; the first has 1.
    pub opened: u64,
    /// The highest number that each part has finished.
    pub finished: [u64; PARTS as usize],
}

impl Jobs {
    /// Whether a part may have a job to do still.
    pub fn are_open(&self) -> bool {
        self.finished.iter().any(|finished| *finished < self.opened)
    }
}

/// Some of a part's levels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LevelPage {
    /// The alerts, those first whose level is reached first: upwards from the lowest, or downwards from the highest.
    pub alerts: Vec<Alert>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

/// What watching prices needs of the alerts' store.
pub trait Levels {
    /// The states of these symbols, at most 100; one that is not there has never had an alert. One read, strongly consistent.
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError>;

    /// Alerts that wait for levels on this side, from the one that is reached first; strongly consistent.
    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError>;

    /// Moves the alert from `before` to `after`, and its level with it, all or nothing: only if it is still in the phase of
    /// `before`. Without a level it is past.
    async fn mark(&self, before: &Alert, after: &Alert) -> Result<Stored, PortError>;

    /// A level may become live, or may have: answers the symbol's epoch after that.
    async fn bump(&self, symbol: &Symbol) -> Result<u64, PortError>;

    /// These are the symbol's bounds, if its epoch is still this one.
    async fn set_bounds(&self, symbol: &Symbol, bounds: &Bounds, epoch: u64) -> Result<Stored, PortError>;

    /// Opens the symbol's next job, for all parts: answers its number. Only of a symbol that had an alert.
    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError>;

    /// The part has finished its jobs up to this one.
    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError>;
}

/// What the health of feeds needs.
pub trait Feeds {
    /// A tick of the symbol was made then, unless a later one is known. Only of a symbol that had an alert.
    async fn note_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError>;

    /// All symbols that ever had an alert, with their states.
    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError>;

    /// The owners were told that there are no ticks; or, with `None`, that there are again.
    async fn note_stale(&self, symbol: &Symbol, notice: Option<&StaleNotice>) -> Result<(), PortError>;

    /// No alert waits for the symbol: its state is to be forgotten at `until`, in whole seconds, unless an alert is created
    /// before. Only if its epoch is still this one.
    async fn note_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<Stored, PortError>;

    /// Forgets an idle symbol: only if its epoch and its jobs are as they were seen, and it is still idle.
    async fn forget_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<Stored, PortError>;
}
