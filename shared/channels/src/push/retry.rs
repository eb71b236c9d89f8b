//! The classification of FCM's answers.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>

use std::time::Duration;

use domain::delivery::ledger::{ThrottleScope, Verdict};
use ports::Sent;
use serde::Deserialize;
use serde_json::Value;

use crate::wire::{Answer, Outcome};

/// The pause after a 429 without a `Retry-After`: "a minimum initial delay of 1 minute".
pub const PAUSE: Duration = Duration::from_mins(1);

/// Returns the result of a request with this outcome.
pub fn classify(outcome: &Outcome) -> Sent {
    outcome.classified(|answer| {
        let name = message_name(answer);
        let verdict = if name.is_some() { Verdict::Accepted } else { refusal(answer) };
        Sent { verdict, status: Some(answer.status), provider_id: name }
    })
}

/// Whether FCM rejected our access token. A 401 can also mean that Apple or a browser's push
/// service rejects the credentials that our project has with *them*; another access token does not
/// help then.
pub fn is_unauthorized(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Answered(answer) => {
            answer.status == 401 && error_code(answer).as_deref() != Some("THIRD_PARTY_AUTH_ERROR")
        }
        Outcome::NotSent | Outcome::NoAnswer { .. } => false,
    }
}

fn refusal(answer: &Answer) -> Verdict {
    let retry_after = answer.retry_after;
    match (answer.status, error_code(answer).as_deref()) {
        // This is the only answer after which a token is given up.
        (404, Some("UNREGISTERED")) => Verdict::Gone,
        (429, _) => Verdict::Throttled {
            scope: throttle_scope(answer),
            retry_after: Some(retry_after.unwrap_or(PAUSE)),
        },
        // The token belongs to another project. If this counted as gone, one wrong setting of ours
        // would delete all devices of all traders.
        (403, Some("SENDER_ID_MISMATCH")) => Verdict::Refused,
        // The fault is ours: the access token, the role or the address (a redirect does not come
        // from FCM, and we don't follow it). An operator has to fix it, and the message can still
        // be sent then. After a 408 FCM has not received the whole request.
        (401 | 403 | 404 | 408 | ..=199 | 300..=399, _) => Verdict::Failed { retry_after },
        // FCM uses INVALID_ARGUMENT for the token, for any other field and for the size alike.
        (400..=499, _) => Verdict::Refused,
        // FCM may have accepted the message although it failed, and a 2xx answer with an unparsable
        // body may have come from another server.
        (200..=299 | 500.., _) => Verdict::Indeterminate { timed_out: false, retry_after },
    }
}

/// Returns the scope of a 429. FCM has one code for a device that gets too many messages and for a
/// project that sends too many; a `google.rpc.QuotaFailure` or `google.rpc.ErrorInfo` among the
/// details tells which quota it was. The quota of a project has its consumer and a unit per project
/// (<https://github.com/firebase/firebase-admin-go/issues/719>), that of a device is called "device
/// message rate". Without either, the scope is the device: several of them in a short time pause
/// the project anyway.
fn throttle_scope(answer: &Answer) -> ThrottleScope {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let details = body.pointer("/error/details").and_then(Value::as_array);
    let details = details.map(Vec::as_slice).unwrap_or_default();
    let message = body.pointer("/error/message").into_iter();
    let violations = details.iter().filter_map(|detail| detail.get("violations")?.as_array()).flatten();
    let explained =
        violations.flat_map(|violation| ["subject", "description"].map(|name| violation.get(name)));
    let metadata = details.iter().filter_map(|detail| detail.get("metadata")?.as_object());
    let metadata = metadata.flat_map(|fields| fields.values());
    let texts: Vec<String> = message
        .chain(explained.flatten())
        .chain(metadata)
        .filter_map(|text| text.as_str().map(str::to_lowercase))
        .collect();
    let says = |what: &str| texts.iter().any(|text| text.contains(what));
    if !says("device") && (says("project") || says("consumer")) {
        ThrottleScope::Provider
    } else {
        ThrottleScope::Recipient
    }
}

/// Returns FCM's id of an accepted message.
fn message_name(answer: &Answer) -> Option<String> {
    #[derive(Deserialize)]
    struct Message {
        name: String,
    }
    if !(200..=299).contains(&answer.status) {
        return None;
    }
    let message: Message = serde_json::from_slice(&answer.body).ok()?;
    (!message.name.is_empty()).then_some(message.name)
}

/// Returns FCM's own error code, which is one of the error's details.
fn error_code(answer: &Answer) -> Option<String> {
    let body: Value = domain::json::value(std::str::from_utf8(&answer.body).ok()?).ok()?;
    let details = body.pointer("/error/details")?.as_array()?;
    details.iter().find_map(|detail| detail.get("errorCode")?.as_str().map(str::to_owned))
}
