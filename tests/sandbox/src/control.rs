//! The sandbox's own API, and the routes of all APIs.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::call::Shared;
use crate::fault::Fault;
use crate::json::{self, BadRequest};
use crate::outbox::Entry;
use crate::telegram::webhook::NoAnswer;
use crate::{prices, push, telegram};

/// Returns all routes.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/outbox", get(outbox).delete(clear_outbox))
        .route("/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/telegram/messages", post(message_to_the_bot))
        .route("/prices", get(prices::read))
        .route("/token", post(push::token::issue))
        .route("/v1/projects/{project}/messages:send", post(push::send))
        .route("/bot{token}/{method}", any(telegram::call))
        .with_state(shared)
}

async fn outbox(State(shared): State<Arc<Shared>>) -> Json<Vec<Entry>> {
    Json(shared.outbox().entries())
}

async fn clear_outbox(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.outbox().clear();
    StatusCode::NO_CONTENT
}

async fn faults(State(shared): State<Arc<Shared>>) -> Json<Vec<Value>> {
    Json(shared.faults().list(Instant::now()))
}

async fn add_fault(
    State(shared): State<Arc<Shared>>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), BadRequest> {
    let fault = Fault::from_json(&json::object(&body)?)?;
    let shown = fault.to_json();
    shared.faults().add(fault, Instant::now());
    Ok((StatusCode::CREATED, Json(shown)))
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.clear_faults();
    StatusCode::NO_CONTENT
}

/// Returns `{"status","body"}` of the webhook; 409 if there is no webhook, 502 if it does not
/// respond.
async fn message_to_the_bot(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Response, BadRequest> {
    let message = json::object(&body)?;
    let chat = message.get("chatId").ok_or_else(|| BadRequest::missing("chatId"))?;
    let chat = chat.as_i64().or_else(|| chat.as_str()?.parse().ok()).filter(|chat| *chat != 0);
    let chat = chat.ok_or_else(|| BadRequest::field("chatId", "chatId is no number of a chat"))?;
    let text = message.get("text").ok_or_else(|| BadRequest::missing("text"))?;
    let text = text.as_str().filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| BadRequest::field("text", "text is no text, or empty"))?;
    let failed = |status: StatusCode, code: &str, message: String| {
        (status, Json(json!({"code": code, "message": message}))).into_response()
    };
    Ok(match telegram::receive(&shared, chat, text).await {
        Ok((status, body)) => Json(json!({"status": status, "body": body})).into_response(),
        Err(error @ NoAnswer::NoWebhook) => failed(StatusCode::CONFLICT, "no_webhook", error.to_string()),
        Err(error @ NoAnswer::Unreached(_)) => {
            failed(StatusCode::BAD_GATEWAY, "webhook_unreached", error.to_string())
        }
    })
}
