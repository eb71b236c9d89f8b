//! Quiet hours around every change of every zone's clock, from 2024 to 2030.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::Channel::Telegram;
use domain::{Priority, Time, locale};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::trader::CHAT;
use crate::world::World;

const MINUTE: Duration = Duration::from_mins(1);

fn timestamp(time: Time) -> Timestamp {
    Timestamp::from_millisecond(time.as_millis()).unwrap()
}

/// Returns the time that the clock shows, `HH:MM`.
fn shown(zone: &TimeZone, time: Time) -> String {
    zone.to_datetime(timestamp(time)).strftime("%H:%M").to_string()
}

/// Returns the zones with the times at which their clocks are changed; one of the zones that agree.
fn changes() -> Vec<(TimeZone, Time)> {
    let (first, last): (Timestamp, Timestamp) =
        ("2024-01-01T00:00:00Z".parse().unwrap(), "2031-01-01T00:00:00Z".parse().unwrap());
    let mut known = BTreeSet::new();
    let mut changes = Vec::new();
    for name in TimeZoneDatabase::bundled().available() {
        let Some(zone) = locale::zone(name.as_str()) else { continue };
        for change in
            zone.following(first).map(|change| change.timestamp()).take_while(|change| *change < last)
        {
            let time = Time::from_millis(change.as_millisecond());
            let around = [time.minus(MINUTE), time].map(|time| shown(&zone, time));
            if known.insert((change, around)) {
                changes.push((zone.clone(), time));
            }
        }
    }
    changes
}

#[tokio::test]
async fn what_waits_leaves_once_in_the_first_minute_that_the_clock_shows_as_not_quiet() {
    let changes = changes();
    assert!(changes.len() > 200, "only {} changes", changes.len());
    for (zone, change) in changes {
        // One end is two hours after the change; the other is half an hour after the time that the
        // clock would have shown without it.
        let by_the_old_clock = zone.to_offset(timestamp(change.minus(MINUTE))).to_datetime(timestamp(change));
        let half_an_hour_later = by_the_old_clock + jiff::Span::new().minutes(30);
        let ends = [
            shown(&zone, change.plus(Duration::from_hours(2))),
            half_an_hour_later.strftime("%H:%M").to_string(),
        ];
        for to in ends {
            let from = shown(&zone, change.minus(Duration::from_hours(3)));
            let is_quiet = |time: Time| {
                let now = shown(&zone, time);
                if from < to { from <= now && now < to } else { from <= now || now < to }
            };
            let world = World::reaching(&[Telegram]);
            world.prefer(|preferences| {
                preferences.time_zone = zone.iana_name().map(str::to_owned);
                preferences.quiet_hours.enabled = true;
                preferences.quiet_hours.from.clone_from(&from);
                preferences.quiet_hours.to.clone_from(&to);
            });
            let begin = change.minus(Duration::from_hours(1));
            world.clock.set(begin);
            world.route(Priority::P1, &[world.alert("a-1"), world.alert("a-2")]).await;
            let end = (0..1_440).map(|n| begin.plus(MINUTE * n)).find(|time| !is_quiet(*time)).unwrap();
            world.minutes_until(&change.plus(Duration::from_hours(6)).to_string()).await;
            assert_eq!(
                world.summaries(),
                [format!("{end} {CHAT}")],
                "{:?} {change} {from}-{to}",
                zone.iana_name()
            );
            assert!(world.store.wakes().is_empty());
        }
    }
}
