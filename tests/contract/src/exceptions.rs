//! What a schema takes although its decoder refuses it: what JSON Schema cannot say. There is nothing that a decoder takes
//! and its schema refuses.

use serde_json::Value;

/// A kind of document that only the decoder refuses.
#[derive(Debug)]
pub struct Exception {
    /// What it is about, for whoever writes a client.
    pub what: &'static str,
    /// Whether the refusal of this value, whose key is given, is of this kind.
    pub covers: fn(&str, &Value) -> bool,
}

/// The most significant digits, and decimal places, that a decimal may have.
const MAX_DIGITS: i64 = 28;

/// All of them that concern a value by itself, or with its neighbours.
pub const OF_VALUES: &[Exception] = &[
    Exception {
        what: "A decimal has at most 28 significant digits and at most 28 decimal places; its exponent has at most three digits.",
        covers: |_, value| decimal(value).is_some_and(|decimal| !decimal.is_kept()),
    },
    Exception {
        what: "A `score` that is written as a text is at most 10, a `rearmPercent` at most 50. As numbers they are compared.",
        covers: |key, value| ["score", "rearmPercent"].contains(&key) && value.is_string(),
    },
    Exception {
        what: "A whole number is written in digits alone: `3`, neither `3.0` nor `3e0`, and `0`, not `-0`.",
        covers: |_, value| {
            value.is_number() && value.to_string().contains(|character| ".eE-".contains(character))
        },
    },
    Exception {
        what: "A day, a week or a time exists in the calendar, and lies between 1970 and 9999 in UTC; its second has at most nine decimal places.",
        covers: |key, value| is_of_the_calendar(key) && value.is_string(),
    },
    Exception {
        what: "`occurred_at` and `updated_at` are at most 5 minutes in the future when they arrive, `ts` 5 seconds.",
        covers: |key, value| ["occurred_at", "updated_at", "ts"].contains(&key) && value.is_string(),
    },
    Exception {
        what: "A time zone is in the IANA database.",
        covers: |key, value| ["timeZone", "time_zone"].contains(&key) && value.is_string(),
    },
    Exception {
        what: "In a profile the e-mail address is one that SES can write to, the telephone number fits a numbering plan, the country's code is assigned, and the language tag is well-formed (BCP 47).",
        covers: |key, value| ["email", "phone", "country", "language"].contains(&key) && value.is_string(),
    },
    Exception {
        what: "In the quiet hours `from` and `to` are not the same.",
        covers: |key, value| key == "to" && value.is_string(),
    },
    Exception {
        what: "A cursor is one that we have handed out, and has at most 512 bytes.",
        covers: |key, value| ["after", "before"].contains(&key) && value.is_string(),
    },
];

/// What concerns a message as a whole.
pub const OF_MESSAGES: &[&str] = &[
    "An event and a profile have at most 32 KiB, a request 16 KiB.",
    "A message nests at most 127 levels deep, and nowhere says `$serde_json::private::`.",
];

fn is_of_the_calendar(key: &str) -> bool {
    ["week", "day", "at", "ts", "expiresAt"].contains(&key) || key.ends_with("_at")
}

/// A decimal as it is written.
struct Decimal {
    digits: i64,
    places: i64,
    exponent: i64,
    exponent_digits: usize,
    is_zero: bool,
}

impl Decimal {
    fn is_kept(&self) -> bool {
        let places = self.places - self.exponent;
        let digits = if self.is_zero { 0 } else { self.digits - places.min(0) };
        self.exponent_digits <= 3 && digits <= MAX_DIGITS && places <= MAX_DIGITS
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
    })
}
