//! Commands of traders to the bot.

use std::fmt;
use std::time::Duration;

use domain::carrier::telegram;
use domain::delivery::handle::AckHandle;
use domain::locale::Language;
use domain::preferences::time_of_day::time_of_day;
use domain::text::{interface_text, message};

use crate::telegram::request;
use crate::telegram::secret::is_base64url;

/// The maximum length of a code.
pub const MAX_CODE_LENGTH: usize = telegram::MAX_START_LENGTH;

/// The duration of a snooze that gives none.
pub const DEFAULT_SNOOZE: Duration = Duration::from_hours(1);

/// The maximum duration of a snooze.
pub const MAX_SNOOZE: Duration = Duration::from_hours(7 * 24);

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
    /// The button below a notification: acks it.
    Ack(AckHandle),
    /// A word such as "OK" in reply to a message: acks the notification in that message.
    AckReply {
        /// Telegram's id of the message.
        message_id: i64,
        /// Whether the word also answers the question whether an account is the reader's with yes.
        is_yes: bool,
    },
    /// A word such as "OK" that replies to no message: acks the newest notification.
    AckNewest {
        /// Whether the word also answers the question whether an account is the reader's with yes.
        is_yes: bool,
    },
    /// `/snooze`, `/snooze 2h`, `/snooze off`: begins or ends a time without notifications.
    Snooze(Snooze),
    /// `/status`: shows on which channels notifications arrive, the snooze and the quiet hours.
    Status,
    /// `/quiet`, `/quiet 23:00 07:00`, `/quiet off`: shows or changes the quiet hours.
    Quiet(Quiet),
    /// A command whose parameters cannot be read.
    BadSyntax(Usage),
    /// Any other text.
    Other,
}

/// The parameter of `/snooze`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snooze {
    /// A snooze of this duration, at least a minute and at most [`MAX_SNOOZE`].
    For(Duration),
    /// The end of the snooze.
    Off,
}

/// The parameters of `/quiet`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quiet {
    /// No parameters: the quiet hours are shown.
    Show,
    /// Quiet hours are switched off.
    Off,
    /// Quiet hours are switched on. The times are different.
    Hours {
        /// The first quiet minute in local time, `HH:MM`.
        from: String,
        /// The first minute in local time that is no longer quiet, `HH:MM`.
        to: String,
    },
}

/// A command whose syntax is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// `/snooze`.
    Snooze,
    /// `/quiet`.
    Quiet,
}

impl Command {
    /// Returns the command of a text, which may reply to the message `replied_to`.
    pub(super) fn of_text(text: &str, replied_to: Option<i64>) -> Self {
        let mut words = text.split_whitespace();
        // The bot's name may follow the command: `/start@exchange_bot`.
        let name = words.next().map(|word| word.split('@').next().unwrap_or(word));
        let parameters: Vec<&str> = words.collect();
        match (name, parameters.as_slice()) {
            (Some("/start"), []) => Self::Start,
            (Some("/start"), [code]) => LinkCode::parse(code).map_or(Self::BadCode, Self::Link),
            (Some("/start"), _) => Self::BadCode,
            (Some("/stop"), _) => Self::Stop,
            (Some("/status"), _) => Self::Status,
            (Some("/snooze"), parameters) => {
                snooze(parameters).map_or(Self::BadSyntax(Usage::Snooze), Self::Snooze)
            }
            (Some("/quiet"), parameters) => {
                quiet(&parameters.join(" ")).map_or(Self::BadSyntax(Usage::Quiet), Self::Quiet)
            }
            _ => answer(text, replied_to),
        }
    }

    /// Returns the command of a button: an ack, or an answer to the bot's question with the tag of the
    /// account.
    pub(super) fn of_button(data: &str) -> Self {
        if let Some(handle) = request::handle_of(data) {
            return Self::Ack(handle);
        }
        match data.split_once(':') {
            Some((BUTTON_YES, tag)) => Self::Confirm { tag: Some(tag.to_owned()) },
            Some((BUTTON_NO, tag)) => Self::Refuse { tag: Some(tag.to_owned()) },
            Some(_) | None => Self::Other,
        }
    }
}

/// The answer in the data of the button that confirms an account.
pub(super) const BUTTON_YES: &str = "yes";

/// The answer in the data of the button that rejects an account.
pub(super) const BUTTON_NO: &str = "no";

/// Returns the command of a text without a command's name, in any of the languages: the app of a
/// reader may have another language than the words of the bot.
fn answer(text: &str, replied_to: Option<i64>) -> Command {
    // An emoji may have a skin tone, or a selector of its colourful form.
    let is_variant = |character| matches!(character, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let word = text.trim().trim_end_matches(['.', '!', '。', '！']).to_lowercase().replace(is_variant, "");
    let is_one_of = |message| {
        let words = |language| interface_text(language, message, &[]);
        Language::ALL
            .into_iter()
            .any(|language| words(language).split_whitespace().any(|known| known == word))
    };
    let is_yes = is_one_of(message::TELEGRAM_YES_WORDS);
    if is_one_of(message::TELEGRAM_OK_WORDS) {
        match replied_to {
            Some(message_id) => Command::AckReply { message_id, is_yes },
            None => Command::AckNewest { is_yes },
        }
    } else if is_yes {
        Command::Confirm { tag: None }
    } else if is_one_of(message::TELEGRAM_NO_WORDS) {
        Command::Refuse { tag: None }
    } else {
        Command::Other
    }
}

/// Returns the snooze of a parameter such as `2h`, `30m`, `1d` or `off`, or of none. There may be a space
/// before the unit.
fn snooze(parameters: &[&str]) -> Option<Snooze> {
    let parameter = match parameters {
        [] => return Some(Snooze::For(DEFAULT_SNOOZE)),
        [word] if word.eq_ignore_ascii_case(OFF) => return Some(Snooze::Off),
        [duration] => duration.to_ascii_lowercase(),
        [number, unit] if unit.len() == 1 => format!("{number}{unit}").to_ascii_lowercase(),
        _ => return None,
    };
    let unit = parameter.strip_suffix('m').map(|number| (number, 1));
    let unit = unit.or_else(|| parameter.strip_suffix('h').map(|number| (number, 60)));
    let (number, minutes) = unit.or_else(|| parameter.strip_suffix('d').map(|number| (number, 24 * 60)))?;
    let number: u64 =
        Some(number).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let duration = Duration::from_secs(number.checked_mul(minutes)?.checked_mul(60)?);
    (1..=MAX_SNOOZE.as_secs()).contains(&duration.as_secs()).then_some(Snooze::For(duration))
}

/// Returns the quiet hours of parameters such as `23:00 07:00`, `23:00-7:00` or `off`, or of none.
fn quiet(parameters: &str) -> Option<Quiet> {
    let words = parameters.split([' ', '-', '\u{2013}', '\u{2014}']).filter(|word| !word.is_empty());
    match words.collect::<Vec<_>>().as_slice() {
        [] => Some(Quiet::Show),
        [word] if word.eq_ignore_ascii_case(OFF) => Some(Quiet::Off),
        [from, to] => {
            let time = |text: &str| {
                let text = format!("{text:0>5}");
                time_of_day(&text).map(|_| text)
            };
            let (from, to) = (time(from)?, time(to)?);
            (from != to).then_some(Quiet::Hours { from, to })
        }
        _ => None,
    }
}

/// The parameter that ends a snooze or switches quiet hours off, in every language.
const OFF: &str = "off";
