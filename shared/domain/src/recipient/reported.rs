//! The data about a trader that is kept for the next daily report.

use crate::event::catalogue::EventType;
use crate::event::data::{Asset, Day, EventData, Signed};
use crate::time::Time;

/// The latest daily report of a user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reported {
    /// The day of the report.
    pub day: Day,
    /// The end of its period.
    pub until: Time,
}

/// The profit and loss of a trader that the exchange last published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedPnl {
    /// The time of the publication.
    pub at: Time,
    /// The profit or loss of closed positions.
    pub realized: Signed,
    /// The profit or loss of open positions so far, if it was published.
    pub unrealized: Option<Signed>,
    /// The currency of both.
    pub currency: Asset,
}

impl PublishedPnl {
    /// Returns the profit and loss of a weekly report of the exchange; `None` for any other event.
    pub fn of(data: &EventData, at: Time) -> Option<Self> {
        let fields = data.fields().filter(|fields| fields.event_type() == EventType::WeeklyPnlReport)?;
        Some(Self {
            at,
            realized: Signed::of(fields.decimal("realized_pnl")?)?,
            unrealized: fields.decimal("unrealized_pnl").and_then(Signed::of),
            currency: Asset::parse(fields.text("currency")?)?,
        })
    }
}
