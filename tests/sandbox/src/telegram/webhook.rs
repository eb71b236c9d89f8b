//! The webhook: Telegram calls the bot.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::parameters::Parameters;
use super::text::utf16_len;
use super::{Invalid, message, ok};
use crate::call::{Answer, Shared};
use crate::error::Error;
use crate::json;

const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";
/// The time limit of a call of the webhook.
const MAX_WAIT: Duration = Duration::from_mins(1);

#[derive(Clone, PartialEq, Eq)]
struct Target {
    url: String,
    secret: Option<String>,
}

/// The receiver of updates.
pub(crate) struct Webhook {
    target: Mutex<Option<Target>>,
    client: reqwest::Client,
}

/// The reason why there is no response of the webhook.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoAnswer {
    /// No webhook is set.
    #[error("the bot has no webhook")]
    NoWebhook,
    /// It could not be called.
    #[error("the webhook cannot be reached: {0}")]
    Unreached(#[source] reqwest::Error),
}

impl Webhook {
    /// Returns a webhook without a receiver.
    pub(crate) fn new() -> Result<Self, Error> {
        // The functions' client is made for providers and for warm-up; this one acts as a provider.
        #[allow(clippy::disallowed_methods)]
        let builder = reqwest::Client::builder();
        let redirect = reqwest::redirect::Policy::none();
        let client =
            builder.no_proxy().redirect(redirect).timeout(MAX_WAIT).build().map_err(Error::Client)?;
        Ok(Self { target: Mutex::default(), client })
    }

    /// Sets the receiver.
    pub(crate) fn set(&self, url: &str, secret: Option<&str>) {
        *self.target() = Some(Target { url: url.to_owned(), secret: secret.map(str::to_owned) });
    }

    /// Returns the URL of the receiver.
    pub(super) fn url(&self) -> Option<String> {
        self.target().as_ref().map(|target| target.url.clone())
    }

    fn target(&self) -> MutexGuard<'_, Option<Target>> {
        self.target.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends an update. Returns the status and body of the response.
    pub(super) async fn call(&self, update: &Value) -> Result<(u16, Value), NoAnswer> {
        let Some(target) = self.target().clone() else { return Err(NoAnswer::NoWebhook) };
        let mut request = self.client.post(target.url).json(update);
        if let Some(secret) = target.secret {
            request = request.header(SECRET_HEADER, secret);
        }
        let response = request.send().await.map_err(NoAnswer::Unreached)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(NoAnswer::Unreached)?;
        Ok((status, json::as_received(&body)))
    }
}

/// Returns an update, <https://core.telegram.org/bots/api#update>: a message in a private chat,
/// whose id is that of the user. It may reply to a message of the bot, which is in it without the message
/// that it replies to itself: <https://core.telegram.org/bots/api#message>.
pub(super) fn text(shared: &Shared, chat: i64, text: &str, reply_to: Option<u64>) -> Value {
    let mut message = json!({
        "message_id": shared.next_id(),
        "from": trader(chat),
        "chat": private(chat),
        "date": Timestamp::now().as_second(),
        "text": text,
    });
    if text.starts_with('/') {
        let command = text.split_whitespace().next().unwrap_or_default();
        message["entities"] = json!([{"type": "bot_command", "offset": 0, "length": utf16_len(command)}]);
    }
    if let Some(id) = reply_to {
        message["reply_to_message"] = sent(shared, chat, id);
    }
    json!({"update_id": shared.next_id(), "message": message})
}

/// Returns an update: the press of a button with this data below a message of the bot.
/// <https://core.telegram.org/bots/api#callbackquery>
pub(super) fn press(shared: &Shared, chat: i64, message: u64, data: &str) -> Value {
    let id = shared.next_id().to_string();
    shared.chats().add_press(&id);
    let query = json!({
        "id": id,
        "from": trader(chat),
        "message": sent(shared, chat, message),
        // It stands for the chat.
        "chat_instance": chat.to_string(),
        "data": data,
    });
    json!({"update_id": shared.next_id(), "callback_query": query})
}

/// Returns a message of the bot; one that it no longer has is inaccessible.
/// <https://core.telegram.org/bots/api#inaccessiblemessage>
fn sent(shared: &Shared, chat: i64, id: u64) -> Value {
    let known = shared.chats().message(chat, id).cloned();
    known.map_or_else(
        || json!({"message_id": id, "chat": private(chat), "date": 0}),
        |known| message::shown(shared, (chat, id), &known),
    )
}

fn trader(chat: i64) -> Value {
    json!({"id": chat, "is_bot": false, "first_name": "Trader", "language_code": "en"})
}

fn private(chat: i64) -> Value {
    json!({"id": chat, "first_name": "Trader", "type": "private"})
}

/// Handles <https://core.telegram.org/bots/api#setwebhook>; plain HTTP is allowed, since local
/// webhooks have no certificate.
pub(super) fn set(shared: &Shared, parameters: &Parameters) -> Result<Answer, Invalid> {
    let (url, secret) = (parameters.text("url"), parameters.text("secret_token"));
    if url.is_empty() {
        return Ok(delete(shared));
    }
    if !reqwest::Url::parse(&url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
        return Err(Invalid::new("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if secret.len() > 256 {
        return Err(Invalid::new("secret token is too long"));
    }
    if !secret.bytes().all(letter) {
        return Err(Invalid::new("secret token contains unallowed characters"));
    }
    let target = Some(Target { url, secret: (!secret.is_empty()).then_some(secret) });
    let before = std::mem::replace(&mut *shared.webhook.target(), target.clone());
    Ok(described(if before == target { "Webhook is already set" } else { "Webhook was set" }))
}

/// Handles <https://core.telegram.org/bots/api#deletewebhook>
pub(super) fn delete(shared: &Shared) -> Answer {
    let before = shared.webhook.target().take();
    described(if before.is_some() { "Webhook was deleted" } else { "Webhook is already deleted" })
}

fn described(what: &str) -> Answer {
    let mut answer = ok(&true.into());
    answer.body["description"] = what.into();
    answer
}
