//! Tests of the request body as SES receives it.

use domain::delivery::handle::AckHandle;
use domain::event::Event;
use domain::event::data::EventData;
use domain::recipient::Recipient;
use domain::recipient::contact::EmailAddress;
use domain::recipient::profile::AntiPhishingCode;
use domain::routing::notification::Notification;
use domain::routing::plan;
use domain::{Channel, EventType, Language, Locale, Time};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use domain::recipient::contact::Address;

const LINK: &str = "https://api.example.com/v1/unsubscribe?u=u-42&t=new_listing&s=c2lnbmVk";

fn event(id: &str, event_type: &str, data: &Value) -> Event {
    let body = json!({
        "id": id, "event_type": event_type, "user_id": "u-42",
        "occurred_at": "2026-11-23T08:00:00.000Z", "data": data,
    });
    Event::decode(&body.to_string(), "2026-11-23T08:00:00Z".parse().unwrap()).unwrap()
}

fn notification(event: &Event) -> Notification {
    let recipient = Recipient::unknown(event.user_id.clone());
    let plan = plan::plan(event, &recipient, &Channel::ALL, None, event.occurred_at);
    let text = text::in_app(&event.data, &Locale::default());
    Notification::new(event, &plan, text, Time::EPOCH)
}

fn request(event: &Event, locale: &Locale) -> Value {
    branded(event, locale, &Brand::default(), None)
}

fn branded(event: &Event, locale: &Locale, brand: &Brand, code: Option<&AntiPhishingCode>) -> Value {
    requested(event, locale, brand, code, None)
}

fn base() -> PublicUrl {
    PublicUrl::new("https://api.example.com").unwrap()
}

fn requested(
    event: &Event,
    locale: &Locale,
    brand: &Brand,
    code: Option<&AntiPhishingCode>,
    handle: Option<&AckHandle>,
) -> Value {
    let notification = notification(event);
    let to = EmailAddress::of_checked("ada@example.com");
    let outgoing = Outgoing {
        notification: &notification,
        data: &event.data,
        locale,
        to: Address::Email(&to),
        anti_phishing_code: code,
        ack_handle: handle,
        unread: None,
        is_behind_critical: false,
        is_redacted: false,
        preferences_version: 0,
        now: Time::EPOCH,
    };
    let sender = Sender::new("Börse", "alerts@example.com").unwrap();
    let letterhead =
        Letterhead { sender: &sender, configuration_set: Some("feedback"), brand, base: &base() };
    serde_json::from_str(&body(letterhead, &outgoing, &to, Some(LINK)).unwrap()).unwrap()
}

fn listing(name: &str) -> Value {
    let data = json!({ "symbol": "NEW-USDT", "score": 9, "name": name });
    request(&event("listing-1", "new_listing", &data), &Locale::default())
}

fn simple<'a>(request: &'a Value, path: &str) -> &'a str {
    request["Content"]["Simple"].pointer(path).and_then(Value::as_str).unwrap()
}

/// Returns the text that a browser shows of the HTML: without tags, and with entities resolved.
fn shown(html: &str) -> String {
    let body = html.split_once("<body").unwrap().1;
    let text: String = body.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect();
    // Askama writes entities as numbers.
    let mut parts = text.split("&#");
    let mut shown = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';').unwrap();
        shown.push(char::from_u32(code.parse().unwrap()).unwrap());
        shown.push_str(rest);
    }
    shown
}

#[test]
fn a_brand_and_a_code_are_in_both_forms_of_an_email_and_nothing_in_them_is_markup() {
    let fill =
        json!({"order_id": "8812", "symbol": "BTC-USDT", "side": "buy", "quantity": "1", "price": "2"});
    let fill = event("fill-1", "order_filled", &fill);
    let plain = request(&fill, &Locale::default());
    assert!(!simple(&plain, "/Body/Html/Data").contains("Open in the app"), "there is no app to open");
    let brand = Brand {
        name: Some("Ace & <Co>".to_owned()),
        logo: Some("https://ace.example/logo.png".to_owned()),
        colour: Some("#f0b90b".parse().unwrap()),
        footer: Some("Ace Ltd, 1 High Street".to_owned()),
        app_url: Some("https://app.ace.example/".to_owned()),
        support_url: Some("https://ace.example/help".to_owned()),
    };
    let code = AntiPhishingCode::parse("Blue Whale 7").unwrap();
    for language in Language::ALL {
        let request = branded(&fill, &Locale::choose([language.code()], ["UTC"]), &brand, Some(&code));
        let (html, text) = (simple(&request, "/Body/Html/Data"), simple(&request, "/Body/Text/Data"));
        for both in [
            "https://app.ace.example/orders/8812",
            "https://ace.example/help",
            "Blue Whale 7",
            "Ace Ltd, 1 High Street",
        ] {
            assert!(html.contains(both) && text.contains(both), "{both}: {html} {text}");
        }
        assert!(
            html.contains("src=\"https://ace.example/logo.png\"")
                && html.contains("background-color:#f0b90b")
        );
        assert!(html.contains("color:#000000") && !html.contains("<Co>"));
    }
}

