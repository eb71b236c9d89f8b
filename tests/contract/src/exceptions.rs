//! The documents that a schema accepts although its decoder refuses them, because JSON Schema
//! cannot express the rule. There is no document that a decoder accepts and its schema refuses.

use domain::Time;
use serde_json::Value;

/// A kind of document that only the decoder refuses.
#[derive(Debug)]
pub struct Exception {
    /// A description for authors of clients.
    pub what: &'static str,
    /// The code of the refusal.
    pub code: &'static str,
    /// Whether the refusal of this value is of this kind. The arguments are its key, the value, and
    /// the object that contains it.
    pub covers: fn(&str, &Value, &Value) -> bool,
}

const BAD_FIELD: &str = "bad_field";

/// The most significant digits, and decimal places, that a decimal may have.
const MAX_DIGITS: i64 = 28;

/// The longest cursor, in bytes.
const MAX_CURSOR: usize = 512;

/// All exceptions that concern a single value, or a value with its neighbours.
pub const OF_VALUES: &[Exception] = &[
    Exception {
        what: "A decimal has at most 28 significant digits and at most 28 decimal places; trailing zeros count as neither.",
        code: BAD_FIELD,
        covers: |_, value, _| decimal(value).is_some_and(|decimal| !decimal.is_kept()),
    },
    Exception {
        what: "A `score` that is written as a string is at most 10, a `rearmPercent` at most 50. The schemas limit only numbers.",
        code: BAD_FIELD,
        covers: |key, value, _| {
            ["score", "rearmPercent"].contains(&key) && value.is_string() && decimal(value).is_some()
        },
    },
    Exception {
        what: "An integer is written in digits only: `3`, neither `3.0` nor `3e0`, and `0`, not `-0`.",
        code: BAD_FIELD,
        covers: |_, value, _| {
            value.is_number() && value.to_string().contains(|character| ".eE-".contains(character))
        },
    },
    Exception {
        what: "A day, a week or a time exists in the calendar, and a time lies between 1970 and 9999 in UTC.",
        code: BAD_FIELD,
        covers: |_, value, _| value.as_str().is_some_and(may_not_be_in_the_calendar),
    },
    Exception {
        what: "`occurred_at` and `updated_at` are at most 5 minutes in the future when they arrive, `ts` 5 seconds.",
        code: "future_timestamp",
        covers: |key, value, _| {
            let is_time = value.as_str().is_some_and(|text| text.parse::<Time>().is_ok());
            is_time && ["occurred_at", "updated_at", "ts"].contains(&key)
        },
    },
    Exception {
        what: "A time zone is in the IANA database.",
        code: BAD_FIELD,
        covers: |key, _, _| ["timeZone", "time_zone"].contains(&key),
    },
    Exception {
        what: "In a profile the e-mail address is one that SES can write to, the telephone number fits a numbering plan and is neither premium-rate nor shared-cost, the country's code is assigned, and the language tag is well-formed (BCP 47).",
        code: BAD_FIELD,
        covers: |key, _, beside| {
            ["email", "phone", "country", "language"].contains(&key) && beside.get("updated_at").is_some()
        },
    },
    Exception {
        what: "In the quiet hours `from` and `to` are not the same.",
        code: BAD_FIELD,
        covers: |key, value, beside| key == "to" && beside.get("from") == Some(value),
    },
    Exception {
        what: "A cursor is one that the system has issued, and has at most 512 bytes.",
        code: BAD_FIELD,
        covers: |key, value, _| {
            ["after", "before"].contains(&key) && value.as_str().is_some_and(|text| text.len() > MAX_CURSOR)
        },
    },
];

/// The exceptions that concern a message as a whole.
pub const OF_MESSAGES: &[&str] = &[
    "An event and a profile have at most 32 KiB, a request 16 KiB.",
    "A message nests at most 127 levels deep, and no object in it has the key `$serde_json::private::Number` or `$serde_json::private::RawValue`.",
    "An optional field of an event that does not match its schema is dropped, and the event is delivered without it; an amount and its unit are dropped together. Only an invalid `channels` of an event whose type has the class P1 or P2 causes the rejection of the event.",
];

/// Whether the text has the shape of a day, a week or a time that the calendar may not have.
fn may_not_be_in_the_calendar(text: &str) -> bool {
    let is_short_month = ["-02-29", "-02-30", "-02-31", "-04-31", "-06-31", "-09-31", "-11-31"];
    let date = text.get(..10).unwrap_or(text);
    let is_at_an_end = ["1969-12-31", "1970-01-01", "9999-12-30", "9999-12-31"].contains(&date);
    text.ends_with("-W53") || is_at_an_end || is_short_month.iter().any(|end| date.ends_with(end))
}

/// A decimal as written.
struct Decimal {
    digits: i64,
    places: i64,
    exponent: i64,
    exponent_digits: usize,
    is_zero: bool,
    trailing_zeros: i64,
}

impl Decimal {
    fn is_kept(&self) -> bool {
        let places = self.places - self.exponent;
        // Trailing zeros after the decimal point are dropped.
        let padding = if self.is_zero { places.max(0) } else { self.trailing_zeros.min(places.max(0)) };
        let digits = if self.is_zero { 0 } else { self.digits - places.min(0) - padding };
        self.exponent_digits <= 3 && digits <= MAX_DIGITS && places - padding <= MAX_DIGITS
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let (plain, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, ""));
    let is_decimal = plain.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && plain.chars().all(|character| character.is_ascii_digit() || "-.".contains(character));
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0');
    let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
    let exponent_digits = exponent.trim_start_matches(['+', '-']);
    is_decimal.then(|| Decimal {
        digits: i64::try_from(significant.len()).unwrap_or(i64::MAX),
        places: i64::try_from(places).unwrap_or(i64::MAX),
        exponent: exponent.parse().unwrap_or(0),
        exponent_digits: exponent_digits.len(),
        is_zero: significant.is_empty(),
        trailing_zeros: i64::try_from(digits.len() - digits.trim_end_matches('0').len()).unwrap_or(i64::MAX),
    })
}
