//! The stream of prices, and the queue of what storms are made of.

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

/// A batch that fails comes again for as long as what it fires would be of use, and nothing is skipped in silence.
#[test]
fn a_tick_is_tried_for_an_hour_and_then_told_of() {
    let mapping = mapping();
    assert_eq!(number(&mapping["MaximumRetryAttempts"]), -1);
    assert_eq!(number(&mapping["MaximumRecordAgeInSeconds"]), 3_600);
    assert_eq!(mapping["BisectBatchOnFunctionError"], true);
    let destination = &mapping["DestinationConfig"]["OnFailure"];
    assert_eq!(destination["Type"], "SQS");
    let queue = name(&destination["Destination"]);
    assert_eq!(queue, "TicksDeadLetterQueue");
    // Lambda sends there as the function's role.
    let telling =
        statements("WatchPricesFunction").iter().find(|statement| statement["Sid"] == "TellOfWhatIsGivenUp");
    let telling = telling.unwrap();
    assert_eq!((&telling["Action"], name(&telling["Resource"])), (&json!("sqs:SendMessage"), queue));
    // Nothing is kept for a shorter time than it is tried.
    let stream = resources("AWS::Kinesis::Stream")["TickStream"];
    assert!(number(&stream["RetentionPeriodHours"]) >= 24);
}

/// The firing of an alert depends on the order of its ticks.
#[test]
fn a_shard_is_read_from_its_beginning_by_one_at_a_time() {
    let mapping = mapping();
    // Whoever makes the mapping anew can say from when on.
    let since = json!({"Fn::If": ["HasTicksSince", "AT_TIMESTAMP", "TRIM_HORIZON"]});
    assert_eq!(mapping["StartingPosition"], since);
    let time = json!({"Fn::If": ["HasTicksSince", {"Ref": "TicksSince"}, {"Ref": "AWS::NoValue"}]});
    assert_eq!(mapping["StartingPositionTimestamp"], time);
    assert_eq!(default_of("TicksSince"), 0);
    assert_eq!(number(&mapping["ParallelizationFactor"]), 1);
    assert_eq!(number(&mapping["BatchSize"]), 500);
    // Who waits for a batch to fill is late.
    assert!(mapping.get("MaximumBatchingWindowInSeconds").is_none());
    // The answer to a batch is whether all of it is done.
    assert!(mapping.get("FunctionResponseTypes").is_none());
    assert!(mapping.get("TumblingWindowInSeconds").is_none());
}

#[test]
fn shards_and_a_consumer_of_its_own_are_parameters() {
    let stream = resources("AWS::Kinesis::Stream")["TickStream"];
    let given = json!({"Ref": "TickShards"});
    // A stream without a number of shards costs US$29 a month when nothing is put.
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
    // Whoever reads may read just that.
    let statements = statements("WatchPricesFunction");
    let subscribing = statements.iter().find(|statement| statement["Action"] == "kinesis:SubscribeToShard");
    assert_eq!(subscribing.unwrap()["Resource"], either);
    let reading = statements.iter().find(|statement| statement["Sid"] == "ReadTicks").unwrap();
    assert_eq!(name(&reading["Resource"]), "TickStream");
}

/// Jobs of one part of a symbol are worked off in the order in which they were sent, those of different parts side by side.
#[test]
fn jobs_keep_their_order_within_their_group() {
    let queues = resources("AWS::SQS::Queue");
    for (queue, properties) in &queues {
        let is_ordered = properties["FifoQueue"] == true;
        assert_eq!(is_ordered, queue.starts_with("Fire"), "{queue}");
        // Messages come without a name by which repeats are known.
        assert_eq!(properties["ContentBasedDeduplication"] == true, is_ordered, "{queue}");
    }
    let jobs = queues["FireQueue"];
    assert_eq!(jobs["DeduplicationScope"], "messageGroup");
    assert_eq!(jobs["FifoThroughputLimit"], "perMessageGroupId");
    let [mapping] = events(functions()["FireAlertsFunction"], "SQS")[..] else { panic!("not one queue") };
    // A window is not for ordered queues.
    assert!(mapping.get("MaximumBatchingWindowInSeconds").is_none());
}
