//! Merging: a delivery above its recipient's limit is sent as a part of a merged notification.
//!
//! The delivery is first recorded as merged in the ledger, then joins the slot. The first one in
//! the slot enqueues the slot's message. If an invocation is killed in between, its own message
//! stays on the queue, and the next receive continues from the ledger. The slot's message closes
//! the slot and stores the merged notification ([`open`]); from there on it is a delivery like any
//! other. A delivery that is too late for a slot joins the next one.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::delivery::ledger::{Entry, LedgerState};
use domain::event::data::EventData;
use domain::recipient::Recipient;
use domain::routing::merged::{Merged, Part, Slot};
use domain::routing::notification::{InboxItem, Notification};
use domain::{Channel, EventId, EventType};
use ports::{BatchRead, Clock, Count, Enqueue, Joined, Key, Merges, PortError, Queue, Snapshot};

use super::attempt::Step;
use super::context::DeliveryContext;
use super::message::Delivery;
use super::work::{ChannelContext, Work};
use crate::batch::Outcome;
use crate::deliver::work::DeliverPlatform;
use crate::overflow;
use crate::route::write;

/// Maximum number of slots that are tried one after another: each can only have been closed or
/// filled up meanwhile.
const SLOTS: usize = 4;

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    /// Sends the delivery as a part of a merged notification, in place of the entry that was read.
    pub(super) async fn merge(&self, seen: Option<&Entry>) -> Result<Step, PortError> {
        let now = self.now();
        let slot = Slot::at(&self.work.delivery, self.context.settings.priority, now);
        let Some(id) = slot.id() else {
            let after = Duration::from_millis(slot.after(now).due().millis_since(now));
            let reason = "the merged messages of this minute are full".to_owned();
            return Ok(Step::Ended(Outcome::Retry { reason, after: Some(after) }));
        };
        let merged = Entry::merged(seen, id, now);
        if let Err(conflict) = self.record(seen, &merged).await? {
            return Ok(Step::Changed(Box::new(conflict)));
        }
        self.count(Count::Merged);
        self.join(&merged).await
    }

    /// Makes sure that the delivery of this entry is in a slot and that the slot's message is
    /// enqueued.
    pub(super) async fn join(&self, merged: &Entry) -> Result<Step, PortError> {
        if self.notification.event_type == EventType::Merged {
            // A later message contains everything that this one contains.
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
            match self.context.platform.store().join(&self.work.key.0, &id, &part, now).await? {
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
        Ok(Step::Ended(Outcome::retry("no merged message accepted the delivery")))
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
            repeat: 0,
            dismisses: false,
        };
        let delay = Duration::from_millis(slot.due().millis_since(self.now()));
        let message = ports::Message { delay, ..delivery.to_message() };
        let queue = Queue::Deliveries(self.context.settings.channel, self.context.settings.priority);
        self.context.platform.queues().enqueue(queue, vec![message]).await.into_iter().collect()
    }
}

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    /// Prepares a merged message for its provider, and returns the entry with which its delivery
    /// ends instead, if a later message contains everything that it contains. Does nothing to other
    /// messages.
    ///
    /// # Errors
    /// Retryable ones of the store.
    pub(super) async fn prepare_merged(
        &self,
        entry: Option<&Entry>,
        data: &mut EventData,
    ) -> Result<Option<Entry>, PortError> {
        let EventData::Merged(merged) = data else { return Ok(None) };
        Ok(match self.relation_in_minute().await? {
            MergedRelation::Replaces(message) => {
                merged.replaces = message;
                None
            }
            MergedRelation::CoveredBy(later) => Some(Entry::merged(entry, later, self.now())),
        })
    }

    /// Returns the relation of this merged message to the others of its minute, which may have been
    /// sent in any order.
    ///
    /// # Errors
    /// Retryable ones of the store.
    async fn relation_in_minute(&self) -> Result<MergedRelation, PortError> {
        let Some(slot) = Slot::parse(&self.work.key.1) else { return Ok(MergedRelation::Replaces(None)) };
        let user = &self.work.key.0;
        let key = |slot: Slot| Some((user.clone(), slot.id()?));
        let before: Vec<Key> = slot.replaced().into_iter().filter_map(key).collect();
        let after: Vec<Key> = slot.replacing().into_iter().filter_map(key).collect();
        let keys = [&before[..], &after[..]].concat();
        if keys.is_empty() {
            return Ok(MergedRelation::Replaces(None));
        }
        let items = items(self.context.platform.store(), &keys, &self.work.recipient).await?;
        let covers = |item: &InboxItem| {
            let is_taken =
                item.ledger.get(slot.delivery()).is_some_and(|entry| entry.state == LedgerState::Accepted);
            is_taken && content(item).is_some_and(|merged| merged.covers.contains(&self.work.key.1))
        };
        if let Some((_, later)) = after.into_iter().find(|key| items.get(key).is_some_and(covers)) {
            return Ok(MergedRelation::CoveredBy(later));
        }
        Ok(MergedRelation::Replaces(match slot.delivery().channel {
            Channel::Telegram => before.iter().rev().find_map(|key| sent_as(items.get(key)?, &slot)),
            // A device replaces messages by their collapse id.
            Channel::Websocket | Channel::Push | Channel::Email | Channel::Sms => None,
        }))
    }
}

