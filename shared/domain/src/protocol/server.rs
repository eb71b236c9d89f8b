//! The frames that the server sends. Each function writes one frame or the fields of one.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::delivery::DeliveryKey;
use crate::event::catalogue::Channel;
use crate::json::{self, JsonError};
use crate::preferences::Preferences;
use crate::protocol::{FrameError, Rearrangement, delivery};
use crate::recipient::Recipient;
use crate::recipient::contact::{Device, DeviceDetails};
use crate::routing::notification::{InboxItem, InboxState, Notification};
use crate::routing::reachability::Reach;
use crate::time::Time;

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
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    silent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<bool>,
}

impl<'a> NotificationFrame<'a> {
    fn new(notification: &'a Notification, state: Option<InboxState>) -> Self {
        Self {
            r#type: "notification",
            id: notification.id.as_str(),
            event: notification.event_type.name(),
            priority: notification.priority.number(),
            timestamp: notification.occurred_at,
            data: &notification.data,
            title: &notification.text.title,
            body: &notification.text.body,
            severity: notification.event_type.row().severity.name(),
            link: notification.link.as_deref(),
            silent: notification.silent,
            read: state.map(InboxState::is_read),
            acked: state.map(InboxState::is_received),
            archived: state.filter(|state| state.is_archived()).map(|_| true),
        }
    }
}

/// The initial capacity of a frame in bytes. Most frames fit, so that they are allocated once.
const USUAL_FRAME: usize = 512;

/// Our own structs have only string keys and finite numbers, so serializing them cannot fail.
fn to_json(frame: &impl Serialize) -> String {
    let mut json = Vec::with_capacity(USUAL_FRAME);
    let written = serde_json::to_writer(&mut json, frame).ok();
    written.and_then(|()| String::from_utf8(json).ok()).unwrap_or_default()
}

/// Returns the notification frame. `is_quiet` makes it silent whatever the plan says, because the trader
/// must not be interrupted now.
pub fn notification(notification: &Notification, is_quiet: bool) -> String {
    let frame = NotificationFrame::new(notification, None);
    to_json(&NotificationFrame { silent: frame.silent || is_quiet, ..frame })
}

/// Returns the notification as an entry of a list, with its inbox state.
///
/// # Errors
/// The stored `data` cannot be read, so that the notification cannot be listed. Not retryable.
pub fn listed(notification: &Notification, state: InboxState) -> Result<Value, JsonError> {
    let data = json::object(notification.data.get())?;
    let frame = NotificationFrame::new(notification, Some(state));
    let mut entry = json!(NotificationFrame { data: RawValue::NULL, ..frame });
    // The assignment keeps the field's position.
    entry["data"] = Value::Object(data);
    Ok(entry)
}

/// Returns the reply to the request with the fields of `fields`, which is an object.
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

/// Returns the error frame.
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

/// Returns the frame that reports to the user's other devices which notifications were read; `ids` is
/// `None` for all.
pub fn read(ids: Option<&[crate::ids::EventId]>, unread: usize, unread_more: bool) -> String {
    let mut frame = json!({"type": "read"});
    match ids {
        Some(ids) => frame["ids"] = json!(ids),
        None => frame["all"] = json!(true),
    }
    frame["unread"] = json!(unread);
    frame["unreadMore"] = json!(unread_more);
    to_json(&frame)
}

/// Returns the frame that reports to the user's other devices which notifications were archived, taken out of
/// the archive, or marked unread.
pub fn rearranged(how: Rearrangement, ids: &[crate::ids::EventId], unread: usize, unread_more: bool) -> String {
    to_json(&json!({"type": how.name(), "ids": ids, "unread": unread, "unreadMore": unread_more}))
}

/// Returns the fields of a getPreferences reply. A version conflict has the same fields, so that the client
/// gets the current preferences.
pub fn preferences(preferences: &Preferences, version: u64) -> Value {
    json!({"preferences": preferences, "version": version})
}

/// Returns the fields of a getPreferences reply, with the end of the snooze if there is one.
pub fn own_preferences(own: &Preferences, version: u64, snoozed_until: Option<Time>) -> Value {
    let mut fields = preferences(own, version);
    if let Some(until) = snoozed_until {
        fields["snoozedUntil"] = json!(until);
    }
    fields
}

/// Returns the fields of a getReachability reply.
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

/// Returns a device without its token.
fn device(device: &Device) -> Value {
    let mut line = json!({"deviceId": device.id, "platform": device.platform.name()});
    if let Some(language) = &device.language {
        line["language"] = json!(language);
    }
    line["registeredAt"] = json!(device.registered_at);
    let DeviceDetails { permission, focus_allowed, accepted_at, installation_id: _ } = &device.details;
    if let Some(permission) = permission {
        line["permission"] = json!(permission.name());
    }
    if let Some(allowed) = focus_allowed {
        line["focusAllowed"] = json!(allowed);
    }
    if let Some(at) = accepted_at {
        line["lastAcceptedAt"] = json!(at);
    }
    line
}

/// Data about a notification that is not in its own item.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// The time at which a liquidation closed its position, if one did.
    pub closed_at: Option<Time>,
    /// The time until which it must not interrupt the trader; `None` if it may now.
    pub quiet_until: Option<Time>,
    /// The summary in which its deferred deliveries were sent, if they were.
    pub summary: Option<&'a InboxItem>,
    /// The merged notifications in which its deliveries above a limit are sent, as far as they are stored.
    pub merged: &'a [InboxItem],
}

/// Returns the channel, and for push the device, from which a notification was acked as seen.
pub fn acked_by(by: &DeliveryKey) -> Value {
    let mut fields = json!({"channel": by.channel});
    if let Some(device) = &by.device {
        fields["device"] = json!(device);
    }
    fields
}

/// Returns the fields of a getNotification reply: all known data of the notification.
///
/// # Errors
/// Those of [`listed`]. Not retryable.
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
    if let Some(acked_at) = item.seen.as_ref().map(|seen| seen.at).or(item.acked_at) {
        fields["ackedAt"] = json!(acked_at);
    }
    if let Some(seen) = &item.seen {
        fields["ackedBy"] = acked_by(&seen.by);
    }
    if let Some(traceparent) = &notification.traceparent {
        fields["traceparent"] = json!(traceparent);
    }
    fields["deliveries"] = Value::from(deliveries);
    Ok(fields)
}
