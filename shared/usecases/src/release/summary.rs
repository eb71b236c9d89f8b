//! Release of deferred deliveries: as one summary per channel, or individually if their type
//! requires that.
//!
//! A draft of the summary is stored with the notifications that wait. Then each of them is bound to
//! it by a conditional write, and the bound ones are composed, stored under the summary's id and
//! enqueued for the channels. If the invocation is killed in between, the next run finishes the
//! draft before anything else: the same notifications are still bound to it, its content is what
//! was stored first, and the ledger drops duplicates. If two runs see the same schedule entry, one
//! of them drafts: the write of the draft also changes the entry's stamp to the draft's id, and
//! only under that stamp the entry can be removed.

use std::collections::{BTreeMap, BTreeSet};

use domain::delivery::ledger::DeliveryKey;
use domain::event::catalogue::QuietHandling;
use domain::ids::EventId;
use domain::recipient::Recipient;
use domain::routing::notification::{InboxItem, Notification};
use domain::routing::plan::PlannedDelivery;
use domain::routing::summary::{MAX_NOTIFICATIONS, Summary, id_at};
use domain::{EventType, UserId};
use futures_util::{StreamExt, stream};
use ports::{
    BatchRead, Clock, Count, Deferrals, Draft, ItemWriteOutcome, Key, PortError, ScheduledCheck, Scheduler,
    Telemetry, WriteOutcome,
};

use super::ReleaseContext;
use crate::overflow;
use crate::release::ReleasePlatform;
use crate::route::outbox::{self, OutboundMessage};
use crate::route::write;

/// Maximum number of items of one read.
const READ: usize = 100;

/// Number of notifications that are bound concurrently.
const CONCURRENT_BINDINGS: usize = 16;

/// Sends what waits, if the user's quiet hours are over; otherwise schedules a check of the user
/// for their end.
///
/// Returns the current schedule entry, which is to be removed, or `None` if the user has to be
/// checked again.
///
/// # Errors
///
/// Those of the store or a queue. The entry then stays in the schedule, and the next minute's run
/// tries again.
pub(super) async fn release<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    recipient: &Recipient,
    wake: &ScheduledCheck,
) -> Result<Option<ScheduledCheck>, PortError> {
    let user = &recipient.user_id;
    let waiting = context.platform.store().waiting(user).await?;
    let mut is_complete = true;
    let mut handled = BTreeSet::new();
    for draft in &waiting.drafts {
        let known = items(context.platform.store(), user, &draft.items).await?;
        is_complete &= finish(context, recipient, draft, &known).await?;
        handled.extend(draft.items.iter().cloned());
    }
    let rest: Vec<_> = waiting.items.into_iter().filter(|id| !handled.contains(id)).collect();
    let mut wake = wake.clone();
    if let Some(first) = rest.first() {
        if let Some(until) = recipient.quiet_until(context.platform.clock().now()) {
            context.platform.store().schedule_check(user, until, first.as_str()).await?;
        } else {
            is_complete &= begin(context, recipient, &mut wake, &rest).await?;
        }
    }
    Ok(is_complete.then_some(wake))
}

/// The way in which a waiting notification is released.
enum Release {
    /// Nothing is left to be done, or another run does it.
    Skip,
    /// It is sent as a message of its own.
    Individually,
    /// It is sent in a summary; if it has expired, the summary counts it.
    InSummary,
}

fn how_released(item: &InboxItem, notification: &Notification, now: domain::Time) -> Release {
    let is_over = notification.is_expired(now);
    let is_own = item.released_as.as_ref() == Some(&notification.id);
    match (notification.event_type.row().quiet_handling, &item.released_as) {
        // The run that bound it may have been killed before it enqueued.
        (QuietHandling::Whole, Some(_)) if is_own && !is_over => Release::Individually,
        (_, Some(_)) => Release::Skip,
        (_, None) if item.state.is_seen() => Release::Skip,
        (QuietHandling::Whole, None) if is_over => Release::Skip,
        (QuietHandling::Whole, None) => Release::Individually,
        (QuietHandling::Summarised | QuietHandling::Interrupts, None) => Release::InSummary,
    }
}

/// Sends what waits and is in no draft, and returns whether all is done. `wake` is the user's
/// schedule entry as it was read; a new draft changes it.
///
/// # Errors
/// Those of the store or a queue.
async fn begin<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    recipient: &Recipient,
    wake: &mut ScheduledCheck,
    ids: &[EventId],
) -> Result<bool, PortError> {
    let user = &recipient.user_id;
    let now = context.platform.clock().now();
    let known = items(context.platform.store(), user, ids).await?;
    let mut is_complete = true;
    let (mut over, mut summarised) = (Vec::new(), Vec::new());
    for id in ids {
        let found = known.get(id).and_then(|item| Some((item, item.notification.as_ref()?)));
        let Some((item, notification)) = found else {
            tracing::error!(user.id = %user, event.id = %id, "a deferred notification cannot be read");
            over.push(id.clone());
            continue;
        };
        match how_released(item, notification, now) {
            Release::Skip => {
                // It may be bound to a draft that was stored after the read of the drafts: then
                // another check is needed.
                is_complete &= item.released_as.is_none();
                over.push(id.clone());
            }
            Release::Individually => {
                is_complete &= release_individually(context, notification).await?;
                over.push(id.clone());
            }
            Release::InSummary => summarised.push(notification),
        }
    }
    if !over.is_empty() {
        context.platform.store().forget(user, &over).await?;
    }
    summarised.sort_by(|a, b| (a.occurred_at, &a.id).cmp(&(b.occurred_at, &b.id)));
    is_complete &= summarised.len() <= MAX_NOTIFICATIONS;
    summarised.truncate(MAX_NOTIFICATIONS);
    let ids: Vec<_> = summarised.iter().map(|notification| notification.id.clone()).collect();
    if summarised.iter().all(|notification| notification.is_expired(now)) {
        if !ids.is_empty() {
            context.platform.store().forget(user, &ids).await?;
        }
        return Ok(is_complete);
    }
    let draft = Draft { id: id_at(now), items: ids };
    match context.platform.store().draft(&draft, wake, now).await? {
        WriteOutcome::Done => {
            draft.id.as_str().clone_into(&mut wake.version);
            Ok(finish(context, recipient, &draft, &known).await? && is_complete)
        }
        // Another run has the entry, or had it in this minute: the rest is left to the next
        // minute's run.
        WriteOutcome::Conflict => Ok(false),
    }
}

