//! Standard queues at the scale of a crash. A message is visible, received, or hidden until some time.
//! Received messages, and those that were hidden after a receive, are in flight; when their number reaches
//! the quota, a queue returns no messages.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use domain::Time;
use ports::{Message, Queue};

/// The receives after which a queue dead-letters a message, as in the template.
const MAX_RECEIVES: u32 = crate::queues::MAX_RECEIVES;

/// A message.
#[derive(Debug)]
pub(super) struct QueuedMessage {
    pub(super) number: u64,
    pub(super) body: String,
    pub(super) group: Option<String>,
    pub(super) receive_count: u32,
    /// The time at which it was sent, for its age.
    pub(super) sent_at: Time,
}

impl QueuedMessage {
    /// Returns the same message for another receive.
    pub(super) fn again(&self) -> Self {
        let Self { number, body, group, receive_count, sent_at } = self;
        let (body, group) = (body.clone(), group.clone());
        Self { number: *number, body, group, receive_count: *receive_count, sent_at: *sent_at }
    }
}

/// A queue.
#[derive(Debug, Default)]
struct Lane {
    visible: VecDeque<QueuedMessage>,
    /// The hidden messages by the time at which they become visible, each with whether it is in flight.
    hidden: BTreeMap<(Time, u64), (QueuedMessage, bool)>,
    in_flight: usize,
    /// The time since which there is something to receive, for the mapping's scaling.
    busy_since: Option<Time>,
}

/// All queues.
#[derive(Debug, Default)]
pub(super) struct Mail {
    lanes: BTreeMap<Queue, Lane>,
    next: u64,
    /// The queue and the body of each dead-lettered message.
    pub(super) given_up: Vec<(Queue, String)>,
}

impl Mail {
    pub(super) fn send(&mut self, queue: Queue, message: Message, now: Time) {
        self.next += 1;
        let Message { body, group, delay } = message;
        let kept = QueuedMessage { number: self.next, body, group, receive_count: 0, sent_at: now };
        let lane = self.lanes.entry(queue).or_default();
        if delay == Duration::ZERO {
            lane.visible.push_back(kept);
        } else {
            lane.hidden.insert((now.plus(delay), self.next), (kept, false));
        }
    }

    /// Makes visible the messages that were hidden until now.
    pub(super) fn surface(&mut self, now: Time) {
        for lane in self.lanes.values_mut() {
            while let Some(first) = lane.hidden.first_entry().filter(|first| first.key().0 <= now) {
                let (kept, is_in_flight) = first.remove();
                lane.in_flight -= usize::from(is_in_flight);
                lane.visible.push_back(kept);
            }
        }
    }

    /// Receives up to `most` messages; none if `in_flight` are in flight already.
    pub(super) fn receive(&mut self, queue: Queue, most: usize, in_flight: usize) -> Vec<QueuedMessage> {
        let lane = self.lanes.entry(queue).or_default();
        let mut received = Vec::new();
        while received.len() < most && lane.in_flight < in_flight {
            let Some(mut kept) = lane.visible.pop_front() else { break };
            if kept.receive_count >= MAX_RECEIVES {
                self.given_up.push((queue, kept.body));
                continue;
            }
            kept.receive_count += 1;
            lane.in_flight += 1;
            received.push(kept);
        }
        received
    }

    /// Deletes a received message.
    pub(super) fn delete(&mut self, queue: Queue) {
        self.lanes.entry(queue).or_default().in_flight -= 1;
    }

    /// Hides a received message until this time.
    pub(super) fn hide(&mut self, queue: Queue, kept: QueuedMessage, until: Time) {
        self.next += 1;
        self.lanes.entry(queue).or_default().hidden.insert((until, self.next), (kept, true));
    }

    /// Whether there is something to receive within the quota of messages in flight.
    pub(super) fn can_receive(&self, queue: Queue, in_flight: usize) -> bool {
        self.lanes.get(&queue).is_some_and(|lane| !lane.visible.is_empty() && lane.in_flight < in_flight)
    }

    /// Whether messages are visible and none can be received, since the quota of messages in
    /// flight is used up.
    pub(super) fn is_stuck(&self, queue: Queue, in_flight: usize) -> bool {
        self.lanes.get(&queue).is_some_and(|lane| !lane.visible.is_empty() && lane.in_flight >= in_flight)
    }

    /// Returns the time during which the queue has had something to receive.
    pub(super) fn busy_for(&mut self, queue: Queue, now: Time) -> Duration {
        let lane = self.lanes.entry(queue).or_default();
        if lane.visible.is_empty() && lane.in_flight == 0 {
            lane.busy_since = None;
            return Duration::ZERO;
        }
        Duration::from_millis(now.millis_since(*lane.busy_since.get_or_insert(now)))
    }

    /// Returns the number of messages in the queue, including those in flight and the delayed ones.
    pub(super) fn len(&self, queue: Queue) -> usize {
        self.lanes.get(&queue).map_or(0, |lane| {
            let delayed = lane.hidden.values().filter(|(_, is_in_flight)| !is_in_flight).count();
            lane.visible.len() + lane.in_flight + delayed
        })
    }

    /// Returns the bodies of all messages that are not received at the moment.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (Queue, &str)> {
        self.lanes.iter().flat_map(|(queue, lane)| {
            let hidden = lane.hidden.values().map(|(kept, _)| kept);
            lane.visible.iter().chain(hidden).map(|kept| (*queue, kept.body.as_str()))
        })
    }

    /// Returns the time at which the oldest message in the queue was sent; `None` if the queue is empty.
    pub(super) fn oldest(&self, queue: Queue) -> Option<Time> {
        let lane = self.lanes.get(&queue)?;
        let hidden = lane.hidden.values().map(|(kept, _)| kept.sent_at).min();
        lane.visible.iter().map(|kept| kept.sent_at).min().into_iter().chain(hidden).min()
    }
}
