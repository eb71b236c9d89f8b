//! The adapter to SQS.

use std::collections::HashMap;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::operation::send_message_batch::SendMessageBatchOutput;
use aws_sdk_sqs::types::{QueueAttributeName, SendMessageBatchRequestEntry};
use futures_util::future::join_all;
use ports::{Enqueue, Message, PortError, Queue};

use crate::sendable::Sendable;
use crate::{chunks, error};

/// The URLs of the queues to which a Lambda function can send.
#[derive(Debug, Clone, Default)]
pub struct QueueUrls(HashMap<Queue, String>);

impl QueueUrls {
    /// Adds the URL of a queue.
    #[must_use]
    pub fn with(mut self, queue: Queue, url: impl Into<String>) -> Self {
        self.0.insert(queue, url.into());
        self
    }
}

/// Sends to the queues of a Lambda function.
#[derive(Debug, Clone)]
pub struct Sqs {
    client: Client,
    urls: QueueUrls,
}

impl Sqs {
    /// Creates an adapter that sends with `client` to the queues at `urls`.
    pub fn new(client: Client, urls: QueueUrls) -> Self {
        Self { client, urls }
    }

    /// Returns the client, for other calls to SQS over the same connections.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Reads one attribute of this queue, to open a connection before the first message. Its
    /// result, even a denied access, is ignored.
    pub async fn look(&self, queue: Queue) {
        if let Some(url) = self.urls.0.get(&queue) {
            let call = self.client.get_queue_attributes().queue_url(url);
            let _ = call.attribute_names(QueueAttributeName::VisibilityTimeout).send().await;
        }
    }
}

/// Sends messages to the queue at `url`, in as many calls as needed. Returns one result per
/// message, in their order; a message that SQS refuses for its content does not affect the others.
pub async fn send(client: &Client, url: &str, messages: &[Message]) -> Vec<Result<(), PortError>> {
    let mut results: Vec<Result<(), PortError>> = Vec::with_capacity(messages.len());
    let (mut sendable, mut places) = (Vec::with_capacity(messages.len()), Vec::with_capacity(messages.len()));
    for message in messages {
        match Sendable::of(message) {
            Ok(message) => {
                places.push(results.len());
                sendable.push(message);
                results.push(Ok(()));
            }
            Err(error) => results.push(Err(error)),
        }
    }
    let sizes: Vec<_> = sendable.iter().map(Sendable::bytes).collect();
    let calls = chunks::chunks(&sizes).into_iter().map(|range| send_batch(client, url, &sendable[range]));
    let sent = join_all(calls).await.into_iter().flatten();
    for (place, result) in places.into_iter().zip(sent) {
        results[place] = result;
    }
    results
}

/// Sends at most [`MAX_BATCH_ENTRIES`](domain::carrier::sqs::MAX_BATCH_ENTRIES) messages in one
/// call. If SQS refuses the call as a whole, sends each message alone: then SQS refuses only the
/// message that is at fault.
async fn send_batch(client: &Client, url: &str, messages: &[Sendable<'_>]) -> Vec<Result<(), PortError>> {
    match send_entries(client, url, messages).await {
        Ok(results) => results,
        Err(PortError::Refused(_)) if messages.len() > 1 => {
            let alone = messages.chunks(1).map(async |message| {
                let sent = send_entries(client, url, message).await;
                sent.and_then(|results| results.into_iter().next().unwrap_or_else(unnamed))
            });
            join_all(alone).await
        }
        Err(error) => messages.iter().map(|_| Err(error.clone())).collect(),
    }
}

/// Makes one call.
async fn send_entries(
    client: &Client,
    url: &str,
    messages: &[Sendable<'_>],
) -> Result<Vec<Result<(), PortError>>, PortError> {
    let entries: Result<Vec<_>, _> = messages.iter().enumerate().map(entry).collect();
    let entries = entries.map_err(PortError::Refused)?;
    let call = client.send_message_batch().queue_url(url).set_entries(Some(entries));
    let output = call.send().await.map_err(|error| error::of_call(&error))?;
    Ok(results(&output, messages.len()))
}

impl Enqueue for Sqs {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        // A function can only send to the queues whose URLs are configured.
        let Some(url) = self.urls.0.get(&queue) else {
            // An operator has to configure the URL; until then no message may be given up.
            let missing = || PortError::Unavailable(format!("no URL is configured for the queue {queue:?}"));
            return messages.iter().map(|_| Err(missing())).collect();
        };
        send(&self.client, url, &messages).await
    }
}

/// Returns an entry of the call. Its id is its index in the call, by which its result is assigned.
fn entry((index, message): (usize, &Sendable<'_>)) -> Result<SendMessageBatchRequestEntry, String> {
    SendMessageBatchRequestEntry::builder()
        .id(index.to_string())
        .message_body(&*message.body)
        .set_message_group_id(message.group.map(str::to_owned))
        .set_delay_seconds(message.delay_seconds)
        .build()
        .map_err(|error| error.to_string())
}

fn unnamed() -> Result<(), PortError> {
    Err(PortError::Unavailable("the response has no message ID".to_owned()))
}

/// Returns one result per entry, in the order of the call. An entry that is missing in the answer
/// may have been sent or not.
fn results(output: &SendMessageBatchOutput, entries: usize) -> Vec<Result<(), PortError>> {
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
    use std::time::Duration;

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

    #[tokio::test]
    async fn a_queue_that_was_not_given_waits_for_an_operator() {
        let config = Config::builder().behavior_version(BehaviorVersion::latest()).build();
        let urls = QueueUrls::default().with(Queue::Rejected, "http://localhost/q");
        let sqs = Sqs::new(Client::from_conf(config), urls);
        let message = Message { body: "b".to_owned(), group: None, delay: Duration::ZERO };
        let results = sqs.enqueue(Queue::Events(Priority::P0), vec![message.clone(), message]).await;
        assert_eq!(results.len(), 2);
        assert!(results.iter().all(|result| matches!(result, Err(PortError::Unavailable(_)))));
    }
}
