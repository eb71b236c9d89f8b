//! The checks of the section for browsers: what FCM or a browser's push service refuses, and what the
//! browser cannot show.

use serde_json::Value;

use super::Violation;
use super::message::{at, refused, text};

/// The limit in characters: RFC 8030, section 5.4.
const TOPIC_LIMIT: usize = 32;

/// Fails if the section would be refused.
pub(super) fn check(message: &Value) -> Result<(), Violation> {
    // RFC 8030, sections 5.2, 5.3 and 5.4.
    let header = |name: &str| text(message, &["webpush", "headers", name]);
    let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_topic = |topic: &str| topic.len() <= TOPIC_LIMIT && topic.bytes().all(is_base64url);
    let is_urgency = |urgency: &str| matches!(urgency, "very-low" | "low" | "normal" | "high");
    let wrong = if header("TTL").is_some_and(|ttl| ttl.parse::<u32>().is_err()) {
        "TTL"
    } else if header("Urgency").is_some_and(|urgency| !is_urgency(urgency)) {
        "Urgency"
    } else if header("Topic").is_some_and(|topic| !is_topic(topic)) {
        "Topic"
    } else {
        ""
    };
    if !wrong.is_empty() {
        return refused("message.webpush.headers", &format!("Invalid value for the header {wrong}"));
    }
    // "For all URL values, HTTPS is required."
    // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#webpushfcmoptions
    let link = text(message, &["webpush", "fcm_options", "link"]);
    if link.is_some_and(|link| !link.starts_with("https://")) {
        return refused("message.webpush.fcm_options.link", "The link must be an HTTPS URL");
    }
    // https://notifications.spec.whatwg.org/#dictdef-notificationaction
    let is_action = |action: &Value| {
        ["action", "title"].iter().all(|name| at(action, &[name]).is_some_and(Value::is_string))
    };
    let actions = at(message, &["webpush", "notification", "actions"]);
    if actions.is_some_and(|list| !list.as_array().is_some_and(|list| list.iter().all(is_action))) {
        return refused(
            "message.webpush.notification.actions",
            "Each action must have an action and a title",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn headers_link_and_actions_are_checked() {
        let fault = |webpush: &Value| check(&json!({"webpush": webpush})).err().map(|bad| bad.field);
        let good = json!({
            "headers": {"TTL": "0", "Urgency": "high", "Topic": "x".repeat(32)},
            "notification": {"actions": [{"action": "ack", "title": "Seen"}]},
            "fcm_options": {"link": "https://app.example/"},
        });
        assert_eq!(fault(&good), None);
        for bad in [
            json!({"headers": {"TTL": "60s"}}),
            json!({"headers": {"Urgency": "urgent"}}),
            json!({"headers": {"Topic": "x".repeat(33)}}),
            json!({"headers": {"Topic": "a:b"}}),
            json!({"fcm_options": {"link": "http://app.example/"}}),
            json!({"notification": {"actions": {"action": "ack", "title": "Seen"}}}),
            json!({"notification": {"actions": [{"action": "ack"}]}}),
        ] {
            assert!(fault(&bad).is_some(), "{bad}");
        }
    }
}
