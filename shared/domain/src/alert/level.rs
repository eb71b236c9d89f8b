//! The price that an alert waits for.

use rust_decimal::Decimal;

use crate::event::data::Condition;

/// The direction of the price that reaches a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The level is reached by a price at the level or above it.
    Up,
    /// The level is reached by a price at the level or below it.
    Down,
}

impl Side {
    /// Both directions.
    pub const ALL: [Self; 2] = [Self::Up, Self::Down];

    /// Returns the direction in which an alert's target is reached.
    pub fn of(condition: Condition) -> Self {
        match condition {
            Condition::Above => Self::Up,
            Condition::Below => Self::Down,
        }
    }

    /// Returns the opposite direction, in which the rearm price is reached.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// A price that an alert waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// The direction in which it is reached.
    pub side: Side,
    /// The price.
    pub price: Decimal,
}

impl Level {
    /// Whether this price reaches the level.
    pub fn is_reached(&self, price: Decimal) -> bool {
        match self.side {
            Side::Up => price >= self.price,
            Side::Down => price <= self.price,
        }
    }
}
