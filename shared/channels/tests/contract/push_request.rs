//! The requests to FCM.

use channels::collapse::{CollapseId, MAX_BYTES, MAX_TOPIC_LENGTH};
use channels::push::PushSettings;
use channels::push::request::{MAX_PAYLOAD_BYTES, body};
use channels::sms::{Encoding, SmsText};
use domain::recipient::contact::Platform;
use domain::text::{MAX_PUSH_BODY, MAX_PUSH_TITLE};
use domain::{EventType, Language, Priority, Time};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::sample::{HOSTILE, RECORDED, Sample, usual};

/// Returns the message to the sample's device.
pub(crate) fn message(sample: &Sample) -> Value {
    let request = body(&sample.to_device(), &sample.device, &PushSettings::default());
    let request: Value = serde_json::from_str(&request).unwrap();
    assert_eq!(request.as_object().unwrap().len(), 1, "nothing beside the message");
    request["message"].clone()
}

fn data(sample: &Sample) -> Map<String, Value> {
    message(sample)["data"].as_object().unwrap().clone()
}

/// Returns the title and the body, which an Android app draws from the data where there is no notification.
fn shown(message: &Value) -> &Value {
    if message["notification"].is_null() { &message["data"] } else { &message["notification"] }
}

/// Returns the number of bytes that FCM and Apple count at most: the JSON of the shown
/// notification, of the data and of the platform's section.
fn payload_bytes(message: &Value) -> usize {
    let section = ["android", "apns", "webpush"].map(|name| message[name].to_string().len());
    let section: usize = section.into_iter().sum();
    message["notification"].to_string().len() + message["data"].to_string().len() + section
}

#[test]
fn every_type_has_its_message() {
    for event_type in RECORDED {
        for platform in Platform::ALL {
            let message = message(&Sample::usual(event_type).on(platform));
            let name = format!("push_{event_type}_{}", platform.name());
            insta::assert_snapshot!(name, format!("{message:#}"));
        }
    }
}

#[test]
fn it_is_kept_for_a_device_that_is_away_until_it_expires() {
    for (expires_at, ttl, expiration) in [
        ("2026-11-23T08:15:00.123Z", "898", "1795421699"),
        ("2026-11-23T08:00:02.400Z", "0", "1795420801"),
        ("2026-11-23T07:00:00.000Z", "0", "1795420801"),
        ("2027-11-23T08:00:00.000Z", "2419200", "1797840001"),
    ] {
        let on = |platform| {
            let mut sample = Sample::usual(EventType::MarginCall).on(platform);
            sample.notification.expires_at = expires_at.parse::<Time>().unwrap();
            message(&sample)
        };
        assert_eq!(on(Platform::Android)["android"]["ttl"], format!("{ttl}s"), "{expires_at}");
        assert_eq!(on(Platform::Web)["webpush"]["headers"]["TTL"], ttl, "{expires_at}");
        assert_eq!(on(Platform::Ios)["apns"]["headers"]["apns-expiration"], expiration, "{expires_at}");
    }
}

