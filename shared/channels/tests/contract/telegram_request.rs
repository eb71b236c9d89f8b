//! The requests to Telegram.

use channels::telegram::request::{MAX_UNITS, body, dismissal};
use domain::carrier::telegram::MAX_CALLBACK_BYTES;
use domain::recipient::contact::ChatId;
use domain::recipient::profile::AntiPhishingCode;
use domain::{Channel, EventType, Language, Locale};
use ports::Dismissal;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sample::{CHAT, HOSTILE, RECORDED, Sample, handle, now, usual};

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

#[test]
fn a_message_with_a_handle_has_a_button_in_the_readers_language() {
    let handle = handle();
    for (language, label) in
        [(Language::En, "Seen"), (Language::De, "Gesehen"), (Language::Ja, "確認済みにする")]
    {
        let sample = Sample::usual(EventType::OrderFilled).read_in(language);
        assert_eq!(request(&sample).get("reply_markup"), None);
        let mut outgoing = sample.to_chat();
        outgoing.ack_handle = Some(&handle);
        let request: Value = serde_json::from_str(&body(&outgoing, ChatId::new(CHAT))).unwrap();
        let button = json!({"text": label, "callback_data": "a:AAAAAAAAAAAAAAAAAAAA-_"});
        assert_eq!(request["reply_markup"], json!({"inline_keyboard": [[button]]}));
        assert!(button["callback_data"].as_str().unwrap().len() <= MAX_CALLBACK_BYTES);
    }
}

fn dismissed(dismissed: &Dismissal<'_>) -> Value {
    serde_json::from_str(&dismissal(dismissed, ChatId::new(CHAT)).unwrap()).unwrap()
}

#[test]
fn a_dismissed_message_keeps_its_text_and_says_when_and_where_it_was_seen() {
    let mut sample = Sample::usual(EventType::OrderFilled);
    sample.locale = Locale::choose(["en"], ["Europe/Vienna"]);
    let sent = request(&sample);
    let edit = dismissed(&sample.dismissed_in_chat("99"));
    assert_eq!((&edit["chat_id"], &edit["message_id"]), (&json!(CHAT), &json!(99)));
    assert_eq!(edit["reply_markup"], json!({"inline_keyboard": []}));
    assert_eq!(
        (&edit["parse_mode"], &edit["link_preview_options"]),
        (&sent["parse_mode"], &sent["link_preview_options"])
    );
    let text = sent["text"].as_str().unwrap();
    assert_eq!(edit["text"], format!("{text}\n\nSeen on push at 09:00:01"));
    assert_eq!(edit.get("disable_notification"), None, "an edit is silent");

    let code = AntiPhishingCode::parse("Blue Whale 7").unwrap();
    let mut with_code = sample.dismissed_in_chat("99");
    (with_code.anti_phishing_code, with_code.seen_on) = (Some(&code), Channel::Websocket);
    let edit = dismissed(&with_code);
    let end = "\n\nYour anti-phishing code: Blue Whale 7\n\nSeen in the app at 09:00:01";
    assert_eq!(edit["text"], format!("{text}{end}"));
    assert_eq!(dismissal(&sample.dismissed_in_chat("projects/p"), ChatId::new(CHAT)), None);
}

#[test]
fn the_line_of_a_dismissed_message_has_room_in_every_language() {
    for language in Language::ALL {
        for channel in Channel::ALL {
            let sample = Sample::with(EventType::PriceAlert, "note", "x".repeat(280)).read_in(language);
            let mut dismissal = sample.dismissed_in_chat("99");
            dismissal.seen_on = channel;
            let edit = dismissed(&dismissal);
            let text = edit["text"].as_str().unwrap();
            let seen = domain::text::seen_on(&sample.locale, channel, now(), now());
            assert!(text.ends_with(&format!("\n\n{seen}")), "{text}");
            assert!(text.encode_utf16().count() <= MAX_UNITS);
        }
    }
}
