//! The contract of the queue `profiles`.

// The lint recognizes test functions, but not the helpers beside them.
#![allow(clippy::unwrap_used)]

use domain::Time;
use domain::event::{Rejection, RejectionCode};
use domain::recipient::contact::PhoneNumber;
use domain::recipient::profile::{Change, Decoded, ProfileUpdate, Revoked};
use domain::topics::{Topic, TopicsChange};
use profile::{MAX_PROFILE_BYTES, decode};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: &str = "2026-11-23T08:00:00.000Z";

fn now() -> Time {
    NOW.parse().unwrap()
}

fn message() -> Value {
    json!({
        "user_id": "u-42", "updated_at": NOW, "email": "Ada.Lovelace@Example.COM", "phone": "+4915112345678",
        "language": "de-AT", "time_zone": "europe/vienna", "country": "AT", "vip": true,
    })
}

/// Returns the decoded message, or its first rejection.
fn read(message: &Value) -> Result<ProfileUpdate, Rejection> {
    let Decoded { update, mut rejected } = decode(&message.to_string(), now())?;
    if rejected.is_empty() { Ok(update) } else { Err(rejected.swap_remove(0)) }
}

/// Returns the message with another value of a field.
fn with(field: &str, value: Value) -> Value {
    let mut message = message();
    message[field] = value;
    message
}

fn without(field: &str) -> Value {
    let mut message = message();
    message.as_object_mut().unwrap().shift_remove(field);
    message
}

fn refused(message: &Value) -> (RejectionCode, Option<String>) {
    let rejection = read(message).unwrap_err();
    (rejection.code, rejection.field)
}

#[test]
fn a_message_sets_what_it_says() {
    let update = read(&message()).unwrap();
    assert_eq!((update.user_id.as_str(), update.updated_at), ("u-42", now()));
    let Change::Set(email) = update.email else { panic!("an address") };
    assert_eq!(email.expose(), "Ada.Lovelace@example.com", "a domain has no case");
    let Change::Set(phone) = update.phone else { panic!("a number") };
    assert_eq!((phone.number.expose(), phone.country.as_deref()), ("+4915112345678", Some("DE")));
    assert_eq!(update.language, Change::Set("de-AT".to_owned()));
    assert_eq!(update.time_zone, Change::Set("Europe/Vienna".to_owned()), "as the database writes it");
    assert_eq!(update.country, Change::Set("AT".to_owned()));
}

#[test]
fn what_is_absent_stays_and_null_clears() {
    let silent = read(&json!({ "user_id": "u", "updated_at": NOW })).unwrap();
    assert!(silent.is_empty());
    let clearing = json!({
        "user_id": "u", "updated_at": NOW,
        "email": null, "phone": null, "language": null, "time_zone": null, "country": null,
    });
    let clearing = read(&clearing).unwrap();
    assert_eq!((clearing.email, clearing.phone), (Change::Clear, Change::Clear));
    assert_eq!((&clearing.language, &clearing.time_zone), (&Change::Clear, &Change::Clear));
    assert_eq!(clearing.country, Change::Clear);
}

#[test]
fn who_and_when_must_be_there() {
    for field in ["user_id", "updated_at"] {
        let expected = (RejectionCode::MissingField, Some(field.to_owned()));
        assert_eq!(refused(&without(field)), expected);
        assert_eq!(refused(&with(field, Value::Null)), expected);
    }
    let bad = |field: &str| (RejectionCode::BadField, Some(field.to_owned()));
    assert_eq!(refused(&with("user_id", json!("a b"))), bad("user_id"));
    assert_eq!(refused(&with("user_id", json!(42))), bad("user_id"));
    assert_eq!(refused(&with("updated_at", json!("yesterday"))), bad("updated_at"));
}

#[test]
fn the_exchange_s_clock_may_be_five_minutes_ahead() {
    assert!(read(&with("updated_at", json!("2026-11-23T08:05:00.000Z"))).is_ok());
    let future = (RejectionCode::FutureTimestamp, Some("updated_at".to_owned()));
    assert_eq!(refused(&with("updated_at", json!("2026-11-23T08:05:00.001Z"))), future);
}

