//! The preferences document that a trader puts: the valid values, and the fault that is reported for an
//! invalid one.

use domain::Channel;
use domain::event::catalogue::PreferenceKey;
use domain::json::FieldError;
use domain::preferences::{Preferences, PreferencesUpdate};
use serde_json::{Value, json};

fn defaults() -> Value {
    serde_json::from_str(&Preferences::default().to_stored()).unwrap()
}

/// Returns the defaults with this value at this place, which is given as a JSON pointer.
fn with(place: &str, value: Value) -> Value {
    let mut document = defaults();
    let (parent, key) = place.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[key] = value;
    document
}

fn without(place: &str) -> Value {
    let mut document = defaults();
    let (parent, key) = place.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap().as_object_mut().unwrap().shift_remove(key).unwrap();
    document
}

fn read(document: &Value) -> Result<Preferences, FieldError> {
    let update = PreferencesUpdate::of_document(document, "preferences")?;
    Ok(update.over(&Preferences::default()))
}

/// Returns the kind and the path of the error.
fn refusal(document: &Value) -> (&'static str, String) {
    match read(document).expect_err(&document.to_string()) {
        FieldError::Missing { path } => ("missing", path),
        FieldError::Bad { path, must } => {
            assert!(!must.is_empty());
            ("bad", path)
        }
    }
}

fn bad(path: &str) -> (&'static str, String) {
    ("bad", format!("preferences{path}"))
}

/// Returns the places of all keys, in the contract's order.
fn places() -> Vec<String> {
    let mut places = Vec::new();
    for (name, section) in defaults().as_object().unwrap() {
        places.push(format!("/{name}"));
        places.extend(section.as_object().into_iter().flatten().map(|(key, _)| format!("/{name}/{key}")));
    }
    places
}

#[test]
fn the_defaults_can_be_put() {
    assert_eq!(read(&defaults()), Ok(Preferences::default()));
}

#[test]
fn what_is_put_is_read_back_as_it_was_written() {
    let document: Value = serde_json::from_str(
        r#"{
            "timeZone": "europe/vienna", "language": "de-Latn-AT",
            "liquidation": {"channels": []},
            "liquidationWarning": {"enabled": false, "channels": ["sms"], "thresholdPercent": 110.50},
            "orderFilled": {"enabled": false, "channels": ["telegram", "websocket"]},
            "priceAlert": {"enabled": true, "channels": ["sms", "email"]},
            "partialFill": {"enabled": false, "channels": []},
            "deposit": {"enabled": true, "channels": ["sms", "email", "telegram", "push", "websocket"]},
            "newListing": {"enabled": true, "channels": ["push"], "minScore": 0.0000000000000000000000000001},
            "weeklyReport": {"enabled": false, "channels": ["email"]},
            "dailyReport": {"enabled": true, "channels": ["push"], "time": "23:59"},
            "referral": {"enabled": false, "channels": ["websocket"]},
            "orderClosed": {"enabled": true, "channels": []},
            "stopTriggered": {"enabled": false, "channels": ["push"]},
            "funding": {"enabled": true, "channels": ["websocket", "email"]},
            "withdrawal": {"enabled": true, "channels": ["email"]},
            "p2p": {"enabled": true, "channels": ["sms"]},
            "card": {"enabled": true, "channels": ["telegram"]},
            "copyTrading": {"enabled": false, "channels": []},
            "earn": {"enabled": false, "channels": ["push"]},
            "trading": {"enabled": true, "channels": ["push"]},
            "market": {"enabled": true, "channels": ["push", "websocket"]},
            "account": {"enabled": true, "channels": ["push"]},
            "reports": {"enabled": true, "channels": ["push"]},
            "news": {"enabled": false, "channels": ["push"]},
            "quietHours": {"enabled": true, "from": "00:00", "to": "00:01"}
        }"#,
    )
    .unwrap();
    let preferences = read(&document).unwrap();
    let stored = Preferences::of_stored(&preferences.to_stored()).unwrap();
    assert_eq!(serde_json::to_value(&stored).unwrap(), document);
    assert_eq!(stored.to_stored(), document.to_string(), "in its order and to the digit");
}

