//! The selection of dead letters.

use std::time::Duration;

use clap::Args;
use domain::{EventType, Time, UserId};
use jiff::{Span, SpanRelativeTo};

use super::DeadLetter;

/// A selection of dead letters: those that fulfil every condition that is set. A dead letter
/// without a fact, or whose body cannot be parsed, fulfils no condition on that fact.
// The descriptions of the fields are also the help texts of the command.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Selection {
    /// Only messages that were dead-lettered for a reason with this text in it, in upper or lower
    /// case.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Only messages of this user.
    #[arg(long = "user", value_name = "ID", value_parser = |text: &str| UserId::parse(text))]
    pub user_id: Option<UserId>,
    /// Only events of this type; messages of other queues than p0, p1 and p2 do not have one.
    #[arg(long, value_name = "TYPE", value_parser = event_type)]
    pub event_type: Option<EventType>,
    /// Only messages that were dead-lettered at this time (RFC 3339) or later.
    #[arg(long, value_name = "TIME")]
    pub since: Option<Time>,
    /// Only messages that were dead-lettered at least this long ago, such as 90s, 2h or 3d.
    #[arg(long, value_name = "AGE", value_parser = age)]
    pub older_than: Option<Duration>,
    /// At most this many messages.
    // Expired ones that are not sent do not count.
    #[arg(long, value_name = "N")]
    pub max: Option<usize>,
}

impl Selection {
    /// Whether this dead letter fulfils the conditions at `now`. `max` is none of them.
    pub fn matches(&self, letter: &DeadLetter, now: Time) -> bool {
        let reason = || letter.reason.to_lowercase();
        self.reason.as_ref().is_none_or(|wanted| reason().contains(&wanted.to_lowercase()))
            && self.user_id.as_ref().is_none_or(|wanted| letter.facts.user_id.as_ref() == Some(wanted))
            && self.event_type.is_none_or(|wanted| letter.facts.event_type == Some(wanted))
            && self.since.is_none_or(|since| letter.sent_at >= since)
            && self.older_than.is_none_or(|age| letter.sent_at <= now.minus(age))
    }
}

fn event_type(text: &str) -> Result<EventType, String> {
    let known = || EventType::ALL.iter().map(|known| known.name()).collect::<Vec<_>>().join(", ");
    EventType::parse(text).ok_or_else(|| format!("must be one of {}", known()))
}

fn age(text: &str) -> Result<Duration, String> {
    let must = || "must be a time span such as 90s, 2h or 3d".to_owned();
    let span: Span = text.parse().map_err(|_| must())?;
    let span = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| must())?;
    Duration::try_from(span).map_err(|_| must())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redrive::dead_letter::tests::{letter_with, now};

    #[test]
    fn a_dead_letter_is_selected_if_it_fulfils_every_condition() {
        let body = r#"{"id":"fill-1","event_type":"order_filled","user_id":"u-1","occurred_at":"2026-11-23T07:00:00Z",
            "data":{"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"}}"#;
        // Dead-lettered at 07:59.
        let letter = letter_with("p0", body, &[("reason", "Store refused: Ärger")]);
        let all = Selection::default();
        let with = |change: &dyn Fn(&mut Selection)| {
            let mut selection = all.clone();
            change(&mut selection);
            selection.matches(&letter, now())
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
    fn ages_are_read_with_their_unit() {
        assert_eq!(age("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(age("2h"), Ok(Duration::from_hours(2)));
        assert_eq!(age("3d"), Ok(Duration::from_hours(72)));
        for bad in ["", "3", "-1h", "1 month", "soon"] {
            assert!(age(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_unreadable_message_is_selected_only_without_a_filter() {
        let letter = letter_with("p0", "poison", &[]);
        assert!(Selection::default().matches(&letter, now()));
        let of_user = Selection { user_id: Some(UserId::parse("u-1").unwrap()), ..Selection::default() };
        assert!(!of_user.matches(&letter, now()));
    }
}
