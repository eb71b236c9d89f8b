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

/// Which messages can be received, and when as far as is known: of an ordered queue the first one of each group, when none of the
/// group is out.
fn receivable(queue: Queue, kept: &[Kept]) -> Vec<(usize, Time)> {
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
        let Some(kept) = self.kept.get(&queue) else { return false };
        if is_ordered(queue) {
            return receivable(queue, kept).iter().any(|(_, at)| *at <= now);
        }
        kept.iter().any(|kept| kept.visible_at <= now)
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
        worked_off.flat_map(|(queue, kept)| receivable(queue, kept)).map(|(_, at)| at).min()
    }

    pub(crate) fn are_empty(&self) -> bool {
        WORKED_OFF.iter().all(|queue| self.kept.get(queue).is_none_or(Vec::is_empty))
    }
}
