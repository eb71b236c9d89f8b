//! The schemas against the decoders: a schema accepts what its decoder accepts, and refuses what
//! its decoder refuses, apart from the exceptions.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use contract::exceptions::OF_VALUES;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::decoders::{at, decode};
use crate::mutation::{any_mutation, places, replaced, values, without};
use crate::validators::{faults, schemas, takes, takes_with_formats};

/// Returns documents for each schema that is read: the examples, and others that the decoders treat
/// differently.
pub(crate) fn documents() -> Vec<(&'static str, Value)> {
    let mut documents = Vec::new();
    for path in schemas().keys() {
        documents.extend(contract::examples::of(path).into_iter().map(|example| (path.as_str(), example)));
    }
    documents.extend([
        ("requests/markRead.json", json!({"action": "markRead", "requestId": "r", "all": true})),
        (
            "requests/markRead.json",
            json!({"action": "markRead", "requestId": "r", "ids": ["a"], "all": false}),
        ),
        ("requests/markRead.json", json!({"action": "markRead", "requestId": "r", "ids": null, "all": true})),
        ("profile.json", json!({"user_id": "u", "updated_at": "2026-11-23T08:00:00Z", "email": null})),
        ("ticks.json", json!({"symbol": "A", "price": 1.5, "ts": "2026-11-23T08:00:00Z"})),
        ("ticks.json", json!([])),
    ]);
    documents
}

