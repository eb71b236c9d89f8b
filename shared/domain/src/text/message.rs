//! How a channel's text comes from what a language says of an event.

use std::fmt::{self, Display, Write as _};

use super::foreign::foreign;
use super::unlinked::unlinked;
use super::{EmailFrame, EmailText, Text};
use crate::catalogue::{Channel, EventType};
use crate::data::Count;
use crate::merged::Merged;

/// What every language has to say of every type of event, without a full stop at the end. Only what the channel
/// has a use for is written out.
#[derive(Clone, Copy)]
pub(super) struct Wording<'a> {
    /// What happened, in a few words.
    pub(super) title: fmt::Arguments<'a>,
    /// To what, where the title is all that is seen.
    pub(super) about: Option<fmt::Arguments<'a>>,
    /// What exactly: a sentence that stands for itself.
    pub(super) sentence: fmt::Arguments<'a>,
    /// The same below title and about.
    pub(super) glance: fmt::Arguments<'a>,
    /// All of it in a few words of GSM-7.
    pub(super) sms: fmt::Arguments<'a>,
}

/// A message of which nothing has been said yet.
pub(super) struct Draft {
    channel: Channel,
}

/// A message in which everything necessary has been said; what is known beyond that is added, in the order of
/// its weight, since a cut takes the end.
#[must_use]
pub(super) struct Message {
    channel: Channel,
    title: String,
    /// Of an e-mail.
    subject: String,
    /// Sentences with a full stop between them, and none behind the last.
    body: String,
    /// Of an e-mail.
    lines: Vec<(&'static str, String)>,
}

/// Most bodies fit, so that they are allocated once.
const USUAL_BODY: usize = 128;

impl Draft {
    pub(super) fn new(channel: Channel) -> Self {
        Self { channel }
    }

    /// The user's text as this channel shows it: outside the app nothing in it may become a link. In the app the client
    /// shows text as text.
    pub(super) fn unlinked(&self, text: String) -> String {
        match self.channel {
            Channel::Websocket => text,
            Channel::Push | Channel::Telegram | Channel::Email | Channel::Sms => unlinked(&text),
        }
    }

    pub(super) fn say(self, wording: Wording<'_>) -> Message {
        let Wording { title, about, sentence, glance, sms } = wording;
        let whole_title = || match about {
            Some(about) => format!("{title}: {about}"),
            None => title.to_string(),
        };
        let (title, subject, text) = match self.channel {
            Channel::Websocket | Channel::Telegram => (title.to_string(), String::new(), sentence),
            Channel::Push => (whole_title(), String::new(), glance),
            Channel::Email => (title.to_string(), whole_title(), sentence),
            Channel::Sms => (String::new(), String::new(), sms),
        };
        let mut body = String::with_capacity(USUAL_BODY);
        write(&mut body, text);
        Message { channel: self.channel, title, subject, body, lines: Vec::new() }
    }
}

impl Message {
    /// A detail that matters wherever there is room.
    pub(super) fn detail(self, label: &'static str, value: Option<impl Display>) -> Self {
        match self.channel {
            Channel::Websocket | Channel::Push | Channel::Telegram | Channel::Email => {
                self.labelled(label, value)
            }
            Channel::Sms => self,
        }
    }

    /// A detail that is looked up rather than noticed: not for a lock screen.
    pub(super) fn fine_print(self, label: &'static str, value: Option<impl Display>) -> Self {
        match self.channel {
            Channel::Websocket | Channel::Telegram | Channel::Email => self.labelled(label, value),
            Channel::Push | Channel::Sms => self,
        }
    }

    /// The exchange's name of it, where it is read apart from the exchange.
    pub(super) fn reference(self, label: &'static str, id: &str) -> Self {
        match self.channel {
            Channel::Telegram | Channel::Email => self.labelled(label, foreign(id)),
            Channel::Websocket | Channel::Push | Channel::Sms => self,
        }
    }

    /// A further sentence.
    pub(super) fn sentence(mut self, sentence: &str) -> Self {
        match self.channel {
            Channel::Websocket | Channel::Push | Channel::Telegram | Channel::Email => {
                write(&mut self.body, format_args!(". {sentence}"));
                self
            }
            Channel::Sms => self,
        }
    }

    /// What an SMS has of the details, by a short label.
    pub(super) fn sms(mut self, label: &str, value: Option<impl Display>) -> Self {
        match (self.channel, value) {
            (Channel::Sms, Some(value)) => write(&mut self.body, format_args!(". {label}: {value}")),
            (Channel::Sms, None)
            | (Channel::Websocket | Channel::Push | Channel::Telegram | Channel::Email, _) => {}
        }
        self
    }

    fn labelled(mut self, label: &'static str, value: Option<impl Display>) -> Self {
        match (self.channel, value) {
            (_, None) => {}
            (Channel::Email, Some(value)) => self.lines.push((label, value.to_string())),
            (Channel::Websocket | Channel::Push | Channel::Telegram | Channel::Sms, Some(value)) => {
                write(&mut self.body, format_args!(". {label}: {value}"));
            }
        }
        self
    }

    pub(super) fn into_text(self) -> Text {
        Text { title: self.title, body: self.body }
    }

    pub(super) fn into_email(mut self, frame: &EmailFrame) -> EmailText {
        self.body.push('.');
        EmailText {
            subject: self.subject,
            greeting: frame.greeting,
            heading: self.title,
            body: self.body,
            lines: self.lines,
            footer: frame.footer,
            unsubscribe: frame.unsubscribe,
        }
    }
}

fn write(text: &mut String, arguments: fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = text.write_fmt(arguments);
}

/// What happened how often, with commas between; without what is not known or never happened. `None` where that
/// is everything.
pub(super) fn listed<N: Display>(
    counts: &[(Option<Count>, &str, &str)],
    number: impl Fn(Count) -> N,
) -> Option<String> {
    let mut list = String::new();
    for &(count, one, many) in counts {
        let Some(count) = count.filter(|count| count.get() > 0) else { continue };
        let comma = if list.is_empty() { "" } else { ", " };
        let name = if count.get() == 1 { one } else { many };
        write(&mut list, format_args!("{comma}{} {name}", number(count)));
    }
    (!list.is_empty()).then_some(list)
}

/// The most groups of which a merged message says what they are.
const SHOWN_GROUPS: usize = 6;

/// Returns what was merged, as a list of counts and names, the most frequent first, and how many notifications are not in
/// that list. `name` gives the singular and the plural of a type, `preposition` stands before a market.
pub(super) fn shown_groups<N: Display>(
    merged: &Merged,
    name: impl Fn(EventType) -> (&'static str, &'static str),
    preposition: &str,
    number: impl Fn(u64) -> N,
) -> (String, u64) {
    let groups = merged.groups();
    let (shown, hidden) = groups.split_at(groups.len().min(SHOWN_GROUPS));
    let mut list = String::new();
    for (event_type, subject, count) in shown {
        let comma = if list.is_empty() { "" } else { ", " };
        let (one, many) = name(*event_type);
        let name = if *count == 1 { one } else { many };
        write(&mut list, format_args!("{comma}{} {name}", number(*count)));
        if let Some(subject) = subject {
            write(&mut list, format_args!(" {preposition} {subject}"));
        }
    }
    (list, hidden.iter().map(|(.., count)| count).sum())
}
