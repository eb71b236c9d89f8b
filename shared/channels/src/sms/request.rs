//! What is sent: the text, as long as it may be.

use domain::carrier::sms;
use domain::text;
use ports::Outgoing;
use unicode_segmentation::UnicodeSegmentation as _;

use super::gsm7;
use crate::line::one_line;

/// The most segments of one message. Each is paid for.
pub const MAX_SEGMENTS: usize = 3;

/// What a cut text ends with: in every alphabet, unlike `…`, which would make a whole message UCS-2.
const ELLIPSIS: &str = "...";

/// How far back a cut looks for the end of a word, in graphemes. A "word" longer than that is no word.
const LONGEST_WORD: usize = 30;

/// How a telephone writes a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The telephones' own alphabet, seven bits each.
    Gsm7,
    /// UTF-16, as soon as there is one character that the alphabet does not have.
    Ucs2,
}

impl Encoding {
    /// How a telephone writes this text.
    pub fn of(text: &str) -> Self {
        if text.chars().all(|character| gsm7::septets(character).is_some()) { Self::Gsm7 } else { Self::Ucs2 }
    }

    /// What fits a message of one segment, and each segment of a longer one, whose header takes a few places.
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

    /// How many segments the text takes. A character of two places is not torn apart: it goes to the next segment
    /// whole.
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

/// A text that fits [`MAX_SEGMENTS`]. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsText {
    text: String,
    encoding: Encoding,
    segments: usize,
}

impl SmsText {
    /// What the delivery says.
    pub fn of(outgoing: &Outgoing<'_>) -> Self {
        Self::fit(&text::sms(outgoing.data, outgoing.locale))
    }

    /// The text on one line; if it is too long, as much of its beginning as fits with `...` behind it, cut behind a word
    /// where there is one, and never within what a reader sees as one character.
    pub fn fit(text: &str) -> Self {
        let line = one_line(text);
        if let Some(whole) = Self::checked(line.clone()) {
            return whole;
        }
        // The end of each beginning that may be kept.
        let ends: Vec<usize> =
            line.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).collect();
        // Longer beginnings never take fewer segments.
        let fits = |end: &usize| Self::checked(cut(&line, *end)).is_some();
        let fitting = ends.partition_point(fits);
        let longest = if fitting == 0 { 0 } else { ends[fitting - 1] };
        let earliest = ends.get(fitting.saturating_sub(LONGEST_WORD)).copied().unwrap_or(0);
        let at_word = line[..longest].rfind(' ').filter(|&space| space >= earliest && space > 0);
        let is_between_words = line[longest..].starts_with(' ');
        let end = if is_between_words { longest } else { at_word.unwrap_or(longest) };
        Self::counted(cut(&line, end))
    }

    fn checked(text: String) -> Option<Self> {
        let counted = Self::counted(text);
        (counted.segments <= MAX_SEGMENTS).then_some(counted)
    }

    fn counted(text: String) -> Self {
        let encoding = Encoding::of(&text);
        let segments = encoding.segments(&text);
        Self { text, encoding, segments }
    }

    /// The text itself, for its provider only.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// How it is written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many messages it is paid as.
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

