//! The time that a P0 waits for its provider, from its channel's queue to the call, first alone and then with
//! a backlog of P2 for the same provider. The shipped use case runs over the in-memory store as discrete
//! events without any fault. Every call of the store and of the provider takes a fixed time, so only another
//! delivery can make a P0 wait.

mod slow;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::event::Event;
use domain::recipient::Recipient;
use domain::recipient::contact::{Device, DeviceId, DeviceToken, Platform};
use domain::routing::notification::{InboxState, Notification};
use domain::{Channel, EventType, Priority, Time, UserId, routing::plan, text};
use fastrand::Rng;
use futures_util::FutureExt;
use lambda::batch::plan::{Wait, wait};
use memory_store::MemoryStore;
use ports::{InboxWrite, Key, NoTelemetry, Parts};
use serde_json::json;
use slow::TimedPorts;
use usecases::batch::{Outcome, Record};
use usecases::deliver::{CallQuota, ChannelContext, Delivery, Settings, deliver_external};

use crate::contacts::{chance, handle};

/// The provider's allowance. 100 calls a second are reserved for P0.
const RATE: Rate = Rate { per_second: 200 };

/// P0s that arrive in a second: within P0's reserved part, as that part has to be sized.
const ARRIVALS: u64 = 60;

/// The seconds during which P0s arrive. The backlog takes longer to drain.
const SECONDS: u64 = 30;

/// Instances of each class's function.
const INSTANCES: usize = 5;

/// The most messages of one batch.
const BATCH: usize = 10;

/// The outcome of a run: the time that P0s queued.
#[derive(Debug, Clone)]
pub struct Queueing {
    /// From enqueued to the provider's call, in milliseconds, sorted.
    pub millis: Vec<u64>,
    /// P2s that were still waiting when the last P0 had been sent.
    pub left: usize,
}

impl Queueing {
    /// Returns the mean in microseconds.
    pub fn mean_micros(&self) -> u64 {
        let count = u64::try_from(self.millis.len()).unwrap_or(u64::MAX).max(1);
        self.millis.iter().sum::<u64>() * 1_000 / count
    }

    /// Returns the percentile in milliseconds.
    pub fn percentile(&self, percent: usize) -> u64 {
        let last = self.millis.len().saturating_sub(1);
        self.millis.get(last * percent / 100).copied().unwrap_or_default()
    }
}

/// The way in which the allowance of a second is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// P0's reserved part is counted apart from the part that all classes share. The product requires this.
    Apart,
    /// Both parts are counted as one, so that P1 and P2 use up P0's as well.
    Together,
}

/// Publishes P0s for half a minute while `waiting` P2s wait for the same provider.
pub fn queueing(waiting: usize, counting: Counting) -> Queueing {
    fastrand::seed(1);
    let mut rng = Rng::with_seed(1);
    let start = Time::from_millis(1_795_420_800_000);
    let world = Rc::new(World::new(start, counting));
    for _ in 0..waiting {
        world.publish(Priority::P2, start);
    }
    for number in 0..ARRIVALS * SECONDS {
        // One in each slot of its second, at a random time within the slot.
        let slot = 1_000_000 / ARRIVALS;
        let at = start.plus(Duration::from_micros(number * slot + rng.u64(..slot)));
        world.publish(Priority::P0, at);
    }
    world.run();
    let mut millis = world.queued.take();
    millis.sort_unstable();
    let left = world.kept.borrow().iter().filter(|kept| kept.priority == Priority::P2).count();
    Queueing { millis, left }
}

/// A message. Messages are ordered as their class's function receives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct QueuedMessage {
    priority: Priority,
    visible_at: Time,
    number: usize,
    receive_count: u32,
}

impl QueuedMessage {
    /// Returns the lower bound of all messages of its class.
    fn first(priority: Priority) -> Self {
        Self { priority, visible_at: Time::EPOCH, number: 0, receive_count: 0 }
    }
}

struct World {
    counting: Counting,
    store: MemoryStore,
    now: Cell<Time>,
    kept: RefCell<BTreeSet<QueuedMessage>>,
    /// The bodies of the messages, by their numbers.
    bodies: RefCell<Vec<String>>,
    /// The times at which P0s were enqueued.
    enqueued: RefCell<BTreeMap<Key, Time>>,
    alarms: RefCell<BTreeSet<Time>>,
    queued: RefCell<Vec<u64>>,
}

/// An invocation, with the class whose instance it runs on.
struct Running {
    priority: Priority,
    block: Rc<CallQuota>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

impl World {
    fn new(start: Time, counting: Counting) -> Self {
        Self {
            counting,
            store: MemoryStore::default(),
            now: Cell::new(start),
            kept: RefCell::default(),
            bodies: RefCell::default(),
            enqueued: RefCell::default(),
            alarms: RefCell::default(),
            queued: RefCell::default(),
        }
    }

