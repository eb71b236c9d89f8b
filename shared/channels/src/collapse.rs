//! The collapse id of a message on a device: a newer message with the same id replaces the older
//! one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::carrier::fcm;
use domain::event::data::EventData;
use domain::routing::notification::Notification;
use sha2::{Digest as _, Sha256};

/// The maximum length of a collapse id at APNs, in bytes.
pub const MAX_BYTES: usize = fcm::MAX_COLLAPSE_ID_BYTES;

/// The maximum length of a topic at a browser's push service, in characters.
pub const MAX_TOPIC_LENGTH: usize = fcm::MAX_TOPIC_LENGTH;

/// The number of hash characters that replace an id that is too long: 240 bits, short enough to
/// follow any type's name.
const HASH_LENGTH: usize = 40;

/// The collapse id of a message on a device: the event's type, followed by the key by which the
/// catalogue collapses that type (the order, the position) or, without one, by the event's own id.
///
/// It depends only on the event, so a delivery that is sent again has the same collapse id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollapseId {
    text: String,
    topic: String,
}

impl CollapseId {
    /// Returns the collapse id of this notification with the content `data`.
    pub fn of(notification: &Notification, data: &EventData) -> Self {
        let key = data.collapse_key().unwrap_or(notification.id.as_str());
        let whole = format!("{}:{key}", notification.event_type);
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&whole));
        let topic = hash[..MAX_TOPIC_LENGTH].to_owned();
        // The id becomes an HTTP header, and an exchange's ids may contain any characters.
        let fits = whole.len() <= MAX_BYTES && whole.bytes().all(|byte| byte.is_ascii_graphic());
        let text = if fits { whole } else { format!("{}~{}", notification.event_type, &hash[..HASH_LENGTH]) };
        Self { text, topic }
    }

    /// Returns at most [`MAX_BYTES`] of visible ASCII: the event's own key if it qualifies, a hash
    /// of it if not.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the topic for browsers: [`MAX_TOPIC_LENGTH`] characters of base64url.
    pub fn topic(&self) -> &str {
        &self.topic
    }
}
