//! SQS: visibility, delays, duplicates, reordering, receive counts, dead letters; and one FIFO queue.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::{Priority, Time};
use ports::{Message, Queue};

/// A message on its queue.
#[derive(Debug, Clone)]
pub(crate) struct QueuedMessage {
    pub(crate) number: u64,
    pub(crate) message: Message,
    pub(crate) receive_count: u32,
    pub(crate) visible_at: Time,
    pub(crate) chain: Chain,
}

/// The number of times that the function of each queue has run in the chain of invocations that
/// led to a message.
pub(crate) type Chain = BTreeMap<Queue, u32>;

/// A dead-lettered message.
#[derive(Debug)]
pub(crate) struct DeadLetter {
    pub(crate) queue: Option<Queue>,
    pub(crate) reason: String,
    pub(crate) body: String,
}

/// All queues.
#[derive(Debug, Default)]
pub(crate) struct Queues {
    /// The messages of each queue. Empty queues are removed, except the one of rejections.
    kept: BTreeMap<Queue, Vec<QueuedMessage>>,
    /// Every message that was ever sent. Before a message is deleted, the messages that result from
    /// it must be here.
    ever: BTreeSet<(Queue, String)>,
    pub(crate) dead_letters: Vec<DeadLetter>,
    next: u64,
}

/// The receives after which SQS itself dead-letters a message, as in the template.
pub(crate) const MAX_RECEIVES: u32 = 200;

/// Returns the visibility timeout, as in the template.
pub(crate) fn visibility(queue: Queue) -> Duration {
    match queue {
        Queue::Events(Priority::P0) | Queue::Deliveries(_, Priority::P0) | Queue::Escalate => {
            Duration::from_secs(30)
        }
        Queue::Events(Priority::P1 | Priority::P2) | Queue::Profiles => Duration::from_mins(1),
        Queue::Deliveries(_, Priority::P1 | Priority::P2) => Duration::from_secs(90),
        Queue::Release | Queue::Fire | Queue::Broadcasts => Duration::from_mins(3),
        Queue::Rejected => Duration::ZERO,
    }
}

/// Returns the timeout of the queue's function, as in the template.
pub(crate) fn timeout(queue: Queue) -> Duration {
    match queue {
        Queue::Events(Priority::P0) | Queue::Deliveries(_, Priority::P0) | Queue::Escalate => {
            Duration::from_secs(5)
        }
        Queue::Events(Priority::P1 | Priority::P2) | Queue::Profiles => Duration::from_secs(10),
        Queue::Deliveries(_, Priority::P1 | Priority::P2) | Queue::Rejected => Duration::from_secs(15),
        Queue::Release | Queue::Fire | Queue::Broadcasts => Duration::from_secs(30),
    }
}

/// Whether the queue is a FIFO queue: it drops duplicates, and while a message of a group is in flight, no
/// other one of the group can be received.
fn is_ordered(queue: Queue) -> bool {
    queue == Queue::Fire
}

/// Returns the messages that can be received, each with its time as far as it is known. Of a FIFO queue that
/// is the first message of each group, unless one of the group is in flight.
fn receivable(queue: Queue, kept: &[QueuedMessage]) -> Vec<(usize, Time)> {
    if !is_ordered(queue) {
        return kept.iter().enumerate().map(|(index, kept)| (index, kept.visible_at)).collect();
    }
    let mut groups: BTreeMap<Option<&str>, (usize, Time)> = BTreeMap::new();
    for (index, kept) in kept.iter().enumerate() {
        let (_, at) = groups.entry(kept.message.group.as_deref()).or_insert((index, kept.visible_at));
        *at = kept.visible_at.max(*at);
    }
    groups.into_values().collect()
}

impl Queues {
    pub(crate) fn send(&mut self, queue: Queue, message: Message, now: Time) {
        self.send_in_chain(queue, message, now, &Chain::new());
    }

    /// Sends a message as [`Queues::send`] does, from an invocation of this chain.
    pub(crate) fn send_in_chain(&mut self, queue: Queue, message: Message, now: Time, chain: &Chain) {
        let is_new = self.ever.insert((queue, message.body.clone()));
        if is_ordered(queue) && !is_new {
            return;
        }
        self.next += 1;
        let visible_at = now.plus(message.delay);
        let chain = chain.clone();
        let kept = QueuedMessage { number: self.next, message, receive_count: 0, visible_at, chain };
        self.kept.entry(queue).or_default().push(kept);
    }

    pub(crate) fn was_sent(&self, queue: Queue, body: &str) -> bool {
        self.ever.contains(&(queue, body.to_owned()))
    }

    /// Returns every body that was ever sent to this queue.
    pub(crate) fn ever_sent(&self, queue: Queue) -> impl Iterator<Item = &str> {
        self.ever.iter().filter(move |(sent_to, _)| *sent_to == queue).map(|(_, body)| body.as_str())
    }

    /// Returns the queues from which a message can be received.
    pub(crate) fn visible(&self, now: Time) -> impl Iterator<Item = Queue> {
        let worked_off = self.kept.iter().filter(|(queue, _)| **queue != Queue::Rejected);
        let visible = worked_off.filter(move |(queue, kept)| {
            if is_ordered(**queue) {
                return receivable(**queue, kept).iter().any(|(_, at)| *at <= now);
            }
            kept.iter().any(|kept| kept.visible_at <= now)
        });
        visible.map(|(queue, _)| *queue)
    }

    /// Receives up to `most` visible messages, in an order that `pick` decides, and hides them.
    pub(crate) fn receive(
        &mut self,
        queue: Queue,
        most: usize,
        now: Time,
        pick: impl Fn(usize) -> usize,
        hide_until: impl Fn(Time) -> Time,
    ) -> Vec<QueuedMessage> {
        let kept = self.kept.entry(queue).or_default();
        let visible = receivable(queue, kept).into_iter().filter(|(_, at)| *at <= now);
        let mut visible: Vec<usize> = visible.map(|(index, _)| index).collect();
        let mut received = Vec::new();
        while received.len() < most && !visible.is_empty() {
            let index = visible.swap_remove(pick(visible.len()));
            let message = &mut kept[index];
            message.receive_count += 1;
            message.visible_at = hide_until(now.plus(visibility(queue)));
            received.push(message.clone());
        }
        received
    }

    pub(crate) fn delete(&mut self, queue: Queue, number: u64) {
        if let Some(kept) = self.kept.get_mut(&queue) {
            kept.retain(|kept| kept.number != number);
            if kept.is_empty() {
                self.kept.remove(&queue);
            }
        }
    }

    pub(crate) fn postpone(&mut self, queue: Queue, number: u64, until: Time) {
        let kept = self.kept.entry(queue).or_default();
        if let Some(message) = kept.iter_mut().find(|kept| kept.number == number) {
            message.visible_at = until;
        }
    }

    /// Returns the time at which the next message becomes visible.
    pub(crate) fn next_visible(&self) -> Option<Time> {
        let worked_off = self.kept.iter().filter(|(queue, _)| **queue != Queue::Rejected);
        let next = |(queue, kept): (&Queue, &Vec<QueuedMessage>)| {
            if is_ordered(*queue) {
                receivable(*queue, kept).into_iter().map(|(_, at)| at).min()
            } else {
                kept.iter().map(|kept| kept.visible_at).min()
            }
        };
        worked_off.filter_map(next).min()
    }

    pub(crate) fn are_empty(&self) -> bool {
        self.kept.iter().all(|(queue, kept)| *queue == Queue::Rejected || kept.is_empty())
    }
}
