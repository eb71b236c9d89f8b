//! The message to each platform: how much it interrupts, what it replaces and what it carries.

use std::collections::BTreeSet;

use channels::push::PushSettings;
use channels::push::request::body;
use domain::carrier::fcm;
use domain::event::catalogue::{Interruption, PushChannel};
use domain::recipient::contact::Platform;
use domain::text::push_redacted;
use domain::{EventType, Language, Priority};
use sandbox::push_violations;
use serde_json::{Value, json};

use crate::push_request::message;
use crate::sample::Sample;

fn settings() -> PushSettings {
    PushSettings { has_critical_entitlement: true, app_url: Some("https://app.example/".to_owned()) }
}

/// Returns the message of a deployment with these settings.
fn message_of(sample: &Sample, settings: &PushSettings) -> Value {
    let request: Value = serde_json::from_str(&body(&sample.to_device(), &sample.device, settings)).unwrap();
    request["message"].clone()
}

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn on_each_platform(event_type: EventType) -> [Sample; 3] {
    Platform::ALL.map(|platform| Sample::usual(event_type).on(platform))
}

#[test]
fn every_body_has_the_field_types_that_fcm_publishes() {
    let mut refused = Vec::new();
    let mut check = |sample: &Sample, settings: &PushSettings| {
        let request = body(&sample.to_device(), &sample.device, settings);
        refused.extend(push_violations(&serde_json::from_str(&request).unwrap()));
    };
    for &event_type in EventType::ALL {
        for platform in Platform::ALL {
            let sample = || Sample::usual(event_type).on(platform);
            check(&sample(), &PushSettings::default());
            check(&sample(), &settings());
            check(&sample().with_everything().redacted(), &settings());
            check(&Sample { is_behind_critical: true, ..sample() }, &settings());
            for language in Language::ALL {
                check(&sample().read_in(language).with_everything(), &settings());
            }
        }
    }
    assert_eq!(refused, [""; 0]);
}

#[test]
fn a_message_has_the_section_of_its_platform_only() {
    for &event_type in EventType::ALL {
        let is_critical = event_type.priority() == Priority::P0;
        for sample in on_each_platform(event_type) {
            let message = message(&sample);
            let expected: &[&str] = match sample.device.platform {
                Platform::Android if is_critical => &["token", "data", "android"],
                Platform::Android => &["token", "data", "notification", "android"],
                Platform::Ios => &["token", "data", "notification", "apns"],
                Platform::Web => &["token", "data", "notification", "webpush"],
            };
            let found: BTreeSet<_> = keys(&message).into_iter().collect();
            assert_eq!(found, expected.iter().copied().collect(), "{event_type}");
        }
    }
}

#[test]
fn what_is_critical_on_android_is_not_collapsible_and_the_rest_has_three_keys() {
    let mut collapse_keys = BTreeSet::new();
    for &event_type in EventType::ALL {
        let message = message(&Sample::usual(event_type));
        let (android, data) = (&message["android"], &message["data"]);
        let channel = event_type.row().push_channel.name();
        if event_type.priority() == Priority::P0 {
            assert_eq!(keys(android), ["priority", "ttl"], "{event_type}");
            assert_eq!((&android["priority"], &data["channelId"]), (&json!("high"), &json!(channel)));
            for name in ["title", "body", "tag"] {
                assert!(data[name].as_str().is_some_and(|text| !text.is_empty()), "{event_type}.{name}");
            }
        } else {
            collapse_keys.insert(android["collapse_key"].as_str().unwrap().to_owned());
            assert_eq!(android["notification"]["channel_id"], channel, "{event_type}");
            assert!(android["notification"]["tag"].is_string(), "{event_type}");
            assert_eq!(data.get("title"), None, "{event_type}");
        }
    }
    assert!(collapse_keys.len() <= 3 && collapse_keys.len() < fcm::MAX_COLLAPSE_KEYS, "{collapse_keys:?}");
    let channels: BTreeSet<_> = PushChannel::ALL.iter().map(|channel| channel.name()).collect();
    assert_eq!(channels, BTreeSet::from(["critical", "trading", "funds", "news"]));
}

