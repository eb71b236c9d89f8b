//! Expired alerts, whose levels are in the way of others until they are removed.

use domain::alert::{Alert, Phase};
use futures_util::StreamExt;
use futures_util::stream;
use ports::{Levels, PortError, Stored};

/// How many are removed at once.
const AT_ONCE: usize = 16;

/// How many are removed at a time; the rest is removed when it is met again. So many take two rounds of calls, which is what
/// a shard waits for them at most.
const MOST: usize = 32;

/// Removes the levels of alerts that no tick can fire any more, of [`MOST`] of them at most. One that cannot be removed is
/// logged and stays: it costs reads, and its time to live ends it at last.
pub(super) async fn remove(store: &impl Levels, over: Vec<Alert>) {
    let marks = over.into_iter().take(MOST).map(async |alert| {
        let after = Alert { phase: Phase::Over, ..alert.clone() };
        store.mark(&alert, &after).await
    });
    let marked: Vec<Result<Stored, PortError>> =
        stream::iter(marks).buffer_unordered(AT_ONCE).collect().await;
    if let Some(error) = marked.into_iter().find_map(Result::err) {
        tracing::warn!(%error, "the levels of expired alerts could not be removed");
    }
}
