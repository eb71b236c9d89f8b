//! The queues and the functions that process them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Channel, Priority};
use serde_json::{Value, json};

use crate::template::{functions, mapping, name, number, resources};

/// Returns every function that processes a queue, with the queue's name and the mapping.
fn workers() -> BTreeMap<&'static str, (&'static Value, String, &'static Value)> {
    let workers = functions().into_iter().filter_map(|(name, function)| {
        let (queue, mapping) = mapping(function)?;
        Some((name, (function, queue, mapping)))
    });
    workers.collect()
}

#[test]
fn each_function_works_off_its_own_queue() {
    let workers = workers();
    let queues: BTreeSet<_> = workers.values().map(|(_, queue, _)| queue.as_str()).collect();
    assert_eq!(queues.len(), workers.len(), "no two functions share a queue");
    let existing = resources("AWS::SQS::Queue");
    for (worker, (_, queue, _)) in &workers {
        // A mapping to a missing queue deploys without an error.
        assert!(existing.contains_key(queue.as_str()), "{worker}: there is no {queue}");
        let name = worker.trim_end_matches("Function");
        let of = match name {
            "SyncProfile" => "Profiles",
            "FireAlerts" => "Fire",
            "WalkBroadcasts" => "Broadcasts",
            name => name.trim_start_matches("Route").trim_start_matches("Deliver"),
        };
        assert_eq!(*queue, format!("{of}Queue"), "{worker}");
    }
    // Every class of every channel, except P0 on the socket, which `route` posts itself, and SMS, which is
    // for P0 only.
    let deliveries =
        Channel::ALL.iter().flat_map(|channel| Priority::ALL.map(|priority| (*channel, priority)));
    for (channel, priority) in deliveries {
        let is_served = match channel {
            Channel::Websocket => priority != Priority::P0,
            Channel::Push | Channel::Telegram | Channel::Email => true,
            Channel::Sms => priority == Priority::P0,
        };
        let queue = format!("{}{}Queue", capitalised(channel.name()), capitalised(priority.name()));
        assert_eq!(queues.contains(queue.as_str()), is_served, "{queue}");
    }
}

/// A function has the URLs of the queue that it processes, of that queue's dead-letter queue, and of the
/// queues of its own class.
#[test]
fn each_function_has_the_urls_of_its_own_queues() {
    let queues = resources("AWS::SQS::Queue");
    for (worker, (function, queue, _)) in workers() {
        let variables = &function["Environment"]["Variables"];
        let dead_letters = name(&queues[queue.as_str()]["RedrivePolicy"]["deadLetterTargetArn"]);
        assert_eq!(name(&variables["DEAD_LETTER_QUEUE_URL"]), dead_letters, "{worker}");
        let class = variables["PRIORITY"].as_str();
        for (variable, value) in variables.as_object().unwrap() {
            let Some(of) = variable.strip_suffix("_QUEUE_URL") else { continue };
            // If there are several classes, the variable names the class.
            let (of, class) = match of.split_once('_') {
                Some((of, class)) => (of, class),
                // Only P0 has a ladder, and `escalate` processes it.
                None => (of, class.unwrap_or("P0")),
            };
            let channel = Channel::ALL.into_iter().find(|channel| channel.name().to_uppercase() == of);
            if let Some(channel) = channel {
                assert_eq!(name(value), format!("{}{class}Queue", capitalised(channel.name())), "{worker}");
            }
        }
        for class in ["P0", "P1", "P2"] {
            let events = variables.get(format!("QUEUE_{class}_URL")).map(name);
            assert!(events.is_none_or(|queue| queue == format!("{class}Queue")), "{worker}");
        }
        let source = variables.get("SOURCE_QUEUE_URL").or_else(|| {
            let class = class.filter(|_| worker.starts_with("Route"))?;
            variables.get(format!("QUEUE_{class}_URL"))
        });
        assert_eq!(source.map(name), Some(queue), "{worker}");
    }
}

fn capitalised(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

/// Whether the queue carries P0.
fn is_critical(queue: &str) -> bool {
    queue.ends_with("P0Queue") || queue == "EscalateQueue"
}

#[test]
fn one_message_never_decides_over_its_batch() {
    for (name, (function, _, mapping)) in workers() {
        assert_eq!(mapping["FunctionResponseTypes"], json!(["ReportBatchItemFailures"]), "{name}");
        // The other half of the contract: the function reports which messages have failed, as the
        // shared handler of batches does.
        let binary = function["CodeUri"].as_str().unwrap().trim_end_matches('/').rsplit('/').next().unwrap();
        let source = std::fs::read_to_string(local::root().join(format!("functions/src/bin/{binary}.rs")));
        let source = source.unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_batch = ["BatchFunction::new(", "deliver("].into_iter().any(|made| source.contains(made));
        assert!(is_batch, "{name} answers no partial failures");
    }
}

#[test]
fn p0_waits_for_no_batch_to_fill() {
    for (name, (_, queue, mapping)) in workers() {
        assert!(number(&mapping["BatchSize"]) <= 10, "{name}: a batch above ten forces a window");
        if is_critical(&queue) {
            assert!(mapping.get("MaximumBatchingWindowInSeconds").is_none(), "{name}");
        }
    }
}

#[test]
fn a_message_is_hidden_for_six_times_as_long_as_its_function_may_run() {
    let queues = resources("AWS::SQS::Queue");
    for (name, (function, queue, _)) in workers() {
        let timeout = number(&function["Timeout"]);
        let visibility = number(&queues[queue.as_str()]["VisibilityTimeout"]);
        assert!(visibility >= 6 * timeout, "{name}: {visibility} s for {timeout} s");
        if is_critical(&queue) {
            assert_eq!(timeout, 5, "{name}");
        }
    }
}

#[test]
fn p0_has_concurrency_of_its_own() {
    for (name, (function, queue, mapping)) in workers() {
        let most = number(&mapping["ScalingConfig"]["MaximumConcurrency"]);
        // AWS allows no value below two.
        assert!(most >= 2, "{name}");
        if is_critical(&queue) {
            let reserved = function["ReservedConcurrentExecutions"]["Fn::If"].as_array().unwrap();
            assert_eq!(reserved[0], "ReservesConcurrency");
            assert!(number(&reserved[1]) >= most, "{name} is throttled before its mapping is");
        }
    }
}

#[test]
fn what_kills_its_function_is_set_aside_but_not_soon() {
    let queues = resources("AWS::SQS::Queue");
    for (worker, (_, queue, _)) in workers() {
        let redrive = &queues[queue.as_str()]["RedrivePolicy"];
        let dead_letters = name(&redrive["deadLetterTargetArn"]);
        assert_eq!(dead_letters, format!("{}DeadLetterQueue", queue.trim_end_matches("Queue")));
        assert!(
            number(&redrive["maxReceiveCount"]) >= 10,
            "{worker}: crashes are seldom the message's fault"
        );
        let kept = |queue: &str| number(&queues[queue]["MessageRetentionPeriod"]);
        // The age of a dead letter counts from its first sending.
        assert!(kept(&dead_letters) > kept(&queue), "{dead_letters}");
    }
    for (name, queue) in queues {
        // A queue has one of the two kinds of keys, never both.
        assert_eq!(
            (&queue["SqsManagedSseEnabled"], &queue["KmsMasterKeyId"]),
            (
                &json!({"Fn::If": ["HasKmsKey", {"Ref": "AWS::NoValue"}, true]}),
                &json!({"Fn::If": ["HasKmsKey", {"Ref": "KmsKeyArn"}, {"Ref": "AWS::NoValue"}]})
            ),
            "{name} is not encrypted"
        );
    }
}