#[test]
fn only_what_cannot_wait_wakes_the_device() {
    for &event_type in EventType::ALL {
        let row = event_type.row();
        let is_asked_for = matches!(row.interruption, Interruption::TimeSensitive | Interruption::Critical);
        let is_immediate = row.priority == Priority::P0 || is_asked_for;
        let expected = if is_immediate { ["high", "10", "high"] } else { ["normal", "5", "normal"] };
        let [apple, android, web] = on_each_platform(event_type).map(|sample| message(&sample));
        assert_eq!(android["android"]["priority"], expected[0], "{event_type}");
        assert_eq!(apple["apns"]["headers"]["apns-priority"], expected[1], "{event_type}");
        assert_eq!(web["webpush"]["headers"]["Urgency"], expected[2], "{event_type}");
    }
    let alert = message(&Sample::usual(EventType::PriceAlert));
    assert_eq!(
        (EventType::PriceAlert.priority(), &alert["android"]["priority"]),
        (Priority::P1, &json!("high"))
    );
}

#[test]
fn the_interruption_of_the_catalogue_is_apples_level() {
    for &event_type in EventType::ALL {
        let sample = Sample::usual(event_type).on(Platform::Ios);
        let aps = |settings: &PushSettings| message_of(&sample, settings)["apns"]["payload"]["aps"].clone();
        let critical = json!({"critical": 1, "name": "default", "volume": 1});
        let (level, sound, score) = match event_type.row().interruption {
            Interruption::Passive => ("passive", Value::Null, json!(0.25)),
            Interruption::Active => ("active", json!("default"), json!(0.5)),
            Interruption::TimeSensitive => ("time-sensitive", json!("default"), json!(0.75)),
            Interruption::Critical => ("critical", critical, json!(1)),
        };
        let allowed = aps(&settings());
        assert_eq!(
            (&allowed["interruption-level"], &allowed["sound"]),
            (&json!(level), &sound),
            "{event_type}"
        );
        assert_eq!(allowed["relevance-score"], score, "{event_type}");
        assert_eq!(allowed["mutable-content"], 1);
        assert_eq!(allowed["thread-id"], event_type.row().push_channel.name());
        let without = aps(&PushSettings::default());
        let is_critical = level == "critical";
        let level = if is_critical { "time-sensitive" } else { level };
        let sound = if is_critical { json!("default") } else { sound };
        assert_eq!(
            (&without["interruption-level"], &without["sound"]),
            (&json!(level), &sound),
            "{event_type}"
        );
    }
    let headers = &message(&Sample::usual(EventType::OrderFilled).on(Platform::Ios))["apns"]["headers"];
    assert_eq!(headers["apns-push-type"], "alert");
}

#[test]
fn a_silent_one_makes_no_sound_on_any_platform() {
    let [apple, android, web] = on_each_platform(EventType::DepositCredited).map(|mut sample| {
        let loud = message(&sample);
        sample.notification.silent = true;
        (loud, message(&sample))
    });
    let aps = |message: &Value| message["apns"]["payload"]["aps"].clone();
    assert_eq!(aps(&apple.0)["sound"], "default");
    assert_eq!((aps(&apple.1).get("sound"), &aps(&apple.1)["interruption-level"]), (None, &json!("passive")));
    let priority = |message: &Value| message["android"]["notification"]["notification_priority"].clone();
    assert_eq!((priority(&android.0), priority(&android.1)), (Value::Null, json!("PRIORITY_LOW")));
    let silent = |message: &Value| message["webpush"]["notification"]["silent"].clone();
    assert_eq!((silent(&web.0), silent(&web.1)), (Value::Null, json!(true)));
}

#[test]
fn the_badge_is_the_number_of_unread_ones() {
    let aps = |unread| {
        let sample = Sample { unread, ..Sample::usual(EventType::DepositCredited).on(Platform::Ios) };
        message(&sample)["apns"]["payload"]["aps"].clone()
    };
    assert_eq!((aps(Some(7))["badge"].as_u64(), aps(Some(0))["badge"].as_u64()), (Some(7), Some(0)));
    assert_eq!(aps(None).get("badge"), None);
}

#[test]
fn what_is_behind_a_critical_one_is_not_stored() {
    let [apple, android, web] = on_each_platform(EventType::DepositCredited).map(|sample| {
        let sample = Sample { is_behind_critical: true, ..sample };
        message(&sample)
    });
    assert_eq!(apple["apns"]["headers"]["apns-expiration"], "0");
    assert_eq!(android["android"]["ttl"], "0s");
    assert_eq!(web["webpush"]["headers"]["TTL"], "0");
}

