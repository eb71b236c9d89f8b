//! The adapter to SQS.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::operation::send_message_batch::SendMessageBatchOutput;
use aws_sdk_sqs::types::{QueueAttributeName, SendMessageBatchRequestEntry};
use futures_util::future::join_all;
use ports::{Enqueue, Message, PortError, Queue};

use crate::{chunks, error};

/// The longest delay of a message, in seconds.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
const MAX_DELAY_SECONDS: u128 = 900;

/// Which queues a function can send to, and where they are.
#[derive(Debug, Clone, Default)]
pub struct QueueUrls(HashMap<Queue, String>);

impl QueueUrls {
    /// The same with one queue more.
    #[must_use]
    pub fn with(mut self, queue: Queue, url: impl Into<String>) -> Self {
        self.0.insert(queue, url.into());
        self
    }
}

/// The queues of a function.
#[derive(Debug, Clone)]
pub struct Sqs {
    client: Client,
    urls: QueueUrls,
}

impl Sqs {
    /// Sends with `client` to the queues at `urls`.
    pub fn new(client: Client, urls: QueueUrls) -> Self {
        Self { client, urls }
    }

    /// Asks for one attribute of this queue. For warming up: whether it may is of no interest.
    pub async fn look(&self, queue: Queue) {
        if let Some(url) = self.urls.0.get(&queue) {
            let call = self.client.get_queue_attributes().queue_url(url);
            let _ = call.attribute_names(QueueAttributeName::VisibilityTimeout).send().await;
        }
    }
}

/// Sends messages to the queue at `url`, in as many calls as it takes. One result per message, in their order.
pub async fn send(client: &Client, url: &str, messages: &[Message]) -> Vec<Result<(), PortError>> {
    let calls = chunks::chunks(messages).into_iter().map(|range| send_batch(client, url, &messages[range]));
    join_all(calls).await.into_iter().flatten().collect()
}

/// One call: at most [`chunks::MAX_ENTRIES`] messages.
async fn send_batch(client: &Client, url: &str, messages: &[Message]) -> Vec<Result<(), PortError>> {
    let entries = match messages.iter().enumerate().map(entry).collect::<Result<Vec<_>, _>>() {
        Ok(entries) => entries,
        Err(reason) => return messages.iter().map(|_| Err(PortError::Refused(reason.clone()))).collect(),
    };
    let call = client.send_message_batch().queue_url(url).set_entries(Some(entries));
    match call.send().await {
        Ok(output) => results(&output, messages.len()),
        Err(error) => messages.iter().map(|_| Err(error::of_call(&error))).collect(),
    }
}

impl Enqueue for Sqs {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        // A function can only send to the queues that it was given.
        let Some(url) = self.urls.0.get(&queue) else {
            let missing = || PortError::Refused(format!("no URL is configured for the queue {queue:?}"));
            return messages.iter().map(|_| Err(missing())).collect();
        };
        send(&self.client, url, &messages).await
    }
}

/// The entry's id is its place in the call, by which its result is found again.
fn entry((index, message): (usize, &Message)) -> Result<SendMessageBatchRequestEntry, String> {
    SendMessageBatchRequestEntry::builder()
        .id(index.to_string())
        .message_body(&message.body)
        .set_message_group_id(message.group.clone().filter(|group| !group.is_empty()))
        .set_delay_seconds(delay_seconds(message.delay))
        .build()
        .map_err(|error| error.to_string())
}

/// A message without a delay is sent without one: SQS's own is the queue's. Rounded up, and at most what SQS can.
fn delay_seconds(delay: Duration) -> Option<i32> {
    let seconds = delay.as_millis().div_ceil(1_000).min(MAX_DELAY_SECONDS);
    i32::try_from(seconds).ok().filter(|seconds| *seconds > 0)
}

/// One result per entry, in the order of the call. An entry that the answer does not name may have been
/// sent or not.
fn results(output: &SendMessageBatchOutput, entries: usize) -> Vec<Result<(), PortError>> {
    let unnamed = || Err(PortError::Unavailable("the answer does not name the message".to_owned()));
    let mut results: Vec<_> = (0..entries).map(|_| unnamed()).collect();
    let failed = output.failed().iter().map(|entry| (entry.id(), Err(error::of_entry(entry))));
    let sent = output.successful().iter().map(|entry| (entry.id(), Ok(())));
    for (id, result) in failed.chain(sent) {
        if let Some(slot) = id.parse().ok().and_then(|index: usize| results.get_mut(index)) {
            *slot = result;
        }
    }
    results
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_sqs::config::{BehaviorVersion, Config};
    use aws_sdk_sqs::types::{BatchResultErrorEntry, SendMessageBatchResultEntry};
    use domain::Priority;

    fn sent(id: &str) -> SendMessageBatchResultEntry {
        SendMessageBatchResultEntry::builder()
            .id(id)
            .message_id("m")
            .md5_of_message_body("0")
            .build()
            .unwrap()
    }

    fn failed(id: &str) -> BatchResultErrorEntry {
        BatchResultErrorEntry::builder()
            .id(id)
            .code("InvalidMessageContents")
            .sender_fault(true)
            .build()
            .unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_messages() {
        let output = SendMessageBatchOutput::builder()
            .successful(sent("2"))
            .successful(sent("0"))
            .failed(failed("1"))
            .build()
            .unwrap();
        let results = results(&output, 4);
        assert!(results[0].is_ok() && results[2].is_ok());
        assert!(matches!(results[1], Err(PortError::Refused(_))));
        assert!(matches!(results[3], Err(PortError::Unavailable(_))), "not named, so not known");
    }

    #[test]
    fn an_answer_about_messages_that_were_not_sent_changes_nothing() {
        let output = SendMessageBatchOutput::builder()
            .successful(sent("7"))
            .successful(sent("x"))
            .set_failed(Some(Vec::new()))
            .build()
            .unwrap();
        assert!(results(&output, 1)[0].is_err());
    }

    #[test]
    fn the_group_makes_the_queue_fair() {
        let message = |group: Option<&str>| Message {
            body: "b".to_owned(),
            group: group.map(str::to_owned),
            delay: Duration::ZERO,
        };
        assert_eq!(entry((3, &message(Some("u-1")))).unwrap().message_group_id(), Some("u-1"));
        assert_eq!(entry((3, &message(Some("")))).unwrap().message_group_id(), None);
        assert_eq!(entry((3, &message(None))).unwrap().id(), "3");
    }

    #[test]
    fn a_delay_is_in_whole_seconds_and_bounded() {
        let delay = |millis| delay_seconds(Duration::from_millis(millis));
        assert_eq!(
            [0, 1, 20_000, 20_001, 9_000_000].map(delay),
            [None, Some(1), Some(20), Some(21), Some(900)]
        );
    }

    #[tokio::test]
    async fn a_queue_that_was_not_given_is_refused() {
        let config = Config::builder().behavior_version(BehaviorVersion::latest()).build();
        let urls = QueueUrls::default().with(Queue::Rejected, "http://localhost/q");
        let sqs = Sqs::new(Client::from_conf(config), urls);
        let message = Message { body: "b".to_owned(), group: None, delay: Duration::ZERO };
        let results = sqs.enqueue(Queue::Events(Priority::P0), vec![message.clone(), message]).await;
        assert_eq!(results.len(), 2);
        assert!(results.iter().all(|result| matches!(result, Err(PortError::Refused(_)))));
    }
}
