//! Decides whether a batch of ticks can affect any alert of a symbol, without reading the alerts.

use rust_decimal::Decimal;

use super::{Alert, Level, Phase, Side, Tick};
use crate::time::Time;

/// The range of prices of a batch of ticks, and the time of its latest tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The lowest price.
    pub low: Decimal,
    /// The highest price.
    pub high: Decimal,
    /// The time of the latest tick.
    pub latest: Time,
}

impl Span {
    /// Returns the span of these ticks; `None` if there are none.
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

/// The nearest levels of a symbol's alerts in both directions. A batch that does not touch
/// them affects no alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The lowest level that is reached by a rising price.
    pub up: Option<Decimal>,
    /// The highest level that is reached by a falling price.
    pub down: Option<Decimal>,
    /// The earliest time at which a sleeping alert is armed. Sleeping alerts are in
    /// neither of the two levels.
    pub sleeps_until: Option<Time>,
}

impl Bounds {
    /// Whether a batch of this span can affect an alert.
    pub fn are_touched_by(&self, span: &Span) -> bool {
        self.up.is_some_and(|up| span.high >= up)
            || self.down.is_some_and(|down| span.low <= down)
            || self.sleeps_until.is_some_and(|until| span.latest > until)
    }

    /// Returns the bounds of these alerts for ticks up to `latest`. An alert that is armed only later is
    /// sleeping. If its target were a bound, each tick of its cooldown could touch it without effect.
    ///
    /// `beyond` are the nearest levels of alerts that were not read, and there may be more alerts behind
    /// them. They count whether or not their alerts are sleeping.
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
