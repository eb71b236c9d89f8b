//! What traders say to the bot: Telegram calls our webhook with an *update*, whose answer may be a message.
//!
//! Two kinds of update are used: `message` and `callback_query`, the press of a button. Where the webhook is set with
//! `allowed_updates`, both have to be in it; without, both come: <https://core.telegram.org/bots/api#setwebhook>.
//!
//! <https://core.telegram.org/bots/api#update>

use std::fmt;

use domain::carrier::telegram;
use domain::contact::ChatId;
use domain::json;
use domain::locale::Language;
use domain::text::{cut, unlinked};
use serde_json::{Value, json};

use super::secret::is_base64url;

/// The header with the secret that Telegram was told to send.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// The longest code.
pub const MAX_CODE_LENGTH: usize = telegram::MAX_START_LENGTH;

/// The longest text of an answer to the press of a button, in characters.
/// <https://core.telegram.org/bots/api#answercallbackquery>
const MAX_ALERT: usize = 200;

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
    /// The account that this conversation was linked to is its reader's.
    Confirm {
        /// Which account, where a button says it.
        tag: Option<String>,
    },
    /// It is not.
    Refuse {
        /// Which account, where a button says it.
        tag: Option<String>,
    },
    /// `/stop`: no more messages here.
    Stop,
    /// Anything else.
    Other,
}

/// A message to the bot in a private conversation, or a press of a button there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The conversation.
    pub chat: ChatId,
    /// What the trader's Telegram is set to.
    pub language: Language,
    /// What it says.
    pub command: Command,
    /// Telegram's name of the press of a button, if it is one.
    pub press: Option<String>,
}

impl Incoming {
    /// Reads the body of a call of the webhook. `None` for all that is no message in a private conversation: in a
    /// group, whose members are not all the same trader, the bot neither links nor talks.
    pub fn decode(body: &[u8]) -> Option<Self> {
        let update = json::value(std::str::from_utf8(body).ok()?).ok()?;
        let press = update.get("callback_query");
        let message = press.map_or_else(|| update.get("message"), |press| press.get("message"))?;
        if message.pointer("/chat/type")?.as_str()? != "private" {
            return None;
        }
        let chat = ChatId::new(message.pointer("/chat/id")?.as_i64()?);
        // A message with a button is the bot's own: who pressed it is said beside it.
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
    // The bot's name may stand behind: `/start@exchange_bot`.
    let name = words.next().map(|word| word.split('@').next().unwrap_or(word));
    match (name, words.next(), words.next()) {
        (Some("/start"), None, _) => Command::Start,
        (Some("/start"), Some(code), None) => LinkCode::parse(code).map_or(Command::BadCode, Command::Link),
        (Some("/start"), Some(_), Some(_)) => Command::BadCode,
        (Some("/stop"), _, _) => Command::Stop,
        (_, _, _) => answer(text),
    }
}

/// The words by which a reader confirms or refuses, in small letters.
const YES: [&str; 7] = ["yes", "y", "ja", "j", "ok", "/yes", "/confirm"];
const NO: [&str; 4] = ["no", "n", "nein", "/no"];

/// What a text says in answer to the bot's question.
fn answer(text: &str) -> Command {
    let word = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    if YES.contains(&word.as_str()) {
        Command::Confirm { tag: None }
    } else if NO.contains(&word.as_str()) {
        Command::Refuse { tag: None }
    } else {
        Command::Other
    }
}

/// What a button says: the answer and the account that it is about.
fn pressed(data: &str) -> Command {
    match data.split_once(':') {
        Some((BUTTON_YES, tag)) => Command::Confirm { tag: Some(tag.to_owned()) },
        Some((BUTTON_NO, tag)) => Command::Refuse { tag: Some(tag.to_owned()) },
        Some(_) | None => Command::Other,
    }
}

const BUTTON_YES: &str = "yes";
const BUTTON_NO: &str = "no";

/// What the bot says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The conversation is linked, and its reader is to say whether the account is theirs.
    Ask(Asked),
    /// The conversation is linked to this account, masked.
    Linked(String),
    /// There is no such code (any more).
    BadCode,
    /// The conversation is linked no more.
    Unlinked,
    /// Nothing waits for a confirmation.
    NothingToConfirm,
    /// How to link it.
    HowTo,
    /// It did not work, for a reason that passes.
    TryAgain,
}

/// What the reader of a conversation is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The account, masked.
    pub account: String,
    /// What the buttons say to mean this account; at most 60 bytes.
    /// <https://core.telegram.org/bots/api#inlinekeyboardbutton>
    pub tag: String,
    /// Whether the conversation is linked to another account as well.
    pub is_linked_elsewhere: bool,
    /// Whether the account's notifications go to another conversation until this one is confirmed.
    pub is_proposed: bool,
}

