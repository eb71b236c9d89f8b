//! What a device does with its user's inbox.

use std::collections::{BTreeMap, BTreeSet};

use domain::data::Id;
use domain::frames::{self, FrameError, MAX_PAGE_BYTES, MarkRead, Surroundings, reply};
use domain::ids::{EventId, UserId};
use domain::notification::{Attempt, AttemptResult, Change, InboxItem, InboxState, Notification};
use domain::plan;
use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream::{self, FuturesUnordered};
use ports::{
    BatchRead, Clock, Connections, Gateway, InboxAdvance, InboxLists, InboxWrite, Key, PortError, Position,
    Seen, Written,
};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandPorts, position, post};
use crate::deliver::read;
use crate::handover;
use crate::overflow;
use crate::planted::{self, Bug};

/// How many notifications one hello sends.
const HELLO_PAGE: usize = 50;

/// How many writes of one command are under way at once.
const WRITES_AT_ONCE: usize = 16;

/// How many unread notifications are marked before the next ones are looked for.
const MARK_PAGE: usize = 100;

/// How many pages one `markRead` of everything works off; an inbox beyond that is told to try again.
const MARK_PAGES: usize = 400;

/// Sends what is pending, oldest first. The connection is registered already, so what is routed from now on
/// reaches it live, and what was written before is read here.
pub(super) async fn hello<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    after: Option<&str>,
) -> Result<Value, ActionError>
where
    S: BatchRead + InboxLists + InboxWrite,
    G: Gateway,
    C: Clock,
{
    let after = position(after, "after")?;
    let now = ports.clock.now();
    let (page, unread) = futures_util::try_join!(
        ports.store.pending(&caller.user_id, after.as_ref(), HELLO_PAGE, now),
        ports.store.unread(&caller.user_id),
    )?;

    let superseded = superseded(ports.store, &caller.user_id, &page.items).await?;

    // One after the other, since the order is promised; noting down the attempts need not wait for that.
    let mut notes = FuturesUnordered::new();
    let mut failure = None;
    let mut sent = 0;
    for item in &page.items {
        let Some(notification) = &item.notification else {
            continue;
        };
        if superseded.contains(&notification.id) {
            continue;
        }
        let at = ports.clock.now();
        let posted =
            post(ports.gateway, &caller.connection, &frames::notification(notification, false)).await;
        if let Err(error) = posted {
            failure = Some(error);
            break;
        }
        sent += 1;
        let attempt = Attempt {
            at,
            result: AttemptResult::Accepted,
            connection: caller.connection.clone(),
            status: Some(200),
            duration_ms: ports.clock.now().millis_since(at),
        };
        notes.push(note(ports.store, &caller.user_id, &notification.id, attempt));
    }
    while notes.next().await.is_some() {}
    if let Some(failure) = failure {
        return Err(failure.into());
    }

    let unread = reply::Unread { count: unread.count, more: unread.more };
    Ok(reply::hello(sent, page.next.map(|next| next.to_cursor()), unread))
}

/// The margin calls among these whose position was liquidated since: telling of them now would only frighten.
async fn superseded(
    store: &impl BatchRead,
    user: &UserId,
    items: &[InboxItem],
) -> Result<BTreeSet<EventId>, PortError> {
    let calls: Vec<_> = items
        .iter()
        .filter_map(|item| {
            let notification = item.notification.as_ref()?;
            Some((notification, notification.position()?))
        })
        .collect();
    if calls.is_empty() {
        return Ok(BTreeSet::new());
    }
    let positions: Vec<_> = calls.iter().map(|(_, position)| (user.clone(), position.clone())).collect();
    let snapshot = store.read(&[], &[], &positions).await?;
    let is_superseded = |(notification, position): &(&Notification, Id)| {
        let closed_at = snapshot.closed_at(user, Some(position.clone()));
        plan::is_superseded(notification.event_type, notification.occurred_at, closed_at)
    };
    Ok(calls
        .iter()
        .filter(|call| is_superseded(call))
        .map(|(notification, _)| notification.id.clone())
        .collect())
}

/// Notes down an attempt that the trader has already profited from: should that fail, it is only missing in
/// the notification's history.
async fn note(store: &impl InboxWrite, user: &UserId, id: &EventId, attempt: Attempt) {
    if let Err(error) = store.add_attempts(user, id, &[attempt]).await {
        tracing::warn!(%error, user.id = %user, "an attempt was not noted down");
    }
}

