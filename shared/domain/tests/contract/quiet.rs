//! Quiet hours in all time zones.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::preferences::QuietHours;
use domain::preferences::quiet::{next_at, quiet_until};
use domain::preferences::time_of_day::time_of_day;
use domain::{Time, locale};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

fn hours(from: &str, to: &str) -> QuietHours {
    QuietHours { enabled: true, from: from.to_owned(), to: to.to_owned() }
}

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

/// Returns the ends of quiet hours in this zone, calculated at these times.
fn ends(zone: &str, quiet_hours: &QuietHours, nows: &[&str]) -> Vec<String> {
    let zone = locale::zone(zone).unwrap();
    let end = |now: &&str| quiet_until(quiet_hours, &zone, at(now));
    nows.iter().map(|now| end(now).map_or_else(|| "awake".to_owned(), |end| end.to_string())).collect()
}

#[test]
fn a_night_ends_on_the_next_day_and_a_nap_on_the_same() {
    let night = ends(
        "Europe/Berlin",
        &hours("23:00", "07:00"),
        &[
            "2026-11-23T21:59:59.999Z",
            "2026-11-23T22:00:00Z",
            "2026-11-24T05:59:59.999Z",
            "2026-11-24T06:00:00Z",
        ],
    );
    let end = "2026-11-24T06:00:00.000Z";
    assert_eq!(night, ["awake", end, end, "awake"]);
    let nap =
        ends("Asia/Kolkata", &hours("13:00", "14:30"), &["2026-11-23T07:30:00Z", "2026-11-23T09:00:00Z"]);
    assert_eq!(nap, ["2026-11-23T09:00:00.000Z", "awake"]);
    let to_midnight =
        ends("UTC", &hours("22:00", "00:00"), &["2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z"]);
    assert_eq!(to_midnight, ["2026-11-24T00:00:00.000Z", "awake"]);
}

#[test]
fn what_is_switched_off_or_no_window_is_never_quiet() {
    let off = QuietHours { enabled: false, ..hours("00:00", "23:59") };
    for never in
        [off, hours("07:00", "07:00"), hours("25:00", "07:00"), hours("7:00", "08:00"), hours("", "")]
    {
        assert_eq!(ends("UTC", &never, &["2026-11-23T07:30:00Z"]), ["awake"]);
    }
}