#[test]
fn a_newer_message_of_the_same_order_replaces_the_older_one_and_nothing_else_does() {
    let of = |event_type: EventType, id: &str, field: &str, value: &str| {
        let mut data = usual(event_type);
        data[field] = value.into();
        let on = |platform| message(&Sample::new(event_type, id, &data).on(platform));
        let (android, apple, web) = (on(Platform::Android), on(Platform::Ios), on(Platform::Web));
        let id = apple["apns"]["headers"]["apns-collapse-id"].as_str().unwrap().to_owned();
        let is_critical = event_type.priority() == Priority::P0;
        let tag =
            if is_critical { &android["data"]["tag"] } else { &android["android"]["notification"]["tag"] };
        assert_eq!(*tag, *id);
        assert_eq!(web["webpush"]["notification"]["tag"], *id);
        (id, web["webpush"]["headers"]["Topic"].as_str().unwrap().to_owned())
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
    // The period is no field that a push carries.
    let statement = of(EventType::StatementReady, "e-1", "period", "2026-10");
    assert!(statement.0.starts_with("statement_ready~"), "{statement:?}");
    assert_eq!(of(EventType::StatementReady, "e-2", "period", "2026-10"), statement);
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

/// The names of the fields that every push has.
const OURS: [&str; 4] = ["id", "event", "priority", "timestamp"];

/// The names of the further fields from which an Android app draws what is critical.
const DRAWN: [&str; 4] = ["title", "body", "tag", "channelId"];

#[test]
fn it_carries_the_fields_of_the_catalogue_as_texts_and_no_others() {
    let mut event = usual(EventType::OrderFilled);
    let extra = json!({"from": "x", "Message_Type": "y", "google.z": 1, "gcm": null, "aps": {"a": [1, "b"]},
        "collapse_key": "k", "id": "not ours", "event": "no", "priority": 9, "timestamp": 0, "": "",
        "data_from": "its own", "venue": "spot", "deep": {"b": 1.50, "a": [true]}, "n": 12_345_678_901_234_567_890_u64});
    event.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    event["price_scale"] = 2.into();
    let data = data(&Sample::new(EventType::OrderFilled, "e-1", &event));
    insta::assert_snapshot!("push_data", format!("{:#}", Value::from(data)));

    for &event_type in EventType::ALL {
        let row = event_type.row();
        let of_catalogue: Vec<_> = row.push_data.iter().map(|at| row.fields[usize::from(*at)].name).collect();
        let sample = Sample::usual(event_type);
        let sent: serde_json::Map<_, _> = serde_json::from_str(sample.event.data.to_json().get()).unwrap();
        for (name, value) in self::data(&sample) {
            let is_drawn = event_type.priority() == Priority::P0 && DRAWN.contains(&name.as_str());
            assert!(
                OURS.contains(&name.as_str()) || is_drawn || of_catalogue.contains(&name.as_str()),
                "{event_type}.{name}"
            );
            assert!(value.is_string(), "{event_type}.{name}");
        }
        for name in of_catalogue.into_iter().filter(|name| sent.contains_key(*name)) {
            let carried = self::data(&sample)[name].as_str().unwrap().to_owned();
            let is_same = sent[name].as_str().map_or_else(
                || serde_json::to_string(&sent[name]).unwrap() == carried,
                |sent| sent == carried,
            );
            assert!(is_same, "{event_type}.{name}: {carried}");
        }
    }
}

#[test]
fn no_text_that_a_trader_wrote_is_carried() {
    for &event_type in EventType::ALL {
        let row = event_type.row();
        for at in row.push_data {
            let spec = &row.fields[usize::from(*at)];
            // The trader's own ID of an order is what an app finds the order by.
            assert!(!spec.trader_text || spec.name == "client_order_id", "{event_type}.{}", spec.name);
        }
    }
}

#[test]
fn every_type_in_every_language_fits_whole_into_a_message() {
    for &event_type in EventType::ALL {
        for (language, platform) in Language::ALL.into_iter().flat_map(|of| Platform::ALL.map(|on| (of, on)))
        {
            let sample = Sample::usual(event_type).read_in(language).on(platform).with_everything();
            let message = message(&sample);
            // With the fields that Firebase adds for Apple.
            assert!(payload_bytes(&message) + 256 <= MAX_PAYLOAD_BYTES, "{event_type} {}", language.code());
            assert!(message.to_string().len() <= 4_096, "{event_type} {}", language.code());
            let row = event_type.row();
            let given: serde_json::Map<_, _> =
                serde_json::from_str(sample.event.data.to_json().get()).unwrap();
            let of_catalogue = row.push_data.iter().map(|at| row.fields[usize::from(*at)].name);
            for name in of_catalogue.filter(|name| given.contains_key(*name)) {
                assert!(message["data"][name].is_string(), "{event_type}.{name}");
            }
            for (text, limit) in [("title", MAX_PUSH_TITLE), ("body", MAX_PUSH_BODY)] {
                let text = shown(&message)[text].as_str().unwrap();
                assert!(!text.is_empty() && text.chars().count() <= limit, "{event_type} {text}");
            }
        }
    }
}

#[test]
fn an_sms_of_every_type_in_every_language_is_whole_in_two_segments() {
    let mut longer = Vec::new();
    for &event_type in EventType::ALL {
        for language in Language::ALL {
            let sample = Sample::usual(event_type).read_in(language);
            let text = domain::text::sms(&sample.event.data, &sample.locale);
            let sms = SmsText::fit(&text, None);
            if sms.segments() > 2 || sms.expose() != text {
                longer.push(format!("{event_type} {}: {} of {text:?}", language.code(), sms.segments()));
            }
            // These languages have all their letters, or a spelling, in the alphabet of SMS. Only a P0 is sent
            // by SMS, and the names of sections, which a weakening quotes, are those of the app.
            let is_latin = matches!(
                language,
                Language::En | Language::De | Language::Es | Language::PtBr | Language::Tr
            );
            let is_sent =
                event_type.priority() == Priority::P0 && event_type != EventType::PreferencesWeakened;
            if is_latin && is_sent && sms.encoding() != Encoding::Gsm7 {
                longer.push(format!("{event_type} {}: not GSM-7: {text:?}", language.code()));
            }
        }
    }
    assert!(longer.is_empty(), "{}", longer.join("\n"));
}

#[test]
fn hostile_text_arrives_as_it_is() {
    for text in HOSTILE {
        let sample = Sample::with(EventType::PriceAlert, "note", text);
        let message = message(&sample);
        assert_eq!(message["data"].get("note"), None, "the app finds it in the inbox");
        let Value::String(body) = &message["notification"]["body"] else { panic!("{message}") };
        assert_eq!(*body, sample.push_text().body);
        assert!(!body.contains(['\n', '\r', '\u{0}', '\u{202e}']), "{body:?}");
    }
    let body = &message(&Sample::with(EventType::PriceAlert, "note", HOSTILE[0]))["notification"]["body"];
    // The texts are equal apart from the word joiners that keep parts of the text from becoming
    // links.
    let body = body.as_str().unwrap().replace('\u{2060}', "");
    assert!(body.contains(HOSTILE[0]), "no markup here: {body}");
}

#[test]
fn the_longest_ids_are_whole() {
    let mut event = usual(EventType::DepositCredited);
    event["deposit_id"] = "😀".repeat(128).into();
    event["tx_id"] = "\"".repeat(128).into();
    event["network"] = format!("{}{}", "😀".repeat(170), "\u{1f}".repeat(110)).into();
    event["unknown"] = "x".repeat(20_000).into();
    let message = message(&Sample::new(EventType::DepositCredited, &"i".repeat(128), &event));
    for field in ["deposit_id", "tx_id"] {
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
        id in "[^\\p{Cc}\u{fffe}\u{ffff}]{1,128}",
        extra in prop::collection::vec(("(?s).{0,40}|from|gcm.x|GOOGLE|aps|note|id", json_value()), 0..12),
    ) {
        for (event_type, note_field, id_field) in [
            (EventType::PriceAlert, "note", "alert_id"),
            (EventType::DepositCredited, "network", "deposit_id"),
            (EventType::NewListing, "name", "reference"),
            (EventType::P2pPaymentMarked, "reference", "trade_id"),
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
