//! What an event is about, and how it is sent.

use super::EventData;
use crate::catalogue::Priority;

impl EventData {
    /// Returns the market, or else the asset, that it is about.
    pub(crate) fn subject(&self) -> Option<&str> {
        match self {
            Self::PositionLiquidated(data) => Some(data.symbol.as_str()),
            Self::MarginCall(data) => Some(data.symbol.as_str()),
            Self::OrderFilled(data) => Some(data.symbol.as_str()),
            Self::PriceAlert(data) => Some(data.symbol.as_str()),
            Self::PriceFeed(data) => Some(data.symbol.as_str()),
            Self::OrderPartiallyFilled(data) => Some(data.symbol.as_str()),
            Self::NewListing(data) => Some(data.symbol.as_str()),
            Self::DepositCredited(data) => Some(data.asset.as_str()),
            Self::ReferralAccrued(data) => Some(data.asset.as_str()),
            Self::WeeklyPnlReport(_)
            | Self::DailyReport(_)
            | Self::ContactChanged(_)
            | Self::PreferencesWeakened(_)
            | Self::Summary(_)
            | Self::Merged(_) => None,
        }
    }

    /// Returns the class in which it is sent: that of its type, or, of a merged message, of the deliveries in it.
    pub fn priority(&self) -> Priority {
        match self {
            Self::Merged(data) => data.priority,
            other => other.event_type().priority(),
        }
    }
}
