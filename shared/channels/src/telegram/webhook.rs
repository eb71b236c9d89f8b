//! What traders say to the bot: Telegram calls our webhook with an *update*, whose answer may be a message.
//!
//! <https://core.telegram.org/bots/api#update>

use std::fmt;

use domain::carrier::telegram;
use domain::contact::ChatId;
use domain::json;
use domain::locale::Language;
use serde_json::{Value, json};

use super::secret::is_base64url;

/// The header with the secret that Telegram was told to send.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// The longest code.
pub const MAX_CODE_LENGTH: usize = telegram::MAX_START_LENGTH;

/// A one-time code. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkCode(String);

impl LinkCode {
    /// Accepts 1 to [`MAX_CODE_LENGTH`] characters of base64url.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=MAX_CODE_LENGTH).contains(&text.len()) && text.bytes().all(is_base64url);
        fits.then(|| Self(text.to_owned()))
    }

    /// The text itself, for redeeming it only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LinkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkCode(…)")
    }
}

/// What a trader wants of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start <code>`: this conversation is to be bound to whoever got the code.
    Link(LinkCode),
    /// `/start` and something that cannot be a code.
    BadCode,
    /// `/start`, without more.
    Start,
    /// `/stop`: no more messages here.
    Stop,
    /// Anything else.
    Other,
}

/// A message to the bot in a private conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The conversation.
    pub chat: ChatId,
    /// What the trader's Telegram is set to.
    pub language: Language,
    /// What it says.
    pub command: Command,
}

impl Incoming {
    /// Reads the body of a call of the webhook. `None` for all that is no message in a private conversation: in a
    /// group, whose members are not all the same trader, the bot neither links nor talks.
    pub fn decode(body: &[u8]) -> Option<Self> {
        let update = json::value(std::str::from_utf8(body).ok()?).ok()?;
        let message = update.get("message")?;
        if message.pointer("/chat/type")?.as_str()? != "private" {
            return None;
        }
        let chat = ChatId::new(message.pointer("/chat/id")?.as_i64()?);
        let tag = message.pointer("/from/language_code").and_then(Value::as_str);
        let text = message.get("text").and_then(Value::as_str).unwrap_or_default();
        Some(Self {
            chat,
            language: tag.and_then(Language::of_tag).unwrap_or_default(),
            command: command(text),
        })
    }
}

fn command(text: &str) -> Command {
    let mut words = text.split_whitespace();
    // The bot's name may stand behind: `/start@exchange_bot`.
    let name = words.next().map(|word| word.split('@').next().unwrap_or(word));
    match (name, words.next(), words.next()) {
        (Some("/start"), None, _) => Command::Start,
        (Some("/start"), Some(code), None) => LinkCode::parse(code).map_or(Command::BadCode, Command::Link),
        (Some("/start"), Some(_), Some(_)) => Command::BadCode,
        (Some("/stop"), _, _) => Command::Stop,
        (_, _, _) => Command::Other,
    }
}

/// What the bot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reply {
    /// The conversation is linked.
    Linked,
    /// There is no such code (any more).
    BadCode,
    /// The conversation is linked no more.
    Unlinked,
    /// How to link it.
    HowTo,
    /// It did not work, for a reason that passes.
    TryAgain,
}

impl Reply {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Linked, Self::BadCode, Self::Unlinked, Self::HowTo, Self::TryAgain];

    fn text(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Linked) => {
                "Linked. From now on you get your notifications here. Send /stop to end that."
            }
            (Language::English, Self::BadCode) => {
                "This code is not valid (any more). Open the exchange's app and link Telegram there once more."
            }
            (Language::English, Self::Unlinked) => "You get no more notifications here.",
            (Language::English, Self::HowTo) => {
                "To get your notifications here, open the exchange's app and link Telegram in its settings. \
                 To end it, send /stop."
            }
            (Language::English, Self::TryAgain) => "That did not work. Please try again in a minute.",
            (Language::German, Self::Linked) => {
                "Verknüpft. Ab jetzt erhalten Sie Ihre Benachrichtigungen hier. Mit /stop beenden Sie das."
            }
            (Language::German, Self::BadCode) => {
                "Dieser Code gilt nicht (mehr). Öffnen Sie die App der Börse und verknüpfen Sie Telegram dort noch \
                 einmal."
            }
            (Language::German, Self::Unlinked) => "Sie erhalten hier keine Benachrichtigungen mehr.",
            (Language::German, Self::HowTo) => {
                "Um Ihre Benachrichtigungen hier zu erhalten, öffnen Sie die App der Börse und verknüpfen Sie \
                 Telegram in den Einstellungen. Mit /stop beenden Sie es."
            }
            (Language::German, Self::TryAgain) => {
                "Das hat nicht geklappt. Bitte versuchen Sie es in einer Minute noch einmal."
            }
        }
    }

    /// The body of our answer to Telegram's call, which sends this to the conversation.
    /// <https://core.telegram.org/bots/api#making-requests-when-getting-updates>
    pub fn to(self, incoming: &Incoming) -> String {
        json!({
            "method": "sendMessage",
            "chat_id": incoming.chat.expose(),
            "text": self.text(incoming.language),
        })
        .to_string()
    }
}