/// Enqueues the notification's own deliveries. Returns whether it was not bound to another release.
async fn release_individually<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    notification: &Notification,
) -> Result<bool, PortError> {
    let key = (notification.user_id.clone(), notification.id.clone());
    if let ItemWriteOutcome::Conflict(item) = context.platform.store().release(&key, &notification.id).await?
    {
        return Ok(is_unbound(item.as_ref().as_ref()));
    }
    enqueue(context, notification, notification.deferred().flat_map(PlannedDelivery::keys)).await?;
    context.platform.telemetry().count(Count::Released, notification.priority);
    Ok(true)
}

/// Binds the notifications of the draft, and sends the bound ones. `known` has the draft's
/// notifications. Returns whether none of them was bound to another draft, which may not be known
/// here.
async fn finish<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    recipient: &Recipient,
    draft: &Draft,
    known: &BTreeMap<EventId, InboxItem>,
) -> Result<bool, PortError> {
    let user = &recipient.user_id;
    let bindings = draft.items.iter().map(async |id| {
        let key = (user.clone(), id.clone());
        Ok::<_, PortError>((id, context.platform.store().release(&key, &draft.id).await?))
    });
    let bindings: Vec<_> = stream::iter(bindings).buffer_unordered(CONCURRENT_BINDINGS).collect().await;
    let (mut bound, mut is_complete) = (BTreeSet::new(), true);
    for binding in bindings {
        match binding? {
            (id, ItemWriteOutcome::Done) => {
                bound.insert(id);
            }
            (_, ItemWriteOutcome::Conflict(item)) => {
                is_complete &= is_unbound(item.as_ref().as_ref());
            }
        }
    }
    let bound: Vec<Notification> =
        bound.into_iter().filter_map(|id| known.get(id)?.notification.clone()).collect();
    if let Some(summary) = Summary::of(&bound, recipient, context.platform.clock().now()) {
        send(context, recipient, &draft.id, summary).await?;
        for notification in &bound {
            context.platform.telemetry().count(Count::Released, notification.priority);
        }
    } else {
        enqueue_stored(context, user, &draft.id).await?;
    }
    done(context, user, draft).await?;
    Ok(is_complete)
}

async fn done<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    user: &UserId,
    draft: &Draft,
) -> Result<(), PortError> {
    context.platform.store().forget(user, &draft.items).await?;
    context.platform.store().finish(user, &draft.id).await
}

/// Stores the summary, unless it is stored already, and enqueues what is stored.
async fn send<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    recipient: &Recipient,
    id: &EventId,
    summary: Summary,
) -> Result<(), PortError> {
    let now = context.platform.clock().now();
    let mut summary = summary.notify(recipient.user_id.clone(), id.clone(), recipient, context.deployed, now);
    let standing =
        write::write(context.platform.store(), context.platform.telemetry(), &summary, None, &[]).await?;
    if let Some(first) = standing.first.and_then(|item| item.notification) {
        summary = first;
    }
    if summary.event_type != EventType::Summary {
        return Err(PortError::Corrupt("another notification has the summary's id".into()));
    }
    enqueue(context, &summary, summary.at_once()).await?;
    context.platform.telemetry().count(Count::Summaries, summary.event_type.priority());
    Ok(())
}

/// Enqueues the stored deliveries of a summary that is not worth sending any more, if it was
/// stored: an invocation that was killed may not have enqueued them, and they have to end.
async fn enqueue_stored<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    user: &UserId,
    id: &EventId,
) -> Result<(), PortError> {
    let mut stored = items(context.platform.store(), user, std::slice::from_ref(id)).await?;
    match stored.remove(id).and_then(|item| item.notification) {
        Some(summary) => enqueue(context, &summary, summary.at_once()).await,
        None => Ok(()),
    }
}

/// Enqueues these deliveries of the notification.
async fn enqueue<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    notification: &Notification,
    keys: impl Iterator<Item = DeliveryKey>,
) -> Result<(), PortError> {
    let outbound = keys.map(|key| OutboundMessage::of(0, notification, &key)).collect();
    match outbox::send(context.platform.queues(), outbound).await.pop_first() {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

/// Whether the item that a binding conflicted with is bound to nothing.
fn is_unbound(found: Option<&InboxItem>) -> bool {
    found.is_none_or(|item| item.released_as.is_none())
}

/// Reads the items of these notifications, as far as they exist.
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
