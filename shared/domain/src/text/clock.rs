//! A point in time as local date and time of a time zone. The format of a date is up to each language.

use std::fmt::{self, Display};

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneOffsetInfo};

use crate::time::Time;

/// The date, the time of day and the zone at a point in time.
#[derive(Debug)]
pub(super) struct Clock<'a> {
    /// The local date and time.
    pub(super) shows: DateTime,
    zone: TimeZoneOffsetInfo<'a>,
}

impl<'a> Clock<'a> {
    pub(super) fn at(time: Time, zone: &'a TimeZone) -> Self {
        let instant = time.timestamp();
        let zone = zone.to_offset_info(instant);
        Self { shows: zone.offset().to_datetime(instant), zone }
    }

    /// Returns the zone's abbreviation at that time, or the offset if it has no abbreviation.
    pub(super) fn zone(&self) -> impl Display {
        fmt::from_fn(move |f| match self.abbreviation() {
            Some(name) => f.write_str(name),
            None => self.offset().fmt(f),
        })
    }

    /// Returns the zone's abbreviation at that time, such as `CET` or `CEST`; `None` if the database has
    /// none. In its place the database then has the offset (`+03`).
    fn abbreviation(&self) -> Option<&str> {
        let name = self.zone.abbreviation();
        name.bytes().all(|byte| byte.is_ascii_alphabetic()).then_some(name)
    }

    /// Returns the offset from UTC, such as `UTC-3` or `UTC+5:30`.
    fn offset(&self) -> impl Display {
        let seconds = self.zone.offset().seconds();
        fmt::from_fn(move |f| {
            let sign = if seconds < 0 { '-' } else { '+' };
            let minutes = seconds.unsigned_abs() / 60;
            match (minutes / 60, minutes % 60) {
                (0, 0) => f.write_str("UTC"),
                (hours, 0) => write!(f, "UTC{sign}{hours}"),
                (hours, minutes) => write!(f, "UTC{sign}{hours}:{minutes:02}"),
            }
        })
    }
}
