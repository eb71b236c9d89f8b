//! Messages of traders to the bot, and the bot's replies. Telegram calls our webhook with an
//! *update*, and our answer may contain a message.
//!
//! Two kinds of update are used: `message`, and `callback_query` for the press of a button. If the
//! webhook is set with `allowed_updates`, both have to be in it; without it, both are sent:
//! <https://core.telegram.org/bots/api#setwebhook>.
//!
//! <https://core.telegram.org/bots/api#update>

mod command;
mod reply;

use domain::json;
use domain::locale::Language;
use domain::recipient::contact::ChatId;
use serde_json::Value;

pub use command::{Command, DEFAULT_SNOOZE, LinkCode, MAX_CODE_LENGTH, MAX_SNOOZE, Quiet, Snooze, Usage};
pub use reply::{AccountQuietHours, AccountStatus, Asked, Reply, Seen};

/// The header with the secret with which the webhook was set.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// A message to the bot in a private conversation, or a press of a button there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The conversation.
    pub chat: ChatId,
    /// The language of the trader's Telegram app.
    pub language: Language,
    /// The command in the message.
    pub command: Command,
    /// Telegram's id of the press of a button, if it is one.
    pub press: Option<String>,
}

impl Incoming {
    /// Decodes the body of a call of the webhook. Returns `None` for every update that is not a
    /// message in a private conversation: in a group, whose members are not all the same trader,
    /// the bot neither links nor replies.
    pub fn decode(body: &[u8]) -> Option<Self> {
        let update = json::value(std::str::from_utf8(body).ok()?).ok()?;
        let press = update.get("callback_query");
        let message = press.map_or_else(|| update.get("message"), |press| press.get("message"))?;
        if message.pointer("/chat/type")?.as_str()? != "private" {
            return None;
        }
        let chat = ChatId::new(message.pointer("/chat/id")?.as_i64()?);
        // A message with a button was sent by the bot; the user who pressed the button is named
        // beside the message.
        let tag = press.unwrap_or(message).pointer("/from/language_code").and_then(Value::as_str);
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let (command, press) = match press {
            None => {
                // <https://core.telegram.org/bots/api#message>
                let replied_to = message.pointer("/reply_to_message/message_id").and_then(Value::as_i64);
                (Command::of_text(&text(message, "text").unwrap_or_default(), replied_to), None)
            }
            // <https://core.telegram.org/bots/api#callbackquery>
            Some(press) => {
                (Command::of_button(&text(press, "data").unwrap_or_default()), Some(text(press, "id")?))
            }
        };
        Some(Self { chat, language: tag.and_then(Language::of_tag).unwrap_or_default(), command, press })
    }
}
