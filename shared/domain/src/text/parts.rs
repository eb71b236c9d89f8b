//! Puts the parts of a text together as its channel shows them.

use super::table::{self, message};
use super::values::{self, Value};
use super::{EmailText, Text};
use crate::event::catalogue::Channel;
use crate::locale::Language;

/// The initial capacity of a body in bytes. Most bodies fit, so that they are allocated once.
const USUAL_BODY: usize = 128;

/// The marks after which no full stop is added.
const ENDS_OF_SENTENCE: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '｡', '؟'];

/// Returns the mark with which the text ends its last sentence itself, before the invisible ends of isolates
/// and directional marks.
fn last_mark(text: &str) -> Option<char> {
    let is_invisible = |character| matches!(character, '\u{2069}' | '\u{200e}' | '\u{200f}');
    text.trim_end_matches(is_invisible).chars().next_back().filter(|last| ENDS_OF_SENTENCE.contains(last))
}

/// The sentences of a message. Further ones are added to it, the most important first, because a long text
/// is cut at the end.
pub(super) struct Body {
    channel: Channel,
    language: Language,
    /// The sentences, with a full stop between them and none after the last.
    text: String,
    /// The labelled details; only for e-mail.
    lines: Vec<(String, String)>,
}

/// All parts of a message.
#[must_use]
pub(super) struct Parts {
    title: String,
    /// The subject line; only for e-mail.
    subject: String,
    body: String,
    lines: Vec<(String, String)>,
    language: Language,
}

impl Body {
    pub(super) fn new(channel: Channel, language: Language) -> Self {
        Self { channel, language, text: String::with_capacity(USUAL_BODY), lines: Vec::new() }
    }

    /// Returns the text for adding a sentence to it.
    pub(super) fn sentence(&mut self) -> &mut String {
        if !self.text.is_empty() {
            let separator = table::phrase(self.language, message::SENTENCE_SEPARATOR);
            self.text.push_str(match last_mark(&self.text) {
                None => separator,
                // A text of the exchange or a trader ends its sentence itself. Only the space is missing, and a full
                // stop of the width of a letter has its space in itself.
                Some(mark) => match separator.trim_start_matches(ENDS_OF_SENTENCE) {
                    "" if mark.is_ascii() => " ",
                    rest => rest,
                },
            });
        }
        &mut self.text
    }

    /// Adds a labelled detail: a line of an e-mail, and otherwise a sentence.
    pub(super) fn detail(&mut self, label: String, value: String) {
        if self.channel == Channel::Email {
            self.lines.push((label, value));
            return;
        }
        let values = [Value::Text(&label), Value::Text(&value)];
        let language = self.language;
        table::render(
            language,
            message::DETAIL,
            &values::Values { language, values: &values },
            self.sentence(),
        );
    }

    pub(super) fn finish(self, title: String, subject: String) -> Parts {
        let Self { language, text, lines, .. } = self;
        Parts { title, subject, body: text, lines, language }
    }
}

impl Parts {
    pub(super) fn into_text(self) -> Text {
        Text { title: self.title, body: self.body }
    }

    pub(super) fn into_email(mut self) -> EmailText {
        let phrase = |message| table::phrase(self.language, message);
        if last_mark(&self.body).is_none() {
            self.body.push_str(phrase(message::SENTENCE_END));
        }
        EmailText {
            subject: self.subject,
            greeting: phrase(message::EMAIL_GREETING),
            heading: self.title,
            body: self.body,
            lines: self.lines,
            footer: phrase(message::EMAIL_FOOTER),
            unsubscribe: phrase(message::EMAIL_UNSUBSCRIBE),
        }
    }
}
