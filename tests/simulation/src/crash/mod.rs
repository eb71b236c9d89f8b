//! A crash of the market: this many liquidations in one minute, as on 2025-10-10, under the quotas of an AWS
//! account and of the providers. The shipped use cases and the shipped batch harness run as discrete events.
//! Calls take a fixed time, and computing takes none. Nothing fails except by a limit.
//!
//! All 519,000: `cargo run --release --package simulation -- --crash 519000`.

mod account;
mod audience;
mod functions;
mod mail;
mod minutes;
mod ports;
mod stores;
mod traders;
mod verdict;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use ::ports::{Clock as _, Count, Message, PostError, Queue};
use domain::routing::notification::Notification;
use domain::{Channel, Priority, Time};
use memory_store::MemoryStore;
use usecases::connect::FrameLimits;
use usecases::deliver::{CallQuota, Delivery};

use crate::contacts;
use crate::quotas::{Throttled, Usage};
use crate::timeline::{Task, Timeline};
use functions::Running;
use mail::Mail;
use traders::Traders;

pub use account::{Concurrency, Crash, Rates};
pub use minutes::{LimitsHit, Minute};
pub use verdict::{Crashed, Rerouted};

/// The time during which the exchange publishes.
const MINUTE: Duration = Duration::from_mins(1);

/// The interval at which the run checks for messages that have become visible or are due to be published.
const PULSE: Duration = Duration::from_millis(50);

/// Runs a crash of the market; calls `progress` with each minute as it ends.
pub fn crash(crash: Crash, mut progress: impl FnMut(&Minute)) -> Crashed {
    contacts::seed(1);
    let world = Rc::new(World::new(crash));
    world.run(&mut progress);
    verdict::of(&world)
}

/// Returns the time at which the crash begins.
fn beginning() -> Time {
    "2026-10-10T21:15:00Z".parse().unwrap_or_else(|error| panic!("{error}"))
}

struct World {
    crash: Crash,
    timeline: Timeline,
    store: MemoryStore,
    usage: RefCell<Usage>,
    mail: RefCell<Mail>,
    traders: RefCell<Traders>,
    frames: FrameLimits,
    dead_letters: RefCell<Vec<String>>,
    /// The call quotas that idle instances of a queue's function have left.
    blocks: RefCell<BTreeMap<Queue, Vec<Rc<CallQuota>>>>,
    /// Client tasks that were created and not begun.
    clients: RefCell<Vec<Task>>,
    /// The current minute.
    minute: RefCell<Minute>,
    minutes: RefCell<Vec<Minute>>,
    /// The number of liquidations that were published.
    published: Cell<u32>,
    /// The number of invocations that exceeded their timeout.
    killed: Cell<u64>,
    is_closed: Cell<bool>,
}

impl World {
    fn new(crash: Crash) -> Self {
        let store = MemoryStore::default();
        for trader in 0..crash.liquidations {
            store.set_recipient(audience::recipient(trader, beginning()));
        }
        Self {
            timeline: Timeline::new(beginning()),
            store,
            usage: RefCell::new(Usage::new(crash.quotas)),
            mail: RefCell::default(),
            traders: RefCell::new(Traders::new(crash.liquidations, beginning())),
            frames: FrameLimits::default(),
            dead_letters: RefCell::default(),
            blocks: RefCell::default(),
            clients: RefCell::default(),
            minute: RefCell::new(Minute::new(1)),
            minutes: RefCell::default(),
            published: Cell::default(),
            killed: Cell::default(),
            is_closed: Cell::default(),
            crash,
        }
    }

    fn now(&self) -> Time {
        self.timeline.now()
    }

    /// Runs until the last of the minutes is over, or no work is left.
    fn run(self: &Rc<Self>, progress: &mut impl FnMut(&Minute)) {
        let mut running = Running::default();
        let pulse = self.clone();
        self.clients.borrow_mut().push(Task::new(self.now(), async move {
            while !pulse.is_closed.get() {
                pulse.timeline.takes(PULSE).await;
            }
        }));
        loop {
            self.publish();
            self.mail.borrow_mut().surface(self.now());
            self.end_minute(progress);
            if !self.is_closed.get() {
                traders::act(self);
                running.begin(self);
            }
            let is_over = running.poll(self);
            if self.is_closed.get() && running.is_empty() {
                return;
            }
            if !is_over && !running.can_go_on() && self.clients.borrow().is_empty() {
                self.timeline.go_on();
            }
        }
    }

