//! The decoders, by the schema that describes their input.

use domain::Time;
use domain::alert::{NewAlert, read_ticks};
use domain::event::{Decoded, Event, Rejection};
use domain::json::FieldError;
use domain::preferences::PreferencesUpdate;
use domain::protocol::Request;
use serde_json::Value;

pub(crate) fn now() -> Time {
    "2026-11-23T08:00:01Z".parse().unwrap()
}

/// The reason why a decoder refuses a document: a code, and the path within the document if one
/// field is the cause.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) field: Option<String>,
    pub(crate) code: String,
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self { field: rejection.field, code: rejection.code.name().to_owned() }
    }
}

/// Converts the result of a document that is decoded as the field "x" of its message.
fn of_document<T>(read: Result<T, FieldError>) -> Result<(), Refusal> {
    let (path, code) = match read {
        Ok(_) => return Ok(()),
        Err(FieldError::Missing { path }) => (path, "missing_field"),
        Err(FieldError::Bad { path, .. }) => (path, "bad_field"),
    };
    Err(Refusal { field: path.strip_prefix("x.").map(str::to_owned), code: code.to_owned() })
}

/// Decodes the document with the decoder of the schema at this path.
pub(crate) fn decode(path: &str, document: &Value) -> Result<(), Refusal> {
    let body = document.to_string();
    let other = |field: &str| Refusal { field: Some(field.to_owned()), code: "other".to_owned() };
    let name = path.trim_end_matches(".json");
    match name.split_once('/') {
        Some(("events", event_type)) => {
            let Decoded { event, dropped } = Event::read(&body, now())?;
            // A dropped field was not read, which counts as a refusal, as in the schema.
            if let Some(field) = dropped.into_iter().next() {
                return Err(Refusal { field: Some(field), code: "bad_field".to_owned() });
            }
            (event.event_type().name() == event_type).then_some(()).ok_or_else(|| other("event_type"))
        }
        Some(("requests", action)) => {
            let request = Request::decode(&body);
            request.map_err(|error| Refusal { field: error.field, code: error.code.name().to_owned() })?;
            (document["action"] == action).then_some(()).ok_or_else(|| other("action"))
        }
        Some(_) => panic!("{path} is not read"),
        None => match name {
            "profile" => match profile::decode(&body, now())?.rejected.pop() {
                // The schema refuses the whole message if it refuses one field.
                Some(rejection) => Err(rejection.into()),
                None => Ok(()),
            },
            "tick" if document.is_array() => Err(other("")),
            "tick" | "ticks" => {
                read_ticks(body.as_bytes(), now()).rejection.map_or(Ok(()), |rejection| Err(rejection.into()))
            }
            "preferences" => of_document(PreferencesUpdate::of_document(document, "x")),
            "new_alert" => of_document(NewAlert::of_document(document, "x")),
            _ => panic!("{path} is not read"),
        },
    }
}

/// Returns the value at a dotted path, after its key and before the value that contains it; indices
/// are keys, too.
pub(crate) fn at<'a>(document: &'a Value, path: &str) -> Option<(String, &'a Value, &'a Value)> {
    let (mut value, mut beside) = (document, document);
    for part in path.split('.') {
        beside = value;
        value = match value {
            Value::Array(values) => values.get(part.parse::<usize>().ok()?)?,
            value => value.get(part)?,
        };
    }
    Some((path.rsplit('.').next()?.to_owned(), value, beside))
}
