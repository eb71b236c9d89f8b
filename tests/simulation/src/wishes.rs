//! What the traders wanted when: the one account by which the system's quiet hours, sections and reports are judged. What
//! a clock on a wall shows is taken from the zone, and all that follows from it is worked out here once more.

use std::sync::Arc;
use std::time::Duration;

use domain::catalogue::WhenQuiet;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::{Channel, EventType, Time, locale};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::sights::Sight;

const MINUTE: Duration = Duration::from_mins(1);

/// What a trader wants, from one change to the next.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// How much had been written into the book.
    pub(crate) serial: u64,
    /// Since when.
    pub(crate) at: Time,
    preferences: Arc<Preferences>,
    zone_name: String,
    zone: TimeZone,
}

impl Wish {
    pub(crate) fn of(recipient: &Recipient, serial: u64, at: Time) -> Self {
        let name = zone_name(recipient).to_owned();
        let zone = locale::zone(&name).unwrap_or(TimeZone::UTC);
        Self { serial, at, preferences: recipient.preferences.clone(), zone_name: name, zone }
    }

    /// Whether the recipient wants the same.
    pub(crate) fn is_of(&self, recipient: &Recipient) -> bool {
        self.preferences == recipient.preferences && self.zone_name == zone_name(recipient)
    }

    /// Whether only what is critical may interrupt the trader in this minute.
    pub(crate) fn is_quiet(&self, at: Time) -> bool {
        let hours = &self.preferences.quiet_hours;
        let minute = minute_of_day(&self.zone, at);
        let (Some(from), Some(to)) = (minutes(&hours.from), minutes(&hours.to)) else { return false };
        let is_inside = if from < to { from <= minute && minute < to } else { from <= minute || minute < to };
        hours.enabled && is_inside
    }

    /// When the quiet hours end that it is, as long as no clock is changed.
    pub(crate) fn quiet_until(&self, at: Time) -> Option<Time> {
        let to = minutes(&self.preferences.quiet_hours.to).filter(|_| self.is_quiet(at))?;
        Some(self.next(at, to))
    }

    /// Whether every minute between the two instants, and both of them, is as `quiet` says.
    pub(crate) fn is_always(&self, quiet: bool, from: Time, until: Time) -> bool {
        let mut minutes =
            std::iter::successors(Some(from), |at| Some(at.plus(MINUTE))).take_while(|at| *at < until);
        minutes.all(|at| self.is_quiet(at) == quiet) && self.is_quiet(until) == quiet
    }

    /// Whether the trader wants nothing of this type on this channel, and can.
    pub(crate) fn excludes(&self, event_type: EventType, channel: Channel) -> bool {
        let row = event_type.row();
        let Some(key) = row.preference.filter(|_| !row.mandatory) else { return false };
        let section = self.preferences.section(key);
        !section.enabled || !section.channels.contains(&channel)
    }

    /// The next change of whether it is quiet after this minute, or the hour of the daily report; within a day.
    pub(crate) fn next_edge(&self, after: Time) -> Option<Time> {
        let hours = &self.preferences.quiet_hours;
        let report = &self.preferences.daily_report;
        let quiet = [&hours.from, &hours.to].into_iter().filter(|_| hours.enabled);
        let times = quiet.chain(Some(&report.time).filter(|_| report.enabled));
        let edges = times.filter_map(|time| Some(self.next(after, minutes(time)?)));
        edges.filter(|at| *at > after).min()
    }

    /// When the clock next shows this minute of the day, unless it is changed.
    fn next(&self, after: Time, minute: u16) -> Time {
        let whole = Time::from_millis(after.as_seconds() / 60 * 60_000);
        let ahead = (24 * 60 + minute - minute_of_day(&self.zone, after)) % (24 * 60);
        whole.plus(MINUTE * u32::from(ahead))
    }

