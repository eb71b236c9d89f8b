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

/// The least number of hash characters that replace an id that is too long: 180 bits. A type whose name leaves
/// less room for them is not named.
const MIN_HASH_LENGTH: usize = 30;

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
    /// Returns the collapse id of this notification with the content `data`. A key that a push must not carry
    /// is hashed.
    pub fn of(notification: &Notification, data: &EventData) -> Self {
        Self::new(notification, data, data.is_collapse_key_in_push())
    }

    /// Returns the collapse id of the push of this notification. That of a push without details has its key
    /// hashed.
    pub fn of_push(notification: &Notification, data: &EventData, is_redacted: bool) -> Self {
        if is_redacted {
            Self::new(notification, data, data.collapse_key().is_none())
        } else {
            Self::of(notification, data)
        }
    }

    fn new(notification: &Notification, data: &EventData, may_show_key: bool) -> Self {
        let key = data.collapse_key().unwrap_or(notification.id.as_str());
        let whole = format!("{}:{key}", notification.event_type);
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&whole));
        let topic = hash[..MAX_TOPIC_LENGTH].to_owned();
        // The id becomes an HTTP header, and an exchange's ids may contain any characters.
        let fits =
            may_show_key && whole.len() <= MAX_BYTES && whole.bytes().all(|byte| byte.is_ascii_graphic());
        let text = if fits { whole } else { hashed(notification.event_type.name(), &hash) };
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

/// Returns the name of the type and as much of the hash as fits.
fn hashed(name: &str, hash: &str) -> String {
    let room = MAX_BYTES.saturating_sub(name.len() + "~".len()).min(hash.len());
    if room < MIN_HASH_LENGTH { hash.to_owned() } else { format!("{name}~{}", &hash[..room]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_id_fits_whatever_the_type_is_called() {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest("order_filled:8812"));
        for length in 1..=128 {
            let id = hashed(&"x".repeat(length), &hash);
            assert!(id.len() <= MAX_BYTES && id.len() >= MIN_HASH_LENGTH, "{length}: {id}");
        }
        assert_eq!(hashed("order_filled", &hash), format!("order_filled~{hash}"));
    }
}
