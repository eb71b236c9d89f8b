//! Puts the broadcasts that a trader does not have yet into the inbox.

use std::time::Duration;

use domain::Time;
use domain::event::broadcast::Broadcast;
use domain::recipient::Recipient;
use futures_util::stream::{self, StreamExt};
use ports::{BatchRead, BroadcastRead, Clock, InboxWrite, Key, PortError, Positions, TopicsRead};

use super::audience::AudienceTopics;
use crate::{overflow, route};

platform_alias! {
    /// Ports that catching up uses: broadcasts, and the inbox.
    pub(crate) CatchUpPlatform:
        Store: BatchRead + BroadcastRead + InboxWrite + Positions + TopicsRead,
}

/// Number of broadcasts that are read at a time.
const PAGE: usize = 50;

/// Maximum number of pages of one call: the broadcasts of a month are fewer.
const PAGES: usize = 40;

/// Number of concurrent writes.
const WRITES_AT_ONCE: usize = 16;

/// The time for which a broadcast may become readable after the time that it was given: longer than an
/// invocation that stores one can run, and than two clocks can differ.
const SETTLES_AFTER: Duration = Duration::from_mins(5);

/// Puts every broadcast that is addressed to the trader, and that the inbox does not have, into the inbox. When
/// it returns, a read of the inbox has all broadcasts that were stored before the call. What the trader has
/// switched off stays out, as the preferences are now.
///
/// # Errors
/// Those of the store. A repeat continues.
pub(crate) async fn catch_up<P: CatchUpPlatform>(
    platform: &P,
    recipient: &Recipient,
) -> Result<(), PortError> {
    let now = platform.clock().now();
    let from = recipient.broadcasts_until.unwrap_or(Time::EPOCH);
    let settled = now.minus(SETTLES_AFTER);
    let (mut after, mut has_settled) = (None, false);
    for _ in 0..PAGES {
        let (page, next) =
            platform.store().broadcasts(&recipient.user_id, from, after.as_ref(), PAGE).await?;
        has_settled |= page.iter().any(|stored| stored.live_at < settled);
        let readable = page.iter().filter_map(super::read);
        let mut addressed: Vec<Broadcast> = readable.filter(|broadcast| !broadcast.is_expired(now)).collect();
        let user = std::slice::from_ref(&recipient.user_id);
        let topics = AudienceTopics::read(platform.store(), &addressed, user).await?;
        addressed.retain(|broadcast| topics.include(recipient, broadcast));
        take_up(platform, recipient, &addressed, now).await?;
        if next.is_none() {
            // Without a settled broadcast there would be nothing to skip the next time.
            if has_settled && settled > from {
                platform.store().record_broadcasts_until(&recipient.user_id, settled).await?;
            }
            return Ok(());
        }
        after = next;
    }
    Err(PortError::Throttled("there are too many broadcasts for one call".into()))
}

/// Writes those of the broadcasts that the inbox does not have yet.
async fn take_up<P: CatchUpPlatform>(
    platform: &P,
    recipient: &Recipient,
    broadcasts: &[Broadcast],
    now: Time,
) -> Result<(), PortError> {
    if broadcasts.is_empty() {
        return Ok(());
    }
    let user = &recipient.user_id;
    let keys: Vec<Key> =
        broadcasts.iter().map(|broadcast| (user.clone(), broadcast.notification_id().clone())).collect();
    let mut snapshot = overflow::read(platform.store(), &[], &keys, &[]).await?;
    snapshot.recipients.insert(user.clone(), recipient.clone());
    let snapshot = &snapshot;
    let is_new = |key: &Key| {
        !snapshot.unreadable.contains(key)
            && snapshot.items.get(key).is_none_or(|item| item.notification.is_none())
    };
    let new = broadcasts.iter().zip(&keys).filter(|(_, key)| is_new(key));
    let writes = new.map(async |(broadcast, _)| {
        route::put_into_inbox(platform, broadcast.event_for(user), snapshot, now).await
    });
    let results: Vec<_> = stream::iter(writes).buffer_unordered(WRITES_AT_ONCE).collect().await;
    results.into_iter().collect()
}
