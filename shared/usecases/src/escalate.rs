//! The ladder of a P0 is climbed while nobody acks.
//!
//! `route` sends the first message, delayed by one step's time. Each climb is one conditional write of the notification's
//! own item, the same item that an ack writes: of an ack and a climb at the same instant one sees the other. A
//! message that finds its step climbed already enqueues the channel again: whoever climbed may have been killed before it
//! did, and the ledger drops what was enqueued twice.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::Priority;
use domain::ids::{EventId, UserId};
use domain::ledger::LADDER_STEP;
use domain::notification::{InboxItem, Notification};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, Count, Enqueue, Key, LedgerWrite, Message, Queue, Snapshot, Telemetry, Written,
};
use serde::{Deserialize, Serialize};

use crate::batch::{self, Outcome, Record};
use crate::carried;
use crate::deliver::{Delivery, is_superseded, read, written};
use crate::planted::{self, Bug};

/// A message of the `escalate` queue: the ladder is to be climbed from this step, if nobody has acked by then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Escalation {
    /// Whose.
    pub user_id: UserId,
    /// Which notification.
    pub event_id: EventId,
    /// How many steps were climbed when it was sent.
    pub step: u8,
}

impl Escalation {
    /// The message by which the notification's ladder is climbed from `step`, `delay` from now.
    pub fn message(notification: &Notification, step: u8, delay: Duration) -> Message {
        let escalation =
            Self { user_id: notification.user_id.clone(), event_id: notification.id.clone(), step };
        // Two checked texts and a number: writing them as JSON cannot fail.
        let body = serde_json::to_string(&escalation).unwrap_or_default();
        Message { body, group: Some(notification.user_id.to_string()), delay }
    }

    fn key(&self) -> Key {
        (self.user_id.clone(), self.event_id.clone())
    }
}

/// What the use case may touch.
#[derive(Debug)]
pub struct Ladder<'a, S, Q, C, T> {
    /// Inbox and recipients.
    pub store: &'a S,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
}

/// Works off a batch of the `escalate` queue: one outcome per record, in their order.
pub async fn escalate<S, Q, C, T>(ports: &Ladder<'_, S, Q, C, T>, records: &[Record<'_>]) -> Vec<Outcome>
where
    S: BatchRead + LedgerWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let decoded: Vec<Option<Escalation>> =
        records.iter().map(|record| serde_json::from_str(record.body).ok()).collect();
    let wanted: Vec<Escalation> =
        decoded.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let keys: Vec<Key> = wanted.iter().map(Escalation::key).collect();
    let snapshot = match read(ports.store, keys.iter()).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let outcomes = join_all(wanted.iter().map(|escalation| climb(ports, &snapshot, escalation))).await;
    let outcomes: BTreeMap<_, _> = wanted.into_iter().zip(outcomes).collect();
    batch::answers(decoded, &outcomes, "the message is not an escalation")
}

async fn climb<S, Q, C, T>(
    ports: &Ladder<'_, S, Q, C, T>,
    snapshot: &Snapshot,
    escalation: &Escalation,
) -> Outcome
where
    S: LedgerWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let key = escalation.key();
    let (item, notification) = match written(snapshot, &key) {
        Ok(found) => found,
        Err(outcome) => return outcome,
    };
    let ends_with_ack = notification.event_type.ends_with_ack();
    if is_over(item, ends_with_ack)
        || is_superseded(snapshot, notification)
        || notification.is_expired(ports.clock.now())
    {
        return Outcome::Done;
    }
    let step = escalation.step;
    let mut rungs = notification.ladder().skip(usize::from(step));
    let Some(rung) = rungs.next() else { return Outcome::Done };
    let channel = rung.channel;
    match ports.store.climb(&key, step, !ends_with_ack).await {
        Err(error) => return Outcome::from(error),
        Ok(Written::Done) => ports.telemetry.count_on(Count::Escalated, channel, Priority::P0),
        Ok(Written::Conflict(now)) => match now.as_ref() {
            Some(now) if !is_over(now, ends_with_ack) && now.ladder_step == step + 1 => {}
            Some(_) | None => return Outcome::Done,
        },
    }
    let deliveries = rung.keys().iter().map(|key| Delivery::of(notification, key).to_message()).collect();
    let mut sends = vec![(Queue::Deliveries(channel, Priority::P0), deliveries)];
    if rungs.next().is_some() {
        sends.push((Queue::Escalate, vec![Escalation::message(notification, step + 1, LADDER_STEP)]));
    }
    let sends = sends.into_iter().map(|(queue, messages)| ports.queues.enqueue(queue, messages));
    let sent = join_all(sends).await.into_iter().flatten().collect();
    match carried::refused(sent) {
        Err(error) => Outcome::retry(error.to_string()),
        // The other sends stand; what was refused is dead-lettered with the reason.
        Ok(refused) => match refused.into_iter().next() {
            Some((_, error)) => Outcome::from(error),
            None => Outcome::Done,
        },
    }
}

/// Whether an ack has ended the ladder; of a security notice none does.
fn is_over(item: &InboxItem, ends_with_ack: bool) -> bool {
    ends_with_ack && item.state.is_acked() && !planted::is(Bug::AckIgnored)
}
