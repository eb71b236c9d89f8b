//! Points in time in UTC with millisecond precision: how they are read, compared and written.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json::Field;
use crate::schema::Schema;

/// A point in time in UTC, in whole milliseconds, between the years 1970 and 9999.
///
/// It reads any RFC 3339 time and writes `2026-11-23T08:00:00.123Z`. The text always has the same width, so
/// that the order of the texts is the order of the times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Time {
    milliseconds: i64,
}

/// The text is not an RFC 3339 time with a zone, between 1970 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be an RFC 3339 time with a zone, such as 2026-11-23T08:00:00.123Z")]
pub struct TimeError;

/// 9999-12-30T22:00:00Z. Up to this time the year has four digits in every zone, so that all texts sort. It
/// is the last whole second of [`jiff::Timestamp`], for the same reason.
const LATEST: i64 = 253_402_207_200_000;

impl Time {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self { milliseconds: 0 };

    /// Returns the time `milliseconds` after 1970-01-01T00:00:00Z, limited to the years 1970 to 9999.
    pub fn from_millis(milliseconds: i64) -> Self {
        Self { milliseconds: milliseconds.clamp(0, LATEST) }
    }

    /// Returns the milliseconds since 1970-01-01T00:00:00Z.
    pub fn as_millis(self) -> i64 {
        self.milliseconds
    }

    /// Returns the whole seconds since 1970-01-01T00:00:00Z, rounded down: the unit of a
    /// DynamoDB TTL and of a JWT.
    pub fn as_seconds(self) -> i64 {
        self.milliseconds / 1000
    }

    /// Returns the time `duration` later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        let milliseconds = i64::try_from(duration.as_millis()).unwrap_or(LATEST);
        Self::from_millis(self.milliseconds.saturating_add(milliseconds))
    }

    /// Returns the time `duration` earlier.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        let milliseconds = i64::try_from(duration.as_millis()).unwrap_or(LATEST);
        Self::from_millis(self.milliseconds.saturating_sub(milliseconds))
    }

    /// Returns the milliseconds from `earlier` to this time; zero if `earlier` is later.
    pub fn millis_since(self, earlier: Self) -> u64 {
        u64::try_from(self.milliseconds - earlier.milliseconds).unwrap_or(0)
    }

    /// Returns the time as a type that supports calendars and zones.
    pub(crate) fn timestamp(self) -> jiff::Timestamp {
        // The range of `Time` lies within the range of `Timestamp`, so the fallback is never used.
        jiff::Timestamp::from_millisecond(self.milliseconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl FromStr for Time {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        if let Some(milliseconds) = in_utc(text.as_bytes()) {
            return Ok(Self { milliseconds });
        }
        if !has_rfc_3339_shape(text) {
            return Err(TimeError);
        }
        let timestamp: jiff::Timestamp = text.parse().map_err(|_| TimeError)?;
        let milliseconds = timestamp.as_millisecond();
        if (0..=LATEST).contains(&milliseconds) { Ok(Self { milliseconds }) } else { Err(TimeError) }
    }
}

/// Returns the milliseconds of a time in the usual form: as we write it, or without decimals. The parser
/// for all other forms takes several times as long, which would slow down the price stream. `None` does not
/// mean that the text is invalid.
fn in_utc(text: &[u8]) -> Option<i64> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
        })
    };
    let (date_time, rest) = text.split_at_checked(DATE_TIME.len())?;
    let thousandths = match rest {
        b"Z" => 0,
        [b'.', digits @ .., b'Z'] if digits.len() == 3 => number(digits)?,
        _ => return None,
    };
    let is_shaped = [4, 7, 10, 13, 16].iter().all(|&at| date_time[at] == DATE_TIME[at]);
    let (year, month, day) =
        (number(&date_time[..4])?, number(&date_time[5..7])?, number(&date_time[8..10])?);
    let (hour, minute) = (number(&date_time[11..13])?, number(&date_time[14..16])?);
    let second = number(&date_time[17..])?;
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i64::from(is_leap_year),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    // A time that is out of range is left to the other parser, which supports leap seconds.
    let is_in_range =
        is_shaped && year >= 1970 && (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    if !is_in_range {
        return None;
    }
    // Years begin in March here, so that the leap day is the last day of a year. 1 March of the year 0 is
    // 719,468 days before 1970.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days =
        years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1 - 719_468;
    let milliseconds = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + thousandths;
    (milliseconds <= LATEST).then_some(milliseconds)
}

/// Whether the text has the form `date T time [. digits] (Z | ±hh:mm)`. The parser that is called after it
/// also reads other forms of ISO 8601, which another reader of the same message may not understand. Only
/// the form is checked here; that parser checks the values.
fn has_rfc_3339_shape(text: &str) -> bool {
    let fits = |text: &[u8], shape: &[u8]| {
        text.len() == shape.len()
            && text.iter().zip(shape).all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                b'T' => matches!(byte, b'T' | b't'),
                b'+' => matches!(byte, b'+' | b'-'),
                other => byte == other,
            })
    };
    let Some((date_time, rest)) = text.as_bytes().split_at_checked(DATE_TIME.len()) else { return false };
    let zone = match rest.strip_prefix(b".") {
        None => rest,
        Some(fraction) => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            &fraction[digits..]
        }
    };
    let is_offset = fits(zone, b"+00:00") && &zone[1..3] <= b"23".as_slice();
    fits(date_time, DATE_TIME) && (matches!(zone, b"Z" | b"z") || is_offset)
}