    /// Puts a notification of a new user into the inbox and its delivery into the queue.
    fn publish(&self, priority: Priority, at: Time) {
        let number = self.bodies.borrow().len();
        let (event_type, data) = match priority {
            Priority::P0 => (
                EventType::OrderFilled,
                json!({"order_id": "1", "symbol": "A-B", "side": "buy", "quantity": "1", "price": "2"}),
            ),
            Priority::P1 | Priority::P2 => (EventType::NewListing, json!({"symbol": "A-B", "score": 9})),
        };
        let body = json!({
            "id": format!("e{number}"), "event_type": event_type.name(), "user_id": format!("u{number}"),
            "occurred_at": at, "data": data,
        });
        let event = Event::decode(&body.to_string(), at).unwrap_or_else(|error| panic!("{error}"));
        let recipient = with_device(event.user_id.clone(), number, at);
        let plan = plan::plan(&event, &recipient, &Channel::ALL, None, event.occurred_at);
        let text = text::in_app(&event.data, &recipient.locale(None));
        let notification = Notification::new(&event, &plan, text, at);
        let put = self.store.put(&notification, &[], None, InboxState::Pending).now_or_never();
        assert!(matches!(put, Some(Ok(_))), "the in-memory store answers at once");
        self.store.set_recipient(recipient);
        for key in notification.at_once() {
            let number = self.bodies.borrow().len();
            self.bodies.borrow_mut().push(Delivery::of(&notification, &key).encode());
            let kept = QueuedMessage { priority, visible_at: at, number, receive_count: 0 };
            self.kept.borrow_mut().insert(kept);
        }
        if priority == Priority::P0 {
            self.enqueued.borrow_mut().insert((event.user_id, event.id), at);
        }
    }

    /// Runs until every P0 is sent.
    fn run(self: &Rc<Self>) {
        let instances = || (0..INSTANCES).map(|_| Rc::new(CallQuota::default())).collect::<Vec<_>>();
        let mut idle: BTreeMap<Priority, Vec<Rc<CallQuota>>> =
            [(Priority::P0, instances()), (Priority::P2, instances())].into();
        let mut running: Vec<Running> = Vec::new();
        while self.queued.borrow().len() < self.enqueued.borrow().len() {
            for (priority, idle) in &mut idle {
                while let Some(block) = idle.pop() {
                    let batch = self.receive(*priority);
                    if batch.is_empty() {
                        idle.push(block);
                        break;
                    }
                    let future = Box::pin(deliver(self.clone(), *priority, block.clone(), batch));
                    running.push(Running { priority: *priority, block, future });
                }
            }
            let mut context = Context::from_waker(Waker::noop());
            running.retain_mut(|running| {
                let is_done = running.future.as_mut().poll(&mut context).is_ready();
                if is_done {
                    idle.entry(running.priority).or_default().push(running.block.clone());
                }
                !is_done
            });
            self.go_on();
        }
    }

    /// Advances the time until something can happen.
    fn go_on(&self) {
        let now = self.now.get();
        let later = |priority| QueuedMessage {
            visible_at: now.plus(Duration::from_millis(1)),
            ..QueuedMessage::first(priority)
        };
        let kept = self.kept.borrow();
        let next_of = |priority| {
            kept.range(later(priority)..)
                .next()
                .filter(|kept| kept.priority == priority)
                .map(|kept| kept.visible_at)
        };
        let visible = Priority::ALL.into_iter().filter_map(next_of).min();
        drop(kept);
        let alarm = self.alarms.borrow().first().copied();
        let next = [visible, alarm].into_iter().flatten().min();
        self.now.set(next.unwrap_or(now).max(now));
        self.alarms.borrow_mut().retain(|at| *at > self.now.get());
    }

    fn receive(&self, priority: Priority) -> Vec<QueuedMessage> {
        let now = self.now.get();
        let is_visible = |kept: &&QueuedMessage| kept.priority == priority && kept.visible_at <= now;
        let kept = self.kept.borrow();
        let batch: Vec<QueuedMessage> = kept
            .range(QueuedMessage::first(priority)..)
            .take_while(is_visible)
            .take(BATCH)
            .copied()
            .collect();
        drop(kept);
        for kept in &batch {
            self.kept.borrow_mut().remove(kept);
        }
        batch
    }
}

fn with_device(user_id: UserId, number: usize, registered_at: Time) -> Recipient {
    let name = format!("device-{number}");
    let id = DeviceId::parse(name.clone()).unwrap_or_else(|error| panic!("{error}"));
    let token = DeviceToken::parse(&name).unwrap_or_else(|| panic!("{name} is a token"));
    let device = Device {
        id,
        token,
        platform: Platform::Android,
        language: None,
        registered_at,
        details: domain::recipient::contact::DeviceDetails::default(),
    };
    Recipient { devices: vec![device], ..Recipient::unknown(user_id) }
}

async fn deliver(world: Rc<World>, priority: Priority, block: Rc<CallQuota>, mut batch: Vec<QueuedMessage>) {
    let slow = TimedPorts { world: &world };
    let deployed = Channel::ALL.to_vec();
    let lease = Duration::from_secs(8);
    let settings = Settings { channel: Channel::Push, priority, deployed, rate: RATE, lease };
    let context = ChannelContext {
        platform: &Parts {
            store: &slow,
            gateway: &slow,
            queues: &slow,
            clock: &slow,
            telemetry: &NoTelemetry,
        },
        random: chance,
        handle: || Some(handle()),
        settings: &settings,
        block: &block,
    };
    let bodies: Vec<String> = batch.iter().map(|kept| world.bodies.borrow()[kept.number].clone()).collect();
    for kept in &mut batch {
        kept.receive_count += 1;
    }
    let records: Vec<_> = batch
        .iter()
        .zip(&bodies)
        .map(|(kept, body)| Record { body, group: None, receive_count: kept.receive_count })
        .collect();
    let outcomes = deliver_external(&context, &records).await;
    for (mut kept, outcome) in batch.into_iter().zip(outcomes) {
        let Outcome::Retry { after, .. } = outcome else { continue };
        let seconds = match wait(after, kept.receive_count, chance()) {
            Wait::Hidden(seconds) => seconds,
            Wait::Copied(seconds) => {
                kept.receive_count = 0;
                seconds
            }
        };
        kept.visible_at = world.now.get().plus(Duration::from_secs(u64::from(seconds)));
        world.kept.borrow_mut().insert(kept);
    }
}
