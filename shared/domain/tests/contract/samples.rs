//! What holds for every type of the catalogue: its sample is read, and has texts on every channel in every
//! language.

use std::fmt::Write as _;

use domain::event::catalogue::FieldKind;
use domain::event::data::EventData;
use domain::event::{Event, data::FieldValue};
use domain::{Channel, EventType, Language, Locale, Time, text};
use serde_json::{Map, Value, json};

use crate::channels::{locale, shown};
use crate::{envelope, event, now};

/// Returns the catalogue's sample.
fn sample(event_type: EventType) -> Map<String, Value> {
    serde_json::from_str(event_type.sample()).unwrap()
}

/// Returns the sample with only the required fields.
fn least(event_type: EventType) -> Map<String, Value> {
    let is_required =
        |name: &str| event_type.row().fields.iter().any(|spec| spec.name == name && !spec.optional);
    sample(event_type).into_iter().filter(|(name, _)| is_required(name)).collect()
}

/// Returns the sample, what remains of it without each of its optional fields, and its required fields.
fn versions(event_type: EventType) -> Vec<Map<String, Value>> {
    let whole = sample(event_type);
    let mut versions = vec![whole.clone(), least(event_type)];
    for spec in event_type.row().fields.iter().filter(|spec| spec.optional && whole.contains_key(spec.name)) {
        versions.push(whole.clone().into_iter().filter(|(name, _)| name != spec.name).collect());
    }
    // Each word of a field chooses texts of its own.
    for spec in event_type.row().fields {
        if let FieldKind::OneOf(words) = spec.kind {
            versions.extend(words.iter().map(|word| {
                let mut data = whole.clone();
                data.insert(spec.name.to_owned(), json!(word));
                data
            }));
        }
    }
    versions
}

fn data(event_type: EventType, fields: &Map<String, Value>) -> EventData {
    event(event_type.name(), &Value::Object(fields.clone())).data
}

#[test]
fn every_sample_is_read_exactly() {
    for &event_type in EventType::ALL {
        let sample = sample(event_type);
        let body = envelope(event_type.name(), &Value::Object(sample.clone())).to_string();
        let decoded = Event::read(&body, now()).unwrap();
        assert_eq!(decoded.dropped, [""; 0], "{event_type}");
        let data = decoded.event.data;
        assert!(data.extra().is_empty(), "{event_type} declares every field of its sample");
        let written: Map<String, Value> = serde_json::from_str(data.to_json().get()).unwrap();
        assert_eq!(written.keys().collect::<Vec<_>>(), sample.keys().collect::<Vec<_>>(), "{event_type}");
        for (name, value) in &sample {
            match (value, &written[name]) {
                // Only a rating is written as a number.
                (Value::String(text), Value::Number(number)) => assert_eq!(*text, number.to_string()),
                (Value::String(text), Value::String(written)) if text.parse::<Time>().is_ok() => {
                    assert_eq!(text.parse::<Time>(), written.parse::<Time>());
                }
                (value, written) => assert_eq!(value, written, "{event_type}.{name}"),
            }
        }
        assert_eq!(EventData::of_stored(event_type, &data.to_json()), Ok(data), "{event_type}");
    }
}

#[test]
fn a_sample_without_a_required_field_is_refused_and_without_an_optional_one_is_not() {
    for &event_type in EventType::ALL {
        for spec in event_type.row().fields {
            let mut data = sample(event_type);
            data.remove(spec.name);
            let decoded = Event::read(&envelope(event_type.name(), &Value::Object(data)).to_string(), now());
            let field = decoded.err().and_then(|rejection| rejection.field);
            let expected = (!spec.optional).then(|| format!("data.{}", spec.name));
            assert_eq!(field, expected, "{event_type}");
        }
    }
}

/// Returns what is wrong with a text as the trader reads it.
fn fault(text: &str) -> Option<String> {
    let is_wrong = |character: char| character.is_control() || "\u{2028}\u{2029}{}".contains(character);
    let doubled = ["..", "  ", "。。", ".。", "、、", ",,", ": :", "：：", " ,", "()", "（）", ". ."];
    let ends = [':', '：', ',', '、', '،'];
    // An address is shortened with three full stops.
    let without_dots = text.replace("...", "…");
    if text.trim().is_empty() || text.trim() != text {
        Some("is padded or empty".to_owned())
    } else if text.contains(is_wrong) {
        Some("has a control character or a brace".to_owned())
    } else if let Some(doubled) = doubled.into_iter().find(|doubled| without_dots.contains(doubled)) {
        Some(format!("has {doubled:?}"))
    } else {
        (text.ends_with(ends) || text.starts_with(ends)).then(|| "is not complete".to_owned())
    }
}

