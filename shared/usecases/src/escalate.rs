//! The ladder of a P0: the next channel is taken as long as its trader has not seen it. Push messages of
//! types that are repeated are sent again in the same way.
//!
//! `route` sends the first message, delayed by the time of one step. Each step is one conditional
//! write of the notification's own item, the same item that an ack writes: if an ack and a step
//! happen at the same instant, one of them sees the other. A message whose step was taken already
//! enqueues the channel again: the invocation that took the step may have been killed before it
//! enqueued, and the ledger drops duplicates.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::delivery::ledger::LADDER_STEP;
use domain::ids::{EventId, UserId};
use domain::preferences::Preferences;
use domain::routing::notification::{InboxItem, Notification};
use domain::{Channel, Priority, Time};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, Count, Enqueue, ItemWriteOutcome, Key, LedgerWrite, Message, Queue, Snapshot, Telemetry,
};
use serde::{Deserialize, Serialize};

use crate::batch::{self, Outcome, Record};
use crate::carried;
use crate::deliver::{Delivery, is_superseded, read, written};

/// A message of the `escalate` queue: takes this step of the ladder, or makes this repeat, unless the trader
/// has seen the notification by then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Escalation {
    /// The notification's recipient.
    pub user_id: UserId,
    /// The id of the notification.
    pub event_id: EventId,
    /// Number of steps, or of repeats, that had been taken when the message was sent.
    pub step: u8,
    /// Whether the push messages are repeated, instead of the next channel being used.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
}

impl Escalation {
    /// Returns the message that takes `step` of the notification's ladder after `delay`.
    pub fn message(notification: &Notification, step: u8, delay: Duration) -> Message {
        Self::of(notification, step, false).delayed(delay)
    }

    /// Returns the message that makes the notification's repeat after number `from`; `None` if it is not
    /// repeated any more by then: after the last repeat, once it has expired, and if the trader wants none.
    pub fn repeat(
        notification: &Notification,
        preferences: &Preferences,
        from: u8,
        now: Time,
    ) -> Option<Message> {
        let row = notification.event_type.row();
        let repeat = notification.repeat().filter(|repeat| from < repeat.times)?;
        let is_wanted =
            |key| repeat.option.and_then(|option| preferences.switch(key, option)).unwrap_or(true);
        let is_sent_at_once = notification.at_once().any(|key| key.channel == Channel::Push);
        let at = now.plus(repeat.every);
        let is_due = row.preference.is_none_or(is_wanted) && is_sent_at_once && !notification.is_expired(at);
        is_due.then(|| Self::of(notification, from, true).delayed(repeat.every))
    }

    fn of(notification: &Notification, step: u8, repeats: bool) -> Self {
        let (user_id, event_id) = (notification.user_id.clone(), notification.id.clone());
        Self { user_id, event_id, step, repeats }
    }

    fn delayed(&self, delay: Duration) -> Message {
        // Two validated strings, a number and a flag: their serialization as JSON cannot fail.
        let body = serde_json::to_string(self).unwrap_or_default();
        Message { body, group: Some(self.user_id.to_string()), delay }
    }

    fn key(&self) -> Key {
        (self.user_id.clone(), self.event_id.clone())
    }
}

platform_alias! {
    /// Ports that escalation uses: inbox and recipients, the ledger, and queues.
    pub EscalatePlatform:
        Store: BatchRead + LedgerWrite,
        Queues: Enqueue,
}

