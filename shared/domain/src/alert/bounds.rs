//! Whether a batch of ticks can concern any alert of a symbol, without a look at the alerts.

use rust_decimal::Decimal;

use super::{Alert, Level, Phase, Side, Tick};
use crate::time::Time;

/// How far a batch of ticks reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The lowest price.
    pub low: Decimal,
    /// The highest price.
    pub high: Decimal,
    /// When the latest tick was made.
    pub latest: Time,
}

impl Span {
    /// The span of these ticks; `None` where there are none.
    pub fn of(ticks: &[Tick]) -> Option<Self> {
        let (first, rest) = ticks.split_first()?;
        let price = first.price.get();
        let one = Self { low: price, high: price, latest: first.made_at };
        Some(rest.iter().fold(one, |span, tick| Self {
            low: span.low.min(tick.price.get()),
            high: span.high.max(tick.price.get()),
            latest: span.latest.max(tick.made_at),
        }))
    }

    /// Whether a price of the span reaches the level.
    pub fn reaches(&self, level: &Level) -> bool {
        match level.side {
            Side::Up => level.is_reached(self.high),
            Side::Down => level.is_reached(self.low),
        }
    }
}

/// What is known of the levels of a symbol's alerts: none of them is nearer. A batch within them concerns no alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The lowest level that is reached from below.
    pub up: Option<Decimal>,
    /// The highest level that is reached from above.
    pub down: Option<Decimal>,
    /// When the first of the alerts is armed that sleep: those are in neither of the two.
    pub sleeps_until: Option<Time>,
}

impl Bounds {
    /// Whether a batch of this span can concern an alert.
    pub fn are_touched_by(&self, span: &Span) -> bool {
        self.up.is_some_and(|up| span.high >= up)
            || self.down.is_some_and(|down| span.low <= down)
            || self.sleeps_until.is_some_and(|until| span.latest > until)
    }

    /// The bounds of these alerts, as of ticks that were made by `latest`. An alert that is armed only later sleeps: were its
    /// target a bound, each tick of its cooldown could touch it in vain.
    ///
    /// `beyond` are the nearest levels of others, behind which there may be more: they count whether or not theirs sleep.
    pub fn of<'a>(
        alerts: impl IntoIterator<Item = &'a Alert>,
        beyond: impl IntoIterator<Item = &'a Alert>,
        latest: Time,
    ) -> Self {
        let bounds = alerts.into_iter().fold(Self::default(), |bounds, alert| bounds.with(alert, latest));
        beyond.into_iter().filter_map(Alert::level).fold(bounds, Self::with_level)
    }

    fn with(mut self, alert: &Alert, latest: Time) -> Self {
        match (alert.phase, alert.level()) {
            (Phase::Armed { since, .. }, _) if since > latest => {
                self.sleeps_until = Some(self.sleeps_until.map_or(since, |until| until.min(since)));
                self
            }
            (_, Some(level)) => self.with_level(level),
            (_, None) => self,
        }
    }

    fn with_level(mut self, Level { side, price }: Level) -> Self {
        match side {
            Side::Up => self.up = Some(self.up.map_or(price, |up| up.min(price))),
            Side::Down => self.down = Some(self.down.map_or(price, |down| down.max(price))),
        }
        self
    }
}
