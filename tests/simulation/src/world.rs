//! The state of a run outside the code under test.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Arguments;
use std::rc::Rc;
use std::task::Waker;
use std::time::Duration;

use domain::shard::Shard;
use domain::{Time, UserId};
use fastrand::Rng;
use memory_store::MemoryStore;
use ports::Queue;
use usecases::connect::FrameLimits;
use usecases::deliver::CallQuota;

use crate::account::Account;
use crate::contacts;
use crate::coverage::Coverage;
use crate::devices::Device;
use crate::exchange::Exchange;
use crate::facts::Facts;
use crate::faults::{Fault, Tally};
use crate::functions::Invocation;
use crate::invariants::deferred;
use crate::market::{self, Market};
use crate::minutes::Minutes;
use crate::nights;
use crate::providers::{EXTERNAL, Providers};
use crate::queues::Queues;
use crate::scenario::Scenario;
use crate::sockets::Sockets;

/// The minimum time without events after which no device acts until the next event.
const NAP: Duration = Duration::from_secs(40);

/// The world of one run.
pub(crate) struct World {
    pub(crate) scenario: Scenario,
    pub(crate) account: Account,
    pub(crate) store: MemoryStore,
    /// The frames that the functions have counted.
    pub(crate) limits: FrameLimits,
    pub(crate) queues: RefCell<Queues>,
    pub(crate) sockets: RefCell<Sockets>,
    pub(crate) devices: RefCell<Vec<Device>>,
    pub(crate) exchange: RefCell<Exchange>,
    pub(crate) providers: RefCell<Providers>,
    pub(crate) facts: RefCell<Facts>,
    pub(crate) minutes: RefCell<Minutes>,
    pub(crate) market: RefCell<Market>,
    /// Whether the run includes quiet hours. Only some runs do: while the devices are inactive, faults stay
    /// unnoticed that a day of a few minutes would reveal, since a device that reconnects in the morning
    /// requests what it missed.
    pub(crate) has_nights: bool,
    /// The zone in which many traders live.
    pub(crate) place: &'static str,
    /// Invocations that were requested and not begun.
    pub(crate) invoked: RefCell<Vec<Invocation>>,
    pub(crate) violations: RefCell<Vec<String>>,
    pub(crate) tally: Tally,
    /// Whether faults occur.
    pub(crate) is_stormy: Cell<bool>,
    /// Whether all was at rest, and only the effects of one more event follow.
    pub(crate) is_probing: Cell<bool>,
    /// The call quotas that the idle instances of a queue's function have left.
    blocks: RefCell<BTreeMap<Queue, Vec<Rc<CallQuota>>>>,
    /// The times of the clock's jumps, each with its size.
    pub(crate) jumps: RefCell<Vec<(Time, Duration)>>,
    /// The tasks that wait for a time.
    alarms: RefCell<Vec<(Time, Waker)>>,
    rng: RefCell<Rng>,
    now: Cell<Time>,
    trace: RefCell<Trace>,
}

/// The trace of a run, as a hash, and as text if the scenario is traced.
#[derive(Default)]
pub(crate) struct Trace {
    pub(crate) hash: u64,
    pub(crate) lines: Vec<String>,
}

impl World {
    pub(crate) fn new(scenario: Scenario) -> Self {
        let mut rng = Rng::with_seed(scenario.seed);
        contacts::seed(scenario.seed);
        let (start, place) = nights::beginning(&mut rng);
        let has_nights = rng.bool();
        let exchange = Exchange::new(&mut rng, &scenario);
        let devices = Device::all(&mut rng, &scenario, exchange.users());
        let providers = Providers::new(&mut rng);
        let market = Market::new(&mut rng, &scenario);
        let world = Self {
            store: MemoryStore::default(),
            limits: FrameLimits::default(),
            queues: RefCell::default(),
            sockets: RefCell::default(),
            devices: RefCell::new(devices),
            exchange: RefCell::new(exchange),
            providers: RefCell::new(providers),
            facts: RefCell::default(),
            minutes: RefCell::default(),
            market: RefCell::new(market),
            has_nights,
            place,
            invoked: RefCell::default(),
            violations: RefCell::default(),
            tally: Tally::default(),
            is_stormy: Cell::new(true),
            is_probing: Cell::new(false),
            blocks: RefCell::default(),
            jumps: RefCell::default(),
            alarms: RefCell::default(),
            rng: RefCell::new(rng),
            now: Cell::new(start),
            trace: RefCell::default(),
            account: Account::new(&scenario),
            scenario,
        };
        if let Some(bytes) = world.account.part_bytes {
            world.store.limit_parts(bytes);
        }
        if world.scenario.prices {
            market::seed_data(&world);
        } else {
            contacts::seed_data(&world);
        }
        world.note_reach();
        world
    }

    pub(crate) fn now(&self) -> Time {
        self.now.get()
    }

    pub(crate) fn pass(&self, duration: Duration) {
        self.now.set(self.now().plus(duration));
    }

    pub(crate) fn pass_until(&self, time: Time) {
        self.now.set(self.now().max(time));
    }

    /// Wakes the task at this time.
    pub(crate) fn wake_at(&self, time: Time, waker: Waker) {
        self.alarms.borrow_mut().push((time, waker));
    }

