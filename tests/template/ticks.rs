//! The stream of prices, and the queue of the jobs of storms.

use serde_json::{Value, json};

use crate::template::{default_of, events, functions, listed, name, number, resources};

fn mapping() -> &'static Value {
    let [mapping] = events(functions()["WatchPricesFunction"], "Kinesis")[..] else {
        panic!("not one stream")
    };
    mapping
}

fn statements(function: &str) -> &'static [Value] {
    let role = &resources("AWS::IAM::Role")[name(&functions()[function]["Role"]).as_str()];
    listed(&role["Policies"][0]["PolicyDocument"]["Statement"])
}

/// A failed batch is retried for as long as its firings would be useful, and no batch is
/// skipped without a message.
#[test]
fn a_tick_is_tried_for_an_hour_and_then_raises_an_alarm() {
    let mapping = mapping();
    assert_eq!(number(&mapping["MaximumRetryAttempts"]), -1);
    assert_eq!(number(&mapping["MaximumRecordAgeInSeconds"]), 3_600);
    assert_eq!(mapping["BisectBatchOnFunctionError"], true);
    let destination = &mapping["DestinationConfig"]["OnFailure"];
    assert_eq!(destination["Type"], "SQS");
    let queue = name(&destination["Destination"]);
    assert_eq!(queue, "TicksDeadLetterQueue");
    // Lambda sends to that queue with the function's role.
    let telling =
        statements("WatchPricesFunction").iter().find(|statement| statement["Sid"] == "TellOfWhatIsGivenUp");
    let telling = telling.unwrap();
    assert_eq!((&telling["Action"], name(&telling["Resource"])), (&json!("sqs:SendMessage"), queue));
    // Records are retained for at least as long as they are retried.
    let stream = resources("AWS::Kinesis::Stream")["TickStream"];
    assert!(number(&stream["RetentionPeriodHours"]) >= 24);
}

/// The firing of an alert depends on the order of its ticks.
#[test]
fn a_shard_is_read_from_its_beginning_by_one_at_a_time() {
    let mapping = mapping();
    // An operator who creates the mapping again can choose the time at which it starts.
    let since = json!({"Fn::If": ["HasTicksSince", "AT_TIMESTAMP", "TRIM_HORIZON"]});
    assert_eq!(mapping["StartingPosition"], since);
    let time = json!({"Fn::If": ["HasTicksSince", {"Ref": "TicksSince"}, {"Ref": "AWS::NoValue"}]});
    assert_eq!(mapping["StartingPositionTimestamp"], time);
    assert_eq!(default_of("TicksSince"), 0);
    assert_eq!(number(&mapping["ParallelizationFactor"]), 1);
    assert_eq!(number(&mapping["BatchSize"]), 500);
    // A batching window would delay the ticks.
    assert!(mapping.get("MaximumBatchingWindowInSeconds").is_none());
    // The response reports success or failure of the whole batch.
    assert!(mapping.get("FunctionResponseTypes").is_none());
    assert!(mapping.get("TumblingWindowInSeconds").is_none());
}

#[test]
fn shards_and_a_consumer_of_its_own_are_parameters() {
    let stream = resources("AWS::Kinesis::Stream")["TickStream"];
    let given = json!({"Ref": "TickShards"});
    // A stream in on-demand mode costs US$29 a month without any traffic.
    assert_eq!(default_of("TickShards"), 1);
    assert_eq!(
        stream["StreamModeDetails"]["StreamMode"],
        json!({"Fn::If": ["HasTickShards", "PROVISIONED", "ON_DEMAND"]})
    );
    assert_eq!(stream["ShardCount"], json!({"Fn::If": ["HasTickShards", given, {"Ref": "AWS::NoValue"}]}));
    let either = json!({"Fn::If": [
        "HasTickFanOut",
        {"Fn::GetAtt": ["TickConsumer", "ConsumerARN"]},
        {"Fn::GetAtt": ["TickStream", "Arn"]},
    ]});
    assert_eq!(mapping()["Stream"], either);
    let consumer = resources("AWS::Kinesis::StreamConsumer")["TickConsumer"];
    assert_eq!(name(&consumer["StreamARN"]), "TickStream");
    // The role may read only this stream.
    let statements = statements("WatchPricesFunction");
    let subscribing = statements.iter().find(|statement| statement["Action"] == "kinesis:SubscribeToShard");
    assert_eq!(subscribing.unwrap()["Resource"], either);
    let reading = statements.iter().find(|statement| statement["Sid"] == "ReadTicks").unwrap();
    assert_eq!(name(&reading["Resource"]), "TickStream");
}

/// Jobs of one part of a symbol are processed in the order in which they were sent, and those of different
/// parts in parallel.
#[test]
fn jobs_keep_their_order_within_their_group() {
    let queues = resources("AWS::SQS::Queue");
    for (queue, properties) in &queues {
        let is_ordered = properties["FifoQueue"] == true;
        assert_eq!(is_ordered, queue.starts_with("Fire"), "{queue}");
        // Messages are sent without a deduplication id.
        assert_eq!(properties["ContentBasedDeduplication"] == true, is_ordered, "{queue}");
    }
    let jobs = queues["FireQueue"];
    assert_eq!(jobs["DeduplicationScope"], "messageGroup");
    assert_eq!(jobs["FifoThroughputLimit"], "perMessageGroupId");
    let [mapping] = events(functions()["FireAlertsFunction"], "SQS")[..] else { panic!("not one queue") };
    // FIFO queues do not support a batching window.
    assert!(mapping.get("MaximumBatchingWindowInSeconds").is_none());
}
