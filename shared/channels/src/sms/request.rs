//! The text of an SMS, within its maximum length.

use domain::carrier::sms;
use domain::text;
use ports::Outgoing;
use unicode_segmentation::UnicodeSegmentation as _;

use super::gsm7;
use crate::line::one_line;
use crate::links::PublicUrl;

/// The maximum number of segments of one message. Each is charged.
pub const MAX_SEGMENTS: usize = 3;

/// The maximum number of segments of a message with a link in the GSM alphabet: a usual text has one, and the
/// link costs another. In UCS-2 it is [`MAX_SEGMENTS`], since two segments leave some 50 characters for the
/// text.
pub const MAX_SEGMENTS_WITH_LINK: usize = 2;

/// The maximum length of the base of a link in characters. It leaves 72 characters for a cut text in UCS-2.
pub const MAX_LINK_BASE: usize = 100;

/// The end of a cut text. All its characters are in every alphabet; `…` would change the whole
/// message to UCS-2.
const ELLIPSIS: &str = "...";

/// The number of graphemes through which a cut searches back for the end of a word. A longer run
/// without a space is not a word.
const LONGEST_WORD: usize = 30;

/// The encoding of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The GSM 7-bit alphabet.
    Gsm7,
    /// UTF-16, used as soon as one character is not in the GSM alphabet.
    Ucs2,
}

impl Encoding {
    /// Returns the encoding of this text.
    pub fn of(text: &str) -> Self {
        if text.chars().all(|character| gsm7::septets(character).is_some()) { Self::Gsm7 } else { Self::Ucs2 }
    }

    /// Returns the capacity of the only segment of a message, and of each segment of a longer one,
    /// whose header takes some of the places. The unit is septets or UTF-16 code units.
    fn places(self) -> (usize, usize) {
        match self {
            Self::Gsm7 => sms::GSM7_PLACES,
            Self::Ucs2 => sms::UCS2_PLACES,
        }
    }

    fn cost(self, character: char) -> usize {
        match self {
            Self::Gsm7 => gsm7::septets(character).unwrap_or(2),
            Self::Ucs2 => character.len_utf16(),
        }
    }

    /// Returns the number of segments that the text takes. A character of two places is not split:
    /// it moves to the next segment as a whole.
    fn segments(self, text: &str) -> usize {
        let (single, joined) = self.places();
        let total: usize = text.chars().map(|character| self.cost(character)).sum();
        if total <= single {
            return 1;
        }
        let mut segments = 1;
        let mut used = 0;
        for character in text.chars() {
            let cost = self.cost(character);
            if used + cost > joined {
                segments += 1;
                used = 0;
            }
            used += cost;
        }
        segments
    }
}

/// The links at the end of messages by which readers ack them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AckLinks(PublicUrl);

/// The base is too long for the links of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must have at most {MAX_LINK_BASE} characters to be in an SMS")]
pub struct LongBaseError;

impl AckLinks {
    /// Creates links below this base.
    ///
    /// # Errors
    ///
    /// [`LongBaseError`], not retryable, if the base has more than [`MAX_LINK_BASE`] characters.
    pub fn new(base: PublicUrl) -> Result<Self, LongBaseError> {
        if base.as_str().len() > MAX_LINK_BASE { Err(LongBaseError) } else { Ok(Self(base)) }
    }
}

/// A text that fits into [`MAX_SEGMENTS`]. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsText {
    text: String,
    encoding: Encoding,
    segments: usize,
}

impl SmsText {
    /// Returns the text of the delivery. With links, it ends with the one by which the reader acks
    /// it, if it has a handle.
    pub fn of(outgoing: &Outgoing<'_>, links: Option<&AckLinks>) -> Self {
        let text = text::sms(outgoing.data, outgoing.locale);
        let link = links.zip(outgoing.ack_handle).map(|(links, handle)| links.0.ack_link(handle));
        // At the beginning, where a long text is not cut.
        match outgoing.anti_phishing_code {
            Some(code) => Self::fit(&format!("[{}] {text}", code.expose()), link.as_deref()),
            None => Self::fit(&text, link.as_deref()),
        }
    }

    /// Returns the text on one line, with a space and the link at its end. If it is too long,
    /// returns as much of its beginning as fits, followed by `...` and the link; it is cut after a
    /// word if there is one, and never within a grapheme.
    pub fn fit(text: &str, link: Option<&str>) -> Self {
        let joined = one_line(text);
        let ending = link.map(|link| format!(" {link}")).unwrap_or_default();
        if let Some(whole) = Self::checked(format!("{joined}{ending}"), &ending) {
            return whole;
        }
        let cut = |end: usize| format!("{}{ELLIPSIS}{ending}", joined[..end].trim_end());
        // The end positions of all beginnings that may be kept.
        let ends: Vec<usize> =
            joined.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).collect();
        // Longer beginnings never take fewer segments.
        let fits = |end: &usize| Self::checked(cut(*end), &ending).is_some();
        let fitting = ends.partition_point(fits);
        let longest = if fitting == 0 { 0 } else { ends[fitting - 1] };
        let earliest = ends.get(fitting.saturating_sub(LONGEST_WORD)).copied().unwrap_or(0);
        let at_word = joined[..longest].rfind(' ').filter(|&space| space >= earliest && space > 0);
        let is_between_words = joined[longest..].starts_with(' ');
        let end = if is_between_words { longest } else { at_word.unwrap_or(longest) };
        Self::counted(cut(end))
    }

    fn checked(text: String, ending: &str) -> Option<Self> {
        let counted = Self::counted(text);
        let limit = match counted.encoding {
            Encoding::Gsm7 if !ending.is_empty() => MAX_SEGMENTS_WITH_LINK,
            Encoding::Gsm7 | Encoding::Ucs2 => MAX_SEGMENTS,
        };
        (counted.segments <= limit).then_some(counted)
    }

    fn counted(text: String) -> Self {
        let encoding = Encoding::of(&text);
        let segments = encoding.segments(&text);
        Self { text, encoding, segments }
    }

    /// Returns the text itself, for its provider only.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Returns the encoding of the text.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Returns the number of segments, each of which is charged as a message.
    pub fn segments(&self) -> usize {
        self.segments
    }
}

impl std::fmt::Debug for SmsText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmsText")
            .field("encoding", &self.encoding)
            .field("segments", &self.segments)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
