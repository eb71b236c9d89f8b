//! How long a P0 queues for its provider, from its channel's queue to the call, while nothing else or a backlog of P2 waits
//! for the same provider: the shipped use case over the in-memory store, as discrete events without any fault. Every call of
//! the store and of the provider takes a fixed time, so all that can make a P0 wait is another delivery.

mod slow;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};
use std::time::Duration;

use domain::budget::Rate;
use domain::contact::{Device, DeviceId, DeviceToken, Platform};
use domain::event::Event;
use domain::notification::{InboxState, Notification};
use domain::recipient::Recipient;
use domain::{Channel, EventType, Priority, Time, UserId, plan, text};
use fastrand::Rng;
use futures_util::FutureExt;
use lambda::batch::plan::{Wait, wait};
use ports::{InboxWrite, Key};
use serde_json::json;
use store::memory::MemoryStore;
use usecases::batch::{Outcome, Record};
use usecases::deliver::{Block, Delivery, External, Settings, deliver_external};

use crate::contacts::chance;
use crate::timeline::Uncounted;
use slow::Slow;

/// The provider's allowance: 100 calls a second are P0's alone.
const RATE: Rate = Rate { per_second: 200 };

/// P0s that come in a second: within what is theirs alone, as it has to be sized.
const ARRIVALS: u64 = 60;

/// How long P0s come, in seconds. The backlog takes longer.
const SECONDS: u64 = 30;

/// Instances of each class's function.
const INSTANCES: usize = 5;

/// The most messages of one batch.
const BATCH: usize = 10;

/// How long P0s queued.
#[derive(Debug, Clone)]
pub struct Queueing {
    /// From enqueued to the call, in milliseconds, sorted.
    pub millis: Vec<u64>,
    /// How many P2 were still waiting when the last P0 had been sent.
    pub left: usize,
}

impl Queueing {
    /// The mean, in microseconds.
    pub fn mean_micros(&self) -> u64 {
        let count = u64::try_from(self.millis.len()).unwrap_or(u64::MAX).max(1);
        self.millis.iter().sum::<u64>() * 1_000 / count
    }

    /// What `percent` of a hundred did not exceed, in milliseconds.
    pub fn percentile(&self, percent: usize) -> u64 {
        let last = self.millis.len().saturating_sub(1);
        self.millis.get(last * percent / 100).copied().unwrap_or_default()
    }
}

/// Lets P0s come for half a minute while `waiting` P2 wait for the same provider.
pub fn queueing(waiting: usize) -> Queueing {
    fastrand::seed(1);
    let mut rng = Rng::with_seed(1);
    let start = Time::from_millis(1_795_420_800_000);
    let world = Rc::new(World::new(start));
    for _ in 0..waiting {
        world.publish(Priority::P2, start);
    }
    for number in 0..ARRIVALS * SECONDS {
        // One in each slot of its second, anywhere in it.
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

/// A message. The order is the one in which its class's function gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kept {
    priority: Priority,
    visible_at: Time,
    number: usize,
    receive_count: u32,
}

impl Kept {
    /// Before all others of its class.
    fn first(priority: Priority) -> Self {
        Self { priority, visible_at: Time::EPOCH, number: 0, receive_count: 0 }
    }
}

struct World {
    store: MemoryStore,
    now: Cell<Time>,
    kept: RefCell<BTreeSet<Kept>>,
    /// The messages' texts, by their numbers.
    bodies: RefCell<Vec<String>>,
    /// When P0s were enqueued.
    enqueued: RefCell<BTreeMap<Key, Time>>,
    alarms: RefCell<BTreeSet<Time>>,
    queued: RefCell<Vec<u64>>,
}

/// An invocation, and whose instance it runs on.
struct Running {
    priority: Priority,
    block: Rc<Block>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

impl World {
    fn new(start: Time) -> Self {
        Self {
            store: MemoryStore::default(),
            now: Cell::new(start),
            kept: RefCell::default(),
            bodies: RefCell::default(),
            enqueued: RefCell::default(),
            alarms: RefCell::default(),
            queued: RefCell::default(),
        }
    }

    /// Puts a notification of its own user's into the inbox and its delivery into the queue.
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
            let kept = Kept { priority, visible_at: at, number, receive_count: 0 };
            self.kept.borrow_mut().insert(kept);
        }
        if priority == Priority::P0 {
            self.enqueued.borrow_mut().insert((event.user_id, event.id), at);
        }
    }

    /// Until every P0 is sent.
    fn run(self: &Rc<Self>) {
        let instances = || (0..INSTANCES).map(|_| Rc::new(Block::default())).collect::<Vec<_>>();
        let mut idle: BTreeMap<Priority, Vec<Rc<Block>>> =
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

    /// Lets time pass until something can happen.
    fn go_on(&self) {
        let now = self.now.get();
        let later =
            |priority| Kept { visible_at: now.plus(Duration::from_millis(1)), ..Kept::first(priority) };
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

    fn receive(&self, priority: Priority) -> Vec<Kept> {
        let now = self.now.get();
        let is_visible = |kept: &&Kept| kept.priority == priority && kept.visible_at <= now;
        let kept = self.kept.borrow();
        let batch: Vec<Kept> =
            kept.range(Kept::first(priority)..).take_while(is_visible).take(BATCH).copied().collect();
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
    let device = Device { id, token, platform: Platform::Android, language: None, registered_at };
    Recipient { devices: vec![device], ..Recipient::unknown(user_id) }
}

async fn deliver(world: Rc<World>, priority: Priority, block: Rc<Block>, mut batch: Vec<Kept>) {
    let slow = Slow { world: &world };
    let deployed = Channel::ALL.to_vec();
    let lease = Duration::from_secs(8);
    let settings = Settings { channel: Channel::Push, priority, deployed, rate: RATE, lease };
    let ports = External {
        store: &slow,
        provider: &slow,
        queues: &slow,
        clock: &slow,
        telemetry: &Uncounted,
        random: chance,
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
    let outcomes = deliver_external(&ports, &records).await;
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
