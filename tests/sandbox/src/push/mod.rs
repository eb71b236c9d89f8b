//! Firebase Cloud Messaging, HTTP v1.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send>,
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>

pub(crate) mod account;
mod apple;
mod limits;
mod message;
pub(crate) mod rate;
mod schema;
pub(crate) mod token;
mod web;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::call::{Answer, Call, Shared};
use crate::fault::{Refusal, Terms};
use crate::json;
use crate::outbox::Channel;
use crate::rfc3339;
use rate::Decision;
use token::Standing;

/// An invalid field of a request, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    /// The path of the field, as in `message.data[0].value`; empty for the request itself.
    pub(crate) field: String,
    /// The reason.
    pub(crate) description: String,
}

/// The reason why FCM refuses a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// The request is not a message: Google's gateway refuses it before FCM sees it.
    Unreadable(Vec<Violation>),
    /// FCM refuses it.
    Refused(Violation),
}

/// `POST /v1/projects/{project}/messages:send`
pub(crate) async fn send(
    State(shared): State<Arc<Shared>>,
    Path(project): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let request = json::as_received(&body);
    let to = request.pointer("/message/token").and_then(Value::as_str).unwrap_or_default().to_owned();
    let call = Call { channel: Channel::Push, to, request: request.clone() };
    shared.take(call, refuse, || handle(&shared, &project, &headers, &request)).respond().await
}

fn handle(shared: &Shared, project: &str, headers: &HeaderMap, request: &Value) -> Answer {
    let bearer =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some(bearer) = bearer else {
        return unauthenticated("CREDENTIALS_MISSING");
    };
    match shared.access_tokens().standing(bearer, Instant::now()) {
        Standing::Good => {}
        Standing::Expired => return unauthenticated("ACCESS_TOKEN_EXPIRED"),
        Standing::Unknown => return unauthenticated("ACCESS_TOKEN_TYPE_UNSUPPORTED"),
    }
    if project != shared.options.project_id {
        let resource = format!("//cloudresourcemanager.googleapis.com/projects/{project}");
        let message = format!(
            "Permission 'cloudmessaging.messages.create' denied on resource '{resource}' (or it may not exist)."
        );
        return error(
            StatusCode::FORBIDDEN,
            "PERMISSION_DENIED",
            &message,
            &[reason("IAM_PERMISSION_DENIED")],
        );
    }
    match message::check(request) {
        Ok(()) => {}
        Err(invalid) => return invalid_argument(invalid),
    }
    // With `validate_only` nothing is sent:
    // https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send
    if schema::get(request, "validate_only") == Some(&Value::Bool(true)) {
        let body = json!({"name": format!("projects/{project}/messages/fake_message_id")});
        return Answer::refused(StatusCode::OK, body);
    }
    let message = schema::get(request, "message").unwrap_or(&Value::Null);
    let token = schema::get(message, "token").and_then(Value::as_str).unwrap_or_default();
    let held = match shared.device_rates().take(token, message, Instant::now()) {
        Decision::Now => None,
        Decision::Held(time) => Some(time),
        Decision::TooMany => return too_many_for_device(),
    };
    let (micros, id) = (Timestamp::now().as_microsecond(), shared.next_id());
    let answer =
        Answer::accepted(json!({"name": format!("projects/{project}/messages/0:{micros}%{id:016x}")}));
    Answer { held_until: held.map(after), ..answer }
}

/// Returns the time after this duration, as the outbox shows it.
fn after(duration: Duration) -> String {
    rfc3339(Timestamp::now().saturating_add(duration).unwrap_or(Timestamp::MAX))
}

/// Returns the reasons why FCM would refuse this request; none if it would accept it.
pub(crate) fn violations(request: &Value) -> Vec<String> {
    let violations = match message::check(request) {
        Ok(()) => return Vec::new(),
        Err(Invalid::Unreadable(violations)) => violations,
        Err(Invalid::Refused(violation)) => vec![violation],
    };
    let shown = |Violation { field, description }| format!("{field}: {description}");
    violations.into_iter().map(shown).collect()
}

/// Returns the response to a message above the rate of its device.
fn too_many_for_device() -> Answer {
    error(
        StatusCode::TOO_MANY_REQUESTS,
        "RESOURCE_EXHAUSTED",
        "Device message rate exceeded.",
        &[fcm_error("QUOTA_EXCEEDED"), quota("Device message rate exceeded.")],
    )
}

