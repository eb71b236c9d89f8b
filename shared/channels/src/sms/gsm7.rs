//! The alphabet of telephones: 3GPP TS 23.038, section 6.2.1.
//! <https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/18.00.00_60/ts_123038v180000p.pdf>
//!
//! Nothing is packed into septets here, the provider does that; all that is needed is what a character costs, and
//! crates for the alphabet have only the packing.

/// The default alphabet (section 6.2.1) without its escape, which is no character.
const DEFAULT: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ",
    " !\"#¤%&'()*+,-./0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/// The extension table (section 6.2.1.1): behind an escape, so each takes two places.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How many septets the character takes; `None` where the alphabet does not have it.
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
