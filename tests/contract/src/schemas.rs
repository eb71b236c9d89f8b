//! The schemas and their paths.

use std::collections::BTreeMap;

use domain::EventType;
use domain::alert::{Alert, NewAlert, tick_schema};
use domain::event::{Event, Rejection};
use domain::preferences::Preferences;
use domain::protocol::{Action, Rearrangement, schema as frames};
use domain::schema::{ALERT, NEW_ALERT, NOTIFICATION, PREFERENCES, Schema};
use serde_json::{Map, Value, json};

use crate::examples;

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The folder of the requests' schemas.
pub const REQUESTS: &str = "requests";

/// Returns all schemas by their path.
pub fn all() -> BTreeMap<String, Value> {
    let mut all = Files::default();
    exchange(&mut all);
    documents(&mut all);
    trader(&mut all);
    all.0
}

#[derive(Default)]
struct Files(BTreeMap<String, Value>);

impl Files {
    fn add(&mut self, path: impl Into<String>, title: impl Into<String>, schema: Schema) {
        let path = path.into();
        let mut file = Map::new();
        file.insert("$schema".to_owned(), json!(DIALECT));
        file.insert("title".to_owned(), json!(title.into()));
        let mut words = schema.into_words();
        if let Some(description) = words.shift_remove("description") {
            file.insert("description".to_owned(), description);
        }
        file.extend(words);
        let examples = examples::of(&path);
        if !examples.is_empty() {
            file.insert("examples".to_owned(), examples.into());
        }
        let mut file = Value::Object(file);
        if path.contains('/') {
            climb(&mut file);
        }
        self.0.insert(path, file);
    }

    /// Adds a schema that accepts what exactly one of the schemas in a folder accepts.
    fn add_choice(&mut self, path: &str, title: &str, description: &str) {
        let folder = format!("{}s/", path.trim_end_matches(".json"));
        let choices =
            self.0.keys().filter(|path| path.starts_with(&folder)).map(|path| Schema::reference(path));
        let schema = Schema::one_of(choices.collect::<Vec<_>>()).described(description);
        self.add(path, title, schema);
    }
}

/// Rewrites references that are relative to the folder of all schemas, so that they are relative to
/// a subfolder.
fn climb(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(address) if name == "$ref" => address.insert_str(0, "../"),
                    value => climb(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(climb),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn exchange(all: &mut Files) {
    for &event_type in EventType::ALL {
        let name = event_type.name();
        all.add(format!("events/{name}.json"), format!("{}Event", pascal(name)), Event::schema(event_type));
    }
    all.add_choice("event.json", "Event", "An event for one user, which is sent to the queue of its class.");
    all.add("envelope.json", "Envelope", Event::envelope_schema());
    all.add("profile.json", "Profile", profile::schema());
    all.add("tick.json", "Tick", tick_schema());
    let list = Schema::list(Schema::reference("tick.json"));
    let record = Schema::any_of([Schema::reference("tick.json"), list]);
    all.add("ticks.json", "Ticks", record.described("A record of the stream: a tick or a list of ticks."));
    all.add("rejection.json", "Rejection", Rejection::schema());
}

fn documents(all: &mut Files) {
    all.add(PREFERENCES, "Preferences", Preferences::schema());
    all.add(NEW_ALERT, "NewAlert", NewAlert::schema());
    all.add(ALERT, "Alert", Alert::schema());
}

fn trader(all: &mut Files) {
    for (action, schema) in Action::schemas() {
        all.add(format!("{REQUESTS}/{action}.json"), format!("{}Request", pascal(action)), schema);
    }
    all.add_choice(
        "request.json",
        "Request",
        "A request of a device. Each request is answered by one reply or one error.",
    );
    for (action, schema) in frames::replies() {
        let description = format!("The reply to {action}.");
        all.add(
            format!("replies/{action}.json"),
            format!("{}Reply", pascal(action)),
            schema.described(description),
        );
    }
    for event_type in EventType::ALL.iter().copied().chain(EventType::OWN) {
        let name = event_type.name();
        let schema = frames::notification(event_type);
        all.add(format!("notifications/{name}.json"), format!("{}Notification", pascal(name)), schema);
    }
    all.add_choice(NOTIFICATION, "Notification", "A notification as a device receives it.");
    all.add("read.json", "Read", frames::read());
    for how in Rearrangement::ALL {
        all.add(format!("{}.json", how.name()), pascal(how.name()), frames::rearranged(how));
    }
    all.add("error.json", "Error", frames::error());
    let replies = all.0.keys().filter(|path| path.starts_with("replies/")).cloned();
    let rearranged = Rearrangement::ALL.map(|how| format!("{}.json", how.name()));
    let frames = [NOTIFICATION, "read.json", "error.json"].map(str::to_owned).into_iter();
    let frames = frames.chain(rearranged).chain(replies);
    let schema = Schema::any_of(frames.map(|path| Schema::reference(&path)).collect::<Vec<_>>());
    all.add(
        "frame.json",
        "Frame",
        schema.described("A frame that a device receives. The requestId of a reply is that of its request."),
    );
}

/// Converts `order_filled` and `getPreferences` to names of types.
pub(crate) fn pascal(name: &str) -> String {
    let capital = |part: &str| {
        let mut characters = part.chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(characters).collect::<String>()
    };
    name.split('_').map(capital).collect()
}