    /// Wakes the tasks whose time has come.
    pub(crate) fn ring(&self) {
        let now = self.now();
        self.alarms.borrow_mut().retain(|(time, waker)| {
            if *time <= now {
                waker.wake_by_ref();
            }
            *time > now
        });
    }

    /// Lets the clock jump; no task waits longer for it.
    pub(crate) fn jump(&self, ahead: Duration) {
        self.pass(ahead);
        self.jumps.borrow_mut().push((self.now(), ahead));
        self.alarms.borrow_mut().iter_mut().for_each(|(time, _)| *time = time.plus(ahead));
    }

    /// Returns the sum of the clock's jumps since this time.
    pub(crate) fn jumped_since(&self, time: Time) -> Duration {
        self.jumps.borrow().iter().filter(|(at, _)| *at >= time).map(|(_, ahead)| *ahead).sum()
    }

    /// Returns the time of the earliest alarm.
    pub(crate) fn next_alarm(&self) -> Option<Time> {
        self.alarms.borrow().iter().map(|(time, _)| *time).min()
    }

    /// Takes the remaining call quota of an idle instance, or that of a new one.
    pub(crate) fn take_block(&self, queue: Queue) -> Rc<CallQuota> {
        self.blocks.borrow_mut().entry(queue).or_default().pop().unwrap_or_default()
    }

    /// Returns an instance to the idle ones.
    pub(crate) fn put_block(&self, queue: Queue, block: Rc<CallQuota>) {
        self.blocks.borrow_mut().entry(queue).or_default().push(block);
    }

    /// Records the user as the owner of the address from now on.
    pub(crate) fn owns(&self, address: &str, user: &UserId) {
        self.facts.borrow_mut().owns(address, user);
    }

    /// Whether an item that cannot be decoded is stored for this user.
    pub(crate) fn has_unreadable(&self, user: &UserId) -> bool {
        self.scenario.seed.is_multiple_of(4) && self.exchange.borrow().users().first() == Some(user)
    }

    /// Records which users can be reached on which channel, and the preferences of all users.
    pub(crate) fn note_reach(&self) {
        let mut facts = self.facts.borrow_mut();
        for user in self.exchange.borrow().users() {
            let recipient = self.store.recipient(user);
            if let Some(change) = facts.wants(&recipient, self.now())
                && deferred::is_awaited(self, user, self.now())
            {
                self.saw(change);
            }
            for channel in EXTERNAL {
                if recipient.is_reachable(channel) {
                    facts.reachable_since.entry((user.clone(), channel)).or_insert(self.now());
                } else {
                    facts.reachable_since.remove(&(user.clone(), channel));
                }
            }
        }
    }

    /// Whether one of the users belongs to the part of the schedule that this message names.
    pub(crate) fn has_users(&self, part: &str) -> bool {
        let part: serde_json::Value = serde_json::from_str(part).unwrap_or_default();
        let shards = |user: &UserId| part["shard"] == Shard::of(user).number();
        self.exchange.borrow().users().iter().any(shards)
    }

    /// Returns the time at which the inactive devices act again, if nothing is published for a long time.
    pub(crate) fn awakes_at(&self) -> Option<Time> {
        let exchange = self.exchange.borrow();
        let is_long = !exchange.is_done() && exchange.next_at > self.now().plus(NAP);
        is_long.then_some(exchange.next_at)
    }

    /// Returns a number below `limit`, which is at least 1.
    pub(crate) fn below(&self, limit: usize) -> usize {
        self.rng.borrow_mut().usize(..limit.max(1))
    }

    pub(crate) fn coin(&self) -> bool {
        self.rng.borrow_mut().bool()
    }

    pub(crate) fn bits(&self) -> u32 {
        self.rng.borrow_mut().u32(..)
    }

    /// Whether this fault occurs now.
    pub(crate) fn injects(&self, fault: Fault) -> bool {
        let is_possible = self.is_stormy.get() && !self.scenario.without.contains(&fault);
        let times = if self.scenario.often.contains(&fault) { 5 } else { 1 };
        let strikes = is_possible && self.rng.borrow_mut().u32(..10_000) < fault.rate() * times;
        if strikes {
            self.tally.count(fault);
            self.note("fault", fault as u64, format_args!("{}", fault.name()));
        }
        strikes
    }

    /// Counts a situation, if it occurs in the phase with faults.
    pub(crate) fn saw(&self, sight: Coverage) {
        if self.is_stormy.get() {
            self.tally.saw(sight);
        }
    }

    /// Adds a line to the trace: the kind of the event, its number, and the text.
    pub(crate) fn note(&self, kind: &str, number: u64, text: Arguments<'_>) {
        let mut trace = self.trace.borrow_mut();
        let bytes = kind.bytes().chain(number.to_le_bytes());
        // FNV-1a
        trace.hash = bytes.fold(trace.hash ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        if self.scenario.traced {
            trace.lines.push(format!("{} {kind} {number}: {text}", self.now.get()));
        }
    }

    pub(crate) fn take_trace(&self) -> Trace {
        self.trace.take()
    }

    pub(crate) fn violated(&self, what: String) {
        self.note("violated", 0, format_args!("{what}"));
        self.violations.borrow_mut().push(what);
    }
}
