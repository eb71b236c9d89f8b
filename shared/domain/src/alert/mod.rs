//! Price alerts, and the effect of ticks on them.
//!
//! An alert that can still fire is either *armed*, and waits for the price to cross its target, or
//! *disarmed*: it has fired, recurs, and waits for the price to move back. In both states it has one
//! [`Level`] that the price has to reach. So a search for the alerts that a tick affects is a search for
//! levels, and [`Bounds`] decide whether there are any without reading the alerts. A *paused* alert has no
//! level, so it costs a tick nothing.
//!
//! The time of a tick decides, not the time at which it is processed. So a tick that is replayed has no
//! further effect.

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
pub use document::{NewAlert, listed};
pub use level::{Level, Side};
pub use part::{PARTS, Part};
pub use ticks::{MAX_AHEAD, Record, SymbolTick, read as read_ticks, schema as tick_schema};

use crate::event::data::{Condition, Id, Note, Positive, Symbol};
use crate::ids::UserId;
use crate::rate_limit::RateLimit;
use crate::time::Time;

/// The maximum number of active alerts of one user.
pub const MAX_PER_USER: usize = 200;

/// The maximum number of stored alerts of one user, active, paused and past ones together. When it is reached, a
/// new alert replaces the oldest past one.
pub const MAX_STORED_PER_USER: usize = 1_000;

/// The rate at which one user may create or resume alerts: 60 a minute, with a burst of 300.
pub const CREATION_RATE: RateLimit = RateLimit { interval: Duration::from_secs(1), burst: 300 };

/// The time for which an expired alert's level may still be evaluated. The records of a stream are dropped
/// after 1 h (`MaximumRecordAgeInSeconds` in `infra/template.yaml`), and another hour is for the jobs that
/// are created from them.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html>
pub const EXPIRED_LEVEL_RETENTION: Duration = Duration::from_hours(2);

/// The default of the time after a firing during which a recurring alert does not fire again.
pub const DEFAULT_COOLDOWN: Duration = Duration::from_mins(1);

/// Returns the default distance, in percent of the target, by which the price must move back from the
/// target before a recurring alert is armed again: a tenth of a percent.
pub fn default_rearm_percent() -> Decimal {
    Decimal::new(1, 1)
}

/// A price alert of a trader.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its ID.
    pub id: Id,
    /// The user.
    pub user_id: UserId,
    /// The market.
    pub symbol: Symbol,
    /// The side of the target on which it fires.
    pub condition: Condition,
    /// The target price.
    pub target: Positive,
    /// Whether it can fire several times; otherwise it fires once.
    pub recurring: bool,
    /// The time after a firing during which it does not fire again.
    pub cooldown: Duration,
    /// The distance, in percent of the target, by which the price must move back from the target before it
    /// is armed again.
    pub rearm_percent: Decimal,
    /// The time from which it no longer fires.
    pub expires_at: Option<Time>,
    /// The trader's own note.
    pub note: Option<Note>,
    /// The time at which it was stored.
    pub created_at: Time,
    /// The time at which it was last resumed; `None` if it never was.
    pub resumed_at: Option<Time>,
    /// Its phase.
    pub phase: Phase,
}

/// The stored phase of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It fires on a tick at its target that was made after `since`.
    Armed {
        /// The time of its latest arming; 1970 if it has never fired.
        since: Time,
        /// The number of times it has fired or was resumed.
        generation: u32,
    },
    /// It has fired, and waits for the price to move back.
    Disarmed {
        /// The time of the tick on which it fired.
        fired_at: Time,
        /// The number of times it has fired or was resumed.
        generation: u32,
    },
    /// Its trader has paused it.
    Paused {
        /// The time from which it is armed once it is resumed: not before the end of its cooldown.
        since: Time,
        /// The number of times it has fired or was resumed.
        generation: u32,
    },
    /// It has fired and is not recurring.
    Fired {
        /// The time of the tick on which it fired.
        at: Time,
    },
    /// It had expired when a tick reached it, and no later one could have fired it.
    Expired,
}

impl Phase {
    /// The phase of a new alert.
    pub const NEW: Self = Self::Armed { since: Time::EPOCH, generation: 0 };
}

/// The state of an alert as the trader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It fires when the price crosses its target.
    Armed,
    /// It has fired, and the price has not moved back yet or the cooldown is not over.
    Waiting,
    /// Its trader has paused it.
    Paused,
    /// It has fired and is not recurring.
    Fired,
    /// It no longer fires.
    Expired,
}

impl State {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Armed, Self::Waiting, Self::Paused, Self::Fired, Self::Expired];

    /// Returns the name in frames.
    pub fn name(self) -> &'static str {
        match self {
            Self::Armed => "armed",
            Self::Waiting => "waiting",
            Self::Paused => "paused",
            Self::Fired => "fired",
            Self::Expired => "expired",
        }
    }

    /// Whether it can still fire. A user can have [`MAX_PER_USER`] alerts in such a state.
    pub fn is_active(self) -> bool {
        match self {
            Self::Armed | Self::Waiting => true,
            Self::Paused | Self::Fired | Self::Expired => false,
        }
    }

    /// Whether it can never fire again.
    pub fn is_past(self) -> bool {
        match self {
            Self::Fired | Self::Expired => true,
            Self::Armed | Self::Waiting | Self::Paused => false,
        }
    }
}

/// A price at a point in time, as it arrived on the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// The price of the last trade.
    pub price: Positive,
    /// The time at which the price was made.
    pub made_at: Time,
    /// The time at which its record arrived on the stream.
    pub arrived_at: Time,
}

