//! The minute's run, as far as a test has to know of it; and a store that is interposed between it and what it does.

use std::time::Duration;

use domain::ids::{EventId, UserId};
use domain::notification::{Attempt, InboxState, Notification};
use domain::report::{Activity, Reported};
use domain::shard::Shard;
use domain::{Channel, Priority, Time};
use futures_util::FutureExt;
use ports::{
    BatchRead, Deferrals, Draft, InboxWrite, Key, PortError, Queue, Reports, Schedule, Stored, Waiting, Wake,
    Wakes, Written,
};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::release::{ReleasePorts, dispatch, release};

use crate::interposed::Interposed;
use crate::world::World;

impl World {
    /// It is this time now.
    pub(crate) fn at(&self, time: &str) {
        self.clock.set(time.parse().unwrap());
    }

    /// The trader's nights are from 23:00 to 07:00 in this zone.
    pub(crate) fn sleeps_in(&self, zone: &str) {
        self.prefer(|preferences| {
            preferences.time_zone = Some(zone.to_owned());
            preferences.quiet_hours.enabled = true;
        });
    }

    /// A price alert that is fired now.
    pub(crate) fn alert(&self, id: &str) -> Value {
        json!({
            "id": id, "event_type": "price_alert", "user_id": self.user, "occurred_at": self.now(),
            "expires_at": self.now().plus(Duration::from_hours(24)),
            "data": {"alert_id": id, "symbol": "BTC-USDT", "condition": "above", "target_price": "64000",
                "current_price": "64012.50"},
        })
    }

    /// One minute's run, and everything that follows from it now.
    pub(crate) async fn minute(&self) {
        self.release_through(&self.store).await;
        self.settle();
    }

    /// One minute's run; answers whether it was not killed.
    pub(crate) async fn release_through<S>(&self, store: &S) -> bool
    where
        S: BatchRead + Schedule + Wakes + Deferrals + Reports + InboxWrite,
    {
        dispatch(&self.queues).await.unwrap();
        loop {
            let messages = self.queues.take(Queue::Release);
            if messages.is_empty() {
                return true;
            }
            for message in messages {
                let record = Record { body: &message.body, group: None, receive_count: 1 };
                let ports = ReleasePorts {
                    store,
                    queues: &self.queues,
                    clock: &self.clock,
                    telemetry: &self.counters,
                    deployed: &Channel::ALL,
                };
                match release(&ports, &[record]).now_or_never() {
                    Some(outcomes) => assert_eq!(outcomes, [Outcome::Done]),
                    None => return false,
                }
            }
        }
    }

    /// Every minute until then has its run.
    pub(crate) async fn minutes_until(&self, time: &str) {
        let end: Time = time.parse().unwrap();
        while self.now() < end {
            let next = ports::minute_of(self.now().plus(Duration::from_millis(1))).min(end);
            let wait = Duration::from_millis(next.millis_since(self.now()));
            self.live(wait);
            // A run that nobody is due for finds nothing.
            if self.store.wakes().iter().any(|wake| wake.at <= self.now()) {
                self.minute().await;
            }
        }
    }

    /// The summaries that went to providers, a line per call: when, and where.
    pub(crate) fn summaries(&self) -> Vec<String> {
        let calls = self.providers.calls().into_iter();
        let summaries = calls.filter(|call| call.event.starts_with("quiet-hours-summary:"));
        summaries.map(|call| format!("{} {}", call.at, call.to)).collect()
    }

    /// What was published on the queue of P2.
    pub(crate) fn published(&self) -> Vec<Value> {
        let sent = self.queues.sent(Queue::Events(Priority::P2));
        sent.iter().map(|message| serde_json::from_str(&message.body).unwrap()).collect()
    }
}

impl Wakes for Interposed<'_> {
    async fn wake(&self, user: &UserId, at: Time, stamp: &str) -> Result<(), PortError> {
        self.call(self.store.wake(user, at, stamp)).await
    }
}

impl Schedule for Interposed<'_> {
    async fn due(
        &self,
        shard: Shard,
        now: Time,
        after: Option<&Wake>,
        limit: usize,
    ) -> Result<Vec<Wake>, PortError> {
        // Most parts are empty: nothing of interest happens there.
        self.store.due(shard, now, after, limit).await
    }

    async fn settle(&self, wake: &Wake) -> Result<(), PortError> {
        self.call(self.store.settle(wake)).await
    }
}

impl Deferrals for Interposed<'_> {
    async fn defer(&self, key: &Key, now: Time) -> Result<(), PortError> {
        self.call(self.store.defer(key, now)).await
    }

    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError> {
        self.call(self.store.waiting(user)).await
    }

    async fn draft(&self, draft: &Draft, seen: &Wake, now: Time) -> Result<Stored, PortError> {
        self.call(self.store.draft(draft, seen, now)).await
    }

    async fn release(&self, key: &Key, released_as: &EventId) -> Result<Written, PortError> {
        self.call(self.store.release(key, released_as)).await
    }

    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError> {
        self.call(self.store.forget(user, items)).await
    }

    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError> {
        self.call(self.store.finish(user, draft)).await
    }
}

impl Reports for Interposed<'_> {
    async fn activity(&self, user: &UserId, from: Time, until: Time) -> Result<Activity, PortError> {
        self.call(self.store.activity(user, from, until)).await
    }

    async fn note_report(&self, user: &UserId, reported: &Reported) -> Result<(), PortError> {
        self.call(self.store.note_report(user, reported)).await
    }
}

impl InboxWrite for Interposed<'_> {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.call(self.store.put(notification, attempts, seen, next)).await
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.call(self.store.put_in_overflow(notification, attempts, next)).await
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        self.call(self.store.add_attempts(user, id, attempts)).await
    }
}