    fn publish(&self) {
        let (all, now) = (self.crash.liquidations, self.now());
        let elapsed = now.millis_since(beginning()).min(60_000);
        let due = u64::from(all) * elapsed / 60_000;
        while u64::from(self.published.get()) < due {
            let trader = self.published.get();
            self.published.set(trader + 1);
            self.traders.borrow_mut().publish(trader, now);
            self.minute.borrow_mut().published += 1;
            let queue = Queue::Events(Priority::P0);
            self.mail.borrow_mut().send(queue, audience::liquidation(trader, now), now);
        }
    }

    /// Begins the next minute if one is over.
    fn end_minute(&self, progress: &mut impl FnMut(&Minute)) {
        let number = self.minute.borrow().number;
        if self.is_closed.get() || self.now() < beginning().plus(MINUTE * number) {
            return;
        }
        let mut minute = self.minute.replace(Minute::new(number + 1));
        minute.look(self);
        progress(&minute);
        let is_drained = minute.waiting == 0 && minute.events == 0;
        self.minutes.borrow_mut().push(minute);
        self.is_closed.set(number >= self.crash.minutes || is_drained);
    }

    fn takes_request(&self) -> bool {
        let takes = self.usage.borrow_mut().request(self.now());
        self.minute.borrow_mut().limits.requests += u64::from(!takes);
        takes
    }

    /// Counts a throttled call.
    fn throttled(&self, by: Throttled, is_written: bool) {
        let limits = &mut self.minute.borrow_mut().limits;
        match (by, is_written) {
            (Throttled::Table, true) => limits.table_writes += 1,
            (Throttled::Table, false) => limits.table_reads += 1,
            (Throttled::Key, _) => limits.keys += 1,
        }
    }

    fn counted(&self, what: Count, channel: Channel) {
        let minute = &mut self.minute.borrow_mut();
        match what {
            Count::Held => minute.limits.providers += 1,
            Count::Fallbacks => minute.fallbacks += 1,
            Count::Escalated => minute.escalated += u64::from(channel == Channel::Sms),
            _ => {}
        }
    }

    fn routed(&self, notification: &Notification) {
        self.minute.borrow_mut().routed += 1;
        let trader = audience::number(&notification.user_id);
        self.traders.borrow_mut().route(trader, self.now());
    }

    /// Records a message that was sent to a queue.
    fn enqueued(&self, queue: Queue, message: &Message) {
        if queue == Queue::Deliveries(Channel::Sms, Priority::P0)
            && let Ok(delivery) = Delivery::decode(&message.body)
        {
            self.traders.borrow_mut().reroute(audience::number(&delivery.user_id), self.now());
        }
    }

    /// Records a frame that was accepted for this trader's socket.
    fn shown(&self, trader: u32, frame: &str) -> Result<(), PostError> {
        let now = self.now();
        let mut traders = self.traders.borrow_mut();
        if !traders.is_connected(trader) {
            return Err(PostError::Gone);
        }
        if frame.starts_with(r#"{"type":"notification""#) && traders.show(trader, now) {
            self.minute.borrow_mut().shown += 1;
        }
        Ok(())
    }

    /// Records a message for this trader that a provider accepted.
    fn accepted(&self, trader: u32, channel: Channel) {
        self.minute.borrow_mut().accepted(channel);
        self.traders.borrow_mut().reach(trader, self.now());
    }
}

/// The queues of the functions that run here.
const QUEUES: [Queue; 6] = [
    Queue::Events(Priority::P0),
    Queue::Deliveries(Channel::Push, Priority::P0),
    Queue::Deliveries(Channel::Telegram, Priority::P0),
    Queue::Deliveries(Channel::Email, Priority::P0),
    Queue::Deliveries(Channel::Sms, Priority::P0),
    Queue::Escalate,
];
