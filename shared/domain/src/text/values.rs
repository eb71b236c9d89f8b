//! The values that are inserted into texts: numbers, dates, times, and plain lists of values.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::clock::Clock;
use super::number::Number;
use super::table::{self, Function, Message, Selected, Variables, message};
use crate::locale::{Language, Locale};
use crate::time::Time;

/// A value of a text that is no event's.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text, inserted as it is.
    Text(&'a str),
    /// A number of things, with the separators of the language.
    Count(u64),
    /// An integer without separators.
    Integer(i16),
    /// Whether something is so: the keys are `no` and `yes`.
    Flag(bool),
    /// No value.
    Absent,
}

/// The values of a text's variables, in their order.
pub(super) struct Values<'a> {
    pub(super) language: Language,
    pub(super) values: &'a [Value<'a>],
}

impl Variables for Values<'_> {
    fn write(&self, variable: u8, _: Function, out: &mut String) {
        match self.values.get(usize::from(variable)) {
            Some(Value::Text(text)) => out.push_str(text),
            Some(Value::Count(count)) => write(out, &Number::new(*count, self.language.separators())),
            Some(Value::Integer(number)) => write(out, number),
            Some(Value::Flag(_) | Value::Absent) | None => {}
        }
    }

    fn select(&self, variable: u8, _: Function) -> Selected<'_> {
        match self.values.get(usize::from(variable)) {
            Some(Value::Text(text)) => Selected::Text(text),
            Some(Value::Count(count)) => Selected::Number(*count),
            Some(Value::Integer(number)) => Selected::Number(u64::try_from(*number).unwrap_or_default()),
            Some(Value::Flag(flag)) => Selected::Word((*flag).into()),
            Some(Value::Absent) | None => Selected::Absent,
        }
    }
}

/// Appends a value; writing to a `String` cannot fail.
pub(super) fn write(out: &mut String, value: &dyn std::fmt::Display) {
    let _ = write!(out, "{value}");
}

/// Returns a text with these values.
pub(super) fn with(language: Language, message: Message, values: &[Value<'_>]) -> String {
    let mut out = String::new();
    table::render(language, message, &Values { language, values }, &mut out);
    out
}

/// Returns a date as the language writes it, such as `23 Nov 2026`.
pub(super) fn date(language: Language, date: Date) -> String {
    let (day, month) = (format!("{:02}", date.day()), format!("{:02}", date.month()));
    let values = [
        Value::Integer(date.day().into()),
        Value::Integer(date.month().into()),
        Value::Integer(date.year()),
        Value::Text(&day),
        Value::Text(&month),
    ];
    with(language, message::DATE, &values)
}

/// Returns a time as the language writes it, such as `23 Nov 2026, 09:00 CET`.
pub(super) fn date_time(locale: &Locale, time: Time) -> String {
    let clock = Clock::at(time, &locale.zone);
    let shows = clock.shows;
    let date = date(locale.language, shows.date());
    let time = format!("{:02}:{:02}", shows.hour(), shows.minute());
    let zone = clock.zone().to_string();
    let values = [Value::Text(&date), Value::Text(&time), Value::Text(&zone)];
    with(locale.language, message::DATE_TIME, &values)
}