#[test]
fn a_bad_field_is_named_and_not_quoted() {
    for (field, values) in [
        (
            "email",
            vec![
                json!(""),
                json!("eve"),
                json!("eve@"),
                json!("@exchange.com"),
                json!("eve@localhost"),
                json!("eve@[127.0.0.1]"),
                json!("eve@exa mple.com"),
                json!("eve@exa!mple.com"),
                json!("eve@-example.com"),
                json!("eve@example..com"),
                json!("eve@@example.com"),
                json!("eve lovelace@example.com"),
                json!("Eve <eve@example.com>"),
                json!(" <eve@example.com>"),
                json!("eve@example.com,eve@example.com"),
                json!("eve@example.com\r\nBcc: eve@example.com"),
                json!("äve@example.com"),
                json!("eve@bücher.example"),
                json!(format!("{}@example.com", "a".repeat(65))),
                json!(format!("a@{}.com", "b.".repeat(126))),
                json!(true),
            ],
        ),
        (
            "phone",
            vec![
                json!(""),
                json!("+"),
                json!("015298765432"),
                json!("4915298765432"),
                json!("004915298765432"),
                json!("+49 151 12345678"),
                json!("+4901511234567"),
                json!("+49"),
                json!("+491"),
                json!("+999123456789"),
                json!("+491529876543290123"),
                json!("+4915298765432;ext=1"),
                json!("tel:+4915298765432"),
                json!("+٤٩١٥١١٢٣٤٥٦٧٨"),
                json!("+4915298765432\n"),
                json!("+15550001"),
                json!(4_915_298_765_432_u64),
            ],
        ),
        (
            "language",
            vec![
                json!(""),
                json!("d"),
                json!("de_AT"),
                json!("deutsch!"),
                json!("de-"),
                json!(format!("de-{}", "x".repeat(40))),
                json!(["de"]),
            ],
        ),
        (
            "time_zone",
            vec![
                json!(""),
                json!("CET+1"),
                json!("Mars/Olympus"),
                json!("../etc/passwd"),
                json!("UTC+2"),
                json!(2),
            ],
        ),
        (
            "country",
            vec![json!(""), json!("de"), json!("DEU"), json!("XX"), json!("UK"), json!("D"), json!({})],
        ),
    ] {
        for value in values {
            let rejection = read(&with(field, value.clone())).expect_err(&value.to_string());
            assert_eq!(rejection.code, RejectionCode::BadField, "{value}");
            assert_eq!(rejection.field.as_deref(), Some(field), "{value}");
            let quoted = value.as_str().filter(|text| text.len() > 4);
            assert!(quoted.is_none_or(|text| !rejection.to_string().contains(text)), "{value}: {rejection}");
        }
    }
}

#[test]
fn each_field_stands_for_itself() {
    let mut message = message();
    message["email"] = json!("eve@");
    message["phone"] = json!("+19005550100");
    message["revoke"] = json!(["devices", "passwords"]);
    let Decoded { update, rejected } = decode(&message.to_string(), now()).unwrap();
    let named: Vec<_> = rejected.iter().map(|rejection| rejection.field.as_deref().unwrap()).collect();
    assert_eq!(named, ["email", "phone", "revoke"]);
    assert!(rejected.iter().all(|rejection| rejection.code == RejectionCode::BadField));
    assert_eq!((update.email, update.phone), (Change::Keep, Change::Keep));
    assert_eq!(update.language, Change::Set("de-AT".to_owned()));
    assert_eq!(update.country, Change::Set("AT".to_owned()));
    assert!(update.revoke.contains(&Revoked::Devices), "what is known is revoked all the same");
}

#[test]
fn a_revocation_names_what_it_takes() {
    let revoked = |value: Value| read(&with("revoke", value)).unwrap().revoke;
    assert_eq!(
        revoked(json!(["telegram", "connections", "telegram"])),
        [Revoked::Connections, Revoked::Telegram].into()
    );
    for nothing in [json!([]), Value::Null] {
        assert!(revoked(nothing).is_empty());
    }
    for bad in [json!("connections"), json!({}), json!([7]), json!(["Connections"]), json!(true)] {
        assert_eq!(refused(&with("revoke", bad)), (RejectionCode::BadField, Some("revoke".to_owned())));
    }
}

fn named(topics: &[&str]) -> std::collections::BTreeSet<Topic> {
    topics.iter().map(|text| Topic::parse(text).unwrap()).collect()
}

