//! The FIFO queue of jobs. Of one group as many messages are received together as possible, and while one of
//! them is in flight, no other invocation receives a message of the group.
//! <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html>

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ports::Message;

/// A message.
pub(super) struct QueuedMessage {
    number: usize,
    pub(super) body: String,
    pub(super) group: String,
    pub(super) receive_count: u32,
}

/// All messages, by their groups.
#[derive(Default)]
pub(super) struct Fifo {
    groups: BTreeMap<String, VecDeque<QueuedMessage>>,
    out: BTreeSet<String>,
    /// The number of messages that were ever sent.
    pub(super) ever: usize,
}

impl Fifo {
    pub(super) fn send(&mut self, message: Message) {
        let group = message.group.unwrap_or_else(|| panic!("a job without a group: {}", message.body));
        self.ever += 1;
        let kept =
            QueuedMessage { number: self.ever, body: message.body, group: group.clone(), receive_count: 0 };
        self.groups.entry(group).or_default().push_back(kept);
    }

    /// Receives up to `most` messages of the groups that are not in flight: those of the group that has
    /// waited longest, then of the next.
    pub(super) fn receive(&mut self, most: usize) -> Vec<QueuedMessage> {
        let mut received = Vec::new();
        while received.len() < most {
            let free = self.groups.iter_mut().filter(|(group, _)| !self.out.contains(*group));
            let first = free
                .filter_map(|(group, kept)| Some((kept.front()?.number, group, kept)))
                .min_by_key(|f| f.0);
            let Some((_, group, kept)) = first else { break };
            self.out.insert(group.clone());
            let take = kept.len().min(most - received.len());
            received.extend(kept.drain(..take));
        }
        for kept in &mut received {
            kept.receive_count += 1;
        }
        received
    }

    /// Ends the flight of a group; these of its messages were not deleted, and come before its others.
    pub(super) fn put_back(&mut self, group: &str, back: Vec<QueuedMessage>) {
        self.out.remove(group);
        let kept = self.groups.entry(group.to_owned()).or_default();
        for back in back.into_iter().rev() {
            kept.push_front(back);
        }
    }
}
