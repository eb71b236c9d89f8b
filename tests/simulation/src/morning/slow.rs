//! The ports of an invocation, each call of which takes its time and is counted.

use std::fmt::Debug;

use domain::shard::Shard;
use domain::{Time, UserId};
use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::{Enqueue, Message, PortError, Queue, Schedule, ScheduledCheck, Scheduler as _};

use super::{CALL, World};

pub(super) struct TimedPorts<'a> {
    pub(super) world: &'a World,
}

impl TimedPorts<'_> {
    /// Returns the part of the schedule that the message names.
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
}

impl Enqueue for TimedPorts<'_> {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        self.world.count(|tally| tally.sends += 1);
        self.world.timeline.takes(CALL).await;
        let results = messages.iter().map(|_| Ok(())).collect();
        self.world.send(queue, messages);
        results
    }
}

/// The schedule itself is kept outside of the pages, for all of them.
impl Schedule for TimedPorts<'_> {
    async fn due(
        &self,
        shard: Shard,
        _: Time,
        after: Option<&ScheduledCheck>,
        limit: usize,
    ) -> Result<Vec<ScheduledCheck>, PortError> {
        self.reading().await;
        Ok(self.world.sleepers.due(shard.number(), after.map(|after| &after.user_id), limit))
    }

    async fn settle(&self, wake: &ScheduledCheck) -> Result<(), PortError> {
        self.writing().await;
        self.world.sleepers.settle(wake);
        Ok(())
    }
}

intercept!(TimedPorts<'_>: BatchRead, Deferrals, InboxWrite, Reports, Scheduler);

impl Intercept for TimedPorts<'_> {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        let user = user_of(call);
        if call.is_write() {
            self.writing().await;
        } else {
            self.reading().await;
        }
        let Some(user) = user else { return effect(&MemoryStore::default()).await };
        let page = self.world.sleepers.page_of(user);
        if let Call::Draft { seen, .. } = call {
            page.store.schedule_check(&seen.user_id, seen.at, &seen.version).await?;
        }
        effect(&page.store).await
    }
}

/// Returns the user whose page has the data of the call; `None` if the call asks for nothing.
fn user_of(call: Call<'_>) -> Option<&UserId> {
    match call {
        Call::Read { users, keys, .. } => users.first().or(keys.first().map(|(user, _)| user)),
        Call::ReadOverflow { keys } => keys.first().map(|(user, _)| user),
        Call::Waiting { user } | Call::Forget { user, .. } | Call::Finish { user, .. } => Some(user),
        Call::Draft { seen, .. } => Some(&seen.user_id),
        Call::Release { key, .. } => Some(&key.0),
        Call::Put { notification, .. } | Call::PutInOverflow { notification, .. } => {
            Some(&notification.user_id)
        }
        _ => panic!("nothing is deferred once more, posted or reported here: {call:?}"),
    }
}