#[test]
fn an_email_with_a_handle_links_to_the_page_that_acks_it_after_the_link_to_the_app() {
    let fill =
        json!({"order_id": "8812", "symbol": "BTC-USDT", "side": "buy", "quantity": "1", "price": "2"});
    let fill = event("fill-1", "order_filled", &fill);
    let handle = AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap();
    let link = "https://api.example.com/a#AAAAAAAAAAAAAAAAAAAA-_";
    let app = Brand { app_url: Some("https://app.example".to_owned()), ..Brand::default() };
    let mut labels = Vec::new();
    for language in Language::ALL {
        let locale = Locale { language, ..Locale::default() };
        let label = text::interface_text(language, message::EMAIL_ACK, &[]);
        for brand in [&app, &Brand::default()] {
            let request = requested(&fill, &locale, brand, None, Some(&handle));
            let (html, plain) = (simple(&request, "/Body/Html/Data"), simple(&request, "/Body/Text/Data"));
            assert!(plain.contains(&format!("\n{label}: {link}\n")), "{plain}");
            assert_eq!(html.matches(&format!("href=\"{link}\"")).count(), 1, "{html}");
            assert!(shown(html).contains(&label), "{html}");
            let (opens, acks) = (html.find("https://app.example"), html.find(link));
            assert_eq!(opens.is_some(), brand.app_url.is_some());
            assert!(opens < acks, "{html}");
            // A mail program has no need of the handle in any header.
            assert!(!request["Content"]["Simple"]["Headers"].to_string().contains("/a#"));
        }
        let without = request(&fill, &locale).to_string();
        assert!(!without.contains("/a#") && !without.contains(&label), "{without}");
        labels.push(label);
    }
    labels.sort();
    labels.dedup();
    assert_eq!(labels.len(), Language::ALL.len() - 1, "Spanish and Portuguese have the same words");
}

#[test]
fn the_request_is_ses_s_with_our_headers() {
    let data = json!({
        "position_id": "p-7", "symbol": "BTC-USDT", "side": "long", "quantity": "0.5",
        "liquidation_price": "61000.5", "realized_pnl": "-120.25", "currency": "USDT",
    });
    let request = request(&event("liq-1", "position_liquidated", &data), &Locale::default());
    assert_eq!(request["FromEmailAddress"], "=?utf-8?b?QsO2cnNl?= <alerts@example.com>");
    assert_eq!(request["Destination"], json!({ "ToAddresses": ["ada@example.com"] }));
    assert_eq!(request["ConfigurationSetName"], "feedback");
    assert_eq!(
        request["EmailTags"],
        json!([
            { "Name": "event_type", "Value": "position_liquidated" },
            { "Name": "notification_id", "Value": "liq-1" },
        ])
    );
    let content = &request["Content"]["Simple"];
    assert_eq!(
        content["Headers"],
        json!([
            { "Name": "X-Notification-Id", "Value": "liq-1" },
            { "Name": "List-Unsubscribe", "Value": format!("<{LINK}>") },
            { "Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click" },
        ])
    );
    for part in ["/Subject", "/Body/Text", "/Body/Html"] {
        assert_eq!(content.pointer(part).unwrap()["Charset"], "UTF-8");
    }
    assert!(simple(&request, "/Subject/Data").contains("BTC-USDT"));
    for part in ["/Body/Text/Data", "/Body/Html/Data"] {
        let text = simple(&request, part);
        for detail in ["BTC-USDT", "61,000.5", "120.25", "p-7"] {
            assert!(text.contains(detail), "{detail} in {text}");
        }
    }
    assert!(simple(&request, "/Body/Text/Data").contains(&format!(": {LINK}\n")));
    let href = format!("href=\"{}\"", LINK.replace('&', "&#38;"));
    assert!(simple(&request, "/Body/Html/Data").contains(&href));
}

#[test]
fn an_id_that_is_no_tag_is_in_the_header_only() {
    let data = json!({ "symbol": "NEW-USDT", "score": 9 });
    let request = request(&event("a:b@c.d", "new_listing", &data), &Locale::default());
    assert_eq!(request["Content"]["Simple"]["Headers"][0]["Value"], "a:b@c.d");
    assert_eq!(request["EmailTags"], json!([{ "Name": "event_type", "Value": "new_listing" }]));
}

#[test]
fn every_type_can_be_a_tag() {
    for &event_type in EventType::ALL {
        assert_eq!(tags(event_type, "x").len(), 2, "{event_type}");
    }
}

