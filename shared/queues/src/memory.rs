//! The queues' twin in memory: the tests of the use cases read what was sent.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use ports::{Enqueue, Message, PortError, Queue};

use crate::sendable::Sendable;

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

    fn send(&self, queue: Queue, message: Message) -> Result<(), PortError> {
        if let Some(left) = self.failures.get().checked_sub(1) {
            self.failures.set(left);
            return Err(PortError::Unavailable("told to fail".to_owned()));
        }
        let Sendable { body, group, delay_seconds: _ } = Sendable::of(&message)?;
        if self.refused.borrow().as_ref().is_some_and(|part| body.contains(part)) {
            return Err(PortError::Refused("InvalidMessageContents".to_owned()));
        }
        let message =
            Message { body: body.into_owned(), group: group.map(str::to_owned), delay: message.delay };
        self.sent.borrow_mut().entry(queue).or_default().push(message);
        Ok(())
    }
}

impl Enqueue for MemoryQueues {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        messages.into_iter().map(|message| self.send(queue, message)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str) -> Message {
        Message { body: body.to_owned(), group: None, delay: std::time::Duration::ZERO }
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
