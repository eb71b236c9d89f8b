//! What we tell the device. Each function writes one frame.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::catalogue::Channel;
use crate::contact::Device;
use crate::frames::{FrameError, delivery};
use crate::json::{self, JsonError};
use crate::notification::{InboxItem, InboxState, Notification};
use crate::preferences::Preferences;
use crate::reachability::Reach;
use crate::recipient::Recipient;
use crate::time::Time;

/// Where a list page ends, in bytes: well below [`MAX_MESSAGE_BYTES`](crate::carrier::websocket::MAX_MESSAGE_BYTES).
pub const MAX_PAGE_BYTES: usize = 100_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotificationFrame<'a> {
    r#type: &'static str,
    id: &'a str,
    event: &'static str,
    priority: u8,
    timestamp: Time,
    data: &'a RawValue,
    title: &'a str,
    body: &'a str,
    silent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acked: Option<bool>,
}

impl<'a> NotificationFrame<'a> {
    fn new(notification: &'a Notification, state: Option<InboxState>) -> Self {
        Self {
            r#type: "notification",
            id: notification.id.as_str(),
            event: notification.event_type.name(),
            priority: notification.event_type.priority().number(),
            timestamp: notification.occurred_at,
            data: &notification.data,
            title: &notification.text.title,
            body: &notification.text.body,
            silent: notification.silent,
            read: state.map(InboxState::is_read),
            acked: state.map(InboxState::is_acked),
        }
    }
}

/// Our own structs have only text keys and finite numbers, so writing them as JSON cannot fail.
fn to_json(frame: &impl Serialize) -> String {
    serde_json::to_string(frame).unwrap_or_default()
}

/// The notification, as it comes to the trader; `is_quiet`: it must not interrupt now, whatever was planned.
pub fn notification(notification: &Notification, is_quiet: bool) -> String {
    let frame = NotificationFrame::new(notification, None);
    to_json(&NotificationFrame { silent: frame.silent || is_quiet, ..frame })
}

/// Returns the notification as an entry of a list, with what became of it.
///
/// # Errors
/// The stored `data` cannot be read: such a notification can be in no list. Not retryable.
pub fn listed(notification: &Notification, state: InboxState) -> Result<Value, JsonError> {
    let data = json::object(notification.data.get())?;
    let frame = NotificationFrame::new(notification, Some(state));
    let mut entry = json!(NotificationFrame { data: RawValue::NULL, ..frame });
    // In its place among the fields.
    entry["data"] = Value::Object(data);
    Ok(entry)
}

/// The answer to the request, with the fields of `fields`, which is an object.
pub fn reply(request_id: &str, fields: Value) -> String {
    let mut frame = json!({"type": "reply", "requestId": request_id});
    extend(&mut frame, fields);
    to_json(&frame)
}

fn extend(frame: &mut Value, fields: Value) {
    if let (Value::Object(frame), Value::Object(fields)) = (frame, fields) {
        frame.extend(fields);
    }
}

/// The refusal of a frame.
pub fn error(error: &FrameError) -> String {
    let mut frame = json!({"type": "error"});
    if let Some(request_id) = &error.request_id {
        frame["requestId"] = json!(request_id);
    }
    frame["code"] = json!(error.code.name());
    frame["message"] = json!(error.message);
    if let Some(field) = &error.field {
        frame["field"] = json!(field);
    }
    if let Some(retry_after) = error.retry_after {
        frame["retryAfter"] = json!(retry_after);
    }
    if let Some(current) = &error.current {
        extend(&mut frame, preferences(&current.preferences, current.version));
    }
    to_json(&frame)
}

/// Tells the user's other devices what was read; `ids` is `None` for everything.
pub fn read(ids: Option<&[crate::EventId]>, unread: usize, unread_more: bool) -> String {
    let mut frame = json!({"type": "read"});
    match ids {
        Some(ids) => frame["ids"] = json!(ids),
        None => frame["all"] = json!(true),
    }
    frame["unread"] = json!(unread);
    frame["unreadMore"] = json!(unread_more);
    to_json(&frame)
}

/// The fields of a getPreferences reply, which also tell who was too late with a put what there is.
pub fn preferences(preferences: &Preferences, version: u64) -> Value {
    json!({"preferences": preferences, "version": version})
}

/// The fields of a getReachability reply.
pub fn reachability(reaches: &[Reach], recipient: &Recipient) -> Value {
    let channels = reaches.iter().map(|reach| {
        let mut line = json!({"channel": reach.channel, "reachable": reach.reason.is_none()});
        if let Some(reason) = reach.reason {
            line["reason"] = json!(reason.name());
        }
        if reach.channel == Channel::Push {
            line["devices"] = recipient.devices.iter().map(device).collect();
        }
        line
    });
    json!({"channels": channels.collect::<Value>()})
}

/// A device, without its token.
fn device(device: &Device) -> Value {
    let mut line = json!({"deviceId": device.id, "platform": device.platform.name()});
    if let Some(language) = &device.language {
        line["language"] = json!(language);
    }
    line["registeredAt"] = json!(device.registered_at);
    line
}

/// What is known of a notification beside its own item.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// When a liquidation closed its position, if one did.
    pub closed_at: Option<Time>,
    /// Until when it must not interrupt the trader, if it must not now.
    pub quiet_until: Option<Time>,
    /// The summary in which its deferred deliveries have left, where they have.
    pub summary: Option<&'a InboxItem>,
    /// The merged notifications as which its deliveries above a limit leave, as far as they are stored.
    pub merged: &'a [InboxItem],
}

/// Returns the fields of a getNotification reply: everything that is known of the notification.
///
/// # Errors
/// As those of [`listed`].
pub fn details(
    item: &InboxItem,
    notification: &Notification,
    surroundings: &Surroundings<'_>,
    now: Time,
) -> Result<Value, JsonError> {
    let deliveries = delivery::all(item, notification, surroundings, now);
    let mut fields = json!({
        "notification": listed(notification, item.state)?,
        "occurredAt": notification.occurred_at,
        "routedAt": notification.routed_at,
    });
    if let Some(acked_at) = item.acked_at {
        fields["ackedAt"] = json!(acked_at);
    }
    fields["deliveries"] = Value::from(deliveries);
    Ok(fields)
}