#[test]
fn the_limits_themselves_can_be_put() {
    for (place, values) in [
        (
            "/liquidationWarning/thresholdPercent",
            ["100", "1000", "100.0", "1e3", "999.9999999999999999999999999"],
        ),
        ("/newListing/minScore", ["0", "-0", "10", "10.000", "9.999999999999999999999999999"]),
    ] {
        for value in values {
            let document = with(place, value.parse::<serde_json::Number>().unwrap().into());
            assert!(read(&document).is_ok(), "{document}");
        }
    }
    for (place, value) in [
        ("/timeZone", "Etc/GMT+12"),
        ("/timeZone", "UTC"),
        ("/language", "en"),
        ("/language", "zh-Hant-TW"),
        ("/dailyReport/time", "00:00"),
        ("/dailyReport/time", "19:59"),
    ] {
        assert!(read(&with(place, json!(value))).is_ok(), "{place} {value}");
    }
}

#[test]
fn every_key_must_be_there_but_not_every_section() {
    let sections = PreferenceKey::ALL.map(|key| format!("/{}", key.name()));
    for place in places().into_iter().filter(|place| !sections.contains(place)) {
        let path = format!("preferences{}", place.replace('/', "."));
        assert_eq!(refusal(&without(&place)), ("missing", path));
    }
}

#[test]
fn a_section_that_is_left_out_keeps_what_it_had() {
    let mut before = Preferences::default().with_option(PreferenceKey::NewListing, "minScore", json!(9));
    before[PreferenceKey::Deposit].channels = vec![Channel::Email];
    before[PreferenceKey::News].enabled = false;
    before.time_zone = Some("Europe/Vienna".to_owned());
    before.quiet_hours.enabled = true;
    let put =
        |document: &Value| PreferencesUpdate::of_document(document, "preferences").unwrap().over(&before);

    let without_any = json!({
        "timeZone": null, "language": null,
        "quietHours": {"enabled": false, "from": "23:00", "to": "07:00"},
    });
    let after = put(&without_any);
    assert_eq!(after.sections().collect::<Vec<_>>(), before.sections().collect::<Vec<_>>());
    assert_eq!((after.time_zone, after.quiet_hours), (None, Preferences::default().quiet_hours));

    let mut with_one = without_any;
    with_one["news"] = json!({"enabled": true, "channels": ["push"]});
    let after = put(&with_one);
    for (key, section) in after.sections().filter(|(key, _)| *key != PreferenceKey::News) {
        assert_eq!(section, &before[key], "{}", key.name());
    }
    assert_eq!(after[PreferenceKey::News].channels, [Channel::Push]);
    assert!(after[PreferenceKey::News].enabled);
    // The whole document replaces all of them, and null is no way to leave one out.
    assert_eq!(put(&defaults()), Preferences::default());
    with_one["news"] = json!(null);
    assert_eq!(refusal(&with_one), bad(".news"));
}

#[test]
fn no_other_key_may_be_there() {
    assert_eq!(refusal(&with("/foo", json!(null))), bad(".foo"));
    assert_eq!(refusal(&with("/", json!(1))), bad("."));
    assert_eq!(refusal(&with("/liquidation/enabled", json!(true))), bad(".liquidation.enabled"));
    assert_eq!(refusal(&with("/version", json!(1))), bad(".version"));
    for (name, section) in defaults().as_object().unwrap() {
        if section.is_object() {
            let document = with(&format!("/{name}/colour"), json!("red"));
            assert_eq!(refusal(&document), bad(&format!(".{name}.colour")));
        }
    }
}

