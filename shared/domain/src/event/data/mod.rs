//! The data of an event: the fields that the catalogue declares for its type, each with a value that its
//! kind accepts, and the unknown fields.

mod about;
mod field;
mod merged;
mod summary;
mod value;

use std::fmt::Write as _;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

pub use field::{
    Asset, Condition, ContactChange, ContactKind, Count, Day, FeedState, Id, MAX_ASSET_LENGTH,
    MAX_NOTE_LENGTH, NonNegative, Note, Positive, Signed, Symbol, Week,
};
pub(crate) use merged::groups;
pub use merged::{Group, Merged, Part};
pub use summary::{Line, Summary};
pub use value::FieldValue;

use crate::event::catalogue::{EventType, FieldKind, FieldSpec};
use crate::json::{self, Fault};
use crate::schema::Schema;

/// The reason why `data` cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DataError {
    /// The name of the field inside `data`.
    pub(crate) field: &'static str,
    /// The fault of its value.
    pub(crate) fault: Fault,
}

/// The stored `data` of a notification cannot be read, so it was not written by us. It quotes nothing, so
/// it is safe to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stored data{}{} {must}", if field.is_some() { "." } else { "" }, field.unwrap_or_default())]
pub struct StoredDataError {
    /// The name of the field inside `data`; `None` if the whole is at fault.
    pub field: Option<&'static str>,
    /// The text that completes the sentence "the field …", or "the data …".
    pub must: &'static str,
}

impl From<DataError> for StoredDataError {
    fn from(error: DataError) -> Self {
        let must = match error.fault {
            Fault::Missing => "is required",
            Fault::Bad(must) => must,
        };
        Self { field: Some(error.field), must }
    }
}

/// The `data` of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum EventData {
    /// The data of an event of the exchange.
    Event(Fields),
    /// The summary of what was deferred in quiet hours.
    Summary(Summary),
    /// The merged message of deliveries above the limit of one recipient.
    Merged(Merged),
}

/// The fields of an event of the exchange, as the catalogue declares them for its type. The required ones
/// are present.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields {
    event_type: EventType,
    /// The values, in the order of the catalogue.
    values: Box<[Option<FieldValue>]>,
    /// The unknown fields, unchanged and in their order.
    extra: Map<String, Value>,
}

impl Fields {
    /// Returns the name of what events of type `event_type` are about that the first of these fields names
    /// which is present; see [`subject_name`].
    fn subject(&self, event_type: EventType, places: &[u8]) -> Option<Id> {
        let (place, value) = self.first_text(places)?;
        subject_name(event_type, self.specs()[usize::from(place)].name, value)
    }

    /// Reads the fields of an event of this type. An optional field that cannot be read is left out and its
    /// name is added to `dropped`. With it the unit of an amount, or the amounts of a unit, are left out
    /// too.
    ///
    /// # Errors
    /// The first required field that cannot be read. Not retryable.
    fn read(
        event_type: EventType,
        fields: Map<String, Value>,
        dropped: &mut Vec<&'static str>,
    ) -> Result<Self, DataError> {
        let specs = event_type.row().fields;
        let mut found: Vec<Option<Value>> = vec![None; specs.len()];
        let mut extra = Map::new();
        for (name, value) in fields {
            match specs.iter().position(|spec| spec.name == name).and_then(|at| found.get_mut(at)) {
                Some(place) => *place = Some(value),
                None => {
                    extra.insert(name, value);
                }
            }
        }
        let mut values = Vec::with_capacity(specs.len());
        for (spec, value) in specs.iter().zip(found) {
            let value = value.filter(|value| !value.is_null());
            let (was_given, read) =
                (value.is_some(), value.and_then(|value| FieldValue::read(spec.kind, value)));
            if read.is_none() {
                match (spec.optional, was_given) {
                    (true, true) => dropped.push(spec.name),
                    (true, false) => {}
                    (false, true) => {
                        return Err(DataError { field: spec.name, fault: Fault::Bad(spec.must) });
                    }
                    (false, false) => return Err(DataError { field: spec.name, fault: Fault::Missing }),
                }
            }
            values.push(read);
        }
        let mut read = Self { event_type, values: values.into(), extra };
        if !dropped.is_empty() {
            read.drop_with_units(dropped);
        }
        Ok(read)
    }

    /// Drops an amount whose unit was dropped, and a unit whose amounts were dropped: neither means anything
    /// without the other.
    fn drop_with_units(&mut self, dropped: &mut Vec<&'static str>) {
        let specs = self.specs();
        for (unit, unit_spec) in specs.iter().enumerate() {
            let is_amount =
                |spec: &FieldSpec| spec.unit.is_some_and(|at| usize::from(at) == unit) && spec.optional;
            let amounts: Vec<_> = (0..specs.len()).filter(|at| is_amount(&specs[*at])).collect();
            if dropped.contains(&unit_spec.name) {
                for at in amounts {
                    if self.values[at].take().is_some() {
                        dropped.push(specs[at].name);
                    }
                }
            } else if amounts.iter().any(|at| dropped.contains(&specs[*at].name))
                && amounts.iter().all(|at| self.values[*at].is_none())
                && unit_spec.optional
                && self.values[unit].take().is_some()
            {
                dropped.push(unit_spec.name);
            }
        }
    }

