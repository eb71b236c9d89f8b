//! The events of all measurements, and their routing with all ports in memory.

use std::time::Duration;

use channels::websocket::MemoryGateway;
use domain::event::Event;
use domain::recipient::Connection;
use domain::{Channel, ConnectionId, Priority, UserId};
use futures_util::FutureExt;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use memory_store::MemoryStore;
use ports::{Clock, Parts, Register};
use queues::memory::MemoryQueues;
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::route::route;

/// The messages that SQS delivers per batch.
pub const BATCH: usize = 10;

/// The most allocations per routed event, with all ports in memory, by the design's budget.
pub const MAX_ALLOCATIONS: u64 = 70;

/// Returns the name of a user.
pub fn user(number: usize) -> String {
    format!("u-{number:07}")
}

/// Returns a connection of the user, with an id like the gateway's.
pub fn connection(number: usize) -> Connection {
    let now = SystemClock.now();
    Connection {
        id: ConnectionId::new(format!("L0SM9cOF{number:07}=")),
        registered_at: now,
        closes_at: now.plus(Duration::from_hours(2)),
        issued_at: Some(now),
    }
}

/// Returns the only fill of this user, which occurs now.
pub fn fill(number: usize) -> String {
    fill_of(number, number)
}

/// Returns a fill of this user with this order's number, which occurs now.
pub fn fill_of(user_number: usize, number: usize) -> String {
    let data = json!({
        "order_id": format!("{number:010}"), "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5",
        "price": "64250.10", "fee": "3.2125", "fee_currency": "USDT",
    });
    let event = json!({
        "id": format!("fill-{number:010}-1"), "event_type": "order_filled", "user_id": user(user_number),
        "occurred_at": SystemClock.now(), "data": data,
    });
    event.to_string()
}

/// Returns the event that Lambda gets from SQS for these bodies.
pub fn sqs_event<'a>(bodies: impl IntoIterator<Item = &'a String>) -> String {
    let record = |(number, body): (usize, &String)| {
        json!({
            "messageId": format!("059f36b4-87a3-44ab-83d2-{number:012}"),
            "receiptHandle": format!("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy{number:012}"),
            "body": body,
            "attributes": {
                "ApproximateReceiveCount": "1", "SentTimestamp": "1795420800123",
                "SenderId": "AIDAIENQZJOLO23YVJ4VO", "MessageGroupId": user(number),
                "ApproximateFirstReceiveTimestamp": "1795420800130",
            },
            "messageAttributes": {},
            "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:p0",
            "awsRegion": "us-east-1",
        })
    };
    let records: Vec<Value> = bodies.into_iter().enumerate().map(record).collect();
    json!({ "Records": records }).to_string()
}

/// Ten users with one open connection each, and a fill for each of them, all in memory.
#[derive(Debug)]
pub struct World {
    store: MemoryStore,
    gateway: MemoryGateway,
    queues: MemoryQueues,
    metrics: Metrics,
    bodies: Vec<String>,
}

impl World {
    /// Returns the state before the batch arrives.
    pub fn new() -> Self {
        let store = MemoryStore::default();
        let gateway = MemoryGateway::default();
        for number in 0..BATCH {
            let connection = connection(number);
            gateway.connect(&connection.id);
            if let Ok(user) = UserId::parse(user(number)) {
                // The ports in memory never wait.
                let _ = store.register(&user, &connection).now_or_never();
            }
        }
        let bodies = (0..BATCH).map(fill).collect();
        Self { store, gateway, queues: MemoryQueues::default(), metrics: Metrics::new("Budgets"), bodies }
    }

    /// Decodes the batch; returns the number of events that could be decoded.
    pub fn decode(&self) -> usize {
        let now = SystemClock.now();
        self.bodies.iter().filter(|body| std::hint::black_box(Event::decode(body, now)).is_ok()).count()
    }

    /// Routes the batch; returns the number of completed events.
    pub fn route(&self) -> usize {
        let ports = Parts {
            store: &self.store,
            gateway: &self.gateway,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: &self.metrics,
        };
        let records: Vec<_> =
            self.bodies.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
        let outcomes =
            route(&ports, Priority::P0, &Channel::ALL, &records).now_or_never().unwrap_or_default();
        outcomes.iter().filter(|outcome| **outcome == Outcome::Done).count()
    }

    /// Returns the number of frames that were posted.
    pub fn posts(&self) -> usize {
        self.gateway.posts()
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_routed() {
        let world = World::new();
        assert_eq!((world.decode(), world.route(), world.posts()), (BATCH, BATCH, BATCH));
        assert_eq!(world.queues.count(), 0);
    }
}
