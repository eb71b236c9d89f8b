//! Documents that are almost valid.

use proptest::prelude::*;
use serde_json::{Value, json};

/// The path of a value in a document.
pub(crate) type Place = Vec<Step>;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// Returns all paths of a document, its root first.
pub(crate) fn places(document: &Value) -> Vec<Place> {
    let mut found = vec![Vec::new()];
    let mut below = |step: Step, value: &Value| {
        found.extend(places(value).into_iter().map(|place| [vec![step.clone()], place].concat()));
    };
    match document {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| below(Step::Key(key.clone()), value));
        }
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(index, value)| below(Step::Index(index), value));
        }
        _ => {}
    }
    found
}

pub(crate) fn at<'a>(document: &'a mut Value, place: &[Step]) -> &'a mut Value {
    place.iter().fold(document, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::Index(index) => &mut value[*index],
    })
}

/// Returns the document with this value at the path.
pub(crate) fn replaced(document: &Value, place: &[Step], value: Value) -> Value {
    let mut document = document.clone();
    *at(&mut document, place) = value;
    document
}

/// Returns the document without the value at the path; `None` for the root.
pub(crate) fn without(document: &Value, place: &[Step]) -> Option<Value> {
    let mut document = document.clone();
    let (last, parent) = place.split_last()?;
    match (at(&mut document, parent), last) {
        (Value::Object(fields), Step::Key(key)) => drop(fields.shift_remove(key)),
        (Value::Array(values), Step::Index(index)) => drop(values.remove(*index)),
        _ => return None,
    }
    Some(document)
}

/// Numbers at and beyond the bounds of every field.
const NUMBERS: &str = "0 -0 -0.0 0.0 1 2 3 -1 1.5 1.0 3e0 1e1 1e-7 7 10 10.0 10.01 11 50 50.01 99.99 100 101 1000 1000.01 86400 86401
    9007199254740991 9007199254740992 18446744073709551615 18446744073709551616 1234567890123456789012345678
    12345678901234567890123456789 0.0000000000000000000000000001 0.00000000000000000000000000001 1e27 1e28 1e400 1e-28 1e-29
    0e400 0e0001";

/// Valid and almost valid texts of every kind.
const WORDS: &str = r#"x 0 -0 -0.00 00 007 1 +1 -1 .5 5. 0.5 -0.5 1e5 1E+5 1e-5 1e 1e5.5 0e400 1e1000 1.1.1 1,5 NaN Infinity 10.1 50 50.1 5e1
    5e2 12345678901234567890123456789 0.00000000000000000000000000001
    buy sell Buy long short above below stale resumed websocket push pigeon ios android web windows last mark hello ping
    order_filled price_feed quiet_hours_summary
    2026-W47 2026-W53 2026-W54 2025-W53 2026-W00 2026W47 2026-11-23 2026-02-29 2028-02-29 2026-13-01 2026-00-10 2026-11-31
    2026-11-32 2026-11-00 0000-01-01 9999-12-31 2026-13-01T08:00:00Z 2026-00-10T08:00:00Z 2026-11-32T08:00:00Z
    2026-11-00T08:00:00Z
    2026-11-23T08:00:00Z 2026-11-23T08:00:00.123Z 2026-11-23t08:00:00z 2026-11-23T08:00:00.123456789+01:00
    2026-11-23T08:00:00.1234567891Z 2026-11-23T24:00:00Z 2026-11-23T08:60:00Z 2026-11-23T08:00:60Z 2016-12-31T23:59:60Z
    2026-11-23T08:00:61Z 2026-02-30T08:00:00Z 2026-11-23T08:00:00 2026-11-23T08:00:00.Z 2026-11-23T08:00:00+24:00
    2026-11-23T08:00:00+23:59 2026-11-23T08:00:00-00:00 1969-12-31T23:30:00-01:00 1969-12-31T23:30:00Z
    1969-12-30T23:30:00-23:59 1970-01-01T00:00:00Z 1970-01-01T00:00:00+00:01 9999-12-30T22:00:00Z 9999-12-31T00:00:00+02:01
    9999-12-31T00:00:00Z 2030-01-01T00:00:00Z 1800-01-01T00:00:00Z 00:00 08:00 23:00 07:00 23:59 24:00 8:00 08:60 08:00:00
    Europe/Vienna europe/vienna UTC Etc/GMT+12 Etc/Unknown Mars/Olympus EST5EDT
    de DE-at de_AT d e-x x-private i-klingon zh-Hant-TW de- deutschland 1e-2 é de-123456789
    ada@example.com ada@example Ada@Example.COM ada "a"@example.com a@@example.com @example.com ädä@example.com
    +4915112345678 +12025550123 4915112345678 +049151 +4915112345678901234 AT at XX AUT ZZ
    123e4567-e89b-12d3-a456-426614174000 123E4567-E89B-12D3-A456-426614174000 123e4567e89b12d3a456426614174000
    {123e4567-e89b-12d3-a456-426614174000} a/b a:b@c.d_e-f a#b 😀 r-1 ~"#;