    /// Returns the event type.
    pub fn event_type(&self) -> EventType {
        self.event_type
    }

    /// Returns the declarations of the fields.
    pub fn specs(&self) -> &'static [FieldSpec] {
        self.event_type.row().fields
    }

    /// Returns the fields that are present, in the catalogue's order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static FieldSpec, &FieldValue)> {
        self.specs().iter().zip(&self.values).filter_map(|(spec, value)| Some((spec, value.as_ref()?)))
    }

    /// Returns the value of the field at this place of the catalogue; `None` if it is absent.
    pub(crate) fn at(&self, place: u8) -> Option<&FieldValue> {
        self.values.get(usize::from(place))?.as_ref()
    }

    /// Returns the value of the field with this name; `None` if it is absent.
    pub fn get(&self, name: &str) -> Option<&FieldValue> {
        self.iter().find(|(spec, _)| spec.name == name).map(|(_, value)| value)
    }

    /// Returns the text of the field with this name; `None` if it is absent or no text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the decimal of the field with this name; `None` if it is absent or no decimal.
    pub fn decimal(&self, name: &str) -> Option<Decimal> {
        match self.get(name)? {
            FieldValue::Decimal(decimal) => Some(*decimal),
            _ => None,
        }
    }

    /// Returns the fields that a push carries, as text: a text as it is, any other value as JSON.
    pub fn push_data(&self) -> impl Iterator<Item = (&'static str, String)> {
        let places = self.event_type.row().push_data.iter();
        places.filter_map(|place| {
            let spec = self.specs().get(usize::from(*place))?;
            let value = self.at(*place)?;
            Some(match serde_json::to_value(value.of(spec)) {
                Ok(Value::String(text)) => (spec.name, text),
                Ok(other) => (spec.name, other.to_string()),
                Err(_) => return None,
            })
        })
    }

    /// Returns the path in the exchange's app: the catalogue's, with the values of fields, of which all but
    /// letters, digits and `-._~` are escaped (RFC 3986, section 2.3). `None` if the type has none.
    pub fn link(&self) -> Option<String> {
        let mut pattern = self.event_type.row().link?;
        let mut link = String::with_capacity(pattern.len() + 16);
        while let Some((before, rest)) = pattern.split_once('{') {
            let (name, after) = rest.split_once('}')?;
            link.push_str(before);
            match self.get(name)? {
                FieldValue::Text(text) => escape(text, &mut link),
                FieldValue::Word(_)
                | FieldValue::Decimal(_)
                | FieldValue::Count(_)
                | FieldValue::Time(_)
                | FieldValue::List(_)
                | FieldValue::Texts(_) => return None,
            }
            pattern = after;
        }
        link.push_str(pattern);
        Some(link)
    }

    /// Returns the unknown fields, unchanged and in their order.
    pub fn extra(&self) -> &Map<String, Value> {
        &self.extra
    }

    /// Returns the fields without texts that a trader wrote.
    fn without_free_text(mut self) -> Self {
        for (spec, value) in self.specs().iter().zip(&mut self.values) {
            if spec.trader_text && spec.optional {
                *value = None;
            }
        }
        self
    }

    /// Returns the JSON Schema of the fields of this type; `of` gives that of a field, `optional` adds an
    /// optional one.
    fn schema_of(
        event_type: EventType,
        of: fn(&FieldSpec) -> Schema,
        optional: fn(Schema, &str, Schema) -> Schema,
    ) -> Schema {
        let add = |schema: Schema, spec: &FieldSpec| {
            if spec.optional {
                optional(schema, spec.name, of(spec))
            } else {
                schema.required(spec.name, of(spec))
            }
        };
        event_type.row().fields.iter().fold(Schema::object(), add)
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (spec, value) in self.iter() {
            map.serialize_entry(spec.name, &value.of(spec))?;
        }
        for (name, value) in &self.extra {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for EventData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Event(fields) => fields.serialize(serializer),
            Self::Summary(data) => data.serialize(serializer),
            Self::Merged(data) => data.serialize(serializer),
        }
    }
}

