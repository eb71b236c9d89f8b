//! Reads the fields of an event type.

use crate::event_file::{is_name, text, word};
use crate::model::{COMMON_FIELDS, Field, Kind, PRODUCTS, Range, Shown};
use crate::problem::{Placed, Problem};
use crate::table::{Entry, Table};

const FIELD_KEYS: &str =
    "type, optional, doc, unit, scale, shown, sms, absolute, zero_is_none, trader_text, counts";

/// The longest text of a field in characters.
const MAX_TEXT: u16 = 280;

/// Returns the fields of `[data.…]`, in the order of the file, and those that every type has.
pub(crate) fn fields(mut data: Table<'_>, problems: &mut Vec<Problem>) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut links = Vec::new();
    for entry in data.rest() {
        if !is_name(&entry.key) || COMMON_FIELDS.contains(&entry.key.as_str()) {
            let reason = if is_name(&entry.key) {
                "every type has it, so no file declares it"
            } else {
                "a field's name is lower case letters, digits and underscores"
            };
            data.fault(entry.key_span.start, format!("`{}`: {reason}", entry.key));
            continue;
        }
        if let Some((field, unit, scale)) = field(&mut data, entry, problems) {
            links.push((unit, scale));
            fields.push(field);
        }
    }
    for (at, (unit, scale)) in links.into_iter().enumerate() {
        let mut find = |name: Option<Placed<String>>, is_right: fn(&Kind) -> bool, must: &str| {
            let name = name?;
            let found =
                fields.iter().position(|field: &Field| field.name == name.value && is_right(&field.kind));
            if found.is_none() {
                problems.push(name.problem(format!("`{}` must be {must} of this type", name.value)));
            }
            found
        };
        let unit = find(unit, |kind| *kind == Kind::Asset, "a field of the type asset or currency");
        let scale = find(scale, |kind| *kind == Kind::Count, "a field of the type count");
        fields[at].unit = unit;
        fields[at].scale = scale;
    }
    problems.extend(data.finish("the fields"));
    let common = |name: &str, kind, doc: &str| Field {
        name: name.to_owned(),
        kind,
        optional: true,
        doc: doc.to_owned(),
        unit: None,
        scale: None,
        shown: Shown::Nowhere,
        sms: false,
        absolute: false,
        zero_is_none: false,
        trader_text: false,
        counts: None,
    };
    fields.push(common("account_id", Kind::Id, "The exchange's ID of the account or subaccount."));
    let products = PRODUCTS.map(str::to_owned).to_vec();
    fields.push(common(
        "product",
        Kind::OneOf(products),
        "The exchange's product that the event belongs to.",
    ));
    fields
}

type WithLinks = (Field, Option<Placed<String>>, Option<Placed<String>>);

fn field<'a>(data: &mut Table<'a>, entry: Entry<'a>, problems: &mut Vec<Problem>) -> Option<WithLinks> {
    let (name, place) = (entry.key.clone(), entry.key_span.start);
    let mut table = data.inside(entry)?;
    let kind = table.required_text("type");
    let kind = kind.and_then(|text| {
        let kind = kind_of(&text.value);
        if kind.is_none() {
            table.report(text.problem(format!(
                "`{}` is no type; it must be id, symbol, asset, currency, text up to N, decimal (above 0, from 0, from A \
                 to B), count, one of …, time, day, week, country, section, list of text up to N or texts up to N",
                text.value
            )));
        }
        kind
    });
    let field = Field {
        name,
        // A field whose type is unknown is still a field, so that only its type is reported.
        kind: kind.unwrap_or(Kind::Id),
        optional: table.switch("optional"),
        doc: text(&mut table, "doc"),
        unit: None,
        scale: None,
        shown: match word(
            &mut table,
            "shown",
            &["nowhere", "detail", "fine_print", "reference"],
            Some("nowhere"),
        ) {
            "detail" => Shown::Detail,
            "fine_print" => Shown::FinePrint,
            "reference" => Shown::Reference,
            _ => Shown::Nowhere,
        },
        sms: table.switch("sms"),
        absolute: table.switch("absolute"),
        zero_is_none: table.switch("zero_is_none"),
        trader_text: table.switch("trader_text"),
        counts: table.text("counts"),
    };
    let (unit, scale) = (table.text("unit"), table.text("scale"));
    let is_decimal = matches!(field.kind, Kind::Decimal(_));
    for (key, is_given, is_right) in [
        ("absolute", field.absolute, is_decimal),
        ("zero_is_none", field.zero_is_none, is_decimal),
        ("unit", unit.is_some(), is_decimal),
        ("scale", scale.is_some(), is_decimal),
        ("counts", field.counts.is_some(), field.kind == Kind::Count),
        ("trader_text", field.trader_text, matches!(field.kind, Kind::Text(_) | Kind::Id)),
        ("shown", field.shown != Shown::Nowhere || field.sms, !matches!(field.kind, Kind::OneOf(_))),
    ] {
        if is_given && is_right != is_given {
            table.fault(place, format!("`{key}` has no meaning for this field"));
        }
    }
    problems.extend(table.finish(FIELD_KEYS));
    Some((field, unit, scale))
}

fn kind_of(text: &str) -> Option<Kind> {
    let up_to = |number: &str| number.parse().ok().filter(|limit| (1..=MAX_TEXT).contains(limit));
    Some(match text {
        "id" => Kind::Id,
        "symbol" => Kind::Symbol,
        "asset" | "currency" => Kind::Asset,
        "decimal" => Kind::Decimal(Range::Any),
        "decimal above 0" => Kind::Decimal(Range::AboveZero),
        "decimal from 0" => Kind::Decimal(Range::FromZero),
        "count" => Kind::Count,
        "time" => Kind::Time,
        "day" => Kind::Day,
        "week" => Kind::Week,
        "country" => Kind::Country,
        "section" => Kind::Section,
        other => {
            if let Some(limit) = other.strip_prefix("text up to ") {
                Kind::Text(up_to(limit)?)
            } else if let Some(limit) = other.strip_prefix("list of text up to ") {
                Kind::List(up_to(limit)?)
            } else if let Some(limit) = other.strip_prefix("texts up to ") {
                Kind::Texts(up_to(limit)?)
            } else if let Some(range) = other.strip_prefix("decimal from ") {
                let (from, to) = range.split_once(" to ")?;
                Kind::Decimal(Range::Within(from.parse().ok()?, to.parse().ok()?))
            } else {
                let words: Vec<_> = other.strip_prefix("one of ")?.split(", ").map(str::to_owned).collect();
                let is_word = |word: &String| is_name(word);
                (words.len() > 1 && words.iter().all(is_word)).then_some(Kind::OneOf(words))?
            }
        }
    })
}
