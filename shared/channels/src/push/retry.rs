//! What FCM's answers mean.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>

use std::time::Duration;

use domain::ledger::{ThrottleScope, Verdict};
use ports::Sent;
use serde::Deserialize;
use serde_json::Value;

use crate::wire::{Answer, Outcome};

/// How long FCM is not asked again after a 429 that does not say: "a minimum initial delay of 1 minute".
pub const PAUSE: Duration = Duration::from_mins(1);

/// What came of a request that ended like this.
pub fn judge(outcome: &Outcome) -> Sent {
    outcome.judged(|answer| {
        let name = message_name(answer);
        let verdict = if name.is_some() { Verdict::Accepted } else { refusal(answer) };
        Sent { verdict, status: Some(answer.status), provider_id: name }
    })
}

/// Whether our access token is what FCM does not like. A 401 also says that Apple or a browser's push service does
/// not like the credentials that our project has with *them*; no access token mends that.
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
        // The one answer by which a token is given up.
        (404, Some("UNREGISTERED")) => Verdict::Gone,
        (429, _) => Verdict::Throttled {
            scope: throttle_scope(answer),
            retry_after: Some(retry_after.unwrap_or(PAUSE)),
        },
        // The token is another project's. Were it taken for gone, one wrong setting of ours would cost all
        // traders all their devices.
        (403, Some("SENDER_ID_MISMATCH")) => Verdict::Refused,
        // Our access token, our role, our address (whoever redirects us is not FCM, and we don't follow): ours to
        // mend, and the trader still wants to know. After a 408 FCM has not got the whole request.
        (401 | 403 | 404 | 408 | ..=199 | 300..=399, _) => Verdict::Failed { retry_after },
        // INVALID_ARGUMENT is said of the token, of any other field and of the size alike.
        (400..=499, _) => Verdict::Refused,
        // FCM may have taken it although it fails, and an answer that says yes but is none may be anybody's.
        (200..=299 | 500.., _) => Verdict::Doubtful { timed_out: false, retry_after },
    }
}

/// Returns whom a 429 concerns. FCM has one code for a device that gets too many messages and for a project that sends too
/// many; a `google.rpc.QuotaFailure` or `google.rpc.ErrorInfo` among the details tells which quota it was. The quota of a
/// project has its consumer and a unit per project (<https://github.com/firebase/firebase-admin-go/issues/719>), that of a
/// device is called "device message rate". Without either it is taken for the device's: several of them in a short time
/// pause the project all the same.
fn throttle_scope(answer: &Answer) -> ThrottleScope {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let details = body.pointer("/error/details").and_then(Value::as_array);
    let details = details.map(Vec::as_slice).unwrap_or_default();
    let message = body.pointer("/error/message").into_iter();
    let violations = details.iter().filter_map(|detail| detail.get("violations")?.as_array()).flatten();
    let told = violations.flat_map(|violation| ["subject", "description"].map(|name| violation.get(name)));
    let metadata = details.iter().filter_map(|detail| detail.get("metadata")?.as_object());
    let metadata = metadata.flat_map(|fields| fields.values());
    let texts: Vec<String> = message
        .chain(told.flatten())
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

/// FCM's name for a message that it took.
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

/// FCM's own code, which is one of the error's details.
fn error_code(answer: &Answer) -> Option<String> {
    let body: Value = domain::json::value(std::str::from_utf8(&answer.body).ok()?).ok()?;
    let details = body.pointer("/error/details")?.as_array()?;
    details.iter().find_map(|detail| detail.get("errorCode")?.as_str().map(str::to_owned))
}
