//! Reads the recipients and their notifications of a drill.

use std::time::Duration;

use domain::{EventId, UserId};
use ports::{BatchRead, Key, PortError, Snapshot};
use synthetic::now;
use tokio::time::sleep;

use super::outcome::Outcome;

/// The maximum number of items of one read:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
const MAX_ITEMS: usize = 100;
/// The number of tries of a read.
const TRIES: u32 = 3;
/// The pause before another try.
const PAUSE: Duration = Duration::from_secs(1);

/// Returns the recipients of these users, as far as they exist.
///
/// # Errors
///
/// The error of the third try, or the first one that is not retryable.
pub(super) async fn recipients(store: &impl BatchRead, users: &[UserId]) -> Result<Snapshot, PortError> {
    let mut all = Snapshot::default();
    for users in users.chunks(MAX_ITEMS) {
        let read = retried(async || store.read(users, &[], &[]).await).await?;
        all.recipients.extend(read.recipients);
    }
    Ok(all)
}

/// Returns the results of the drill for these users, in their order.
///
/// # Errors
///
/// The error of the third try, or the first one that is not retryable.
pub(super) async fn outcomes(
    store: &impl BatchRead,
    users: &[UserId],
    id: &EventId,
) -> Result<Vec<Outcome>, PortError> {
    let mut outcomes = Vec::with_capacity(users.len());
    // A user's recipient and notification are two items.
    for users in users.chunks(MAX_ITEMS / 2) {
        let keys: Vec<Key> = users.iter().map(|user| (user.clone(), id.clone())).collect();
        let mut read = retried(async || store.read(users, &keys, &[]).await).await?;
        let overflows = |user: &UserId| read.recipients.get(user).is_some_and(|user| user.inbox_overflows);
        let is_elsewhere = |key: &&Key| !read.items.contains_key(*key) && overflows(&key.0);
        let elsewhere: Vec<Key> = keys.iter().filter(is_elsewhere).cloned().collect();
        if !elsewhere.is_empty() {
            read.items.extend(retried(async || store.read_overflow(&elsewhere).await).await?);
        }
        let now = now();
        outcomes.extend(keys.iter().map(|key| Outcome::of(key, &read, now)));
    }
    Ok(outcomes)
}

/// Repeats a read whose error is retryable.
async fn retried<T>(read: impl AsyncFn() -> Result<T, PortError>) -> Result<T, PortError> {
    for _ in 1..TRIES {
        match read().await {
            Err(error) if error.is_retryable() => sleep(PAUSE).await,
            result => return result,
        }
    }
    read().await
}
