//! The request to FCM.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>

use std::time::Duration;

use domain::carrier::fcm;
use domain::event::data::Fields;
use domain::recipient::contact::Device;
use domain::text::{self, Text};
use domain::{Priority, Time};
use ports::Outgoing;
use serde_json::{Map, Value, json};

use crate::collapse::CollapseId;

/// The maximum payload of a message, in bytes.
pub const MAX_PAYLOAD_BYTES: usize = fcm::MAX_PAYLOAD_BYTES;

/// The size of the fields that Firebase adds for Apple, whose limit is the same: `gcm.message_id`
/// and some `google.c.…`, together about 200 bytes.
const ADDED_BYTES: usize = 256;

/// The longest time for which FCM stores a message for an offline device.
const LONGEST_TTL: Duration = fcm::MAX_LIFESPAN;

/// The prefix of a field whose name is reserved by FCM or by us.
const PREFIX: &str = "data_";

/// Returns the body of a request that sends the message to this device.
pub fn body(outgoing: &Outgoing<'_>, device: &Device) -> String {
    let notification = outgoing.notification;
    let priority = outgoing.data.priority();
    let collapse_id = CollapseId::of(notification, outgoing.data);
    let ttl = lifetime(notification.expires_at, outgoing.now);
    let expiration = outgoing.now.plus(ttl).as_seconds();
    let (android_priority, apns_priority, urgency) = match priority {
        Priority::P0 => ("high", "10", "high"),
        Priority::P1 | Priority::P2 => ("normal", "5", "normal"),
    };
    let payload = Payload::new(outgoing);
    let aps = if notification.silent { json!({}) } else { json!({"sound": "default"}) };
    json!({"message": {
        "token": device.token.expose(),
        "notification": {"title": payload.text.title, "body": payload.text.body},
        "data": payload.data,
        "android": {
            "priority": android_priority,
            "collapse_key": collapse_id.as_str(),
            "ttl": format!("{}s", ttl.as_secs()),
            // Without the tag, a repeated message would be shown beside the first one.
            "notification": {"tag": collapse_id.as_str()},
        },
        "apns": {
            "headers": {
                "apns-priority": apns_priority,
                "apns-expiration": expiration.to_string(),
                "apns-collapse-id": collapse_id.as_str(),
            },
            "payload": {"aps": aps},
        },
        "webpush": {
            "headers": {
                "TTL": ttl.as_secs().to_string(),
                "Urgency": urgency,
                "Topic": collapse_id.topic(),
            },
            "notification": {"tag": collapse_id.as_str()},
        },
    }})
    .to_string()
}

/// Returns the time for which the message is worth delivering, in whole seconds.
fn lifetime(expires_at: Time, now: Time) -> Duration {
    Duration::from_secs(expires_at.millis_since(now) / 1000).min(LONGEST_TTL)
}

/// The payload of a message, within [`MAX_PAYLOAD_BYTES`].
///
/// FCM counts the keys and values of both parts. Apple, to whom FCM forwards the message, counts
/// the JSON with quotes and escapes, and the fields that Firebase adds. So the size of the JSON is
/// counted here.
struct Payload {
    text: Text,
    data: Map<String, Value>,
    /// The remaining number of bytes.
    room: usize,
}

impl Payload {
    fn new(outgoing: &Outgoing<'_>) -> Self {
        let notification = outgoing.notification;
        let text = text::push(outgoing.data, outgoing.locale);
        let mut payload = Self { text, data: Map::new(), room: MAX_PAYLOAD_BYTES - ADDED_BYTES };
        let shown = json!({"title": payload.text.title, "body": payload.text.body});
        payload.room = payload.room.saturating_sub(shown.to_string().len() + "{}".len());

        payload.add("id", notification.id.as_str());
        payload.add("event", notification.event_type.name());
        payload.add("priority", &outgoing.data.priority().number().to_string());
        payload.add("timestamp", &notification.occurred_at.to_string());

        // The notifications in a summary or a merged message are in the inbox, where the app finds them.
        for (name, text) in outgoing.data.fields().into_iter().flat_map(Fields::push_data) {
            if is_reserved(name) {
                payload.add(&format!("{PREFIX}{name}"), &text);
            } else {
                payload.add(name, &text);
            }
        }
        payload
    }

    /// Adds a field, unless it is present or does not fit.
    fn add(&mut self, name: &str, text: &str) {
        let cost = cost(name, text);
        if cost <= self.room && !self.data.contains_key(name) {
            self.room -= cost;
            self.data.insert(name.to_owned(), text.into());
        }
    }
}

/// Returns the bytes of `"name":"text",`.
fn cost(name: &str, text: &str) -> usize {
    let quoted = |text: &str| Value::from(text).to_string().len();
    quoted(name) + quoted(text) + 2
}

/// Whether FCM or Apple would refuse or overwrite a field of this name (`from`, `message_type`,
/// every name that begins with `google` or `gcm`; `collapse_key`; `aps` and `fcm_options`), or the
/// name is one of ours.
///
/// <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#Message.FIELDS.data>
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let theirs = ["", "from", "message_type", "collapse_key", "notification", "aps", "fcm_options"]
        .contains(&name.as_str());
    let ours = ["id", "event", "priority", "timestamp"].contains(&name.as_str());
    theirs || ours || name.starts_with("google") || name.starts_with("gcm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_fcm_or_we_use_is_reserved() {
        for name in ["", "from", "Message_Type", "collapse_key", "google.z", "gcm", "aps", "id", "priority"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["data_from", "order_id", "symbol", "from_account", "by"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
