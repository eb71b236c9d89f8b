//! The history of the traders' preferences: the one source by which the system's quiet hours, sections and
//! reports are checked. Local time comes from the zone, and everything that follows from it is computed here
//! a second time.

use domain::event::catalogue::PreferenceKey;
use std::sync::Arc;
use std::time::Duration;

use domain::event::catalogue::QuietHandling;
use domain::preferences::{Preferences, Section};
use domain::recipient::Recipient;
use domain::{Channel, EventType, Priority, Time, locale};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::coverage::Coverage;

const MINUTE: Duration = Duration::from_mins(1);

/// The preferences and time zone of a trader, from one change to the next.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// The number of recorded facts at the time of the change.
    pub(crate) serial: u64,
    /// The time of the change.
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

    /// Whether the recipient has the same preferences and time zone.
    pub(crate) fn is_of(&self, recipient: &Recipient) -> bool {
        self.preferences == recipient.preferences && self.zone_name == zone_name(recipient)
    }

    /// Whether only critical notifications may interrupt the trader in this minute.
    pub(crate) fn is_quiet(&self, at: Time) -> bool {
        let hours = &self.preferences.quiet_hours;
        let minute = minute_of_day(&self.zone, at);
        let (Some(from), Some(to)) = (minutes(&hours.from), minutes(&hours.to)) else { return false };
        let is_inside = if from < to { from <= minute && minute < to } else { from <= minute || minute < to };
        hours.enabled && is_inside
    }

    /// Returns the end of the quiet hours at this time, disregarding clock changes;
    /// `None` outside quiet hours.
    pub(crate) fn quiet_until(&self, at: Time) -> Option<Time> {
        let to = minutes(&self.preferences.quiet_hours.to).filter(|_| self.is_quiet(at))?;
        Some(self.next(at, to))
    }

    /// Whether every minute between the two instants, including both, is as `quiet` says.
    pub(crate) fn is_always(&self, quiet: bool, from: Time, until: Time) -> bool {
        let mut minutes =
            std::iter::successors(Some(from), |at| Some(at.plus(MINUTE))).take_while(|at| *at < until);
        minutes.all(|at| self.is_quiet(at) == quiet) && self.is_quiet(until) == quiet
    }

    /// Whether the trader has switched this type off on this channel, and is allowed to.
    pub(crate) fn excludes(&self, event_type: EventType, channel: Channel) -> bool {
        let row = event_type.row();
        let Some(key) = row.preference.filter(|_| !row.mandatory) else { return false };
        let section = self.preferences.section(key);
        !section.enabled || !section.channels.contains(&channel)
    }

    /// Returns the next beginning or end of quiet hours after this minute, or the next hour of the daily
    /// report; within a day.
    pub(crate) fn next_boundary(&self, after: Time) -> Option<Time> {
        let hours = &self.preferences.quiet_hours;
        let quiet = [&*hours.from, &*hours.to].into_iter().filter(|_| hours.enabled);
        let times = quiet.chain(self.report_time());
        let edges = times.filter_map(|time| Some(self.next(after, minutes(time)?)));
        edges.filter(|at| *at > after).min()
    }

    /// Returns the time at which the local clock next shows this minute of the
    /// day, disregarding clock changes.
    fn next(&self, after: Time, minute: u16) -> Time {
        let whole = Time::from_millis(after.as_seconds() / 60 * 60_000);
        let ahead = (24 * 60 + minute - minute_of_day(&self.zone, after)) % (24 * 60);
        whole.plus(MINUTE * u32::from(ahead))
    }

    /// Returns the time at which the daily report of this date is due, if one is wanted: in the first minute
    /// of the date in which the local clock shows the report's time, or has skipped it.
    pub(crate) fn report_at(&self, date: Date) -> Option<Time> {
        let time = i64::from(minutes(self.report_time()?)?);
        let midnight = date.to_datetime(jiff::civil::Time::midnight());
        let midnight_in_utc = TimeZone::UTC.to_timestamp(midnight).ok()?.as_millisecond();
        // No zone has a larger offset from UTC.
        let first = Time::from_millis(midnight_in_utc).minus(Duration::from_hours(15));
        let wanted = midnight.checked_add(jiff::Span::new().minutes(time)).ok()?;
        // Before the report's time with the largest offset on these days, no clock shows it.
        let furthest =
            [first, first.plus(Duration::from_hours(54))].map(|at| self.offset(at)).into_iter().max()?;
        let wanted_in_utc = TimeZone::UTC.to_timestamp(wanted).ok()?.as_millisecond();
        let earliest = Time::from_millis(wanted_in_utc - i64::from(furthest) * 1_000).minus(MINUTE);
        let whole = Time::from_millis(earliest.as_seconds().div_euclid(60) * 60_000);
        let first = first.max(whole);
        let mut minutes = std::iter::successors(Some(first), |at| Some(at.plus(MINUTE))).take(54 * 60);
        minutes.find(|at| local(&self.zone, *at) >= wanted)
    }

    /// Returns the section of the daily report.
    fn daily_report(&self) -> &Section {
        &self.preferences[PreferenceKey::DailyReport]
    }

    /// Returns the time of day of the daily report, if one is wanted.
    fn report_time(&self) -> Option<&str> {
        let (is_wanted, time) = self.preferences.report_time()?;
        is_wanted.then_some(time)
    }

    /// Whether the trader has the same daily report in the same time zone.
    pub(crate) fn has_same_report(&self, other: &Self) -> bool {
        self.zone_name == other.zone_name && self.daily_report() == other.daily_report()
    }

    /// Whether the trader wants a daily report.
    pub(crate) fn wants_report(&self) -> bool {
        self.preferences[PreferenceKey::DailyReport].enabled
    }

    /// Returns the change of the quiet hours since `before`, if there is one.
    pub(crate) fn moves_night(&self, before: &Self) -> Option<Coverage> {
        if self.zone_name != before.zone_name {
            Some(Coverage::ZoneChanged)
        } else if self.preferences.quiet_hours != before.preferences.quiet_hours {
            Some(Coverage::NightChanged)
        } else {
            None
        }
    }

    /// Whether a daylight saving change lies between the two instants.
    pub(crate) fn is_changed_between(&self, from: Time, until: Time) -> bool {
        self.offset(from) != self.offset(until)
    }

    /// Returns the trader's offset from UTC in seconds.
    fn offset(&self, at: Time) -> i32 {
        let timestamp = jiff::Timestamp::from_millisecond(at.as_millis());
        self.zone.to_offset(timestamp.unwrap_or(jiff::Timestamp::UNIX_EPOCH)).seconds()
    }

    /// Returns the trader's local date.
    pub(crate) fn date(&self, at: Time) -> Date {
        local(&self.zone, at).date()
    }

    /// Returns the trader's local minute of the day.
    pub(crate) fn minute(&self, at: Time) -> u16 {
        minute_of_day(&self.zone, at)
    }
}

/// Whether notifications of this type and class are deferred in quiet hours. What interrupts because it is
/// critical waits in a lower class.
pub(crate) fn waits(event_type: EventType, class: Priority) -> bool {
    let row = event_type.row();
    let is_lowered = row.priority == Priority::P0 && class != Priority::P0;
    row.quiet_handling != QuietHandling::Interrupts || is_lowered
}

/// Returns the minute of a day as `HH:MM`.
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
