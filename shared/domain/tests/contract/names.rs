//! The names under which values are stored, sent and shown. They never change, because stored values have
//! to be read later.

use std::collections::BTreeSet;

use domain::delivery::budget::{Cap, Part};
use domain::delivery::ledger::DeadReason;
use domain::delivery::{AttemptResult, Reason};
use domain::event::RejectionCode;
use domain::event::catalogue::PreferenceKey;
use domain::preferences::Preferences;
use domain::protocol::ErrorCode;
use domain::recipient::contact::Platform;
use domain::recipient::profile::Revoked;
use domain::routing::notification::DeliveryState;
use domain::{Channel, EventType, Language, Priority};

/// Checks that each of these values is found by its name, and none by another name.
fn assert_found<T: Copy + PartialEq>(all: &[T], name: fn(T) -> &'static str, parse: fn(&str) -> Option<T>) {
    for one in all {
        assert!(parse(name(*one)) == Some(*one), "{}", name(*one));
        assert!(parse(&name(*one).to_uppercase()).is_none(), "{}", name(*one));
    }
    assert!(parse("").is_none() && parse("xyzzy").is_none());
    let names: BTreeSet<_> = all.iter().map(|one| name(*one)).collect();
    assert_eq!(names.len(), all.len(), "no two have the same name");
}

#[test]
fn what_is_stored_is_found_by_its_name() {
    assert_found(&Channel::ALL, Channel::name, Channel::parse);
    assert_found(&Reason::ALL, Reason::name, Reason::parse);
    assert_found(&AttemptResult::ALL, AttemptResult::name, AttemptResult::parse);
    assert_found(&DeadReason::ALL, DeadReason::name, DeadReason::parse);
    assert_found(&Platform::ALL, Platform::name, Platform::parse);
    assert_found(&Revoked::ALL, Revoked::name, Revoked::parse);
    let types: Vec<_> = EventType::ALL.iter().copied().chain(EventType::OWN).collect();
    assert_found(&types, EventType::name, EventType::of_stored);
}

#[test]
fn channels_and_classes_have_the_names_of_the_contract() {
    assert_eq!(Channel::ALL.map(Channel::name), ["websocket", "push", "telegram", "email", "sms"]);
    assert_eq!(Priority::ALL.map(Priority::name), ["p0", "p1", "p2"]);
    assert_eq!(Priority::ALL.map(Priority::number), [0, 1, 2]);
    for priority in Priority::ALL {
        assert_eq!(Priority::from_number(priority.number()), Some(priority));
    }
    assert_eq!(Priority::from_number(3), None);
    let languages = Language::ALL.map(Language::code);
    assert_eq!(languages[0], "en", "the fallback language is the first");
    for known in ["ar", "de", "es", "ja", "pt-BR", "ru", "tr", "zh-Hans"] {
        assert!(languages.contains(&known), "{known}");
    }
    assert_eq!(Platform::ALL.map(Platform::name), ["ios", "android", "web"]);
    assert_eq!(Revoked::ALL.map(Revoked::name), ["connections", "devices", "telegram"]);
}

#[test]
fn every_section_is_a_key_of_the_document() {
    let document = serde_json::to_value(Preferences::default()).unwrap();
    let keys = document.as_object().unwrap().keys().map(String::as_str);
    let sections: Vec<_> = keys.filter(|key| document[key].get("channels").is_some()).collect();
    assert_eq!(PreferenceKey::ALL.map(PreferenceKey::name).to_vec(), sections);
}

#[test]
fn deliveries_have_the_names_of_get_notification() {
    assert_eq!(
        Reason::ALL.map(Reason::name),
        [
            "disabled",
            "not_chosen",
            "threshold",
            "min_score",
            "no_contact",
            "channel_not_deployed",
            "superseded",
            "already_notified",
            "over_cap",
            "country_not_allowed",
            "quiet_hours",
            "backfill",
        ]
    );
    assert_eq!(
        AttemptResult::ALL.map(AttemptResult::name),
        ["accepted", "gone", "refused", "throttled", "timeout", "error"]
    );
    assert_eq!(DeadReason::ALL.map(DeadReason::name), ["gone", "refused", "tries_used_up"]);
    assert_eq!(
        DeliveryState::ALL.map(DeliveryState::name),
        [
            "pending",
            "deferred",
            "acked",
            "expired",
            "suppressed",
            "retrying",
            "accepted",
            "unknown",
            "dead_lettered",
        ]
    );
}

#[test]
fn refusals_have_the_names_of_the_contract() {
    assert_eq!(
        RejectionCode::ALL.map(RejectionCode::name),
        ["bad_json", "unknown_type", "missing_field", "bad_field", "too_large", "future_timestamp"]
    );
    assert_eq!(
        ErrorCode::ALL.map(ErrorCode::name),
        [
            "bad_json",
            "unknown_action",
            "missing_field",
            "bad_field",
            "not_found",
            "version_conflict",
            "limit_reached",
            "too_large",
            "too_many_requests",
            "internal",
        ]
    );
}

#[test]
fn counters_have_keys_of_their_own() {
    let caps = [Cap::Hourly, Cap::Daily, Cap::HourlyNotices, Cap::DailyNotices];
    assert_eq!(caps.map(Cap::name), ["hour", "day", "notices-hour", "notices-day"]);
    assert_eq!([Part::Reserved, Part::Common].map(Part::name), ["p0", "common"]);
}

#[test]
fn only_what_can_come_to_something_else_is_tried_again() {
    use AttemptResult::{Error, Throttled, Timeout};
    let retryable = AttemptResult::ALL.into_iter().filter(|result| result.is_retryable());
    assert_eq!(retryable.collect::<Vec<_>>(), [Throttled, Timeout, Error]);
}
