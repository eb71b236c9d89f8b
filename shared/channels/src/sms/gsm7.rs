//! The GSM 7-bit alphabet: 3GPP TS 23.038, section 6.2.1.
//! <https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/18.00.00_60/ts_123038v180000p.pdf>
//!
//! The provider packs characters into septets. Here only the number of septets per character is
//! needed, and crates for the alphabet only offer the packing.

/// The default alphabet (section 6.2.1) without its escape code, which is not a character.
const DEFAULT: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ",
    " !\"#¤%&'()*+,-./0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/// The extension table (section 6.2.1.1): each character follows an escape code, so it takes two
/// septets.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Returns the number of septets that the character takes; `None` if the alphabet does not have it.
pub(super) fn septets(character: char) -> Option<usize> {
    if DEFAULT.contains(character) {
        Some(1)
    } else if EXTENSION.contains(character) {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_complete() {
        assert_eq!(DEFAULT.chars().count(), 127, "and the escape");
        assert_eq!(EXTENSION.chars().count(), 10);
        let all: std::collections::BTreeSet<_> = DEFAULT.chars().chain(EXTENSION.chars()).collect();
        assert_eq!(all.len(), 137);
    }

    #[test]
    fn a_character_takes_one_place_or_two_or_is_not_there() {
        for (character, expected) in [
            ('a', Some(1)),
            ('ü', Some(1)),
            ('Ç', Some(1)),
            ('€', Some(2)),
            ('[', Some(2)),
            ('ç', None),
            ('`', None),
            ('\t', None),
            ('₿', None),
            ('😀', None),
            ('\u{1b}', None),
        ] {
            assert_eq!(septets(character), expected, "{character:?}");
        }
    }
}
