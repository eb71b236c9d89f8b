//! The text of an SMS, within its maximum length.

use domain::carrier::sms;
use domain::text;
use ports::Outgoing;
use unicode_segmentation::UnicodeSegmentation as _;

use super::gsm7;
use crate::line::one_line;

/// The maximum number of segments of one message. Each is charged.
pub const MAX_SEGMENTS: usize = 3;

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

/// A text that fits into [`MAX_SEGMENTS`]. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsText {
    text: String,
    encoding: Encoding,
    segments: usize,
}

impl SmsText {
    /// Returns the text of the delivery.
    pub fn of(outgoing: &Outgoing<'_>) -> Self {
        let text = text::sms(outgoing.data, outgoing.locale);
        // At the beginning, where a long text is not cut.
        match outgoing.anti_phishing_code {
            Some(code) => Self::fit(&format!("[{}] {text}", code.expose())),
            None => Self::fit(&text),
        }
    }

    /// Returns the text on one line. If it is too long, returns as much of its beginning as fits,
    /// followed by `...`; it is cut after a word if there is one, and never within a grapheme.
    pub fn fit(text: &str) -> Self {
        let line = one_line(text);
        if let Some(whole) = Self::checked(line.clone()) {
            return whole;
        }
        // The end positions of all beginnings that may be kept.
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
            // 153 is odd, so the 77th character does not fit into the first segment.
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
        // Each takes eight units: 198 of 201 units hold 24, since none is split between two
        // segments.
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
