//! The link that switches off one type's e-mails, for whoever has it: no log-in, no address in it.
//!
//! A signature says that the link is ours. It has no end, as e-mails are read late, and it can do nothing but this.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{EventType, UserId};
use ports::SecretText;

/// The path of the link, below the HTTP API's base.
pub const PATH: &str = "/v1/unsubscribe";

/// The key must not be one that can be guessed, in bytes. HMAC itself takes any: RFC 2104, section 3.
pub const MIN_KEY_BYTES: usize = 16;

/// Where links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsubscribeLinks {
    base: String,
}

/// The text is no base of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be an http or https URL of at most 300 characters in ASCII, without a query")]
pub struct BaseError;

/// Much less than what a header of SES can hold, less user and signature.
const MAX_BASE: usize = 300;

impl UnsubscribeLinks {
    /// Links below this base: the HTTP API's address, stage included, with or without a slash at the end. Mail programs
    /// offer their one click for https only; http is for local runs.
    pub fn new(base: &str) -> Result<Self, BaseError> {
        let base = base.trim_end_matches('/');
        let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
        // None of these needs escaping in a URL, in a header's angle brackets or in HTML.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/[]@%".contains(&byte);
        let fits = base.len() <= MAX_BASE && base.bytes().all(is_plain);
        match host {
            Some(host) if fits && !host.is_empty() => Ok(Self { base: base.to_owned() }),
            Some(_) | None => Err(BaseError),
        }
    }

    /// The link by which this user's e-mails of this type are switched off; `None` with a key of less than
    /// [`MIN_KEY_BYTES`].
    pub fn sign(&self, key: &SecretText, user: &UserId, event_type: EventType) -> Option<String> {
        let tag = hmac::sign(&key_of(key)?, &signed_text(user, event_type));
        let signature = URL_SAFE_NO_PAD.encode(tag);
        // None of a user id's characters means anything in a query.
        Some(format!("{}{PATH}?u={user}&t={event_type}&s={signature}", self.base))
    }
}

/// Whom and what the link with these parameters of its query speaks of; `None` if we did not sign it. The comparison
/// takes the same time wherever it fails.
pub fn verify(
    key: &SecretText,
    user: &str,
    event_type: &str,
    signature: &str,
) -> Option<(UserId, EventType)> {
    let user = UserId::parse(user).ok()?;
    let event_type = EventType::of_stored(event_type)?;
    let tag = URL_SAFE_NO_PAD.decode(signature).ok()?;
    hmac::verify(&key_of(key)?, &signed_text(&user, event_type), &tag).ok()?;
    Some((user, event_type))
}

fn key_of(key: &SecretText) -> Option<hmac::Key> {
    let bytes = key.expose().trim().as_bytes();
    (bytes.len() >= MIN_KEY_BYTES).then(|| hmac::Key::new(hmac::HMAC_SHA256, bytes))
}

/// Neither a user id nor a type has a line break, so no two links have the same text; and nothing else that is signed
/// with the key begins like it.
fn signed_text(user: &UserId, event_type: EventType) -> Vec<u8> {
    format!("unsubscribe\n{user}\n{event_type}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> SecretText {
        SecretText::new("0123456789abcdef0123456789abcdef")
    }

    fn links() -> UnsubscribeLinks {
        UnsubscribeLinks::new("https://api.example.com/").unwrap()
    }

    fn parts(link: &str) -> (&str, &str, &str) {
        let query = link.strip_prefix("https://api.example.com/v1/unsubscribe?").unwrap();
        let mut values = query.split('&').map(|pair| pair.split_once('=').unwrap());
        let mut next = |name| {
            let (key, value) = values.next().unwrap();
            assert_eq!(key, name);
            value
        };
        (next("u"), next("t"), next("s"))
    }

    #[test]
    fn a_link_speaks_of_one_user_and_one_type() {
        let user = UserId::parse("u-42").unwrap();
        let link = links().sign(&key(), &user, EventType::DailyReport).unwrap();
        assert_eq!(
            link,
            "https://api.example.com/v1/unsubscribe?u=u-42&t=daily_report&s=qg9FtzMuQCxbRm9f_ZIQYQVogWis9HGvwpx6jmdd534"
        );
        let (u, t, s) = parts(&link);
        assert_eq!(verify(&key(), u, t, s), Some((user, EventType::DailyReport)));
        for (u, t, s) in [
            ("u-43", t, s),
            (u, "weekly_pnl_report", s),
            (u, t, ""),
            (u, t, &s[1..]),
            (u, t, &format!("{s}=")),
            (u, "", s),
            ("", t, s),
            ("u-42\ndaily_report", t, s),
        ] {
            assert_eq!(verify(&key(), u, t, s), None, "{u} {t} {s}");
        }
        assert_eq!(verify(&SecretText::new("another key of some length"), u, t, s), None);
    }

    #[test]
    fn a_short_key_signs_and_verifies_nothing() {
        let user = UserId::parse("u").unwrap();
        for short in ["", "               short", "123456789012345"] {
            let short = SecretText::new(short);
            assert_eq!(links().sign(&short, &user, EventType::DailyReport), None);
            assert_eq!(verify(&short, "u", "daily_report", ""), None);
        }
    }

    #[test]
    fn a_base_is_a_plain_url() {
        for good in ["https://a.example", "http://127.0.0.1:4566/_aws/execute-api/x/v1/", "http://[::1]:8"] {
            assert!(UnsubscribeLinks::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "https://",
            "ftp://a.example",
            "https://a.example?x=1",
            "https://a.example/>\r\nBcc:",
            "https://a\"b",
        ] {
            assert_eq!(UnsubscribeLinks::new(bad), Err(BaseError), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn every_link_is_ours_and_fits_a_header(user in "[A-Za-z0-9._:@-]{1,128}", n in any::<prop::sample::Index>()) {
            let user = UserId::parse(user).unwrap();
            let event_type = *n.get(EventType::ALL);
            let link = links().sign(&key(), &user, event_type).unwrap();
            let (u, t, s) = parts(&link);
            prop_assert_eq!(verify(&key(), u, t, s), Some((user.clone(), event_type)));
            prop_assert!(link.len() < 868 - MAX_BASE && link.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(!link.contains(['<', '>', '"', ',', '\'']));
        }

        #[test]
        fn nothing_made_up_is_believed(u in "(?s).{0,40}", t in "daily_report|.{0,20}", s in "[A-Za-z0-9_-]{43}|(?s).{0,60}") {
            prop_assert_eq!(verify(&key(), &u, &t, &s), None);
        }
    }
}
