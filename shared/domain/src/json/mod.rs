//! Reads JSON that comes from outside.
//!
//! `serde_json` gives two keys a meaning of its own, because it keeps numbers exact and values raw. In an
//! object whose first key is one of them, its `Value` reads a string as a number, or parses it as JSON once
//! more and without a depth limit. [`Foreign`] reads the same JSON, but decides for each key whether the
//! parser or the sender wrote it; escapes in the key make no difference. Every decoder of JSON from outside
//! reads it through this module.

mod field;
mod object;
mod salvage;

use std::fmt;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::{Map, Number, Value};

pub use field::Field;
pub use object::{Fault, FieldError, Object, optional, required};
pub(crate) use salvage::salvaged_text;

/// The key under which the parser passes a number to a visitor.
/// <https://github.com/serde-rs/json/blob/v1.0.154/src/number.rs>
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The key under which the parser passes a raw value to a visitor.
/// <https://github.com/serde-rs/json/blob/v1.0.154/src/raw.rs>
const RAW_VALUE_KEY: &str = "$serde_json::private::RawValue";

/// The initial capacity of an object that is not empty. Most objects fit, so that they are allocated once.
const USUAL_FIELDS: usize = 7;

/// The beginning of the parser's message if a document uses a reserved key.
const RESERVED: &str = "a key is reserved";

/// The reason why a document cannot be read. It is never retryable. It quotes nothing from the document, so
/// it is safe to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or nested deeper than 127 levels.
    #[error("must be JSON of at most 127 levels")]
    Syntax,
    /// Valid JSON, but not an object.
    #[error("must be a JSON object of at most 127 levels")]
    NotAnObject,
    /// An object has one of the two keys that the parser reserves.
    #[error("must not use the parser's private keys")]
    ReservedKey,
    /// The document begins with a byte-order mark, which RFC 8259, section 8.1 forbids senders to write.
    #[error("must not begin with a byte-order mark")]
    ByteOrderMark,
}

impl JsonError {
    fn of(error: &serde_json::Error, text: &str) -> Self {
        if text.starts_with('\u{feff}') {
            Self::ByteOrderMark
        } else if error.is_data() && error.to_string().starts_with(RESERVED) {
            Self::ReservedKey
        } else {
            Self::Syntax
        }
    }
}

/// Parses `text` as a JSON value.
///
/// # Errors
/// See [`JsonError`]; none is retryable.
pub fn value(text: &str) -> Result<Value, JsonError> {
    match serde_json::from_str(text) {
        Ok(Foreign(value)) => Ok(value),
        Err(error) => Err(JsonError::of(&error, text)),
    }
}

/// Parses `text` as a JSON object and returns its fields. If a field is repeated, the last one counts.
///
/// # Errors
/// See [`JsonError`]; none is retryable.
pub fn object(text: &str) -> Result<Map<String, Value>, JsonError> {
    match value(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) | Err(JsonError::Syntax) => Err(JsonError::NotAnObject),
        Err(error) => Err(error),
    }
}

/// Parses `text` as [`object`] does, but tolerates two faults, so that a message is not lost because of
/// fields that are not read. A byte-order mark at the beginning is skipped, as RFC 8259, section 8.1
/// allows. Half of a surrogate pair, which no string can hold, is read as U+FFFD.
///
/// # Errors
/// See [`JsonError`]; none is retryable.
pub fn lenient_object(text: &str) -> Result<Map<String, Value>, JsonError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match object(text) {
        // Few messages have a lone surrogate, so only a rejected message is searched for one.
        Err(JsonError::NotAnObject) => match with_lone_surrogates_replaced(text) {
            Some(text) => object(&text),
            None => Err(JsonError::NotAnObject),
        },
        read => read,
    }
}

/// Returns the text with U+FFFD in place of every escape of half a surrogate pair; `None` if it has none.
/// Only places where JSON allows an escape are searched, so any other fault of the text remains.
fn with_lone_surrogates_replaced(text: &str) -> Option<String> {
    const REPLACEMENT: &str = "\\ufffd";
    let mut replaced = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        replaced.push_str(before);
        let length = match escaped_unit(escape) {
            Some(0xD800..=0xDBFF)
                if matches!(escaped_unit(escape.get(6..).unwrap_or_default()), Some(0xDC00..=0xDFFF)) =>
            {
                12
            }
            Some(0xD800..=0xDFFF) => {
                replaced.push_str(REPLACEMENT);
                rest = &escape[6..];
                continue;
            }
            // The backslash and the character that it escapes.
            _ => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        replaced.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    replaced.push_str(rest);
    (replaced != text).then_some(replaced)
}

/// Returns the UTF-16 code unit that the text begins with, written as `\uXXXX`.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

/// A JSON value from outside, for use as a field of a struct that is deserialized. No object in it has a
/// reserved key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign(pub Value);

impl<'de> Deserialize<'de> for Foreign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ForeignVisitor).map(Self)
    }
}

struct ForeignVisitor;

impl<'de> Visitor<'de> for ForeignVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        Number::from_i128(value).map(Value::Number).ok_or_else(|| E::custom("a number is too large"))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        Number::from_u128(value).map(Value::Number).ok_or_else(|| E::custom("a number is too large"))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Foreign(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Text(name) => {
                    if fields.is_empty() {
                        fields = Map::with_capacity(USUAL_FIELDS);
                    }
                    let Foreign(value) = map.next_value()?;
                    fields.insert(name, value);
                }
                // The parser passes a number as a map with this one key.
                Key::Number if fields.is_empty() => {
                    let number = map.next_value_seed(DigitsOfParser);
                    return number.map(Value::Number).map_err(|_| de::Error::custom(RESERVED));
                }
                Key::Number => return Err(de::Error::custom(RESERVED)),
            }
        }
        Ok(Value::Object(fields))
    }
}

