//! The dead-letter queues of a stack, found by its outputs, and the calls that a run makes to them.

use std::collections::BTreeMap;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::{
    ChangeMessageVisibilityBatchRequestEntry as Visibility, DeleteMessageBatchRequestEntry as Deletion,
    Message, MessageSystemAttributeName,
};
use domain::carrier::sqs::MAX_BATCH_ENTRIES;
use ports::PortError;

use crate::stack::kebab;

/// The maximum of messages that one call receives.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html>
const MAX_RECEIVED: i32 = 10;
/// The wait time of a receive, in seconds. Above zero it is long polling, in which SQS queries all
/// of its servers, so an empty response means that no message is visible:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html>
const WAIT: i32 = 1;

/// A dead-letter queue and the queue whose messages it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeadLetterQueue {
    /// The name of the queue that the messages came from: `p0`, `push-p1`, `escalate`.
    pub(super) name: String,
    /// The URL of the dead-letter queue.
    pub(super) url: String,
    /// The URL of the queue that the messages came from.
    pub(super) source_url: String,
}

/// Returns the dead-letter queues of these outputs: `PushP0QueueUrl` and `PushP0DeadLetterQueueUrl`
/// are the queue `push-p0`. A dead-letter queue without a queue, such as that of a stream, has
/// nothing that could be sent again.
pub(super) fn of(outputs: &BTreeMap<String, String>) -> Vec<DeadLetterQueue> {
    let pairs = outputs.iter().filter_map(|(output, url)| {
        let name = output.strip_suffix("DeadLetterQueueUrl")?;
        let source_url = outputs.get(&format!("{name}QueueUrl"))?;
        Some(DeadLetterQueue { name: kebab(name), url: url.clone(), source_url: source_url.clone() })
    });
    pairs.collect()
}

impl DeadLetterQueue {
    /// Receives up to ten messages, and hides them for `visibility_timeout` seconds. Returns none
    /// if none is visible.
    ///
    /// # Errors
    ///
    /// As of [`queues::error::of_call`].
    pub(super) async fn receive(
        &self,
        client: &Client,
        visibility_timeout: i32,
    ) -> Result<Vec<Message>, PortError> {
        let call = client.receive_message().queue_url(&self.url).max_number_of_messages(MAX_RECEIVED);
        let call = call.wait_time_seconds(WAIT).visibility_timeout(visibility_timeout);
        let call = call.message_attribute_names("All");
        let call = call.message_system_attribute_names(MessageSystemAttributeName::All);
        let answer = call.send().await.map_err(|error| queues::error::of_call(&error))?;
        Ok(answer.messages.unwrap_or_default())
    }

    /// Deletes the messages with these receipt handles, at most ten. Returns one result per message,
    /// in their order.
    pub(super) async fn delete(&self, client: &Client, handles: &[&str]) -> Vec<Result<(), PortError>> {
        if handles.is_empty() {
            return Vec::new();
        }
        let entry = |(index, handle): (usize, &&str)| {
            Deletion::builder().id(index.to_string()).receipt_handle(*handle).build()
        };
        // Both required fields of every entry are set, so each can be built.
        let entries = handles.iter().enumerate().map(entry).filter_map(Result::ok).collect();
        let call = client.delete_message_batch().queue_url(&self.url).set_entries(Some(entries));
        let answer = call.send().await.map_err(|error| queues::error::of_call(&error));
        let result = |index: usize| {
            let (answer, id) = (answer.as_ref().map_err(PortError::clone)?, index.to_string());
            let failed = answer.failed().iter().find(|entry| entry.id() == id);
            failed.map_or(Ok(()), |entry| Err(queues::error::of_entry(entry)))
        };
        (0..handles.len()).map(result).collect()
    }

    /// Makes the messages with these receipt handles visible at once. If that fails, a message is
    /// visible again after its visibility timeout.
    pub(super) async fn make_visible(&self, client: &Client, handles: &[String]) {
        for handles in handles.chunks(MAX_BATCH_ENTRIES) {
            let entry = |(index, handle): (usize, &String)| {
                let entry = Visibility::builder().id(index.to_string()).receipt_handle(handle);
                entry.visibility_timeout(0).build()
            };
            // Both required fields of every entry are set, so each can be built.
            let entries = handles.iter().enumerate().map(entry).filter_map(Result::ok).collect();
            let call = client.change_message_visibility_batch().queue_url(&self.url);
            let _ = call.set_entries(Some(entries)).send().await;
        }
    }
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
        let (p0, push) = (["p0", "http://sqs/p0-dead", "http://sqs/p0"], "http://sqs/push-dead");
        assert_eq!(found, [p0, ["push-p1", push, "http://sqs/push"]]);
    }
}
