//! The sandbox's own API, and the routes of all APIs.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use crate::call::Shared;
use crate::fault::Fault;
use crate::json::{self, BadRequest};
use crate::outbox::Entry;
use crate::telegram::Action;
use crate::telegram::keyboard::MAX_DATA;
use crate::telegram::webhook::NoAnswer;
use crate::{prices, push, telegram};

/// Returns all routes.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/outbox", get(outbox).delete(clear_outbox))
        .route("/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/telegram/messages", post(message_to_the_bot))
        .route("/telegram/callbacks", post(press_of_a_button))
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

/// Delivers a trader's text to the bot. The response is that of [`deliver`].
async fn message_to_the_bot(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Response, BadRequest> {
    let message = json::object(&body)?;
    let chat = chat(&message)?;
    let text = text(&message, "text")?;
    let reply_to = message_id(&message, "replyTo")?;
    if reply_to.is_some_and(|reply_to| !telegram::has_message(&shared, chat, reply_to)) {
        return Err(BadRequest::field("replyTo", "replyTo is no message of the bot in this chat"));
    }
    Ok(deliver(&shared, chat, &Action::Text { text, reply_to }).await)
}

/// Delivers the press of a button to the bot. Without a message it is the newest one that has a button with
/// this data. The response is that of [`deliver`].
async fn press_of_a_button(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Response, BadRequest> {
    let press = json::object(&body)?;
    let chat = chat(&press)?;
    let data = text(&press, "data")?;
    if data.len() > MAX_DATA {
        return Err(BadRequest::field("data", format!("data has more than {MAX_DATA} bytes")));
    }
    let message = match message_id(&press, "messageId")? {
        Some(message) => message,
        None => telegram::message_with_button(&shared, chat, data).ok_or_else(|| {
            BadRequest::field("data", "data is that of no button of a message in this chat")
        })?,
    };
    Ok(deliver(&shared, chat, &Action::Press { data, message }).await)
}

/// Returns `{"status","body"}` of the webhook; 409 if there is no webhook, 502 if it does not
/// respond.
async fn deliver(shared: &Shared, chat: i64, action: &Action<'_>) -> Response {
    let failed = |status: StatusCode, code: &str, message: String| {
        (status, Json(json!({"code": code, "message": message}))).into_response()
    };
    match telegram::receive(shared, chat, action).await {
        Ok((status, body)) => Json(json!({"status": status, "body": body})).into_response(),
        Err(error @ NoAnswer::NoWebhook) => failed(StatusCode::CONFLICT, "no_webhook", error.to_string()),
        Err(error @ NoAnswer::Unreached(_)) => {
            failed(StatusCode::BAD_GATEWAY, "webhook_unreached", error.to_string())
        }
    }
}

fn chat(object: &Map<String, Value>) -> Result<i64, BadRequest> {
    let chat = object.get("chatId").ok_or_else(|| BadRequest::missing("chatId"))?;
    let chat = chat.as_i64().or_else(|| chat.as_str()?.parse().ok()).filter(|chat| *chat != 0);
    chat.ok_or_else(|| BadRequest::field("chatId", "chatId is no number of a chat"))
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Result<&'a str, BadRequest> {
    let text = object.get(name).ok_or_else(|| BadRequest::missing(name))?;
    let text = text.as_str().filter(|text| !text.is_empty());
    text.ok_or_else(|| BadRequest::field(name, format!("{name} is no text, or empty")))
}

fn message_id(object: &Map<String, Value>, name: &str) -> Result<Option<u64>, BadRequest> {
    let Some(id) = object.get(name) else { return Ok(None) };
    let id = id.as_u64().or_else(|| id.as_str()?.parse().ok());
    id.map(Some).ok_or_else(|| BadRequest::field(name, format!("{name} is no number of a message")))
}
