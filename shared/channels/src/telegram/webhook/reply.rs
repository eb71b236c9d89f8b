//! Replies of the bot.

use domain::carrier::telegram;
use domain::locale::{Language, Locale};
use domain::preferences::QuietHours;
use domain::text::{self, cut, interface_text, message, names, unlinked};
use domain::{Channel, Time};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::Incoming;
use super::command::{BUTTON_NO, BUTTON_YES, Usage};

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
    /// The notification is acked.
    Acked(Seen),
    /// No notification in this conversation can be acked.
    NothingToAck,
    /// Only the most urgent notifications arrive until this time.
    Snoozed {
        /// The end of the snooze.
        until: Time,
        /// The account's time zone.
        zone: TimeZone,
    },
    /// There is no snooze any more.
    SnoozeEnded,
    /// The state of the accounts that the conversation is linked to; at least one.
    Status(Vec<AccountStatus>),
    /// The quiet hours of the accounts that the conversation is linked to; at least one.
    QuietHours(Vec<AccountQuietHours>),
    /// The parameters of a command cannot be read; shows an example.
    Usage(Usage),
    /// The command failed for a temporary reason.
    TryAgain,
}

/// The ack of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The channel on which the notification was seen.
    pub on: Channel,
    /// The time of the ack, which may be an earlier one.
    pub at: Time,
    /// The account's time zone.
    pub zone: TimeZone,
    /// The current time.
    pub now: Time,
}

/// The quiet hours of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountQuietHours {
    /// The account, masked.
    pub account: String,
    /// The quiet hours.
    pub hours: QuietHours,
    /// The account's time zone.
    pub zone: TimeZone,
}

/// The state of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountStatus {
    /// The channels on which notifications arrive, in fallback order.
    pub reachable: Vec<Channel>,
    /// The end of the snooze; `None` if there is none.
    pub snoozed_until: Option<Time>,
    /// The account and its quiet hours.
    pub quiet_hours: AccountQuietHours,
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
            Self::Acked(seen) => {
                text::seen_on(&Locale { language, zone: seen.zone.clone() }, seen.on, seen.at, seen.now)
            }
            Self::NothingToAck => text(message::TELEGRAM_NOTHING_TO_ACK),
            Self::Snoozed { until, zone } => snoozed(language, *until, zone),
            Self::SnoozeEnded => text(message::TELEGRAM_SNOOZE_ENDED),
            Self::Status(accounts) => {
                let text = |status: &AccountStatus| status.text(language);
                by_account(accounts.iter().map(|status| (&*status.quiet_hours.account, text(status))))
            }
            Self::QuietHours(accounts) => {
                by_account(accounts.iter().map(|hours| (&*hours.account, hours.text(language))))
            }
            Self::Usage(Usage::Snooze) => text(message::TELEGRAM_SNOOZE_USAGE),
            Self::Usage(Usage::Quiet) => text(message::TELEGRAM_QUIET_USAGE),
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
    /// conversation; the press of a button is answered with an alert above the conversation, or after an
    /// ack with a line that disappears by itself.
    /// <https://core.telegram.org/bots/api#making-requests-when-getting-updates>
    pub fn to(&self, incoming: &Incoming) -> String {
        let text = self.text(incoming.language);
        let mut answer = match &incoming.press {
            Some(press) => json!({
                "method": "answerCallbackQuery",
                "callback_query_id": press,
                "text": cut(&text, telegram::MAX_CALLBACK_ANSWER),
                "show_alert": !matches!(self, Self::Acked(_)),
            }),
            None => json!({"method": "sendMessage", "chat_id": incoming.chat.expose(), "text": text}),
        };
        if let (None, Some(buttons)) = (&incoming.press, self.buttons(incoming.language)) {
            answer["reply_markup"] = buttons;
        }
        answer.to_string()
    }
}

impl AccountQuietHours {
    fn text(&self, language: Language) -> String {
        if !self.hours.enabled {
            return interface_text(language, message::TELEGRAM_QUIET_OFF, &[]);
        }
        let zone = self.zone.iana_name().unwrap_or("UTC");
        let values = [&self.hours.from, &self.hours.to, zone].map(text::Value::Text);
        interface_text(language, message::TELEGRAM_QUIET_HOURS, &values)
    }
}

impl AccountStatus {
    /// Returns the state in one line for each part.
    fn text(&self, language: Language) -> String {
        let channels = names::channels(language, self.reachable.iter().copied());
        let reachable =
            interface_text(language, message::TELEGRAM_REACHABLE, &[text::Value::Text(&channels)]);
        let snoozed = self.snoozed_until.map(|until| snoozed(language, until, &self.quiet_hours.zone));
        let lines = [Some(reachable), snoozed, Some(self.quiet_hours.text(language))];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

fn snoozed(language: Language, until: Time, zone: &TimeZone) -> String {
    let until = text::date_time(&Locale { language, zone: zone.clone() }, until);
    interface_text(language, message::TELEGRAM_SNOOZED, &[text::Value::Text(&until)])
}

/// Returns the texts of accounts, each below its account if there are several.
fn by_account<'a>(texts: impl ExactSizeIterator<Item = (&'a str, String)>) -> String {
    let is_one = texts.len() == 1;
    let text = |(account, text): (&str, String)| {
        if is_one { text } else { format!("{}\n{text}", unlinked(account)) }
    };
    texts.map(text).collect::<Vec<_>>().join("\n\n")
}