    /// When the daily report of this date is due, if one is wanted: in the first minute of the date in which the clock
    /// shows its time, or has skipped it.
    pub(crate) fn report_at(&self, date: Date) -> Option<Time> {
        let report = &self.preferences.daily_report;
        if !report.enabled {
            return None;
        }
        let time = i64::from(minutes(&report.time)?);
        let midnight = date.to_datetime(jiff::civil::Time::midnight());
        let midnight_in_utc = TimeZone::UTC.to_timestamp(midnight).ok()?.as_millisecond();
        // No zone is further than this from UTC.
        let first = Time::from_millis(midnight_in_utc).minus(Duration::from_hours(15));
        let wanted = midnight.checked_add(jiff::Span::new().minutes(time)).ok()?;
        // Before its time by the clock that is furthest ahead on these days, no clock shows it.
        let furthest =
            [first, first.plus(Duration::from_hours(54))].map(|at| self.offset(at)).into_iter().max()?;
        let wanted_in_utc = TimeZone::UTC.to_timestamp(wanted).ok()?.as_millisecond();
        let earliest = Time::from_millis(wanted_in_utc - i64::from(furthest) * 1_000).minus(MINUTE);
        let whole = Time::from_millis(earliest.as_seconds().div_euclid(60) * 60_000);
        let first = first.max(whole);
        let mut minutes = std::iter::successors(Some(first), |at| Some(at.plus(MINUTE))).take(54 * 60);
        minutes.find(|at| local(&self.zone, *at) >= wanted)
    }

    /// Whether the trader wants the same daily report by the same clock.
    pub(crate) fn has_same_report(&self, other: &Self) -> bool {
        self.zone_name == other.zone_name && self.preferences.daily_report == other.preferences.daily_report
    }

    /// Whether the trader wants a daily report.
    pub(crate) fn wants_report(&self) -> bool {
        self.preferences.daily_report.enabled
    }

    /// What has changed of the night since `before`.
    pub(crate) fn moves_night(&self, before: &Self) -> Option<Sight> {
        if self.zone_name != before.zone_name {
            Some(Sight::ZoneChanged)
        } else if self.preferences.quiet_hours != before.preferences.quiet_hours {
            Some(Sight::NightChanged)
        } else {
            None
        }
    }

    /// Whether the clock was changed between the two instants, for summer or winter.
    pub(crate) fn is_changed_between(&self, from: Time, until: Time) -> bool {
        self.offset(from) != self.offset(until)
    }

    /// The seconds by which the trader's clock is ahead of UTC.
    fn offset(&self, at: Time) -> i32 {
        let timestamp = jiff::Timestamp::from_millisecond(at.as_millis());
        self.zone.to_offset(timestamp.unwrap_or(jiff::Timestamp::UNIX_EPOCH)).seconds()
    }

    /// The date that the trader's calendar shows.
    pub(crate) fn date(&self, at: Time) -> Date {
        local(&self.zone, at).date()
    }

    /// The minute of the day that the trader's clock shows.
    pub(crate) fn minute(&self, at: Time) -> u16 {
        minute_of_day(&self.zone, at)
    }
}

/// Whether a type waits for the end of quiet hours.
pub(crate) fn waits(event_type: EventType) -> bool {
    event_type.row().when_quiet != WhenQuiet::Interrupts
}

/// `HH:MM` for the minute of a day.
pub(crate) fn clock_face(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

fn minutes(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<u16>().ok()? * 60 + minutes.parse::<u16>().ok()?)
}

fn zone_name(recipient: &Recipient) -> &str {
    let own = recipient.preferences.time_zone.as_deref();
    own.or(recipient.profile.time_zone.value.as_deref()).unwrap_or("UTC")
}

fn local(zone: &TimeZone, at: Time) -> DateTime {
    let timestamp = jiff::Timestamp::from_millisecond(at.as_millis());
    zone.to_datetime(timestamp.unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}

fn minute_of_day(zone: &TimeZone, at: Time) -> u16 {
    let time = local(zone, at).time();
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}
