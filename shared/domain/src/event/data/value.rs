//! The values of an event's fields, each of the kind that the catalogue declares.

use rust_decimal::Decimal;
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::field::{Asset, Count, Day, Id, Note, Symbol, Week, as_number, as_text, is_note_of};
use crate::decimal::{self, Range};
use crate::event::catalogue::{FieldKind, FieldSpec};
use crate::json::Field as _;
use crate::locale::{is_language_tag, language_tag_schema};
use crate::schema::{Schema, description, sentence};
use crate::time::Time;

/// The maximum number of texts in a list, and of languages of a text.
const MAX_LIST: usize = 20;

/// A value that its field accepts.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// A text of any kind: an ID, a name, a note, a date.
    Text(String),
    /// An exact decimal.
    Decimal(Decimal),
    /// A number of things.
    Count(u64),
    /// The number of the word.
    Word(u8),
    /// A point in time.
    Time(Time),
    /// Texts.
    List(Vec<String>),
    /// Language tags and texts.
    Texts(Vec<(String, String)>),
}

impl FieldValue {
    /// Reads a value that is not null; `None` if the field does not accept it.
    pub(crate) fn read(kind: FieldKind, value: Value) -> Option<Self> {
        match kind {
            FieldKind::Id => Id::read(value).ok().map(|id| Self::Text(id.into())),
            FieldKind::Symbol => Symbol::read(value).ok().map(|symbol| Self::Text(symbol.into())),
            FieldKind::Asset => Asset::read(value).ok().map(|asset| Self::Text(asset.into())),
            FieldKind::Text(limit) => text(value, limit).map(Self::Text),
            FieldKind::Decimal(range) => {
                let decimal = match &value {
                    Value::String(text) => decimal::parse(text),
                    Value::Number(number) => decimal::parse(number.as_str()),
                    _ => None,
                };
                decimal.filter(|decimal| range.contains(*decimal)).map(Self::Decimal)
            }
            FieldKind::Count => Count::read(value).ok().map(|count| Self::Count(count.get())),
            FieldKind::OneOf(words) => {
                let word = value.as_str()?;
                let at = words.iter().position(|known| *known == word)?;
                u8::try_from(at).ok().map(Self::Word)
            }
            FieldKind::Time => Time::read(value).ok().map(Self::Time),
            FieldKind::Day => Day::read(value).ok().map(|day| Self::Text(day.into())),
            FieldKind::Week => Week::read(value).ok().map(|week| Self::Text(week.into())),
            FieldKind::Country => match value {
                Value::String(code) if is_country(&code) => Some(Self::Text(code)),
                _ => None,
            },
            FieldKind::Section => Id::read(value).ok().map(|key| Self::Text(key.into())),
            FieldKind::List(limit) => {
                let Value::Array(list) = value else { return None };
                let texts = list.into_iter().map(|value| text(value, limit)).collect::<Option<Vec<_>>>()?;
                (texts.len() <= MAX_LIST).then_some(Self::List(texts))
            }
            FieldKind::Texts(limit) => {
                let Value::Object(texts) = value else { return None };
                let of = |(tag, value): (String, Value)| {
                    let is_tag = is_language_tag(&tag);
                    is_tag.then(|| text(value, limit).map(|text| (tag, text)))?
                };
                let texts = texts.into_iter().map(of).collect::<Option<Vec<_>>>()?;
                (1..=MAX_LIST).contains(&texts.len()).then_some(Self::Texts(texts))
            }
        }
    }

    /// Returns the word, if this is a value of a field with a choice of words.
    pub(crate) fn word(&self, spec: &FieldSpec) -> Option<&'static str> {
        match (self, spec.kind) {
            (Self::Word(at), FieldKind::OneOf(words)) => words.get(usize::from(*at)).copied(),
            _ => None,
        }
    }

    /// Returns the value with the field that it belongs to, which decides how it is written.
    pub(crate) fn of<'a>(&'a self, spec: &'a FieldSpec) -> Written<'a> {
        Written { spec, value: self }
    }
}

fn text(value: Value, limit: u16) -> Option<String> {
    match value {
        Value::String(text) if is_note_of(&text, usize::from(limit)) => Some(text),
        _ => None,
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A value as it is written in JSON.
pub(crate) struct Written<'a> {
    spec: &'a FieldSpec,
    value: &'a FieldValue,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.value, self.spec.kind) {
            (FieldValue::Text(text), _) => serializer.serialize_str(text),
            (FieldValue::Decimal(decimal), FieldKind::Decimal(Range::Within(..))) => {
                as_number(decimal, serializer)
            }
            (FieldValue::Decimal(decimal), _) => as_text(decimal, serializer),
            (FieldValue::Count(count), _) => serializer.serialize_u64(*count),
            // Every `Word` is the number of one of its field's words.
            (FieldValue::Word(_), _) => self.value.word(self.spec).serialize(serializer),
            (FieldValue::Time(time), _) => time.serialize(serializer),
            (FieldValue::List(list), _) => {
                let mut seq = serializer.serialize_seq(Some(list.len()))?;
                list.iter().try_for_each(|text| seq.serialize_element(text))?;
                seq.end()
            }
            (FieldValue::Texts(texts), _) => {
                let mut map = serializer.serialize_map(Some(texts.len()))?;
                texts.iter().try_for_each(|(tag, text)| map.serialize_entry(tag, text))?;
                map.end()
            }
        }
    }
}

impl FieldSpec {
    /// Returns the JSON Schema of the values that are read.
    pub(crate) fn schema(&self) -> Schema {
        match self.kind {
            FieldKind::Id | FieldKind::Section => Id::schema(),
            FieldKind::Symbol => Symbol::schema(),
            FieldKind::Asset => Asset::schema(),
            FieldKind::Decimal(range) => range.schema().described(sentence(self.must)),
            FieldKind::Count => Count::schema(),
            FieldKind::Time => Time::schema(),
            FieldKind::Day => Day::schema(),
            FieldKind::Week => Week::schema(),
            FieldKind::Text(_) => self.written().described(sentence(self.must)),
            FieldKind::OneOf(_) | FieldKind::Country | FieldKind::List(_) | FieldKind::Texts(_) => {
                self.written()
            }
        }
        .described(description(&[self.doc]))
    }

    /// Returns the JSON Schema of the values that are written.
    pub(crate) fn written_schema(&self) -> Schema {
        self.written().described(description(&[self.doc]))
    }

    fn written(&self) -> Schema {
        match self.kind {
            FieldKind::Id | FieldKind::Section => Id::written(),
            FieldKind::Symbol => Symbol::written(),
            FieldKind::Asset => Asset::written(),
            FieldKind::Text(limit) => Note::schema_up_to(limit),
            FieldKind::Decimal(range @ Range::Within(..)) => range.number(),
            FieldKind::Decimal(range) => range.written(),
            FieldKind::Count => Count::written(),
            FieldKind::OneOf(words) => Schema::one_of_words(words.iter().copied()),
            FieldKind::Time => Time::written(),
            FieldKind::Day => Day::written(),
            FieldKind::Week => Week::written(),
            FieldKind::Country => Schema::text().pattern("[A-Z]{2}"),
            FieldKind::List(limit) => Schema::list(Note::schema_up_to(limit)).with("maxItems", MAX_LIST),
            FieldKind::Texts(limit) => Schema::object()
                .with("propertyNames", language_tag_schema())
                .with("additionalProperties", Note::schema_up_to(limit))
                .with("minProperties", 1)
                .with("maxProperties", MAX_LIST),
        }
    }
}
