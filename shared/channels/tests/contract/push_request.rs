//! What is sent to FCM.

use channels::collapse::{CollapseId, MAX_BYTES, MAX_TOPIC_LENGTH};
use channels::push::request::{MAX_PAYLOAD_BYTES, body};
use domain::{EventType, Priority, Time};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::sample::{HOSTILE, Sample, usual};

fn message(sample: &Sample) -> Value {
    let request: Value = serde_json::from_str(&body(&sample.to_device(), &sample.device)).unwrap();
    assert_eq!(request.as_object().unwrap().len(), 1, "nothing beside the message");
    request["message"].clone()
}

fn data(sample: &Sample) -> Map<String, Value> {
    message(sample)["data"].as_object().unwrap().clone()
}

/// What FCM and Apple measure, at least: the JSON of what is shown and of the data.
fn payload_bytes(message: &Value) -> usize {
    message["notification"].to_string().len() + message["data"].to_string().len()
}

#[test]
fn every_type_has_its_message() {
    for &event_type in EventType::ALL {
        let message = message(&Sample::usual(event_type));
        insta::assert_snapshot!(format!("push_{event_type}"), format!("{message:#}"));
    }
}

#[test]
fn only_what_cannot_wait_wakes_the_device() {
    for &event_type in EventType::ALL {
        let message = message(&Sample::usual(event_type));
        let expected = match event_type.priority() {
            Priority::P0 => ["high", "10", "high"],
            Priority::P1 | Priority::P2 => ["normal", "5", "normal"],
        };
        assert_eq!(message["android"]["priority"], expected[0]);
        assert_eq!(message["apns"]["headers"]["apns-priority"], expected[1]);
        assert_eq!(message["webpush"]["headers"]["Urgency"], expected[2]);
    }
}

#[test]
fn it_is_kept_for_a_device_that_is_away_until_it_expires() {
    let mut sample = Sample::usual(EventType::MarginCall);
    for (expires_at, ttl, expiration) in [
        ("2026-11-23T08:15:00.123Z", "898s", "1795421699"),
        ("2026-11-23T08:00:02.400Z", "0s", "1795420801"),
        ("2026-11-23T07:00:00.000Z", "0s", "1795420801"),
        ("2027-11-23T08:00:00.000Z", "2419200s", "1797840001"),
    ] {
        sample.notification.expires_at = expires_at.parse::<Time>().unwrap();
        let message = message(&sample);
        assert_eq!(message["android"]["ttl"], ttl, "{expires_at}");
        assert_eq!(message["webpush"]["headers"]["TTL"], ttl.trim_end_matches('s'), "{expires_at}");
        assert_eq!(message["apns"]["headers"]["apns-expiration"], expiration, "{expires_at}");
    }
}

#[test]
fn a_silent_one_makes_no_sound() {
    let mut sample = Sample::usual(EventType::NewListing);
    assert_eq!(message(&sample)["apns"]["payload"], json!({"aps": {"sound": "default"}}));
    sample.notification.silent = true;
    assert_eq!(message(&sample)["apns"]["payload"], json!({"aps": {}}));
}

#[test]
fn a_newer_message_of_the_same_order_replaces_the_older_one_and_nothing_else_does() {
    let of = |event_type, id: &str, field: &str, value: &str| {
        let mut data = usual(event_type);
        data[field] = value.into();
        let sample = Sample::new(event_type, id, &data);
        let message = message(&sample);
        let id = message["android"]["collapse_key"].as_str().unwrap().to_owned();
        assert_eq!(message["android"]["notification"]["tag"], *id);
        assert_eq!(message["apns"]["headers"]["apns-collapse-id"], *id);
        assert_eq!(message["webpush"]["notification"]["tag"], *id);
        (id, message["webpush"]["headers"]["Topic"].as_str().unwrap().to_owned())
    };
    let first = of(EventType::OrderFilled, "e-1", "order_id", "8812");
    assert_eq!(first.0, "order_filled:8812");
    assert_eq!(of(EventType::OrderFilled, "e-2", "order_id", "8812"), first);
    let others = [
        of(EventType::OrderFilled, "e-1", "order_id", "8813"),
        of(EventType::OrderPartiallyFilled, "e-1", "order_id", "8812"),
        of(EventType::DepositCredited, "e-1", "deposit_id", "8812"),
        of(EventType::DepositCredited, "e-2", "deposit_id", "8812"),
    ];
    for (position, other) in others.iter().enumerate() {
        assert!(*other != first && !others[..position].contains(other), "{other:?}");
    }
    assert_eq!(others[2].0, "deposit_credited:e-1", "what replaces nothing has its own id");
}

#[test]
fn a_collapse_id_fits_every_platform_whatever_an_exchange_calls_its_orders() {
    let mut seen = Vec::new();
    let ids = [
        "8".repeat(128),
        format!("{}9", "8".repeat(127)),
        "é / #1".to_owned(),
        "é".repeat(128),
        "a b".into(),
    ];
    for id in ids {
        let sample = Sample::with(EventType::OrderPartiallyFilled, "order_id", id);
        let collapse = CollapseId::of(&sample.notification, &sample.event.data);
        assert!(
            collapse.as_str().len() <= MAX_BYTES && collapse.as_str().bytes().all(|b| b.is_ascii_graphic())
        );
        let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        assert!(collapse.topic().len() == MAX_TOPIC_LENGTH && collapse.topic().bytes().all(is_base64url));
        assert_eq!(collapse, CollapseId::of(&sample.notification, &sample.event.data));
        assert!(!seen.contains(&collapse), "{collapse:?}");
        seen.push(collapse);
    }
}

