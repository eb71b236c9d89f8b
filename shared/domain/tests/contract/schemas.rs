//! Compares the published schemas with those of the decoders and writers.
//!
//! `cargo run -p contract` writes the files.

use std::path::Path;

use domain::EventType;
use domain::alert::{Alert, NewAlert, tick_schema};
use domain::event::{Event, Rejection};
use domain::preferences::Preferences;
use domain::protocol::{Action, Rearrangement, schema};
use domain::schema::{ALERT, NEW_ALERT, PREFERENCES, Schema};
use serde_json::{Map, Value, json};

/// Returns the published schema without the keywords that only a file has.
fn published(path: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/contract/schemas");
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    let mut file: Map<String, Value> = serde_json::from_str(&text).unwrap();
    for word in ["$schema", "title", "examples"] {
        file.remove(word);
    }
    Value::Object(file)
}

/// Returns the schema as a file in a folder has it, whose references to files beside the folder have
/// another path.
fn from_a_folder(schema: Value) -> Value {
    match schema {
        Value::Object(words) => Value::Object(
            words
                .into_iter()
                .map(|(word, value)| match value {
                    Value::String(address) if word == "$ref" => (word, json!(format!("../{address}"))),
                    value => (word, from_a_folder(value)),
                })
                .collect(),
        ),
        Value::Array(values) => values.into_iter().map(from_a_folder).collect(),
        other => other,
    }
}

fn assert_published(path: &str, schema: Schema) {
    let schema = Value::from(schema);
    let schema = if path.contains('/') { from_a_folder(schema) } else { schema };
    assert_eq!(schema, published(path), "{path}");
}

#[test]
fn what_the_exchange_may_send_is_published() {
    for &event_type in EventType::ALL {
        assert_published(&format!("events/{event_type}.json"), Event::schema(event_type));
    }
    assert_published("envelope.json", Event::envelope_schema());
    assert_published("tick.json", tick_schema());
    assert_published("rejection.json", Rejection::schema());
}

#[test]
fn what_a_trader_may_put_is_published() {
    assert_published(PREFERENCES, Preferences::schema());
    assert_published(NEW_ALERT, NewAlert::schema());
    assert_published(ALERT, Alert::schema());
}

#[test]
fn what_a_device_may_ask_for_is_published_and_so_is_every_answer() {
    let actions: Vec<_> = Action::schemas().into_iter().map(|(action, _)| action).collect();
    let answered: Vec<_> = schema::replies().into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, answered);
    for (action, request) in Action::schemas() {
        assert_published(&format!("requests/{action}.json"), request);
    }
    for (action, reply) in schema::replies() {
        let described = reply.described(format!("The reply to {action}."));
        assert_published(&format!("replies/{action}.json"), described);
    }
    for event_type in EventType::ALL.iter().copied().chain(EventType::OWN) {
        assert_published(&format!("notifications/{event_type}.json"), schema::notification(event_type));
    }
    assert_published("read.json", schema::read());
    for how in Rearrangement::ALL {
        assert_published(&format!("{}.json", how.name()), schema::rearranged(how));
    }
    assert_published("error.json", schema::error());
}
