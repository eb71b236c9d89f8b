//! The queues' twin in memory: the tests of the use cases read what was sent. It refuses what SQS refuses.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;

use ports::{Enqueue, Message, PortError, Queue};

use crate::sendable::Sendable;

/// Returns the refusal that SQS answers to this message with, not retryable, or `None` where SQS takes it.
///
/// The body's characters, its size and the delay are checked, as
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html> names their limits. How many
/// messages share a call is the adapter's concern. The limits stand here once more on purpose: this is the carrier, and
/// `domain::carrier` what we believe of it.
pub fn refusal(message: &Message) -> Option<PortError> {
    let code = if message.body.is_empty() || !message.body.chars().all(is_allowed) {
        "InvalidMessageContents"
    } else if message.body.len() > MAX_BYTES {
        "BatchRequestTooLong"
    } else if message.delay > MAX_DELAY {
        "InvalidParameterValue"
    } else {
        return None;
    };
    Some(PortError::Refused(code.to_owned()))
}

/// Returns what SQS gets of this message and takes.
///
/// # Errors
/// What the shipped adapter refuses before a call, and what SQS refuses; neither is retryable.
pub fn taken(message: &Message) -> Result<Message, PortError> {
    let Sendable { body, group, delay_seconds: _ } = Sendable::of(message)?;
    let taken = Message {
        body: body.into_owned(),
        group: group.map(str::to_owned),
        delay: message.delay.min(MAX_DELAY),
    };
    refusal(&taken).map_or(Ok(taken), Err)
}

/// The most bytes of one message.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
const MAX_BYTES: usize = 1024 * 1024;

/// The longest delay of a message, from the same page.
const MAX_DELAY: Duration = Duration::from_mins(15);

/// Whether a message's body may hold this character. Surrogates are no `char`s.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Keeps every message that was sent, per queue and in order.
#[derive(Debug, Default)]
pub struct MemoryQueues {
    sent: RefCell<HashMap<Queue, Vec<Message>>>,
    failures: Cell<usize>,
    refused: RefCell<Option<String>>,
}

impl MemoryQueues {
    /// What was sent to this queue so far.
    pub fn sent(&self, queue: Queue) -> Vec<Message> {
        self.sent.borrow().get(&queue).cloned().unwrap_or_default()
    }

    /// What was sent to this queue so far, taken out of it as a consumer would.
    pub fn take(&self, queue: Queue) -> Vec<Message> {
        self.sent.borrow_mut().remove(&queue).unwrap_or_default()
    }

    /// How many messages were sent to all queues together.
    pub fn count(&self) -> usize {
        self.sent.borrow().values().map(Vec::len).sum()
    }

    /// The next `messages` messages are not taken, whatever their queue.
    pub fn fail_next(&self, messages: usize) {
        self.failures.set(messages);
    }

    /// From now on a message whose text has `part` in it is refused for its content, as SQS would, whatever its queue.
    pub fn refuse(&self, part: impl Into<String>) {
        self.refused.replace(Some(part.into()));
    }

    fn send(&self, queue: Queue, message: &Message) -> Result<(), PortError> {
        if let Some(left) = self.failures.get().checked_sub(1) {
            self.failures.set(left);
            return Err(PortError::Unavailable("told to fail".to_owned()));
        }
        let message = taken(message)?;
        if self.refused.borrow().as_ref().is_some_and(|part| message.body.contains(part)) {
            return Err(PortError::Refused("InvalidMessageContents".to_owned()));
        }
        self.sent.borrow_mut().entry(queue).or_default().push(message);
        Ok(())
    }
}

impl Enqueue for MemoryQueues {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        messages.iter().map(|message| self.send(queue, message)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str) -> Message {
        Message { body: body.to_owned(), group: None, delay: Duration::ZERO }
    }

    #[tokio::test]
    async fn what_sqs_refuses_costs_only_itself() {
        let queues = MemoryQueues::default();
        let late = Message { delay: MAX_DELAY + Duration::from_secs(1), ..message("a") };
        let refused = [
            message(""),
            message("a\u{ffff}"),
            message("a\u{fffe}"),
            message("a\0"),
            message("a\u{1f}"),
            message(&"x".repeat(MAX_BYTES + 1)),
            late,
        ];
        assert!(refused.iter().all(|message| refusal(message).is_some()));
        // What the adapter cannot mend it does not send, and the delay it shortens.
        let refused = [message(""), message(&"x".repeat(MAX_BYTES + 1))];
        let taken =
            [message("\t\r\n \u{d7ff}\u{e000}\u{fffd}\u{10000}\u{10ffff}"), message(&"x".repeat(MAX_BYTES))];
        let all = taken.iter().chain(&refused).cloned().collect();
        let results = queues.enqueue(Queue::Rejected, all).await;
        assert!(results[..2].iter().all(Result::is_ok));
        assert!(
            results[2..].iter().all(|result| matches!(result, Err(PortError::Refused(_)))),
            "{results:?}"
        );
        assert_eq!(queues.sent(Queue::Rejected), taken);
    }

    #[tokio::test]
    async fn a_message_that_is_refused_for_its_content_costs_only_itself() {
        let queues = MemoryQueues::default();
        queues.refuse("bad");
        let messages = vec![message("a"), message("bad"), message(""), message("\"\u{ffff}\"")];
        let results = queues.enqueue(Queue::Rejected, messages).await;
        assert!(results[0].is_ok() && results[3].is_ok());
        assert!(results[1..3].iter().all(|result| matches!(result, Err(PortError::Refused(_)))));
        assert_eq!(queues.sent(Queue::Rejected), [message("a"), message(r#""\uffff""#)]);
    }

    #[tokio::test]
    async fn a_batch_can_fail_in_part() {
        let queues = MemoryQueues::default();
        queues.fail_next(1);
        let results = queues.enqueue(Queue::Rejected, vec![message("a"), message("b")]).await;
        assert!(results[0].is_err() && results[1].is_ok());
        assert_eq!(queues.sent(Queue::Rejected), [message("b")]);
        assert_eq!(queues.take(Queue::Rejected).len(), 1);
        assert_eq!(queues.count(), 0);
    }
}
