//! The decoders, by the schema that says what they take.

use domain::Time;
use domain::alert::{Wanted, read_ticks};
use domain::document::DocumentError;
use domain::event::{Decoded, Event, Rejection};
use domain::frames::Request;
use domain::preferences::Preferences;
use serde_json::Value;

pub(crate) fn now() -> Time {
    "2026-11-23T08:00:01Z".parse().unwrap()
}

/// Why a decoder refuses a document: the path within it, where one field is to blame.
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

/// The refusal of a document that is read with "x" as its place in its message.
fn of_document<T>(read: Result<T, DocumentError>) -> Result<(), Refusal> {
    let (path, code) = match read {
        Ok(_) => return Ok(()),
        Err(DocumentError::Missing { path }) => (path, "missing_field"),
        Err(DocumentError::Bad { path, .. }) => (path, "bad_field"),
    };
    Err(Refusal { field: path.strip_prefix("x.").map(str::to_owned), code: code.to_owned() })
}

/// Whether the decoder takes what the schema at this path is about.
pub(crate) fn decode(path: &str, document: &Value) -> Result<(), Refusal> {
    let body = document.to_string();
    let other = |field: &str| Refusal { field: Some(field.to_owned()), code: "other".to_owned() };
    let name = path.trim_end_matches(".json");
    match name.split_once('/') {
        Some(("events", event_type)) => {
            let Decoded { event, dropped } = Event::read(&body, now())?;
            // What is dropped is not read: the schema says what is.
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
                // A field that is refused is refused by the schema, which speaks of the whole message.
                Some(rejection) => Err(rejection.into()),
                None => Ok(()),
            },
            "tick" if document.is_array() => Err(other("")),
            "tick" | "ticks" => {
                read_ticks(body.as_bytes(), now()).rejection.map_or(Ok(()), |rejection| Err(rejection.into()))
            }
            "preferences" => of_document(Preferences::of_document(document, "x")),
            "new_alert" => of_document(Wanted::of_document(document, "x")),
            _ => panic!("{path} is not read"),
        },
    }
}

/// The value at a dotted path, behind its key and before what it is in; indices are keys too.
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
