//! The dead-letter queues of a stack, by its outputs.

use std::collections::BTreeMap;

use crate::stack::kebab;

/// A dead-letter queue and the queue whose letters it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetterQueue {
    /// The name of the queue that the letters came from: `p0`, `push-p1`, `escalate`.
    pub name: String,
    /// Where the letters are.
    pub url: String,
    /// Where they came from.
    pub source_url: String,
}

/// `PushP0QueueUrl` and `PushP0DeadLetterQueueUrl` are the queue `push-p0`. A dead-letter queue without a queue, such as
/// that of a stream, holds nothing that could be sent again.
pub(super) fn of(outputs: &BTreeMap<String, String>) -> Vec<DeadLetterQueue> {
    let pairs = outputs.iter().filter_map(|(output, url)| {
        let name = output.strip_suffix("DeadLetterQueueUrl")?;
        let source_url = outputs.get(&format!("{name}QueueUrl"))?;
        Some(DeadLetterQueue { name: kebab(name), url: url.clone(), source_url: source_url.clone() })
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_and_its_dead_letter_queue_are_found_by_their_outputs() {
        let outputs = [
            ("P0QueueUrl", "http://sqs/p0"),
            ("P0DeadLetterQueueUrl", "http://sqs/p0-dead"),
            ("PushP1QueueUrl", "http://sqs/push"),
            ("PushP1DeadLetterQueueUrl", "http://sqs/push-dead"),
            ("RejectedQueueUrl", "http://sqs/rejected"),
            ("TicksDeadLetterQueueUrl", "http://sqs/ticks-dead"),
        ];
        let outputs = outputs.map(|(name, url)| (name.to_owned(), url.to_owned()));
        let found = of(&BTreeMap::from(outputs));
        let found: Vec<_> = found.iter().map(|q| [&*q.name, &*q.url, &*q.source_url]).collect();
        assert_eq!(
            found,
            [
                ["p0", "http://sqs/p0-dead", "http://sqs/p0"],
                ["push-p1", "http://sqs/push-dead", "http://sqs/push"]
            ]
        );
    }
}
