//! The requests to Telegram.

use channels::telegram::request::{MAX_UNITS, body};
use domain::EventType;
use domain::recipient::contact::ChatId;
use proptest::prelude::*;
use serde_json::Value;

use crate::sample::{CHAT, HOSTILE, RECORDED, Sample, usual};

fn request(sample: &Sample) -> Value {
    serde_json::from_str(&body(&sample.to_chat(), ChatId::new(CHAT))).unwrap()
}

/// Returns the text that Telegram shows: here it knows only our tags and three escapes.
fn shown(html: &str) -> (String, String) {
    let (title, body) = html.strip_prefix("<b>").unwrap().split_once("</b>\n").unwrap();
    let plain = |html: &str| {
        assert!(!html.contains(['<', '>']), "{html:?}");
        for entity in html.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;"].iter().any(|known| entity.starts_with(known)), "{html:?}");
        }
        html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    };
    (plain(title), plain(body))
}

#[test]
fn every_type_has_its_message() {
    for event_type in RECORDED {
        let request = request(&Sample::usual(event_type));
        insta::assert_snapshot!(format!("telegram_{event_type}"), format!("{request:#}"));
    }
}

#[test]
fn a_silent_one_makes_no_sound() {
    let mut sample = Sample::usual(EventType::PriceAlert);
    assert_eq!(request(&sample).get("disable_notification"), None);
    sample.notification.silent = true;
    assert_eq!(request(&sample)["disable_notification"], true);
}

#[test]
fn hostile_text_is_shown_as_it_is() {
    for text in HOSTILE {
        let sample = Sample::with(EventType::PriceAlert, "note", text);
        let request = request(&sample);
        let text = sample.telegram_text();
        assert_eq!(shown(request["text"].as_str().unwrap()), (text.title, text.body));
    }
    let sample = Sample::with(EventType::PriceAlert, "note", HOSTILE[0]);
    let (_, body) = shown(request(&sample)["text"].as_str().unwrap());
    // The texts are equal apart from the word joiners that keep parts of the text from becoming
    // links.
    assert!(body.replace('\u{2060}', "").contains(HOSTILE[0]), "{body:?}");
}

#[test]
fn a_field_that_we_do_not_know_is_not_shown() {
    let with = Sample::with(EventType::OrderFilled, "manifest", "x".repeat(5_000));
    assert_eq!(request(&with), request(&Sample::usual(EventType::OrderFilled)));
}

proptest! {
    #[test]
    fn no_legal_event_makes_a_message_that_telegram_refuses(note in "(?s).{0,280}", id in "[^\\p{Cc}]{1,128}") {
        for (event_type, note_field) in [
            (EventType::PriceAlert, "note"),
            (EventType::DepositCredited, "network"),
            (EventType::NewListing, "name"),
        ] {
            let mut event = usual(event_type);
            event[note_field] = note.clone().into();
            if event_type == EventType::DepositCredited {
                event["deposit_id"] = id.clone().into();
                event["tx_id"] = id.clone().into();
            }
            let request = request(&Sample::new(event_type, "e-1", &event));
            let (title, body) = shown(request["text"].as_str().unwrap());
            prop_assert!(!title.trim().is_empty());
            prop_assert!(title.encode_utf16().count() + 1 + body.encode_utf16().count() <= MAX_UNITS);
        }
    }
}

#[test]
fn the_traders_code_ends_the_message_and_a_long_text_leaves_it_room() {
    let code = domain::recipient::profile::AntiPhishingCode::parse("Blue Whale 7").unwrap();
    for &event_type in EventType::ALL {
        let sample = Sample::usual(event_type);
        let mut outgoing = sample.to_chat();
        outgoing.anti_phishing_code = Some(&code);
        let request: Value = serde_json::from_str(&body(&outgoing, ChatId::new(CHAT))).unwrap();
        let text = request["text"].as_str().unwrap();
        assert!(
            text.ends_with("\n\nYour anti-phishing code: Blue Whale 7") || !text.contains("Your"),
            "{text}"
        );
        assert!(text.contains("Blue Whale 7") && text.encode_utf16().count() <= MAX_UNITS, "{text}");
    }
}
