//! The schedule, what waits for the end of quiet hours, and what was reported.

use domain::report::{Activity, PublishedPnl, Reported};
use domain::shard::Shard;
use domain::{EventId, Time, UserId};
use ports::{
    Deferrals, Draft, Key, Pnl, PortError, Reports, Schedule, Stored, Waiting, Wake, Wakes, Written,
};
use serde_json::json;

use super::Edge;
use crate::functions::Invocation;
use crate::invariants::deferred;
use crate::quotas::Table;

/// Of so many drafts one is read by the trader before it leaves.
const READ_AMONG: usize = 12;

impl Wakes for Edge {
    async fn wake(&self, user: &UserId, at: Time, stamp: &str) -> Result<(), PortError> {
        self.call(async || {
            self.world.note("wake", self.number, format_args!("{user} at {at} for {stamp}"));
            self.world.store.wake(user, at, stamp).await
        })
        .await
    }
}

impl Edge {
    /// Now and then the trader reads, on some device, what is about to leave.
    fn perhaps_read(&self, user: &UserId) {
        let ids = self.world.store.deferred(user);
        if ids.is_empty() || !self.world.is_stormy.get() || self.world.below(READ_AMONG) > 0 {
            return;
        }
        let frame = json!({"action": "ack", "requestId": "1", "ids": ids});
        let invocation = Invocation::Remote { user: user.clone(), frame: frame.to_string() };
        self.world.invoked.borrow_mut().push(invocation);
    }
}

impl Schedule for Edge {
    async fn due(
        &self,
        shard: Shard,
        now: Time,
        after: Option<&Wake>,
        limit: usize,
    ) -> Result<Vec<Wake>, PortError> {
        self.call(async || self.world.store.due(shard, now, after, limit).await).await
    }

    async fn settle(&self, wake: &Wake) -> Result<(), PortError> {
        self.call(async || {
            self.world.note("settled", self.number, format_args!("{wake:?}"));
            self.world.store.settle(wake).await
        })
        .await
    }
}

impl Deferrals for Edge {
    async fn defer(&self, key: &Key, now: Time) -> Result<(), PortError> {
        let effect = async || self.world.store.defer(key, now).await;
        self.write((Table::Inbox, key.0.as_str(), 1), effect).await
    }

    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError> {
        self.call(async || self.world.store.waiting(user).await).await
    }

    async fn draft(&self, draft: &Draft, seen: &Wake, now: Time) -> Result<Stored, PortError> {
        // Within a transaction a write costs twice.
        self.write((Table::Inbox, seen.user_id.as_str(), 2), async || {
            let stored = self.world.store.draft(draft, seen, now).await;
            self.world.note("draft", self.number, format_args!("{seen:?} {draft:?}: {stored:?}"));
            self.perhaps_read(&seen.user_id);
            stored
        })
        .await
    }

    async fn release(&self, key: &Key, released_as: &EventId) -> Result<Written, PortError> {
        self.write((Table::Inbox, &store::inbox_key(&key.0, &key.1).0, 1), async || {
            let before = self.world.store.item_anywhere(&key.0, &key.1);
            let written = self.world.store.release(key, released_as).await;
            deferred::released(self, key, before.as_ref(), released_as);
            written
        })
        .await
    }

    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError> {
        self.call(async || self.world.store.forget(user, items).await).await
    }

    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError> {
        self.call(async || self.world.store.finish(user, draft).await).await
    }
}

impl Reports for Edge {
    async fn activity(&self, user: &UserId, from: Time, until: Time) -> Result<Activity, PortError> {
        self.call(async || self.world.store.activity(user, from, until).await).await
    }

    async fn note_report(&self, user: &UserId, reported: &Reported) -> Result<(), PortError> {
        self.call(async || self.world.store.note_report(user, reported).await).await
    }
}

impl Pnl for Edge {
    async fn note_pnl(&self, user: &UserId, pnl: &PublishedPnl) -> Result<(), PortError> {
        self.call(async || self.world.store.note_pnl(user, pnl).await).await
    }
}
