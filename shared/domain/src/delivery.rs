//! What is said of a delivery everywhere: its name, why nothing is sent, what one try of it came to.

use crate::catalogue::Channel;
use crate::contact::DeviceId;

/// What names a delivery within its notification.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryKey {
    /// The channel.
    pub channel: Channel,
    /// The device, for push.
    pub device: Option<DeviceId>,
}

impl DeliveryKey {
    /// The one delivery of a channel that has no devices.
    pub fn of_channel(channel: Channel) -> Self {
        Self { channel, device: None }
    }
}

/// The names of a channel's deliveries, where the user has these devices.
pub fn keys(channel: Channel, devices: &[DeviceId]) -> Vec<DeliveryKey> {
    match channel {
        Channel::Websocket => Vec::new(),
        Channel::Push => {
            let key = |device: &DeviceId| DeliveryKey { channel, device: Some(device.clone()) };
            devices.iter().map(key).collect()
        }
        Channel::Telegram | Channel::Email | Channel::Sms => vec![DeliveryKey::of_channel(channel)],
    }
}

/// Why nothing is sent on a channel. Where several hold, the first in this order is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The trader has switched this kind off.
    Disabled,
    /// The trader or the event did not choose this channel.
    NotChosen,
    /// The margin ratio is not below the trader's threshold.
    Threshold,
    /// The listing's score is below the trader's least.
    MinScore,
    /// There is no address, device or chat to send to.
    NoContact,
    /// No function serves this channel.
    ChannelNotDeployed,
    /// A liquidation has closed the position of this margin call.
    Superseded,
    /// The channel's allowance is used up.
    OverCap,
    /// No SMS is sent to the country of this number.
    CountryNotAllowed,
    /// It would interrupt the trader's quiet hours.
    QuietHours,
}

impl Reason {
    /// All of them, in the order of precedence.
    pub const ALL: [Self; 10] = [
        Self::Disabled,
        Self::NotChosen,
        Self::Threshold,
        Self::MinScore,
        Self::NoContact,
        Self::ChannelNotDeployed,
        Self::Superseded,
        Self::OverCap,
        Self::CountryNotAllowed,
        Self::QuietHours,
    ];

    /// The name in deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::NotChosen => "not_chosen",
            Self::Threshold => "threshold",
            Self::MinScore => "min_score",
            Self::NoContact => "no_contact",
            Self::ChannelNotDeployed => "channel_not_deployed",
            Self::Superseded => "superseded",
            Self::OverCap => "over_cap",
            Self::CountryNotAllowed => "country_not_allowed",
            Self::QuietHours => "quiet_hours",
        }
    }

    /// The reason of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// What one try of a delivery came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttemptResult {
    /// The provider took it. For a socket this is no receipt: only the client's ack is.
    Accepted,
    /// The destination does not exist (any more).
    Gone,
    /// The provider will never take it.
    Refused,
    /// The provider wants us to slow down.
    Throttled,
    /// No answer in time: it may or may not have been taken.
    Timeout,
    /// The provider failed.
    Error,
}

impl AttemptResult {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Accepted, Self::Gone, Self::Refused, Self::Throttled, Self::Timeout, Self::Error];

    /// The name in getNotification.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Throttled => "throttled",
            Self::Timeout => "timeout",
            Self::Error => "error",
        }
    }

    /// The result of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.name() == name)
    }

    /// Whether another try can come to something else.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::Accepted | Self::Gone | Self::Refused => false,
            Self::Throttled | Self::Timeout | Self::Error => true,
        }
    }
}
