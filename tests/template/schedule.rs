//! The actions of every minute.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::template::{events, functions, listed, name, number, resources};

/// Returns the functions that are invoked every minute; the canary has a schedule of its own.
fn ticking() -> BTreeMap<&'static str, &'static Value> {
    let mut ticking: BTreeMap<_, _> =
        functions().into_iter().filter(|(_, function)| !events(function, "Schedule").is_empty()).collect();
    assert!(ticking.remove("CanaryFunction").is_some());
    assert!(ticking.keys().eq(&["CheckFeedsFunction", "ReleaseFunction"]), "{ticking:?}");
    ticking
}

/// Users are scheduled at whole minutes, so the schedule is read at every whole minute.
#[test]
fn the_schedule_is_looked_through_at_every_whole_minute() {
    for (name, function) in ticking() {
        let [tick] = events(function, "Schedule")[..] else { panic!("{name}: not one tick") };
        assert_eq!(tick["Schedule"], "cron(* * * * ? *)", "{name}");
        assert!(tick.get("Input").is_none(), "{name}: it knows a tick by what EventBridge says");
    }
}

/// A late tick also does the work of the next one: it is retried, but not beyond its minute.
#[test]
fn a_tick_is_tried_again_within_its_minute() {
    for (name, function) in ticking() {
        let [tick] = events(function, "Schedule")[..] else { panic!("{name}: not one tick") };
        for retries in [&tick["RetryPolicy"], &function["EventInvokeConfig"]] {
            assert_eq!(number(&retries["MaximumEventAgeInSeconds"]), 60, "{name}");
            assert!(number(&retries["MaximumRetryAttempts"]) > 0, "{name}");
        }
    }
}

/// The tick only sends messages; the queue's settings determine the retries of the work.
#[test]
fn the_parts_go_to_the_queue_that_the_function_works_off() {
    let function = ticking()["ReleaseFunction"];
    let [queue] = events(function, "SQS")[..] else { panic!("not one queue") };
    assert_eq!(name(&queue["Queue"]), "ReleaseQueue");
    let role = &resources("AWS::IAM::Role")[name(&function["Role"]).as_str()];
    let statements = listed(&role["Policies"][0]["PolicyDocument"]["Statement"]);
    let parts = statements.iter().find(|statement| statement["Sid"] == "HandOutParts").unwrap();
    assert_eq!(parts["Resource"], json!({"Fn::GetAtt": ["ReleaseQueue", "Arn"]}));
    assert_eq!(name(&function["Environment"]["Variables"]["SOURCE_QUEUE_URL"]), "ReleaseQueue");
}
