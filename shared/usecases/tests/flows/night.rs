//! A model of the minute's run, as far as the tests need it.

use std::time::Duration;

use domain::{Channel, Priority, Time};
use futures_util::FutureExt;
use ports::{BatchRead, Deferrals, InboxWrite, NoGateway, Parts, Queue, Reports, Schedule, Scheduler};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::release::{ReleaseContext, dispatch, release};

use crate::world::World;

impl World {
    /// Sets the clock to this time.
    pub(crate) fn at(&self, time: &str) {
        self.clock.set(time.parse().unwrap());
    }

    /// Sets the trader's quiet hours from 23:00 to 07:00 in this zone.
    pub(crate) fn sleeps_in(&self, zone: &str) {
        self.prefer(|preferences| {
            preferences.time_zone = Some(zone.to_owned());
            preferences.quiet_hours.enabled = true;
        });
    }

    /// Returns a price alert that is fired now.
    pub(crate) fn alert(&self, id: &str) -> Value {
        json!({
            "id": id, "event_type": "price_alert", "user_id": self.user, "occurred_at": self.now(),
            "expires_at": self.now().plus(Duration::from_hours(24)),
            "data": {"alert_id": id, "symbol": "BTC-USDT", "condition": "above", "target_price": "64000",
                "current_price": "64012.50"},
        })
    }

    /// Runs one minute's release, and everything that follows from it now.
    pub(crate) async fn minute(&self) {
        self.release_through(&self.store).await;
        self.settle();
    }

    /// Runs one minute's release. Returns whether it was not killed.
    pub(crate) async fn release_through<S>(&self, store: &S) -> bool
    where
        S: BatchRead + Schedule + Scheduler + Deferrals + Reports + InboxWrite,
    {
        dispatch(&self.queues).await.unwrap();
        loop {
            let messages = self.queues.take(Queue::Release);
            if messages.is_empty() {
                return true;
            }
            for message in messages {
                let record = Record { body: &message.body, group: None, receive_count: 1 };
                let context = ReleaseContext {
                    platform: &Parts {
                        store,
                        gateway: &NoGateway,
                        queues: &self.queues,
                        clock: &self.clock,
                        telemetry: &self.counters,
                    },
                    deployed: &Channel::ALL,
                };
                match release(&context, &[record]).now_or_never() {
                    Some(outcomes) => assert_eq!(outcomes, [Outcome::Done]),
                    None => return false,
                }
            }
        }
    }

    /// Runs every minute's release until this time.
    pub(crate) async fn minutes_until(&self, time: &str) {
        let end: Time = time.parse().unwrap();
        while self.now() < end {
            let next = ports::minute_of(self.now().plus(Duration::from_millis(1))).min(end);
            let wait = Duration::from_millis(next.millis_since(self.now()));
            self.live(wait);
            // A run with no due user finds nothing.
            if self.store.wakes().iter().any(|wake| wake.at <= self.now()) {
                self.minute().await;
            }
        }
    }

    /// Returns the summaries that went to providers, a line per call: the time and the address.
    pub(crate) fn summaries(&self) -> Vec<String> {
        let calls = self.providers.calls().into_iter();
        let summaries = calls.filter(|call| call.event.starts_with("quiet-hours-summary:"));
        summaries.map(|call| format!("{} {}", call.at, call.to)).collect()
    }

    /// Returns the events that were published on the queue of P2.
    pub(crate) fn published(&self) -> Vec<Value> {
        let sent = self.queues.sent(Queue::Events(Priority::P2));
        sent.iter().map(|message| serde_json::from_str(&message.body).unwrap()).collect()
    }
}
