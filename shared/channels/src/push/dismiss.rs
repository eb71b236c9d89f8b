//! The request to FCM that removes a notification from a device on which it is still shown.
//!
//! It has data only: the app, or the web page's service worker, reads it in the background and removes the
//! notification with this id or this tag. Nothing stores it for a device that is offline, because such a
//! device learns of the ack from the inbox when its app opens.

use domain::recipient::contact::Device;
use ports::Dismissal;
use serde_json::json;

use crate::collapse::CollapseId;

/// Returns the body of a request that dismisses a notification on this device.
///
/// The data has `dismiss`, the id of the notification, and `tag`, the tag with which it was shown. A newer
/// notification can have the same tag, so an app that knows the id of what it shows should compare the id.
///
/// - Android: normal priority, since a high priority is for messages that are shown, and no lifespan:
///   <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan>.
/// - Apple: a background notification has this type, this priority and `content-available`, and neither
///   alert nor sound: <https://developer.apple.com/documentation/usernotifications/pushing-background-updates-to-your-app>.
///   FCM refuses any other priority for data:
///   <https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-priority>. With an
///   expiration of 0, APNs tries once and stores nothing:
///   <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>.
/// - Web: with a TTL of 0 the push service delivers at once or not at all: RFC 8030, section 5.2.
pub fn body(dismissal: &Dismissal<'_>, device: &Device) -> String {
    let tag = CollapseId::of_push(dismissal.notification, dismissal.data, dismissal.is_redacted);
    json!({"message": {
        "token": device.token.expose(),
        "data": {"dismiss": dismissal.notification.id, "tag": tag.as_str()},
        "android": {"priority": "normal", "ttl": "0s"},
        "apns": {
            "headers": {"apns-push-type": "background", "apns-priority": "5", "apns-expiration": "0"},
            "payload": {"aps": {"content-available": 1}},
        },
        "webpush": {"headers": {"TTL": "0", "Urgency": "normal"}},
    }})
    .to_string()
}
