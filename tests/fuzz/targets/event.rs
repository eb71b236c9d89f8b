//! An event of the exchange: no panic, and what is read is read again from what it says.

#![no_main]

use domain::event::{Event, RejectionCode};
use domain::{Time, text};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|body: &str| {
    let now: Time = Time::from_millis(1_795_420_801_000);
    match Event::decode(body, now) {
        Ok(event) => {
            let text = text::render(&event.data);
            assert!(!text.title.is_empty() && !text.body.is_empty());
            let again = written(&event);
            match Event::decode(&again, now) {
                Ok(read) => assert_eq!(read, event, "{again}"),
                // Escapes and defaults can make it longer than it was.
                Err(rejection) => assert_eq!(rejection.code, RejectionCode::TooLarge, "{again}"),
            }
        }
        Err(rejection) => {
            let message = rejection.to_message("p0", body);
            assert!(serde_json::from_str::<serde_json::Value>(&message).is_ok(), "{message}");
        }
    }
});

fn written(event: &Event) -> String {
    let channels: Option<Vec<_>> =
        event.channels.as_ref().map(|channels| channels.iter().map(|channel| channel.name()).collect());
    let envelope = json!({
        "id": event.id, "event_type": event.event_type().name(), "user_id": event.user_id,
        "occurred_at": event.occurred_at, "expires_at": event.expires_at, "channels": channels,
    });
    let envelope = envelope.to_string();
    format!("{},\"data\":{}}}", &envelope[..envelope.len() - 1], event.data.to_json().get())
}