/// A firing of an alert.
#[derive(Debug, Clone, PartialEq)]
pub struct Firing {
    /// The number of times the alert had fired or been resumed before. Together with the alert's ID, and the
    /// time at which it was last resumed, it identifies the firing, however often the tick is evaluated.
    pub generation: u32,
    /// The price that fired it.
    pub price: Positive,
    /// The time at which that price was made.
    pub at: Time,
}

impl Alert {
    /// Returns the state that the trader sees at `now`.
    pub fn state(&self, now: Time) -> State {
        match self.phase {
            Phase::Fired { .. } => State::Fired,
            Phase::Expired => State::Expired,
            Phase::Armed { .. } | Phase::Disarmed { .. } | Phase::Paused { .. } if self.is_expired(now) => {
                State::Expired
            }
            Phase::Paused { .. } => State::Paused,
            Phase::Armed { since, .. } if since <= now => State::Armed,
            Phase::Armed { .. } | Phase::Disarmed { .. } => State::Waiting,
        }
    }

    /// Whether it no longer fires on ticks that were made at `at` or later.
    pub fn is_expired(&self, at: Time) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= at)
    }

    /// Whether neither this tick nor a later one on the stream can fire it. Ticks need not arrive in the
    /// order in which they were made, and a tick can be dated up to [`MAX_AHEAD`] after its arrival. So the
    /// last tick that can fire it has arrived by then.
    fn is_over(&self, tick: &Tick) -> bool {
        self.is_over_from(tick.arrived_at)
    }

    /// Whether no tick that arrives at `arrived_at` or later can fire it.
    pub fn is_over_from(&self, arrived_at: Time) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at.plus(MAX_AHEAD) <= arrived_at)
    }

    /// Returns the time from which it concerns ticks: a tick whose record had arrived by then does not affect it.
    pub fn watched_from(&self) -> Time {
        self.resumed_at.unwrap_or(self.created_at)
    }

    /// Returns the paused alert; `None` if it is paused already or can no longer fire.
    #[must_use]
    pub fn paused(&self) -> Option<Self> {
        let phase = match self.phase {
            Phase::Armed { since, generation } => Phase::Paused { since, generation },
            Phase::Disarmed { fired_at, generation } => {
                Phase::Paused { since: fired_at.plus(self.cooldown), generation }
            }
            Phase::Paused { .. } | Phase::Fired { .. } | Phase::Expired => return None,
        };
        Some(Self { phase, ..self.clone() })
    }

    /// Returns the paused alert as it is when its trader resumes it at `now`; `None` if it is not paused. It is
    /// armed, like a new one: a level that is already met fires on the next tick. Its generation is a new one, so
    /// that an evaluation that has read the alert before the pause cannot be stored.
    #[must_use]
    pub fn resumed(&self, now: Time) -> Option<Self> {
        let Phase::Paused { since, generation } = self.phase else { return None };
        let phase = Phase::Armed { since, generation: generation.saturating_add(1) };
        Some(Self { phase, resumed_at: Some(now), ..self.clone() })
    }

    /// Returns the level that it waits for; `None` if it waits for none.
    pub fn level(&self) -> Option<Level> {
        match self.phase {
            Phase::Armed { .. } => Some(Level { side: Side::of(self.condition), price: self.target.get() }),
            Phase::Disarmed { .. } => {
                Some(Level { side: Side::of(self.condition).other(), price: self.rearm_price() })
            }
            Phase::Paused { .. } | Phase::Fired { .. } | Phase::Expired => None,
        }
    }

    /// Returns the price to which the market must move back.
    fn rearm_price(&self) -> Decimal {
        let target = self.target.get();
        // Both have at most 28 digits. A product that does not fit is rounded, always in the same way.
        let band = (target / Decimal::ONE_HUNDRED).checked_mul(self.rearm_percent).unwrap_or(target);
        match self.condition {
            Condition::Above => target.saturating_sub(band),
            Condition::Below => target.saturating_add(band),
        }
    }

    /// Evaluates a tick of its symbol, in the order of the stream. The alert fires, is armed
    /// again, or does not change.
    pub fn evaluate(&mut self, tick: &Tick) -> Option<Firing> {
        if tick.arrived_at <= self.watched_from() || self.is_expired(tick.made_at) || self.is_over(tick) {
            return None;
        }
        if !self.level()?.is_reached(tick.price.get()) {
            return None;
        }
        match self.phase {
            Phase::Armed { since, generation } if since < tick.made_at => {
                self.phase = if self.recurring {
                    Phase::Disarmed { fired_at: tick.made_at, generation: generation.saturating_add(1) }
                } else {
                    Phase::Fired { at: tick.made_at }
                };
                Some(Firing { generation, price: tick.price, at: tick.made_at })
            }
            Phase::Disarmed { fired_at, generation } if fired_at < tick.made_at => {
                // The price has moved back at this tick. The alert is armed when the
                // cooldown is over as well.
                let since = tick.made_at.max(fired_at.plus(self.cooldown));
                self.phase = Phase::Armed { since, generation };
                None
            }
            Phase::Armed { .. }
            | Phase::Disarmed { .. }
            | Phase::Paused { .. }
            | Phase::Fired { .. }
            | Phase::Expired => None,
        }
    }

    /// Evaluates the ticks of a batch in their order and returns the firings. An alert that no later tick
    /// can fire becomes expired.
    pub fn evaluate_all(&mut self, ticks: &[Tick]) -> Vec<Firing> {
        let firings = ticks.iter().filter_map(|tick| self.evaluate(tick)).collect();
        let is_over = ticks.iter().any(|tick| self.is_over(tick));
        if is_over && self.level().is_some() {
            self.phase = Phase::Expired;
        }
        firings
    }
}
