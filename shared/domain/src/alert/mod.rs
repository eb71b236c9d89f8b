//! Price alerts: what a trader asks for, and what a tick makes of it.
//!
//! An alert is at any time either *armed*, waiting for the price to cross its target, or *away*: it has fired, recurs, and
//! waits for the price to come back. Either way it has one [`Level`] that the price has to reach, so whoever looks for the
//! alerts that a tick concerns looks for levels, and [`Bounds`] say whether there are any without a look at the alerts.
//!
//! Time is the ticks' own: a tick is judged by when it was made, whenever it is looked at, so a tick that is replayed finds
//! everything as it left it.

mod bounds;
mod client_id;
mod document;
mod level;
mod part;
mod ticks;

use std::time::Duration;

use rust_decimal::Decimal;

pub use bounds::{Bounds, Span};
pub use client_id::ClientId;
pub use document::{Wanted, listed};
pub use level::{Level, Side};
pub use part::{PARTS, Part};
pub use ticks::{MAX_AHEAD, Record, SymbolTick, read as read_ticks, schema as tick_schema};

use crate::data::{Condition, Id, Note, Positive, Symbol};
use crate::ids::UserId;
use crate::rate_limit::RateLimit;
use crate::time::Time;

/// The most active alerts of one user.
pub const MOST_PER_USER: usize = 200;

/// The most stored alerts of one user, active and past ones together. Where there are as many, the oldest past ones make
/// room for a new one.
pub const MOST_STORED_PER_USER: usize = 1_000;

/// How often one user may create an alert: 60 a minute, with a burst of 300.
pub const CREATION_RATE: RateLimit = RateLimit { interval: Duration::from_secs(1), burst: 300 };

/// How long after its end an expired alert's level may still be judged: the records of a stream are given up after
/// 1 h (`MaximumRecordAgeInSeconds` in `infra/template.yaml`), and as much again is for the jobs that they become.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html>
pub const EXPIRED_LEVEL_RETENTION: Duration = Duration::from_hours(2);

/// How long after a firing a recurring alert does not fire again, where the trader does not say.
pub const DEFAULT_COOLDOWN: Duration = Duration::from_mins(1);

/// How far the price must come back behind the target before a recurring alert is armed again, in percent of the target,
/// where the trader does not say: a tenth.
pub fn default_rearm_percent() -> Decimal {
    Decimal::new(1, 1)
}

/// What a trader wants to be told of.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its name.
    pub id: Id,
    /// Whose.
    pub user_id: UserId,
    /// Of which market.
    pub symbol: Symbol,
    /// On which side of the target it fires.
    pub condition: Condition,
    /// The price that is waited for.
    pub target: Positive,
    /// Whether it fires again and again; else once.
    pub recurring: bool,
    /// How long after a firing it does not fire again.
    pub cooldown: Duration,
    /// How far the price must come back behind the target, in percent of the target, before it is armed again.
    pub rearm_percent: Decimal,
    /// From when on it does not fire any more.
    pub expires_at: Option<Time>,
    /// What the trader wants to be reminded of.
    pub note: Option<Note>,
    /// When it was stored: a tick whose record had arrived by then does not concern it.
    pub created_at: Time,
    /// Where it stands.
    pub phase: Phase,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It fires on a tick at its target that was made after `since`.
    Armed {
        /// Its latest arming; for one that has never fired, 1970.
        since: Time,
        /// How often it has fired.
        generation: u32,
    },
    /// It has fired, and waits for the price to come back.
    Away {
        /// When the tick was made on which it fired.
        fired_at: Time,
        /// How often it has fired.
        generation: u32,
    },
    /// It has fired, and does not recur.
    Fired {
        /// When the tick was made on which it fired.
        at: Time,
    },
    /// It had expired when a tick reached it, and no later one could have fired it.
    Over,
}

impl Phase {
    /// Of an alert that has never fired.
    pub const NEW: Self = Self::Armed { since: Time::EPOCH, generation: 0 };
}

/// What the trader is shown of where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It fires when the price crosses its target.
    Armed,
    /// It has fired, and its price has not come back or its cooldown is not over.
    Waiting,
    /// It has fired, and does not recur.
    Fired,
    /// It does not fire any more.
    Expired,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Armed, Self::Waiting, Self::Fired, Self::Expired];

    /// The name in frames.
    pub fn name(self) -> &'static str {
        match self {
            Self::Armed => "armed",
            Self::Waiting => "waiting",
            Self::Fired => "fired",
            Self::Expired => "expired",
        }
    }

    /// Whether it can still fire: of these a user can have [`MOST_PER_USER`].
    pub fn is_active(self) -> bool {
        match self {
            Self::Armed | Self::Waiting => true,
            Self::Fired | Self::Expired => false,
        }
    }
}

