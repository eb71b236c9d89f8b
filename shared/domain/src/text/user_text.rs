//! Text from others inside our text: notes, names, and IDs that the exchange assigned.
//!
//! It stays literal, on one line. Two things in it could change how *our* words around it are displayed.
//! The controls of the bidirectional algorithm (embeddings, overrides, isolates) change the direction of
//! the text after them, so they are removed; they are invisible, and the letters are displayed without
//! them. Letters of a right-to-left script move adjacent numbers and punctuation to the wrong side, so text
//! with such letters is put into an isolate of our own. Without the text's own controls nothing in it can
//! end that isolate.

use unicode_segmentation::UnicodeSegmentation as _;

use super::unlinked::JOINER;

/// First strong isolate: the text after it has the direction of its own first strong letter.
const ISOLATE: char = '\u{2068}';
/// Pop directional isolate: the end of an isolate.
const END_OF_ISOLATE: char = '\u{2069}';

/// Returns the text on one line: each run of white space and control characters becomes one space. `None`
/// if nothing remains.
pub(super) fn sanitize_user_text(text: &str) -> Option<String> {
    let mut line = String::with_capacity(text.len());
    let mut is_gap = false;
    let mut turns = false;
    for character in text.chars().filter(|&character| !is_bidi_control(character)) {
        if character.is_whitespace() || character.is_control() {
            is_gap = !line.is_empty();
            continue;
        }
        if is_gap {
            line.push(' ');
            is_gap = false;
        }
        turns |= is_right_to_left(character);
        line.push(character);
    }
    if line.is_empty() {
        None
    } else if turns {
        Some(format!("{ISOLATE}{line}{END_OF_ISOLATE}"))
    } else {
        Some(line)
    }
}

/// Whether the character is an embedding, override or isolate, or the end of one.
/// <https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character belongs to a script that is written from right to left, or is the invisible mark
/// of one. These are the blocks in which even an unassigned code point counts as right-to-left.
/// <https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt>
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{200f}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

/// Returns the text without invisible characters, which would halve the length of an SMS: isolates,
/// directional marks, and special spaces.
pub(super) fn plain(text: &str) -> String {
    let is_mark = |character| matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}');
    text.chars()
        .filter(|&character| !is_bidi_control(character) && !is_mark(character))
        // A space breaks a link as well as the word joiner does, and an SMS has it in its own alphabet.
        .map(|character| if character.is_whitespace() || character == JOINER { ' ' } else { character })
        .collect()
}

/// Returns the text if it has at most `limit` characters; otherwise the longest beginning of it that fits
/// with a `…` after it. A character as a reader sees it (an emoji of several code points, a letter with its
/// accents) is kept or left out as a whole.
pub fn cut(text: &str, limit: usize) -> String {
    if text.chars().nth(limit).is_none() {
        return text.to_owned();
    }
    // Room for the `…`, and for the end of an isolate.
    let mut room = limit.saturating_sub(1 + usize::from(text.contains(ISOLATE)));
    let mut end = 0;
    for grapheme in text.graphemes(true) {
        let Some(left) = room.checked_sub(grapheme.chars().count()) else { break };
        room = left;
        end += grapheme.len();
    }
    let mut kept = text[..end].trim_end().to_owned();
    // Our isolates are never nested.
    if kept.rfind(ISOLATE) > kept.rfind(END_OF_ISOLATE) {
        kept.push(END_OF_ISOLATE);
    }
    if limit > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn foreign_text_is_one_line_and_otherwise_literal() {
        for (text, line) in [
            ("sell half", Some("sell half")),
            (" sell\r\nhalf,\u{0} <b>now</b>\u{2028}!\n", Some("sell half, <b>now</b> !")),
            ("*_[`~\\ 😀 👩‍👩‍👧", Some("*_[`~\\ 😀 👩‍👩‍👧")),
            ("", None),
            (" \r\n\u{85}\u{2029} ", None),
            ("\u{202e}\u{2066}", None),
        ] {
            assert_eq!(sanitize_user_text(text).as_deref(), line, "{text:?}");
        }
    }

    #[test]
    fn foreign_text_cannot_turn_ours_around() {
        assert_eq!(sanitize_user_text("a\u{202e}b\u{202c}\u{2067}c").as_deref(), Some("abc"));
        for letters in ["שלום", "سلام", "a \u{200f}", "𐤀", "𞤀", "ﷺ"] {
            assert_eq!(sanitize_user_text(letters), Some(format!("\u{2068}{letters}\u{2069}")));
        }
        let closed = "שלום\u{2069}\u{202e} 100";
        assert_eq!(sanitize_user_text(closed).as_deref(), Some("\u{2068}שלום 100\u{2069}"));
        for letters in ["日本", "Ελλάδα", "naïve ₿ 😀", "\u{200e}a"] {
            assert_eq!(sanitize_user_text(letters).as_deref(), Some(letters));
        }
    }

    #[test]
    fn a_text_is_cut_where_a_reader_sees_an_end() {
        for (text, limit, kept) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("ab cd", 4, "ab…"),
            ("a👩‍👩‍👧b", 4, "a…"),
            ("a👩‍👩‍👧bc", 7, "a👩‍👩‍👧…"),
            ("ae\u{301}bc", 3, "a…"),
            ("🇩🇪🇦🇹x", 4, "🇩🇪…"),
            ("note \u{2068}שלום עולם\u{2069}.", 12, "note \u{2068}שלום\u{2069}…"),
            ("note \u{2068}ש\u{2069} and more", 12, "note \u{2068}ש\u{2069} a…"),
            ("ab", 1, "…"),
            ("ab", 0, ""),
        ] {
            assert_eq!(cut(text, limit), kept, "{text:?} to {limit}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_is_a_beginning_of_it_within_the_limit(text in "(?s).{0,300}", limit in 1_usize..300) {
            let text = sanitize_user_text(&text).unwrap_or_default();
            let kept = cut(&text, limit);
            prop_assert!(kept.chars().count() <= limit);
            if kept != text {
                let beginning = kept.strip_suffix('…').unwrap();
                let beginning = beginning.strip_suffix(END_OF_ISOLATE).unwrap_or(beginning);
                let rest = text.strip_prefix(beginning).unwrap();
                let seen = beginning.graphemes(true).chain(rest.graphemes(true));
                prop_assert!(seen.eq(text.graphemes(true)));
            }
        }

        #[test]
        fn foreign_text_has_no_breaks_and_loses_no_letter(text in "(?s).{0,280}") {
            let visible = |text: &str| -> String {
                text.chars().filter(|&c| !(c.is_whitespace() || c.is_control() || is_bidi_control(c))).collect()
            };
            let line = sanitize_user_text(&text).unwrap_or_default();
            prop_assert!(!line.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' ')));
            prop_assert_eq!(visible(&line), visible(&text));
        }
    }
}
