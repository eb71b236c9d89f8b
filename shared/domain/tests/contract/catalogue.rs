//! The times of the catalogue, written a second time, and the parts of an event that are
//! passed on or left out.

use std::time::Duration;

use domain::delivery::budget::BurstKey;
use domain::event::data::{EventData, Fields, Line, Summary};
use domain::locale::is_language_tag;
use domain::protocol::reply::{self, Unread};
use domain::rate_limit::{Bucket, RateLimit};
use domain::recipient::contact::DeviceId;
use domain::{EventId, EventType, Time};
use serde_json::{Value, json};

use crate::event;
use crate::fields::CONTRACT;
use crate::plan::sample;

#[test]
fn every_type_is_worth_delivering_and_kept_for_its_time() {
    let hours = |duration: Duration| duration.as_secs() / 3_600;
    let first = EventType::ALL.iter().take(CONTRACT.len()).copied();
    let types = first.chain(EventType::OWN);
    let times: Vec<_> = types
        .map(|of| {
            (of.name(), of.row().expires_after.as_secs() / 60, hours(of.keep_for()) / 24, of.is_security())
        })
        .collect();
    let (hour, day, week) = (60, 24 * 60, 7 * 24 * 60);
    assert_eq!(
        times,
        [
            ("position_liquidated", day, 35, false),
            ("margin_call", 15, 35, false),
            ("order_filled", day, 14, false),
            ("price_alert", hour, 7, false),
            ("price_feed", hour, 7, false),
            ("order_partially_filled", hour, 7, false),
            ("deposit_credited", day, 35, false),
            ("new_listing", day, 35, false),
            ("weekly_pnl_report", week, 35, false),
            ("daily_report", day, 35, false),
            ("referral_accrued", week, 35, false),
            ("contact_changed", day, 35, true),
            ("preferences_weakened", day, 35, true),
            ("quiet_hours_summary", day, 35, false),
            ("merged_notifications", day, 35, false),
        ]
    );
}

#[test]
fn fills_of_one_order_and_alerts_of_one_market_are_bursts() {
    let fill = json!({"order_id": "1", "symbol": "A-B", "side": "buy", "quantity": "1", "price": "2"});
    let alert = json!({
        "alert_id": "1", "symbol": "A-B", "condition": "above", "target_price": "1", "current_price": "2",
    });
    let key = |event_type: &str, data: &Value, (field, value): (&str, &str)| {
        let mut data = data.clone();
        data[field] = json!(value);
        BurstKey::of_data(&event(event_type, &data).data)
    };
    let filled = key("order_filled", &fill, ("price", "2"));
    assert!(filled.is_some());
    assert_eq!(key("order_filled", &fill, ("symbol", "C-D")), filled, "the order decides");
    assert_ne!(key("order_filled", &fill, ("order_id", "2")), filled);
    let fired = key("price_alert", &alert, ("alert_id", "2"));
    assert_eq!(key("price_alert", &alert, ("alert_id", "1")), fired);
    assert_ne!(key("price_alert", &alert, ("symbol", "C-D")), fired);
    for event_type in [EventType::PositionLiquidated, EventType::MarginCall, EventType::DepositCredited] {
        assert_eq!(BurstKey::of_data(&sample(event_type).data), None, "{event_type}");
    }
    assert_eq!(BurstKey::of_data(&EventData::Summary(Summary::default())), None);
}

