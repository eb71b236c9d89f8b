//! The stored `data` of a notification is read again.

use domain::event::data::{EventData, StoredDataError};
use serde_json::json;
use serde_json::value::RawValue;

use crate::event;
use crate::fields::CONTRACT;

fn read(event_type: domain::EventType, json: &str) -> Result<EventData, StoredDataError> {
    EventData::of_stored(event_type, &RawValue::from_string(json.to_owned()).unwrap())
}

#[test]
fn every_type_is_read_as_it_was_written() {
    for fields in CONTRACT {
        let mut data = fields.sample();
        data["unknown"] = json!({"kept": [1, null]});
        let data = event(fields.event_type, &data).data;
        assert_eq!(EventData::of_stored(data.event_type(), &data.to_json()), Ok(data));
    }
}

#[test]
fn what_we_did_not_write_is_refused_with_its_field() {
    let listing = domain::EventType::NewListing;
    for (json, field, message) in [
        (r#"{"symbol":"NEW-USDT"}"#, Some("score"), "stored data.score is required"),
        (r#"{"score":8}"#, Some("symbol"), "stored data.symbol is required"),
        (
            r#"{"symbol":"NEW-USDT","score":"high"}"#,
            Some("score"),
            "stored data.score must be a decimal from 0 to 10",
        ),
        ("[]", None, "stored data must be a JSON object"),
        ("null", None, "stored data must be a JSON object"),
        (
            r#"{"symbol":"NEW-USDT","score":8,"x":{"$serde_json::private::Number":"8"}}"#,
            None,
            "stored data must not use the parser's private keys",
        ),
        (
            r#"{"symbol":"NEW-USDT","score":8,"x":{"\u0024serde_json::private::RawValue":"8"}}"#,
            None,
            "stored data must not use the parser's private keys",
        ),
    ] {
        let error = read(listing, json).unwrap_err();
        assert_eq!((error.field, error.to_string().as_str()), (field, message), "{json}");
    }
}

#[test]
fn the_type_says_what_is_read() {
    let data = event("new_listing", &json!({"symbol":"NEW-USDT","score":8})).data;
    let error = EventData::of_stored(domain::EventType::DailyReport, &data.to_json()).unwrap_err();
    assert_eq!(error.field, Some("day"));
}

#[test]
fn a_stored_optional_field_that_cannot_be_read_costs_only_itself() {
    let read =
        read(domain::EventType::NewListing, r#"{"symbol":"NEW-USDT","score":8,"name":"a\uffff"}"#).unwrap();
    assert_eq!(read.to_json().get(), r#"{"symbol":"NEW-USDT","score":8}"#);
}
