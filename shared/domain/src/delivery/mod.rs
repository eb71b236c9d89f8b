//! Deliveries: their keys, addresses and ledger, the providers' answers, and the limits
//! on calls to providers.

mod address;
pub mod budget;
pub mod handle;
pub mod ledger;
pub mod pause;
mod verdict;
pub mod walk_rate;

use crate::event::channel::Channel;
pub use crate::event::channel::Reason;
use crate::recipient::contact::DeviceId;

/// The key of a delivery within its notification.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryKey {
    /// The channel.
    pub channel: Channel,
    /// The device, for push. [`DeliveryKey::second`] uses it for e-mail and SMS.
    pub device: Option<DeviceId>,
}

/// The name of the second delivery of a channel. No device has it: their IDs are longer.
const SECOND: &str = "other";

impl DeliveryKey {
    /// Returns the key of the only delivery of a channel without devices.
    pub fn of_channel(channel: Channel) -> Self {
        Self { channel, device: None }
    }

    /// Returns the key of the second delivery of a channel without devices: a notice of a changed contact
    /// goes to the other contact too. `None` if the channel has no such delivery.
    pub fn second(channel: Channel) -> Option<Self> {
        let device = DeviceId::parse(SECOND).ok()?;
        matches!(channel, Channel::Email | Channel::Sms).then_some(Self { channel, device: Some(device) })
    }

    /// Whether it is the second delivery of its channel.
    pub fn is_second(&self) -> bool {
        let is_named = self.device.as_ref().is_some_and(|device| device.as_str() == SECOND);
        is_named && matches!(self.channel, Channel::Email | Channel::Sms)
    }

    /// Whether the channel has deliveries with this key.
    pub fn is_valid(&self) -> bool {
        match self.channel {
            Channel::Websocket => false,
            Channel::Push => self.device.is_some(),
            Channel::Telegram => self.device.is_none(),
            Channel::Email | Channel::Sms => self.device.is_none() || self.is_second(),
        }
    }
}

/// Returns the keys of a channel's deliveries to a user with these devices. For e-mail and SMS `devices` may
/// have the name of the second delivery.
pub fn keys(channel: Channel, devices: &[DeviceId]) -> Vec<DeliveryKey> {
    let first = (channel != Channel::Push).then(|| DeliveryKey::of_channel(channel));
    let named = devices.iter().map(|device| DeliveryKey { channel, device: Some(device.clone()) });
    first.into_iter().chain(named).filter(DeliveryKey::is_valid).collect()
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
