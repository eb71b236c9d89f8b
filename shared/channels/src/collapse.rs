//! What names a message on a device, so that a newer one can take its place.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::carrier::fcm;
use domain::data::EventData;
use domain::notification::Notification;
use sha2::{Digest as _, Sha256};

/// The longest collapse id that APNs takes, in bytes.
pub const MAX_BYTES: usize = fcm::MAX_COLLAPSE_ID_BYTES;

/// The longest topic that a browser's push service takes, in characters.
pub const MAX_TOPIC_LENGTH: usize = fcm::MAX_TOPIC_LENGTH;

/// How much of a hash stands in for a name that is too long: 240 bits, so that it fits behind any type's name.
const HASH_LENGTH: usize = 40;

/// The name of a message on a device: the type of the event with what the catalogue collapses it by (the order, the
/// position), or else with the event's own id.
///
/// It depends on nothing but the event, so a delivery that is sent again has the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollapseId {
    text: String,
    topic: String,
}

impl CollapseId {
    /// The collapse id of this notification, which says `data`.
    pub fn of(notification: &Notification, data: &EventData) -> Self {
        let key = data.collapse_key().unwrap_or(notification.id.as_str());
        let whole = format!("{}:{key}", notification.event_type);
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&whole));
        let topic = hash[..MAX_TOPIC_LENGTH].to_owned();
        // It becomes an HTTP header, and an exchange's ids may have any characters.
        let fits = whole.len() <= MAX_BYTES && whole.bytes().all(|byte| byte.is_ascii_graphic());
        let text = if fits { whole } else { format!("{}~{}", notification.event_type, &hash[..HASH_LENGTH]) };
        Self { text, topic }
    }

    /// At most [`MAX_BYTES`] of visible ASCII: readable where the event's own key is, hashed where it isn't.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same for browsers: [`MAX_TOPIC_LENGTH`] characters of base64url.
    pub fn topic(&self) -> &str {
        &self.topic
    }
}
