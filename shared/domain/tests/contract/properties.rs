//! The properties of any body, and of any valid event.

use domain::event::Event;
use domain::event::data::EventData;
use domain::{Language, Locale, text};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::fields::{CONTRACT, Fields};
use crate::kinds::Kind;
use crate::{decode, envelope, now};

/// JSON of any structure and of moderate size.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?(e[+-]?[0-9]{1,4})?".prop_map(|text| text.parse().unwrap()),
        any::<String>().prop_map(Value::from),
        "[0-9TZ:.-]{0,30}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// A field with a value, or no field.
type MaybeField = BoxedStrategy<Option<(String, Value)>>;

fn field(name: &'static str, kind: Kind, is_required: bool) -> MaybeField {
    let present = kind.any().prop_map(move |value| Some((name.to_owned(), value)));
    if is_required { present.boxed() } else { prop_oneof![present, Just(None)].boxed() }
}

fn valid_data(fields: Fields) -> impl Strategy<Value = Value> {
    let known = fields
        .required
        .iter()
        .map(|(name, kind)| field(name, *kind, true))
        .chain(fields.optional().map(|(name, kind)| field(name, kind, false)))
        .collect::<Vec<_>>();
    let unknown = prop::option::of(("x_[a-z]{1,8}", any_json()));
    (known, unknown).prop_map(|(known, unknown)| {
        known.into_iter().chain([unknown]).flatten().collect::<Map<_, _>>().into()
    })
}

/// A valid body of any type.
fn valid_events() -> impl Strategy<Value = Value> {
    let typed_data = prop::sample::select(CONTRACT)
        .prop_flat_map(|fields| valid_data(fields).prop_map(|data| envelope(fields.event_type, &data)));
    let channels = prop::option::of(prop::sample::subsequence(
        vec!["websocket", "push", "telegram", "email", "sms"],
        0..=5,
    ));
    let expires_at = prop::option::of(Kind::Time.any());
    let priority = prop::option::of(0..=2_u8);
    let account = prop::option::of("[A-Za-z0-9._:@-]{1,128}");
    let mode = prop::option::of(Just("backfill"));
    let trace = prop::option::of("00-1[0-9a-f]{31}-1[0-9a-f]{15}-[0-9a-f]{2}");
    let optional = (channels, expires_at, priority, account, mode, trace);
    ("[A-Za-z0-9._:@-]{1,128}", typed_data, optional).prop_map(
        |(id, mut body, (channels, expires_at, priority, account, mode, trace))| {
            body["id"] = json!(id);
            body["channels"] = json!(channels);
            body["expires_at"] = json!(expires_at);
            body["priority"] = json!(priority);
            body["account_id"] = json!(account);
            body["mode"] = json!(mode);
            body["traceparent"] = json!(trace);
            body
        },
    )
}

fn locales() -> impl Strategy<Value = Locale> {
    let zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Kiritimati"];
    (prop::sample::select(Language::ALL.to_vec()), prop::sample::select(zones.to_vec()))
        .prop_map(|(language, zone)| Locale::choose([language.code()], [zone]))
}

/// Whether the text around every isolate is outside of it, and nothing else can change its direction.
fn isolates_are_closed(text: &str) -> bool {
    let depth = text.chars().try_fold(0, |depth, character| match character {
        '\u{2068}' => (depth == 0).then_some(1),
        '\u{2069}' => (depth == 1).then_some(0),
        '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' => None,
        _ => Some(depth),
    });
    depth == Some(0)
}

