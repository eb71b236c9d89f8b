//! A world with one exchange, one user and some devices: everything is in memory, and the test sets
//! the clock.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use channels::websocket::memory::MemoryGateway;
use domain::recipient::Connection;
use domain::routing::notification::InboxItem;
use domain::{Channel, ConnectionId, EventId, Priority, Time, UserId};
use memory_store::MemoryStore;
use ports::{Clock, Count, Gateway, NoTelemetry, Parts, PostError, Queue, Telemetry};
use queues::memory::MemoryQueues;
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::connect::{Caller, CommandContext, FrameLimits, Opened, command, connect};
use usecases::deliver::deliver_websocket;
use usecases::route::route;

use crate::lambdas::Lambdas;
use crate::providers::Providers;

#[derive(Default)]
pub(crate) struct Counters {
    counts: RefCell<HashMap<(Count, Priority), usize>>,
    counts_on: RefCell<HashMap<(Count, Channel), usize>>,
    handed_over: RefCell<Vec<(Channel, Priority, u64)>>,
    accepted: RefCell<Vec<(Channel, u64)>>,
}

impl Telemetry for Counters {
    fn count(&self, what: Count, priority: Priority) {
        *self.counts.borrow_mut().entry((what, priority)).or_default() += 1;
    }

    fn count_on(&self, what: Count, channel: Channel, _: Priority) {
        *self.counts_on.borrow_mut().entry((what, channel)).or_default() += 1;
    }

    fn handed_over(&self, channel: Channel, priority: Priority, after_ms: u64) {
        self.handed_over.borrow_mut().push((channel, priority, after_ms));
    }

    fn accepted(&self, channel: Channel, after_ms: u64) {
        self.accepted.borrow_mut().push((channel, after_ms));
    }
}

pub(crate) struct TestClock(Cell<Time>);

impl Clock for TestClock {
    fn now(&self) -> Time {
        self.0.get()
    }
}

impl TestClock {
    pub(crate) fn set(&self, now: Time) {
        self.0.set(now);
    }
}

/// The reaction of a test at the moment at which the gateway has taken a frame.
type Reaction<'a> = Box<dyn Fn(ConnectionId, String) -> Pin<Box<dyn Future<Output = ()> + 'a>> + 'a>;

/// A gateway whose devices react before the sender gets the gateway's answer.
pub(crate) struct Reacting<'a> {
    pub(crate) gateway: &'a MemoryGateway,
    pub(crate) reaction: Reaction<'a>,
}

impl Gateway for Reacting<'_> {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        let answer = self.gateway.post(connection, frame).await;
        (self.reaction)(connection.clone(), frame.to_owned()).await;
        answer
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        self.gateway.close(connection).await
    }
}

pub(crate) struct World {
    pub(crate) store: MemoryStore,
    pub(crate) gateway: MemoryGateway,
    pub(crate) queues: MemoryQueues,
    pub(crate) clock: TestClock,
    pub(crate) counters: Counters,
    pub(crate) user: UserId,
    pub(crate) providers: Providers,
    /// Calls per second that every provider allows.
    pub(crate) rate: Cell<u32>,
    pub(crate) lambdas: Lambdas,
    /// The frame limits of the functions.
    pub(crate) limits: FrameLimits,
}

pub(crate) fn connection(name: &str) -> ConnectionId {
    ConnectionId::new(name)
}

