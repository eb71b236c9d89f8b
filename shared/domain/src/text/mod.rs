//! What the trader reads of an event: its own text for every channel, in every language.
//!
//! The phrases are in one file per language (`english`, `german`), one function per type of event.
//! Such a function says all that the language has to say of the type, for every channel at once: a `Wording`,
//! of which no part can be left out, and what stands behind it (`Message`). A channel's text is the part of
//! it that `Message` has a use for there. So a new type is one function in each language's file, and until
//! it is there nothing compiles.
//!
//! | | title | text | behind it |
//! |---|---|---|---|
//! | in-app | what happened | a sentence | everything but references |
//! | push | what happened, and to what | a glance: the sentence without what the title says | what matters on a lock screen |
//! | Telegram | what happened | a sentence | everything |
//! | e-mail | what happened, and to what | a sentence | everything, as lines |
//! | SMS | | what is essential, in a few words | its own few |
//!
//! All of it is plain text without line breaks: a channel that needs markup escapes what it gets.

mod clock;
mod english;
mod foreign;
mod german;
mod message;
mod number;
mod unlinked;

use std::fmt;

pub use foreign::cut;
use message::{Draft, Message};
pub use unlinked::unlinked;

use crate::catalogue::Channel;
use crate::data::EventData;
use crate::locale::{Language, Locale};

/// The longest title of a push message, in characters: about what one line of a lock screen shows.
pub const MAX_PUSH_TITLE: usize = 50;

/// The longest body of a push message, in characters: about four lines of a lock screen.
pub const MAX_PUSH_BODY: usize = 178;

/// One message, in plain text without line breaks. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// What happened, in a few words.
    pub title: String,
    /// What exactly; never empty.
    pub body: String,
}

/// The parts of an e-mail, each in plain text without line breaks; the channel makes text and HTML of them.
/// Its `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailText {
    /// What happened, and to what.
    pub subject: String,
    /// How the trader is addressed.
    pub greeting: &'static str,
    /// What happened, in a few words.
    pub heading: String,
    /// What exactly, in whole sentences; never empty.
    pub body: String,
    /// The details: a label each, and its value.
    pub lines: Vec<(&'static str, String)>,
    /// Why the trader gets this.
    pub footer: &'static str,
    /// What the link says that switches off the e-mails of this type.
    pub unsubscribe: &'static str,
}

/// What is the same in every e-mail of a language.
struct EmailFrame {
    greeting: &'static str,
    footer: &'static str,
    unsubscribe: &'static str,
}

/// The text in the inbox and in the frame to an open socket.
pub fn in_app(data: &EventData, locale: &Locale) -> Text {
    say(Channel::Websocket, data, locale).into_text()
}

/// The text on a lock screen: at most [`MAX_PUSH_TITLE`] and [`MAX_PUSH_BODY`] characters, cut readably.
pub fn push(data: &EventData, locale: &Locale) -> Text {
    let Text { title, body } = say(Channel::Push, data, locale).into_text();
    Text { title: cut(&title, MAX_PUSH_TITLE), body: cut(&body, MAX_PUSH_BODY) }
}

/// The text in the bot's chat, which the trader may read away from the exchange and much later: with the
/// references.
pub fn telegram(data: &EventData, locale: &Locale) -> Text {
    say(Channel::Telegram, data, locale).into_text()
}

/// The parts of the e-mail.
pub fn email(data: &EventData, locale: &Locale) -> EmailText {
    let frame = match locale.language {
        Language::English => &english::EMAIL_FRAME,
        Language::German => &german::EMAIL_FRAME,
    };
    say(Channel::Email, data, locale).into_email(frame)
}

/// The short message: one line, the essential numbers first. Of our own it has nothing outside of GSM-7, and
/// with usual data it fits one segment of 160. What the trader or the exchange wrote may be anything, so
/// whoever sends it counts the segments and cuts.
pub fn sms(data: &EventData, locale: &Locale) -> String {
    foreign::plain(&say(Channel::Sms, data, locale).into_text().body)
}

fn say(channel: Channel, data: &EventData, locale: &Locale) -> Message {
    let draft = Draft::new(channel);
    match locale.language {
        Language::English => english::say(data, draft, &locale.zone),
        Language::German => german::say(data, draft, &locale.zone),
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
