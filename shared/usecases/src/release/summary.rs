//! What was deferred leaves: as one summary per channel, or whole where its type says so.
//!
//! A summary is drafted with what waits, then each notification is bound to it by a conditional write, and what is bound is
//! put together, stored under the summary's id and handed to the channels' queues. Whoever is killed in between leaves the
//! draft, which the next run finishes before anything else: the same notifications are bound to it still, its content is
//! what was stored first, and the ledger drops what is enqueued twice. Of two runs that see the same schedule entry, one
//! drafts: with the draft, the entry's stamp becomes the draft's id, and only under that stamp it can be settled.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::WhenQuiet;
use domain::ids::EventId;
use domain::ledger::DeliveryKey;
use domain::notification::{InboxItem, Notification};
use domain::plan::PlannedDelivery;
use domain::recipient::Recipient;
use domain::summary::{MOST, Summary, id_at};
use domain::{EventType, UserId};
use futures_util::StreamExt;
use futures_util::stream;
use ports::{
    BatchRead, Clock, Count, Deferrals, Draft, Enqueue, InboxWrite, Key, PortError, Stored, Telemetry, Wake,
    Wakes, Written,
};

use super::ReleasePorts;
use crate::overflow;
use crate::planted::{self, Bug};
use crate::route::outbox::{self, Letter};
use crate::route::write;

/// The most items of one read.
const READ: usize = 100;

/// How many notifications are bound at once.
const BINDINGS: usize = 16;

/// Sends what waits, if the user's quiet hours are over; else schedules the user for their end.
///
/// Returns the schedule entry to settle, as it is now, or `None` where the user has to be looked at once more.
///
/// # Errors
///
/// The store's or a queue's; the entry then stays in the schedule, and the next minute's run tries again.
pub(super) async fn release<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    recipient: &Recipient,
    wake: &Wake,
) -> Result<Option<Wake>, PortError>
where
    S: BatchRead + Wakes + Deferrals + InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let user = &recipient.user_id;
    let waiting = ports.store.waiting(user).await?;
    let mut is_settled = true;
    let mut handled = BTreeSet::new();
    for draft in &waiting.drafts {
        let known = items(ports.store, user, &draft.items).await?;
        is_settled &= finish(ports, recipient, draft, &known).await?;
        handled.extend(draft.items.iter().cloned());
    }
    let rest: Vec<_> = waiting.items.into_iter().filter(|id| !handled.contains(id)).collect();
    let mut wake = wake.clone();
    if let Some(first) = rest.first() {
        if let Some(until) = recipient.quiet_until(ports.clock.now()) {
            ports.store.wake(user, until, first.as_str()).await?;
        } else {
            is_settled &= begin(ports, recipient, &mut wake, &rest).await?;
        }
    }
    Ok(is_settled.then_some(wake))
}

/// What becomes of a notification that waits.
enum Leaves {
    /// Nothing is left to be done, or somebody else does it.
    Not,
    /// It goes out by itself.
    Whole,
    /// In a summary; or it has expired, and is counted there.
    Summarised,
}

fn leaves(item: &InboxItem, notification: &Notification, now: domain::Time) -> Leaves {
    let is_over = notification.is_expired(now);
    let is_own = item.released_as.as_ref() == Some(&notification.id);
    match (notification.event_type.row().when_quiet, &item.released_as) {
        // It may not have been handed on.
        (WhenQuiet::Whole, Some(_)) if is_own && !is_over => Leaves::Whole,
        (_, Some(_)) => Leaves::Not,
        (_, None) if item.state.is_acked() => Leaves::Not,
        (WhenQuiet::Whole, None) if is_over => Leaves::Not,
        (WhenQuiet::Whole, None) => Leaves::Whole,
        (WhenQuiet::Summarised | WhenQuiet::Interrupts, None) => Leaves::Summarised,
    }
}

/// Sends what waits and is in no draft; answers whether all is done. `wake` is the user's schedule entry as it was seen, and
/// then as a new draft has changed it.
async fn begin<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    recipient: &Recipient,
    wake: &mut Wake,
    ids: &[EventId],
) -> Result<bool, PortError>
where
    S: BatchRead + Deferrals + InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let user = &recipient.user_id;
    let now = ports.clock.now();
    let known = items(ports.store, user, ids).await?;
    let mut is_settled = true;
    let (mut over, mut summarised) = (Vec::new(), Vec::new());
    for id in ids {
        let found = known.get(id).and_then(|item| Some((item, item.notification.as_ref()?)));
        let Some((item, notification)) = found else {
            tracing::error!(user.id = %user, event.id = %id, "a deferred notification cannot be read");
            over.push(id.clone());
            continue;
        };
        match leaves(item, notification, now) {
            Leaves::Not => {
                // It may be bound to a draft that was begun after we looked for drafts: then somebody has to look again.
                is_settled &= item.released_as.is_none();
                over.push(id.clone());
            }
            Leaves::Whole => {
                is_settled &= whole(ports, notification).await?;
                over.push(id.clone());
            }
            Leaves::Summarised => summarised.push(notification),
        }
    }
    if !over.is_empty() {
        ports.store.forget(user, &over).await?;
    }
    summarised.sort_by(|a, b| (a.occurred_at, &a.id).cmp(&(b.occurred_at, &b.id)));
    is_settled &= summarised.len() <= MOST;
    summarised.truncate(MOST);
    let ids: Vec<_> = summarised.iter().map(|notification| notification.id.clone()).collect();
    if summarised.iter().all(|notification| notification.is_expired(now)) {
        if !ids.is_empty() {
            ports.store.forget(user, &ids).await?;
        }
        return Ok(is_settled);
    }
    let draft = Draft { id: id_at(now), items: ids };
    match ports.store.draft(&draft, wake, now).await? {
        Stored::Done => {
            draft.id.as_str().clone_into(&mut wake.stamp);
            Ok(finish(ports, recipient, &draft, &known).await? && is_settled)
        }
        // Another run has this entry, or had in this minute: what is left is the next minute's.
        Stored::Conflict => Ok(false),
    }
}

