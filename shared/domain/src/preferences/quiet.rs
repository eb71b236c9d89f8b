//! Quiet hours, in which only critical notifications may interrupt a trader.
//!
//! Whether a minute is quiet depends only on the trader's local time in that minute. So if an hour of the
//! window is skipped when the clock is set forward, the window is an hour shorter. If an hour of the window
//! is repeated when the clock is set back, it is quiet twice.

use std::time::Duration;

use jiff::civil::{Date, DateTime, Time as WallTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::preferences::QuietHours;
use crate::preferences::time_of_day::time_of_day;
use crate::time::Time;

/// The number of days in which the end of quiet hours is searched. A window is shorter than a day, and no
/// zone skips a whole day twice.
const LOOK_AHEAD_DAYS: i32 = 3;

/// The time until the next check if no end is found.
const NO_END: Duration = Duration::from_hours(24);

/// Returns the first minute from `now` on that is not quiet in `zone`; `None` if `now` is not quiet.
pub fn quiet_until(quiet_hours: &QuietHours, zone: &TimeZone, now: Time) -> Option<Time> {
    let window = Window::of(quiet_hours)?;
    if !window.is_quiet(zone, now) {
        return None;
    }
    // Quiet hours can end only where the local time reaches the end of the window or the
    // zone's offset changes.
    let mut ends = changes(zone, now);
    ends.extend(instants(zone, now, window.to));
    ends.sort_unstable();
    let end = ends.into_iter().find(|end| *end > now && !window.is_quiet(zone, *end));
    Some(end.unwrap_or_else(|| now.plus(NO_END)))
}

/// Returns the first time after `now` at which the local time of `zone` is `time`. If the local time is
/// skipped on that day, it is the time of the skip; if it occurs twice, it is the first one.
pub fn next_at(zone: &TimeZone, now: Time, time: WallTime) -> Time {
    let mut next = dates(zone, now).map(|date| first_at(zone, date.to_datetime(time))).filter(|at| *at > now);
    next.next().unwrap_or_else(|| now.plus(NO_END))
}

/// Returns the first time at which `zone` has this local date and time, or skips it.
pub(crate) fn first_at(zone: &TimeZone, local: DateTime) -> Time {
    readings(zone, local).into_iter().min().unwrap_or(Time::EPOCH)
}

/// Returns the local date and time of `zone`.
pub(crate) fn local(zone: &TimeZone, now: Time) -> DateTime {
    zone.to_datetime(now.timestamp())
}

/// A daily window of quiet hours.
struct Window {
    from: WallTime,
    to: WallTime,
}

impl Window {
    /// Returns the window; `None` if no minute is quiet, because it is switched off or not a valid window.
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

/// Returns all times of the next days at which the local time is `time` or skips it.
fn instants(zone: &TimeZone, now: Time, time: WallTime) -> Vec<Time> {
    dates(zone, now).flat_map(|date| readings(zone, date.to_datetime(time))).collect()
}

/// Returns today and the following days in `zone`.
fn dates(zone: &TimeZone, now: Time) -> impl Iterator<Item = Date> {
    let today = local(zone, now).date();
    (0..LOOK_AHEAD_DAYS).filter_map(move |days| today.checked_add(jiff::Span::new().days(days)).ok())
}

/// Returns the times at which `zone` has this local time: one, or two if it is repeated, or
/// the time of the skip.
fn readings(zone: &TimeZone, local: DateTime) -> Vec<Time> {
    let at = |offset: jiff::tz::Offset| offset.to_timestamp(local).ok().map(of_timestamp);
    let offsets = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => vec![offset],
        AmbiguousOffset::Fold { before, after } => vec![before, after],
        // With the later offset it is before the change.
        AmbiguousOffset::Gap { after, .. } => {
            let change = at(after).and_then(|earlier| changes(zone, earlier).first().copied());
            return change.into_iter().collect();
        }
    };
    offsets.into_iter().filter_map(at).collect()
}

/// Returns the times at which the offset of `zone` changes in the days after `now`.
fn changes(zone: &TimeZone, now: Time) -> Vec<Time> {
    let last = now.plus(Duration::from_hours(24) * LOOK_AHEAD_DAYS.unsigned_abs());
    let following = zone.following(now.timestamp()).map(|change| of_timestamp(change.timestamp()));
    following.take_while(|change| *change <= last).collect()
}

fn of_timestamp(timestamp: jiff::Timestamp) -> Time {
    Time::from_millis(timestamp.as_millisecond())
}
