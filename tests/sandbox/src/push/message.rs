//! FCM's checks of a message that has the right shape.

use serde_json::Value;

use super::limits::{ANDROID_LIMIT, APNS_LIMIT, TTL_LIMIT, android_size, apns_size, webpush_size};
use super::schema::{self, REQUEST, get};
use super::{Invalid, Violation, apple, web};

/// Fails if FCM would refuse this request.
pub(super) fn check(request: &Value) -> Result<(), Invalid> {
    let Some(object) = request.as_object() else {
        let description = "Invalid JSON payload received. Expected an object.".to_owned();
        return Err(Invalid::Unreadable(vec![Violation { field: String::new(), description }]));
    };
    let mut found = Vec::new();
    schema::check(object, REQUEST, "", &mut found);
    let message = get(request, "message").unwrap_or(&Value::Null);
    if let Some(second) = second_target(message) {
        let description = format!(
            "Invalid value at 'message' (oneof), oneof field 'target' is already set. Cannot set '{second}'"
        );
        found.push(Violation { field: "message".to_owned(), description });
    }
    if found.is_empty() {
        meaning(message).map_err(Invalid::Refused)
    } else {
        Err(Invalid::Unreadable(found))
    }
}

fn second_target(message: &Value) -> Option<&'static str> {
    let targets = ["token", "topic", "condition"];
    targets.into_iter().filter(|name| get(message, name).is_some()).nth(1)
}

fn meaning(message: &Value) -> Result<(), Violation> {
    // Topics and conditions have no recipient either, because the sandbox has no subscribers.
    if text(message, &["token"]).is_none_or(str::is_empty) {
        return refused("message", "Recipient of the message is not set.");
    }
    for holder in [&[][..], &["android"], &["webpush"]] {
        let data = at(message, holder).and_then(|holder| get(holder, "data")).and_then(Value::as_object);
        if let Some(key) = data.and_then(|data| data.keys().find(|key| is_reserved(key))) {
            let path: Vec<_> = ["message"].iter().chain(holder).chain(&["data"]).copied().collect();
            return refused(&path.join("."), &format!("Invalid data payload key: {key}"));
        }
    }
    let ttl = text(message, &["android", "ttl"]).and_then(schema::seconds);
    if ttl.is_some_and(|ttl| !(0..=TTL_LIMIT).contains(&ttl)) {
        return refused("message.android.ttl", "Invalid TTL: it must be between 0 and 2419200 seconds");
    }
    if android_size(message) > ANDROID_LIMIT {
        return refused("message.data", "Android message is too big");
    }
    if get(message, "webpush").is_some() && webpush_size(message) > ANDROID_LIMIT {
        return refused("message.webpush", "Web Push message is too big");
    }
    if get(message, "apns").is_some() {
        if apns_size(message) > APNS_LIMIT {
            return refused("message.apns.payload", "APNs message is too big");
        }
        apple::check(message)?;
    }
    if get(message, "webpush").is_some() {
        web::check(message)?;
    }
    Ok(())
}

/// Whether the key is reserved, as
/// <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages> lists them.
fn is_reserved(key: &str) -> bool {
    matches!(key, "from" | "message_type")
        || key.starts_with("google.")
        || key.starts_with("gcm.notification.")
}

/// Returns the field at this path.
pub(super) fn at<'a>(message: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(message, |object, name| get(object, name))
}

/// Returns the text at this path.
pub(super) fn text<'a>(message: &'a Value, path: &[&str]) -> Option<&'a str> {
    at(message, path)?.as_str()
}

/// Fails because of this field.
pub(super) fn refused(field: &str, description: &str) -> Result<(), Violation> {
    Err(Violation { field: field.to_owned(), description: description.to_owned() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refusal(message: &Value) -> Option<(String, String)> {
        match check(&json!({"message": message})) {
            Ok(()) => None,
            Err(Invalid::Refused(violation)) => Some((violation.field, violation.description)),
            Err(Invalid::Unreadable(found)) => panic!("{message} has no right shape: {found:?}"),
        }
    }

    #[test]
    fn a_message_needs_one_recipient() {
        assert_eq!(refusal(&json!({"token": "t"})), None);
        for none in [json!({}), json!({"token": ""}), json!({"topic": "news"})] {
            assert_eq!(refusal(&none).unwrap().1, "Recipient of the message is not set.");
        }
        let two = check(&json!({"message": {"token": "t", "topic": "news"}}));
        assert!(matches!(two, Err(Invalid::Unreadable(_))), "{two:?}");
    }

    #[test]
    fn values_out_of_range_are_named() {
        let cases = [
            (json!({"token": "t", "data": {"from": "x"}}), "message.data"),
            (json!({"token": "t", "android": {"data": {"google.x": "x"}}}), "message.android.data"),
            (json!({"token": "t", "android": {"ttl": "2419201s"}}), "message.android.ttl"),
            (json!({"token": "t", "android": {"ttl": "-1s"}}), "message.android.ttl"),
            (json!({"token": "t", "data": {"k": "x".repeat(4096)}}), "message.data"),
            (json!({"token": "t", "apns": {"payload": {"k": "x".repeat(4096)}}}), "message.apns.payload"),
            (json!({"token": "t", "webpush": {"notification": {"k": "x".repeat(4096)}}}), "message.webpush"),
            (json!({"token": "t", "apns": {"headers": {"apns-priority": "high"}}}), "message.apns.headers"),
            (json!({"token": "t", "apns": {"headers": {"apns-expiration": "1h"}}}), "message.apns.headers"),
            (
                json!({"token": "t", "apns": {"headers": {"apns-collapse-id": "x".repeat(65)}}}),
                "message.apns.headers",
            ),
        ];
        for (message, field) in cases {
            assert_eq!(refusal(&message).unwrap_or_else(|| panic!("{message} was taken")).0, field);
        }
    }

    #[test]
    fn the_largest_message_is_taken() {
        assert_eq!(refusal(&json!({"token": "t", "data": {"k": "x".repeat(4095)}})), None);
        assert_eq!(refusal(&json!({"token": "t", "android": {"ttl": "2419200s"}})), None);
        assert_eq!(
            refusal(&json!({"token": "t", "apns": {"headers": {"apns-collapse-id": "x".repeat(64)}}})),
            None
        );
    }
}