/// The outcome of a comparison.
#[derive(Debug, PartialEq)]
enum Outcome {
    Taken,
    Refused,
    Exception(&'static str),
}

/// Compares schema and decoder; the error describes their disagreement.
fn compare(path: &str, document: &Value) -> Result<Outcome, String> {
    let is_valid = takes(path, document);
    match (decode(path, document), is_valid) {
        (Ok(()), true) => Ok(Outcome::Taken),
        (Err(_), false) => Ok(Outcome::Refused),
        (Ok(()), false) => {
            Err(format!("{path}: only the decoder takes {document}: {:?}", faults(path, document)))
        }
        (Err(refusal), true) => {
            let blamed = refusal.field.as_deref().and_then(|field| at(document, field));
            let exception = blamed.and_then(|(key, value, beside)| {
                let mut of_code = OF_VALUES.iter().filter(|exception| exception.code == refusal.code);
                of_code.find(|exception| (exception.covers)(&key, value, beside))
            });
            exception.map(|exception| Outcome::Exception(exception.what)).ok_or_else(|| {
                format!("{path}: only the schema takes {document}: the decoder says {refusal:?}")
            })
        }
    }
}

#[test]
fn everything_that_is_read_has_examples_that_both_take() {
    for path in schemas().keys() {
        let is_read = ["events/", "requests/"].iter().any(|folder| path.starts_with(folder))
            || ["profile", "tick", "ticks", "preferences", "new_alert"]
                .contains(&path.trim_end_matches(".json"));
        assert_eq!(is_read, !contract::examples::of(path).is_empty(), "{path}");
    }
    for (path, document) in documents() {
        assert_eq!(compare(path, &document), Ok(Outcome::Taken), "{document}");
    }
}

#[test]
fn the_choices_take_what_one_of_them_takes() {
    for (path, document) in documents() {
        if path.starts_with("events/") {
            assert!(takes("event.json", &document) && takes("envelope.json", &document), "{document}");
        }
        if path.starts_with("requests/") {
            assert!(takes("request.json", &document), "{document}");
        }
    }
    assert!(!takes("event.json", &json!({"id": "e"})) && !takes("request.json", &json!({"action": "hello"})));
}

#[test]
fn every_value_at_every_place_is_judged_alike() {
    let (mut taken, mut refused, mut faults) = (0, 0, Vec::new());
    let mut exceptions = BTreeSet::new();
    let values = values();
    for (path, document) in documents() {
        let mut variants = Vec::new();
        for place in places(&document) {
            variants.extend(without(&document, &place));
            variants.extend(values.iter().map(|value| replaced(&document, &place, value.clone())));
            let mut unknown = document.clone();
            if let Value::Object(fields) = crate::mutation::at(&mut unknown, &place) {
                fields.insert("colour".to_owned(), json!("red"));
                variants.push(unknown);
            }
        }
        for variant in variants {
            match compare(path, &variant) {
                Ok(Outcome::Taken) => taken += 1,
                Ok(Outcome::Refused) => refused += 1,
                Ok(Outcome::Exception(what)) => drop(exceptions.insert(what)),
                Err(fault) => faults.push(fault),
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        taken + refused,
        faults[..faults.len().min(40)].join("\n")
    );
    assert!(taken > 2_000 && refused > 2_000, "{taken} {refused}");
    // An unused exception could hide a mistake later.
    let needless: Vec<_> =
        OF_VALUES.iter().filter(|e| !exceptions.contains(e.what)).map(|e| e.what).collect();
    assert!(needless.is_empty(), "{needless:?}");
}

#[test]
fn whatever_is_done_to_a_document_both_judge_it_alike() {
    let (taken, refused) = (Cell::new(0), Cell::new(0));
    let excepted = RefCell::new(0);
    let documents = documents();
    let strategy = (any::<prop::sample::Index>(), prop::collection::vec(any_mutation(), 1..4));
    let config = ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() };
    let result = TestRunner::new(config).run(&strategy, |(which, mutations)| {
        let (path, document) = which.get(&documents);
        let mutated = mutations.iter().fold(document.clone(), |document, mutation| mutation.apply(&document));
        match compare(path, &mutated) {
            Ok(Outcome::Taken) => taken.set(taken.get() + 1),
            Ok(Outcome::Refused) => refused.set(refused.get() + 1),
            Ok(Outcome::Exception(_)) => *excepted.borrow_mut() += 1,
            Err(fault) => return Err(TestCaseError::fail(fault)),
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(
        taken.get() > 1_000 && refused.get() > 1_000,
        "{} {} {}",
        taken.get(),
        refused.get(),
        excepted.borrow()
    );
}

#[test]
fn who_enforces_formats_refuses_nothing_more_than_seconds_that_no_clock_shows() {
    let with_formats =
        ["events/daily_report.json", "events/new_listing.json", "tick.json", "requests/createAlert.json"];
    let values = values();
    let mut leap_seconds = 0;
    for (path, document) in documents().into_iter().filter(|(path, _)| with_formats.contains(path)) {
        for place in places(&document) {
            for value in &values {
                let variant = replaced(&document, &place, value.clone());
                if takes(path, &variant)
                    && decode(path, &variant).is_ok()
                    && !takes_with_formats(path, &variant)
                {
                    assert!(value.as_str().is_some_and(|text| text.contains(":60")), "{path}: {variant}");
                    leap_seconds += 1;
                }
            }
        }
    }
    assert!(leap_seconds > 0);
}

/// As in [`contract::exceptions::OF_MESSAGES`].
#[test]
fn what_concerns_a_whole_message_only_the_decoder_refuses() {
    let with = |path: &'static str, key: &str, value: Value| {
        let (_, mut document) = documents().into_iter().find(|(known, _)| *known == path).unwrap();
        document[key] = value;
        assert!(takes(path, &document));
        decode(path, &document).map_err(|refusal| refusal.code)
    };
    let nested = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
    for (path, bytes) in [
        ("events/order_filled.json", 32 * 1024),
        ("profile.json", 32 * 1024),
        ("requests/ping.json", 16 * 1024),
    ] {
        assert_eq!(with(path, "x", json!("x".repeat(bytes))), Err("too_large".to_owned()));
        assert_eq!(with(path, "x", json!("x".repeat(bytes - 1_000))), Ok(()));
        assert_eq!(with(path, "x", nested(126)), Ok(()));
        assert_eq!(with(path, "x", nested(127)), Err("bad_json".to_owned()));
        assert_eq!(with(path, "x", json!("$serde_json::private::Number")), Ok(()));
        for key in ["$serde_json::private::Number", "$serde_json::private::RawValue"] {
            assert_eq!(with(path, "x", json!({key: "1"})), Err("bad_json".to_owned()));
        }
    }
}
