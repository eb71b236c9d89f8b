//! The envelope of an event, and every rejection.

use domain::event::{Event, MAX_EVENT_BYTES, RejectionCode};
use domain::{Channel, Priority};
use serde_json::{Value, json};

use crate::{decode, envelope, now, refusal};

fn order_filled() -> Value {
    let data =
        json!({"order_id":"8812","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"});
    envelope("order_filled", &data)
}

fn with(field: &str, value: Value) -> Value {
    let mut body = order_filled();
    body[field] = value;
    body
}

#[test]
fn the_event_of_the_contract_is_read() {
    let body = r#"{"id":"fill-8812-1","event_type":"order_filled","user_id":"u-42",
        "occurred_at":"2026-11-23T08:00:00.123Z",
        "data":{"order_id":"8812","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"},
        "channels":["websocket","push"], "expires_at":"2026-11-23T09:00:00Z", "priority":2}"#;
    let event = Event::decode(body, now()).unwrap();
    assert_eq!((event.id.as_str(), event.user_id.as_str()), ("fill-8812-1", "u-42"));
    assert_eq!(event.occurred_at.to_string(), "2026-11-23T08:00:00.123Z");
    assert_eq!(event.expires_at.to_string(), "2026-11-23T09:00:00.000Z");
    assert_eq!(event.channels, Some(vec![Channel::Websocket, Channel::Push]));
    assert_eq!(event.priority, Priority::P2, "an event may lower its class");
    assert_eq!(
        event.data.to_json().get(),
        r#"{"order_id":"8812","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"}"#
    );
}

#[test]
fn optional_fields_may_be_absent_or_null() {
    let mut body = order_filled();
    for _ in 0..2 {
        let event = decode(&body).unwrap();
        assert_eq!(event.channels, None);
        assert_eq!(event.expires_at.to_string(), "2026-11-24T08:00:00.123Z", "24 h, by the catalogue");
        for field in ["channels", "expires_at", "priority"] {
            body[field] = Value::Null;
        }
    }
}

#[test]
fn times_become_utc_milliseconds_and_may_be_long_ago() {
    let event = decode(&with("occurred_at", json!("2026-11-23T09:30:00.98765+01:30"))).unwrap();
    assert_eq!(event.occurred_at.to_string(), "2026-11-23T08:00:00.987Z");
    let event = decode(&with("occurred_at", json!("1999-01-01T00:00:00Z"))).unwrap();
    assert_eq!(event.expires_at.to_string(), "1999-01-02T00:00:00.000Z");
    let event = decode(&with("expires_at", json!("2001-01-01T00:00:00Z"))).unwrap();
    assert!(event.expires_at < event.occurred_at, "expired, but no reason to refuse it");
}

#[test]
fn unknown_fields_are_ignored_outside_and_passed_through_inside() {
    let mut body = with("trace", json!({"deep":[1]}));
    body["data"] = json!({
        "z": 1, "price": 64250.5, "a": {"y": [null, "x"]}, "order_id": "1", "symbol": "X", "side": "sell",
        "null": null, "quantity": "2", "fee": null,
    });
    // The number is inserted as text, because a float of Rust would have other digits.
    let body = body.to_string().replace("\"z\":1", "\"z\":1.50e+400");
    assert_eq!(
        Event::decode(&body, now()).unwrap().data.to_json().get(),
        r#"{"order_id":"1","symbol":"X","side":"sell","quantity":"2","price":"64250.5","z":1.50e+400,"a":{"y":[null,"x"]},"null":null}"#
    );
}

#[test]
fn the_last_of_a_repeated_field_counts() {
    let body = order_filled().to_string().replace("\"id\":\"e-1\"", "\"id\":7,\"id\":\"e-2\"");
    assert_eq!(Event::decode(&body, now()).unwrap().id.as_str(), "e-2");
}