impl EventData {
    /// Reads the `data` of an event of this type, as [`Fields::read`] does.
    ///
    /// # Errors
    /// The first required field that cannot be read. Not retryable.
    pub(crate) fn read(
        event_type: EventType,
        fields: Map<String, Value>,
        dropped: &mut Vec<&'static str>,
    ) -> Result<Self, DataError> {
        match event_type {
            EventType::Summary => Summary::read(fields).map(Self::Summary),
            EventType::Merged => Merged::read(fields).map(Self::Merged),
            exchanges => Fields::read(exchanges, fields, dropped).map(Self::Event),
        }
    }

    /// Returns the event type.
    pub fn event_type(&self) -> EventType {
        match self {
            Self::Event(fields) => fields.event_type,
            Self::Summary(_) => EventType::Summary,
            Self::Merged(_) => EventType::Merged,
        }
    }

    /// Returns the fields; `None` for our own messages.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Self::Event(fields) => Some(fields),
            Self::Summary(_) | Self::Merged(_) => None,
        }
    }

    /// Returns the description of an event type: one sentence.
    pub fn description(event_type: EventType) -> &'static str {
        event_type.row().doc
    }

    /// Returns the JSON Schema of the `data` that is read for this type. The exchange cannot
    /// publish a summary.
    pub fn schema(event_type: EventType) -> Schema {
        match event_type {
            EventType::Summary => Summary::schema(),
            EventType::Merged => Merged::schema(),
            exchanges => Fields::schema_of(exchanges, FieldSpec::schema, Schema::nullable),
        }
    }

    /// Returns the JSON Schema of the `data` that is written for this type.
    pub fn written_schema(event_type: EventType) -> Schema {
        match event_type {
            EventType::Summary => Summary::schema(),
            EventType::Merged => Merged::schema(),
            exchanges => Fields::schema_of(exchanges, FieldSpec::written_schema, Schema::optional),
        }
    }

    /// Returns the unknown fields, unchanged and in their order.
    pub fn extra(&self) -> &Map<String, Value> {
        static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.fields().map_or(&NOTHING, Fields::extra)
    }
}

impl EventData {
    /// Returns the `data` as we write it: the known fields in the catalogue's order, decimals as strings,
    /// times in UTC with milliseconds; then the unknown fields, unchanged.
    pub fn to_json(&self) -> Box<RawValue> {
        // Strings, integers and JSON values under string keys: none of them can fail to be written.
        serde_json::value::to_raw_value(self).unwrap_or_else(|_| RawValue::NULL.to_owned())
    }

    /// Reads the `data` of a notification of this type as [`EventData::to_json`] wrote it. An optional
    /// field that cannot be read is left out, so that the others are not lost.
    ///
    /// # Errors
    /// A required field, or the whole `data`, cannot be read. Not retryable.
    pub fn of_stored(event_type: EventType, data: &RawValue) -> Result<Self, StoredDataError> {
        let fields = json::object(data.get()).map_err(|error| {
            let must = match error {
                json::JsonError::ReservedKey => "must not use the parser's private keys",
                json::JsonError::Syntax | json::JsonError::NotAnObject | json::JsonError::ByteOrderMark => {
                    "must be a JSON object"
                }
            };
            StoredDataError { field: None, must }
        })?;
        Ok(Self::read(event_type, fields, &mut Vec::new())?)
    }

    /// Returns what this event closes: older events about it are obsolete.
    pub fn closes(&self) -> Vec<Id> {
        let Some(fields) = self.fields() else { return Vec::new() };
        let supersedes = fields.event_type.row().supersedes.iter();
        supersedes.filter_map(|(older, places)| fields.subject(*older, places)).collect()
    }

    /// Returns what this event is about, if a newer event can close it.
    pub fn closed_by(&self) -> Option<Id> {
        let fields = self.fields()?;
        fields.subject(fields.event_type, fields.event_type.row().superseded_by)
    }

    /// Returns the data without texts of the trader, for a recipient who has not yet been
    /// confirmed to be the trader.
    #[must_use]
    pub fn without_free_text(self) -> Self {
        match self {
            Self::Event(fields) => Self::Event(fields.without_free_text()),
            Self::Summary(summary) => Self::Summary(summary.without_free_text()),
            // It has only counts.
            Self::Merged(merged) => Self::Merged(merged),
        }
    }
}

/// Appends the text with percent-encoding.
fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// Returns the name under which it is stored what is known of events of this type about this: whether they
/// are closed, and what was told of them. `None` if the name is too long: such events are never obsolete.
fn subject_name(event_type: EventType, field: &str, value: &str) -> Option<Id> {
    let row = event_type.row();
    let first = row.superseded_by.first().map(|place| row.fields[usize::from(*place)].name);
    match (event_type, first == Some(field)) {
        // Positions were the first to be closed, under their own ID.
        (EventType::MarginCall, true) => Id::parse(value),
        (_, true) => Id::parse(&format!("{event_type}:{value}")),
        (_, false) => Id::parse(&format!("{event_type}:{field}:{value}")),
    }
}