#[test]
fn an_ack_needs_one_tap() {
    let german =
        |event_type, platform| Sample::usual(event_type).read_in(Language::De).on(platform).with_everything();
    let action = json!({"action": "ack", "title": "Gesehen"});
    let handle = german(EventType::OrderFilled, Platform::Ios).ack_handle.unwrap().expose().to_owned();

    let apple = message(&german(EventType::OrderFilled, Platform::Ios));
    assert_eq!(apple["apns"]["payload"]["aps"]["category"], "ack");
    let android = message(&german(EventType::OrderFilled, Platform::Android));
    let actions: Value = serde_json::from_str(android["data"]["actions"].as_str().unwrap()).unwrap();
    assert_eq!(actions, json!([action]));
    let web = message(&german(EventType::DepositCredited, Platform::Web));
    assert_eq!(web["webpush"]["notification"]["actions"], json!([action]));
    assert_eq!(web["webpush"]["notification"]["data"], json!({"ackHandle": handle}));
    for message in [apple, android, web] {
        assert_eq!(message["data"]["ackHandle"], handle);
    }

    for sample in on_each_platform(EventType::OrderFilled) {
        let shown = message(&sample).to_string();
        assert!(
            !shown.contains("ackHandle") && !shown.contains("\"ack\"") && !shown.contains("actions"),
            "{shown}"
        );
    }
}

#[test]
fn a_browser_opens_what_it_is_about() {
    let sample = || Sample::usual(EventType::OrderFilled).on(Platform::Web);
    let link = |sample: &Sample, url: Option<&str>| {
        let settings = PushSettings { app_url: url.map(str::to_owned), ..PushSettings::default() };
        message_of(sample, &settings)["webpush"]["fcm_options"]["link"].clone()
    };
    let app = Some("https://app.example");
    assert_eq!(link(&sample(), app), "https://app.example/orders/8812");
    assert_eq!(link(&sample().redacted(), app), "https://app.example/");
    assert_eq!(link(&sample(), None), Value::Null);
    assert_eq!(link(&sample(), Some("http://localhost:8000")), Value::Null, "FCM requires HTTPS");
    // A link names no field that a push does not carry.
    for &event_type in EventType::ALL {
        let row = event_type.row();
        let carried = row.push_data.iter().map(|at| row.fields[usize::from(*at)].name);
        let carried: Vec<_> = carried.map(|name| format!("{{{name}}}")).collect();
        let mut link = row.link.unwrap_or_default().to_owned();
        for name in carried {
            link = link.replace(&name, "");
        }
        assert!(!link.contains('{'), "{event_type}: {link}");
    }
}

#[test]
fn a_redacted_push_tells_only_the_type() {
    for &event_type in EventType::ALL {
        for language in Language::ALL {
            let expected = push_redacted(event_type, language);
            for platform in Platform::ALL {
                let sample =
                    Sample::usual(event_type).read_in(language).on(platform).with_everything().redacted();
                let message = message_of(&sample, &settings());
                let data = &message["data"];
                let shown = if message["notification"].is_null() { data } else { &message["notification"] };
                assert_eq!(
                    (&shown["title"], &shown["body"]),
                    (&json!(expected.title), &json!(expected.body))
                );
                let ours = ["id", "event", "priority", "timestamp", "ackHandle"];
                let drawn = ["title", "body", "tag", "channelId", "actions"];
                let others: Vec<_> = keys(data)
                    .into_iter()
                    .filter(|name| !ours.contains(name) && !drawn.contains(name))
                    .collect();
                assert_eq!(others, [""; 0], "{event_type}");
            }
        }
        // Nothing of what the sample carries is anywhere in the message.
        for sample in on_each_platform(event_type) {
            let carried: Vec<_> = sample.event.data.fields().unwrap().push_data().collect();
            let mut message = message_of(&sample.redacted(), &settings());
            message["data"]["timestamp"] = Value::Null;
            let message = message.to_string();
            // A word such as `withdrawal` may be a part of the type's name.
            let is_word = |text: &str| text.chars().all(|c| c.is_lowercase() || c == '_');
            for (name, text) in carried.into_iter().filter(|(_, text)| text.len() > 3 && !is_word(text)) {
                assert!(!message.contains(&text), "{event_type}.{name}: {message}");
            }
        }
    }
    let title = |event_type| push_redacted(event_type, Language::En).title;
    assert_eq!(title(EventType::PositionLiquidated), "Position liquidated");
    assert_eq!(
        title(EventType::PriceFeed),
        "Price alerts",
        "its titles differ, so it has that of its section"
    );
    assert_eq!(title(EventType::Merged), "New notification");
    assert_eq!(
        push_redacted(EventType::OrderFilled, Language::De).body,
        "Öffnen Sie die App, um sie zu lesen."
    );
}
