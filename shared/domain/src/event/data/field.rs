//! The types of the fields of an event's `data`. A value is parsed once and is always valid afterwards.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::carrier;
use crate::decimal::{self, Range};
use crate::ids::MAX_ID_LENGTH;
use crate::json::Field;
use crate::schema::{Schema, sentence};

/// The maximum length of a note or name in Unicode scalar values.
pub const MAX_NOTE_LENGTH: usize = 280;

/// The maximum length of the name of an asset or currency in characters.
pub const MAX_ASSET_LENGTH: usize = 32;

/// The largest count. Beyond it the numbers of a browser are no longer exact.
const MAX_COUNT: u64 = (1 << 53) - 1;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $is_valid:expr, $must:literal, $schema:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Returns the value with this text; `None` if the text is not valid.
            pub fn parse(text: &str) -> Option<Self> {
                let is_valid: fn(&str) -> bool = $is_valid;
                is_valid(text).then(|| Self(text.to_owned()))
            }

            /// Returns the text unchanged.
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

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
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
    /// The exchange's ID of an order, position, alert, deposit, accrual or transaction.
    Id, is_id, "must be a text of 1 to 128 characters without control characters, U+FFFE and U+FFFF",
        Schema::text().length(1..=MAX_ID_LENGTH).pattern(r"[^\u0000-\u001f\u007f-\u009f\ufffe\uffff]*");
    /// A market, such as `BTC-USDT`.
    Symbol, |text| is_name(text, MAX_ID_LENGTH), "must be a text of 1 to 128 characters of A-Z a-z 0-9 . _ : / @ -",
        name_schema(MAX_ID_LENGTH);
    /// An asset or currency, such as `USDT`.
    Asset, |text| is_name(text, MAX_ASSET_LENGTH), "must be a text of 1 to 32 characters of A-Z a-z 0-9 . _ : / @ -",
        name_schema(MAX_ASSET_LENGTH);
    /// Free text: any text that all channels can carry, line breaks included; it may be empty.
    Note, |text| is_note_of(text, MAX_NOTE_LENGTH),
        "must be a text of at most 280 characters without U+FFFE and U+FFFF", note_schema(MAX_NOTE_LENGTH);
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

/// The characters that the name of a market or an asset may have besides letters and digits.
const NAME_MARKS: &str = "._:/@-";

fn is_name(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || NAME_MARKS.as_bytes().contains(&byte))
}

fn name_schema(longest: usize) -> Schema {
    Schema::text().pattern(&format!("[A-Za-z0-9{NAME_MARKS}]{{1,{longest}}}"))
}

/// Whether all channels can carry the text, and it has at most `limit` characters.
pub(super) fn is_note_of(text: &str, limit: usize) -> bool {
    (text.len() <= limit || text.chars().count() <= limit) && carrier::is_portable_text(text)
}

fn note_schema(limit: usize) -> Schema {
    Schema::text().length(0..=limit).pattern(r"[^\ufffe\uffff]*")
}

impl Note {
    /// Returns the JSON Schema of a text of at most `limit` characters.
    pub(super) fn schema_up_to(limit: u16) -> Schema {
        note_schema(limit.into())
    }

    /// Returns a stored note, with U+FFFD in the place of characters that a channel cannot carry, because
    /// the note may be older than this rule. `None` if it is too long.
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
    /// Returns the day of this date.
    pub(crate) fn of(date: Date) -> Self {
        Self(date.to_string())
    }

    /// Returns the date.
    pub fn date(&self) -> Date {
        // Every `Day` was parsed as a date, so the fallback is never used.
        date(&self.0).unwrap_or(Date::ZERO)
    }
}

impl Week {
    /// Returns the year in four digits and the number of the week in two.
    pub fn year_and_number(&self) -> (&str, &str) {
        // Every `Week` has this separator, so the fallback is never used.
        self.0.split_once("-W").unwrap_or((&self.0, ""))
    }
}

/// Returns the number that exactly `DIGITS` digits write.
fn number<const DIGITS: usize>(text: &str) -> Option<i16> {
    if text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Money and quantities are written as strings, so that readers do not lose digits to floats.
pub(super) fn as_text<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(decimal)
}

/// A rating is written as a number, as in the preference that it is compared with.
pub(super) fn as_number<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    let number: serde_json::Number = decimal.to_string().parse().map_err(serde::ser::Error::custom)?;
    number.serialize(serializer)
}

macro_rules! decimals {
    ($($(#[$doc:meta])* $name:ident, $write:ident, $written:ident, $range:expr, $must:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(Decimal);

        impl $name {
            /// Returns the value of this decimal; `None` if it is out of range.
            pub fn of(decimal: Decimal) -> Option<Self> {
                const RANGE: Range = $range;
                RANGE.contains(decimal).then_some(Self(decimal))
            }

            /// Returns the value that this text writes; `None` if it is not a decimal or out of range.
            pub fn parse(text: &str) -> Option<Self> {
                Self::read(Value::from(text)).ok()
            }

            /// Returns the exact value.
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
    /// A decimal of either sign: profit and loss, a fee (negative for a rebate), a ratio.
    Signed, as_text, written, Range::Any, "must be a decimal of at most 28 digits";
    /// A decimal above zero: a price, a quantity, an amount.
    Positive, as_text, written, Range::AboveZero, "must be a decimal above 0 of at most 28 digits";
    /// A decimal that may be zero: a remaining quantity, a volume.
    NonNegative, as_text, written, Range::FromZero, "must be a decimal of at least 0 and at most 28 digits";
}

/// A number of things; in JSON an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Count(u64);

impl Count {
    /// Returns the number.
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

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident, $must:literal { $($(#[$variant_doc:meta])* $variant:ident $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Returns the variant with this name; `None` if there is none.
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
    /// The side of its target on which an alert fires.
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
        /// A phone number.
        Phone "phone",
        /// A chat with the bot.
        Telegram "telegram",
        /// An app that receives push messages.
        Device "device",
    }
    /// A change of a contact.
    ContactChange, "must be added, removed or moved" {
        /// The account has it from now on.
        Added "added",
        /// The account no longer has it.
        Removed "removed",
        /// It belongs to another account now.
        Moved "moved",
    }
    /// The state of a symbol's prices.
    FeedState, "must be stale or resumed" {
        /// They stopped arriving.
        Stale "stale",
        /// They arrive again.
        Resumed "resumed",
    }
}
