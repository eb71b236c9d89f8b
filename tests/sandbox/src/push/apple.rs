//! The checks of the section for Apple devices: what FCM refuses, and what APNs answers with a 400 or ignores.
//! A value of `aps` that the device would ignore is refused here, so that a mistake is seen.

use serde_json::Value;

use super::Violation;
use super::limits::COLLAPSE_ID_LIMIT;
use super::message::{at, refused, text};
use super::schema::get;

/// <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>
const PUSH_TYPES: [&str; 11] = [
    "alert",
    "background",
    "complication",
    "controls",
    "fileprovider",
    "liveactivity",
    "location",
    "mdm",
    "pushtotalk",
    "voip",
    "widgets",
];

/// <https://developer.apple.com/documentation/usernotifications/unnotificationinterruptionlevel>
const INTERRUPTION_LEVELS: [&str; 4] = ["passive", "active", "time-sensitive", "critical"];

/// Fails if FCM or APNs would refuse the section.
pub(super) fn check(message: &Value) -> Result<(), Violation> {
    headers(message)?;
    let Some(aps) = at(message, &["apns", "payload", "aps"]) else { return kind(message, &Value::Null) };
    if !aps.is_object() {
        return refused("message.apns.payload.aps", "aps must be a dictionary");
    }
    kind(message, aps)?;
    match aps_fault(aps) {
        Some(key) => {
            refused(&format!("message.apns.payload.aps.{key}"), &format!("Invalid value for the key {key}"))
        }
        None => Ok(()),
    }
}

/// Checks the headers for APNs.
/// <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>
fn headers(message: &Value) -> Result<(), Violation> {
    let header = |name: &str| text(message, &["apns", "headers", name]);
    let number = |value: &str| value.parse::<u64>().is_ok();
    let wrong = if header("apns-priority").is_some_and(|priority| !matches!(priority, "1" | "5" | "10")) {
        "apns-priority"
    } else if header("apns-expiration").is_some_and(|expiration| !number(expiration)) {
        "apns-expiration"
    } else if header("apns-collapse-id").is_some_and(|id| id.len() > COLLAPSE_ID_LIMIT) {
        "apns-collapse-id"
    } else if header("apns-push-type").is_some_and(|kind| !PUSH_TYPES.contains(&kind)) {
        "apns-push-type"
    } else {
        return Ok(());
    };
    refused("message.apns.headers", &format!("Invalid value for the header {wrong}"))
}

/// Checks that the headers fit the content. "When sending data messages to Apple devices, the priority must be
/// set to 5 […]. Messages sent with high priority are rejected by the FCM backend":
/// <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-priority>. A background
/// notification has priority 5 and neither alert, sound nor badge:
/// <https://developer.apple.com/documentation/usernotifications/pushing-background-updates-to-your-app>
fn kind(message: &Value, aps: &Value) -> Result<(), Violation> {
    let header = |name: &str| text(message, &["apns", "headers", name]);
    let has_notification =
        get(message, "notification").and_then(Value::as_object).is_some_and(|shown| !shown.is_empty());
    let is_seen = has_notification || ["alert", "sound", "badge"].iter().any(|key| get(aps, key).is_some());
    let (is_high, push_type) = (header("apns-priority") == Some("10"), header("apns-push-type"));
    if is_high && !is_seen {
        return refused("message.apns.headers", "A data message to an Apple device must have priority 5");
    }
    match push_type {
        Some("background") if is_high => {
            refused("message.apns.headers", "A background notification must have priority 5")
        }
        Some("background") if is_seen => {
            refused("message.apns.headers", "A background notification has no alert, sound or badge")
        }
        Some("alert") if !is_seen => {
            refused("message.apns.headers", "The push type alert needs an alert, a sound or a badge")
        }
        _ => Ok(()),
    }
}

