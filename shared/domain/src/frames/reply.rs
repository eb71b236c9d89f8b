//! What the replies say, action by action. Those that tell of a notification, of the preferences or of the channels are
//! written in [`super::server`].

use serde_json::{Map, Value, json};

use crate::contact::DeviceId;

/// How much there is that the trader has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// How many.
    pub count: usize,
    /// Whether there are more, which were not counted.
    pub more: bool,
}

/// Of an action that answers nothing but that it is done.
pub fn done() -> Value {
    json!({})
}

/// Of a hello: how many frames were sent before it, and from where on there are more.
pub fn hello(sent: usize, next: Option<String>, unread: Unread) -> Value {
    let mut fields = json!({"sent": sent, "more": next.is_some()});
    if let Some(next) = next {
        fields["next"] = json!(next);
    }
    fields["unread"] = json!(unread.count);
    fields["unreadMore"] = json!(unread.more);
    fields
}

/// Of a markRead.
pub fn mark_read(unread: Unread) -> Value {
    json!({"unread": unread.count, "unreadMore": unread.more})
}

/// Of a listNotifications: the entries, and where the page behind them begins.
pub fn notifications(entries: Vec<Value>, next: Option<String>) -> Value {
    let mut fields = one("notifications", entries.into());
    if let Some(next) = next {
        fields["next"] = json!(next);
    }
    fields
}

/// Of a putPreferences.
pub fn version(version: u64) -> Value {
    json!({"version": version})
}

/// Of a createAlert.
pub fn alert(document: Value) -> Value {
    one("alert", document)
}

/// Of a listAlerts.
pub fn alerts(documents: Vec<Value>) -> Value {
    one("alerts", documents.into())
}

/// Of a registerDevice.
pub fn device(id: &DeviceId) -> Value {
    json!({"deviceId": id})
}

/// Of a linkTelegram.
pub fn link(code: &str, url: &str, expires_in_seconds: u64) -> Value {
    json!({"code": code, "url": url, "expiresIn": expires_in_seconds})
}

/// Documents are moved, not written and read.
fn one(name: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), value)]))
}