/// Texts that are not one word.
const TEXTS: [&str; 11] = [
    "",
    " ",
    "a b",
    "a zone",
    "a b@example.com",
    "2026-11-23 08:00:00Z",
    "tab\t",
    "line\n",
    "nul\0",
    "\u{7f}\u{85}",
    "\u{a0}",
];

/// Lengths in characters, at and beyond the bounds of every text.
const LENGTHS: [usize; 18] =
    [31, 32, 33, 35, 36, 127, 128, 129, 254, 255, 280, 281, 512, 513, 1024, 1025, 4096, 4097];

/// Returns values of every type, and at and beyond every bound.
pub(crate) fn values() -> Vec<Value> {
    let mut values =
        vec![json!(null), json!(true), json!(false), json!([]), json!({}), json!([null]), json!([[]])];
    values.extend(NUMBERS.split_whitespace().map(|number| serde_json::from_str(number).unwrap()));
    values.extend(WORDS.split_whitespace().map(Value::from));
    values.extend(TEXTS.map(Value::from));
    for (character, longest) in [("x", 4097), ("1", 4097), ("é", 513)] {
        let lengths = LENGTHS.into_iter().filter(|length| *length <= longest);
        values.extend(lengths.map(|length| json!(character.repeat(length))));
    }
    let traces = [
        "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000",
    ];
    values.extend(traces.map(|ids| json!(format!("00-{ids}-01"))));
    values.extend([json!(["push", "push"]), json!(["sms", "email"]), json!(["pigeon"]), json!([1])]);
    values.extend([json!(vec!["id"; 100]), json!(vec!["id"; 101]), json!({"a": 1}), json!(["push", null])]);
    values
}

/// Returns values of no particular kind.
pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let number = "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,4})?";
    let time = "(19[67]|20[0-3]|999)[0-9]-[01][0-9]-[0-3][0-9][Tt][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,10})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])";
    prop_oneof![
        4 => prop::sample::select(values()),
        2 => number.prop_map(|text| text.parse::<serde_json::Number>().unwrap().into()),
        2 => number.prop_map(Value::from),
        2 => time.prop_map(Value::from),
        1 => "[0-9]{4}-(W?[0-5][0-9]|[01][0-9]-[0-3][0-9])".prop_map(Value::from),
        1 => "[0-2][0-9]:[0-6][0-9]".prop_map(Value::from),
        1 => "[A-Za-z0-9._:@/#-]{0,40}".prop_map(Value::from),
        1 => "[a-zA-Z0-9]{1,9}(-[a-zA-Z0-9]{1,9}){0,4}".prop_map(Value::from),
        1 => "\\PC{0,40}|.{0,40}".prop_map(Value::from),
        1 => prop::collection::vec("push|sms|email|telegram|websocket|owl", 0..6).prop_map(Value::from),
    ]
}

/// A change of a document.
#[derive(Debug, Clone)]
pub(crate) enum Mutation {
    Drop(prop::sample::Index),
    Replace(prop::sample::Index, Value),
    Add(prop::sample::Index, String, Value),
    Copy(prop::sample::Index, prop::sample::Index),
}

pub(crate) fn any_mutation() -> impl Strategy<Value = Mutation> {
    let index = || any::<prop::sample::Index>();
    let known = "all|ids|id|source|note|colour|enabled|channels|expires_at|priority|limit|after|language|fee|[a-z_]{1,9}";
    prop_oneof![
        1 => index().prop_map(Mutation::Drop),
        4 => (index(), any_value()).prop_map(|(place, value)| Mutation::Replace(place, value)),
        1 => (index(), known, any_value()).prop_map(|(place, key, value)| Mutation::Add(place, key, value)),
        1 => (index(), index()).prop_map(|(from, to)| Mutation::Copy(from, to)),
    ]
}

impl Mutation {
    pub(crate) fn apply(&self, document: &Value) -> Value {
        let places = places(document);
        match self {
            Self::Drop(place) => {
                without(document, place.get::<Place>(&places)).unwrap_or_else(|| document.clone())
            }
            Self::Replace(place, value) => replaced(document, place.get::<Place>(&places), value.clone()),
            Self::Add(place, key, value) => {
                let objects: Vec<_> =
                    places.iter().filter(|place| at(&mut document.clone(), place).is_object()).collect();
                let mut document = document.clone();
                if !objects.is_empty() {
                    at(&mut document, place.get::<&Place>(&objects))[key.as_str()] = value.clone();
                }
                document
            }
            Self::Copy(from, to) => {
                let value = at(&mut document.clone(), from.get::<Place>(&places)).clone();
                replaced(document, to.get::<Place>(&places), value)
            }
        }
    }
}