/// Processes a batch of the `escalate` queue: one outcome per record, in their order.
pub async fn escalate<P: EscalatePlatform>(platform: &P, records: &[Record<'_>]) -> Vec<Outcome> {
    let decoded: Vec<Option<Escalation>> =
        records.iter().map(|record| serde_json::from_str(record.body).ok()).collect();
    let wanted: Vec<Escalation> =
        decoded.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let keys: Vec<Key> = wanted.iter().map(Escalation::key).collect();
    let snapshot = match read(platform.store(), keys.iter()).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let outcomes = join_all(wanted.iter().map(|escalation| take_step(platform, &snapshot, escalation))).await;
    let outcomes: BTreeMap<_, _> = wanted.into_iter().zip(outcomes).collect();
    batch::outcomes_in_order(decoded, &outcomes, "the message is not an escalation")
}

async fn take_step<P: EscalatePlatform>(
    platform: &P,
    snapshot: &Snapshot,
    escalation: &Escalation,
) -> Outcome {
    let key = escalation.key();
    let (item, notification) = match written(snapshot, &key) {
        Ok(found) => found,
        Err(outcome) => return outcome,
    };
    let ends_with_ack = notification.event_type.ends_with_ack();
    if is_ended_by_ack(item, ends_with_ack)
        || is_superseded(snapshot, notification)
        || notification.is_expired(platform.clock().now())
    {
        return Outcome::Done;
    }
    let step = escalation.step;
    if escalation.repeats {
        return repeat(platform, snapshot, notification, step).await;
    }
    let mut rungs = notification.ladder().skip(usize::from(step));
    let Some(rung) = rungs.next() else { return Outcome::Done };
    let channel = rung.channel;
    match platform.store().advance_ladder(&key, step, !ends_with_ack).await {
        Err(error) => return Outcome::from(error),
        Ok(ItemWriteOutcome::Done) => platform.telemetry().count_on(Count::Escalated, channel, Priority::P0),
        Ok(ItemWriteOutcome::Conflict(now)) => match now.as_ref() {
            Some(now) if !is_ended_by_ack(now, ends_with_ack) && now.ladder_step == step + 1 => {}
            Some(_) | None => return Outcome::Done,
        },
    }
    let deliveries = rung.keys().iter().map(|key| Delivery::of(notification, key).to_message()).collect();
    let next = rungs.next().map(|_| Escalation::message(notification, step + 1, LADDER_STEP));
    send(platform, (Queue::Deliveries(channel, Priority::P0), deliveries), next).await
}

/// Sends the push messages of the notification again, for the repeat after number `from`, and schedules the
/// next repeat.
async fn repeat<P: EscalatePlatform>(
    platform: &P,
    snapshot: &Snapshot,
    notification: &Notification,
    from: u8,
) -> Outcome {
    let key = (notification.user_id.clone(), notification.id.clone());
    let recipient = snapshot.recipient(&key.0);
    let (row, number) = (notification.event_type.row(), from.saturating_add(1));
    let Some(repeat) = notification.repeat() else { return Outcome::Done };
    let is_wanted = |section| repeat.option.and_then(|option| recipient.preferences.switch(section, option));
    if row.preference.and_then(is_wanted) == Some(false) {
        return Outcome::Done;
    }
    match platform.store().advance_repeats(&key, from).await {
        Err(error) => return Outcome::from(error),
        Ok(ItemWriteOutcome::Done) => {
            platform.telemetry().count_on(Count::Repeated, Channel::Push, notification.priority);
        }
        Ok(ItemWriteOutcome::Conflict(now)) => match now.as_ref() {
            // The invocation that counted the repeat may have been killed before it sent anything.
            Some(now) if !now.state.is_seen() && now.repeats == number => {}
            Some(_) | None => return Outcome::Done,
        },
    }
    let pushes = notification.at_once().filter(|key| key.channel == Channel::Push);
    let deliveries =
        pushes.map(|key| Delivery { repeat: number, ..Delivery::of(notification, &key) }.to_message());
    let next = Escalation::repeat(notification, &recipient.preferences, number, platform.clock().now());
    send(platform, (Queue::Deliveries(Channel::Push, notification.priority), deliveries.collect()), next)
        .await
}

/// Sends the deliveries to their queue, and the message of the next step.
async fn send<P: EscalatePlatform>(
    platform: &P,
    deliveries: (Queue, Vec<Message>),
    next: Option<Message>,
) -> Outcome {
    let sends = [deliveries, (Queue::Escalate, next.into_iter().collect())];
    let sends = sends.into_iter().filter(|(_, messages)| !messages.is_empty());
    let sends = sends.map(|(queue, messages)| platform.queues().enqueue(queue, messages));
    let sent = join_all(sends).await.into_iter().flatten().collect();
    match carried::refused(sent) {
        Err(error) => Outcome::retry(error.to_string()),
        // The other messages were sent; a refused one is dead-lettered with the reason.
        Ok(refused) => match refused.into_iter().next() {
            Some((_, error)) => Outcome::from(error),
            None => Outcome::Done,
        },
    }
}

/// Whether an ack has ended the ladder. An ack does not end that of a security notice.
fn is_ended_by_ack(item: &InboxItem, ends_with_ack: bool) -> bool {
    ends_with_ack && item.state.is_seen()
}