#[test]
fn topics_replace_or_are_added_and_removed() {
    let change = |fields: Value| {
        let mut message = message();
        message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        read(&message).unwrap().topics
    };
    assert_eq!(change(json!({})), TopicsChange::Keep);
    assert_eq!(
        change(json!({"topics": ["tier:vip", "holds:BTC", "tier:vip"]})),
        TopicsChange::Replace(named(&["holds:BTC", "tier:vip"]))
    );
    for none in [Value::Null, json!([])] {
        assert_eq!(change(json!({ "topics": none })), TopicsChange::Replace(named(&[])));
    }
    assert_eq!(
        change(json!({"add_topics": ["a"], "remove_topics": ["b"]})),
        TopicsChange::Amend { add: named(&["a"]), remove: named(&["b"]) }
    );
    assert_eq!(change(json!({"add_topics": [], "remove_topics": null})), TopicsChange::Keep);
}

#[test]
fn topics_that_cannot_be_read_or_contradict_each_other_are_left_out_by_name() {
    let many: Vec<String> = (0..201).map(|number| format!("t{number}")).collect();
    let amend =
        |add: &[&str], remove: &[&str]| TopicsChange::Amend { add: named(add), remove: named(remove) };
    let cases: [(Value, &[&str], TopicsChange); 9] = [
        (json!({"topics": "tier:vip"}), &["topics"], TopicsChange::Keep),
        (json!({"topics": ["tier vip"]}), &["topics"], TopicsChange::Keep),
        (json!({"topics": [7]}), &["topics"], TopicsChange::Keep),
        (json!({"topics": many}), &["topics"], TopicsChange::Keep),
        (
            json!({"add_topics": ["x".repeat(65)], "remove_topics": ["a"]}),
            &["add_topics"],
            amend(&[], &["a"]),
        ),
        (json!({"add_topics": ["a"], "remove_topics": {}}), &["remove_topics"], amend(&["a"], &[])),
        (
            json!({"add_topics": ["a", "b"], "remove_topics": ["b"]}),
            &["add_topics", "remove_topics"],
            TopicsChange::Keep,
        ),
        (
            json!({"topics": ["a"], "add_topics": ["b"], "remove_topics": ["c"]}),
            &["add_topics", "remove_topics"],
            TopicsChange::Replace(named(&["a"])),
        ),
        (json!({"topics": ["a b"], "add_topics": ["b"]}), &["topics", "add_topics"], TopicsChange::Keep),
    ];
    for (fields, refused, change) in cases {
        let mut message = message();
        message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let Decoded { update, rejected } = decode(&message.to_string(), now()).unwrap();
        let fields: Vec<_> = rejected.iter().filter_map(|rejection| rejection.field.as_deref()).collect();
        assert_eq!((fields.as_slice(), &update.topics), (refused, &change), "{message}");
        assert!(rejected.iter().all(|rejection| rejection.code == RejectionCode::BadField));
        assert_eq!(update.country, Change::Set("AT".to_owned()), "the other fields are applied");
    }
}

#[test]
fn numbers_that_cost_more_than_expected_are_refused() {
    for number in ["+4990012345678", "+19005550100", "+449098790123", "+491805123456", "+448431234567"] {
        assert_eq!(refused(&with("phone", json!(number))).1.as_deref(), Some("phone"), "{number}");
    }
}

/// The prefixes in the domain agree with the example numbers of the metadata.
#[test]
fn the_prefixes_of_surcharged_numbers_agree_with_the_metadata() {
    let plans = phonenumber::metadata::DATABASE.iter();
    let (mut surcharged, mut usual) = (0, 0);
    for plan in plans {
        let number = |example: Option<&str>| {
            let text = format!("+{}{}", plan.country_code(), example?);
            Some((PhoneNumber::of_checked(&text).is_surcharged(), text))
        };
        let descriptors = plan.descriptors();
        for expensive in [descriptors.premium_rate(), descriptors.shared_cost()].into_iter().flatten() {
            if let Some((is_surcharged, text)) = number(expensive.example()) {
                surcharged += usize::from(is_surcharged);
                assert!(is_surcharged || refused(&with("phone", json!(text))).1.is_some(), "{text}");
            }
        }
        for cheap in [descriptors.fixed_line(), descriptors.mobile()].into_iter().flatten() {
            if let Some((is_surcharged, text)) = number(cheap.example()) {
                usual += 1;
                assert!(!is_surcharged, "{text}");
            }
        }
    }
    assert!(surcharged > 100 && usual > 300, "{surcharged} {usual}");
}

