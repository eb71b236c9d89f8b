//! JSON that others have written.
//!
//! `serde_json` gives two keys a meaning of its own while it keeps numbers exact and values raw: in an object that begins with
//! one of them, its `Value` reads a text as a number, or as JSON once more and without a limit of depth. [`Foreign`] reads
//! the same JSON and knows, key by key, whether the parser or the sender wrote the key; escapes make no difference. Every
//! decoder of JSON from outside reads it through this module.

use std::fmt;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::{Map, Number, Value};

/// The key under which the parser hands over a number.
/// <https://github.com/serde-rs/json/blob/v1.0.154/src/number.rs>
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The key under which the parser hands over a raw value.
/// <https://github.com/serde-rs/json/blob/v1.0.154/src/raw.rs>
const RAW_VALUE_KEY: &str = "$serde_json::private::RawValue";

/// Begins the parser's message where a document uses a reserved key.
const RESERVED: &str = "a key is reserved";

/// Why a document cannot be read. Never retryable, and safe to log: it quotes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or nested deeper than 127 levels.
    #[error("must be JSON of moderate depth")]
    Syntax,
    /// JSON of another kind than an object.
    #[error("must be a JSON object of moderate depth")]
    NotAnObject,
    /// An object has one of the two keys that the parser reserves.
    #[error("must not use the parser's private keys")]
    ReservedKey,
    /// A byte-order mark stands before the document, which RFC 8259, section 8.1 forbids to write.
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

/// Returns the value that `text` is.
///
/// # Errors
/// See [`JsonError`]; none is retryable.
pub fn value(text: &str) -> Result<Value, JsonError> {
    match serde_json::from_str(text) {
        Ok(Foreign(value)) => Ok(value),
        Err(error) => Err(JsonError::of(&error, text)),
    }
}

/// Returns the fields of the object that `text` is. The last of a repeated field counts.
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

/// As [`object`], of a message that must not be lost for what nobody reads: a byte-order mark before it is passed over, as
/// RFC 8259, section 8.1 allows, and half of a surrogate pair, which no text can hold, is read as U+FFFD.
///
/// # Errors
/// See [`JsonError`]; none is retryable.
pub fn lenient_object(text: &str) -> Result<Map<String, Value>, JsonError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match object(text) {
        // Few messages have one, so only a refused one is searched.
        Err(JsonError::NotAnObject) => match with_lone_surrogates_replaced(text) {
            Some(text) => object(&text),
            None => Err(JsonError::NotAnObject),
        },
        read => read,
    }
}

/// The text with U+FFFD for every escape of half a surrogate pair; `None` where it has none. Escapes are looked for only
/// where JSON has them, so whatever else is wrong with the text stays wrong.
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

/// The UTF-16 code unit that the text begins with, as `\uXXXX`.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

/// A JSON value that others have written, for a field of a struct that is deserialized. No object in it has a reserved key.
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
                    let Foreign(value) = map.next_value()?;
                    fields.insert(name, value);
                }
                // The parser's numbers are maps of this one key.
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
    /// A name that means nothing to the parser.
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

/// Reads the value of [`NUMBER_KEY`]: the parser gives away a text that it owns, while a text of the document is lent.
struct DigitsOfParser;

impl<'de> DeserializeSeed<'de> for DigitsOfParser {
    type Value = Number;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Number, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for DigitsOfParser {
    type Value = Number;

    // Also what is said of a value of any other type.
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

/// Returns the text of a top-level field of a frame that is not JSON, as far as it can be made out: the last one of this
/// name whose text is whole and legal. `None` where there is none, or where the last one is not legal.
///
/// The frame is scanned as JSON is written, strings with their escapes, brackets counted, and everything else passed over: a
/// lone surrogate, a byte-order mark, too many levels or what comes behind the end do not hide the field.
pub(crate) fn salvaged_text(frame: &str, field: &str) -> Option<String> {
    let mut rest = frame.trim_start_matches('\u{feff}').trim_start().strip_prefix('{')?;
    let (mut depth, mut is_next, mut found) = (1_usize, false, None);
    loop {
        rest = rest.trim_start_matches(|c: char| !matches!(c, '"' | '{' | '}' | '[' | ']' | ',' | ':'));
        let Some(mark) = rest.chars().next() else { return found };
        match mark {
            '"' => {
                let Some(end) = end_of_string(rest) else { return found };
                let (literal, behind) = rest.split_at(end);
                rest = behind;
                let is_key = depth == 1 && rest.trim_start().starts_with(':');
                if is_next {
                    found = text_of(literal);
                    is_next = false;
                } else if is_key && text_of(literal).as_deref() == Some(field) {
                    (is_next, found) = (true, None);
                }
                continue;
            }
            '{' | '[' => {
                depth += 1;
                is_next = false;
            }
            '}' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return found;
                }
            }
            ',' => is_next = false,
            _ => {}
        }
        rest = &rest[1..];
    }
}

/// Where the string literal ends that the text begins with.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn text_of(literal: &str) -> Option<String> {
    serde_json::from_str(literal).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// The same text with every `$` of it escaped.
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
        // Elsewhere the word is a word.
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

    #[test]
    fn a_field_is_made_out_in_what_is_not_json() {
        let seven = Some("7".to_owned());
        for (frame, found) in [
            (r#"{"action":"createAlert","requestId":"7","alert":{"note":"\ud83d"}}"#, seven.clone()),
            (r#"{"alert":{"note":"\ud83d","requestId":"8"},"requestId":"7"}"#, seven.clone()),
            ("\u{feff} {\"requestId\" : \"7\"}", seven.clone()),
            (r#"{"requestId":"7"} trailing"#, seven.clone()),
            (r#"{"requestId":"7","a":[[["#, seven.clone()),
            (r#"{"requestId":"7","note":"unfinished"#, seven.clone()),
            (r#"{"request\u0049d":"\u0037",}"#, seven.clone()),
            (r#"{"a":"\\","b":"\"","requestId":"7",nonsense}"#, seven.clone()),
            (r#"{"requestId":"8","requestId":"7",}"#, seven.clone()),
            (r#"{"a":"requestId","requestId":"7"#, None),
            (r#"{"requestId":"\ud83d"}"#, None),
            (r#"{"requestId":"7","requestId":"\ud83d"}"#, None),
            (r#"{"requestId":7,"a":"8",}"#, None),
            (r#"{"requestId":"8","requestId":7,}"#, None),
            (r#"{"requestId":{"a":"7"},}"#, None),
            (r#"{"a":{"requestId":"7"},}"#, None),
            (r#"["requestId","7"]"#, None),
            (r#"}{"requestId":"7"}"#, None),
            ("", None),
        ] {
            assert_eq!(salvaged_text(frame, "requestId"), found, "{frame}");
        }
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
            let _ = salvaged_text(&text, "requestId");
            let _ = salvaged_text(&format!("{{{text}"), "requestId");
        }

        #[test]
        fn in_json_the_field_is_found_as_the_parser_finds_it(fields in prop::collection::btree_map("[a-z\"\\\\{}:,]{0,4}", ".{0,6}", 0..5), id: String) {
            let mut document = json!(fields);
            document["requestId"] = json!(id);
            prop_assert_eq!(salvaged_text(&document.to_string(), "requestId"), Some(id));
        }
    }
}