/// The device has these: they are pending nowhere any more.
pub(super) async fn ack<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    ids: &[EventId],
) -> Result<Value, ActionError>
where
    S: BatchRead + InboxAdvance,
    C: Clock,
{
    advance_all(ports, caller, ids, Change::Acked).await?;
    Ok(reply::done())
}

/// The trader has read these, or everything; the user's other devices are told.
pub(super) async fn mark_read<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    what: MarkRead,
) -> Result<Value, ActionError>
where
    S: BatchRead + Connections + InboxAdvance + InboxLists,
    G: Gateway,
    C: Clock,
{
    let ids = match what {
        MarkRead::Ids(ids) => {
            advance_all(ports, caller, &ids, Change::Read).await?;
            Some(ids)
        }
        MarkRead::All => {
            mark_all_read(ports, caller).await?;
            None
        }
    };
    let unread = ports.store.unread(&caller.user_id).await?;
    tell_the_others(ports, caller, &frames::read(ids.as_deref(), unread.count, unread.more)).await?;
    Ok(reply::mark_read(reply::Unread { count: unread.count, more: unread.more }))
}

async fn mark_all_read<S, G, C>(ports: &CommandPorts<'_, S, G, C>, caller: &Caller) -> Result<(), ActionError>
where
    S: InboxAdvance + InboxLists,
    C: Clock,
{
    for _ in 0..MARK_PAGES {
        let page = ports.store.unread_page(&caller.user_id, MARK_PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        advance_each(ports, caller, page, Change::Read).await?;
    }
    Err(PortError::Throttled("the inbox has too many unread notifications for one markRead".into()).into())
}

async fn tell_the_others<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    frame: &str,
) -> Result<(), ActionError>
where
    S: BatchRead + Connections,
    G: Gateway,
    C: Clock,
{
    let snapshot = ports.store.read(std::slice::from_ref(&caller.user_id), &[], &[]).await?;
    let recipient = snapshot.recipient(&caller.user_id);
    let now = ports.clock.now();
    let (live, _) = recipient.live_and_overdue(now);
    let others = live.into_iter().filter(|connection| connection.id != caller.connection);
    // A device that misses this learns it from its next hello or list.
    join_all(others.map(async |connection| {
        let attempt = handover::post(ports.gateway, ports.clock, &connection.id, frame).await;
        if attempt.result == AttemptResult::Gone {
            handover::forget_gone(ports.store, &caller.user_id, connection, now).await;
        }
    }))
    .await;
    Ok(())
}

async fn advance_all<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    ids: &[EventId],
    change: Change,
) -> Result<(), ActionError>
where
    S: BatchRead + InboxAdvance,
    C: Clock,
{
    let keys: Vec<_> = ids.iter().map(|id| (caller.user_id.clone(), id.clone())).collect();
    let snapshot = overflow::read(ports.store, &[], &keys, &[]).await?;
    let mut seen: Vec<_> = keys
        .into_iter()
        .filter(|key| !snapshot.unreadable.contains(key))
        .map(|key| (key.1.clone(), Seen::of(snapshot.items.get(&key))))
        .collect();
    seen.sort_by(|a, b| a.0.cmp(&b.0));
    seen.dedup_by(|a, b| a.0 == b.0);
    advance_each(ports, caller, seen, change).await
}

/// Moves each item forward; the first failure is answered when all have been tried.
async fn advance_each<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    items: Vec<(EventId, Seen)>,
    change: Change,
) -> Result<(), ActionError>
where
    S: InboxAdvance,
    C: Clock,
{
    let advances = items.into_iter().map(async |(id, seen)| advance(ports, caller, &id, seen, change).await);
    let results: Vec<_> = stream::iter(advances).buffer_unordered(WRITES_AT_ONCE).collect().await;
    results.into_iter().collect::<Result<(), _>>().map_err(ActionError::from)
}

/// Moves one item forward from whatever it is to what the change makes of it. Where there is no item yet,
/// the change leaves its mark for the write that comes.
async fn advance<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    id: &EventId,
    mut seen: Seen,
    change: Change,
) -> Result<(), PortError>
where
    S: InboxAdvance,
    C: Clock,
{
    // States only move forward and there are few of them, so a conflict can repeat only a few times.
    for _ in 0..=InboxState::ALL.len() {
        let Some(next) = InboxState::after(seen.state, change) else {
            return Ok(());
        };
        if planted::is(Bug::AckAsDelete) && seen.state.is_none() {
            return Ok(());
        }
        match ports.store.advance(&caller.user_id, id, seen, next, ports.clock.now()).await? {
            Written::Done => return Ok(()),
            Written::Conflict(item) => seen = Seen::of(item.as_ref().as_ref()),
        }
    }
    Err(PortError::Throttled("the inbox item kept changing".into()))
}

