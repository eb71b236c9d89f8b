//! The request to FCM.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>

use std::time::Duration;

use domain::carrier::fcm;
use domain::event::catalogue::{Interruption, PushChannel};
use domain::event::data::Fields;
use domain::recipient::contact::{Device, Platform};
use domain::text::{self, Text};
use domain::{Priority, Time};
use ports::Outgoing;
use serde_json::{Map, Value, json};

use super::{PushSettings, android, apple, web};
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
pub fn body(outgoing: &Outgoing<'_>, device: &Device, settings: &PushSettings) -> String {
    let push = Push::new(outgoing, settings);
    let section = match device.platform {
        Platform::Android => android::section(&push),
        Platform::Ios => apple::section(&push),
        Platform::Web => web::section(&push),
    };
    let data = Payload::of(&push, &section);
    let mut message = json!({"token": device.token.expose(), "data": data});
    if section.has_notification {
        message["notification"] = push.notification();
    }
    message[section.name] = section.config;
    json!({"message": message}).to_string()
}

/// The part of a message for one platform.
pub(super) struct Section {
    /// The name of the section.
    pub(super) name: &'static str,
    /// Its content.
    pub(super) config: Value,
    /// Whether the system shows the message by itself.
    pub(super) has_notification: bool,
    /// Further fields for the app.
    pub(super) data: Vec<(&'static str, String)>,
}

/// A push, with what all platforms need to know of it.
pub(super) struct Push<'a> {
    pub(super) outgoing: &'a Outgoing<'a>,
    pub(super) settings: &'a PushSettings,
    pub(super) text: Text,
    pub(super) collapse_id: CollapseId,
    /// The time for which it is stored for a device that is offline; zero if it is not stored.
    pub(super) ttl: Duration,
    pub(super) interruption: Interruption,
    pub(super) channel: PushChannel,
}

impl<'a> Push<'a> {
    fn new(outgoing: &'a Outgoing<'a>, settings: &'a PushSettings) -> Self {
        let (notification, data) = (outgoing.notification, outgoing.data);
        let row = data.event_type().row();
        let text = if outgoing.is_redacted {
            text::push_redacted(row.event_type, outgoing.locale.language)
        } else {
            text::push(data, outgoing.locale)
        };
        let ttl = if outgoing.is_behind_critical {
            Duration::ZERO
        } else {
            lifetime(notification.expires_at, outgoing.now)
        };
        Self {
            outgoing,
            settings,
            text,
            collapse_id: CollapseId::of_push(notification, data, outgoing.is_redacted),
            ttl,
            interruption: interruption(outgoing),
            channel: row.event_type.push_channel(outgoing.priority()),
        }
    }

    /// Whether it must be neither delayed nor replaced by another one before it is delivered.
    pub(super) fn is_critical(&self) -> bool {
        self.outgoing.priority() == Priority::P0 || self.channel == PushChannel::Critical
    }

    /// Whether it wakes the device: it is critical, or the trader asked to be told at once.
    pub(super) fn is_immediate(&self) -> bool {
        self.is_critical()
            || matches!(self.interruption, Interruption::TimeSensitive | Interruption::Critical)
    }

    /// Whether it makes no sound.
    pub(super) fn is_silent(&self) -> bool {
        self.interruption == Interruption::Passive
    }

    /// Returns the visible title and body.
    fn notification(&self) -> Value {
        json!({"title": self.text.title, "body": self.text.body})
    }

    /// Returns the button that acks, as the Notifications API writes it; `None` without a handle.
    /// <https://notifications.spec.whatwg.org/#dictdef-notificationaction>
    pub(super) fn ack_action(&self) -> Option<Value> {
        let title = text::push_ack(self.outgoing.locale.language);
        self.outgoing.ack_handle.map(|_| json!({"action": "ack", "title": title}))
    }

    /// Returns the address that it opens. Without details that is the app's own.
    pub(super) fn link(&self) -> Option<String> {
        let path = self.outgoing.notification.link.as_deref();
        self.settings.link(path.filter(|_| !self.outgoing.is_redacted))
    }
}

/// Returns how much the push may interrupt. A merged message of P0 is as urgent as its parts.
fn interruption(outgoing: &Outgoing<'_>) -> Interruption {
    let class = outgoing.priority();
    match (outgoing.data.event_type().interruption(class), class) {
        _ if outgoing.notification.silent => Interruption::Passive,
        (Interruption::Passive | Interruption::Active, Priority::P0) => Interruption::TimeSensitive,
        (level, _) => level,
    }
}

/// Returns the time for which the message is worth delivering, in whole seconds.
fn lifetime(expires_at: Time, now: Time) -> Duration {
    Duration::from_secs(expires_at.millis_since(now) / 1000).min(LONGEST_TTL)
}

/// The `data` of a message, which keeps the message within [`MAX_PAYLOAD_BYTES`].
///
/// FCM counts the keys and values of both parts. Apple, to whom FCM forwards the message, counts
/// the JSON with quotes and escapes, and the fields that Firebase adds. So the size of the JSON is
/// counted here, with all of the platform's section.
struct Payload {
    data: Map<String, Value>,
    /// The remaining number of bytes.
    room: usize,
}

impl Payload {
    fn of(push: &Push<'_>, section: &Section) -> Map<String, Value> {
        let outgoing = push.outgoing;
        let notification = outgoing.notification;
        let shown = if section.has_notification { push.notification().to_string().len() } else { 0 };
        let used = ADDED_BYTES + shown + section.config.to_string().len() + "{}".len();
        let mut payload = Self { data: Map::new(), room: MAX_PAYLOAD_BYTES.saturating_sub(used) };

        payload.add("id", notification.id.as_str());
        payload.add("event", notification.event_type.name());
        payload.add("priority", &outgoing.priority().number().to_string());
        payload.add("timestamp", &notification.occurred_at.to_string());
        if let Some(handle) = outgoing.ack_handle {
            payload.add("ackHandle", handle.expose());
        }
        for (name, text) in &section.data {
            payload.add(name, text);
        }

        // The notifications in a summary or a merged message are in the inbox, where the app finds them.
        let fields = outgoing.data.fields().filter(|_| !outgoing.is_redacted);
        for (name, text) in fields.into_iter().flat_map(Fields::push_data) {
            if is_reserved(name) {
                payload.add(&format!("{PREFIX}{name}"), &text);
            } else {
                payload.add(name, &text);
            }
        }
        payload.data
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
    let ours =
        ["id", "event", "priority", "timestamp", "ackhandle", "title", "body", "tag", "channelid", "actions"]
            .contains(&name.as_str());
    theirs || ours || name.starts_with("google") || name.starts_with("gcm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_fcm_or_we_use_is_reserved() {
        for name in [
            "",
            "from",
            "Message_Type",
            "collapse_key",
            "google.z",
            "gcm",
            "aps",
            "id",
            "priority",
            "tag",
            "ackHandle",
        ] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["data_from", "order_id", "symbol", "from_account", "by"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
