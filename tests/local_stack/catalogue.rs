//! Every type of the catalogue, also those that no code knows, on its way to a trader.

use std::collections::BTreeMap;

use domain::event::catalogue::PreferenceKey;
use domain::event::data::EventData;
use domain::preferences::Preferences;
use domain::{EventType, Language, Locale, Priority, text};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use support::{Device, System, Trader, now, run};

/// Returns the types whose samples a trader with the default preferences is sent.
fn sent() -> Vec<EventType> {
    let preferences = Preferences::default();
    let is_on = |key: Option<PreferenceKey>| key.is_none_or(|key| preferences[key].enabled);
    let types = EventType::ALL.iter().copied();
    types.filter(|event_type| is_on(event_type.row().preference)).collect()
}

#[test]
fn every_type_comes_to_the_socket_with_its_text_its_link_and_its_colour_in_the_traders_language() {
    run(async {
        let system = System::shared().await;
        // The last language stands for one that was only added as a file.
        let language = Language::ALL[Language::ALL.len() - 1];
        let trader = Trader::unknown(system, "catalogue");
        trader.publish_profile(json!({"language": language.code()})).await;
        let knows = |recipient: &domain::recipient::Recipient| recipient.profile.language.value.is_some();
        trader.known("the language", knows).await;
        let mut device = Device::greet(system, &trader.user).await;

        // At one time, so that none supersedes another.
        let occurred_at = now();
        let mut by_class: BTreeMap<Priority, Vec<Value>> = BTreeMap::new();
        for event_type in sent() {
            let sample = serde_json::from_str(event_type.sample()).unwrap();
            let mut event = trader.exchange.event(event_type.name(), event_type.name(), sample);
            event["occurred_at"] = json!(occurred_at);
            by_class.entry(event_type.priority()).or_default().push(event);
        }
        for (class, events) in &by_class {
            trader.exchange.publish(class.name(), events).await;
        }

        let mut missing = sent();
        let locale = Locale::choose([language.code()], ["UTC"]);
        while !missing.is_empty() {
            let frame = device.notification().await;
            let event_type = EventType::parse(frame["event"].as_str().unwrap()).unwrap();
            missing.retain(|wanted| *wanted != event_type);
            let sample = RawValue::from_string(event_type.sample().to_owned()).unwrap();
            let data = EventData::of_stored(event_type, &sample).unwrap();
            let shown = text::in_app(&data, &locale);
            assert_eq!(
                (&frame["title"], &frame["body"]),
                (&json!(shown.title), &json!(shown.body)),
                "{frame}"
            );
            assert_eq!(frame["severity"], event_type.row().severity.name(), "{frame}");
            let link = data.fields().and_then(domain::event::data::Fields::link);
            assert_eq!(frame.get("link").and_then(Value::as_str), link.as_deref(), "{frame}");
        }
    });
}
