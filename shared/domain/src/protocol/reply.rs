//! The fields of the replies, by action. Replies with a notification, the preferences or the channels are
//! written in [`super::server`].

use serde_json::{Map, Value, json};

use crate::recipient::contact::DeviceId;
use crate::topics::Topic;

/// The number of notifications that the trader has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// The number that was counted.
    pub count: usize,
    /// Whether there are more, which were not counted.
    pub more: bool,
}

/// Returns the fields of a reply that only confirms its action.
pub fn done() -> Value {
    json!({})
}

/// Returns the fields of a hello reply: the number of frames that were sent before it, and the cursor from
/// which there are more.
pub fn hello(sent: usize, next: Option<String>, unread: Unread) -> Value {
    let mut fields = json!({"sent": sent, "more": next.is_some()});
    if let Some(next) = next {
        fields["next"] = json!(next);
    }
    fields["unread"] = json!(unread.count);
    fields["unreadMore"] = json!(unread.more);
    fields
}

/// Returns the fields of the reply to a change of what is read or archived.
pub fn unread(unread: Unread) -> Value {
    json!({"unread": unread.count, "unreadMore": unread.more})
}

/// Returns the fields of a listNotifications reply: the entries, and the cursor of the next page.
pub fn notifications(entries: Vec<Value>, next: Option<String>) -> Value {
    let mut fields = one("notifications", entries.into());
    if let Some(next) = next {
        fields["next"] = json!(next);
    }
    fields
}

/// Returns the fields of a putPreferences reply.
pub fn version(version: u64) -> Value {
    json!({"version": version})
}

/// Returns the fields of a createAlert, pauseAlert or resumeAlert reply.
pub fn alert(document: Value) -> Value {
    one("alert", document)
}

/// Returns the fields of a listAlerts reply.
pub fn alerts(documents: Vec<Value>) -> Value {
    one("alerts", documents.into())
}

/// Returns the fields of a listTopics reply.
pub fn topics<'a>(topics: impl IntoIterator<Item = &'a Topic>) -> Value {
    one("topics", topics.into_iter().map(Topic::as_str).collect())
}

/// Returns the fields of a registerDevice reply.
pub fn device(id: &DeviceId) -> Value {
    json!({"deviceId": id})
}

/// Returns the fields of a linkTelegram reply.
pub fn link(code: &str, url: &str, expires_in_seconds: u64) -> Value {
    json!({"code": code, "url": url, "expiresIn": expires_in_seconds})
}

/// Returns an object with one field. `value` is moved into it, not serialized and parsed again.
fn one(name: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), value)]))
}

/// Returns the fields of a testDelivery reply: the ID of the test notification.
pub fn test(id: &crate::ids::EventId) -> Value {
    json!({ "id": id })
}
