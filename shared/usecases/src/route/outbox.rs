//! Messages of a batch to other queues, grouped by queue to minimize the number of calls.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::delivery::ledger::{DeliveryKey, LADDER_STEP};
use domain::routing::notification::{InboxState, Notification};
use domain::{Channel, Priority, Time};
use futures_util::future::join_all;
use ports::{Enqueue, Message, PortError, Queue};

use super::Work;
use crate::deliver::Delivery;
use crate::escalate::Escalation;

/// A message, with the index in the batch of the record that asked for it.
pub(crate) struct OutboundMessage {
    pub(super) place: usize,
    pub(super) queue: Queue,
    pub(super) message: Message,
}

impl OutboundMessage {
    /// Whether it is for one of these channels, or for none in particular.
    pub(super) fn is_on(&self, channels: &[Channel]) -> bool {
        match self.queue {
            Queue::Deliveries(channel, _) => channels.contains(&channel),
            Queue::Events(_)
            | Queue::Rejected
            | Queue::Escalate
            | Queue::Profiles
            | Queue::Release
            | Queue::Fire
            | Queue::Broadcasts => true,
        }
    }

    /// Returns the message that asks for this external delivery of the notification.
    pub(crate) fn of(place: usize, notification: &Notification, key: &DeliveryKey) -> Self {
        Self {
            place,
            queue: Queue::Deliveries(key.channel, notification.priority),
            message: Delivery::of(notification, key).to_message(),
        }
    }
}

/// Sends all messages. Returns the error of each index for which not all messages were sent.
pub(crate) async fn send(
    queues: &impl Enqueue,
    outbound: Vec<OutboundMessage>,
) -> BTreeMap<usize, PortError> {
    let mut by_queue: BTreeMap<Queue, (Vec<usize>, Vec<Message>)> = BTreeMap::new();
    for OutboundMessage { place, queue, message } in outbound {
        let (places, messages) = by_queue.entry(queue).or_default();
        places.push(place);
        messages.push(message);
    }
    let sends = by_queue.into_iter().map(async |(queue, (places, messages))| {
        let results = queues.enqueue(queue, messages).await;
        places
            .into_iter()
            .zip(results)
            .filter_map(|(place, result)| Some((place, result.err()?)))
            .collect::<Vec<_>>()
    });
    let mut failed: BTreeMap<usize, PortError> = BTreeMap::new();
    for (place, error) in join_all(sends).await.into_iter().flatten() {
        // A retryable error takes precedence: if all errors of an index are refusals, a retry is of
        // no use.
        if failed.get(&place).is_none_or(|known| !known.is_retryable()) {
            failed.insert(place, error);
        }
    }
    failed
}

/// Returns the messages for the immediate external deliveries that are not in the ledger yet, and
/// for the first step of the ladder. A device's ack does not stop the former: the trader chose
/// those channels.
///
/// There are none if the notification was first routed in another class than `own`: the message in that class's
/// queue asks for them, and this function does not send to the queues of another class.
pub(super) fn external(
    place: usize,
    own: Priority,
    work: &Work,
    state: InboxState,
    is_on_socket: bool,
    now: Time,
) -> Vec<OutboundMessage> {
    let notification = &work.notification;
    if notification.priority != own || notification.is_expired(now) || work.is_superseded() {
        return Vec::new();
    }
    let is_begun = |key: &DeliveryKey| work.item.as_ref().is_some_and(|item| item.ledger.contains_key(key));
    let mut outbound: Vec<OutboundMessage> = notification
        .at_once()
        .filter(|key| !is_begun(key))
        .map(|key| OutboundMessage::of(place, notification, &key))
        .collect();
    let is_acked = state.is_seen() && notification.event_type.ends_with_ack();
    if !is_acked && notification.ladder().next().is_some() {
        let is_notified = is_on_socket || notification.at_once().next().is_some();
        let delay = if is_notified { LADDER_STEP } else { Duration::ZERO };
        let message = Escalation::message(notification, 0, delay);
        outbound.push(OutboundMessage { place, queue: Queue::Escalate, message });
    }
    if !is_acked && notification.repeat().is_some() {
        let repeat = Escalation::repeat(notification, &work.recipient.preferences, 0, now);
        outbound.extend(repeat.map(|message| OutboundMessage { place, queue: Queue::Escalate, message }));
    }
    outbound
}
