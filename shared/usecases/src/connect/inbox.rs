//! Commands on a user's inbox.

use std::collections::{BTreeMap, BTreeSet};

use domain::Channel;
use domain::delivery::DeliveryKey;
use domain::event::data::Id;
use domain::ids::{EventId, UserId};
use domain::protocol::{
    self as frames, AckKind, FrameError, MAX_PAGE_BYTES, MarkRead, Rearrangement, Surroundings, reply,
};
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{Attempt, AttemptResult, Change, InboxItem, Notification};
use domain::routing::plan;
use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream::FuturesUnordered;
use ports::{BatchRead, Clock, InboxLists, InboxWrite, Key, PortError, Position};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandContext, position, post};
use crate::connect::action::CommandPlatform;
use crate::deliver::read;
use crate::{ack, overflow, recipient, socket_fanout};

/// Number of notifications that one `hello` sends.
const HELLO_PAGE: usize = 50;

/// Number of unread notifications that are read and marked at a time.
const MARK_PAGE: usize = 100;

/// Maximum number of pages of one `markRead` of everything. For a larger inbox it fails, and the
/// client has to repeat it.
const MARK_PAGES: usize = 400;

/// Sends the pending notifications, oldest first. The connection is registered already: a
/// notification that is routed from now on is posted to it live, and one that was written before is
/// read here.
pub(super) async fn hello<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    after: Option<&str>,
) -> Result<Value, ActionError> {
    let after = position(after, "after")?;
    let now = context.platform.clock().now();
    let (page, unread) = futures_util::try_join!(
        context.platform.store().pending(&caller.user_id, after.as_ref(), HELLO_PAGE, now),
        context.platform.store().unread(&caller.user_id),
    )?;

    let superseded = superseded(context.platform.store(), &caller.user_id, &page.items).await?;

    // Posts one after the other, since the contract promises the order; storing the attempts need
    // not wait for that.
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
        let at = context.platform.clock().now();
        let posted =
            post(context.platform.gateway(), &caller.connection, &frames::notification(notification, false))
                .await;
        if let Err(error) = posted {
            failure = Some(error);
            break;
        }
        sent += 1;
        if !caller.has_socket() {
            continue;
        }
        let attempt = Attempt {
            at,
            result: AttemptResult::Accepted,
            connection: caller.connection.clone(),
            status: Some(200),
            duration_ms: context.platform.clock().now().millis_since(at),
        };
        notes.push(note(context.platform.store(), &caller.user_id, &notification.id, attempt));
    }
    while notes.next().await.is_some() {}
    if let Some(failure) = failure {
        return Err(failure.into());
    }

    let unread = reply::Unread { count: unread.count, more: unread.more };
    Ok(reply::hello(sent, page.next.map(|next| next.to_cursor()), unread))
}

/// Returns the margin calls among these whose position was liquidated since. To deliver them now
/// would only frighten the trader.
async fn superseded(
    store: &impl BatchRead,
    user: &UserId,
    items: &[InboxItem],
) -> Result<BTreeSet<EventId>, PortError> {
    let calls: Vec<_> = items
        .iter()
        .filter_map(|item| {
            let notification = item.notification.as_ref()?;
            Some((notification, notification.closed_by()?))
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

/// Stores an attempt that was already delivered. If that fails, the attempt is only missing in the
/// notification's history.
async fn note(store: &impl InboxWrite, user: &UserId, id: &EventId, attempt: Attempt) {
    if let Err(error) = store.add_attempts(user, id, &[attempt]).await {
        tracing::warn!(%error, user.id = %user, "an attempt could not be recorded");
    }
}

/// The delivery that an ack of a socket belongs to.
fn in_app() -> DeliveryKey {
    DeliveryKey::of_channel(Channel::Websocket)
}

/// Records that the device has these notifications, or that the trader has seen them.
pub(super) async fn ack<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    ids: &[EventId],
    kind: AckKind,
) -> Result<Value, ActionError> {
    let change = match kind {
        AckKind::Received => Change::Received,
        AckKind::Seen => Change::Seen,
    };
    ack::advance_all(context.platform, &caller.user_id, ids, change, &in_app()).await?;
    Ok(reply::done())
}

/// Marks these notifications, or all, as read, and notifies the user's other devices.
pub(super) async fn mark_read<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    what: MarkRead,
) -> Result<Value, ActionError> {
    let ids = match what {
        MarkRead::Ids(ids) => {
            ack::advance_all(context.platform, &caller.user_id, &ids, Change::Read, &in_app()).await?;
            Some(ids)
        }
        MarkRead::All => {
            mark_all_read(context, caller).await?;
            None
        }
    };
    let unread = context.platform.store().unread(&caller.user_id).await?;
    notify_other_devices(context, caller, &frames::read(ids.as_deref(), unread.count, unread.more)).await?;
    Ok(reply::unread(reply::Unread { count: unread.count, more: unread.more }))
}

/// Archives these notifications, takes them out of the archive or marks them unread, and notifies the user's
/// other devices.
pub(super) async fn rearrange<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    ids: &[EventId],
    how: Rearrangement,
) -> Result<Value, ActionError> {
    ack::advance_all(context.platform, &caller.user_id, ids, how.change(), &in_app()).await?;
    let unread = context.platform.store().unread(&caller.user_id).await?;
    let frame = frames::rearranged(how, ids, unread.count, unread.more);
    notify_other_devices(context, caller, &frame).await?;
    Ok(reply::unread(reply::Unread { count: unread.count, more: unread.more }))
}