#[test]
fn all_data_are_texts_and_none_has_a_name_that_fcm_keeps_for_itself() {
    let mut event = usual(EventType::OrderFilled);
    let extra = json!({"from": "x", "Message_Type": "y", "google.z": 1, "gcm": null, "aps": {"a": [1, "b"]},
        "collapse_key": "k", "id": "not ours", "event": "no", "priority": 9, "timestamp": 0, "": "",
        "data_from": "its own", "venue": "spot", "deep": {"b": 1.50, "a": [true]}, "n": 12_345_678_901_234_567_890_u64});
    event.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    let data = data(&Sample::new(EventType::OrderFilled, "e-1", &event));
    insta::assert_snapshot!("push_reserved_names", format!("{:#}", Value::from(data)));
}

#[test]
fn hostile_text_arrives_as_it_is() {
    for text in HOSTILE {
        let sample = Sample::with(EventType::PriceAlert, "note", text);
        let message = message(&sample);
        assert_eq!(message["data"]["note"], text, "literally, for the app");
        let Value::String(body) = &message["notification"]["body"] else { panic!("{message}") };
        assert_eq!(*body, sample.push_text().body);
        assert!(!body.contains(['\n', '\r', '\u{0}', '\u{202e}']), "{body:?}");
    }
    let body = &message(&Sample::with(EventType::PriceAlert, "note", HOSTILE[0]))["notification"]["body"];
    // But for the word joiners by which nothing in it becomes a link.
    let body = body.as_str().unwrap().replace('\u{2060}', "");
    assert!(body.contains(HOSTILE[0]), "no markup here: {body}");
}

#[test]
fn a_field_that_we_do_not_know_is_left_out_if_it_is_too_long_and_all_others_stay() {
    let mut event = usual(EventType::OrderFilled);
    event["before"] = "b".into();
    event["manifest"] = "x".repeat(20_000).into();
    event["after"] = json!({"a": 1});
    let sample = Sample::new(EventType::OrderFilled, "e-1", &event);
    let message = message(&sample);
    assert_eq!(message["data"].get("manifest"), None);
    assert_eq!((&message["data"]["before"], &message["data"]["after"]), (&json!("b"), &json!("{\"a\":1}")));
    assert_eq!(message["data"]["price"], "64250.10");
    assert!(payload_bytes(&message) <= MAX_PAYLOAD_BYTES);
    let longest = Sample::with(EventType::OrderFilled, "wide", "😀".repeat(5_000));
    assert_eq!(data(&longest).get("wide"), None);
}

#[test]
fn the_longest_ids_and_notes_are_whole() {
    let mut event = usual(EventType::DepositCredited);
    event["deposit_id"] = "😀".repeat(128).into();
    event["tx_id"] = "\"".repeat(128).into();
    event["network"] = format!("{}{}", "😀".repeat(170), "\u{1f}".repeat(110)).into();
    let message = message(&Sample::new(EventType::DepositCredited, &"i".repeat(128), &event));
    for field in ["deposit_id", "tx_id", "network"] {
        assert_eq!(message["data"][field], event[field]);
    }
    assert!(payload_bytes(&message) <= MAX_PAYLOAD_BYTES);
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "(?s).{0,600}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("(?s).{0,20}", inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_legal_event_makes_a_message_that_fcm_refuses(
        note in "(?s).{0,280}",
        id in "[^\\p{Cc}]{1,128}",
        extra in prop::collection::vec(("(?s).{0,40}|from|gcm.x|GOOGLE|aps|note|id", json_value()), 0..12),
    ) {
        for (event_type, note_field, id_field) in [
            (EventType::PriceAlert, "note", "alert_id"),
            (EventType::DepositCredited, "network", "deposit_id"),
            (EventType::NewListing, "name", "reference"),
        ] {
            let mut event = usual(event_type);
            for (name, value) in &extra {
                if event.get(name).is_none() {
                    event[name] = value.clone();
                }
            }
            event[note_field] = note.clone().into();
            event[id_field] = id.clone().into();
            let sample = Sample::new(event_type, "e-1", &event);
            let message = message(&sample);
            prop_assert!(payload_bytes(&message) <= MAX_PAYLOAD_BYTES);
            for (name, value) in message["data"].as_object().unwrap() {
                let lower = name.to_lowercase();
                prop_assert!(value.is_string(), "{}", name);
                prop_assert!(!lower.starts_with("google") && !lower.starts_with("gcm"));
                prop_assert!(!["", "from", "message_type", "aps"].contains(&lower.as_str()));
            }
            for field in ["id", "event", "priority", "timestamp"] {
                prop_assert!(message["data"][field].is_string());
            }
            prop_assert_eq!(&message["data"]["id"], "e-1");
            if event_type != EventType::NewListing {
                prop_assert_eq!(&message["data"][id_field], &event[id_field]);
            }
        }
    }
}
