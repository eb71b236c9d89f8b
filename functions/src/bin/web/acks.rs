//! `POST /v1/acks`: acks a notification by the handle of one of its messages. `GET /a` is the page that the
//! links in e-mails and SMS open. Its button posts to it: many programs open every link of a message to scan
//! for malware, and must not ack. The handle is in the fragment of the address, which browsers send to no
//! server, so that it is in no log.
//! See `infra/adr/0029-acks-from-anywhere.md`.

use domain::delivery::handle::AckHandle;
use domain::json;
use domain::protocol::acked_by;
use serde_json::{Value, json};
use usecases::ack::{HandlePlatform, ack_by_handle};

use crate::http::{Request, Response};

mod page;

pub(crate) use page::page;

/// Acks by the handle in the body, `{"handle"}`. Every handle that does not work is refused alike, so that a
/// refusal says nothing about it.
pub(crate) async fn ack<P: HandlePlatform>(platform: &P, request: &Request) -> Response {
    let body = request.body();
    let body = std::str::from_utf8(&body).ok().and_then(|body| json::value(body).ok());
    let handle = body.as_ref().and_then(|body| body.get("handle")).and_then(Value::as_str);
    let Some(handle) = handle.and_then(AckHandle::parse) else { return not_found() };
    match ack_by_handle(platform, &handle).await {
        Ok(Some(ack)) => Response::json(200, &json!({"acked": true, "at": ack.at, "by": acked_by(&ack.by)})),
        Ok(None) => not_found(),
        Err(error) => {
            tracing::error!(%error, "a notification could not be acked");
            if error.is_retryable() {
                Response::unavailable()
            } else {
                Response::error(500, "internal", "internal error")
            }
        }
    }
}

fn not_found() -> Response {
    Response::error(404, "not_found", "this handle does not exist or has expired")
}