/// Returns what is wrong with the texts of this data: pairs of a text and its fault.
fn faults(data: &EventData, language: Language) -> Vec<(String, String)> {
    let locale = locale(language);
    let in_app = text::in_app(data, &locale);
    let push = text::push(data, &locale);
    let telegram = text::telegram(data, &locale);
    let email = text::email(data, &locale);
    let end = if matches!(language, Language::Ja | Language::ZhHans) { '。' } else { '.' };
    let title = in_app.title.chars().count();
    let mut faults = Vec::new();
    let mut check = |holds: bool, text: &str, fault: String| {
        if !holds {
            faults.push((text.to_owned(), fault));
        }
    };
    check(title <= 40, &in_app.title, format!("is a title of {title}"));
    for (text, limit) in [(&push.title, text::MAX_PUSH_TITLE), (&push.body, text::MAX_PUSH_BODY)] {
        check(!text.ends_with('…') && text.chars().count() <= limit, text, "is cut".to_owned());
    }
    check(email.body.ends_with(end), &email.body, format!("does not end with {end}"));
    let lines = email.lines.into_iter().flat_map(|(label, value)| [label, value]);
    let texts = [in_app.title, in_app.body, push.title, push.body, telegram.title, telegram.body];
    let email_texts = [email.subject, email.heading, email.body, text::sms(data, &locale)];
    for text in texts.into_iter().chain(email_texts).chain(lines) {
        if let Some(fault) = fault(&text) {
            check(false, &text, fault);
        }
    }
    faults
}

