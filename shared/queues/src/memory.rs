//! The in-memory queues: the tests of the use cases read the sent messages. They refuse the same
//! messages as SQS.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;

use ports::{Enqueue, Message, PortError, Queue};

use crate::sendable::Sendable;

/// Returns the error with which SQS refuses this message, not retryable, or `None` if SQS accepts
/// it.
///
/// The body's characters, its size and the delay are checked against the limits of
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>.
/// The distribution of messages over calls is the adapter's concern. The limits are deliberately
/// repeated here: this is the model of SQS, and `domain::carrier` has the limits that our code
/// assumes.
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

/// Returns the message as SQS receives and accepts it.
///
/// # Errors
///
/// [`PortError::Refused`], not retryable, if the production adapter refuses the message before a
/// call, or SQS refuses it.
pub fn taken(message: &Message) -> Result<Message, PortError> {
    let Sendable { body, group, delay_seconds: _ } = Sendable::of(message)?;
    let taken = Message {
        body: body.into_owned(),
        group: group.map(str::to_owned),
        delay: message.delay.min(MAX_DELAY),
    };
    refusal(&taken).map_or(Ok(taken), Err)
}

/// The maximum size of one message, in bytes.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>
const MAX_BYTES: usize = 1024 * 1024;

/// The maximum delay of a message, from the same page.
const MAX_DELAY: Duration = Duration::from_mins(15);

/// Whether a message's body may contain this character. Surrogates cannot occur, since they are not
/// `char`s.
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
    /// Returns the messages that were sent to this queue so far.
    pub fn sent(&self, queue: Queue) -> Vec<Message> {
        self.sent.borrow().get(&queue).cloned().unwrap_or_default()
    }

    /// Removes and returns the messages that were sent to this queue so far, as a consumer does.
    pub fn take(&self, queue: Queue) -> Vec<Message> {
        self.sent.borrow_mut().remove(&queue).unwrap_or_default()
    }

    /// Returns the number of messages that were sent to all queues together.
    pub fn count(&self) -> usize {
        self.sent.borrow().values().map(Vec::len).sum()
    }

    /// Makes sending fail for the next `messages` messages, to any queue.
    pub fn fail_next(&self, messages: usize) {
        self.failures.set(messages);
    }

    /// Makes every queue refuse messages whose text contains `part` from now on, as SQS refuses a
    /// message for its content.
    pub fn refuse(&self, part: impl Into<String>) {
        self.refused.replace(Some(part.into()));
    }

    fn send(&self, queue: Queue, message: &Message) -> Result<(), PortError> {
        if let Some(left) = self.failures.get().checked_sub(1) {
            self.failures.set(left);
            return Err(PortError::Unavailable("injected failure".to_owned()));
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
        // The adapter does not send messages that it cannot repair, and shortens a delay that is
        // too long.
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