const DATE_TIME: &[u8] = b"0000-00-00T00:00:00";

/// Returns the JSON Schema of the times that are read. A time on 1969-12-31 in its zone
/// can be in 1970 in UTC.
pub fn schema() -> Schema {
    let date = "(1969-12-31|(19[7-9][0-9]|[2-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))";
    let time = r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?";
    let zone = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";
    Schema::text()
        .with("format", "date-time")
        .pattern(&format!("{date}[Tt]{time}{zone}"))
        .described("RFC 3339 format with a zone, not before 1970.")
}

/// Returns the JSON Schema of the times that are written: UTC with milliseconds, so that the order of the
/// texts is the order of the times.
pub fn written_schema() -> Schema {
    let pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z";
    Schema::text().with("format", "date-time").pattern(pattern)
}

impl Field for Time {
    fn read(value: Value) -> Result<Self, &'static str> {
        let time = value.as_str().and_then(|text| text.parse().ok());
        time.ok_or("must be an RFC 3339 time with a zone, such as 2026-11-23T08:00:00.123Z")
    }

    fn schema() -> Schema {
        schema()
    }

    fn written() -> Schema {
        written_schema()
    }
}

impl TryFrom<String> for Time {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

impl From<Time> for String {
    fn from(time: Time) -> Self {
        time.to_string()
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_rfc_3339_time_is_written_in_utc_with_milliseconds() {
        let cases = [
            ("2026-11-23T08:00:00.123Z", "2026-11-23T08:00:00.123Z"),
            ("2026-11-23T08:00:00Z", "2026-11-23T08:00:00.000Z"),
            ("2026-11-23T09:00:00.1239+01:00", "2026-11-23T08:00:00.123Z"),
        ];
        for (read, written) in cases {
            assert_eq!(read.parse::<Time>().unwrap().to_string(), written);
        }
    }

    #[test]
    fn a_leap_year_is_divisible_by_four_and_of_the_centuries_by_four_hundred() {
        for (day, exists) in [
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("2000-02-29", true),
            ("2100-02-29", false),
            ("2400-02-29", true),
            ("2100-02-28", true),
        ] {
            assert_eq!(in_utc(format!("{day}T12:00:00Z").as_bytes()).is_some(), exists, "{day}");
            assert_eq!(format!("{day}T12:00:00Z").parse::<Time>().is_ok(), exists, "{day}");
        }
        for day in ["2000-03-01", "2100-03-01", "2400-12-31", "1970-01-01", "9999-12-30"] {
            let text = format!("{day}T12:34:56.789Z");
            let slow = text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            assert_eq!(in_utc(text.as_bytes()), Some(slow), "{day}");
        }
    }

    #[test]
    fn a_time_stays_between_1970_and_9999() {
        let time = Time::from_millis(10_500);
        assert_eq!(time.plus(Duration::from_millis(1)).as_millis(), 10_501);
        assert_eq!(time.minus(Duration::from_secs(10)).as_millis(), 500);
        assert_eq!((time.minus(Duration::MAX), Time::from_millis(-1)), (Time::EPOCH, Time::EPOCH));
        assert_eq!((time.as_seconds(), time.millis_since(Time::from_millis(10_000))), (10, 500));
        assert_eq!(Time::EPOCH.millis_since(time), 0, "what is later is no time ago");
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for bad in [
            "",
            "yesterday",
            "2026-11-23",
            "2026-11-23T08:00:00",
            "1969-12-31T23:59:59Z",
            "9999-12-31T23:59:59Z",
            "20261123T080000Z",
            "2026-11-23T08Z",
            "2026-11-23 08:00:00Z",
            "2026-11-23T08:00:00,5Z",
            "2026-11-23T08:00:00.Z",
            "2026-11-23T08:00:00+01",
            "2026-11-23T08:00:00+24:00",
            "2026-11-23T08:00:00-25:00",
            "2026-11-23T08:00:00Z[UTC]",
            "+002026-11-23T08:00:00Z",
            "2026-13-23T08:00:00Z",
            "2026-11-23T08:00:00\u{e9}",
        ] {
            assert_eq!(bad.parse::<Time>(), Err(TimeError), "{bad:?}");
        }
    }

    #[test]
    fn the_latest_time_has_a_text_like_any_other() {
        let latest = Time::from_millis(i64::MAX);
        assert_eq!(latest.to_string(), "9999-12-30T22:00:00.000Z");
        assert_eq!(latest.to_string().parse(), Ok(latest));
        assert_eq!(latest.plus(Duration::MAX), latest);
    }

    proptest::proptest! {
        #[test]
        fn text_sorts_as_time_does(a in 0..LATEST, b in 0..LATEST) {
            let (a, b) = (Time::from_millis(a), Time::from_millis(b));
            proptest::prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
            proptest::prop_assert_eq!(a.to_string().parse::<Time>(), Ok(a));
        }

        #[test]
        fn both_parsers_read_the_same(
            (year, month, day) in (1960..2105_u32, 0..14_u32, 0..33_u32),
            (hour, minute, second) in (0..26_u32, 0..62_u32, 0..62_u32),
        ) {
            let text = format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.250Z");
            let slow = text.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_millisecond);
            match in_utc(text.as_bytes()) {
                Some(fast) => proptest::prop_assert_eq!(slow.ok(), Some(fast)),
                None => proptest::prop_assert!(slow.is_err() || second == 60 || year < 1970, "{}", text),
            }
        }
    }
}
