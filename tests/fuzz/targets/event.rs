//! An event of the exchange: it causes no panic, and an event that is written and read
//! again stays the same.

#![no_main]

use domain::carrier::sqs;
use domain::event::data::EventData;
use domain::event::{Decoded, Event, Mode, RejectionCode};
use domain::{Language, Locale, Time, text};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|body: &str| {
    let now: Time = Time::from_millis(1_795_420_801_000);
    match Event::read(body, now) {
        Ok(Decoded { event, dropped }) => {
            assert!(dropped.iter().all(|field| !field.is_empty()));
            for language in Language::ALL {
                let locale = Locale { language, ..Locale::default() };
                let text = text::in_app(&event.data, &locale);
                assert!(!text.title.is_empty() && !text.body.is_empty());
                let text = text::push(&event.data, &locale);
                assert!(!text.title.is_empty() && !text.body.is_empty());
                assert!(!text::telegram(&event.data, &locale).body.is_empty());
                assert!(!text::email(&event.data, &locale).body.is_empty());
                assert!(!text::sms(&event.data, &locale).is_empty());
            }
            let stored = EventData::of_stored(event.event_type(), &event.data.to_json());
            assert_eq!(stored.as_ref(), Ok(&event.data));
            let again = written(&event);
            match Event::decode(&again, now) {
                Ok(read) => assert_eq!(read, event, "{again}"),
                // Escapes and defaults can make the written event longer than the original.
                Err(rejection) => assert_eq!(rejection.code, RejectionCode::TooLarge, "{again}"),
            }
        }
        Err(rejection) => {
            let message = rejection.to_message("p0", body);
            assert!(serde_json::from_str::<serde_json::Value>(&message).is_ok(), "{message}");
            assert!(message.chars().all(sqs::takes) && message.len() <= sqs::MAX_MESSAGE_BYTES, "{message}");
        }
    }
});

fn written(event: &Event) -> String {
    let channels: Option<Vec<_>> =
        event.channels.as_ref().map(|channels| channels.iter().map(|channel| channel.name()).collect());
    let envelope = json!({
        "id": event.id, "event_type": event.event_type().name(), "user_id": event.user_id,
        "occurred_at": event.occurred_at, "expires_at": event.expires_at, "channels": channels,
        "priority": event.priority.number(), "traceparent": event.traceparent,
        "mode": (event.mode == Mode::Backfill).then_some(Mode::BACKFILL),
    });
    let envelope = envelope.to_string();
    format!("{},\"data\":{}}}", &envelope[..envelope.len() - 1], event.data.to_json().get())
}
