//! Deliveries: their keys, addresses and ledger, the providers' answers, and the limits
//! on calls to providers.

mod address;
pub mod budget;
pub mod handle;
pub mod ledger;
pub mod pause;
mod verdict;

use crate::event::channel::Channel;
pub use crate::event::channel::Reason;
use crate::recipient::contact::DeviceId;

/// The key of a delivery within its notification.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryKey {
    /// The channel.
    pub channel: Channel,
    /// The device, for push.
    pub device: Option<DeviceId>,
}

impl DeliveryKey {
    /// Returns the key of the only delivery of a channel without devices.
    pub fn of_channel(channel: Channel) -> Self {
        Self { channel, device: None }
    }
}

/// Returns the keys of a channel's deliveries to a user with these devices.
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

/// The result of one attempt of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttemptResult {
    /// The provider accepted it. For a socket this is no receipt; only the client's ack is.
    Accepted,
    /// The destination does not exist (any more).
    Gone,
    /// The provider will never accept it.
    Refused,
    /// The provider throttled us.
    Throttled,
    /// No answer in time; the provider may or may not have accepted it.
    Timeout,
    /// The provider failed.
    Error,
}

impl AttemptResult {
    /// All results.
    pub const ALL: [Self; 6] =
        [Self::Accepted, Self::Gone, Self::Refused, Self::Throttled, Self::Timeout, Self::Error];

    /// Returns the name in getNotification.
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

    /// Returns the result with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.name() == name)
    }

    /// Whether another attempt can have another result.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::Accepted | Self::Gone | Self::Refused => false,
            Self::Throttled | Self::Timeout | Self::Error => true,
        }
    }
}
