//! Notifications that the inbox refused for their size and that are stored in its overflow.

use domain::UserId;
use domain::routing::notification::{Change, InboxState};
use ports::{BatchRead, Key, PortError, PositionKey, Snapshot};

/// Reads as [`BatchRead::read`] does, and also finds notifications that are not in the inbox but in
/// its overflow.
///
/// # Errors
/// Those of [`BatchRead`].
pub(crate) async fn read(
    store: &impl BatchRead,
    users: &[UserId],
    keys: &[Key],
    positions: &[PositionKey],
) -> Result<Snapshot, PortError> {
    let mut snapshot = store.read(users, keys, positions).await?;
    add(store, keys, &mut snapshot).await?;
    Ok(snapshot)
}

/// Adds to the snapshot those notifications that are not in the inbox but in its overflow. An ack
/// that was recorded in the inbox counts for them. It costs a call only if a notification is
/// missing whose recipient is marked in the snapshot or is not in the snapshot.
///
/// # Errors
/// Those of [`BatchRead::read_overflow`].
pub(crate) async fn add(
    store: &impl BatchRead,
    keys: &[Key],
    snapshot: &mut Snapshot,
) -> Result<(), PortError> {
    let is_missing = |key: &&Key| {
        !snapshot.unreadable.contains(key)
            && snapshot.recipients.get(&key.0).is_none_or(|recipient| recipient.inbox_overflows)
            && snapshot.items.get(key).is_none_or(|item| item.notification.is_none())
    };
    let missing: Vec<Key> = keys.iter().filter(is_missing).cloned().collect();
    if missing.is_empty() {
        return Ok(());
    }
    for (key, mut item) in store.read_overflow(&missing).await? {
        if let Some(mark) = snapshot.items.get(&key) {
            item.state = InboxState::after(Some(mark.state), Change::Arrived).unwrap_or(mark.state);
            item.acked_at = item.acked_at.or(mark.acked_at);
            item.seen = item.seen.or_else(|| mark.seen.clone());
        }
        snapshot.items.insert(key, item);
    }
    Ok(())
}