#[test]
fn what_is_not_known_is_passed_on_as_it_came() {
    let data = json!({"z": [1, null], "section": "liquidation", "a": {"b": 1.5}});
    let data = event("preferences_weakened", &data).data;
    assert_eq!(data.extra().keys().map(String::as_str).collect::<Vec<_>>(), ["z", "a"]);
    assert_eq!(data.to_json().get(), r#"{"section":"liquidation","z":[1,null],"a":{"b":1.5}}"#);
    assert!(EventData::Summary(Summary::default()).extra().is_empty());
}

#[test]
fn who_is_not_confirmed_to_be_the_trader_is_not_shown_what_the_trader_wrote() {
    let alert = sample(EventType::PriceAlert).data;
    let note =
        |data: &EventData| serde_json::from_str::<Value>(data.to_json().get()).unwrap().get("note").cloned();
    assert!(note(&alert).is_some());
    let without = alert.clone().without_free_text();
    assert_eq!(note(&without), None);
    let filled = sample(EventType::OrderFilled).data;
    let fields = filled.clone().without_free_text();
    let fields = fields.fields().unwrap();
    assert_eq!(fields.get("client_order_id"), None, "traders choose it freely");
    let others = |fields: &Fields| {
        let others = fields.iter().filter(|(spec, _)| spec.name != "client_order_id");
        others.map(|(spec, value)| (spec.name, value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(others(fields), others(filled.fields().unwrap()));
    for event_type in [EventType::PriceFeed, EventType::DepositCredited, EventType::ContactChanged] {
        let data = sample(event_type).data;
        assert_eq!(data.clone().without_free_text(), data, "{event_type}");
    }
    let line = Line {
        id: EventId::parse("a-1").unwrap(),
        event_type: EventType::PriceAlert,
        expires_at: Time::EPOCH,
        channels: Vec::new(),
        left_out: Vec::new(),
        data: Some(alert),
    };
    let summary = EventData::Summary(Summary { lines: vec![line.clone()], expired: 2 });
    let expected = Summary { lines: vec![Line { data: Some(without), ..line }], expired: 2 };
    assert_eq!(summary.without_free_text(), EventData::Summary(expected));
}

#[test]
fn a_language_tag_has_the_shape_of_one() {
    for tag in ["de", "pt-BR", "zh-Hant-TW", "de-1996", "abcdefgh", "en-a"] {
        assert!(is_language_tag(tag), "{tag}");
    }
    let long = format!("en{}", "-abcdefgh".repeat(4));
    for text in ["", "d", "abcdefghi", "de_AT", "de-", "-de", "d3", "de-abcdefghi", "de-ä", &long] {
        assert!(!is_language_tag(text), "{text}");
    }
    assert!(is_language_tag(&long[..35]));
}

#[test]
fn a_bucket_is_stored_as_the_time_at_which_it_is_full() {
    let limit = RateLimit { interval: Duration::from_secs(1), burst: 2 };
    let now = Time::from_millis(10_000);
    let mut bucket = Bucket::FULL;
    bucket.take(limit, now).unwrap();
    assert_eq!(bucket.is_full_at(), Time::from_millis(11_000));
    let mut stored = Bucket::full_at(bucket.is_full_at());
    assert_eq!(stored, bucket);
    assert_eq!((stored.take(limit, now), stored.missing(limit, now)), (Ok(()), 2));
    assert_eq!(stored.take(limit, now).unwrap_err().retry_after, Duration::from_secs(1));
}

#[test]
fn every_reply_says_what_its_action_came_to() {
    let unread = Unread { count: 3, more: true };
    for (reply, expected) in [
        (reply::done(), json!({})),
        (reply::hello(2, None, unread), json!({"sent": 2, "more": false, "unread": 3, "unreadMore": true})),
        (
            reply::hello(2, Some("5~a".to_owned()), unread),
            json!({"sent": 2, "more": true, "next": "5~a", "unread": 3, "unreadMore": true}),
        ),
        (reply::unread(unread), json!({"unread": 3, "unreadMore": true})),
        (reply::notifications(vec![json!(1)], None), json!({"notifications": [1]})),
        (reply::notifications(vec![], Some("5~a".to_owned())), json!({"notifications": [], "next": "5~a"})),
        (reply::version(7), json!({"version": 7})),
        (reply::alert(json!({"id": "a"})), json!({"alert": {"id": "a"}})),
        (reply::alerts(vec![json!({"id": "a"})]), json!({"alerts": [{"id": "a"}]})),
        (reply::device(&DeviceId::parse("d-1").unwrap()), json!({"deviceId": "d-1"})),
        (
            reply::link("c", "https://t.me/b", 600),
            json!({"code": "c", "url": "https://t.me/b", "expiresIn": 600}),
        ),
    ] {
        assert_eq!(reply, expected);
    }
}
