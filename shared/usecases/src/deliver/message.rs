//! The messages of a channel's queue.

use std::time::Duration;

use domain::Channel;
use domain::Time;
use domain::delivery::ledger::DeliveryKey;
use domain::ids::{EventId, UserId};
use domain::recipient::contact::DeviceId;
use domain::routing::notification::Notification;
use ports::{Key, Message};
use serde::{Deserialize, Serialize};

/// A message of a channel's queue: names the delivery to make on that channel. It carries no
/// content and no address, so a queue holds neither a trader's texts nor a trader's contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The notification's recipient.
    pub user_id: UserId,
    /// The id of the notification.
    pub event_id: EventId,
    /// The id of the device, for push; for e-mail and SMS the name of the second delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// The time from which on the delivery is no longer worth making: information for an operator
    /// who reads a dead letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
    /// The time at which an operator decided that the delivery is to be made after it was
    /// dead-lettered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redriven_at: Option<Time>,
    /// The repeat of the notification for which it is sent; absent for the first message.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repeat: u8,
    /// Whether the message that was sent is to be taken back, because the trader has seen the notification
    /// elsewhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dismisses: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

impl Delivery {
    /// Returns the delivery `key` of this notification.
    pub fn of(notification: &Notification, key: &DeliveryKey) -> Self {
        Self { device: key.device.clone(), ..Self::in_app(notification) }
    }

    /// Returns the in-app delivery of this notification.
    pub fn in_app(notification: &Notification) -> Self {
        Self {
            user_id: notification.user_id.clone(),
            event_id: notification.id.clone(),
            device: None,
            expires_at: Some(notification.expires_at),
            redriven_at: None,
            repeat: 0,
            dismisses: false,
        }
    }

    /// Returns the message's body.
    pub fn encode(&self) -> String {
        // Validated strings: their serialization as JSON cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Returns the message, in its user's message group.
    pub fn to_message(&self) -> Message {
        Message { body: self.encode(), group: Some(self.user_id.to_string()), delay: Duration::ZERO }
    }

    /// Decodes a message's body.
    ///
    /// # Errors
    /// The body is not the JSON of a delivery. A repeat cannot succeed.
    pub fn decode(body: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(body)
    }

    /// Returns the notification's key.
    pub fn key(&self) -> Key {
        (self.user_id.clone(), self.event_id.clone())
    }

    /// Returns the delivery's key in the ledger on this channel, or `None` if the channel has no
    /// such delivery: it names a device on a channel without devices, or no device for push.
    pub fn ledger_key(&self, channel: Channel) -> Option<DeliveryKey> {
        Some(DeliveryKey { channel, device: self.device.clone() }).filter(DeliveryKey::is_valid)
    }
}