fn cut(line: &str, end: usize) -> String {
    format!("{}{ELLIPSIS}", line[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;
    use domain::event::Event;
    use proptest::prelude::*;
    use serde_json::json;

    fn count(text: &str) -> (Encoding, usize) {
        let text = SmsText::counted(text.to_owned());
        (text.encoding(), text.segments())
    }

    #[test]
    fn segments_are_counted_as_the_telephone_writes_them() {
        use Encoding::{Gsm7, Ucs2};
        for (text, expected) in [
            (String::new(), (Gsm7, 1)),
            ("a".repeat(160), (Gsm7, 1)),
            ("a".repeat(161), (Gsm7, 2)),
            ("a".repeat(306), (Gsm7, 2)),
            ("a".repeat(307), (Gsm7, 3)),
            ("€".repeat(80), (Gsm7, 1)),
            ("€".repeat(81), (Gsm7, 2)),
            // 153 is odd: the 77th does not fit the first segment.
            (format!("{}{}", "€".repeat(76 * 2), "a"), (Gsm7, 2)),
            (format!("{}{}", "€".repeat(76 * 2), "€"), (Gsm7, 3)),
            ("ж".repeat(70), (Ucs2, 1)),
            ("ж".repeat(71), (Ucs2, 2)),
            ("ж".repeat(134), (Ucs2, 2)),
            ("ж".repeat(135), (Ucs2, 3)),
            ("😀".repeat(35), (Ucs2, 1)),
            ("😀".repeat(36), (Ucs2, 2)),
            ("😀".repeat(66), (Ucs2, 2)),
            ("😀".repeat(67), (Ucs2, 3)),
            (format!("{}₿", "a".repeat(70)), (Ucs2, 2)),
        ] {
            assert_eq!(count(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_behind_a_word() {
        let text = "Liquidated ".repeat(100);
        let cut = SmsText::fit(&text);
        assert_eq!((cut.encoding(), cut.segments()), (Encoding::Gsm7, 3));
        assert!(cut.expose().ends_with("Liquidated..."), "{}", cut.expose());
        assert!(cut.expose().len() > 153 * 3 - "Liquidated ".len());
        assert_eq!(SmsText::fit("Liquidated: long 0.5").expose(), "Liquidated: long 0.5");
    }

    #[test]
    fn a_text_without_words_is_cut_where_the_room_ends() {
        assert_eq!(SmsText::fit(&"a".repeat(5_000)).expose(), format!("{}...", "a".repeat(456)));
        let family = "👩‍👩‍👧".repeat(50);
        let cut = SmsText::fit(&family);
        let kept = cut.expose().strip_suffix("...").unwrap();
        assert!(kept.graphemes(true).all(|grapheme| grapheme == "👩‍👩‍👧"));
        // Eight units each: 198 of 201 hold 24, as none is torn between two segments.
        assert!((22..=24).contains(&kept.graphemes(true).count()));
    }

    #[test]
    fn hostile_text_is_literal_on_one_line() {
        for (text, sent) in [
            ("<b>sell</b> *_[`", "<b>sell</b> *_["),
            ("a\r\nb\rc\u{2028}d\u{0}e\u{1b}f", "a b c d e f"),
            ("שלום 100", "שלום 100"),
            ("  😀  ", "😀"),
        ] {
            let expected = if text.contains('`') { format!("{sent}`") } else { sent.to_owned() };
            assert_eq!(SmsText::fit(text).expose(), expected);
        }
    }

    #[test]
    fn what_the_exchange_wrote_is_literal_or_cut() {
        let sent = |name: &str| {
            let body = json!({
                "id": "e", "event_type": "new_listing", "user_id": "u", "occurred_at": "2026-11-23T08:00:00Z",
                "data": { "symbol": "NEW-USDT", "score": 9, "name": name, "comment": "z".repeat(5_000) },
            });
            let event = Event::decode(&body.to_string(), "2026-11-23T08:00:00Z".parse().unwrap()).unwrap();
            SmsText::fit(&text::sms(&event.data, &Locale::default()))
        };
        for hostile in ["<b>New</b> *_[`", "👩‍👩‍👧 שלום"] {
            assert!(sent(hostile).expose().contains(hostile), "{}", sent(hostile).expose());
        }
        assert!(sent("a\r\nb").expose().contains("a b"));
        let long = sent(&"ж".repeat(280));
        assert_eq!((long.encoding(), long.segments()), (Encoding::Ucs2, 3));
        assert!(long.expose().ends_with("жжж...") && !long.expose().contains("zzz"));
    }

    #[test]
    fn a_text_is_not_printed() {
        let shown = format!("{:?}", SmsText::fit("Liquidated"));
        assert_eq!(shown, "SmsText { encoding: Gsm7, segments: 1, .. }");
    }

    proptest! {
        #[test]
        fn whatever_is_written_fits_and_is_a_beginning(text in "(?s).{0,700}") {
            let line = one_line(&text);
            let sent = SmsText::fit(&text);
            prop_assert!(sent.segments() <= MAX_SEGMENTS);
            prop_assert!(!sent.expose().chars().any(char::is_control));
            if sent.expose() != line {
                let kept = sent.expose().strip_suffix(ELLIPSIS).unwrap();
                prop_assert!(line.starts_with(kept));
                prop_assert!(kept.chars().count() >= 30, "{}", kept);
            }
        }

        #[test]
        fn more_text_never_takes_fewer_segments(text in "[a€ж😀 ]{0,300}", more in "[a€ж😀 ]{1,5}") {
            let longer = format!("{text}{more}");
            prop_assert!(count(&longer).1 >= count(&text).1);
        }
    }
}
