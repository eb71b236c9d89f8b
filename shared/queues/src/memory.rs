//! The queues' twin in memory: the tests of the use cases read what was sent.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use ports::{Enqueue, Message, PortError, Queue};

/// Keeps every message that was sent, per queue and in order.
#[derive(Debug, Default)]
pub struct MemoryQueues {
    sent: RefCell<HashMap<Queue, Vec<Message>>>,
    failures: Cell<usize>,
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

    fn send(&self, queue: Queue, message: Message) -> Result<(), PortError> {
        if let Some(left) = self.failures.get().checked_sub(1) {
            self.failures.set(left);
            return Err(PortError::Unavailable("told to fail".to_owned()));
        }
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