/// Hands the notification's own deliveries on; answers whether they were not bound to anything else.
async fn whole<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    notification: &Notification,
) -> Result<bool, PortError>
where
    S: Deferrals,
    Q: Enqueue,
    T: Telemetry,
{
    let key = (notification.user_id.clone(), notification.id.clone());
    if let Written::Conflict(item) = ports.store.release(&key, &notification.id).await? {
        return Ok(is_unbound(item.as_ref().as_ref()));
    }
    hand_on(ports, notification, notification.deferred().flat_map(PlannedDelivery::keys)).await?;
    ports.telemetry.count(Count::Released, notification.event_type.priority());
    Ok(true)
}

/// Binds what is drafted, and sends what is bound. `known` has the draft's notifications. Answers whether nothing of it was
/// bound to another draft, of which we may not know.
async fn finish<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    recipient: &Recipient,
    draft: &Draft,
    known: &BTreeMap<EventId, InboxItem>,
) -> Result<bool, PortError>
where
    S: BatchRead + Deferrals + InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let user = &recipient.user_id;
    if planted::is(Bug::ForgetBeforeRelease) {
        done(ports, user, draft).await?;
    }
    let bindings = draft.items.iter().map(async |id| {
        let key = (user.clone(), id.clone());
        Ok::<_, PortError>((id, ports.store.release(&key, &draft.id).await?))
    });
    let bindings: Vec<_> = stream::iter(bindings).buffer_unordered(BINDINGS).collect().await;
    let (mut bound, mut is_settled) = (BTreeSet::new(), true);
    for binding in bindings {
        match binding? {
            (id, Written::Done) => {
                bound.insert(id);
            }
            (id, Written::Conflict(item)) => {
                is_settled &= is_unbound(item.as_ref().as_ref());
                if planted::is(Bug::SummaryUnbound) {
                    bound.insert(id);
                }
            }
        }
    }
    let bound: Vec<Notification> =
        bound.into_iter().filter_map(|id| known.get(id)?.notification.clone()).collect();
    if let Some(summary) = Summary::of(&bound, recipient, ports.clock.now()) {
        send(ports, recipient, &draft.id, summary).await?;
        for notification in &bound {
            ports.telemetry.count(Count::Released, notification.event_type.priority());
        }
    } else {
        hand_on_stored(ports, user, &draft.id).await?;
    }
    done(ports, user, draft).await?;
    Ok(is_settled)
}

async fn done<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    user: &UserId,
    draft: &Draft,
) -> Result<(), PortError>
where
    S: Deferrals,
{
    ports.store.forget(user, &draft.items).await?;
    ports.store.finish(user, &draft.id).await
}

/// Stores the summary, unless it is stored already, and hands on what is stored.
async fn send<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    recipient: &Recipient,
    id: &EventId,
    summary: Summary,
) -> Result<(), PortError>
where
    S: InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let now = ports.clock.now();
    let mut summary = summary.notify(recipient.user_id.clone(), id.clone(), recipient, ports.deployed, now);
    let standing = write::write(ports.store, ports.telemetry, &summary, None, &[]).await?;
    if let Some(first) = standing.first.and_then(|item| item.notification) {
        summary = first;
    }
    if summary.event_type != EventType::Summary {
        return Err(PortError::Corrupt("another notification has the summary's id".into()));
    }
    hand_on(ports, &summary, summary.at_once()).await?;
    ports.telemetry.count(Count::Summaries, summary.event_type.priority());
    Ok(())
}

/// Hands on what was stored of a summary that is not worth sending any more, if anything was: whoever was killed then did
/// not, and its deliveries have to end.
async fn hand_on_stored<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    user: &UserId,
    id: &EventId,
) -> Result<(), PortError>
where
    S: BatchRead,
    Q: Enqueue,
{
    let mut stored = items(ports.store, user, std::slice::from_ref(id)).await?;
    match stored.remove(id).and_then(|item| item.notification) {
        Some(summary) => hand_on(ports, &summary, summary.at_once()).await,
        None => Ok(()),
    }
}

/// Enqueues these deliveries of the notification.
async fn hand_on<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    notification: &Notification,
    keys: impl Iterator<Item = DeliveryKey>,
) -> Result<(), PortError>
where
    Q: Enqueue,
{
    let letters = keys.map(|key| Letter::of(0, notification, &key)).collect();
    match outbox::send(ports.queues, letters).await.pop_first() {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

/// Whether what was found in the place of a binding is bound to nothing.
fn is_unbound(found: Option<&InboxItem>) -> bool {
    found.is_none_or(|item| item.released_as.is_none())
}

/// The items of these notifications, as far as they are there.
async fn items(
    store: &impl BatchRead,
    user: &UserId,
    ids: &[EventId],
) -> Result<BTreeMap<EventId, InboxItem>, PortError> {
    let mut items = BTreeMap::new();
    for ids in ids.chunks(READ) {
        let keys: Vec<Key> = ids.iter().map(|id| (user.clone(), id.clone())).collect();
        let snapshot = overflow::read(store, &[], &keys, &[]).await?;
        items.extend(snapshot.items.into_iter().map(|((_, id), item)| (id, item)));
    }
    Ok(items)
}