/// The relation of a merged message to the others of its minute.
#[derive(Debug)]
enum MergedRelation {
    /// The provider accepted a later one that contains everything that this one contains: it is not
    /// sent any more.
    CoveredBy(EventId),
    /// It is sent in place of the message with this provider id, if the provider needs one to be
    /// named.
    Replaces(Option<String>),
}

/// Returns the content of a merged notification.
fn content(item: &InboxItem) -> Option<Merged> {
    let notification = item.notification.as_ref()?;
    match EventData::of_stored(notification.event_type, &notification.data) {
        Ok(EventData::Merged(merged)) => Some(merged),
        Ok(_) | Err(_) => None,
    }
}

/// Stores the merged notifications of those deliveries whose slot is due, and adds them to the
/// snapshot. Returns the outcomes of the messages whose merged notification cannot be stored now.
pub(super) async fn open<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    works: &[Work],
    snapshot: &mut Snapshot,
) -> BTreeMap<Key, Outcome> {
    let mut outcomes = BTreeMap::new();
    for work in works {
        let slot = Slot::parse(&work.key.1).filter(|slot| *slot.delivery() == work.delivery);
        // The item may contain only an early ack.
        let is_written = snapshot.items.get(&work.key).is_some_and(|item| item.notification.is_some());
        let Some(slot) = slot.filter(|_| !is_written) else { continue };
        match make(context, &slot, work).await {
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

async fn make<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    slot: &Slot,
    work: &Work,
) -> Result<Result<InboxItem, Outcome>, PortError> {
    let (user, id) = &work.key;
    let now = context.platform.clock().now();
    if now < slot.due() {
        let after = Some(Duration::from_millis(slot.due().millis_since(now)));
        return Ok(Err(Outcome::Retry { reason: "the merged message is not due yet".to_owned(), after }));
    }
    let joined = context.platform.store().close_slot(user, id, now).await?;
    if joined.is_empty() {
        return Ok(Err(Outcome::dead_letter("there is no such notification")));
    }
    let notification =
        compose(context.platform.store(), slot, joined, &work.key, &work.recipient, now).await?;
    let standing =
        write::write(context.platform.store(), context.platform.telemetry(), &notification, None, &[])
            .await?;
    let item = standing.first.unwrap_or_else(|| InboxItem {
        state: standing.state,
        acked_at: None,
        seen: None,
        notification: Some(notification),
        attempts: Vec::new(),
        ledger: BTreeMap::new(),
        ladder_step: 0,
        repeats: 0,
        released_as: None,
    });
    let is_ours = |notification: &Notification| notification.event_type == EventType::Merged;
    if item.notification.as_ref().is_some_and(is_ours) {
        Ok(Ok(item))
    } else {
        Err(PortError::Corrupt("another notification has the merged one's id".into()))
    }
}

/// Composes the merged notification. It follows those of the same minute whose messages it
/// replaces.
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
    let contents = keys.iter().filter_map(|key| Some((key.1.clone(), content(items.get(key)?)?)));
    let contents: Vec<_> = contents.collect();
    Ok(Merged::new(slot, parts, &contents, recipient).notify(user.clone(), id.clone(), slot, now))
}

/// Returns the recipient's merged notifications with these keys; most do not exist.
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

/// Returns the provider's id of the message of this merged notification, if the provider accepted
/// it.
fn sent_as(item: &InboxItem, slot: &Slot) -> Option<String> {
    let entry = item.ledger.get(slot.delivery()).filter(|entry| entry.state == LedgerState::Accepted)?;
    entry.attempts.iter().rev().find_map(|attempt| attempt.provider_id.clone())
}
