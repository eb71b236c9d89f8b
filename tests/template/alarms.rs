//! Every failure and every delay has an alarm.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::template::{all_resources, functions, listed, mapping, name, number, resources, section};

/// Returns the values of one dimension that alarms of this metric have.
fn watched(namespace: &str, metric: &str, dimension: &str) -> BTreeSet<String> {
    let alarms = resources("AWS::CloudWatch::Alarm").into_values();
    let is_of =
        |alarm: &&Value| alarm["Namespace"] == namespace || alarm["Namespace"]["Fn::Sub"] == namespace;
    let alarms = alarms.filter(|alarm| is_of(alarm) && alarm["MetricName"] == metric);
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
fn every_queue_without_a_consumer_has_an_alarm_on_arrivals() {
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

/// Returns the functions' own namespace as text.
fn namespace() -> String {
    functions_namespace()["Fn::Sub"].as_str().unwrap().to_owned()
}

fn functions_namespace() -> Value {
    crate::template::of_all_functions()["Environment"]["Variables"]["METRICS_NAMESPACE"].clone()
}

#[test]
fn what_is_not_delivered_as_it_was_meant_raises_an_alarm() {
    assert_eq!(watched(&namespace(), "RepeatConflicts", "Priority"), expected(["P0", "P1", "P2"]));
    assert_eq!(watched(&namespace(), "InboxOverflows", "Priority"), expected(["P0", "P1", "P2"]));
    assert_eq!(watched(&namespace(), "Refused", "Priority"), expected(["P0", "P1"]));
}

#[test]
fn every_alarm_has_an_action_and_missing_data_raises_none() {
    for (name, alarm) in resources("AWS::CloudWatch::Alarm") {
        assert_eq!(alarm["AlarmActions"]["Fn::If"][1], json!([{"Ref": "AlarmTopicArn"}]), "{name}");
        let silence = if name == "CanaryMissingAlarm" || OF_SILENCE.iter().any(|(alarm, _)| *alarm == name) {
            "breaching"
        } else {
            "notBreaching"
        };
        assert_eq!(alarm["TreatMissingData"], silence, "{name}");
    }
}

/// The alarms on actions that are due every minute, each with its function.
const OF_SILENCE: [(&str, &str); 2] =
    [("ReleaseStoppedAlarm", "ReleaseFunction"), ("CheckFeedsStoppedAlarm", "CheckFeedsFunction")];

#[test]
fn a_stopped_schedule_and_users_left_behind_raise_alarms() {
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
    // The metric's name is the one in the functions' code.
    let telemetry = local::root().join("shared/lambda/src/telemetry.rs");
    let metric = format!("\"{}\"", behind["MetricName"].as_str().unwrap());
    assert!(std::fs::read_to_string(telemetry).unwrap().contains(&metric), "{metric}");
}

/// The first deployment must not raise an alarm on missing data: such an alarm is created
/// after the first tick.
#[test]
fn the_first_deployment_raises_no_alarm_of_silence() {
    for (alarm, function) in OF_SILENCE {
        let alarm = all_resources()[alarm];
        let after: Vec<_> = listed(&alarm["DependsOn"]).iter().map(|name| name.as_str().unwrap()).collect();
        assert!(after.contains(&format!("{function}Minute").as_str()), "{after:?}");
        // The creation of an event source mapping takes longer than a minute.
        assert!(
            after.iter().any(|name| name.ends_with("FunctionQueue") || name.ends_with("FunctionTicks")),
            "{after:?}"
        );
        assert!(number(&alarm["Properties"]["EvaluationPeriods"]) >= 5);
    }
}

/// A single crash or timeout must not page an operator: the message is retried.
#[test]
fn one_error_raises_no_alarm() {
    for (name, alarm) in resources("AWS::CloudWatch::Alarm") {
        if alarm["Namespace"] == "AWS/Lambda" && alarm["MetricName"] == "Errors" {
            let minutes = (number(&alarm["DatapointsToAlarm"]), number(&alarm["EvaluationPeriods"]));
            assert_eq!(minutes, (3, 5), "{name}");
        }
    }
}

#[test]
fn what_aws_rejects_or_drops_raises_an_alarm() {
    let tables = expected(resources("AWS::DynamoDB::Table").into_keys());
    assert_eq!(watched("AWS/DynamoDB", "WriteThrottleEvents", "TableName"), tables);
    assert_eq!(watched("AWS/DynamoDB", "ReadThrottleEvents", "TableName"), tables);
    let streams = expected(resources("AWS::Kinesis::Stream").into_keys());
    assert_eq!(watched("AWS/Kinesis", "WriteProvisionedThroughputExceeded", "StreamName"), streams);
    let asynchronous = functions().into_iter().filter(|(_, function)| {
        ["Schedule", "SNS"].iter().any(|kind| !crate::template::events(function, kind).is_empty())
    });
    let asynchronous = expected(asynchronous.map(|(name, _)| name));
    assert_eq!(watched("AWS/Lambda", "AsyncEventsDropped", "FunctionName"), asynchronous);
    // A metric of the whole account has no dimensions.
    let alarms = resources("AWS::CloudWatch::Alarm");
    for (namespace, metric) in [
        ("AWS/Lambda", "RecursiveInvocationsDropped"),
        ("AWS/SES", "Reputation.BounceRate"),
        ("AWS/SES", "Reputation.ComplaintRate"),
        ("AWS/SNS", "SMSMonthToDateSpentUSD"),
    ] {
        let found = alarms.values().find(|alarm| alarm["MetricName"] == metric);
        let found = found.unwrap_or_else(|| panic!("nobody is told of {metric}"));
        assert_eq!((&found["Namespace"], found.get("Dimensions")), (&json!(namespace), None), "{metric}");
    }
    let concurrency = &alarms["AccountConcurrencyAlarm"]["Metrics"];
    assert_eq!(concurrency[0]["Expression"]["Fn::Sub"], "100 * claimed / ${AccountConcurrency}");
    assert_eq!(concurrency[1]["MetricStat"]["Metric"]["MetricName"], "ClaimedAccountConcurrency");
    assert!(
        alarms["SmsSuccessAlarm"]["Metrics"][0]["Expression"].as_str().unwrap().contains("SMSSuccessRate")
    );
}

/// The latency targets of each channel, from routed to accepted, at the 95th percentile.
#[test]
fn every_channel_has_an_alarm_on_its_target() {
    let alarms = resources("AWS::CloudWatch::Alarm");
    let targets =
        [("websocket", 100), ("push", 5_000), ("telegram", 3_000), ("email", 60_000), ("sms", 30_000)];
    let looked_up = |value: &Value| {
        let path = value["Fn::FindInMap"].as_array().unwrap().clone();
        path.iter().fold(section("Mappings"), |map, key| &map[name(key).as_str()]).clone()
    };
    let found: Vec<_> = alarms.values().filter(|alarm| alarm["MetricName"] == "AcceptedLatency").collect();
    assert_eq!(found.len(), targets.len());
    for (channel, milliseconds) in targets {
        let alarm = found.iter().find(|alarm| looked_up(&alarm["Dimensions"][0]["Value"]) == channel);
        let alarm = alarm.unwrap_or_else(|| panic!("{channel} has no alarm"));
        assert_eq!(alarm["Namespace"], functions_namespace(), "{channel}");
        assert_eq!((number(&alarm["Threshold"]), &alarm["ExtendedStatistic"]), (milliseconds, &json!("p95")));
        assert_eq!(alarm["Dimensions"].as_array().unwrap().len(), 1);
        assert_eq!(alarm["Dimensions"][0]["Name"], "Channel");
    }
    let telemetry = std::fs::read_to_string(local::root().join("shared/lambda/src/telemetry.rs")).unwrap();
    assert!(telemetry.contains("\"AcceptedLatency\""));
}
