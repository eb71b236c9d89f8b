//! The section for browsers.
//!
//! The headers: RFC 8030, section 5, <https://www.rfc-editor.org/rfc/rfc8030#section-5>. `notification` has
//! the options of the Notifications API: <https://notifications.spec.whatwg.org/#api>.

use domain::event::catalogue::Interruption;
use serde_json::{Value, json};

use super::request::{Push, Section};

/// Returns the section of a browser.
pub(super) fn section(push: &Push<'_>) -> Section {
    let mut config = json!({
        "headers": {
            // 0 means that the message is delivered now or never.
            "TTL": push.ttl.as_secs().to_string(),
            "Urgency": if push.is_immediate() { "high" } else { "normal" },
            "Topic": push.collapse_id.topic(),
        },
        "notification": notification(push),
    });
    if let Some(link) = push.link() {
        // "For all URL values, HTTPS is required."
        // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#webpushfcmoptions
        config["fcm_options"] = json!({"link": link});
    }
    Section { name: "webpush", config, has_notification: true, data: Vec::new() }
}

/// Returns the options of the notification besides its title and body.
fn notification(push: &Push<'_>) -> Value {
    // A notification with the tag of one that is shown replaces it.
    let mut options = json!({"tag": push.collapse_id.as_str()});
    if push.is_silent() {
        options["silent"] = true.into();
    }
    if push.is_immediate() {
        // It alerts also where it replaces another one.
        options["renotify"] = true.into();
    }
    if push.interruption == Interruption::Critical {
        // It stays until the trader clicks or dismisses it.
        options["requireInteraction"] = true.into();
    }
    if let (Some(action), Some(handle)) = (push.ack_action(), push.outgoing.ack_handle) {
        options["actions"] = json!([action]);
        options["data"] = json!({"ackHandle": handle.expose()});
    }
    options
}
