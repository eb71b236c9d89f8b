//! What is sent to FCM.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>

use std::time::Duration;

use domain::carrier::fcm;
use domain::contact::Device;
use domain::data::EventData;
use domain::json;
use domain::text::{self, Text};
use domain::{Priority, Time};
use ports::Outgoing;
use serde_json::{Map, Value, json};

use crate::collapse::CollapseId;

/// The most that a message may carry, in bytes.
pub const MAX_PAYLOAD_BYTES: usize = fcm::MAX_PAYLOAD_BYTES;

/// What Firebase adds on the way to Apple, whose limit is the same: `gcm.message_id` and some `google.c.…`,
/// together about 200 bytes.
const ADDED_BYTES: usize = 256;

/// The longest that FCM keeps a message for a device that is away.
const LONGEST_TTL: Duration = fcm::MAX_LIFESPAN;

/// Before the name of a field that FCM or we use ourselves.
const PREFIX: &str = "data_";

/// The body of a request that sends the message to this device.
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
            // Without it a repeat stands beside the first.
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

/// How long it is worth delivering, in whole seconds.
fn lifetime(expires_at: Time, now: Time) -> Duration {
    Duration::from_secs(expires_at.millis_since(now) / 1000).min(LONGEST_TTL)
}

/// What a message carries, within [`MAX_PAYLOAD_BYTES`].
///
/// FCM counts the keys and values of both parts. Apple, to whom it hands them on, counts the JSON, with quotes and
/// escapes, and what Firebase adds to it. So the JSON is what is counted here.
struct Payload {
    text: Text,
    data: Map<String, Value>,
    /// How much there is left.
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

        let fields = fields(outgoing.data);
        let extra = outgoing.data.extra();
        let note = note(outgoing.data);
        let is_known = |name: &str| !extra.contains_key(name);
        for (name, value) in fields.iter().filter(|(name, _)| is_known(name) && Some(name.as_str()) != note) {
            payload.add(name, &as_text(value));
        }
        if let Some((name, Value::String(note))) = note.and_then(|name| fields.get_key_value(name)) {
            payload.add_cut(name, note);
        }
        // Of what we don't know, as much as there is room for; what is called as it is to be called, first.
        let (renamed, same): (Vec<_>, Vec<_>) = extra.iter().partition(|(name, _)| is_reserved(name));
        for (name, value) in same {
            payload.add(name, &as_text(value));
        }
        for (name, value) in renamed {
            payload.add(&format!("{PREFIX}{name}"), &as_text(value));
        }
        payload
    }

    /// Adds a field, unless it is there or does not fit.
    fn add(&mut self, name: &str, text: &str) {
        let cost = cost(name, text);
        if cost <= self.room && !self.data.contains_key(name) {
            self.room -= cost;
            self.data.insert(name.to_owned(), text.into());
        }
    }

    /// Adds as much of a text as fits.
    fn add_cut(&mut self, name: &str, text: &str) {
        let mut kept = text.to_owned();
        while let Some(excess) = cost(name, &kept).checked_sub(self.room).filter(|excess| *excess > 0) {
            // No character costs more than six bytes (`\u001f`), so this never takes too many.
            let limit = kept.chars().count().saturating_sub(excess.div_ceil(6));
            if limit == 0 {
                return;
            }
            kept = text::cut(text, limit);
        }
        self.add(name, &kept);
    }
}

/// The free text among the fields that we know, all others of which have an end far below the limit.
fn note(data: &EventData) -> Option<&'static str> {
    match data {
        EventData::PriceAlert(_) => Some("note"),
        EventData::DepositCredited(_) => Some("network"),
        EventData::NewListing(_) => Some("name"),
        EventData::PositionLiquidated(_)
        | EventData::MarginCall(_)
        | EventData::OrderFilled(_)
        | EventData::PriceFeed(_)
        | EventData::OrderPartiallyFilled(_)
        | EventData::WeeklyPnlReport(_)
        | EventData::DailyReport(_)
        | EventData::ReferralAccrued(_)
        | EventData::ContactChanged(_)
        | EventData::PreferencesWeakened(_)
        | EventData::Summary(_)
        | EventData::Merged(_) => None,
    }
}

/// The fields of `data` that an app can have a use for. What a summary or a merged message speaks of, the app finds in the
/// inbox.
fn fields(data: &EventData) -> Map<String, Value> {
    match data {
        EventData::Summary(_) | EventData::Merged(_) => Map::new(),
        other => json::object(other.to_json().get()).unwrap_or_default(),
    }
}

/// A text is itself, everything else its JSON.
fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `"name":"text",`
fn cost(name: &str, text: &str) -> usize {
    let quoted = |text: &str| Value::from(text).to_string().len();
    quoted(name) + quoted(text) + 2
}

/// Whether a field of this name would be refused or overwritten by FCM or Apple (`from`, `message_type`, whatever
/// begins with `google` or `gcm`; `collapse_key`; `aps` and `fcm_options`), or is one of ours.
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
    use proptest::prelude::*;

    fn cut(text: &str, room: usize) -> Option<String> {
        let text_shown = Text { title: String::new(), body: String::new() };
        let mut payload = Payload { text: text_shown, data: Map::new(), room };
        payload.add_cut("note", text);
        payload.data.get("note").and_then(Value::as_str).map(str::to_owned)
    }

    #[test]
    fn a_note_has_what_room_is_left() {
        // `"note":"",` is 10 bytes, and the `…` has 3.
        assert_eq!(cut("sell half", 19).as_deref(), Some("sell half"));
        assert_eq!(cut("sell half", 18).as_deref(), Some("sell…"));
        assert_eq!(cut("sell half", 14).as_deref(), Some("s…"));
        assert_eq!(cut("sell half", 12), None);
        assert_eq!(cut("👩‍👩‍👧👩‍👩‍👧", 40).as_deref(), Some("👩‍👩‍👧…"), "no half of what a reader sees as one");
    }

    proptest! {
        #[test]
        fn a_cut_note_is_within_its_room(text in "(?s).{0,280}", room in 0_usize..1800) {
            if let Some(kept) = cut(&text, room) {
                prop_assert!(cost("note", &kept) <= room);
                prop_assert!(kept == text || kept.ends_with('…'));
            } else {
                prop_assert!(room < 10 + 6, "there was room for any character");
            }
        }
    }
}