#[test]
fn every_value_must_have_its_type() {
    let others = [json!(null), json!(true), json!(150), json!("150"), json!([]), json!({})];
    for place in places() {
        let own = defaults().pointer(&place).unwrap().clone();
        let is_choice = own.is_null();
        for value in &others {
            let has_its_type = std::mem::discriminant(value) == std::mem::discriminant(&own);
            if !has_its_type {
                let document = with(&place, value.clone());
                let path = bad(&place.replace('/', "."));
                // An empty string is not a zone either, but its type is right.
                assert!(!is_choice || !value.is_null());
                assert_eq!(refusal(&document), path, "{value}");
            }
        }
    }
    for document in [json!([]), json!("x"), json!(7)] {
        assert_eq!(refusal(&document), bad(""));
    }
}

#[test]
fn every_value_must_make_sense() {
    for (place, values) in [
        ("/timeZone", &["", "Mars/Olympus", "CET+1", "+02:00", "Etc/Unknown", " UTC", "../etc/passwd"][..]),
        ("/language", &["", "d", "deutsch sprechen", "de_AT", "de-", "-de", "1e", "de-123456789", "é"]),
        (
            "/dailyReport/time",
            &["", "8:00", "24:00", "08:60", "08:00:00", "0800", "08:0", "+8:00", "08-00", "٠٨:٠٠"],
        ),
        ("/quietHours/from", &["25:00", "23.00", "23:00 "]),
        ("/quietHours/to", &["25:00", "7:00", "07:00Z"]),
    ] {
        for value in values {
            assert_eq!(refusal(&with(place, json!(value))), bad(&place.replace('/', ".")), "{value}");
        }
    }
    for (place, values) in [
        (
            "/liquidationWarning/thresholdPercent",
            &["99.99", "1000.01", "0", "-150", "1e400", "150.00000000000000000000000001"][..],
        ),
        ("/newListing/minScore", &["-0.01", "-7", "10.01", "11", "1e-29"]),
    ] {
        for value in values {
            let document = with(place, value.parse::<serde_json::Number>().unwrap().into());
            assert_eq!(refusal(&document), bad(&place.replace('/', ".")), "{value}");
        }
    }
}

#[test]
fn a_channel_is_known_and_there_once() {
    for (channels, index) in [
        (json!(["pigeon"]), 0),
        (json!(["websocket", "Push"]), 1),
        (json!(["websocket", "push", "websocket"]), 2),
        (json!(["sms", "sms"]), 1),
        (json!([null]), 0),
        (json!(["push", ["push"]]), 1),
    ] {
        for section in ["liquidation", "liquidationWarning", "deposit", "newListing", "dailyReport"] {
            let document = with(&format!("/{section}/channels"), channels.clone());
            assert_eq!(refusal(&document), bad(&format!(".{section}.channels.{index}")), "{channels}");
        }
    }
}

#[test]
fn a_day_is_not_quiet_from_a_minute_to_the_same() {
    for enabled in [true, false] {
        let mut document = with("/quietHours/to", json!("23:00"));
        document["quietHours"]["enabled"] = json!(enabled);
        assert_eq!(refusal(&document), bad(".quietHours.to"));
    }
}

#[test]
fn of_several_faults_the_first_is_named() {
    let mut document = json!({"foo": 1});
    for place in ["/timeZone", "/language", "/quietHours"] {
        assert_eq!(refusal(&document), ("missing", format!("preferences{}", place.replace('/', "."))));
        document[&place[1..]] = defaults()[&place[1..]].clone();
    }
    assert_eq!(refusal(&document), bad(".foo"));
    for (name, value) in defaults().as_object().unwrap() {
        document[name] = value.clone();
    }
    document["referral"]["colour"] = json!("red");
    assert_eq!(refusal(&document), bad(".referral.colour"));
    document["deposit"] = json!({"colour": "red", "enabled": 1, "channels": 1});
    assert_eq!(refusal(&document), bad(".deposit.enabled"));
}
