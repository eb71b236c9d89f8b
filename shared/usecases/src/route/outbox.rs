//! What a batch sends to other queues, grouped so that each queue gets it in as few calls as it takes.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;
use domain::ledger::{DeliveryKey, LADDER_STEP};
use domain::notification::{InboxState, Notification};
use futures_util::future::join_all;
use ports::{Enqueue, Message, PortError, Queue};

use super::Work;
use crate::deliver::Delivery;
use crate::escalate::Escalation;

/// A message, and the place in the batch of what asked for it.
pub(crate) struct Letter {
    pub(super) place: usize,
    pub(super) queue: Queue,
    pub(super) message: Message,
}

impl Letter {
    /// The message by which this external delivery of the notification is made.
    pub(crate) fn of(place: usize, notification: &Notification, key: &DeliveryKey) -> Self {
        Self {
            place,
            queue: Queue::Deliveries(key.channel, notification.event_type.priority()),
            message: Delivery::of(notification, key).to_message(),
        }
    }
}

/// Sends all of them; answers for each place that has not got all of its messages out the reason.
pub(crate) async fn send(queues: &impl Enqueue, letters: Vec<Letter>) -> BTreeMap<usize, PortError> {
    let mut by_queue: BTreeMap<Queue, (Vec<usize>, Vec<Message>)> = BTreeMap::new();
    for Letter { place, queue, message } in letters {
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
        // What can still be sent decides: a place whose messages were refused has nothing to wait for.
        if failed.get(&place).is_none_or(|known| !known.is_retryable()) {
            failed.insert(place, error);
        }
    }
    failed
}

/// The external deliveries that go out at once and were not begun, and the first step of the ladder. A device's ack does
/// not stop the former: the trader chose those channels.
pub(super) fn external(
    place: usize,
    work: &Work,
    state: InboxState,
    is_on_socket: bool,
    now: Time,
) -> Vec<Letter> {
    let notification = &work.notification;
    if notification.is_expired(now) || work.is_superseded() {
        return Vec::new();
    }
    let is_begun = |key: &DeliveryKey| work.item.as_ref().is_some_and(|item| item.ledger.contains_key(key));
    let mut letters: Vec<Letter> = notification
        .at_once()
        .filter(|key| !is_begun(key))
        .map(|key| Letter::of(place, notification, &key))
        .collect();
    let is_acked = state.is_acked() && notification.event_type.ends_with_ack();
    if !is_acked && notification.ladder().next().is_some() {
        let is_told = is_on_socket || notification.at_once().next().is_some();
        let delay = if is_told { LADDER_STEP } else { Duration::ZERO };
        let message = Escalation::message(notification, 0, delay);
        letters.push(Letter { place, queue: Queue::Escalate, message });
    }
    letters
}
