//! SQS: visibility, delays, duplicates, reordering, receive counts, dead letters; and one queue that keeps the order of its
//! groups.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::{Channel, Priority, Time};
use ports::{Message, Queue};

/// A message on its queue.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) number: u64,
    pub(crate) message: Message,
    pub(crate) receive_count: u32,
    pub(crate) visible_at: Time,
}

/// A message that was given up.
#[derive(Debug)]
pub(crate) struct DeadLetter {
    pub(crate) queue: Option<Queue>,
    pub(crate) reason: String,
    pub(crate) body: String,
}

/// All queues.
#[derive(Debug, Default)]
pub(crate) struct Queues {
    kept: BTreeMap<Queue, Vec<Kept>>,
    /// Everything that was ever sent: what must be somewhere before a message is deleted.
    ever: BTreeSet<(Queue, String)>,
    pub(crate) dead_letters: Vec<DeadLetter>,
    next: u64,
}

/// After so many receives SQS itself gives a message up, as in the template.
pub(crate) const MAX_RECEIVES: u32 = 200;

/// How long a received message is hidden, as in the template.
pub(crate) fn visibility(queue: Queue) -> Duration {
    match queue {
        Queue::Events(Priority::P0) | Queue::Deliveries(_, Priority::P0) | Queue::Escalate => {
            Duration::from_secs(30)
        }
        Queue::Events(Priority::P1 | Priority::P2) | Queue::Profiles => Duration::from_mins(1),
        Queue::Deliveries(_, Priority::P1 | Priority::P2) => Duration::from_secs(90),
        Queue::Release | Queue::Fire => Duration::from_mins(3),
        Queue::Rejected => Duration::ZERO,
    }
}

/// How long an invocation for the queue may run, as in the template.
pub(crate) fn timeout(queue: Queue) -> Duration {
    match queue {
        Queue::Events(Priority::P0) | Queue::Deliveries(_, Priority::P0) | Queue::Escalate => {
            Duration::from_secs(5)
        }
        Queue::Events(Priority::P1 | Priority::P2) | Queue::Profiles => Duration::from_secs(10),
        Queue::Deliveries(_, Priority::P1 | Priority::P2) | Queue::Rejected => Duration::from_secs(15),
        Queue::Release | Queue::Fire => Duration::from_secs(30),
    }
}

/// The queues that a function works off.
pub(crate) const WORKED_OFF: [Queue; 19] = {
    use Channel::{Email, Push, Sms, Telegram, Websocket};
    use Priority::{P0, P1, P2};
    [
        Queue::Events(P0),
        Queue::Events(P1),
        Queue::Events(P2),
        Queue::Deliveries(Websocket, P1),
        Queue::Deliveries(Websocket, P2),
        Queue::Deliveries(Push, P0),
        Queue::Deliveries(Push, P1),
        Queue::Deliveries(Push, P2),
        Queue::Deliveries(Telegram, P0),
        Queue::Deliveries(Telegram, P1),
        Queue::Deliveries(Telegram, P2),
        Queue::Deliveries(Email, P0),
        Queue::Deliveries(Email, P1),
        Queue::Deliveries(Email, P2),
        Queue::Deliveries(Sms, P0),
        Queue::Escalate,
        Queue::Profiles,
        Queue::Release,
        Queue::Fire,
    ]
};

/// Whether the queue is a FIFO queue: it drops what it has had before, and while a message of a group is out, no other one of the
/// group is seen.
fn is_ordered(queue: Queue) -> bool {
    queue == Queue::Fire
}

/// Which messages can be received now: of an ordered queue the first one of each group of which none is out.
fn visible(queue: Queue, kept: &[Kept], now: Time) -> Vec<usize> {
    let is_first = |index: usize| {
        let of_group = |other: &&Kept| other.message.group == kept[index].message.group;
        kept.iter().find(of_group).is_some_and(|first| first.number == kept[index].number)
    };
    (0..kept.len())
        .filter(|&index| {
            visible_at(queue, kept, &kept[index]) <= now && (!is_ordered(queue) || is_first(index))
        })
        .collect()
}

/// When the message can be received, as far as is known.
fn visible_at(queue: Queue, kept: &[Kept], one: &Kept) -> Time {
    if !is_ordered(queue) {
        return one.visible_at;
    }
    let group = kept.iter().filter(|other| other.message.group == one.message.group);
    group.map(|other| other.visible_at).max().unwrap_or(one.visible_at)
}

impl Queues {
    pub(crate) fn send(&mut self, queue: Queue, message: Message, now: Time) {
        let is_new = self.ever.insert((queue, message.body.clone()));
        if is_ordered(queue) && !is_new {
            return;
        }
        self.next += 1;
        let visible_at = now.plus(message.delay);
        let kept = Kept { number: self.next, message, receive_count: 0, visible_at };
        self.kept.entry(queue).or_default().push(kept);
    }

    pub(crate) fn was_sent(&self, queue: Queue, body: &str) -> bool {
        self.ever.contains(&(queue, body.to_owned()))
    }

    /// Every text that was ever sent to this queue.
    pub(crate) fn ever_sent(&self, queue: Queue) -> impl Iterator<Item = &str> {
        self.ever.iter().filter(move |(sent_to, _)| *sent_to == queue).map(|(_, body)| body.as_str())
    }

    pub(crate) fn has_visible(&self, queue: Queue, now: Time) -> bool {
        self.kept.get(&queue).is_some_and(|kept| !visible(queue, kept, now).is_empty())
    }

    /// Takes up to `most` visible messages, in an order that `pick` decides, and hides them.
    pub(crate) fn receive(
        &mut self,
        queue: Queue,
        most: usize,
        now: Time,
        pick: impl Fn(usize) -> usize,
        hide_until: impl Fn(Time) -> Time,
    ) -> Vec<Kept> {
        let kept = self.kept.entry(queue).or_default();
        let mut visible = visible(queue, kept, now);
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
        self.kept.entry(queue).or_default().retain(|kept| kept.number != number);
    }

    pub(crate) fn postpone(&mut self, queue: Queue, number: u64, until: Time) {
        let kept = self.kept.entry(queue).or_default();
        if let Some(message) = kept.iter_mut().find(|kept| kept.number == number) {
            message.visible_at = until;
        }
    }

    /// When the next message becomes visible.
    pub(crate) fn next_visible(&self) -> Option<Time> {
        let worked_off = WORKED_OFF.iter().filter_map(|queue| Some((*queue, self.kept.get(queue)?)));
        worked_off.flat_map(|(queue, kept)| kept.iter().map(move |one| visible_at(queue, kept, one))).min()
    }

    pub(crate) fn are_empty(&self) -> bool {
        WORKED_OFF.iter().all(|queue| self.kept.get(queue).is_none_or(Vec::is_empty))
    }
}
