//! `POST /v1/actions`: any client frame as a request, for apps and back ends without a socket.

use domain::protocol::ErrorCode;
use ports::Grant;
use serde_json::Value;
use usecases::connect::{Answer, Caller, CommandContext, CommandPlatform, act};

use crate::http::{Request, Response};

/// Carries out the frame in the body as the user of this grant, and returns the reply or error frame.
pub(crate) async fn respond<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    grant: Grant,
    request: &Request,
) -> Response {
    let Grant { user_id, valid_until, issued_at } = grant;
    let caller = Caller::of_request(user_id, valid_until, issued_at);
    let body = String::from_utf8_lossy(&request.body()).into_owned();
    match act(context, &caller, &body).await {
        Answer::Frame(frame) => {
            let status = frame.get("code").and_then(Value::as_str).map_or(200, status);
            let response = Response::json(status, &frame);
            match frame.get("retryAfter").and_then(Value::as_u64) {
                Some(seconds) => response.with("retry-after", seconds.to_string()),
                None => response,
            }
        }
        Answer::Closed => Response::error(429, ErrorCode::TooManyRequests.name(), "far too many requests")
            .with("retry-after", "1"),
    }
}

/// Returns the HTTP status of an error frame with this code.
fn status(code: &str) -> u16 {
    let Some(code) = ErrorCode::ALL.into_iter().find(|known| known.name() == code) else { return 500 };
    match code {
        ErrorCode::BadJson | ErrorCode::UnknownAction | ErrorCode::MissingField | ErrorCode::BadField => 400,
        ErrorCode::NotFound => 404,
        ErrorCode::VersionConflict | ErrorCode::LimitReached => 409,
        ErrorCode::TooLarge => 413,
        ErrorCode::TooManyRequests => 429,
        ErrorCode::Internal => 503,
    }
}
