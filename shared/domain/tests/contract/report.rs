//! The daily report: its due time, its period, and its publication.

use domain::event::catalogue::PreferenceKey;
use std::sync::Arc;
use std::time::Duration;

use domain::event::Event;
use domain::event::data::{Asset, Day, Signed};
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::routing::report::{Activity, DueReport, PublishedPnl, Reported, due, event, next};
use domain::{EventType, Time, UserId};
use serde_json::json;

use crate::plan::sample;

/// Returns a trader in Vienna who wants the report at eight.
fn recipient(change: impl FnOnce(&mut Preferences)) -> Recipient {
    let mut preferences = Preferences::default();
    preferences.time_zone = Some("Europe/Vienna".to_owned());
    preferences[PreferenceKey::DailyReport].enabled = true;
    change(&mut preferences);
    Recipient { preferences: Arc::new(preferences), ..Recipient::unknown(UserId::parse("u-42").unwrap()) }
}

fn at(text: &str) -> Time {
    format!("2026-11-{text}Z").parse().unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const HOUR: Duration = Duration::from_hours(1);

#[test]
fn a_report_is_due_at_its_minute_and_for_two_minutes_more() {
    let recipient = recipient(|_| ());
    // Eight o'clock in Vienna.
    let minute = at("23T07:00:00");
    let report = DueReport { day: day("2026-11-23"), from: minute.minus(24 * HOUR), until: minute };
    assert_eq!(due(&recipient, minute), Some(report.clone()), "the first one looks back a day");
    assert_eq!(due(&recipient, at("23T07:01:59.999")), Some(report));
    for woken_at in ["23T06:59:59.999", "23T07:02:00", "23T08:00:00"] {
        assert_eq!(due(&recipient, at(woken_at)), None, "{woken_at}: woken for something else");
    }
}

#[test]
fn who_wants_none_is_sent_none() {
    let off = recipient(|preferences| preferences[PreferenceKey::DailyReport].enabled = false);
    assert_eq!((due(&off, at("23T07:00:00")), next(&off, at("23T07:00:00"))), (None, None));
    let unreadable = recipient(|preferences| {
        let unpadded = preferences.clone().with_option(PreferenceKey::DailyReport, "time", "8:00");
        *preferences = unpadded;
    });
    assert_eq!((due(&unreadable, at("23T07:00:00")), next(&unreadable, at("23T07:00:00"))), (None, None));
}

#[test]
fn a_report_begins_where_the_one_before_it_ended_and_there_is_one_a_day() {
    let minute = at("23T07:00:00");
    let after = |last: &str, until| {
        let reported = Some(Reported { day: day(last), until });
        due(&Recipient { reported, ..recipient(|_| ()) }, minute).map(|report| report.from)
    };
    assert_eq!(after("2026-11-22", at("22T07:00:00")), Some(at("22T07:00:00")));
    assert_eq!(after("2026-11-22", at("22T05:30:00")), Some(at("22T05:30:00")), "the time was changed since");
    assert_eq!(after("2026-11-01", at("01T07:00:00")), Some(minute.minus(48 * HOUR)), "not the whole month");
    assert_eq!(after("2026-11-23", at("23T06:00:00")), None, "there was one today");
    assert_eq!(after("2026-11-24", at("23T06:00:00")), None, "the clock was put back");
}

#[test]
fn the_next_report_comes_at_its_time_by_the_traders_clock() {
    let next = |now| next(&recipient(|_| ()), at(now)).unwrap();
    assert_eq!(next("23T06:59:59.999"), at("23T07:00:00"));
    assert_eq!(next("23T07:00:00"), at("24T07:00:00"));
}

#[test]
fn only_what_the_report_counts_is_counted() {
    let mut activity = Activity::default();
    for event_type in EventType::ALL.iter().copied().chain(EventType::OWN) {
        activity.count(event_type);
    }
    assert_eq!(activity, Activity { fills: 2, alerts: 1, deposits: 1, accruals: 1 });
}

#[test]
fn a_report_is_published_as_an_event_of_its_day() {
    let weekly = |data| PublishedPnl::of(&crate::event("weekly_pnl_report", &data).data, at("22T00:00:00"));
    let least = json!({"week": "2026-W47", "realized_pnl": "120.50", "currency": "USDT"});
    let pnl = weekly(least.clone()).unwrap();
    assert_eq!((pnl.at, pnl.currency.as_str()), (at("22T00:00:00"), "USDT"));
    assert_eq!((Some(pnl.realized), pnl.unrealized), (Signed::parse("120.50"), None));
    let mut all = least;
    all["unrealized_pnl"] = json!("-3");
    assert_eq!(weekly(all).unwrap().unrealized, Signed::parse("-3"));
    assert_eq!(PublishedPnl::of(&sample(EventType::DailyReport).data, at("22T00:00:00")), None);
    let report = DueReport { day: day("2026-11-23"), from: at("22T07:00:00"), until: at("23T07:00:00") };
    let activity = Activity { fills: 4, alerts: 3, deposits: 2, accruals: 1 };
    let published = |pnl| {
        let recipient = Recipient { pnl, ..recipient(|_| ()) };
        let event = Event::decode(&event(&recipient, &report, activity), at("23T07:00:01")).unwrap();
        assert_eq!((event.id.as_str(), event.user_id.as_str()), ("daily-report:2026-11-23", "u-42"));
        assert_eq!(event.occurred_at, report.until);
        event.data.to_json().get().to_owned()
    };
    let counts = r#""fills":4,"alerts":3,"deposits":2,"accruals":1"#;
    assert_eq!(published(None), format!(r#"{{"day":"2026-11-23",{counts}}}"#));
    let pnl = |unrealized: Option<&str>| PublishedPnl {
        at: at("22T00:00:00"),
        realized: Signed::parse("-12.50").unwrap(),
        unrealized: unrealized.and_then(Signed::parse),
        currency: Asset::parse("USDT").unwrap(),
    };
    let realized = r#""realized_pnl":"-12.50""#;
    let without = format!(r#"{{"day":"2026-11-23",{realized},"currency":"USDT",{counts}}}"#);
    assert_eq!(published(Some(pnl(None))), without);
    let with =
        format!(r#"{{"day":"2026-11-23",{realized},"unrealized_pnl":"3","currency":"USDT",{counts}}}"#);
    assert_eq!(published(Some(pnl(Some("3")))), with);
}