/// Returns the response that a fault asks for.
fn refuse(refusal: Refusal, Terms { retry_after, is_of_recipient }: Terms) -> Answer {
    let fcm = |status, name, message, code| error(status, name, message, &[fcm_error(code)]);
    match refusal {
        Refusal::Unauthorized => unauthenticated("ACCESS_TOKEN_EXPIRED"),
        Refusal::ThirdPartyAuth => fcm(
            StatusCode::UNAUTHORIZED,
            "UNAUTHENTICATED",
            "Auth error from APNS or Web Push Service",
            "THIRD_PARTY_AUTH_ERROR",
        ),
        Refusal::Forbidden => {
            fcm(StatusCode::FORBIDDEN, "PERMISSION_DENIED", "SenderId mismatch", "SENDER_ID_MISMATCH")
        }
        Refusal::Unregistered => {
            fcm(StatusCode::NOT_FOUND, "NOT_FOUND", "Requested entity was not found.", "UNREGISTERED")
        }
        Refusal::InvalidArgument => fcm(
            StatusCode::BAD_REQUEST,
            "INVALID_ARGUMENT",
            "The registration token is not a valid FCM registration token",
            "INVALID_ARGUMENT",
        ),
        Refusal::TooManyRequests if is_of_recipient => too_many_for_device().retry_after(retry_after),
        Refusal::TooManyRequests => fcm(
            StatusCode::TOO_MANY_REQUESTS,
            "RESOURCE_EXHAUSTED",
            "Quota exceeded for quota metric 'Send requests' and limit 'Send requests per minute' of service \
             'fcm.googleapis.com' for consumer 'project_number:7000000001'.",
            "QUOTA_EXCEEDED",
        )
        .retry_after(retry_after),
        Refusal::InternalError => {
            fcm(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", "Internal error encountered.", "INTERNAL")
        }
        Refusal::Unavailable => fcm(
            StatusCode::SERVICE_UNAVAILABLE,
            "UNAVAILABLE",
            "The service is currently unavailable.",
            "UNAVAILABLE",
        )
        .retry_after(retry_after),
    }
}

fn unauthenticated(why: &str) -> Answer {
    const WRONG: &str = "Request had invalid authentication credentials.";
    const MISSING: &str = "Request is missing required authentication credential.";
    let (message, challenge) = if why == "CREDENTIALS_MISSING" {
        (MISSING, "Bearer realm=\"https://accounts.google.com/\"")
    } else {
        (WRONG, "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"")
    };
    let message = format!(
        "{message} Expected OAuth 2 access token, login cookie or other valid authentication credential. See \
         https://developers.google.com/identity/sign-in/web/devconsole-project."
    );
    error(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", &message, &[reason(why)])
        .with(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}

fn invalid_argument(invalid: Invalid) -> Answer {
    let (violations, fcm) = match invalid {
        Invalid::Unreadable(violations) => (violations, None),
        Invalid::Refused(violation) => (vec![violation], Some(fcm_error("INVALID_ARGUMENT"))),
    };
    let message: Vec<_> = violations.iter().map(|violation| violation.description.as_str()).collect();
    let message = message.join("\n");
    let violations = violations.into_iter().map(|Violation { field, description }| {
        if field.is_empty() {
            json!({"description": description})
        } else {
            json!({"field": field, "description": description})
        }
    });
    let violations: Vec<_> = violations.collect();
    let bad_request =
        json!({"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations});
    let details: Vec<_> = std::iter::once(bad_request).chain(fcm).collect();
    error(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", &message, &details)
}

/// Returns the details of an exceeded quota:
/// <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>.
fn quota(description: &str) -> Value {
    json!({
        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
        "violations": [{"description": description}],
    })
}

fn fcm_error(code: &str) -> Value {
    json!({"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": code})
}

fn reason(reason: &str) -> Value {
    json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": {"service": "fcm.googleapis.com", "method": "google.firebase.fcm.v1.FcmService.SendMessage"},
    })
}

/// Returns an error in the format of all Google APIs:
/// <https://cloud.google.com/apis/design/errors>.
fn error(status: StatusCode, name: &str, message: &str, details: &[Value]) -> Answer {
    let body = json!({
        "error": {"code": status.as_u16(), "message": message, "status": name, "details": details}
    });
    Answer::refused(status, body)
}
