//! The queue that a batch came from, and its dead-letter queue.

use std::time::Duration;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::{MessageAttributeValue, QueueAttributeName};
use domain::carrier::sqs;
use ports::PortError;
use queues::Sendable;

/// The maximum length of the reason that is sent with a dead letter, in characters.
const MAX_REASON: usize = 512;

/// A message for the dead-letter queue.
#[derive(Debug, Clone, Copy)]
pub struct DeadLetter<'a> {
    /// The body, as it was received.
    pub body: &'a str,
    /// The fair-queue group (`MessageGroupId`).
    pub group: Option<&'a str>,
    /// The reason why it is dead-lettered.
    pub reason: &'a str,
    /// The number of receives.
    pub received_count: u32,
}

/// The calls that the batch processor makes for messages, besides naming them in its response.
// One batch is polled on one thread: the futures need not be `Send`.
#[allow(async_fn_in_trait)]
pub trait Source {
    /// Makes the message visible again after `seconds`, unless it is deleted before.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the queue throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if it rejects the request.
    async fn postpone(&self, receipt_handle: &str, seconds: u32) -> Result<(), PortError>;

    /// Sends a copy of the message to its own queue, where it is visible after `seconds`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the queue throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if it rejects the message.
    async fn copy(&self, body: &str, group: Option<&str>, seconds: u32) -> Result<(), PortError>;

    /// Sends the message to the dead-letter queue.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the queue throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if it rejects the message.
    async fn dead_letter(&self, letter: &DeadLetter<'_>) -> Result<(), PortError>;
}

/// An SQS queue and its dead-letter queue.
#[derive(Debug, Clone)]
pub struct SqsSource {
    client: Client,
    queue_url: String,
    dead_letter_url: String,
}

impl SqsSource {
    /// Creates the source for the queue at `queue_url`, whose dead letters go to `dead_letter_url`.
    pub fn new(client: Client, queue_url: String, dead_letter_url: String) -> Self {
        Self { client, queue_url, dead_letter_url }
    }

    /// Reads one attribute of the queue, which every function that receives from it may read. For
    /// warming up.
    pub(crate) async fn look(&self) {
        let call = self.client.get_queue_attributes().queue_url(&self.queue_url);
        let _ = call.attribute_names(QueueAttributeName::VisibilityTimeout).send().await;
    }

    /// Returns the queue's name, which a dead letter carries as its source.
    fn name(&self) -> &str {
        self.queue_url.rsplit('/').next().unwrap_or_default()
    }
}

impl Source for SqsSource {
    async fn postpone(&self, receipt_handle: &str, seconds: u32) -> Result<(), PortError> {
        let call = self.client.change_message_visibility().queue_url(&self.queue_url);
        let seconds = u64::from(seconds).min(sqs::MAX_VISIBILITY.as_secs());
        let seconds = i32::try_from(seconds).unwrap_or(i32::MAX);
        let call = call.receipt_handle(receipt_handle).visibility_timeout(seconds);
        call.send().await.map(|_| ()).map_err(|error| queues::error::of_call(&error))
    }

    async fn copy(&self, body: &str, group: Option<&str>, seconds: u32) -> Result<(), PortError> {
        let delay = Duration::from_secs(seconds.into());
        let Sendable { body, group, delay_seconds } = Sendable::new(body, group, delay)?;
        let call = self.client.send_message().queue_url(&self.queue_url).message_body(body);
        let call = call.set_message_group_id(group.map(str::to_owned)).set_delay_seconds(delay_seconds);
        call.send().await.map(|_| ()).map_err(|error| queues::error::of_call(&error))
    }

    async fn dead_letter(&self, letter: &DeadLetter<'_>) -> Result<(), PortError> {
        let Sendable { body, group, .. } = Sendable::new(letter.body, letter.group, Duration::ZERO)?;
        let call = self.client.send_message().queue_url(&self.dead_letter_url).message_body(body);
        let call = call
            .set_message_group_id(group.map(str::to_owned))
            .message_attributes("reason", attribute("String", reason(letter.reason))?)
            .message_attributes("source", attribute("String", self.name().to_owned())?)
            .message_attributes("receivedCount", attribute("Number", letter.received_count.to_string())?);
        call.send().await.map(|_| ()).map_err(|error| queues::error::of_call(&error))
    }
}

fn attribute(data_type: &str, value: String) -> Result<MessageAttributeValue, PortError> {
    let value = MessageAttributeValue::builder().data_type(data_type).string_value(value).build();
    value.map_err(|error| PortError::Refused(error.to_string()))
}

/// Returns the reason in a form that SQS accepts: not empty, without control characters, and not
/// too long.
fn reason(text: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.chars().map(printable).filter(|&c| sqs::takes(c)).take(MAX_REASON).collect();
    if text.trim().is_empty() { "unknown".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_can_be_sent() {
        assert_eq!(reason("store\nrefused"), "store refused");
        assert_eq!(reason(""), "unknown");
        assert_eq!(reason("\u{0}\u{ffff}"), "unknown");
        assert_eq!(reason("😀\u{fffe}!"), "😀!");
        assert_eq!(reason(&"ä".repeat(1_000)).chars().count(), MAX_REASON);
    }
}