#[test]
fn good_values_of_all_kinds_are_taken() {
    for (field, values) in [
        (
            "email",
            vec!["a@b.co", "ada+tag@sub.example.com", "o'hara_1@xn--bcher-kva.example", "a.b-c@1and1.de"],
        ),
        ("language", vec!["en", "de-AT", "zh-Hant-TW", "sr-Latn", "es-419", "de-CH-1996"]),
        (
            "time_zone",
            vec!["UTC", "Etc/UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Asia/Calcutta"],
        ),
        ("country", vec!["DE", "US", "GB", "AQ"]),
    ] {
        for value in values {
            assert!(read(&with(field, json!(value))).is_ok(), "{field} {value}");
        }
    }
}

#[test]
fn a_number_belongs_to_the_country_of_its_plan() {
    for (number, country) in [
        // A range that the plan has not opened yet, according to the metadata.
        ("+15551234567", Some("US")),
        ("+4915112345678", Some("DE")),
        ("+436641234567", Some("AT")),
        ("+41791234567", Some("CH")),
        ("+12025550123", Some("US")),
        ("+14165550123", Some("CA")),
        ("+447400123456", Some("GB")),
        ("+390236618300", Some("IT")),
        ("+77012345678", Some("KZ")),
        ("+79161234567", Some("RU")),
        ("+818012345678", Some("JP")),
        // International freephone and satellite numbers belong to no country.
        ("+80012345678", None),
        ("+870773111632", None),
    ] {
        let update = read(&with("phone", json!(number))).unwrap_or_else(|error| panic!("{number}: {error}"));
        let Change::Set(phone) = update.phone else { panic!("{number}") };
        assert_eq!((phone.number.expose(), phone.country.as_deref()), (number, country));
    }
}

#[test]
fn the_first_field_at_fault_is_the_one_that_is_named() {
    let mut message = message();
    for field in ["country", "time_zone", "language", "phone", "email", "updated_at", "user_id"] {
        message[field] = json!(7);
        assert_eq!(refused(&message).1.as_deref(), Some(field));
    }
}

#[test]
fn what_is_no_message_is_refused_as_a_whole() {
    for body in ["", "[]", "null", "{", "\"x\"", r#"{"$serde_json::private::Number":"1"}"#] {
        let rejection = decode(body, now()).unwrap_err();
        assert_eq!((rejection.code, rejection.field), (RejectionCode::BadJson, None), "{body}");
    }
    let long = with("note", json!("x".repeat(MAX_PROFILE_BYTES)));
    assert_eq!(refused(&long), (RejectionCode::TooLarge, None));
    let padded = format!(
        "{message}{}",
        " ".repeat(MAX_PROFILE_BYTES - message().to_string().len()),
        message = message()
    );
    assert_eq!(padded.len(), MAX_PROFILE_BYTES);
    assert!(decode(&padded, now()).is_ok());
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(body in "(?s).{0,200}") {
        let _ = decode(&body, now());
    }

    #[test]
    fn no_value_makes_it_panic_and_a_bad_one_is_named(
        field in prop::sample::select(vec!["email", "phone", "language", "time_zone", "country", "topics", "add_topics"]),
        text in prop_oneof!["(?s).{0,60}", "\\+[0-9]{0,20}", "[a-z.@<>\" -]{0,30}", "[a-zA-Z0-9-]{0,12}"],
    ) {
        match read(&with(field, json!(text))) {
            Ok(_) => {}
            Err(rejection) => {
                prop_assert_eq!(rejection.code, RejectionCode::BadField);
                prop_assert_eq!(rejection.field.as_deref(), Some(field));
            }
        }
    }

    #[test]
    fn every_number_that_is_taken_is_e_164(number in "\\+[1-9][0-9]{5,15}") {
        if let Ok(ProfileUpdate { phone: Change::Set(phone), .. }) = read(&with("phone", json!(number))) {
            prop_assert_eq!(phone.number.expose(), number.as_str());
            prop_assert!(number.len() <= 16);
            prop_assert!(phone.country.is_none_or(|country| country.len() == 2));
        }
    }

    #[test]
    fn every_address_that_is_taken_can_be_put_into_a_header(address in "[a-zA-Z0-9 \"<>(),:;@.\\\\\r\n-]{0,20}@[a-z0-9.\\[\\] <>!-]{1,20}") {
        if let Ok(ProfileUpdate { email: Change::Set(email), .. }) = read(&with("email", json!(address))) {
            prop_assert!(email.expose().bytes().all(|byte| byte.is_ascii_graphic()));
            let (local, domain) = email.expose().rsplit_once('@').unwrap();
            prop_assert!(!domain.contains(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c))));
            prop_assert!(local.starts_with('"') || !local.contains([' ', ',', '<', '>', ':', ';']));
        }
    }
}