/// Returns the first key whose value is not of the type that Apple documents. Other keys are ignored.
/// <https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification>
fn aps_fault(aps: &Value) -> Option<&str> {
    let is_flag = |value: &Value| matches!(value.as_u64(), Some(0 | 1));
    let fits = |key: &str, value: &Value| match key {
        "alert" => value.is_string() || value.is_object(),
        "badge" => value.is_u64(),
        "sound" => value.is_string() || is_critical_sound(value),
        "thread-id" | "category" | "target-content-id" | "filter-criteria" => value.is_string(),
        "content-available" | "mutable-content" => is_flag(value),
        "interruption-level" => value.as_str().is_some_and(|level| INTERRUPTION_LEVELS.contains(&level)),
        "relevance-score" => is_portion(value),
        _ => true,
    };
    aps.as_object()?.iter().find(|(key, value)| !fits(key, value)).map(|(key, _)| key.as_str())
}

/// Whether it is the sound of a critical alert: a flag, the name of a sound file, and a volume from 0 to 1.
fn is_critical_sound(sound: &Value) -> bool {
    let Some(sound) = sound.as_object() else { return false };
    sound.contains_key("name")
        && sound.iter().all(|(key, value)| match key.as_str() {
            "critical" => matches!(value.as_u64(), Some(0 | 1)),
            "name" => value.is_string(),
            "volume" => is_portion(value),
            _ => false,
        })
}

fn is_portion(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| (0.0..=1.0).contains(&number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fault(apns: &Value, notification: &Value) -> Option<String> {
        check(&json!({"token": "t", "apns": apns, "notification": notification})).err().map(|bad| bad.field)
    }

    #[test]
    fn a_data_message_has_normal_priority() {
        let (nothing, shown) = (Value::Null, json!({"title": "T"}));
        let of = |priority: &str, push_type: &str, aps: &Value| json!({"headers": {"apns-priority": priority, "apns-push-type": push_type}, "payload": {"aps": aps}});
        let background = json!({"content-available": 1});
        for (apns, notification, is_taken) in [
            (of("5", "background", &background), &nothing, true),
            (of("10", "background", &background), &nothing, false),
            (of("5", "background", &background), &shown, false),
            (of("10", "alert", &json!({})), &shown, true),
            (of("10", "alert", &json!({"alert": "A"})), &nothing, true),
            (of("10", "alert", &json!({})), &nothing, false),
            (of("5", "alert", &json!({})), &nothing, false),
            (of("5", "loud", &json!({})), &shown, false),
            (json!({"headers": {"apns-priority": "10"}}), &nothing, false),
            (json!({"headers": {"apns-priority": "10"}}), &shown, true),
            (json!({"headers": {"apns-priority": "5"}}), &nothing, true),
        ] {
            assert_eq!(fault(&apns, notification).is_none(), is_taken, "{apns} {notification}");
        }
    }

    #[test]
    fn every_key_of_aps_has_its_type() {
        let shown = json!({"title": "T"});
        let good = json!({
            "alert": {"title": "T"}, "badge": 3, "sound": {"critical": 1, "name": "default", "volume": 0.5},
            "thread-id": "x", "category": "ack", "mutable-content": 1, "content-available": 1,
            "interruption-level": "time-sensitive", "relevance-score": 0.75, "unknown": [],
        });
        assert_eq!(fault(&json!({"payload": {"aps": good}}), &shown), None);
        for (key, bad) in [
            ("badge", json!("3")),
            ("badge", json!(-1)),
            ("sound", json!({"critical": true, "name": "default"})),
            ("sound", json!({"critical": 1, "volume": 1})),
            ("sound", json!({"critical": 1, "name": "default", "volume": 2})),
            ("interruption-level", json!("timeSensitive")),
            ("relevance-score", json!(1.5)),
            ("mutable-content", json!(true)),
            ("thread-id", json!(1)),
            ("alert", json!(1)),
        ] {
            let aps = json!({"payload": {"aps": {key: bad}}});
            assert_eq!(fault(&aps, &shown), Some(format!("message.apns.payload.aps.{key}")), "{bad}");
        }
        assert!(fault(&json!({"payload": {"aps": "A"}}), &shown).is_some());
    }
}
