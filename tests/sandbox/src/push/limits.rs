//! The size of a message for each platform, and its limits.
//!
//! FCM documents 4,096 bytes for keys and values, but not how it counts its own additions. We count
//! everything in the message itself. So a message that fits here may be some bytes too large for
//! FCM; one that is too large here is also too large there.

use serde_json::{Map, Value, json};

use super::schema::get;

/// The limit in bytes:
/// <https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type>
pub(super) const ANDROID_LIMIT: usize = 4096;
/// The limit in bytes:
/// <https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification>
pub(super) const APNS_LIMIT: usize = 4096;
/// Four weeks, in seconds:
/// <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan>
pub(super) const TTL_LIMIT: i64 = 2_419_200;
/// The limit in bytes:
/// <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>
pub(super) const COLLAPSE_ID_LIMIT: usize = 64;

/// Returns the bytes of the keys and values of `data` and of the visible notification.
pub(super) fn android_size(message: &Value) -> usize {
    let own = get(message, "android").unwrap_or(&Value::Null);
    size(&merged(message, own, "data")) + size(&merged(message, own, "notification"))
}

/// Returns the bytes of the keys and values of `data` and of the visible notification.
pub(super) fn webpush_size(message: &Value) -> usize {
    let own = get(message, "webpush").unwrap_or(&Value::Null);
    size(&merged(message, own, "data")) + size(&merged(message, own, "notification"))
}

/// Returns the bytes of the JSON that FCM passes to APNs: the payload, with `data` beside `aps`,
/// and the notification in it.
pub(super) fn apns_size(message: &Value) -> usize {
    let mut payload = merged(message, &Value::Null, "data");
    let own = get(message, "apns").and_then(|own| get(own, "payload")).and_then(Value::as_object);
    payload.extend(own.into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    let shown = merged(message, &Value::Null, "notification");
    let has_alert = payload.get("aps").is_some_and(|aps| aps.get("alert").is_some());
    if !shown.is_empty() && !has_alert {
        let aps = payload.entry("aps").or_insert_with(|| json!({}));
        if let Some(aps) = aps.as_object_mut() {
            aps.insert("alert".to_owned(), Value::Object(shown));
        }
    }
    Value::Object(payload).to_string().len()
}

/// Returns the fields for all platforms, overridden by the fields for one.
fn merged(message: &Value, own: &Value, name: &str) -> Map<String, Value> {
    let all = [get(message, name), get(own, name)];
    let all = all.into_iter().flatten().filter_map(Value::as_object).flatten();
    all.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn size(object: &Map<String, Value>) -> usize {
    let value = |value: &Value| value.as_str().map_or_else(|| value.to_string().len(), str::len);
    object.iter().map(|(key, found)| key.len() + value(found)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platforms_own_value_takes_the_place_of_the_common_one() {
        let message = json!({
            "data": {"key": "common"},
            "notification": {"title": "T"},
            "android": {"data": {"key": "x"}, "notification": {"title": "TT", "sticky": true}},
        });
        assert_eq!(android_size(&message), "keyxtitleTTstickytrue".len());
        assert_eq!(webpush_size(&message), "keycommontitleT".len());
    }

    #[test]
    fn apns_gets_data_and_notification_in_its_payload() {
        let message = json!({
            "data": {"id": "1"},
            "notification": {"title": "T"},
            "apns": {"payload": {"aps": {"sound": "s"}}},
        });
        let sent = r#"{"id":"1","aps":{"sound":"s","alert":{"title":"T"}}}"#;
        assert_eq!(apns_size(&message), sent.len());
    }
}
