//! The AsyncAPI document against AsyncAPI's own schema, which is committed beside it.

use domain::Priority;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// `schemas/3.0.0.json` of the npm package `@asyncapi/specs` 6.11.1, as in `asyncapi/README.md`.
const PUBLISHED: &str = include_str!("../../asyncapi/3.0.0.json");

const HASH: &str = "d4571a420e6ffb7fcc7066c95a6db1202f299a3c51daa103d0706bf30f95e626";

fn document() -> Value {
    serde_json::from_str(&contract::files()["asyncapi.json"]).unwrap()
}

#[test]
fn the_published_schema_is_as_it_was_published() {
    let hex = |hash: String, byte: &u8| format!("{hash}{byte:02x}");
    assert_eq!(Sha256::digest(PUBLISHED).iter().fold(String::new(), hex), HASH);
}

#[test]
fn the_document_is_as_asyncapi_asks() {
    let validator = jsonschema::validator_for(&serde_json::from_str(PUBLISHED).unwrap()).unwrap();
    let faults = |document: &Value| {
        validator
            .iter_errors(document)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(&document()), Vec::<String>::new());
    let spoiled: [fn(&mut Value); 4] = [
        |document| document["asyncapi"] = json!("2.6.0"),
        |document| document["operations"]["hello"]["action"] = json!("answer"),
        |document| document["servers"]["sqs"] = json!({"protocol": "sqs"}),
        |document| document["channels"]["p0"]["colour"] = json!("red"),
    ];
    for spoil in spoiled {
        let mut document = document();
        spoil(&mut document);
        assert!(!faults(&document).is_empty());
    }
}

#[test]
fn every_message_is_in_a_channel_and_in_an_operation() {
    let document = document();
    let text = |value: &Value| value.to_string();
    let (channels, operations) = (text(&document["channels"]), text(&document["operations"]));
    for name in document["components"]["messages"].as_object().unwrap().keys() {
        assert!(channels.contains(&format!("#/components/messages/{name}\"")), "{name}");
        assert!(operations.contains(&format!("/messages/{name}\"")), "{name}");
    }
}

#[test]
fn every_event_type_is_on_the_queue_of_its_class_and_of_those_to_which_an_event_may_lower_it() {
    let document = document();
    for &event_type in domain::EventType::ALL {
        let payload = format!("./schemas/events/{}.json", event_type.name());
        let messages = document["components"]["messages"].as_object().unwrap();
        let (name, _) = messages.iter().find(|(_, message)| message["payload"]["$ref"] == payload).unwrap();
        let queues = ["p0", "p1", "p2"]
            .into_iter()
            .filter(|queue| document["channels"][queue]["messages"].as_object().unwrap().contains_key(name));
        let is_lower = |class: &Priority| *class > event_type.priority() && !event_type.row().mandatory;
        let classes =
            Priority::ALL.into_iter().filter(|class| *class == event_type.priority() || is_lower(class));
        assert_eq!(
            queues.collect::<Vec<_>>(),
            classes.map(Priority::name).collect::<Vec<_>>(),
            "{event_type}"
        );
    }
}
