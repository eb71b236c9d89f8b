//! The canary: its schedule, its user, and the alarms when a run fails.

use std::time::Duration;

use functions::config::{HOP_LIMIT, RUN_LIMIT};
use serde_json::{Value, json};
use synthetic::Hop;

use crate::template::{all_resources, default_of, events, functions, number, resources, section};

fn function() -> &'static Value {
    functions()["CanaryFunction"]
}

/// Every value of the parameter has a schedule, and the period of its alarms contains one run.
#[test]
fn each_interval_has_its_schedule_and_its_period() {
    let parameter = &section("Parameters")["CanaryMinutes"];
    assert_eq!(default_of("CanaryMinutes"), "5");
    let allowed = parameter["AllowedValues"].as_array().unwrap();
    let known = section("Mappings")["Canary"].as_object().unwrap();
    assert_eq!(allowed.len(), known.len());
    for minutes in allowed.iter().map(|minutes| minutes.as_str().unwrap().parse::<i64>().unwrap()) {
        let of = &known[&minutes.to_string()];
        let expected = match minutes {
            1 => "cron(* * * * ? *)".to_owned(),
            // The expression must be valid, but it is never used.
            0 | 60 => "cron(0 * * * ? *)".to_owned(),
            minutes => format!("cron(0/{minutes} * * * ? *)"),
        };
        assert_eq!(of["Schedule"], expected, "{minutes}");
        let minutes = if minutes == 0 { 60 } else { minutes };
        assert_eq!(60 % minutes, 0, "an hour would begin with a shorter interval");
        assert_eq!(number(&of["Period"]), minutes * 60);
    }
}

#[test]
fn it_can_be_switched_off() {
    let [schedule] = events(function(), "Schedule")[..] else { panic!("not one schedule") };
    assert_eq!(schedule["State"], json!({"Fn::If": ["RunsCanary", "ENABLED", "DISABLED"]}));
    assert_eq!(schedule["Schedule"], of_interval("Schedule"));
    let off = json!({"Fn::Not": [{"Fn::Equals": [{"Ref": "CanaryMinutes"}, "0"]}]});
    assert_eq!(section("Conditions")["RunsCanary"], off);
    for alarm in ["CanaryMissingAlarm", "CanaryLateAlarm"] {
        assert_eq!(all_resources()[alarm]["Condition"], "RunsCanary", "{alarm}");
    }
}

fn of_interval(what: &str) -> Value {
    json!({"Fn::FindInMap": ["Canary", {"Ref": "CanaryMinutes"}, what]})
}

/// A failed run is not retried: the next run is the schedule's, and a retry would hide the failure.
#[test]
fn a_run_is_bounded_and_made_once() {
    let timeout = Duration::from_secs(u64::try_from(number(&function()["Timeout"])).unwrap());
    assert!(HOP_LIMIT < RUN_LIMIT && RUN_LIMIT + Duration::from_secs(3) < timeout);
    assert!(timeout < Duration::from_mins(1), "the next run of the shortest interval");
    let [schedule] = events(function(), "Schedule")[..] else { panic!("not one schedule") };
    for retries in [&schedule["RetryPolicy"], &function()["EventInvokeConfig"]] {
        assert_eq!(number(&retries["MaximumRetryAttempts"]), 0);
        assert_eq!(number(&retries["MaximumEventAgeInSeconds"]), 60);
    }
}

/// The last part of a stack's id is a UUID.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
#[test]
fn its_user_is_no_trader() {
    let uuid = json!({"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]});
    let user = json!({"Fn::Join": ["-", ["canary", uuid]]});
    assert_eq!(function()["Environment"]["Variables"]["USER_ID"], user);
    assert_eq!(section("Outputs")["SyntheticUserId"]["Value"], user);
}

fn alarm(name: &str, hop: Hop) -> &'static Value {
    let alarm = resources("AWS::CloudWatch::Alarm")[name];
    assert_eq!(alarm["MetricName"], "CanaryLatency");
    assert_eq!(alarm["Dimensions"], json!([{"Name": "Hop", "Value": hop.name()}]));
    assert_eq!(alarm["Period"], of_interval("Period"));
    alarm
}

/// The last hop is measured only by a run that has finished.
#[test]
fn a_failed_run_and_a_late_run_raise_alarms() {
    assert_eq!(Hop::ALL.last(), Some(&Hop::Timeline));
    let missing = alarm("CanaryMissingAlarm", Hop::Timeline);
    assert_eq!((&missing["Statistic"], number(&missing["Threshold"])), (&json!("SampleCount"), 1));
    assert_eq!(missing["ComparisonOperator"], "LessThanThreshold");
    assert_eq!(all_resources()["CanaryMissingAlarm"]["DependsOn"], "CanaryFunctionSchedule");
    let late = alarm("CanaryLateAlarm", Hop::Deliver);
    assert_eq!((&late["Statistic"], number(&late["Threshold"])), (&json!("Maximum"), 1_000));
    assert_eq!(late["ComparisonOperator"], "GreaterThanThreshold");
    // The metric's name is the one in the function's code.
    let telemetry = std::fs::read_to_string(local::root().join("shared/lambda/src/telemetry.rs")).unwrap();
    assert!(telemetry.contains("(\"CanaryLatency\", \"Milliseconds\""));
}

#[test]
fn every_hop_is_on_the_dashboard() {
    let dashboard = resources("AWS::CloudWatch::Dashboard").into_values().next().unwrap();
    let body = dashboard["DashboardBody"]["Fn::Sub"].as_str().unwrap();
    for hop in Hop::ALL {
        let metric = format!("\"CanaryLatency\",\"Hop\",\"{hop}\"]");
        assert_eq!(body.matches(&metric).count(), 1, "{hop}");
    }
}
