//! The channels to a trader, and the reasons why nothing is sent on a channel.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A channel to the trader. The order is the one in which a fallback tries them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In-app: the inbox and every open socket.
    Websocket,
    /// Firebase Cloud Messaging, one delivery per device.
    Push,
    /// The exchange's Telegram bot.
    Telegram,
    /// Amazon SES.
    Email,
    /// Amazon SNS; only for P0.
    Sms,
}

impl Channel {
    /// All channels, in fallback order.
    pub const ALL: [Self; 5] = [Self::Websocket, Self::Push, Self::Telegram, Self::Email, Self::Sms];

    /// Returns the name in events, preferences and deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Websocket => "websocket",
            Self::Push => "push",
            Self::Telegram => "telegram",
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// Returns the channel with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The reason why nothing is sent on a channel. If several apply, the first in this order is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The trader has switched off this kind of notification.
    Disabled,
    /// The trader or the event did not choose this channel.
    NotChosen,
    /// The margin ratio is not below the trader's threshold.
    Threshold,
    /// The score of the listing is below the trader's minimum.
    MinScore,
    /// There is no address, device or chat to send to.
    NoContact,
    /// No function is deployed for this channel.
    ChannelNotDeployed,
    /// A newer event has made it obsolete, as a liquidation does to the margin call of its position.
    Superseded,
    /// The trader was notified of the same a short time before.
    AlreadyNotified,
    /// A limit of the channel is used up.
    OverCap,
    /// No SMS is sent to the country of this number.
    CountryNotAllowed,
    /// It would interrupt the trader's quiet hours.
    QuietHours,
    /// The event is from the past, and only for the inbox.
    Backfill,
}

impl Reason {
    /// All reasons, in the order of precedence.
    pub const ALL: [Self; 12] = [
        Self::Disabled,
        Self::NotChosen,
        Self::Threshold,
        Self::MinScore,
        Self::NoContact,
        Self::ChannelNotDeployed,
        Self::Superseded,
        Self::AlreadyNotified,
        Self::OverCap,
        Self::CountryNotAllowed,
        Self::QuietHours,
        Self::Backfill,
    ];

    /// Returns the name in deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::NotChosen => "not_chosen",
            Self::Threshold => "threshold",
            Self::MinScore => "min_score",
            Self::NoContact => "no_contact",
            Self::ChannelNotDeployed => "channel_not_deployed",
            Self::Superseded => "superseded",
            Self::AlreadyNotified => "already_notified",
            Self::OverCap => "over_cap",
            Self::CountryNotAllowed => "country_not_allowed",
            Self::QuietHours => "quiet_hours",
            Self::Backfill => "backfill",
        }
    }

    /// Returns the reason with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}
