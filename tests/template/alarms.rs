//! Nothing fails or waits without an alarm.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::template::{functions, listed, mapping, name, number, resources};

/// What an alarm of this metric watches: the values of one of its dimensions.
fn watched(namespace: &str, metric: &str, dimension: &str) -> BTreeSet<String> {
    let alarms = resources("AWS::CloudWatch::Alarm").into_values();
    let alarms = alarms.filter(|alarm| alarm["Namespace"] == namespace && alarm["MetricName"] == metric);
    let dimensions = alarms.flat_map(|alarm| listed(&alarm["Dimensions"]));
    dimensions.filter(|found| found["Name"] == dimension).map(|found| name(&found["Value"])).collect()
}

fn expected<T: Into<String>>(names: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    names.into_iter().map(Into::into).collect()
}

#[test]
fn every_queue_that_is_worked_off_has_an_alarm_on_its_age() {
    let queues = functions().into_values().filter_map(mapping).map(|(queue, _)| queue);
    assert_eq!(watched("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName"), expected(queues));
}

#[test]
fn every_queue_that_nobody_works_off_has_an_alarm_on_what_comes() {
    let worked_off: BTreeSet<_> =
        functions().into_values().filter_map(mapping).map(|(queue, _)| queue).collect();
    let others = resources("AWS::SQS::Queue").into_keys().filter(|queue| !worked_off.contains(*queue));
    let mut watched_ones = watched("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName");
    watched_ones.extend(watched("AWS/SQS", "NumberOfMessagesSent", "QueueName"));
    assert_eq!(watched_ones, expected(others));
}

#[test]
fn every_function_has_an_alarm_on_errors_and_throttles() {
    let all = expected(functions().into_keys());
    assert_eq!(watched("AWS/Lambda", "Errors", "FunctionName"), all);
    assert_eq!(watched("AWS/Lambda", "Throttles", "FunctionName"), all);
}

#[test]
fn ticks_that_are_read_late_raise_an_alarm_before_a_p1_is_late() {
    assert_eq!(watched("AWS/Lambda", "IteratorAge", "FunctionName"), expected(["WatchPricesFunction"]));
    let age = resources("AWS::CloudWatch::Alarm")["TicksAgeAlarm"];
    assert_eq!((number(&age["Threshold"]), &age["Statistic"]), (5_000, &json!("Maximum")));
}

#[test]
fn every_class_has_an_alarm_on_its_target() {
    let alarms = resources("AWS::CloudWatch::Alarm");
    let targets = [("P0", 100, "p50"), ("P1", 5_000, "p99"), ("P2", 60_000, "p99")];
    for (class, milliseconds, statistic) in targets {
        let dimensions =
            json!([{"Name": "Priority", "Value": class}, {"Name": "Channel", "Value": "websocket"}]);
        let alarm = alarms
            .values()
            .find(|alarm| alarm["MetricName"] == "HandedOverLatency" && alarm["Dimensions"] == dimensions);
        let alarm = alarm.unwrap_or_else(|| panic!("{class} has no alarm"));
        let namespace = &functions_namespace();
        assert_eq!(&alarm["Namespace"], namespace, "{class}: the functions write to another one");
        assert_eq!(number(&alarm["Threshold"]), milliseconds, "{class}");
        assert_eq!(alarm["ExtendedStatistic"], statistic, "{class}");
        assert_eq!(alarm["ComparisonOperator"], "GreaterThanThreshold", "{class}");
    }
}

fn functions_namespace() -> Value {
    crate::template::of_all_functions()["Environment"]["Variables"]["METRICS_NAMESPACE"].clone()
}

#[test]
fn what_is_not_delivered_as_it_was_meant_raises_an_alarm() {
    assert_eq!(watched("TraderNotifications", "RepeatConflicts", "Priority"), expected(["P0", "P1", "P2"]));
    assert_eq!(watched("TraderNotifications", "KeptAside", "Priority"), expected(["P0"]));
    assert_eq!(watched("TraderNotifications", "Refused", "Priority"), expected(["P0", "P1"]));
}

#[test]
fn every_alarm_tells_somebody_and_none_cries_over_silence() {
    for (name, alarm) in resources("AWS::CloudWatch::Alarm") {
        assert_eq!(alarm["AlarmActions"]["Fn::If"][1], json!([{"Ref": "AlarmTopicArn"}]), "{name}");
        let silence =
            if OF_SILENCE.iter().any(|(alarm, _)| *alarm == name) { "breaching" } else { "notBreaching" };
        assert_eq!(alarm["TreatMissingData"], silence, "{name}");
    }
}

/// The alarms of what must come every minute, each with its function.
const OF_SILENCE: [(&str, &str); 2] =
    [("ReleaseStoppedAlarm", "ReleaseFunction"), ("CheckFeedsStoppedAlarm", "CheckFeedsFunction")];

#[test]
fn a_schedule_that_stops_and_users_whom_it_leaves_behind_are_told_of() {
    let alarms = resources("AWS::CloudWatch::Alarm");
    for (alarm, function) in OF_SILENCE {
        let stopped = alarms[alarm];
        assert_eq!(
            (&stopped["Namespace"], &stopped["MetricName"]),
            (&json!("AWS/Lambda"), &json!("Invocations"))
        );
        assert_eq!(name(&stopped["Dimensions"][0]["Value"]), function);
        let bound = (&stopped["ComparisonOperator"], number(&stopped["Threshold"]));
        assert_eq!(bound, (&json!("LessThanThreshold"), 1));
    }
    let behind = alarms["LeftBehindAlarm"];
    assert_eq!(behind["Namespace"], functions_namespace());
    assert_eq!(behind["Dimensions"], json!([{"Name": "Priority", "Value": "P1"}]));
    // The name is the functions' own.
    let telemetry = local::root().join("shared/lambda/src/telemetry.rs");
    let metric = format!("\"{}\"", behind["MetricName"].as_str().unwrap());
    assert!(std::fs::read_to_string(telemetry).unwrap().contains(&metric), "{metric}");
}
