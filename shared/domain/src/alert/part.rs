//! The division of a symbol's alerts into parts.

use crate::event::data::Id;

/// The number of parts into which the levels of a symbol are divided. A part is one partition key of its
/// table, which takes a thousand writes a second, so the parts allow that many times more firings of one
/// symbol at once. It must not change while there are alerts.
pub const PARTS: u8 = 8;

/// A part of a symbol's levels, below [`PARTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part(u8);

impl Part {
    /// Returns the part of this alert, which never changes.
    pub fn of(alert: &Id) -> Self {
        Self(crate::shard::hash(alert.as_str(), PARTS))
    }

    /// Returns the part with this number; `None` if there is none.
    pub fn parse(number: u8) -> Option<Self> {
        (number < PARTS).then_some(Self(number))
    }

    /// Returns all parts.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..PARTS).map(Self)
    }

    /// Returns its number.
    pub fn number(self) -> u8 {
        self.0
    }
}
