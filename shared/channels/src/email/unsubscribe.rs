//! The link that unsubscribes from the e-mails of one type. It works for every holder: without a
//! log-in, and without an address in it.
//!
//! Its signature proves that we made the link, for which version of the preferences, and when it
//! expires. The link permits nothing but unsubscribing. A forwarded e-mail contains the link, so
//! the link must expire, and must not override later choices of the trader.

use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{EventType, Time, UserId};
use ports::SecretText;

use crate::links::{BaseError, PublicUrl};

/// The path of the link, below the HTTP API's base.
pub const PATH: &str = "/v1/unsubscribe";

/// The time for which a link is valid. The law requires at least 30 days after the message was
/// sent: 15 U.S.C. 7704(a)(3)(A)(ii), <https://www.law.cornell.edu/uscode/text/15/7704>. Twice that
/// leaves room for late readers.
pub const LINK_LIFE: Duration = Duration::from_hours(60 * 24);

const MILLIS_PER_SECOND: i64 = 1_000;

/// The minimum length of the key, in bytes, so that it cannot be guessed. HMAC itself accepts any
/// key: RFC 2104, section 3.
pub const MIN_KEY_BYTES: usize = 16;

/// The unsubscribe links of e-mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsubscribeLinks {
    base: PublicUrl,
}

impl UnsubscribeLinks {
    /// Creates links below this base, as [`PublicUrl::new`] takes it.
    ///
    /// # Errors
    ///
    /// [`BaseError`], not retryable, if the base is not such an address.
    pub fn new(base: &str) -> Result<Self, BaseError> {
        Ok(Self { base: PublicUrl::new(base)? })
    }

    /// Returns the base of the links.
    pub fn base(&self) -> &PublicUrl {
        &self.base
    }

    /// Returns the link by which this user unsubscribes from the e-mails of this type, made at
    /// `now` for this version of the preferences; `None` if the key has less than
    /// [`MIN_KEY_BYTES`].
    pub fn sign(
        &self,
        key: &SecretText,
        user: &UserId,
        event_type: EventType,
        version: u64,
        now: Time,
    ) -> Option<String> {
        let ends_at = now.plus(LINK_LIFE).as_millis() / MILLIS_PER_SECOND;
        let tag = hmac::sign(&key_of(key)?, &signed_text(user, event_type, version, ends_at));
        let signature = URL_SAFE_NO_PAD.encode(tag);
        // No character of a user id has a meaning in a query.
        let base = self.base.as_str();
        Some(format!("{base}{PATH}?u={user}&t={event_type}&v={version}&e={ends_at}&s={signature}"))
    }
}

/// The parameters of a link's query, not verified yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// `u`: the user.
    pub user: &'a str,
    /// `t`: the type.
    pub event_type: &'a str,
    /// `v`: the version of the preferences.
    pub version: &'a str,
    /// `e`: the expiry of the link, in seconds since 1970.
    pub ends_at: &'a str,
    /// `s`: the signature.
    pub signature: &'a str,
}

/// A link whose signature is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The user whose e-mails the link is about.
    pub user_id: UserId,
    /// The type of the e-mails.
    pub event_type: EventType,
    /// The version of the preferences for which the link is valid; `None` if it has expired.
    pub version: Option<u64>,
}

/// Returns the link with this query as of `now`; `None` if its signature is not ours. A link
/// without an expiry is from the time before links had one, and counts as expired. The comparison
/// takes constant time.
pub fn verify(key: &SecretText, query: Query<'_>, now: Time) -> Option<Link> {
    let user_id = UserId::parse(query.user).ok()?;
    let event_type = EventType::of_stored(query.event_type)?;
    let tag = URL_SAFE_NO_PAD.decode(query.signature).ok()?;
    let key = key_of(key)?;
    if query.version.is_empty() && query.ends_at.is_empty() {
        hmac::verify(&key, &endless_text(&user_id, event_type), &tag).ok()?;
        return Some(Link { user_id, event_type, version: None });
    }
    let version = query.version.parse().ok()?;
    let ends_at = query.ends_at.parse().ok()?;
    hmac::verify(&key, &signed_text(&user_id, event_type, version, ends_at), &tag).ok()?;
    let is_alive = now.as_millis() / MILLIS_PER_SECOND < ends_at;
    Some(Link { user_id, event_type, version: is_alive.then_some(version) })
}

fn key_of(key: &SecretText) -> Option<hmac::Key> {
    let bytes = key.expose().trim().as_bytes();
    (bytes.len() >= MIN_KEY_BYTES).then(|| hmac::Key::new(hmac::HMAC_SHA256, bytes))
}

/// Returns the text that is signed. Neither a user id nor a type contains a line break, so no two
/// links have the same text. No other text that is signed with the key has the same beginning.
fn signed_text(user: &UserId, event_type: EventType, version: u64, ends_at: i64) -> Vec<u8> {
    format!("unsubscribe\n{user}\n{event_type}\n{version}\n{ends_at}").into_bytes()
}

