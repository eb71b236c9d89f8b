//! Removal of expired alerts, whose levels delay the reads of other alerts until they are removed.

use domain::alert::{Alert, Phase};
use futures_util::StreamExt;
use futures_util::stream;
use ports::{Levels, PortError, WriteOutcome};

/// Number of alerts that are removed concurrently.
const AT_ONCE: usize = 16;

/// Maximum number of alerts that one call removes; the others are removed when a batch reads them
/// again. This number takes two rounds of calls, which is the longest time that a shard waits for
/// them.
const MAX_AT_ONCE: usize = 32;

/// Removes the levels of alerts that no tick can fire any more, up to [`MAX_AT_ONCE`] of them. An alert
/// that cannot be removed is logged and stays: it costs reads until its time to live removes it.
pub(super) async fn remove(store: &impl Levels, over: Vec<Alert>) {
    let marks = over.into_iter().take(MAX_AT_ONCE).map(async |alert| {
        let after = Alert { phase: Phase::Expired, ..alert.clone() };
        store.mark(&alert, &after).await
    });
    let marked: Vec<Result<WriteOutcome, PortError>> =
        stream::iter(marks).buffer_unordered(AT_ONCE).collect().await;
    if let Some(error) = marked.into_iter().find_map(Result::err) {
        tracing::warn!(%error, "the levels of expired alerts could not be removed");
    }
}
