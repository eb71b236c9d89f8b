//! The message of a channel's queue.

use std::time::Duration;

use domain::Channel;
use domain::Time;
use domain::contact::DeviceId;
use domain::ids::{EventId, UserId};
use domain::ledger::DeliveryKey;
use domain::notification::Notification;
use ports::{Key, Message};
use serde::{Deserialize, Serialize};

/// Which delivery to make, on the channel whose queue it is. It carries no content and no address, so nothing that a
/// trader reads or is reached by lies in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whose.
    pub user_id: UserId,
    /// Which notification.
    pub event_id: EventId,
    /// Which device, for push.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// When it is no longer worth making: for whoever looks at a dead letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
    /// When a person decided that it is to be made although it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redriven_at: Option<Time>,
}

impl Delivery {
    /// The delivery `key` of this notification.
    pub fn of(notification: &Notification, key: &DeliveryKey) -> Self {
        Self { device: key.device.clone(), ..Self::in_app(notification) }
    }

    /// The in-app delivery of this notification.
    pub fn in_app(notification: &Notification) -> Self {
        Self {
            user_id: notification.user_id.clone(),
            event_id: notification.id.clone(),
            device: None,
            expires_at: Some(notification.expires_at),
            redriven_at: None,
        }
    }

    /// The message's text.
    pub fn encode(&self) -> String {
        // Checked texts: writing them as JSON cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The message, in its user's group.
    pub fn to_message(&self) -> Message {
        Message { body: self.encode(), group: Some(self.user_id.to_string()), delay: Duration::ZERO }
    }

    /// Reads a message's text.
    pub fn decode(body: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(body)
    }

    /// The notification's identity.
    pub fn key(&self) -> Key {
        (self.user_id.clone(), self.event_id.clone())
    }

    /// The delivery's name in the ledger, on this channel; `None` if it names a device where there is none, or none
    /// where there must be one.
    pub fn ledger_key(&self, channel: Channel) -> Option<DeliveryKey> {
        let has_device = channel == Channel::Push;
        (self.device.is_some() == has_device).then(|| DeliveryKey { channel, device: self.device.clone() })
    }
}