#[test]
fn every_type_has_every_text_on_every_channel_in_every_language() {
    let mut all = std::collections::BTreeSet::new();
    for &event_type in EventType::ALL {
        for fields in versions(event_type) {
            let data = data(event_type, &fields);
            for language in Language::ALL {
                let faults = faults(&data, language).into_iter();
                all.extend(
                    faults.map(|(text, fault)| format!("{event_type} {}: {text:?} {fault}", language.code())),
                );
            }
        }
    }
    let all: Vec<_> = all.into_iter().collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_text_names_what_its_type_is_about() {
    for &event_type in EventType::ALL {
        for language in Language::ALL {
            let data = data(event_type, &sample(event_type));
            let locale = locale(language);
            let telegram = text::telegram(&data, &locale);
            for spec in event_type.row().fields {
                let Some(value) = data.fields().unwrap().get(spec.name) else { continue };
                if let (FieldValue::Text(symbol), FieldKind::Symbol) = (value, spec.kind) {
                    assert!(
                        telegram.body.contains(symbol.as_str()) || telegram.title.contains(symbol.as_str()),
                        "{event_type} {}: {}",
                        language.code(),
                        telegram.body
                    );
                }
            }
        }
    }
}

/// The types whose texts are recorded in English and German: those that were there before the catalogue was
/// data. All others are in `cargo local preview`, so that a new text needs no new record.
#[test]
fn the_recorded_texts_have_not_changed() {
    for language in [Language::En, Language::De] {
        let mut all = String::new();
        for event_type in
            crate::fields::CONTRACT.iter().map(|fields| EventType::parse(fields.event_type).unwrap())
        {
            let data = data(event_type, &sample(event_type));
            for channel in Channel::ALL {
                let shown = shown(channel, &data, &locale(language));
                let _ = writeln!(all, "== {event_type}, {channel}\n{shown}\n");
            }
        }
        let visible = all
            .replace('\u{2068}', "<FSI>")
            .replace('\u{2069}', "<PDI>")
            .replace('\u{200e}', "<LRM>")
            .replace('\u{200f}', "<RLM>")
            .replace('\u{202f}', "<NNBSP>");
        insta::assert_snapshot!(format!("samples_{}", language.code()), visible);
    }
}

#[test]
fn no_language_but_english_has_an_english_text() {
    for &event_type in EventType::ALL {
        let data = data(event_type, &sample(event_type));
        let body = |language| text::in_app(&data, &locale(language));
        let english = body(Language::default());
        for language in Language::ALL.into_iter().skip(1) {
            let theirs = body(language);
            // A text of the exchange is shown in English to whom it has none for.
            assert_ne!(
                (theirs.title, theirs.body),
                (english.title.clone(), english.body.clone()),
                "{event_type}"
            );
        }
    }
}

fn in_english(event_type: EventType, data: &Value) -> String {
    text::telegram(&event(event_type.name(), data).data, &Locale::default()).body
}

/// Returns the catalogue's sample with these fields.
fn with(event_type: EventType, changes: &Value) -> Value {
    let mut data = sample(event_type);
    data.extend(changes.as_object().unwrap().clone());
    Value::Object(data)
}

#[test]
fn a_text_that_ends_its_sentence_gets_no_second_full_stop() {
    let incident = |body: &str| with(EventType::Incident, &json!({"body": {"en": body}}));
    let telegram = |body| in_english(EventType::Incident, &incident(body));
    assert!(telegram("All is well").contains("All is well. "), "{}", telegram("All is well"));
    for end in ["well.", "well!", "well?", "well…", "well。"] {
        let body = telegram(end);
        assert!(body.contains(&format!("{end} ")) && !body.contains(&format!("{end}.")), "{body}");
    }
    let email = |body: &str, language| {
        let data = event("incident", &incident(body)).data;
        text::email(&data, &locale(language)).body
    };
    assert!(email("All is well", Language::En).ends_with("All is well."));
    assert!(email("All is well.", Language::En).ends_with("All is well."));
    assert!(!email("All is well.", Language::En).ends_with(".."));
    assert!(email("All is well.", Language::Ja).ends_with("All is well."));
    assert!(email("All is well", Language::Ja).ends_with("All is well。"));

    let paid = |name: &str, language| {
        let data = with(EventType::P2pPaymentMarked, &json!({"counterparty": name}));
        text::telegram(&event("p2p_payment_marked", &data).data, &locale(language)).body
    };
    let anna = paid("Anna K.", Language::En);
    assert!(anna.contains("Anna K. ") && !anna.contains("Anna K.."), "{anna}");
    let anna = paid("Anna K.", Language::ZhHans);
    assert!(anna.contains("Anna K. ") && !anna.contains("K.。"), "{anna}");
    // The end of the isolate around a name in another direction does not hide its full stop.
    let other = paid("אנה ק.", Language::En);
    assert!(other.contains("ק.\u{2069} ") && !other.contains("\u{2069}."), "{other}");
}

#[test]
fn no_part_of_a_text_that_a_trader_chose_becomes_a_link_and_a_text_of_the_exchange_stays_one() {
    let joiner = '\u{2060}';
    let filled = with(EventType::OrderFilled, &json!({"client_order_id": "confirm at evil.example"}));
    assert!(
        in_english(EventType::OrderFilled, &filled).contains(&format!("confirm at evil.{joiner}example"))
    );
    let paid = with(EventType::P2pPaymentMarked, &json!({"counterparty": "evil.example"}));
    assert!(in_english(EventType::P2pPaymentMarked, &paid).contains(&format!("evil.{joiner}example")));
    let link = with(EventType::Announcement, &json!({"link": "https://exchange.example/news"}));
    assert!(in_english(EventType::Announcement, &link).contains("https://exchange.example/news"));
    let listed = with(EventType::NewListing, &json!({"name": "yearn.finance"}));
    assert!(in_english(EventType::NewListing, &listed).contains("yearn.finance"));
}

#[test]
fn an_event_expires_with_the_time_that_its_type_names_if_that_is_later() {
    let expiry = |event_type: EventType, changes: &Value| {
        event(event_type.name(), &with(event_type, changes)).expires_at.to_string()
    };
    // It occurred at 8 o'clock on the 23rd and is worth delivering for a day.
    let later = json!({"starts_at": "2026-11-25T02:00:00Z", "ends_at": "2026-11-25T04:00:00Z"});
    assert_eq!(expiry(EventType::Maintenance, &later), "2026-11-25T04:00:00.000Z");
    let earlier = json!({"starts_at": "2026-11-23T09:00:00Z", "ends_at": "2026-11-23T10:00:00Z"});
    assert_eq!(expiry(EventType::Maintenance, &earlier), "2026-11-24T08:00:00.123Z");
    let mut body = envelope("maintenance", &with(EventType::Maintenance, &later));
    body["expires_at"] = json!("2026-11-23T09:00:00Z");
    assert_eq!(crate::decode(&body).unwrap().expires_at.to_string(), "2026-11-23T09:00:00.000Z");
}

#[test]
fn a_zero_that_means_none_is_not_shown() {
    let call = |price: &str| {
        in_english(EventType::MarginCall, &with(EventType::MarginCall, &json!({"liquidation_price": price})))
    };
    assert!(call("58120.50").contains("Liquidation price: 58,120.50 USDT"));
    for zero in ["0", "0.00"] {
        assert!(!call(zero).contains("Liquidation price"), "{}", call(zero));
        assert!(call(zero).contains("Mark price: 59,480.20 USDT"));
    }
}

#[test]
fn a_scale_adds_decimals_and_takes_none() {
    let filled = |changes: &Value| {
        let mut data =
            json!({"order_id": "1", "symbol": "X", "side": "buy", "quantity": "0.5", "price": "64250.1"});
        data.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        text::in_app(&event("order_filled", &data).data, &Locale::default()).body
    };
    assert_eq!(filled(&json!({})), "Bought 0.5 X at 64,250.1");
    assert_eq!(filled(&json!({"price_scale": 2})), "Bought 0.5 X at 64,250.10");
    assert_eq!(filled(&json!({"price_scale": 2, "quantity_scale": 3})), "Bought 0.500 X at 64,250.10");
    assert_eq!(filled(&json!({"price_scale": 0, "quantity_scale": 0})), "Bought 0.5 X at 64,250.1");
    assert_eq!(filled(&json!({"price_scale": 2, "price": "64250.12345"})), "Bought 0.5 X at 64,250.12345");
    assert_eq!(filled(&json!({"price_scale": 2, "price": "64250.10000000"})), "Bought 0.5 X at 64,250.10");
    assert_eq!(filled(&json!({"price_scale": 4_000_000_000_u64})), "Bought 0.5 X at 64,250.1");
    assert_eq!(filled(&json!({"price_scale": 28})), "Bought 0.5 X at 64,250.1", "it has no room for so many");
}

#[test]
fn a_list_is_shown_with_the_separator_of_the_language() {
    let key = event("api_key_created", &with(EventType::ApiKeyCreated, &json!({}))).data;
    let list = |language| {
        let fields = key.fields().unwrap();
        let (spec, value) = fields.iter().find(|(spec, _)| matches!(spec.kind, FieldKind::List(_))).unwrap();
        let FieldValue::List(texts) = value else { panic!("{}", spec.name) };
        assert!(texts.len() > 1);
        let separator = match language {
            Language::Ja | Language::ZhHans => "、",
            Language::Ar => "، ",
            _ => ", ",
        };
        texts.join(separator)
    };
    for language in Language::ALL {
        let telegram = text::telegram(&key, &locale(language)).body;
        assert!(telegram.contains(&list(language)), "{}: {telegram}", language.code());
    }
    let name = event_list_name();
    let refused = |value: Value| {
        let mut data = sample(EventType::ApiKeyCreated);
        data.insert(name.to_owned(), value);
        let decoded = Event::read(&envelope("api_key_created", &Value::Object(data)).to_string(), now());
        match decoded {
            Ok(decoded) => !decoded.dropped.is_empty(),
            Err(rejection) => rejection.field == Some(format!("data.{name}")),
        }
    };
    for bad in [json!("read"), json!([1]), json!(vec!["x"; 21]), json!(["x".repeat(61)])] {
        assert!(refused(bad.clone()), "{bad}");
    }
    assert!(!refused(json!(vec!["x"; 20])));
}

fn event_list_name() -> &'static str {
    let specs = EventType::ApiKeyCreated.row().fields;
    specs.iter().find(|spec| matches!(spec.kind, FieldKind::List(_))).unwrap().name
}