#[test]
fn the_page_says_its_language_and_direction() {
    let data = json!({ "symbol": "NEW-USDT", "score": 9 });
    for language in Language::ALL {
        let locale = Locale { language, ..Locale::default() };
        let request = request(&event("e", "new_listing", &data), &locale);
        let html = simple(&request, "/Body/Html/Data");
        let direction = if language == Language::Ar { "rtl" } else { "ltr" };
        let beginning = format!("<html lang=\"{}\" dir=\"{direction}\">", language.code());
        assert!(html.contains(&beginning), "{html}");
    }
}

#[test]
fn hostile_text_is_literal() {
    for hostile in [
        "<b>free</b> <script>alert(1)</script>",
        "*_[`~\\ &amp; \"quoted\" 'too' {{ text }} %}",
        "😀 👩‍👩‍👧",
        "=?utf-8?b?PGI+?=",
        "</td></table><a href=\"https://evil.example\">",
    ] {
        let request = listing(hostile);
        let html = simple(&request, "/Body/Html/Data");
        for text in [simple(&request, "/Body/Text/Data").to_owned(), shown(html)] {
            assert!(text.contains(hostile), "{hostile} in {text}");
        }
        assert!(
            !html.contains("<b>") && !html.contains("<script") && !html.contains("evil.example\""),
            "{html}"
        );
        assert!(!simple(&request, "/Subject/Data").contains("=?"));
    }
}

#[test]
fn right_to_left_text_does_not_turn_ours_around() {
    let name = "שלום\u{202e}";
    let request = listing(name);
    for part in ["/Subject/Data", "/Body/Text/Data", "/Body/Html/Data"] {
        assert!(!simple(&request, part).contains('\u{202e}'));
    }
    assert!(simple(&request, "/Body/Text/Data").contains("\u{2068}שלום\u{2069}"));
}

#[test]
fn a_subject_is_one_short_line_whatever_it_is_made_of() {
    for (text, expected) in [
        ("New\r\nBcc: b@example.com", "New Bcc: b@example.com".to_owned()),
        ("a\rb\nc\u{0}d\u{2028}e\u{85}f", "a b c d e f".to_owned()),
        ("=?utf-8?q?x?=", "= ?utf-8?q?x?=".to_owned()),
        (&"x".repeat(5_000), format!("{}…", "x".repeat(MAX_SUBJECT - 1))),
    ] {
        assert_eq!(subject(text), expected);
    }
}

#[test]
fn an_unknown_field_is_not_shown_at_any_length() {
    let data = json!({ "symbol": "NEW-USDT", "score": 9, "comment": "z".repeat(5_000) });
    let request = request(&event("e", "new_listing", &data), &Locale::default());
    assert!(!request.to_string().contains("zzz"));
}

fn hostile_email(text: String) -> EmailText {
    let english = text::email(&data(), &Locale::default());
    let lines = vec![("Label".to_owned(), text.clone())];
    EmailText { subject: text.clone(), heading: text.clone(), body: text, lines, ..english }
}

fn data() -> EventData {
    event("e", "new_listing", &json!({ "symbol": "NEW-USDT", "score": 9 })).data
}

proptest! {
    #[test]
    fn nothing_can_put_a_line_into_a_header(text in "(?s)(.|[\r\n\u{0}]){0,400}", id in "[A-Za-z0-9._:@-]{1,128}") {
        let event = event(&id, "new_listing", &json!({ "symbol": "NEW-USDT", "score": 9 }));
        let sender = Sender::new("Exchange", "alerts@example.com").unwrap();
        let letterhead = Letterhead { sender: &sender, configuration_set: None, brand: &Brand::default(), base: &base() };
        let to = EmailAddress::of_checked("ada@example.com");
        let around = || Surroundings { unsubscribe: Some(LINK.to_owned()), ..Surroundings::default() };
        let brand = Brand::default();
        let harmless = html::page(&hostile_email("harmless".to_owned()), Language::En, &brand, &around()).unwrap();
        let text = tidied(hostile_email(text));
        let request = write(letterhead, &notification(&event), &Locale::default(), &text, &to, &around()).unwrap();
        let request: Value = serde_json::from_str(&request).unwrap();

        let subject = simple(&request, "/Subject/Data");
        prop_assert!(!subject.chars().any(char::is_control) && subject.chars().count() <= MAX_SUBJECT * 3 / 2);
        for header in request["Content"]["Simple"]["Headers"].as_array().unwrap() {
            let value = header["Value"].as_str().unwrap();
            prop_assert!((1..=870).contains(&value.len()) && value.bytes().all(|byte| matches!(byte, b' '..=b'~')));
        }
        let body = simple(&request, "/Body/Text/Data");
        prop_assert!(!body.chars().any(|character| character.is_control() && character != '\n'));
        let html = simple(&request, "/Body/Html/Data");
        prop_assert_eq!(html.matches(['<', '>']).count(), harmless.matches(['<', '>']).count());
        prop_assert!(shown(html).contains(&text.body));
    }
}