pub(crate) fn id(text: &str) -> EventId {
    EventId::parse(text).unwrap()
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            store: MemoryStore::default(),
            gateway: MemoryGateway::default(),
            queues: MemoryQueues::default(),
            clock: TestClock(Cell::new("2026-11-23T08:00:00Z".parse().unwrap())),
            counters: Counters::default(),
            user: UserId::parse("u-1").unwrap(),
            providers: Providers::default(),
            rate: Cell::new(1_000),
            lambdas: Lambdas::default(),
            limits: FrameLimits::default(),
        }
    }

    pub(crate) fn now(&self) -> Time {
        self.clock.now()
    }

    pub(crate) fn pass(&self, duration: Duration) {
        self.receive_new();
        self.clock.set(self.now().plus(duration));
    }

    pub(crate) fn counted(&self, what: Count, priority: Priority) -> usize {
        self.counters.counts.borrow().get(&(what, priority)).copied().unwrap_or(0)
    }

    pub(crate) fn counted_on(&self, what: Count, channel: Channel) -> usize {
        self.counters.counts_on.borrow().get(&(what, channel)).copied().unwrap_or(0)
    }

    /// Returns the accepted deliveries: the channel, and the milliseconds since they were routed.
    pub(crate) fn accepted(&self) -> Vec<(Channel, u64)> {
        self.counters.accepted.borrow().clone()
    }

    pub(crate) fn handed_over(&self) -> Vec<(Channel, Priority, u64)> {
        self.counters.handed_over.borrow().clone()
    }

    /// Returns a fill of an order of its own that occurs now.
    pub(crate) fn fill(&self, id: &str) -> Value {
        json!({
            "id": id, "event_type": "order_filled", "user_id": self.user, "occurred_at": self.now(),
            "data": {"order_id": id, "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5", "price": "64250.10"},
        })
    }

    /// Returns a deposit that occurs now.
    pub(crate) fn deposit(&self, id: &str) -> Value {
        json!({
            "id": id, "event_type": "deposit_credited", "user_id": self.user, "occurred_at": self.now(),
            "data": {"deposit_id": "d-1", "asset": "BTC", "amount": "0.25"},
        })
    }

    pub(crate) fn ports(&self) -> Parts<'_, MemoryStore, MemoryGateway, MemoryQueues, TestClock, Counters> {
        self.ports_through(&self.gateway)
    }

    pub(crate) fn ports_through<'a, G>(
        &'a self,
        gateway: &'a G,
    ) -> Parts<'a, MemoryStore, G, MemoryQueues, TestClock, Counters> {
        Parts {
            store: &self.store,
            gateway,
            queues: &self.queues,
            clock: &self.clock,
            telemetry: &self.counters,
        }
    }

    pub(crate) async fn route(&self, own: Priority, events: &[Value]) -> Vec<Outcome> {
        self.route_through(&self.gateway, own, events).await
    }

    pub(crate) async fn route_through(
        &self,
        gateway: &impl Gateway,
        own: Priority,
        events: &[Value],
    ) -> Vec<Outcome> {
        let bodies: Vec<String> = events.iter().map(Value::to_string).collect();
        let records: Vec<_> =
            bodies.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
        route(&self.ports_through(gateway), own, &Channel::ALL, &records).await
    }

    /// Processes one batch of the WebSocket queue of this class.
    pub(crate) async fn deliver(&self, own: Priority) -> Vec<Outcome> {
        let messages = self.queues.take(Queue::Deliveries(Channel::Websocket, own));
        let records: Vec<_> = messages
            .iter()
            .map(|message| Record { body: &message.body, group: None, receive_count: 1 })
            .collect();
        deliver_websocket(&self.ports(), own, &records).await
    }

    fn caller(&self, name: &str) -> Caller {
        let closes_at = Time::from_millis(i64::MAX);
        Caller { user_id: self.user.clone(), connection: connection(name), closes_at, issued_at: None }
    }

    /// Opens a connection of a device, which does not say `hello` yet.
    pub(crate) async fn connect(&self, name: &str) {
        self.gateway.connect(&connection(name));
        self.register(name).await;
    }

    /// Runs `$connect`, while the gateway still answers 410.
    pub(crate) async fn register(&self, name: &str) {
        let closes_at = Time::from_millis(i64::MAX);
        let (id, registered_at) = (connection(name), self.now());
        let connection = Connection { id, registered_at, closes_at, issued_at: None };
        let opened = connect(&self.store, &self.gateway, &self.user, connection).await.unwrap();
        assert_eq!(opened, Opened::Registered);
    }

    /// Sends a frame of a device and returns its answer, which is also among the device's frames.
    pub(crate) async fn send(&self, name: &str, frame: Value) -> Value {
        self.send_as(&self.caller(name), frame).await
    }

    pub(crate) async fn send_as(&self, caller: &Caller, mut frame: Value) -> Value {
        frame["requestId"] = json!("r");
        let context = CommandContext {
            platform: &Parts {
                store: &self.store,
                gateway: &self.gateway,
                queues: &self.queues,
                clock: &self.clock,
                telemetry: &NoTelemetry,
            },
            deployed: &Channel::ALL,
            secret: || Some([7; 32]),
            bot_name: "exchange_bot",
            limits: &self.limits,
        };
        command(&context, caller, &frame.to_string()).await.unwrap();
        self.frames(caller.connection.as_str()).pop().unwrap_or_default()
    }

    pub(crate) async fn hello(&self, name: &str) -> Value {
        self.send(name, json!({"action": "hello"})).await
    }

    pub(crate) async fn ack(&self, name: &str, ids: &[&str]) -> Value {
        self.send(name, json!({"action": "ack", "ids": ids})).await
    }

    pub(crate) fn frames(&self, name: &str) -> Vec<Value> {
        let frames = self.gateway.frames(&connection(name));
        frames.iter().map(|frame| serde_json::from_str(frame).unwrap()).collect()
    }

    /// Returns the ids of the notifications that the device got, in order.
    pub(crate) fn notified(&self, name: &str) -> Vec<String> {
        let frames = self.frames(name).into_iter().filter(|frame| frame["type"] == "notification");
        frames.map(|frame| frame["id"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn item(&self, event: &str) -> Option<InboxItem> {
        self.store.item(&self.user, &id(event))
    }

    pub(crate) fn registered(&self) -> Vec<String> {
        let mut names: Vec<_> =
            self.store.connections(&self.user).iter().map(|connection| connection.id.to_string()).collect();
        names.sort();
        names
    }
}
