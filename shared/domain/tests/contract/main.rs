//! The contract with the exchange, from the outside: what is read, what is refused and how, what becomes
//! of it per channel, and what the trader reads.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod channels;
mod decode;
mod document;
mod fields;
mod kinds;
mod merged;
mod plan;
mod plan_rules;
mod properties;
mod quiet;
mod quiet_rules;
mod reach;
mod reachability;
mod stored;
mod summary;
mod text;

use domain::Time;
use domain::event::{Event, Rejection};
use serde_json::{Value, json};

/// The `now` of every test here.
fn now() -> Time {
    "2026-11-23T08:00:01Z".parse().unwrap()
}

/// The contract's own envelope around this `data`.
fn envelope(event_type: &str, data: &Value) -> Value {
    json!({
        "id": "e-1",
        "event_type": event_type,
        "user_id": "u-42",
        "occurred_at": "2026-11-23T08:00:00.123Z",
        "data": data,
    })
}

fn decode(body: &Value) -> Result<Event, Rejection> {
    Event::decode(&body.to_string(), now())
}

/// A valid event with this `data`.
fn event(event_type: &str, data: &Value) -> Event {
    decode(&envelope(event_type, data)).unwrap()
}

/// A refusal as its code and field.
fn refusal(body: &Value) -> (&'static str, Option<String>) {
    let rejection = decode(body).expect_err(&body.to_string());
    (rejection.code.name(), rejection.field)
}
