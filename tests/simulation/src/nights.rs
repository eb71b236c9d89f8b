//! The quiet hours and time zones of the traders, and their changes.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::preferences::Preferences;
use domain::{Channel, Time, UserId};
use fastrand::Rng;
use futures_util::FutureExt;
use ports::{PreferencesWrite, Scheduler};

use crate::contacts::Change;
use crate::wishes::{Wish, clock_face};
use crate::world::World;

/// The time zones of traders.
pub(crate) const ZONES: [&str; 8] = [
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "UTC",
    "Asia/Tokyo",
    "Europe/London",
];

/// The instants around which runs begin, each with the zone of many of their traders: daylight saving
/// changes, midnight UTC, and a day without changes.
const INSTANTS: [(&str, &str); 11] = [
    ("2026-03-08T07:00:00Z", "America/New_York"),
    ("2026-11-01T06:00:00Z", "America/New_York"),
    ("2026-04-04T15:00:00Z", "Australia/Lord_Howe"),
    ("2026-10-03T15:30:00Z", "Australia/Lord_Howe"),
    ("2026-03-29T01:00:00Z", "Europe/Berlin"),
    ("2026-10-25T01:00:00Z", "Europe/London"),
    ("2026-04-04T14:00:00Z", "Pacific/Auckland"),
    ("2026-09-26T14:00:00Z", "Pacific/Auckland"),
    ("2026-06-30T23:59:00Z", "Asia/Kolkata"),
    ("2026-12-31T23:30:00Z", "Asia/Tokyo"),
    ("2026-11-23T08:00:00Z", "Europe/Berlin"),
];

/// Returns the beginning of a run, at most two hours before one of the instants, and the
/// zone of that instant.
pub(crate) fn beginning(rng: &mut Rng) -> (Time, &'static str) {
    let (instant, zone) = INSTANTS[rng.usize(..INSTANTS.len())];
    let instant: Time = instant.parse().unwrap_or(Time::EPOCH);
    (instant.minus(Duration::from_secs(rng.u64(..7_200))), zone)
}

/// Gives the trader initial quiet hours, reports and channels, and schedules a check of the trader.
pub(crate) fn seed_data(world: &World, user: &UserId) {
    let time_zone = (world.below(4) > 0).then(|| zone(world).to_owned());
    let mut preferences = Preferences::default();
    preferences.time_zone = time_zone;
    for key in [PreferenceKey::Deposit, PreferenceKey::PriceAlert, PreferenceKey::NewListing] {
        let channels = &mut preferences[key].channels;
        let more = [Channel::Telegram, Channel::Email].into_iter().filter(|_| world.coin());
        let more: Vec<_> = more.filter(|channel| !channels.contains(channel)).collect();
        channels.extend(more);
    }
    put(world, user, &preferences);
    if world.below(3) > 0 {
        put(world, user, &night(world, user, 180, 180).of(preferences.clone()));
        preferences = (*world.store.recipient(user).preferences).clone();
    }
    if world.below(3) == 0 {
        let minute = in_minutes(world, user, 1 + world.below(150));
        put(world, user, &Change::Report(Some(minute)).of(preferences));
    }
    let wake = world.store.schedule_check(user, world.now().plus(Duration::from_secs(10)), "furnished");
    assert!(matches!(wake.now_or_never(), Some(Ok(()))), "the in-memory store answers at once");
}

fn put(world: &World, user: &UserId, preferences: &Preferences) {
    let version = world.store.recipient(user).version;
    let stored = world.store.put_preferences(user, preferences, version, false).now_or_never();
    assert!(matches!(stored, Some(Ok(_))), "the in-memory store answers at once");
}

fn zone(world: &World) -> &'static str {
    if world.coin() { world.place } else { ZONES[world.below(ZONES.len())] }
}

/// Returns the minute of the day in the trader's time zone this many minutes from now.
fn in_minutes(world: &World, user: &UserId, ahead: usize) -> u16 {
    let wish = Wish::of(&world.store.recipient(user), 0, world.now());
    (wish.minute(world.now()) + u16::try_from(ahead).unwrap_or(0)) % (24 * 60)
}

/// Returns quiet hours that began up to `ago` minutes before now, or begin soon, and that end within `ahead`
/// minutes after that. They never last for a whole day: the deferred messages would be received so often that
/// the faults multiply them.
fn night(world: &World, user: &UserId, ago: usize, ahead: usize) -> Change {
    let begin = world.below(ago + 30);
    let end = begin.max(ago) + 1 + world.below(ahead);
    let minute = |minutes| in_minutes(world, user, 24 * 60 + minutes - ago);
    Change::Night { from: minute(begin), to: minute(end) }
}

/// Returns a random change of the quiet hours or the time zone.
pub(crate) fn change(world: &World, user: &UserId) -> Change {
    match world.below(8) {
        0 => Change::NoNight,
        1..4 => night(world, user, 60, 60),
        4..7 => Change::Zone(ZONES[world.below(ZONES.len())]),
        _ => Change::Report((world.below(3) > 0).then(|| in_minutes(world, user, 1 + world.below(60)))),
    }
}

/// Returns the time until quiet hours begin or end, or a report is due, for one of the traders, give
/// or take a minute.
pub(crate) fn until_an_edge(world: &World) -> Duration {
    let users = world.exchange.borrow().users().to_vec();
    let user = &users[world.below(users.len())];
    let boundary = world.facts.borrow().wish(user).and_then(|wish| wish.next_boundary(world.now()));
    let Some(boundary) = boundary else { return Duration::ZERO };
    let about = boundary.plus(Duration::from_millis(u64::try_from(world.below(120_000)).unwrap_or(0)));
    Duration::from_millis(about.minus(Duration::from_mins(1)).millis_since(world.now()))
}

/// Returns the preferences with quiet hours between these minutes of the day.
pub(crate) fn with_night(mut preferences: Preferences, from: u16, to: u16) -> Preferences {
    let hours = &mut preferences.quiet_hours;
    (hours.enabled, hours.from, hours.to) = (true, clock_face(from), clock_face(to));
    preferences
}

/// Returns the preferences with a report at this minute of the day, or none.
pub(crate) fn with_report(mut preferences: Preferences, minute: Option<u16>) -> Preferences {
    preferences[PreferenceKey::DailyReport].enabled = minute.is_some();
    match minute {
        Some(minute) => preferences.with_option(PreferenceKey::DailyReport, "time", clock_face(minute)),
        None => preferences,
    }
}