/// Returns the text that was signed before links had an expiry.
fn endless_text(user: &UserId, event_type: EventType) -> Vec<u8> {
    format!("unsubscribe\n{user}\n{event_type}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::MAX_BASE;
    use proptest::prelude::*;

    fn key() -> SecretText {
        SecretText::new("0123456789abcdef0123456789abcdef")
    }

    fn links() -> UnsubscribeLinks {
        UnsubscribeLinks::new("https://api.example.com/").unwrap()
    }

    fn now() -> Time {
        Time::from_millis(1_795_420_800_000)
    }

    fn parts(link: &str) -> Query<'_> {
        let query = link.strip_prefix("https://api.example.com/v1/unsubscribe?").unwrap();
        let mut values = query.split('&').map(|pair| pair.split_once('=').unwrap());
        let mut next = |name| {
            let (key, value) = values.next().unwrap();
            assert_eq!(key, name);
            value
        };
        Query {
            user: next("u"),
            event_type: next("t"),
            version: next("v"),
            ends_at: next("e"),
            signature: next("s"),
        }
    }

    #[test]
    fn a_link_speaks_of_one_user_one_type_and_one_version() {
        let user = UserId::parse("u-42").unwrap();
        let link = links().sign(&key(), &user, EventType::DailyReport, 7, now()).unwrap();
        let good = parts(&link);
        assert_eq!((good.version, good.ends_at), ("7", "1800604800"));
        let expected = Link { user_id: user, event_type: EventType::DailyReport, version: Some(7) };
        assert_eq!(verify(&key(), good, now()), Some(expected));
        let padded = format!("{}=", good.signature);
        for bad in [
            Query { user: "u-43", ..good },
            Query { event_type: "weekly_pnl_report", ..good },
            Query { version: "8", ..good },
            Query { version: "", ..good },
            Query { ends_at: "1800604801", ..good },
            Query { version: "", ends_at: "", ..good },
            Query { signature: "", ..good },
            Query { signature: &good.signature[1..], ..good },
            Query { signature: &padded, ..good },
            Query { user: "u-42\ndaily_report", ..good },
            Query::default(),
        ] {
            assert_eq!(verify(&key(), bad, now()), None, "{bad:?}");
        }
        assert_eq!(verify(&SecretText::new("another key of some length"), good, now()), None);
    }

    #[test]
    fn a_link_ends_and_one_from_before_there_were_ends_has_ended() {
        let user = UserId::parse("u-42").unwrap();
        let link = links().sign(&key(), &user, EventType::DailyReport, 7, now()).unwrap();
        let version = |at| verify(&key(), parts(&link), at).unwrap().version;
        assert_eq!(version(now().plus(LINK_LIFE).minus(Duration::from_secs(1))), Some(7));
        assert_eq!(version(now().plus(LINK_LIFE)), None);
        let old = Query {
            user: "u-42",
            event_type: "daily_report",
            signature: "qg9FtzMuQCxbRm9f_ZIQYQVogWis9HGvwpx6jmdd534",
            ..Query::default()
        };
        let expected = Link { user_id: user, event_type: EventType::DailyReport, version: None };
        assert_eq!(verify(&key(), old, now()), Some(expected));
    }

    #[test]
    fn a_short_key_signs_and_verifies_nothing() {
        let user = UserId::parse("u").unwrap();
        for short in ["", "               short", "123456789012345"] {
            let short = SecretText::new(short);
            assert_eq!(links().sign(&short, &user, EventType::DailyReport, 0, now()), None);
            let query = Query { user: "u", event_type: "daily_report", ..Query::default() };
            assert_eq!(verify(&short, query, now()), None);
        }
    }

    proptest! {
        #[test]
        fn every_link_is_ours_and_fits_a_header(user in "[A-Za-z0-9._:@-]{1,128}", n in any::<prop::sample::Index>(), version: u64) {
            let user = UserId::parse(user).unwrap();
            let event_type = *n.get(EventType::ALL);
            let link = links().sign(&key(), &user, event_type, version, now()).unwrap();
            let expected = Link { user_id: user.clone(), event_type, version: Some(version) };
            prop_assert_eq!(verify(&key(), parts(&link), now()), Some(expected));
            prop_assert!(link.len() < 868 - MAX_BASE && link.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(!link.contains(['<', '>', '"', ',', '\'']));
        }

        #[test]
        fn nothing_made_up_is_believed(u in "(?s).{0,40}", t in "daily_report|.{0,20}", s in "[A-Za-z0-9_-]{43}|(?s).{0,60}") {
            let query = Query { user: &u, event_type: &t, signature: &s, ..Query::default() };
            prop_assert_eq!(verify(&key(), query, now()), None);
            prop_assert_eq!(verify(&key(), Query { version: "1", ends_at: "9999999999", ..query }, now()), None);
        }
    }
}
