//! Messages of traders to the bot, and the bot's replies. Telegram calls our webhook with an
//! *update*, and our answer may contain a message.
//!
//! Two kinds of update are used: `message`, and `callback_query` for the press of a button. If the
//! webhook is set with `allowed_updates`, both have to be in it; without it, both are sent:
//! <https://core.telegram.org/bots/api#setwebhook>.
//!
//! <https://core.telegram.org/bots/api#update>

use std::fmt;

use domain::carrier::telegram;
use domain::json;
use domain::locale::Language;
use domain::recipient::contact::ChatId;
use domain::text::{self, cut, interface_text, message, unlinked};
use serde_json::{Value, json};

use super::secret::is_base64url;

/// The header with the secret with which the webhook was set.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// The maximum length of a code.
pub const MAX_CODE_LENGTH: usize = telegram::MAX_START_LENGTH;

/// The maximum length of an answer to the press of a button, in characters.
/// <https://core.telegram.org/bots/api#answercallbackquery>
const MAX_ALERT: usize = 200;

/// A one-time code. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkCode(String);

impl LinkCode {
    /// Parses 1 to [`MAX_CODE_LENGTH`] characters of base64url; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=MAX_CODE_LENGTH).contains(&text.len()) && text.bytes().all(is_base64url);
        fits.then(|| Self(text.to_owned()))
    }

    /// Returns the text itself, for redeeming it only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LinkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkCode(…)")
    }
}

/// A command of a trader to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start <code>`: binds this conversation to the user who requested the code.
    Link(LinkCode),
    /// `/start` with a parameter that cannot be a code.
    BadCode,
    /// `/start` without a parameter.
    Start,
    /// The reader confirms that the account linked to this conversation is theirs.
    Confirm {
        /// The tag of the account, if the reader pressed a button.
        tag: Option<String>,
    },
    /// The reader states that the account is not theirs.
    Refuse {
        /// The tag of the account, if the reader pressed a button.
        tag: Option<String>,
    },
    /// `/stop`: ends the messages to this conversation.
    Stop,
    /// Any other text.
    Other,
}

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
            None => (command(&text(message, "text").unwrap_or_default()), None),
            Some(press) => (pressed(&text(press, "data").unwrap_or_default()), Some(text(press, "id")?)),
        };
        Some(Self { chat, language: tag.and_then(Language::of_tag).unwrap_or_default(), command, press })
    }
}

fn command(text: &str) -> Command {
    let mut words = text.split_whitespace();
    // The bot's name may follow the command: `/start@exchange_bot`.
    let name = words.next().map(|word| word.split('@').next().unwrap_or(word));
    match (name, words.next(), words.next()) {
        (Some("/start"), None, _) => Command::Start,
        (Some("/start"), Some(code), None) => LinkCode::parse(code).map_or(Command::BadCode, Command::Link),
        (Some("/start"), Some(_), Some(_)) => Command::BadCode,
        (Some("/stop"), _, _) => Command::Stop,
        (_, _, _) => answer(text),
    }
}

/// Returns the command of a text that answers the bot's question, in any of the languages: the app of a
/// reader may have another language than the words of the question.
fn answer(text: &str) -> Command {
    let word = text.trim().trim_end_matches(['.', '!', '。', '！']).to_lowercase();
    let is_one_of = |message| {
        let words = |language| interface_text(language, message, &[]);
        Language::ALL
            .into_iter()
            .any(|language| words(language).split_whitespace().any(|known| known == word))
    };
    if is_one_of(message::TELEGRAM_YES_WORDS) {
        Command::Confirm { tag: None }
    } else if is_one_of(message::TELEGRAM_NO_WORDS) {
        Command::Refuse { tag: None }
    } else {
        Command::Other
    }
}

/// Returns the command of a button: the answer and the tag of the account.
fn pressed(data: &str) -> Command {
    match data.split_once(':') {
        Some((BUTTON_YES, tag)) => Command::Confirm { tag: Some(tag.to_owned()) },
        Some((BUTTON_NO, tag)) => Command::Refuse { tag: Some(tag.to_owned()) },
        Some(_) | None => Command::Other,
    }
}

const BUTTON_YES: &str = "yes";
const BUTTON_NO: &str = "no";

/// A reply of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The conversation is linked, and the reader is asked whether the account is theirs.
    Ask(Asked),
    /// The conversation is linked to this account, masked.
    Linked(String),
    /// The code does not exist or has expired.
    BadCode,
    /// The conversation is no longer linked.
    Unlinked,
    /// No link waits for a confirmation.
    NothingToConfirm,
    /// The instructions for linking the conversation.
    HowTo,
    /// The command failed for a temporary reason.
    TryAgain,
}

/// The question to the reader of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The account, masked.
    pub account: String,
    /// The tag that identifies this account in the buttons' data; at most 60 bytes.
    /// <https://core.telegram.org/bots/api#inlinekeyboardbutton>
    pub tag: String,
    /// Whether the conversation is linked to another account as well.
    pub is_linked_elsewhere: bool,
    /// Whether the account's notifications go to another conversation until this one is confirmed.
    pub is_proposed: bool,
}

impl Reply {
    fn text(&self, language: Language) -> String {
        let text = |message| interface_text(language, message, &[]);
        match self {
            Self::Ask(asked) => {
                let message = if asked.is_proposed {
                    message::TELEGRAM_ASK_MOVED
                } else {
                    message::TELEGRAM_ASK_LINKED
                };
                let account = unlinked(&asked.account);
                let values = [text::Value::Text(&account), text::Value::Flag(asked.is_linked_elsewhere)];
                interface_text(language, message, &values)
            }
            Self::Linked(account) => {
                interface_text(language, message::TELEGRAM_LINKED, &[text::Value::Text(&unlinked(account))])
            }
            Self::BadCode => text(message::TELEGRAM_BAD_CODE),
            Self::Unlinked => text(message::TELEGRAM_UNLINKED),
            Self::NothingToConfirm => text(message::TELEGRAM_NOTHING_TO_CONFIRM),
            Self::HowTo => text(message::TELEGRAM_HOW_TO),
            Self::TryAgain => text(message::TELEGRAM_TRY_AGAIN),
        }
    }

    /// Returns the buttons below the message, if it has any.
    fn buttons(&self, language: Language) -> Option<Value> {
        let Self::Ask(asked) = self else { return None };
        let button = |message, answer: &str| {
            let text = interface_text(language, message, &[]);
            json!({"text": text, "callback_data": format!("{answer}:{}", asked.tag)})
        };
        let (yes, no) = (button(message::TELEGRAM_YES, BUTTON_YES), button(message::TELEGRAM_NO, BUTTON_NO));
        Some(json!({"inline_keyboard": [[yes, no]]}))
    }

    /// Returns the body of our answer to Telegram's call, which sends the reply to the
    /// conversation; the press of a button is answered with an alert above the conversation.
    /// <https://core.telegram.org/bots/api#making-requests-when-getting-updates>
    pub fn to(&self, incoming: &Incoming) -> String {
        let text = self.text(incoming.language);
        let mut answer = match &incoming.press {
            Some(press) => json!({
                "method": "answerCallbackQuery",
                "callback_query_id": press,
                "text": cut(&text, MAX_ALERT),
                "show_alert": true,
            }),
            None => json!({"method": "sendMessage", "chat_id": incoming.chat.expose(), "text": text}),
        };
        if let (None, Some(buttons)) = (&incoming.press, self.buttons(incoming.language)) {
            answer["reply_markup"] = buttons;
        }
        answer.to_string()
    }
}
