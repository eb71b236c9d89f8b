//! The types that a field of an event's `data` can have: parsed once, then always valid.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::decimal::{self, Range};
use crate::carrier;
use crate::ids::MAX_ID_LENGTH;
use crate::schema::{Schema, sentence};
use crate::time::{self, Time};

/// The longest note or name, in Unicode scalar values.
pub const MAX_NOTE_LENGTH: usize = 280;

/// The longest name of an asset or currency, in characters.
pub const MAX_ASSET_LENGTH: usize = 32;

/// The largest count: beyond it a browser's numbers are no longer exact.
const MAX_COUNT: u64 = (1 << 53) - 1;

/// What a field can be read from. The error completes "the field …" and never quotes the value.
pub(crate) trait Field: Sized {
    /// Reads a JSON value that is not null.
    fn read(value: Value) -> Result<Self, &'static str>;

    /// What is read.
    fn schema() -> Schema;

    /// What is written: as it was read, where nothing else is said.
    fn written() -> Schema {
        Self::schema()
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $is_valid:expr, $must:literal, $schema:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The same text as a value, if it can be one.
            pub fn parse(text: &str) -> Option<Self> {
                let is_valid: fn(&str) -> bool = $is_valid;
                is_valid(text).then(|| Self(text.to_owned()))
            }

            /// The text as it was given.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Field for $name {
            fn read(value: Value) -> Result<Self, &'static str> {
                let is_valid: fn(&str) -> bool = $is_valid;
                match value {
                    Value::String(text) if is_valid(&text) => Ok(Self(text)),
                    _ => Err($must),
                }
            }

            fn schema() -> Schema {
                Self::written().described(sentence($must))
            }

