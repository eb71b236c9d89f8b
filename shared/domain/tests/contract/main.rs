//! The contract with the exchange, tested from the outside: the events that are read, the rejections, the
//! decisions per channel, and the texts for the trader.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod alert;
mod catalogue;
mod channels;
mod decode;
mod document;
mod fields;
mod inbox;
mod kinds;
mod links;
mod merged;
mod names;
mod plan;
mod plan_rules;
mod properties;
mod quiet;
mod quiet_rules;
mod reach;
mod reachability;
mod recipient;
mod report;
mod samples;
mod schemas;
mod shown;
mod stored;
mod summary;
mod text;

use domain::Time;
use domain::event::{Event, Rejection};
use serde_json::{Value, json};

/// The `now` of all tests here.
fn now() -> Time {
    "2026-11-23T08:00:01Z".parse().unwrap()
}

/// Returns the contract's own envelope around this `data`.
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

/// Returns a valid event with this `data`.
fn event(event_type: &str, data: &Value) -> Event {
    decode(&envelope(event_type, data)).unwrap()
}

/// Returns the code and the field of the rejection.
fn refusal(body: &Value) -> (&'static str, Option<String>) {
    let rejection = decode(body).expect_err(&body.to_string());
    (rejection.code.name(), rejection.field)
}