async fn mark_all_read<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
) -> Result<(), ActionError> {
    for _ in 0..MARK_PAGES {
        let page = context.platform.store().unread_page(&caller.user_id, MARK_PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        // What they were sent as elsewhere is not read, so that nothing is dismissed there.
        ack::advance_each(context.platform, &caller.user_id, page, Change::Read, &in_app()).await.1?;
    }
    Err(PortError::Throttled("the inbox has too many unread notifications for one markRead".into()).into())
}

async fn notify_other_devices<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    frame: &str,
) -> Result<(), ActionError> {
    let recipient = recipient::read(context.platform.store(), &caller.user_id).await?;
    let now = context.platform.clock().now();
    let (live, _) = recipient.live_and_overdue(now);
    let others = live.into_iter().filter(|connection| connection.id != caller.connection);
    // A device that misses this frame gets the state with its next `hello` or list.
    join_all(others.map(async |connection| {
        let attempt =
            socket_fanout::post(context.platform.gateway(), context.platform.clock(), &connection.id, frame)
                .await;
        if attempt.result == AttemptResult::Gone {
            socket_fanout::forget_gone(context.platform.store(), &caller.user_id, connection, now).await;
        }
    }))
    .await;
    Ok(())
}

/// Returns a page of the notifications that the filter selects, newest first.
pub(super) async fn list<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    filter: &ListFilter,
    before: Option<&str>,
    limit: usize,
) -> Result<Value, ActionError> {
    let before = position(before, "before")?;
    let page = context.platform.store().list(&caller.user_id, filter, before.as_ref(), limit).await?;
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
            // The other notifications are listed nevertheless; the client could do nothing about
            // this one.
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

/// Returns all that is stored of one notification.
pub(super) async fn get<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    id: EventId,
) -> Result<Value, ActionError> {
    let key = (caller.user_id.clone(), id);
    let snapshot = read(context.platform.store(), std::iter::once(&key)).await?;
    if snapshot.unreadable.contains(&key) {
        return Err(PortError::Corrupt("the stored notification cannot be read".into()).into());
    }
    match snapshot.items.get(&key).map(|item| (item, &item.notification)) {
        Some((item, Some(notification))) => {
            let now = context.platform.clock().now();
            let summary = summary_of(context.platform.store(), item, &key).await?;
            let merged = merged_into(context.platform.store(), item, &key).await?;
            let surroundings = Surroundings {
                closed_at: snapshot.closed_at(&key.0, notification.closed_by()),
                quiet_until: plan::quiet_until(
                    notification.event_type,
                    notification.priority,
                    &snapshot.recipient(&key.0),
                    now,
                ),
                summary: summary.as_ref(),
                merged: &merged,
            };
            frames::details(item, notification, &surroundings, now)
                .map_err(|error| PortError::Corrupt(format!("the stored notification {error}")).into())
        }
        Some((_, None)) | None => Err(FrameError::no_notification().into()),
    }
}

/// Returns the merged notifications that include deliveries of the item, as far as they are stored.
async fn merged_into(
    store: &impl BatchRead,
    item: &InboxItem,
    (user, _): &Key,
) -> Result<Vec<InboxItem>, PortError> {
    let mut found: BTreeMap<Key, InboxItem> = BTreeMap::new();
    let mut named = merged_names(user, item);
    // A merged notification may itself have been merged into a later one.
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

/// Maximum length of a chain of merged notifications that is followed.
const MERGED_DEPTH: usize = 3;

fn merged_names(user: &UserId, item: &InboxItem) -> BTreeSet<Key> {
    let named = item.ledger.values().filter_map(|entry| entry.released_as.clone());
    named.map(|id| (user.clone(), id)).collect()
}

/// Returns the summary that included the notification's deferred deliveries, if there is one.
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
