//! The queue of jobs: of a group as many are received together as can be, and while one of them is out, no other invocation
//! sees one of the group.
//! <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html>

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ports::Message;

/// A message.
pub(super) struct Kept {
    number: usize,
    pub(super) body: String,
    pub(super) group: String,
    pub(super) receive_count: u32,
}

/// All of them, by their groups.
#[derive(Default)]
pub(super) struct Fifo {
    groups: BTreeMap<String, VecDeque<Kept>>,
    out: BTreeSet<String>,
    /// How many there ever were.
    pub(super) ever: usize,
}

impl Fifo {
    pub(super) fn send(&mut self, message: Message) {
        let group = message.group.unwrap_or_else(|| panic!("a job without a group: {}", message.body));
        self.ever += 1;
        let kept = Kept { number: self.ever, body: message.body, group: group.clone(), receive_count: 0 };
        self.groups.entry(group).or_default().push_back(kept);
    }

    /// Takes up to `most` of the groups that are not out: those of the group that has waited for longest, then of the next.
    pub(super) fn receive(&mut self, most: usize) -> Vec<Kept> {
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

    /// The group is not out any more; these of its messages were not done, and come before its others.
    pub(super) fn put_back(&mut self, group: &str, back: Vec<Kept>) {
        self.out.remove(group);
        let kept = self.groups.entry(group.to_owned()).or_default();
        for back in back.into_iter().rev() {
            kept.push_front(back);
        }
    }
}