#[test]
fn a_text_of_the_exchange_is_shown_in_the_language_of_its_reader() {
    let read = |body: &Value, tag: &str| {
        let data = event("incident", &with(EventType::Incident, &json!({"body": body}))).data;
        text::push(&data, &Locale::choose([tag], ["UTC"])).body
    };
    let body = json!({"fr": "Français", "de-AT": "Deutsch", "en": "English", "pt": "Português"});
    assert_eq!(read(&body, "de"), "Deutsch");
    assert_eq!(read(&body, "en-GB"), "English");
    assert_eq!(read(&body, "pt-BR"), "Português");
    assert_eq!(read(&body, "ja"), "English", "there is none in Japanese");
    assert_eq!(read(&json!({"fr": "Français", "es": "Español"}), "de"), "Français", "the first");
    for bad in
        [json!({}), json!("text"), json!({"en": 1}), json!({"de_AT": "x"}), json!({"en": "x".repeat(281)})]
    {
        let body = envelope("incident", &with(EventType::Incident, &json!({"body": bad})));
        assert_eq!(crate::refusal(&body), ("bad_field", Some("data.body".to_owned())), "{bad}");
    }
}

#[test]
fn a_country_is_a_code_of_two_letters() {
    let read = |code: Value| {
        let data = with(EventType::LoginFromNewDevice, &json!({"country": code}));
        Event::read(&envelope("login_from_new_device", &data).to_string(), now()).unwrap().dropped
    };
    assert_eq!(read(json!("AT")), [""; 0]);
    for bad in ["at", "AUT", "A", "", "ÄT"] {
        assert_eq!(read(json!(bad)), ["data.country"], "{bad}");
    }
}
