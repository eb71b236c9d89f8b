//! The section for Android devices.
//!
//! FCM delays collapsible messages: a device takes a burst of 20, afterwards one in three minutes
//! (<https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>). Every message with a
//! notification is collapsible
//! (<https://firebase.google.com/docs/cloud-messaging/customize-messages/collapsible-message-types>), so a
//! liquidation after twenty fills would wait. What is critical therefore has only `data`, from which the app
//! draws the notification, and no collapse key: its own tag replaces an older one on the device.

use serde_json::{Value, json};

use super::request::{Push, Section};

/// Returns the section of an Android device.
pub(super) fn section(push: &Push<'_>) -> Section {
    if push.is_critical() { data_only(push) } else { with_notification(push) }
}

fn data_only(push: &Push<'_>) -> Section {
    let mut data = vec![
        ("title", push.text.title.clone()),
        ("body", push.text.body.clone()),
        ("tag", push.collapse_id.as_str().to_owned()),
        ("channelId", push.channel.name().to_owned()),
    ];
    // The values of `data` are texts:
    // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#Message.FIELDS.data
    data.extend(push.ack_action().map(|action| ("actions", json!([action]).to_string())));
    let config = json!({"priority": priority(push), "ttl": ttl(push)});
    Section { name: "android", config, has_notification: false, data }
}

/// Returns the section of a message that the system shows by itself.
fn with_notification(push: &Push<'_>) -> Section {
    let mut notification = json!({
        // A message with the tag of one that is shown replaces it.
        "tag": push.collapse_id.as_str(),
        // The app registers the channels. Without this one the system takes that of the app's manifest.
        // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#AndroidNotification.FIELDS.channel_id
        "channel_id": push.channel.name(),
    });
    if push.is_silent() {
        // Android before 8.0 makes no sound at this priority; later versions go by the channel.
        // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#notificationpriority
        notification["notification_priority"] = "PRIORITY_LOW".into();
    }
    let config = json!({
        "priority": priority(push),
        // "A maximum of 4 different collapse keys is allowed at any given time": the three channels that are
        // not critical are all our keys. FCM stores one message for each while the device is offline; the
        // inbox has all of them.
        // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#AndroidConfig.FIELDS.collapse_key
        "collapse_key": push.channel.name(),
        "ttl": ttl(push),
        "notification": notification,
    });
    Section { name: "android", config, has_notification: true, data: Vec::new() }
}

/// Returns the priority. `high` wakes a device that sleeps, and is for what is time-sensitive and shown.
/// <https://firebase.google.com/docs/cloud-messaging/android-message-priority>
fn priority(push: &Push<'_>) -> &'static str {
    if push.is_immediate() { "high" } else { "normal" }
}

/// Returns the time for which FCM keeps the message for a device that is offline; 0 means that it is not kept.
/// <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#AndroidConfig.FIELDS.ttl>
fn ttl(push: &Push<'_>) -> Value {
    format!("{}s", push.ttl.as_secs()).into()
}