#[test]
fn new_york_on_both_days_on_which_its_clocks_are_changed() {
    let night = hours("23:00", "07:00");
    // 8 March 2026: the clock is set forward from 02:00 to 03:00, so the night has seven hours.
    assert_eq!(ends("America/New_York", &night, &["2026-03-08T04:00:00Z"]), ["2026-03-08T11:00:00.000Z"]);
    // 1 November 2026: the clock is set back from 02:00 to 01:00, so the night has nine hours.
    assert_eq!(ends("America/New_York", &night, &["2026-11-01T03:00:00Z"]), ["2026-11-01T12:00:00.000Z"]);
    // The end is at a skipped local time, so quiet hours end in the minute of the skip.
    assert_eq!(
        ends("America/New_York", &hours("23:00", "02:30"), &["2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z"]),
        ["2026-03-08T07:00:00.000Z", "awake"]
    );
    // The end is at a repeated local time, so the repeated minutes before it are quiet twice.
    assert_eq!(
        ends(
            "America/New_York",
            &hours("23:00", "01:30"),
            &["2026-11-01T05:29:59Z", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z"]
        ),
        ["2026-11-01T05:30:00.000Z", "awake", "2026-11-01T06:30:00.000Z", "awake"]
    );
}

#[test]
fn lord_howe_changes_by_half_an_hour() {
    // 5 April 2026: the clock is set back from 02:00 (+11) to 01:30 (+10:30).
    let zone = "Australia/Lord_Howe";
    assert_eq!(ends(zone, &hours("23:00", "07:00"), &["2026-04-04T13:00:00Z"]), ["2026-04-04T20:30:00.000Z"]);
    assert_eq!(
        ends(
            zone,
            &hours("23:00", "01:45"),
            &["2026-04-04T14:44:00Z", "2026-04-04T14:50:00Z", "2026-04-04T15:01:00Z"]
        ),
        ["2026-04-04T14:45:00.000Z", "awake", "2026-04-04T15:15:00.000Z"]
    );
    // 4 October 2026: the clock is set forward from 02:00 (+10:30) to 02:30 (+11).
    assert_eq!(ends(zone, &hours("23:00", "07:00"), &["2026-10-03T13:00:00Z"]), ["2026-10-03T20:00:00.000Z"]);
    assert_eq!(ends(zone, &hours("23:00", "02:15"), &["2026-10-03T15:00:00Z"]), ["2026-10-03T15:30:00.000Z"]);
}

/// Returns the changes of offset of all zones between 2024 and 2030, with one of the zones
/// that agree on a change.
fn changes() -> Vec<(TimeZone, Time)> {
    let (first, last) =
        ("2024-01-01T00:00:00Z".parse().unwrap(), "2031-01-01T00:00:00Z".parse::<Timestamp>().unwrap());
    let mut known = BTreeSet::new();
    let mut changes = Vec::new();
    for name in TimeZoneDatabase::bundled().available() {
        let Some(zone) = locale::zone(name.as_str()) else { continue };
        let of_zone: Vec<Timestamp> = zone
            .following(first)
            .map(|change| change.timestamp())
            .take_while(|change| *change < last)
            .collect();
        for change in of_zone {
            let before = zone.to_offset(change - Duration::from_secs(1));
            if known.insert((change, before.seconds(), zone.to_offset(change).seconds())) {
                changes.push((zone.clone(), Time::from_millis(change.as_millisecond())));
            }
        }
    }
    changes
}

const MINUTE: Duration = Duration::from_mins(1);

/// Returns the local time of `count` minutes from `from` on, as minutes of the day.
fn minutes(zone: &TimeZone, from: Time, count: u32) -> Vec<i32> {
    let minute = |n| {
        let timestamp = Timestamp::from_millisecond(from.plus(MINUTE * n).as_millis()).unwrap();
        let shown = zone.to_datetime(timestamp);
        i32::from(shown.hour()) * 60 + i32::from(shown.minute())
    };
    (0..count).map(minute).collect()
}

fn text(minute: i32) -> String {
    let minute = minute.rem_euclid(24 * 60);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Compares the result around every change of every zone with a search minute by minute.
#[test]
fn by_every_clock_that_is_changed_they_end_in_the_first_minute_that_is_not_quiet() {
    let changes = changes();
    assert!(changes.len() > 200, "only {} changes", changes.len());
    for (zone, change) in changes {
        let before = Duration::from_hours(5);
        let start = change.minus(before);
        let shown = minutes(&zone, start, 11 * 60);
        let at_change = shown[300];
        let just_before = shown[299] + 1;
        for end in
            [just_before, just_before + 30, at_change, at_change - 30, at_change + 45, just_before + 179]
        {
            let begin = just_before - 180;
            let (from, to) = (begin.rem_euclid(1_440), end.rem_euclid(1_440));
            if from == to {
                continue;
            }
            let is_quiet = |minute: i32| {
                if from < to { from <= minute && minute < to } else { from <= minute || minute < to }
            };
            let quiet_hours = hours(&text(begin), &text(end));
            for n in (100..480).step_by(7) {
                let now = start.plus(MINUTE * u32::try_from(n).unwrap()).plus(Duration::from_millis(1));
                let first = (n + 1..shown.len()).find(|n| !is_quiet(shown[*n]));
                let expected = first.map(|n| start.plus(MINUTE * u32::try_from(n).unwrap()));
                let expected = if is_quiet(shown[n]) { expected } else { None };
                let found = quiet_until(&quiet_hours, &zone, now);
                assert_eq!(found, expected, "{:?} {change} {quiet_hours:?} at {now}", zone.iana_name());
            }
        }
    }
}

#[test]
fn by_every_clock_a_time_of_day_comes_once_a_day() {
    for (zone, change) in changes() {
        for time in ["00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "08:00"] {
            let time = time_of_day(time).unwrap();
            let mut now = change.minus(Duration::from_hours(60));
            let mut dates = Vec::new();
            while now < change.plus(Duration::from_hours(60)) {
                now = next_at(&zone, now, time);
                dates.push(zone.to_datetime(Timestamp::from_millisecond(now.as_millis()).unwrap()).date());
            }
            let mut distinct = dates.clone();
            distinct.dedup();
            let days = dates.first().unwrap().until(*dates.last().unwrap()).unwrap().get_days();
            assert_eq!(dates, distinct, "{:?} {change} {time}", zone.iana_name());
            assert_eq!(
                days,
                i32::try_from(dates.len()).unwrap() - 1,
                "{:?} {change} {time}: {dates:?}",
                zone.iana_name()
            );
        }
    }
}

#[test]
fn a_time_of_day_has_two_digits_each() {
    assert!(time_of_day("00:00").is_some() && time_of_day("23:59").is_some());
    for bad in
        ["24:00", "25:00", "12:60", "7:00", "07:0", "0700", "07:00:00", "-1:00", "+7:00", "", "：", "07:00 "]
    {
        assert_eq!(time_of_day(bad), None, "{bad}");
    }
}