/// A price at an instant, as it came on the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// The price of the last trade.
    pub price: Positive,
    /// When it was made.
    pub made_at: Time,
    /// When its record arrived on the stream.
    pub arrived_at: Time,
}

/// An alert that a tick has fired.
#[derive(Debug, Clone, PartialEq)]
pub struct Firing {
    /// How often the alert had fired before: with the alert's id the firing's identity, however often the tick is judged.
    pub generation: u32,
    /// The price that fired it.
    pub price: Positive,
    /// When that was made.
    pub at: Time,
}

impl Alert {
    /// What the trader is shown at `now`.
    pub fn state(&self, now: Time) -> State {
        match self.phase {
            Phase::Fired { .. } => State::Fired,
            Phase::Over => State::Expired,
            Phase::Armed { .. } | Phase::Away { .. } if self.is_expired(now) => State::Expired,
            Phase::Armed { since, .. } if since <= now => State::Armed,
            Phase::Armed { .. } | Phase::Away { .. } => State::Waiting,
        }
    }

    /// Whether it does not fire on what is made at `at`, or later.
    pub fn is_expired(&self, at: Time) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= at)
    }

    /// Whether neither this tick nor any that arrives after it can fire it. Ticks need not be made in the order in which they
    /// arrive, and one can be made up to [`MAX_AHEAD`] after it has arrived; so the last that counts has arrived by then.
    fn is_over(&self, tick: &Tick) -> bool {
        self.is_over_from(tick.arrived_at)
    }

    /// Whether no tick can fire it that arrives at `arrived_at` or later.
    pub fn is_over_from(&self, arrived_at: Time) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at.plus(MAX_AHEAD) <= arrived_at)
    }

    /// The price that it waits for; `None` when it waits for none.
    pub fn level(&self) -> Option<Level> {
        match self.phase {
            Phase::Armed { .. } => Some(Level { side: Side::of(self.condition), price: self.target.get() }),
            Phase::Away { .. } => {
                Some(Level { side: Side::of(self.condition).other(), price: self.way_back() })
            }
            Phase::Fired { .. } | Phase::Over => None,
        }
    }

    /// The price to which it must come back.
    fn way_back(&self) -> Decimal {
        let target = self.target.get();
        // Both have at most 28 digits; what does not fit is rounded, always in the same way.
        let band = (target / Decimal::ONE_HUNDRED).checked_mul(self.rearm_percent).unwrap_or(target);
        match self.condition {
            Condition::Above => target.saturating_sub(band),
            Condition::Below => target.saturating_add(band),
        }
    }

    /// Lets a tick of its symbol act on it, in the order of the stream: it fires, or comes back, or nothing happens.
    pub fn judge(&mut self, tick: &Tick) -> Option<Firing> {
        if tick.arrived_at <= self.created_at || self.is_expired(tick.made_at) || self.is_over(tick) {
            return None;
        }
        if !self.level()?.is_reached(tick.price.get()) {
            return None;
        }
        match self.phase {
            Phase::Armed { since, generation } if since < tick.made_at => {
                self.phase = if self.recurring {
                    Phase::Away { fired_at: tick.made_at, generation: generation.saturating_add(1) }
                } else {
                    Phase::Fired { at: tick.made_at }
                };
                Some(Firing { generation, price: tick.price, at: tick.made_at })
            }
            Phase::Away { fired_at, generation } if fired_at < tick.made_at => {
                // That it has come back is known from now on; it is armed when the cooldown is over as well.
                let since = tick.made_at.max(fired_at.plus(self.cooldown));
                self.phase = Phase::Armed { since, generation };
                None
            }
            Phase::Armed { .. } | Phase::Away { .. } | Phase::Fired { .. } | Phase::Over => None,
        }
    }

    /// Lets the ticks of a batch act on it, in their order; answers the firings. An alert that none after them can fire is over.
    pub fn judge_all(&mut self, ticks: &[Tick]) -> Vec<Firing> {
        let firings = ticks.iter().filter_map(|tick| self.judge(tick)).collect();
        let is_over = ticks.iter().any(|tick| self.is_over(tick));
        if is_over && self.level().is_some() {
            self.phase = Phase::Over;
        }
        firings
    }
}
