//! Prevents apps from turning parts of a user's text into links.
//!
//! A trader can write anything into a note. In another person's chat or mailbox, "confirm at evil.example"
//! must not become a link. Telegram, mail programs and phones detect links in plain text: addresses with
//! and without a scheme, mailboxes, `@names`, `/commands`, `#tags` and phone numbers. An invisible U+2060
//! (word joiner) breaks each of them and does not change the visible text. Telegram's own detection treats
//! it as the end of an address: <https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp>
//! (`is_url_unicode_symbol`).

/// The word joiner: invisible, without width, and without a line break opportunity.
pub(super) const JOINER: char = '\u{2060}';

/// The number of consecutive digits from which a phone detects a phone number.
const PHONE_DIGITS: usize = 7;

/// Returns the text with a word joiner inside everything that an app could turn into a link.
pub fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars().peekable();
    let mut position = 0;
    while let Some(character) = rest.next() {
        if character.is_ascii_digit() {
            if !before.is_some_and(|before: char| before.is_ascii_digit()) {
                position = 0;
            }
            let ahead = rest.clone().take_while(char::is_ascii_digit).count();
            let is_number = position + 1 + ahead >= PHONE_DIGITS;
            if is_number && position > 0 && position % 3 == 0 {
                out.push(JOINER);
            }
            position += 1;
        }
        out.push(character);
        let next = rest.peek().copied();
        let breaks = match character {
            // `evil.example`, with any character that a browser accepts as a dot. `1.5` is unchanged, and
            // `1.2.3.4` needs a scheme to become a link.
            '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' => {
                before.is_some_and(|before| !before.is_whitespace()) && next.is_some_and(char::is_alphabetic)
            }
            '@' | '#' | '/' | ':' | '\u{ff20}' | '\u{ff0f}' | '\u{ff1a}' => {
                next.is_some_and(|next| !next.is_whitespace() && !is_between_digits(before, next))
            }
            '+' => next.is_some_and(|next| next.is_ascii_digit()),
            _ => false,
        };
        if breaks {
            out.push(JOINER);
        }
        before = Some(character);
    }
    out
}

/// Whether the character is between two digits: `12:30` and `1/2` are not links.
fn is_between_digits(before: Option<char>, next: char) -> bool {
    before.is_some_and(|before| before.is_ascii_digit()) && next.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whatever_an_app_would_link_is_broken() {
        for (text, broken) in [
            ("https://evil.example/x?y=1", "https:|/|/|evil.|example/|x?y=1"),
            ("HTTP://1.2.3.4/x", "HTTP:|/|/|1.2.3.4/|x"),
            ("see evil.example now", "see evil.|example now"),
            ("www.evil.example", "www.|evil.|example"),
            ("t.me/evil", "t.|me/|evil"),
            ("write to x@evil.example", "write to x@|evil.|example"),
            ("ask @evil or /start", "ask @|evil or /|start"),
            ("#scam tg://resolve?domain=x", "#|scam tg:|/|/|resolve?domain=x"),
            ("call +4990012345678", "call +|499|001|234|567|8"),
            ("call 0900 1234567", "call 0900 123|456|7"),
            ("b\u{fc}cher.example", "b\u{fc}cher.|example"),
            ("evil\u{3002}example", "evil\u{3002}|example"),
        ] {
            assert_eq!(unlinked(text).replace(JOINER, "|"), broken, "{text}");
        }
    }

    #[test]
    fn what_is_no_link_stays_as_it_is() {
        for text in
            ["", "sell half", "sell at 64250.10, not 1.5", "at 12:30 or 1/2", "done. Then wait", "a & b < c"]
        {
            assert_eq!(unlinked(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_read_changes(text in "(?s).{0,280}") {
            let visible = |text: &str| text.replace(JOINER, "");
            prop_assert_eq!(visible(&unlinked(&text)), visible(&text));
        }

        #[test]
        fn no_scheme_and_no_host_is_left_whole(host in "[a-z]{1,9}(\\.[a-z]{2,5}){1,2}", before in "[a-z ]{0,9}") {
            let text = unlinked(&format!("{before} https://{host}/ {host}"));
            prop_assert!(!text.contains("://") && !text.contains(&host), "{}", text);
        }
    }
}
