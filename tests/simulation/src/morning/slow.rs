//! The ports of an invocation, each call of which takes its time and is counted.

use std::collections::BTreeMap;

use domain::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::report::{Activity, Reported};
use domain::shard::Shard;
use domain::{EventId, Time, UserId};
use ports::{
    BatchRead, Deferrals, Draft, Enqueue, InboxWrite, Key, Message, PortError, PositionKey, Queue, Reports,
    Schedule, Snapshot, Stored, Waiting, Wake, Wakes, Written,
};

use super::sleepers::Page;
use super::{CALL, World};

pub(super) struct Slow<'a> {
    pub(super) world: &'a World,
}

impl Slow<'_> {
    /// The part of the schedule that the message names.
    pub(super) fn part(message: &Message) -> u8 {
        let part: serde_json::Value = serde_json::from_str(&message.body).unwrap_or_default();
        part["shard"].as_u64().and_then(|part| u8::try_from(part).ok()).unwrap_or(u8::MAX)
    }

    async fn reading(&self) {
        self.world.count(|tally| tally.reads += 1);
        self.world.timeline.takes(CALL).await;
    }

    async fn writing(&self) {
        self.world.count(|tally| tally.writes += 1);
        self.world.timeline.takes(CALL).await;
    }

    fn page(&self, user: &UserId) -> std::rc::Rc<Page> {
        self.world.sleepers.page_of(user)
    }
}

impl Enqueue for Slow<'_> {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        self.world.count(|tally| tally.sends += 1);
        self.world.timeline.takes(CALL).await;
        let results = messages.iter().map(|_| Ok(())).collect();
        self.world.send(queue, messages);
        results
    }
}

impl Schedule for Slow<'_> {
    async fn due(
        &self,
        shard: Shard,
        _: Time,
        after: Option<&Wake>,
        limit: usize,
    ) -> Result<Vec<Wake>, PortError> {
        self.reading().await;
        Ok(self.world.sleepers.due(shard.number(), after.map(|after| &after.user_id), limit))
    }

    async fn settle(&self, wake: &Wake) -> Result<(), PortError> {
        self.writing().await;
        self.world.sleepers.settle(wake);
        Ok(())
    }
}

impl Wakes for Slow<'_> {
    async fn wake(&self, user: &UserId, at: Time, _: &str) -> Result<(), PortError> {
        panic!("{user} is woken once more, at {at}")
    }
}

impl BatchRead for Slow<'_> {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        self.reading().await;
        let user = users.first().or(keys.first().map(|(user, _)| user));
        let Some(user) = user else { return Ok(Snapshot::default()) };
        self.page(user).store.read(users, keys, positions).await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.reading().await;
        let Some((user, _)) = keys.first() else { return Ok(BTreeMap::new()) };
        self.page(user).store.read_overflow(keys).await
    }
}

impl Deferrals for Slow<'_> {
    async fn defer(&self, key: &Key, _: Time) -> Result<(), PortError> {
        panic!("{key:?} is deferred once more")
    }

    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError> {
        self.reading().await;
        self.page(user).store.waiting(user).await
    }

    async fn draft(&self, draft: &Draft, seen: &Wake, now: Time) -> Result<Stored, PortError> {
        self.writing().await;
        let store = &self.page(&seen.user_id).store;
        // The schedule itself is kept elsewhere, for all pages.
        store.wake(&seen.user_id, seen.at, &seen.stamp).await?;
        store.draft(draft, seen, now).await
    }

    async fn release(&self, key: &Key, released_as: &EventId) -> Result<Written, PortError> {
        self.writing().await;
        self.page(&key.0).store.release(key, released_as).await
    }

    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError> {
        self.writing().await;
        self.page(user).store.forget(user, items).await
    }

    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError> {
        self.writing().await;
        self.page(user).store.finish(user, draft).await
    }
}

impl InboxWrite for Slow<'_> {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.writing().await;
        self.page(&notification.user_id).store.put(notification, attempts, seen, next).await
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.writing().await;
        self.page(&notification.user_id).store.put_in_overflow(notification, attempts, next).await
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, _: &[Attempt]) -> Result<(), PortError> {
        panic!("{user} {id} was not posted")
    }
}

impl Reports for Slow<'_> {
    async fn activity(&self, user: &UserId, _: Time, _: Time) -> Result<Activity, PortError> {
        panic!("{user} wants no report")
    }

    async fn note_report(&self, user: &UserId, _: &Reported) -> Result<(), PortError> {
        panic!("{user} wants no report")
    }
}
