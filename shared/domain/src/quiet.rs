//! Quiet hours: when only what is critical may interrupt a trader.
//!
//! Whether a minute is quiet depends on what the trader's clock on the wall shows in that minute, and on nothing else. So
//! a window that an hour of the night falls out of is shorter that night, and where the hour comes twice and lies in the
//! window, it is quiet twice.

use std::time::Duration;

use jiff::civil::{Date, DateTime, Time as WallTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::preferences::QuietHours;
use crate::schema::Schema;
use crate::time::Time;

/// How far ahead the end is looked for. A window is shorter than a day, and no zone takes a whole day out of the calendar
/// twice.
const LOOK_AHEAD_DAYS: i32 = 3;

/// How long whoever finds no end waits before looking again.
const NO_END: Duration = Duration::from_hours(24);

/// A time of day as the trader writes it: `HH:MM`, from `00:00` to `23:59`.
pub fn time_of_day(text: &str) -> Option<WallTime> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| {
        let has_two_digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        has_two_digits.then(|| text.parse::<i8>().ok()).flatten()
    };
    WallTime::new(number(hours)?, number(minutes)?, 0, 0).ok()
}

/// What [`time_of_day`] reads.
pub fn time_of_day_schema() -> Schema {
    Schema::text().pattern("([01][0-9]|2[0-3]):[0-5][0-9]")
}

/// The first minute from `now` on that is not quiet by the clock of `zone`; `None` if `now` is not quiet.
pub fn quiet_until(quiet_hours: &QuietHours, zone: &TimeZone, now: Time) -> Option<Time> {
    let window = Window::of(quiet_hours)?;
    if !window.is_quiet(zone, now) {
        return None;
    }
    // Only where the clock reaches the end of the window, or is changed, can it begin not to be quiet.
    let mut ends = changes(zone, now);
    ends.extend(instants(zone, now, window.to));
    ends.sort_unstable();
    let end = ends.into_iter().find(|end| *end > now && !window.is_quiet(zone, *end));
    Some(end.unwrap_or_else(|| now.plus(NO_END)))
}

/// The first instant after `now` at which the clock of `zone` shows `time`. Where the clock skips it that day, the
/// instant at which it does so; where it shows it twice, the first.
pub fn next_at(zone: &TimeZone, now: Time, time: WallTime) -> Time {
    let mut next = dates(zone, now).map(|date| first_at(zone, date.to_datetime(time))).filter(|at| *at > now);
    next.next().unwrap_or_else(|| now.plus(NO_END))
}

/// The instant at which the clock of `zone` first shows this date and time, or skips it.
pub(crate) fn first_at(zone: &TimeZone, local: DateTime) -> Time {
    readings(zone, local).into_iter().min().unwrap_or(Time::EPOCH)
}

/// What the clock of `zone` shows.
pub(crate) fn local(zone: &TimeZone, now: Time) -> DateTime {
    zone.to_datetime(now.timestamp())
}

/// A window of the day.
struct Window {
    from: WallTime,
    to: WallTime,
}

impl Window {
    /// `None` where nothing is ever quiet: it is switched off, or is no window.
    fn of(quiet_hours: &QuietHours) -> Option<Self> {
        let (from, to) = (time_of_day(&quiet_hours.from)?, time_of_day(&quiet_hours.to)?);
        (quiet_hours.enabled && from != to).then_some(Self { from, to })
    }

    fn is_quiet(&self, zone: &TimeZone, at: Time) -> bool {
        let time = local(zone, at).time();
        if self.from < self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

/// Every instant of the next days at which the clock shows `time`, or skips it.
fn instants(zone: &TimeZone, now: Time, time: WallTime) -> Vec<Time> {
    dates(zone, now).flat_map(|date| readings(zone, date.to_datetime(time))).collect()
}

/// Today and the days after it, by the clock of `zone`.
fn dates(zone: &TimeZone, now: Time) -> impl Iterator<Item = Date> {
    let today = local(zone, now).date();
    (0..LOOK_AHEAD_DAYS).filter_map(move |days| today.checked_add(jiff::Span::new().days(days)).ok())
}

/// The instants at which the clock shows this: one, or two, or the one at which it skips it.
fn readings(zone: &TimeZone, local: DateTime) -> Vec<Time> {
    let at = |offset: jiff::tz::Offset| offset.to_timestamp(local).ok().map(of_timestamp);
    let offsets = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => vec![offset],
        AmbiguousOffset::Fold { before, after } => vec![before, after],
        // Read by the clock that comes, it lies before the change.
        AmbiguousOffset::Gap { after, .. } => {
            let change = at(after).and_then(|earlier| changes(zone, earlier).first().copied());
            return change.into_iter().collect();
        }
    };
    offsets.into_iter().filter_map(at).collect()
}

/// When the clock is changed in the days after `now`.
fn changes(zone: &TimeZone, now: Time) -> Vec<Time> {
    let last = now.plus(Duration::from_hours(24) * LOOK_AHEAD_DAYS.unsigned_abs());
    let following = zone.following(now.timestamp()).map(|change| of_timestamp(change.timestamp()));
    following.take_while(|change| *change <= last).collect()
}

fn of_timestamp(timestamp: jiff::Timestamp) -> Time {
    Time::from_millis(timestamp.as_millisecond())
}
