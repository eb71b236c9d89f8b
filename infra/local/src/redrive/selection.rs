//! Which letters are meant.

use std::time::Duration;

use domain::{EventType, Time, UserId};

use super::Letter;

/// Which letters are meant: those that fulfil every condition that is set. What a letter does not tell, or what cannot
/// be read of it, fulfils no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Given up for a reason that contains this, in upper or lower case.
    pub reason: Option<String>,
    /// Of this user.
    pub user_id: Option<UserId>,
    /// Of this type; only events themselves tell theirs.
    pub event_type: Option<EventType>,
    /// Dead since then, or later.
    pub since: Option<Time>,
    /// Dead for at least that long.
    pub older_than: Option<Duration>,
    /// No more than so many of them are listed or sent. Expired ones that are not sent do not count.
    pub max: Option<usize>,
}

impl Selection {
    /// Whether this letter is meant, as of `now`.
    pub fn means(&self, letter: &Letter, now: Time) -> bool {
        let reason = || letter.reason.to_lowercase();
        self.reason.as_ref().is_none_or(|wanted| reason().contains(&wanted.to_lowercase()))
            && self.user_id.as_ref().is_none_or(|wanted| letter.user_id.as_ref() == Some(wanted))
            && self.event_type.is_none_or(|wanted| letter.event_type == Some(wanted))
            && self.since.is_none_or(|since| letter.sent_at >= since)
            && self.older_than.is_none_or(|age| letter.sent_at <= now.minus(age))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redrive::letter::tests::{letter_with, now};

    #[test]
    fn a_letter_is_meant_if_it_fulfils_every_condition() {
        let body = r#"{"id":"fill-1","event_type":"order_filled","user_id":"u-1","occurred_at":"2026-11-23T07:00:00Z",
            "data":{"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"}}"#;
        // Dead since 07:59.
        let letter = letter_with("p0", body, &[("reason", "Store refused: Ärger")]);
        let all = Selection::default();
        let with = |change: &dyn Fn(&mut Selection)| {
            let mut selection = all.clone();
            change(&mut selection);
            selection.means(&letter, now())
        };
        let time = |text: &str| Some(text.parse().unwrap());
        assert!(with(&|_| ()));
        assert!(with(&|s| s.reason = Some("REFUSED: är".to_owned())));
        assert!(!with(&|s| s.reason = Some("timeout".to_owned())));
        assert!(with(&|s| s.user_id = Some(UserId::parse("u-1").unwrap())));
        assert!(!with(&|s| s.user_id = Some(UserId::parse("u-11").unwrap())));
        assert!(with(&|s| s.event_type = Some(EventType::OrderFilled)));
        assert!(!with(&|s| s.event_type = Some(EventType::MarginCall)));
        assert!(with(&|s| s.since = time("2026-11-23T07:59:00Z")));
        assert!(!with(&|s| s.since = time("2026-11-23T07:59:00.001Z")));
        assert!(with(&|s| s.older_than = Some(Duration::from_mins(1))));
        assert!(!with(&|s| s.older_than = Some(Duration::from_mins(2))));
        assert!(!with(&|s| {
            s.user_id = Some(UserId::parse("u-1").unwrap());
            s.event_type = Some(EventType::MarginCall);
        }));
    }

    #[test]
    fn what_cannot_be_read_is_meant_only_if_nobody_asks_for_it() {
        let letter = letter_with("p0", "poison", &[]);
        assert!(Selection::default().means(&letter, now()));
        let of_user = Selection { user_id: Some(UserId::parse("u-1").unwrap()), ..Selection::default() };
        assert!(!of_user.means(&letter, now()));
    }
}
