//! An instant by the clock of a zone. How a date looks is each language's own.

use std::fmt::{self, Display};

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneOffsetInfo};

use crate::time::Time;

/// Date, time of day and zone as a clock on the wall shows them.
#[derive(Debug)]
pub(super) struct Clock<'a> {
    /// What it shows.
    pub(super) shows: DateTime,
    zone: TimeZoneOffsetInfo<'a>,
}

impl<'a> Clock<'a> {
    pub(super) fn at(time: Time, zone: &'a TimeZone) -> Self {
        let instant = time.timestamp();
        let zone = zone.to_offset_info(instant);
        Self { shows: zone.offset().to_datetime(instant), zone }
    }

    /// The zone's name at that time as the language has it (`in_words`), or the offset where it has no name.
    pub(super) fn zone(&self, in_words: fn(&str) -> &str) -> impl Display {
        fmt::from_fn(move |f| match self.abbreviation() {
            Some(name) => f.write_str(in_words(name)),
            None => self.offset().fmt(f),
        })
    }

    /// The zone's name at that time, such as `CET` or `CEST`; `None` where the database has none: it then
    /// writes the offset in its place (`+03`).
    fn abbreviation(&self) -> Option<&str> {
        let name = self.zone.abbreviation();
        name.bytes().all(|byte| byte.is_ascii_alphabetic()).then_some(name)
    }

    /// The offset from UTC, such as `UTC-3` or `UTC+5:30`.
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
