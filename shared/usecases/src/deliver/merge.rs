//! A delivery above its recipient's limit leaves as a part of a merged notification.
//!
//! It says so in the ledger first, then joins the slot, then, if it is the first one there, enqueues the slot's message.
//! An invocation that is killed in between leaves its own message on the queue, and the next receive goes on from the ledger. The slot's
//! message closes the slot and stores the merged notification ([`open`]); from there on it is a delivery like any other.
//! What came too late for a slot joins the next one.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::data::EventData;
use domain::ledger::{Entry, LedgerState};
use domain::merged::{Merged, Part, Slot};
use domain::notification::{InboxItem, Notification};
use domain::recipient::Recipient;
use domain::{Channel, EventId, EventType};
use ports::{
    BatchRead, Clock, Count, Enqueue, InboxWrite, Joined, Key, LedgerWrite, Merges, PortError, Queue,
    Snapshot, Telemetry,
};

use super::attempt::Step;
use super::message::Delivery;
use super::one::One;
use super::work::{External, Work};
use crate::batch::Outcome;
use crate::overflow;
use crate::route::write;

/// How many slots are tried one after another: each can only have been closed or filled up meanwhile.
const SLOTS: usize = 4;

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    S: LedgerWrite + Merges,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    /// Lets the delivery leave as a part of a merged notification, in place of what was seen of it.
    pub(super) async fn merge(&self, seen: Option<&Entry>) -> Result<Step, PortError> {
        let now = self.now();
        let slot = Slot::at(&self.work.delivery, self.ports.settings.priority, now);
        let Some(id) = slot.id() else {
            let after = Duration::from_millis(slot.after(now).due().millis_since(now));
            let reason = "there is no room for it in this minute".to_owned();
            return Ok(Step::Ended(Outcome::Retry { reason, after: Some(after) }));
        };
        let merged = Entry::merged(seen, id, now);
        if let Err(conflict) = self.record(seen, &merged).await? {
            return Ok(Step::Changed(Box::new(conflict)));
        }
        self.count(Count::Merged);
        self.join(&merged).await
    }

    /// Sees to it that the delivery of this entry is in a slot and that the slot's message is on its way.
    pub(super) async fn join(&self, merged: &Entry) -> Result<Step, PortError> {
        if self.notification.event_type == EventType::Merged {
            // A later message has said what this one was to say.
            return Ok(Step::Ended(Outcome::Done));
        }
        let mut entry = merged.clone();
        for _ in 0..SLOTS {
            let slot = entry.released_as.as_ref().and_then(Slot::parse);
            let Some((slot, id)) = slot.and_then(|slot| Some((slot.clone(), slot.id()?))) else {
                return Ok(Step::Ended(Outcome::dead_letter("the ledger names no merged notification")));
            };
            let now = self.now();
            let part = Part::of(self.notification);
            match self.ports.store.join(&self.work.key.0, &id, &part, now).await? {
                Joined::Later => return Ok(Step::Ended(Outcome::Done)),
                Joined::First | Joined::Again => {
                    self.enqueue_slot(&slot).await?;
                    return Ok(Step::Ended(Outcome::Done));
                }
                Joined::Closed => {
                    let Some(next) = slot.after(now).id() else { break };
                    let moved = Entry { released_as: Some(next), ..entry.moved(LedgerState::Merged) };
                    if let Err(conflict) = self.record(Some(&entry), &moved).await? {
                        return Ok(Step::Changed(Box::new(conflict)));
                    }
                    entry = moved;
                }
            }
        }
        Ok(Step::Ended(Outcome::retry("no slot took the delivery")))
    }

    /// Enqueues the message that makes the slot's merged notification when it is due.
    async fn enqueue_slot(&self, slot: &Slot) -> Result<(), PortError> {
        let Some(event_id) = slot.id() else { return Ok(()) };
        let delivery = Delivery {
            user_id: self.work.key.0.clone(),
            event_id,
            device: self.work.delivery.device.clone(),
            expires_at: None,
            redriven_at: None,
        };
        let delay = Duration::from_millis(slot.due().millis_since(self.now()));
        let message = ports::Message { delay, ..delivery.to_message() };
        let queue = Queue::Deliveries(self.ports.settings.channel, self.ports.settings.priority);
        self.ports.queues.enqueue(queue, vec![message]).await.into_iter().collect()
    }
}

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    S: BatchRead,
{
    /// Prepares a merged message for its provider, and returns the entry with which its delivery ends instead, if a later
    /// message has told all that it tells; does nothing to other messages. Errors are retryable.
    pub(super) async fn place_in_burst(
        &self,
        entry: Option<&Entry>,
        data: &mut EventData,
    ) -> Result<Option<Entry>, PortError>
    where
        C: Clock,
        T: Telemetry,
    {
        let EventData::Merged(merged) = data else { return Ok(None) };
        Ok(match self.standing_in_burst().await? {
            InBurst::Replaces(message) => {
                merged.replaces = message;
                None
            }
            InBurst::CoveredBy(later) => Some(Entry::merged(entry, later, self.now())),
        })
    }

    /// Returns what this merged message is to the others of its minute; the others may have been sent in any order. Errors
    /// are retryable.
    async fn standing_in_burst(&self) -> Result<InBurst, PortError> {
        let Some(slot) = Slot::parse(&self.work.key.1) else { return Ok(InBurst::Replaces(None)) };
        let user = &self.work.key.0;
        let key = |slot: Slot| Some((user.clone(), slot.id()?));
        let before: Vec<Key> = slot.replaced().into_iter().filter_map(key).collect();
        let after: Vec<Key> = slot.replacing().into_iter().filter_map(key).collect();
        let keys = [&before[..], &after[..]].concat();
        if keys.is_empty() {
            return Ok(InBurst::Replaces(None));
        }
        let items = items(self.ports.store, &keys, &self.work.recipient).await?;
        let covers = |item: &InboxItem| {
            let is_taken =
                item.ledger.get(slot.delivery()).is_some_and(|entry| entry.state == LedgerState::Accepted);
            is_taken && content(item).is_some_and(|merged| merged.covers.contains(&self.work.key.1))
        };
        if let Some((_, later)) = after.into_iter().find(|key| items.get(key).is_some_and(covers)) {
            return Ok(InBurst::CoveredBy(later));
        }
        Ok(InBurst::Replaces(match slot.delivery().channel {
            Channel::Telegram => before.iter().rev().find_map(|key| sent_as(items.get(key)?, &slot)),
            // A device replaces by the collapse id.
            Channel::Websocket | Channel::Push | Channel::Email | Channel::Sms => None,
        }))
    }
}