/// The inbox, newest first.
pub(super) async fn list<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    before: Option<&str>,
    limit: usize,
) -> Result<Value, ActionError>
where
    S: InboxLists,
{
    let before = position(before, "before")?;
    let page = ports.store.list(&caller.user_id, before.as_ref(), limit).await?;
    let mut entries = Vec::with_capacity(page.items.len());
    let mut bytes = 0;
    let mut next = page.next;
    let mut last: Option<Position> = None;
    for item in &page.items {
        let Some(notification) = &item.notification else {
            continue;
        };
        let entry = match frames::listed(notification, item.state) {
            Ok(entry) => entry,
            // It costs only itself; there is nothing that its reader could do about it.
            Err(error) => {
                let (user, id) = (&notification.user_id, &notification.id);
                tracing::error!(%error, user.id = %user, event.id = %id, "a stored notification cannot be listed");
                continue;
            }
        };
        bytes += entry.to_string().len();
        // A page has at least one entry, and one entry always fits: an event has at most 32 KiB.
        if bytes > MAX_PAGE_BYTES && last.is_some() {
            next = last;
            break;
        }
        last = Some(Position::of(notification));
        entries.push(entry);
    }
    Ok(reply::notifications(entries, next.map(|next| next.to_cursor())))
}

/// Everything that is known of one notification.
pub(super) async fn get<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    id: EventId,
) -> Result<Value, ActionError>
where
    S: BatchRead,
    C: Clock,
{
    let key = (caller.user_id.clone(), id);
    let snapshot = read(ports.store, std::iter::once(&key)).await?;
    if snapshot.unreadable.contains(&key) {
        return Err(PortError::Corrupt("the stored notification cannot be read".into()).into());
    }
    match snapshot.items.get(&key).map(|item| (item, &item.notification)) {
        Some((item, Some(notification))) => {
            let now = ports.clock.now();
            let summary = summary_of(ports.store, item, &key).await?;
            let merged = merged_into(ports.store, item, &key).await?;
            let surroundings = Surroundings {
                closed_at: snapshot.closed_at(&key.0, notification.position()),
                quiet_until: plan::quiet_until(notification.event_type, &snapshot.recipient(&key.0), now),
                summary: summary.as_ref(),
                merged: &merged,
            };
            frames::details(item, notification, &surroundings, now)
                .map_err(|error| PortError::Corrupt(format!("the stored notification {error}")).into())
        }
        Some((_, None)) | None => Err(FrameError::no_notification().into()),
    }
}

/// Returns the merged notifications as which deliveries of the item leave, as far as they are stored.
async fn merged_into(
    store: &impl BatchRead,
    item: &InboxItem,
    (user, _): &Key,
) -> Result<Vec<InboxItem>, PortError> {
    let mut found: BTreeMap<Key, InboxItem> = BTreeMap::new();
    let mut named = merged_names(user, item);
    // A merged notification may itself have been left to a later one.
    for _ in 0..MERGED_DEPTH {
        let keys: Vec<Key> = named.into_iter().filter(|key| !found.contains_key(key)).collect();
        if keys.is_empty() {
            break;
        }
        let items = overflow::read(store, &[], &keys, &[]).await?.items;
        named = items.values().flat_map(|item| merged_names(user, item)).collect();
        found.extend(items);
    }
    Ok(found.into_values().collect())
}

/// How many merged notifications are followed from one to the next.
const MERGED_DEPTH: usize = 3;

fn merged_names(user: &UserId, item: &InboxItem) -> BTreeSet<Key> {
    let named = item.ledger.values().filter_map(|entry| entry.released_as.clone());
    named.map(|id| (user.clone(), id)).collect()
}

/// The summary in which the notification's deferred deliveries have left, where they have.
async fn summary_of(
    store: &impl BatchRead,
    item: &InboxItem,
    (user, id): &Key,
) -> Result<Option<InboxItem>, PortError> {
    let Some(summary) = item.released_as.as_ref().filter(|released_as| *released_as != id) else {
        return Ok(None);
    };
    let key = (user.clone(), summary.clone());
    let mut snapshot = overflow::read(store, &[], std::slice::from_ref(&key), &[]).await?;
    Ok(snapshot.items.remove(&key))
}
