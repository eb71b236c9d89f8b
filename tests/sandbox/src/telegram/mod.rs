//! Telegram's Bot API, as far as we use it: <https://core.telegram.org/bots/api>.
//!
//! HTML is the only supported parse mode, and inline keyboards are the only supported reply markup. A
//! message needs no earlier one of its chat: any number is a valid chat. Only sendMessage,
//! editMessageText and editMessageReplyMarkup go through faults and outbox.

mod callback;
pub(crate) mod chats;
mod html;
pub(crate) mod keyboard;
mod message;
mod parameters;
mod text;
pub(crate) mod webhook;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::call::{Answer, Call, Outcome, Shared};
use crate::fault::{Refusal, Terms};
use crate::outbox::Channel;
use parameters::Parameters;
use webhook::NoAnswer;

/// The `retry_after` of a fault that does not set one, in seconds.
const RETRY_AFTER: u64 = 5;

/// The error of a request, in Telegram's words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Invalid(String);

impl Invalid {
    fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl From<Invalid> for Answer {
    fn from(Invalid(what): Invalid) -> Self {
        error(StatusCode::BAD_REQUEST, &format!("Bad Request: {what}"))
    }
}

/// `/bot{token}/{method}`; as Telegram, by GET or POST, with a query, a form or JSON.
pub(crate) async fn call(
    State(shared): State<Arc<Shared>>,
    Path((token, method)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let parameters = Parameters::read(&uri, &headers, &body);
    let stranger = (token != shared.options.bot_token).then(|| unknown_bot(&token));
    // Telegram ignores the case of methods.
    let method = method.to_ascii_lowercase();
    if let Some(handle) = messaging(&method) {
        return take(&shared, parameters, stranger, handle).respond().await;
    }
    let answer = match stranger {
        Some(refusal) => refusal,
        None => parameters
            .and_then(|parameters| other(&shared, &method, &parameters))
            .unwrap_or_else(Answer::from),
    };
    answer.into_response()
}

type Method = fn(&Shared, &Parameters) -> Result<Answer, Invalid>;

/// Returns a method, in lower case, that sends or edits a message.
fn messaging(method: &str) -> Option<Method> {
    Some(match method {
        "sendmessage" => message::send,
        "editmessagetext" => message::edit,
        "editmessagereplymarkup" => message::edit_keyboard,
        _ => return None,
    })
}

fn take(
    shared: &Shared,
    parameters: Result<Parameters, Invalid>,
    stranger: Option<Answer>,
    method: Method,
) -> Outcome {
    let (to, request) = match &parameters {
        Ok(parameters) => (parameters.text("chat_id"), parameters.as_received()),
        Err(_) => (String::new(), Value::Null),
    };
    let call = Call { channel: Channel::Telegram, to, request };
    shared.take(call, refuse, || match stranger {
        Some(refusal) => refusal,
        None => parameters.and_then(|parameters| method(shared, &parameters)).unwrap_or_else(Answer::from),
    })
}

fn other(shared: &Shared, method: &str, parameters: &Parameters) -> Result<Answer, Invalid> {
    Ok(match method {
        "getme" => {
            let mut bot = bot(shared);
            bot["can_join_groups"] = true.into();
            bot["can_read_all_group_messages"] = false.into();
            bot["supports_inline_queries"] = false.into();
            ok(&bot)
        }
        "answercallbackquery" => callback::answer(shared, parameters)?,
        "setwebhook" => webhook::set(shared, parameters)?,
        "deletewebhook" => webhook::delete(shared),
        "getwebhookinfo" => ok(&json!({
            "url": shared.webhook.url().unwrap_or_default(),
            "has_custom_certificate": false,
            "pending_update_count": 0,
        })),
        _ => error(StatusCode::NOT_FOUND, "Not Found"),
    })
}

/// A trader's message to the bot, or the press of a button.
pub(crate) enum Action<'a> {
    /// A text, in reply to a message of the bot if `reply_to` is given.
    Text { text: &'a str, reply_to: Option<u64> },
    /// A press of a button with this data below this message.
    Press { data: &'a str, message: u64 },
}

/// Whether the bot has sent this message to the chat.
pub(crate) fn has_message(shared: &Shared, chat: i64, message: u64) -> bool {
    shared.chats().message(chat, message).is_some()
}

/// Returns the newest message of the chat that has a button with this data.
pub(crate) fn message_with_button(shared: &Shared, chat: i64, data: &str) -> Option<u64> {
    shared.chats().with_button(chat, data)
}

/// Delivers what a trader did in the chat to the bot: its webhook is called once, whatever it responds.
/// The request in its response is made. Returns the status and body of the response.
pub(crate) async fn receive(
    shared: &Shared,
    chat: i64,
    action: &Action<'_>,
) -> Result<(u16, Value), NoAnswer> {
    let update = match action {
        Action::Text { text, reply_to } => webhook::text(shared, chat, text, *reply_to),
        Action::Press { data, message } => webhook::press(shared, chat, *message, data),
    };
    let (status, body) = shared.webhook.call(&update).await?;
    // https://core.telegram.org/bots/api#making-requests-when-getting-updates
    let method = body.get("method").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    if (200..300).contains(&status)
        && let Some(handle) = messaging(&method)
    {
        // The caller does not wait for the result.
        drop(take(shared, Ok(Parameters::of(&body)), None, handle));
    }
    Ok((status, body))
}

/// Returns the bot as a user.
fn bot(shared: &Shared) -> Value {
    let id = shared.options.bot_token.split(':').next().and_then(|id| id.parse::<i64>().ok());
    json!({
        "id": id.unwrap_or_default(),
        "is_bot": true,
        "first_name": "Exchange",
        "username": shared.options.bot_username,
    })
}

/// Returns the response for a token of another bot; a text that is no token gets another one.
fn unknown_bot(token: &str) -> Answer {
    let is_token = token.split_once(':').is_some_and(|(id, secret)| {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        id.parse::<u64>().is_ok() && secret.len() == 35 && secret.bytes().all(letter)
    });
    if is_token {
        error(StatusCode::UNAUTHORIZED, "Unauthorized")
    } else {
        error(StatusCode::NOT_FOUND, "Not Found")
    }
}

/// Returns the response that a fault asks for.
fn refuse(refusal: Refusal, Terms { retry_after, .. }: Terms) -> Answer {
    match refusal {
        Refusal::Unauthorized | Refusal::ThirdPartyAuth => error(StatusCode::UNAUTHORIZED, "Unauthorized"),
        Refusal::Forbidden => error(StatusCode::FORBIDDEN, "Forbidden: bot was blocked by the user"),
        Refusal::Unregistered => error(StatusCode::BAD_REQUEST, "Bad Request: chat not found"),
        Refusal::InvalidArgument => {
            error(StatusCode::BAD_REQUEST, "Bad Request: text must be encoded in UTF-8")
        }
        Refusal::TooManyRequests => {
            let seconds = retry_after.unwrap_or(RETRY_AFTER);
            let description = format!("Too Many Requests: retry after {seconds}");
            let mut answer = error(StatusCode::TOO_MANY_REQUESTS, &description).retry_after(Some(seconds));
            answer.body["parameters"] = json!({"retry_after": seconds});
            answer
        }
        Refusal::InternalError => error(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
        Refusal::Unavailable => {
            error(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable").retry_after(retry_after)
        }
    }
}

/// Returns the response of a successful call.
fn ok(result: &Value) -> Answer {
    Answer::accepted(json!({"ok": true, "result": result}))
}

/// Returns the response of a failed call.
fn error(status: StatusCode, description: &str) -> Answer {
    let body = json!({"ok": false, "error_code": status.as_u16(), "description": description});
    Answer::refused(status, body)
}
