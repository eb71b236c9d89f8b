//! The price that an alert waits for.

use rust_decimal::Decimal;

use crate::data::Condition;

/// From which side a level is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// By a price at the level or above.
    Up,
    /// By a price at the level or below.
    Down,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Up, Self::Down];

    /// The side from which an alert's target is reached.
    pub fn of(condition: Condition) -> Self {
        match condition {
            Condition::Above => Self::Up,
            Condition::Below => Self::Down,
        }
    }

    /// The other side: the one from which the way back is reached.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// A price that is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// From which side.
    pub side: Side,
    /// Which price.
    pub price: Decimal,
}

impl Level {
    /// Whether this price reaches it.
    pub fn is_reached(&self, price: Decimal) -> bool {
        match self.side {
            Side::Up => price >= self.price,
            Side::Down => price <= self.price,
        }
    }
}
