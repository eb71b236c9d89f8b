//! The store as `watch-prices` calls it: each call takes its time, and calls can be concurrent.

use std::fmt::Debug;

use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::PortError;

use super::CALL;
use crate::timeline::Timeline;

pub(super) struct Timed<'a> {
    pub(super) store: &'a MemoryStore,
    pub(super) timeline: &'a Timeline,
}

intercept!(Timed<'_>: FeedHealth, Levels);

impl Intercept for Timed<'_> {
    async fn around<T: Debug>(
        &self,
        _: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.timeline.takes(CALL).await;
        effect(self.store).await
    }
}