/// What a merged message is to the others of its minute.
#[derive(Debug)]
enum InBurst {
    /// A later one was taken that says all that this one does: it is not sent any more.
    CoveredBy(EventId),
    /// It is sent, in place of the message that the provider calls so, where that has to be named.
    Replaces(Option<String>),
}

/// Returns what a merged notification tells.
fn content(item: &InboxItem) -> Option<Merged> {
    let notification = item.notification.as_ref()?;
    match EventData::of_stored(notification.event_type, &notification.data) {
        Ok(EventData::Merged(merged)) => Some(merged),
        Ok(_) | Err(_) => None,
    }
}

/// Stores the merged notifications of those works whose slot is due, in the snapshot too, and answers what becomes of the
/// messages of those that cannot be made now.
pub(super) async fn open<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    works: &[Work],
    snapshot: &mut Snapshot,
) -> BTreeMap<Key, Outcome>
where
    S: BatchRead + InboxWrite + Merges,
    C: Clock,
    T: Telemetry,
{
    let mut outcomes = BTreeMap::new();
    for work in works {
        let slot = Slot::parse(&work.key.1).filter(|slot| *slot.delivery() == work.delivery);
        // There may be the mark of an early ack.
        let is_written = snapshot.items.get(&work.key).is_some_and(|item| item.notification.is_some());
        let Some(slot) = slot.filter(|_| !is_written) else { continue };
        match make(ports, &slot, work).await {
            Ok(Ok(item)) => {
                snapshot.items.insert(work.key.clone(), item);
            }
            Ok(Err(outcome)) => {
                outcomes.insert(work.key.clone(), outcome);
            }
            Err(error) => {
                outcomes.insert(work.key.clone(), Outcome::from(error));
            }
        }
    }
    outcomes
}

async fn make<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    slot: &Slot,
    work: &Work,
) -> Result<Result<InboxItem, Outcome>, PortError>
where
    S: BatchRead + InboxWrite + Merges,
    C: Clock,
    T: Telemetry,
{
    let (user, id) = &work.key;
    let now = ports.clock.now();
    if now < slot.due() {
        let after = Some(Duration::from_millis(slot.due().millis_since(now)));
        return Ok(Err(Outcome::Retry { reason: "it is not due yet".to_owned(), after }));
    }
    let joined = ports.store.close_slot(user, id, now).await?;
    if joined.is_empty() {
        return Ok(Err(Outcome::dead_letter("there is no such notification")));
    }
    let notification = compose(ports.store, slot, joined, &work.key, &work.recipient, now).await?;
    let standing = write::write(ports.store, ports.telemetry, &notification, None, &[]).await?;
    let item = standing.first.unwrap_or_else(|| InboxItem {
        state: standing.state,
        acked_at: None,
        notification: Some(notification),
        attempts: Vec::new(),
        ledger: BTreeMap::new(),
        ladder_step: 0,
        released_as: None,
    });
    let is_ours = |notification: &Notification| notification.event_type == EventType::Merged;
    if item.notification.as_ref().is_some_and(is_ours) {
        Ok(Ok(item))
    } else {
        Err(PortError::Corrupt("another notification has the merged one's id".into()))
    }
}

/// Puts the merged notification together, after those of the same minute whose messages it replaces.
async fn compose(
    store: &impl BatchRead,
    slot: &Slot,
    parts: Vec<Part>,
    (user, id): &Key,
    recipient: &Recipient,
    now: domain::Time,
) -> Result<Notification, PortError> {
    let replaced = slot.replaced();
    let keys: Vec<Key> = replaced.iter().filter_map(Slot::id).map(|id| (user.clone(), id)).collect();
    let items = items(store, &keys, recipient).await?;
    let told = keys.iter().filter_map(|key| Some((key.1.clone(), content(items.get(key)?)?)));
    let told: Vec<_> = told.collect();
    Ok(Merged::new(slot, parts, &told, recipient).notify(user.clone(), id.clone(), slot, now))
}

/// The merged notifications of these names that the recipient has; most are not there.
async fn items(
    store: &impl BatchRead,
    keys: &[Key],
    recipient: &Recipient,
) -> Result<BTreeMap<Key, InboxItem>, PortError> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut snapshot = store.read(&[], keys, &[]).await?;
    if recipient.inbox_overflows {
        overflow::add(store, keys, &mut snapshot).await?;
    }
    Ok(snapshot.items)
}

/// Returns the provider's name for the message of this merged notification, if it was taken.
fn sent_as(item: &InboxItem, slot: &Slot) -> Option<String> {
    let entry = item.ledger.get(slot.delivery()).filter(|entry| entry.state == LedgerState::Accepted)?;
    entry.attempts.iter().rev().find_map(|attempt| attempt.provider_id.clone())
}
