//! The texts that a trader reads about an event: one for every channel, in every language.
//!
//! The words are in `shared/catalogue/texts`, one file per language, and are compiled into a table
//! (`table`). `event` gives them the fields of an event and adds the details that the channel shows.
//!
//! | | title | text | details |
//! |---|---|---|---|
//! | in-app | event | sentence | all except references |
//! | push | event and its subject | sentence without what the title has (`glance`) | those for a lock screen |
//! | Telegram | event | sentence | all |
//! | e-mail | event and its subject (as subject line) | sentence | all, as lines |
//! | SMS | | essential facts in a few words | those for SMS |
//!
//! All texts are plain text without line breaks. A channel that uses markup escapes them.

mod clock;
mod event;
pub mod names;
mod number;
mod parts;
pub mod preview;
mod seen;
mod several;
mod table;
mod unlinked;
mod user_text;
mod values;

use std::fmt;

use parts::Parts;
pub use seen::seen_on;
pub use table::message;
pub use unlinked::unlinked;
pub use user_text::cut;
pub use values::Value;

use crate::event::catalogue::{Channel, EventType};
use crate::event::data::EventData;
use crate::locale::{Language, Locale};
use crate::time::Time;

/// The maximum length of a push message's title in characters: about one line of a lock screen.
pub const MAX_PUSH_TITLE: usize = 50;

/// The maximum length of a push message's body in characters: about four lines of a lock screen.
pub const MAX_PUSH_BODY: usize = 178;

/// One message, in plain text without line breaks. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// A few words that say what happened.
    pub title: String,
    /// The details; never empty.
    pub body: String,
}

/// The parts of an e-mail, each in plain text without line breaks. The channel turns them into plain text
/// and HTML. Its `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailText {
    /// The subject line: the event and its subject.
    pub subject: String,
    /// The salutation.
    pub greeting: &'static str,
    /// A few words that say what happened.
    pub heading: String,
    /// The details in whole sentences; never empty.
    pub body: String,
    /// The further details, each as a label and a value.
    pub lines: Vec<(String, String)>,
    /// The reason why the trader receives this e-mail.
    pub footer: &'static str,
    /// The text of the link that unsubscribes from e-mails of this type.
    pub unsubscribe: &'static str,
}

/// Returns the text for the inbox and for the frame to a socket.
pub fn in_app(data: &EventData, locale: &Locale) -> Text {
    render(Channel::Websocket, data, locale).into_text()
}

/// Returns the text for a lock screen: at most [`MAX_PUSH_TITLE`] and [`MAX_PUSH_BODY`] characters, cut
/// between characters as a reader sees them.
pub fn push(data: &EventData, locale: &Locale) -> Text {
    let Text { title, body } = render(Channel::Push, data, locale).into_text();
    Text { title: cut(&title, MAX_PUSH_TITLE), body: cut(&body, MAX_PUSH_BODY) }
}

/// Returns the text for a lock screen that shall show no details: the type's name, and a sentence that says
/// where to read more. It depends on the type alone.
pub fn push_redacted(event_type: EventType, language: Language) -> Text {
    let section = || event_type.row().preference.map(|key| names::section(language, key));
    let title = names::fixed_title(language, event_type).or_else(section);
    Text {
        title: title.unwrap_or_else(|| table::phrase(language, message::PUSH_REDACTED_TITLE)).to_owned(),
        body: table::phrase(language, message::PUSH_REDACTED).to_owned(),
    }
}

/// Returns the text of the button by which the trader acks a push.
pub fn push_ack(language: Language) -> &'static str {
    table::phrase(language, message::PUSH_ACK)
}

/// Returns the text for the bot's chat. It includes the references, because the trader may read it outside
/// the exchange's app and much later.
pub fn telegram(data: &EventData, locale: &Locale) -> Text {
    render(Channel::Telegram, data, locale).into_text()
}

/// Returns the parts of the e-mail.
pub fn email(data: &EventData, locale: &Locale) -> EmailText {
    render(Channel::Email, data, locale).into_email()
}

/// Returns the text of the SMS: one line with the most important numbers first. Our own words contain only
/// GSM-7 characters, and with usual data the text fits one segment of 160. Text of the trader or the
/// exchange may contain any characters, so the SMS channel counts the segments and cuts.
pub fn sms(data: &EventData, locale: &Locale) -> String {
    user_text::plain(&render(Channel::Sms, data, locale).into_text().body)
}

/// Returns a text of the user interface: one of [`message`] with the values of its variables, in the order
/// in which the catalogue lists them.
pub fn interface_text(language: Language, message: u16, values: &[Value<'_>]) -> String {
    values::with(language, message, values)
}

/// Returns a time as the language writes it, in the locale's zone: `23 Nov 2026, 09:00 CET`.
pub fn date_time(locale: &Locale, time: Time) -> String {
    values::date_time(locale, time)
}

/// Returns the line with which a message shows the trader's anti-phishing code.
pub fn anti_phishing(language: Language, code: &str) -> String {
    interface_text(language, message::ANTI_PHISHING, &[Value::Text(code)])
}

/// Returns the direction of the language's script, as HTML writes it: `ltr` or `rtl`.
pub fn direction(language: Language) -> &'static str {
    table::phrase(language, message::LANGUAGE_DIRECTION)
}

fn render(channel: Channel, data: &EventData, locale: &Locale) -> Parts {
    match data {
        EventData::Event(fields) => event::render(fields, channel, locale),
        EventData::Summary(summary) => several::summary(summary, channel, locale),
        EventData::Merged(merged) => several::merged(merged, channel, locale),
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").finish_non_exhaustive()
    }
}

impl fmt::Debug for EmailText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmailText").finish_non_exhaustive()
    }
}
