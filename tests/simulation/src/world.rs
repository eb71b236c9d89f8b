//! Everything that exists beside the code under test.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Arguments;
use std::rc::Rc;
use std::task::Waker;
use std::time::Duration;

use domain::{Time, UserId};
use fastrand::Rng;
use ports::Queue;
use store::memory::MemoryStore;
use usecases::deliver::Block;

use crate::book::Book;
use crate::contacts;
use crate::devices::Device;
use crate::exchange::Exchange;
use crate::faults::{Fault, Tally};
use crate::functions::Invocation;
use crate::providers::{EXTERNAL, Providers};
use crate::queues::Queues;
use crate::scenario::Scenario;
use crate::sockets::Sockets;

/// The world of one run.
pub(crate) struct World {
    pub(crate) scenario: Scenario,
    pub(crate) store: MemoryStore,
    pub(crate) queues: RefCell<Queues>,
    pub(crate) sockets: RefCell<Sockets>,
    pub(crate) devices: RefCell<Vec<Device>>,
    pub(crate) exchange: RefCell<Exchange>,
    pub(crate) providers: RefCell<Providers>,
    pub(crate) book: RefCell<Book>,
    /// Invocations that were asked for and not begun.
    pub(crate) invoked: RefCell<Vec<Invocation>>,
    pub(crate) violations: RefCell<Vec<String>>,
    pub(crate) tally: Tally,
    /// Whether things go wrong.
    pub(crate) is_stormy: Cell<bool>,
    /// Whether all was at rest, and only what follows from one more event happens.
    pub(crate) is_probing: Cell<bool>,
    /// What the idle instances of a queue's function have left of their calls.
    blocks: RefCell<BTreeMap<Queue, Vec<Rc<Block>>>>,
    /// When the clock has jumped, and how far.
    pub(crate) jumps: RefCell<Vec<(Time, Duration)>>,
    /// Who wants to go on at what time.
    alarms: RefCell<Vec<(Time, Waker)>>,
    rng: RefCell<Rng>,
    now: Cell<Time>,
    trace: RefCell<Trace>,
}

/// What happened, as a hash, and as text where that is wanted.
#[derive(Default)]
pub(crate) struct Trace {
    pub(crate) hash: u64,
    pub(crate) lines: Vec<String>,
}

impl World {
    pub(crate) fn new(scenario: Scenario) -> Self {
        let mut rng = Rng::with_seed(scenario.seed);
        contacts::seed(scenario.seed);
        let start = Time::from_millis(1_795_420_800_000);
        let exchange = Exchange::new(&mut rng, &scenario);
        let devices = Device::all(&mut rng, &scenario, exchange.users());
        let providers = Providers::new(&mut rng);
        let world = Self {
            store: MemoryStore::default(),
            queues: RefCell::default(),
            sockets: RefCell::default(),
            devices: RefCell::new(devices),
            exchange: RefCell::new(exchange),
            providers: RefCell::new(providers),
            book: RefCell::default(),
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
            scenario,
        };
        contacts::furnish(&world);
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

    /// Wakes whoever waits, when it is time.
    pub(crate) fn wake_at(&self, time: Time, waker: Waker) {
        self.alarms.borrow_mut().push((time, waker));
    }

    /// Wakes those whose time has come.
    pub(crate) fn ring(&self) {
        let now = self.now();
        self.alarms.borrow_mut().retain(|(time, waker)| {
            if *time <= now {
                waker.wake_by_ref();
            }
            *time > now
        });
    }

    /// The clock jumps; all who wait do so for no longer.
    pub(crate) fn jump(&self, ahead: Duration) {
        self.pass(ahead);
        self.jumps.borrow_mut().push((self.now(), ahead));
        self.alarms.borrow_mut().iter_mut().for_each(|(time, _)| *time = time.plus(ahead));
    }

    /// By how much the clock has jumped since then.
    pub(crate) fn jumped_since(&self, time: Time) -> Duration {
        self.jumps.borrow().iter().filter(|(at, _)| *at >= time).map(|(_, ahead)| *ahead).sum()
    }

    /// When somebody wants to go on.
    pub(crate) fn next_alarm(&self) -> Option<Time> {
        self.alarms.borrow().iter().map(|(time, _)| *time).min()
    }

    /// An idle instance's rest of its calls, or that of a new one.
    pub(crate) fn take_block(&self, queue: Queue) -> Rc<Block> {
        self.blocks.borrow_mut().entry(queue).or_default().pop().unwrap_or_default()
    }

    /// The instance is idle again.
    pub(crate) fn put_block(&self, queue: Queue, block: Rc<Block>) {
        self.blocks.borrow_mut().entry(queue).or_default().push(block);
    }

    /// The address is this user's from now on.
    pub(crate) fn owns(&self, address: &str, user: &UserId) {
        self.book.borrow_mut().owns(address, user);
    }

    /// Writes down who can be reached where, and who cannot any more.
    pub(crate) fn note_reach(&self) {
        let mut book = self.book.borrow_mut();
        for user in self.exchange.borrow().users() {
            let recipient = self.store.recipient(user);
            for channel in EXTERNAL {
                if recipient.is_reachable(channel) {
                    book.reachable_since.entry((user.clone(), channel)).or_insert(self.now());
                } else {
                    book.reachable_since.remove(&(user.clone(), channel));
                }
            }
        }
    }

    /// A number below `limit`, which is at least 1.
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
    pub(crate) fn strikes(&self, fault: Fault) -> bool {
        let is_possible = self.is_stormy.get() && !self.scenario.without.contains(&fault);
        let strikes = is_possible && self.rng.borrow_mut().u32(..10_000) < fault.rate();
        if strikes {
            self.tally.count(fault);
            self.note("fault", fault as u64, format_args!("{}", fault.name()));
        }
        strikes
    }

    /// Adds a line to the trace: what kind of thing, and which.
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
