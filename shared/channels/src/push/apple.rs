//! The section for Apple devices.
//!
//! The headers: <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>.
//! The keys of `aps`: <https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification>.

use domain::event::catalogue::Interruption;
use serde_json::{Value, json};

use super::request::{Push, Section};

/// The category whose actions the app registers: a button that acks.
/// <https://developer.apple.com/documentation/usernotifications/declaring-your-actionable-notification-types>
const ACK_CATEGORY: &str = "ack";

/// Returns the section of an Apple device. Its message always has a notification: FCM rejects a message with
/// only `data` to an Apple device at high priority.
/// <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-priority>
pub(super) fn section(push: &Push<'_>) -> Section {
    // APNs stores a notification until this time, and one notification per app. With 0 it tries once and
    // stores nothing, so that what is stored remains.
    let expiration =
        if push.outgoing.is_behind_critical { 0 } else { push.outgoing.now.plus(push.ttl).as_seconds() };
    let config = json!({
        "headers": {
            "apns-push-type": "alert",
            // 10 sends at once, 5 when it suits the device's power.
            "apns-priority": if push.is_immediate() { "10" } else { "5" },
            "apns-expiration": expiration.to_string(),
            "apns-collapse-id": push.collapse_id.as_str(),
        },
        "payload": {"aps": aps(push)},
    });
    Section { name: "apns", config, has_notification: true, data: Vec::new() }
}

fn aps(push: &Push<'_>) -> Value {
    let level = level(push);
    let mut aps = json!({
        "interruption-level": level,
        "relevance-score": relevance(push.interruption),
        // The app's service extension may change the notification before it is shown.
        "mutable-content": 1,
        "thread-id": push.channel.name(),
    });
    if !push.is_silent() {
        aps["sound"] = if level == "critical" {
            // A critical alert has a sound object. `default` is the system's sound, 1 the full volume.
            json!({"critical": 1, "name": "default", "volume": 1})
        } else {
            json!("default")
        };
    }
    if let Some(unread) = push.outgoing.unread {
        aps["badge"] = unread.into();
    }
    if push.outgoing.ack_handle.is_some() {
        aps["category"] = ACK_CATEGORY.into();
    }
    aps
}

/// Returns the importance and the timing of the notification.
/// <https://developer.apple.com/documentation/usernotifications/unnotificationinterruptionlevel>
fn level(push: &Push<'_>) -> &'static str {
    match push.interruption {
        Interruption::Passive => "passive",
        Interruption::Active => "active",
        Interruption::Critical if push.settings.has_critical_entitlement => "critical",
        Interruption::TimeSensitive | Interruption::Critical => "time-sensitive",
    }
}

/// Returns the number from 0 to 1 by which the system sorts the app's notifications in a summary.
fn relevance(interruption: Interruption) -> Value {
    match interruption {
        Interruption::Passive => json!(0.25),
        Interruption::Active => json!(0.5),
        Interruption::TimeSensitive => json!(0.75),
        Interruption::Critical => json!(1),
    }
}
