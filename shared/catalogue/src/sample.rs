//! Reads the sample of a type and checks it against the type's fields.

use std::str::FromStr;

use toml::de::DeValue;

use crate::model::{Field, Kind, Range, Sample};
use crate::problem::Problem;
use crate::table::Table;

/// The maximum number of texts in a list.
const MAX_LIST: usize = 20;

/// Returns the sample's values.
pub(crate) fn read(
    mut table: Table<'_>,
    fields: &[Field],
    problems: &mut Vec<Problem>,
) -> Vec<(String, Sample)> {
    let mut sample = Vec::new();
    let mut named = Vec::new();
    for entry in table.rest() {
        named.push(entry.key.clone());
        let Some(field) = fields.iter().find(|field| field.name == entry.key) else {
            table.fault(entry.key_span.start, format!("the sample has `{}`, which is no field", entry.key));
            continue;
        };
        let start = entry.span.start;
        match sample_value(entry.value) {
            Some(value) if is_valid(&field.kind, &value) => sample.push((entry.key, value)),
            Some(_) | None => {
                let must = must(&field.kind);
                table.fault(start, format!("the sample's `{}` {must}", entry.key));
            }
        }
    }
    for field in fields.iter().filter(|field| !field.optional) {
        if !named.contains(&field.name) {
            let problem =
                table.here(()).problem(format!("the sample must have the required field `{}`", field.name));
            table.report(problem);
        }
    }
    problems.extend(table.finish("the fields"));
    sample
}

/// Returns what a value of this kind must be.
pub(crate) fn must(kind: &Kind) -> String {
    match kind {
        Kind::Id => {
            "must be a text of 1 to 128 characters without control characters, U+FFFE and U+FFFF".to_owned()
        }
        Kind::Symbol => "must be a text of 1 to 128 characters of A-Z a-z 0-9 . _ : / @ -".to_owned(),
        Kind::Asset => "must be a text of 1 to 32 characters of A-Z a-z 0-9 . _ : / @ -".to_owned(),
        Kind::Text(limit) => {
            format!("must be a text of at most {limit} characters without U+FFFE and U+FFFF")
        }
        Kind::Decimal(Range::Any) => "must be a decimal of at most 28 digits".to_owned(),
        Kind::Decimal(Range::AboveZero) => "must be a decimal above 0 of at most 28 digits".to_owned(),
        Kind::Decimal(Range::FromZero) => "must be a decimal of at least 0 and at most 28 digits".to_owned(),
        Kind::Decimal(Range::Within(from, to)) => format!("must be a decimal from {from} to {to}"),
        Kind::Count => "must be an integer of at least 0".to_owned(),
        Kind::OneOf(words) => match words.split_last() {
            Some((last, before)) => format!("must be {} or {last}", before.join(", ")),
            None => String::new(),
        },
        Kind::Time => "must be an RFC 3339 time".to_owned(),
        Kind::Day => "must be a date such as 2026-11-23".to_owned(),
        Kind::Week => "must be a week such as 2026-W47".to_owned(),
        Kind::Country => "must be an ISO 3166 country code of two capital letters".to_owned(),
        Kind::Section => "must be the key of a section of the preferences".to_owned(),
        Kind::List(limit) => {
            format!("must be a list of at most {MAX_LIST} texts of at most {limit} characters")
        }
        Kind::Texts(limit) => {
            format!("must be an object of language tags and texts of at most {limit} characters")
        }
    }
}

/// Whether the value has the form of its kind. The events that are built from the samples are decoded in
/// the tests of `domain`, whose rules are the exact ones.
fn is_valid(kind: &Kind, value: &Sample) -> bool {
    let within = |text: &str, limit: usize| text.chars().count() <= limit;
    let is_name = |text: &str, limit: usize| {
        !text.is_empty()
            && within(text, limit)
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._:/@-".contains(&byte))
    };
    match (kind, value) {
        (Kind::Id, Sample::Text(text)) => {
            !text.is_empty() && within(text, 128) && !text.chars().any(char::is_control)
        }
        (Kind::Symbol, Sample::Text(text)) => is_name(text, 128),
        (Kind::Asset, Sample::Text(text)) => is_name(text, 32),
        (Kind::Text(limit), Sample::Text(text)) => within(text, usize::from(*limit)),
        (Kind::Decimal(range), Sample::Text(text) | Sample::Number(text)) => is_decimal(*range, text),
        (Kind::Count, Sample::Number(text)) => text.parse::<u64>().is_ok(),
        (Kind::OneOf(words), Sample::Text(text)) => words.contains(text),
        (Kind::Time, Sample::Text(text)) => jiff::Timestamp::from_str(text).is_ok(),
        (Kind::Day, Sample::Text(text)) => text.len() == 10 && jiff::civil::Date::from_str(text).is_ok(),
        (Kind::Week, Sample::Text(text)) => {
            text.len() == 8
                && text.split_once("-W").is_some_and(|(year, week)| {
                    year.parse::<u16>().is_ok()
                        && week.parse::<u8>().is_ok_and(|week| (1..=53).contains(&week))
                })
        }
        (Kind::Country, Sample::Text(text)) => {
            text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        (Kind::Section, Sample::Text(text)) => !text.is_empty(),
        (Kind::List(limit), Sample::List(list)) => {
            list.len() <= MAX_LIST && list.iter().all(|text| within(text, usize::from(*limit)))
        }
        (Kind::Texts(limit), Sample::Texts(texts)) => {
            !texts.is_empty() && texts.iter().all(|(_, text)| within(text, usize::from(*limit)))
        }
        _ => false,
    }
}

fn is_decimal(range: Range, text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(places) || whole.len() + places.len() > 28 {
        return false;
    }
    let is_zero = digits.bytes().all(|byte| byte == b'0' || byte == b'.');
    let is_negative = text.starts_with('-') && !is_zero;
    match range {
        Range::Any => true,
        Range::AboveZero => !is_negative && !is_zero,
        Range::FromZero => !is_negative,
        Range::Within(from, to) => whole.parse::<u32>().is_ok_and(|whole| {
            !is_negative
                && whole >= from
                && (whole < to || whole == to && places.bytes().all(|byte| byte == b'0'))
        }),
    }
}

/// Returns the value of a sample's entry; `None` if its form is none that a sample has.
fn sample_value(value: DeValue<'_>) -> Option<Sample> {
    Some(match value {
        DeValue::String(text) => Sample::Text(text.into_owned()),
        DeValue::Integer(number) => Sample::Number(number.as_str().replace('_', "")),
        DeValue::Float(number) => Sample::Number(number.as_str().replace('_', "")),
        DeValue::Array(list) => {
            let text = |value: toml::Spanned<DeValue<'_>>| match value.into_inner() {
                DeValue::String(text) => Some(text.into_owned()),
                _ => None,
            };
            Sample::List(list.into_iter().map(text).collect::<Option<_>>()?)
        }
        DeValue::Table(table) => {
            let mut texts: Vec<_> = table
                .into_iter()
                .map(|(key, value)| match value.into_inner() {
                    DeValue::String(text) => {
                        Some((key.span().start, key.into_inner().into_owned(), text.into_owned()))
                    }
                    _ => None,
                })
                .collect::<Option<_>>()?;
            texts.sort();
            Sample::Texts(texts.into_iter().map(|(_, key, text)| (key, text)).collect())
        }
        DeValue::Boolean(_) | DeValue::Datetime(_) => return None,
    })
}