proptest! {
    #[test]
    fn a_valid_event_is_read_and_says_the_same_when_it_is_read_again(body in valid_events()) {
        let event = decode(&body).unwrap();
        let mut again = body.clone();
        again["data"] = serde_json::from_str(event.data.to_json().get()).unwrap();
        prop_assert_eq!(decode(&again).unwrap(), event.clone());
        for (field, sent) in body["data"].as_object().unwrap() {
            let kept = &again["data"][field];
            match sent {
                // In a known field the format of a decimal may change, but not its digits.
                Value::Number(number) if kept.is_string() => prop_assert_eq!(kept, &json!(number.as_str())),
                Value::String(text) if kept.is_number() => prop_assert_eq!(text, &kept.to_string()),
                _ => prop_assert_eq!(kept, sent),
            }
        }
    }

    #[test]
    fn no_defect_of_an_optional_field_loses_an_event(body in valid_events(), place in any::<prop::sample::Index>(), defect in any_json()) {
        let event_type = body["event_type"].as_str().unwrap();
        let fields = CONTRACT.iter().find(|fields| fields.event_type == event_type).unwrap();
        let in_data = fields.optional().map(|(name, _)| ("data", name));
        let in_envelope = ["expires_at", "priority", "account_id", "mode", "traceparent"].map(|name| ("", name));
        let places: Vec<_> = in_data.chain(in_envelope).collect();
        let (parent, name) = *place.get(&places);
        let mut hurt = body.clone();
        match parent {
            "data" => hurt["data"][name] = defect,
            _ => hurt[name] = defect,
        }
        let decoded = Event::read(&hurt.to_string(), now());
        prop_assert!(decoded.is_ok(), "{:?} {}", decoded, hurt);
        let event = decode(&body).unwrap();
        let decoded = decoded.unwrap();
        prop_assert_eq!((decoded.event.id, decoded.event.occurred_at), (event.id, event.occurred_at));
        // If fields were dropped, this field is one of them. Its unit or amount may be another.
        let path = if parent.is_empty() { name.to_owned() } else { format!("data.{name}") };
        prop_assert!(decoded.dropped.is_empty() || decoded.dropped.contains(&path));
        let locale = Locale::choose(["en"], ["UTC"]);
        prop_assert!(!text::push(&decoded.event.data, &locale).title.is_empty());
    }

    #[test]
    fn every_valid_event_has_texts_of_one_line(body in valid_events(), locale in locales()) {
        let data = decode(&body).unwrap().data;
        let in_app = text::in_app(&data, &locale);
        prop_assert!(in_app.title.chars().count() <= 50);
        let push = text::push(&data, &locale);
        prop_assert!(push.title.chars().count() <= text::MAX_PUSH_TITLE);
        prop_assert!(push.body.chars().count() <= text::MAX_PUSH_BODY);
        let telegram = text::telegram(&data, &locale);
        let email = text::email(&data, &locale);
        let (labels, values): (Vec<_>, Vec<_>) = email.lines.into_iter().unzip();

        let texts = [in_app.title, in_app.body, push.title, push.body, telegram.title, telegram.body];
        let email_texts = [email.subject, email.heading, email.body];
        let email_words = [email.greeting, email.footer, email.unsubscribe].map(str::to_owned);
        let all = texts.into_iter().chain(email_texts).chain(email_words).chain(labels).chain(values);
        for text in all.chain([text::sms(&data, &locale)]) {
            prop_assert!(!text.trim().is_empty());
            prop_assert!(!text.contains(|c: char| c.is_control() || "\u{2028}\u{2029}".contains(c)), "{:?}", text);
            prop_assert!(isolates_are_closed(&text), "{:?}", text);
        }
    }

    #[test]
    fn what_is_stored_is_read_again(body in valid_events()) {
        let data = decode(&body).unwrap().data;
        prop_assert_eq!(EventData::of_stored(data.event_type(), &data.to_json()), Ok(data));
    }

    #[test]
    fn no_text_makes_it_panic(body in any::<String>()) {
        let _ = Event::decode(&body, now());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Event::decode(&String::from_utf8_lossy(&bytes), now());
    }

    #[test]
    fn no_value_in_any_place_makes_it_panic(body in valid_events(), value in any_json(), place in any::<prop::sample::Index>()) {
        let mut body = body;
        let data_fields = body["data"].as_object().unwrap().len();
        let fields = body.as_object().unwrap().len();
        let place = place.index(fields + data_fields);
        let fields = if place < fields { body.as_object_mut() } else { body["data"].as_object_mut() };
        let fields = fields.unwrap();
        let place = place % fields.len();
        *fields.values_mut().nth(place).unwrap() = value;
        if let Err(rejection) = decode(&body) {
            prop_assert!(rejection.field.is_some(), "{rejection} {body}");
        }
    }

    #[test]
    fn no_cut_body_makes_it_panic(body in valid_events(), cut in any::<prop::sample::Index>()) {
        let body = body.to_string();
        let cut = body.floor_char_boundary(cut.index(body.len()));
        prop_assert_eq!(Event::decode(&body[..cut], now()).unwrap_err().code.name(), "bad_json");
    }
}