#[test]
fn what_is_not_a_json_object_is_bad_json() {
    let half = &order_filled().to_string()[..40];
    for body in
        ["", " ", "{", half, "null", "1", "\"id\"", "[]", "[{}]", "{} {}", "{\"a\":1,}", "\u{feff}", "\0"]
    {
        let rejection = Event::decode(body, now()).unwrap_err();
        assert_eq!((rejection.code, rejection.field), (RejectionCode::BadJson, None), "{body:?}");
    }
}

#[test]
fn half_a_surrogate_pair_or_a_byte_order_mark_loses_no_event() {
    let body = order_filled().to_string();
    let with = |field: &str| format!("{{{field},{}", &body[1..]);
    for odd in [
        with(r#""comment":"\ud83d""#),
        with(r#""\udead":1"#),
        with(r#""channels":["\ud83d"]"#),
        format!("\u{feff}{body}"),
    ] {
        assert_eq!(Event::decode(&odd, now()).unwrap().id.as_str(), "e-1", "{odd}");
    }
    let id = body.replace("\"id\":\"e-1\"", r#""id":"\ud83d""#);
    assert_eq!(Event::decode(&id, now()).unwrap_err().field.as_deref(), Some("id"));
}

#[test]
fn a_body_has_at_most_32_kib() {
    let padding = MAX_EVENT_BYTES - with("padding", json!("")).to_string().len();
    assert!(decode(&with("padding", json!("x".repeat(padding)))).is_ok());
    assert_eq!(refusal(&with("padding", json!("x".repeat(padding + 1)))), ("too_large", None));
    assert_eq!(
        Event::decode(&"[".repeat(MAX_EVENT_BYTES + 1), now()).unwrap_err().code,
        RejectionCode::TooLarge
    );
}

#[test]
fn deep_nesting_is_bad_json() {
    for unit in ["[", "{\"a\":", "[{\"a\":"] {
        let body = format!("{{\"id\":{}", unit.repeat(4_000));
        assert_eq!(Event::decode(&body, now()).unwrap_err().code, RejectionCode::BadJson);
    }
    let nested = |depth| {
        serde_json::from_str::<Value>(&format!("{}{}", "[".repeat(depth), "]".repeat(depth))).unwrap()
    };
    assert!(decode(&with("nested", nested(126))).is_ok());
    assert_eq!(refusal(&with("nested", nested(127))), ("bad_json", None));
}

/// In an object with such a key `serde_json` parses a string as JSON once more, or reads it as a number.
#[test]
fn the_parser_s_private_keys_are_refused() {
    let private = [r#"{"$serde_json::private::RawValue":"1"}"#, r#"{"$serde_json::private::Number":"abc"}"#];
    let escaped = private.map(|value| value.replace('$', r"\u0024"));
    for value in private.map(str::to_owned).into_iter().chain(escaped) {
        for field in ["id", "data", "unknown"] {
            // The body is a string, because a `Value` would already be the parser's interpretation.
            let body = with(field, json!("@")).to_string().replace("\"@\"", &value);
            assert_eq!(Event::decode(&body, now()).unwrap_err().code, RejectionCode::BadJson, "{body}");
        }
    }
}

#[test]
fn each_field_of_the_envelope_is_checked() {
    let missing = ["id", "event_type", "user_id", "occurred_at", "data"];
    for field in missing {
        assert_eq!(refusal(&with(field, Value::Null)), ("missing_field", Some(field.to_owned())));
        let mut body = order_filled();
        body.as_object_mut().unwrap().remove(field);
        assert_eq!(refusal(&body), ("missing_field", Some(field.to_owned())));
    }
    let bad = [
        ("id", json!(1)),
        ("id", json!("")),
        ("id", json!("a b")),
        ("id", json!("x".repeat(129))),
        ("event_type", json!(1)),
        ("user_id", json!({})),
        ("user_id", json!("ü")),
        ("occurred_at", json!(1_795_420_800)),
        ("occurred_at", json!("yesterday")),
        ("occurred_at", json!("2026-11-23T08:00:00")),
        ("data", json!([])),
        ("data", json!("{}")),
    ];
    for (field, value) in bad {
        let body = with(field, value);
        assert_eq!(refusal(&body), ("bad_field", Some(field.to_owned())), "{body}");
    }
}

#[test]
fn an_optional_field_of_the_envelope_that_cannot_be_read_loses_no_event() {
    let optional = [
        ("channels", json!("push")),
        ("channels", json!(["push", "fax"])),
        ("channels", json!(["Push"])),
        ("channels", json!([1])),
        ("channels", json!([null])),
        ("channels", json!({"push": true})),
        ("expires_at", json!("later")),
        ("expires_at", json!(0)),
        ("expires_at", json!(["2026-11-23T08:00:00Z"])),
        ("priority", json!(3)),
        ("priority", json!(-1)),
        ("priority", json!("0")),
        ("priority", json!(0.5)),
        ("priority", json!(256)),
        ("account_id", json!("")),
        ("account_id", json!("a b")),
        ("account_id", json!(7)),
        ("account_id", json!("a".repeat(129))),
        ("mode", json!("live")),
        ("mode", json!("Backfill")),
        ("mode", json!(true)),
        ("traceparent", json!("00-0-0-0")),
        ("traceparent", json!(["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"])),
        ("traceparent", json!("00-00000000000000000000000000000000-00f067aa0ba902b7-01")),
    ];
    for (field, value) in optional {
        let decoded = Event::read(&with(field, value.clone()).to_string(), now()).unwrap();
        assert_eq!(decoded.event, decode(&order_filled()).unwrap(), "{field} {value}");
        assert_eq!(decoded.dropped, [field], "{value}");
        // For other classes `channels` was meant to narrow the trader's choice.
        let mut p1 = envelope("deposit_credited", &json!({"deposit_id": "1", "asset": "A", "amount": "1"}));
        p1[field] = value;
        match field {
            "channels" => assert_eq!(refusal(&p1), ("bad_field", Some(field.to_owned()))),
            _ => assert_eq!(Event::read(&p1.to_string(), now()).unwrap().dropped, [field]),
        }
    }
    assert_eq!(Event::read(&order_filled().to_string(), now()).unwrap().dropped, Vec::<String>::new());
    for fine in [json!([]), json!(["sms", "sms", "email"])] {
        assert!(decode(&with("channels", fine)).is_ok());
    }
}

#[test]
fn an_unknown_type_is_named_so() {
    for unknown in ["order_lost", "", "ORDER_FILLED"] {
        let body = with("event_type", json!(unknown));
        assert_eq!(refusal(&body), ("unknown_type", Some("event_type".to_owned())));
    }
}

#[test]
fn five_minutes_ahead_is_the_limit() {
    assert!(decode(&with("occurred_at", json!("2026-11-23T08:05:01.000Z"))).is_ok());
    let body = with("occurred_at", json!("2026-11-23T08:05:01.001Z"));
    assert_eq!(refusal(&body), ("future_timestamp", Some("occurred_at".to_owned())));
}

#[test]
fn the_first_fault_in_the_contracts_order_is_named() {
    assert_eq!(refusal(&json!({})), ("missing_field", Some("id".to_owned())));
    let mut body = with("occurred_at", json!("2026-11-23T08:00:00Z"));
    body["data"] = json!({"order_id": "1", "symbol": "X", "side": "hold", "price": -1});
    assert_eq!(refusal(&body), ("bad_field", Some("data.side".to_owned())));
}

#[test]
fn a_refusal_quotes_nothing_of_the_body() {
    let secret = "hunter2";
    for body in [
        format!("{{\"{secret}"),
        with("id", json!(format!("{secret} "))).to_string(),
        with("event_type", json!(secret)).to_string(),
        with("occurred_at", json!(secret)).to_string(),
        envelope("deposit_credited", &json!({"deposit_id": secret.repeat(30)})).to_string(),
        with("data", json!({"order_id": "1", "symbol": "X", "side": secret})).to_string(),
    ] {
        let rejection = Event::decode(&body, now()).unwrap_err();
        assert!(!format!("{rejection} {rejection:?}").contains(secret), "{rejection}");
    }
}