impl Reply {
    fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::German => self.german(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Ask(asked) => {
                let account = unlinked(&asked.account);
                let warning = if asked.is_linked_elsewhere {
                    " Careful: this chat is linked to another account already."
                } else {
                    ""
                };
                if asked.is_proposed {
                    return format!(
                        "The notifications of the account {account} go to another chat.{warning} Do you want them \
                         here instead, and is it your account? Answer YES within 24 hours, or NO. If somebody else \
                         sent you the link, answer NO."
                    );
                }
                format!(
                    "Linked to the account {account}, for 24 hours.{warning} You get that account's notifications \
                     here. Is it your account? Answer YES to keep the link, or NO to end it. If somebody else sent you \
                     the link, answer NO."
                )
            }
            Self::Linked(account) => format!(
                "Linked to the account {}. From now on you get your notifications here. Send /stop to end that.",
                unlinked(account)
            ),
            Self::BadCode => {
                "This code is not valid (any more). Open the exchange's app and link Telegram there once more."
                    .to_owned()
            }
            Self::Unlinked => "You get no more notifications here.".to_owned(),
            Self::NothingToConfirm => "There is nothing to confirm here.".to_owned(),
            Self::HowTo => {
                "To get your notifications here, open the exchange's app and link Telegram in its settings. \
                 To end it, send /stop."
                    .to_owned()
            }
            Self::TryAgain => "That did not work. Please try again in a minute.".to_owned(),
        }
    }

    fn german(&self) -> String {
        match self {
            Self::Ask(asked) => {
                let account = unlinked(&asked.account);
                let warning = if asked.is_linked_elsewhere {
                    " Vorsicht: Dieser Chat ist schon mit einem anderen Konto verknüpft."
                } else {
                    ""
                };
                if asked.is_proposed {
                    return format!(
                        "Die Benachrichtigungen des Kontos {account} gehen an einen anderen Chat.{warning} Möchten \
                         Sie sie stattdessen hier erhalten, und ist es Ihr Konto? Antworten Sie innerhalb von 24 \
                         Stunden JA, sonst NEIN. Hat Ihnen jemand anderes den Link geschickt, antworten Sie NEIN."
                    );
                }
                format!(
                    "Verknüpft mit dem Konto {account}, für 24 Stunden.{warning} Sie erhalten hier die \
                     Benachrichtigungen dieses Kontos. Ist es Ihr Konto? Antworten Sie JA, um die Verknüpfung zu \
                     behalten, oder NEIN, um sie zu beenden. Hat Ihnen jemand anderes den Link geschickt, antworten \
                     Sie NEIN."
                )
            }
            Self::Linked(account) => format!(
                "Verknüpft mit dem Konto {}. Ab jetzt erhalten Sie Ihre Benachrichtigungen hier. Mit /stop beenden \
                 Sie das.",
                unlinked(account)
            ),
            Self::BadCode => {
                "Dieser Code gilt nicht (mehr). Öffnen Sie die App der Börse und verknüpfen Sie Telegram dort noch \
                 einmal."
                    .to_owned()
            }
            Self::Unlinked => "Sie erhalten hier keine Benachrichtigungen mehr.".to_owned(),
            Self::NothingToConfirm => "Hier ist nichts zu bestätigen.".to_owned(),
            Self::HowTo => {
                "Um Ihre Benachrichtigungen hier zu erhalten, öffnen Sie die App der Börse und verknüpfen Sie \
                 Telegram in den Einstellungen. Mit /stop beenden Sie es."
                    .to_owned()
            }
            Self::TryAgain => {
                "Das hat nicht geklappt. Bitte versuchen Sie es in einer Minute noch einmal.".to_owned()
            }
        }
    }

    /// The buttons below the message.
    fn buttons(&self, language: Language) -> Option<Value> {
        let Self::Ask(asked) = self else { return None };
        let (yes, no) = match language {
            Language::English => ("Yes, it is mine", "No"),
            Language::German => ("Ja, es ist meines", "Nein"),
        };
        let button = |text: &str, answer: &str| json!({"text": text, "callback_data": format!("{answer}:{}", asked.tag)});
        Some(json!({"inline_keyboard": [[button(yes, BUTTON_YES), button(no, BUTTON_NO)]]}))
    }

    /// The body of our answer to Telegram's call, which sends this to the conversation; the press of a button is answered
    /// above the conversation.
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
