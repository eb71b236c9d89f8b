//! Text that others wrote, inside of ours: notes, names, and ids that the exchange made.
//!
//! It stays literal, on one line. Two things could make it change how *our* words around it are read. The
//! controls of the bidirectional algorithm (embeddings, overrides, isolates) turn what follows them around, so
//! they go: they are invisible, and the letters show without them. Letters of a right-to-left script pull the
//! numbers and punctuation beside them to the wrong side, so text that has such letters is put into an isolate
//! of our own; without the text's own controls nothing in it can end that isolate.

use unicode_segmentation::UnicodeSegmentation as _;

use super::unlinked::JOINER;

/// First strong isolate: what follows has the direction of its own first letter.
const ISOLATE: char = '\u{2068}';
/// Pop directional isolate: its end.
const END_OF_ISOLATE: char = '\u{2069}';

/// The text on one line: every run of white space and control characters is one space. `None` where nothing
/// is left.
pub(super) fn foreign(text: &str) -> Option<String> {
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

/// The embeddings, overrides and isolates, and their ends.
/// <https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character is of a script that is written from right to left, or the invisible mark of one. These
/// are the blocks in which even an unassigned code point counts as such.
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

/// The text without anything that is not seen but costs an SMS half of its length: isolates, the marks of
/// directions, and spaces of special kinds.
pub(super) fn plain(text: &str) -> String {
    let is_mark = |character| matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}');
    text.chars()
        .filter(|&character| !is_bidi_control(character) && !is_mark(character))
        // A space breaks a link as well as the invisible joiner does, and an SMS has it in its own alphabet.
        .map(|character| if character.is_whitespace() || character == JOINER { ' ' } else { character })
        .collect()
}

/// The text, if it has at most `limit` characters; else as much of its beginning as fits with a `…` behind it.
/// What a reader sees as one character (an emoji of several, a letter with its accents) is kept or left out
/// whole.
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
    // Isolates of ours don't lie in one another.
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
            assert_eq!(foreign(text).as_deref(), line, "{text:?}");
        }
    }

    #[test]
    fn foreign_text_cannot_turn_ours_around() {
        assert_eq!(foreign("a\u{202e}b\u{202c}\u{2067}c").as_deref(), Some("abc"));
        for letters in ["שלום", "سلام", "a \u{200f}", "𐤀", "𞤀", "ﷺ"] {
            assert_eq!(foreign(letters), Some(format!("\u{2068}{letters}\u{2069}")));
        }
        let closed = "שלום\u{2069}\u{202e} 100";
        assert_eq!(foreign(closed).as_deref(), Some("\u{2068}שלום 100\u{2069}"));
        for letters in ["日本", "Ελλάδα", "naïve ₿ 😀", "\u{200e}a"] {
            assert_eq!(foreign(letters).as_deref(), Some(letters));
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
            let text = foreign(&text).unwrap_or_default();
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
            let line = foreign(&text).unwrap_or_default();
            prop_assert!(!line.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' ')));
            prop_assert_eq!(visible(&line), visible(&text));
        }
    }
}
