//! Into which of its symbol's parts an alert falls.

use crate::data::Id;

/// Into how many parts the levels of a symbol are divided. A part is one key of its table, which takes a thousand writes a
/// second, so a storm of one symbol is worked off by as many at once. It must not change while there are alerts.
pub const PARTS: u8 = 8;

/// A part of a symbol's levels, below [`PARTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part(u8);

impl Part {
    /// The part of this alert, always the same one.
    pub fn of(alert: &Id) -> Self {
        Self(crate::shard::hash(alert.as_str(), PARTS))
    }

    /// The part of this number; `None` where there is none.
    pub fn parse(number: u8) -> Option<Self> {
        (number < PARTS).then_some(Self(number))
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..PARTS).map(Self)
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }
}