enum Key {
    /// A key without a meaning to the parser.
    Text(String),
    /// [`NUMBER_KEY`]: written by the parser, or by the sender.
    Number,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }

            fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
                match key {
                    NUMBER_KEY => Ok(Key::Number),
                    RAW_VALUE_KEY => Err(E::custom(RESERVED)),
                    name => Ok(Key::Text(name.to_owned())),
                }
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}

/// Reads the value of [`NUMBER_KEY`]. The parser passes an owned string, while a string of the document is
/// passed as a borrowed one.
struct DigitsOfParser;

impl<'de> DeserializeSeed<'de> for DigitsOfParser {
    type Value = Number;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Number, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for DigitsOfParser {
    type Value = Number;

    // This is also the error message for a value of any other type.
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number of the parser")
    }

    fn visit_string<E: de::Error>(self, digits: String) -> Result<Number, E> {
        digits.parse().map_err(|_| E::invalid_value(Unexpected::Other("a text"), &self))
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Number, E> {
        Err(E::custom(RESERVED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// Returns the text with each `$` written as an escape.
    fn escaped(text: &str) -> String {
        text.replace('$', r"\u0024")
    }

    #[test]
    fn numbers_are_kept_as_they_are_written() {
        for number in ["0", "-0", "1.50", "64250.10", "1e400", "123456789012345678901234567890.5", "-1E-7"] {
            let text = format!(r#"{{"a":{number},"b":[{number}]}}"#);
            assert_eq!(
                value(&text).unwrap().to_string(),
                serde_json::from_str::<Value>(&text).unwrap().to_string()
            );
        }
    }

    #[test]
    fn half_a_surrogate_pair_costs_only_the_character() {
        for (text, read) in [
            (r#"{"a":"\ud83d","b":1}"#, json!({"a": "\u{fffd}", "b": 1})),
            (r#"{"\uDE00":"x\uD83D\ud83d\uDE00y"}"#, json!({"\u{fffd}": "x\u{fffd}😀y"})),
            (r#"{"a":"\\ud83d \"\ud83d"}"#, json!({"a": "\\ud83d \"\u{fffd}"})),
            (r#"{"a":"\ud83d\u0041"}"#, json!({"a": "\u{fffd}A"})),
            ("\u{feff}{\"a\":\"\\udead\"}", json!({"a": "\u{fffd}"})),
        ] {
            assert_eq!(lenient_object(text).map(Value::Object), Ok(read), "{text}");
        }
        for broken in
            [r#"{"a":"\ud83d}"#, r#"{"a":"\ud83"}"#, r#"{"a":"\ud83d""#, r#"["\ud83d"]"#, r#"{"a":"\"#, "\\ü"]
        {
            assert_eq!(lenient_object(broken), Err(JsonError::NotAnObject), "{broken}");
        }
        let deep = format!(r#"{{"s":"\ud83d","a":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        assert_eq!(lenient_object(&deep), Err(JsonError::NotAnObject));
    }

    #[test]
    fn a_reserved_key_is_refused_at_every_place_and_in_every_spelling() {
        let values = [r#""8""#, r#""\"x\"""#, r#""{}""#, "8", "null", "true", "[]", "{}", r#""abc""#];
        for key in [NUMBER_KEY, RAW_VALUE_KEY] {
            for spelling in [key.to_owned(), escaped(key), key.replace('v', r"\u0076")] {
                for inner in values {
                    for text in [
                        format!(r#"{{"{spelling}":{inner}}}"#),
                        format!(r#"{{"a":1,"{spelling}":{inner}}}"#),
                        format!(r#"{{"a":[{{"{spelling}":{inner}}}]}}"#),
                        format!(r#"{{"a":{{"b":2,"{spelling}":{inner},"c":3}}}}"#),
                        format!(r#"[{{"{spelling}":{inner}}}]"#),
                    ] {
                        assert_eq!(value(&text), Err(JsonError::ReservedKey), "{text}");
                    }
                }
            }
        }
        // In the place of a value, or with other characters, the key is an ordinary string.
        let text = json!({"a": NUMBER_KEY, "$serde_json::private::": RAW_VALUE_KEY}).to_string();
        assert_eq!(value(&text).unwrap().to_string(), text);
    }

    #[test]
    fn what_is_no_object_says_why() {
        assert_eq!(object("\u{feff}{}"), Err(JsonError::ByteOrderMark));
        for text in ["", "1", "[]", "{", "{} {}", "null"] {
            assert_eq!(object(text), Err(JsonError::NotAnObject), "{text}");
        }
        let nested = |levels: usize| format!(r#"{{"a":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(object(&nested(126)).is_ok());
        assert_eq!(object(&nested(127)), Err(JsonError::NotAnObject));
        assert_eq!(object(r#"{"a":1,"a":2}"#).unwrap()["a"], 2);
    }

    proptest! {
        #[test]
        fn any_other_json_is_read_as_the_parser_reads_it(text in r#"[\[\]{}:,"a$0-9.eE+tnu\\ -]{0,40}"#) {
            let ours = value(&text).ok().map(|value| value.to_string());
            let parsers = serde_json::from_str::<Value>(&text).ok().map(|value| value.to_string());
            prop_assert_eq!(ours, parsers);
        }

        #[test]
        fn no_text_panics(text: String) {
            let _ = value(&text);
        }

    }
}