            fn written() -> Schema {
                $schema
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

texts! {
    /// The exchange's name of an order, position, alert, deposit, accrual or transaction.
    Id, is_id, "must be a text of 1 to 128 characters without control characters, U+FFFE and U+FFFF",
        Schema::text().length(1..=MAX_ID_LENGTH).pattern(r"[^\u0000-\u001f\u007f-\u009f\ufffe\uffff]*");
    /// A market, such as `BTC-USDT`.
    Symbol, |text| is_name(text, MAX_ID_LENGTH), "must be a text of 1 to 128 characters of A-Z a-z 0-9 . _ : / @ -",
        name_schema(MAX_ID_LENGTH);
    /// An asset or currency, such as `USDT`.
    Asset, |text| is_name(text, MAX_ASSET_LENGTH), "must be a text of 1 to 32 characters of A-Z a-z 0-9 . _ : / @ -",
        name_schema(MAX_ASSET_LENGTH);
    /// Free text: anything that can be carried, line breaks included, and possibly nothing.
    Note, is_note, "must be a text of at most 280 characters without U+FFFE and U+FFFF",
        Schema::text().length(0..=MAX_NOTE_LENGTH).pattern(r"[^\ufffe\uffff]*");
    /// An ISO 8601 week that exists, such as `2026-W47`.
    Week, is_week, "must be a week such as 2026-W47",
        Schema::text().pattern("[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])");
    /// A date that exists, such as `2026-11-23`.
    Day, is_day, "must be a date such as 2026-11-23",
        Schema::text().with("format", "date").pattern("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && (text.len() <= MAX_ID_LENGTH || text.chars().count() <= MAX_ID_LENGTH)
        && !text.chars().any(char::is_control)
        && carrier::is_portable_text(text)
}

/// What may stand in the name of a market or an asset beside letters and digits.
const NAME_MARKS: &str = "._:/@-";

fn is_name(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || NAME_MARKS.as_bytes().contains(&byte))
}

fn name_schema(longest: usize) -> Schema {
    Schema::text().pattern(&format!("[A-Za-z0-9{NAME_MARKS}]{{1,{longest}}}"))
}

fn is_note(text: &str) -> bool {
    (text.len() <= MAX_NOTE_LENGTH || text.chars().count() <= MAX_NOTE_LENGTH)
        && carrier::is_portable_text(text)
}

impl Note {
    /// Returns a note that was stored, with U+FFFD in the place of what cannot be carried: it may be older than this rule.
    /// `None` if it is too long.
    pub fn of_stored(text: &str) -> Option<Self> {
        Self::parse(&carrier::portable(text))
    }
}

fn is_week(text: &str) -> bool {
    let Some((year, week)) = text.split_once("-W") else {
        return false;
    };
    let (Some(year), Some(week)) = (number::<4>(year), number::<2>(week)) else {
        return false;
    };
    i8::try_from(week).is_ok_and(|week| ISOWeekDate::new(year, week, Weekday::Monday).is_ok())
}

fn is_day(text: &str) -> bool {
    date(text).is_some()
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = (number::<4>(year)?, number::<2>(month)?, number::<2>(day)?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

impl Day {
    /// The day of this date.
    pub(crate) fn of(date: Date) -> Self {
        Self(date.to_string())
    }

    /// The date.
    pub fn date(&self) -> Date {
        // Every `Day` was read as a date, so this never falls back.
        date(&self.0).unwrap_or(Date::ZERO)
    }
}

impl Week {
    /// Its year and its number therein, in four and two digits.
    pub fn year_and_number(&self) -> (&str, &str) {
        // Every `Week` has this separator, so this never falls back.
        self.0.split_once("-W").unwrap_or((&self.0, ""))
    }
}

/// The value of exactly `DIGITS` digits.
fn number<const DIGITS: usize>(text: &str) -> Option<i16> {
    if text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Money and quantities are texts: a reader's floats cannot spoil them.
fn as_text<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(decimal)
}

/// A rating is a number, as in the preference that it is compared with.
fn as_number<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    let number: serde_json::Number = decimal.to_string().parse().map_err(serde::ser::Error::custom)?;
    number.serialize(serializer)
}

macro_rules! decimals {
    ($($(#[$doc:meta])* $name:ident, $write:ident, $written:ident, $range:expr, $must:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(Decimal);

        impl $name {
            /// The decimal, if it can be one.
            pub fn of(decimal: Decimal) -> Option<Self> {
                const RANGE: Range = $range;
                RANGE.contains(decimal).then_some(Self(decimal))
            }

            /// The decimal that this text writes, if it can be one.
            pub fn parse(text: &str) -> Option<Self> {
                Self::read(Value::from(text)).ok()
            }

            /// The exact value.
            pub fn get(self) -> Decimal {
                self.0
            }
        }

        impl Field for $name {
            fn read(value: Value) -> Result<Self, &'static str> {
                let decimal = match &value {
                    Value::String(text) => decimal::parse(text),
                    Value::Number(number) => decimal::parse(number.as_str()),
                    _ => None,
                };
                decimal.and_then(Self::of).ok_or($must)
            }

            fn schema() -> Schema {
                const RANGE: Range = $range;
                RANGE.schema().described(sentence($must))
            }

            fn written() -> Schema {
                const RANGE: Range = $range;
                RANGE.$written()
            }
        }

        impl From<$name> for Decimal {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $write(&self.0, serializer)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    )*};
}

decimals! {
    /// A decimal of either sign: profit and loss, a fee (negative: a rebate), a ratio.
    Signed, as_text, written, Range::Any, "must be a decimal of at most 28 digits";
    /// A decimal above zero: a price, a quantity, an amount.
    Positive, as_text, written, Range::AboveZero, "must be a decimal above 0 of at most 28 digits";
    /// A decimal that may be zero: what remains, a volume.
    NonNegative, as_text, written, Range::FromZero, "must be a decimal of at least 0 and at most 28 digits";
    /// The exchange's rating of a listing, 0 to 10.
    Score, as_number, number, Range::Within(0, 10), "must be a decimal from 0 to 10";
}

impl NonNegative {
    /// The price that this is; zero says that there is none.
    pub(crate) fn as_price(self) -> Option<Decimal> {
        Some(self.get()).filter(|price| !price.is_zero())
    }
}

/// How many of something; in JSON an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Count(u64);

impl Count {
    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl From<u32> for Count {
    fn from(count: u32) -> Self {
        Self(count.into())
    }
}

impl From<Count> for Decimal {
    fn from(count: Count) -> Self {
        count.0.into()
    }
}

impl Field for Count {
    fn read(value: Value) -> Result<Self, &'static str> {
        let count = value.as_u64().filter(|&count| count <= MAX_COUNT);
        count.map(Self).ok_or("must be an integer of at least 0")
    }

    fn schema() -> Schema {
        Schema::integer(0..=MAX_COUNT)
    }
}

impl Field for Time {
    fn read(value: Value) -> Result<Self, &'static str> {
        let time = value.as_str().and_then(|text| text.parse().ok());
        time.ok_or("must be an RFC 3339 time with a zone, such as 2026-11-23T08:00:00.123Z")
    }

    fn schema() -> Schema {
        time::schema()
    }

    fn written() -> Schema {
        time::written_schema()
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident, $must:literal { $($(#[$variant_doc:meta])* $variant:ident $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// The one that this word names, if it names one.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl Field for $name {
            fn read(value: Value) -> Result<Self, &'static str> {
                value.as_str().and_then(Self::parse).ok_or($must)
            }

            fn schema() -> Schema {
                Schema::one_of_words([$($word),*])
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $word,)* })
            }
        }
    )*};
}

choices! {
    /// The direction of an order.
    OrderSide, "must be buy or sell" {
        /// The trader gets the symbol's first asset.
        Buy "buy",
        /// The trader gives it.
        Sell "sell",
    }
    /// The direction of a position.
    PositionSide, "must be long or short" {
        /// Gains when the price rises.
        Long "long",
        /// Gains when the price falls.
        Short "short",
    }
    /// On which side of its target an alert fires.
    Condition, "must be above or below" {
        /// At the target or higher.
        Above "above",
        /// At the target or lower.
        Below "below",
    }
    /// A kind of contact.
    ContactKind, "must be email, phone, telegram or device" {
        /// A mailbox.
        Email "email",
        /// A telephone number.
        Phone "phone",
        /// A chat with the bot.
        Telegram "telegram",
        /// An app that is pushed to.
        Device "device",
    }
    /// What became of a contact.
    ContactChange, "must be added, removed or moved" {
        /// The account has it from now on.
        Added "added",
        /// The account does not have it any more.
        Removed "removed",
        /// It belongs to another account now.
        Moved "moved",
    }
    /// What became of a symbol's prices.
    FeedState, "must be stale or resumed" {
        /// They stopped.
        Stale "stale",
        /// They are back.
        Resumed "resumed",
    }
}
