//! How long it takes until what waited for the same minute has left, for however many users: the shipped use case as
//! discrete events without any fault. Every call of the store and of a queue takes a fixed time, and so many invocations
//! run at once as the template allows; what an invocation computes takes no time.
//!
//! Users come into being when their page of the schedule is read, and are gone when the last of the page is settled, so a
//! million of them fit into little memory:
//! `cargo run --release --package simulation -- --morning 1000000`.

mod sleepers;
mod slow;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use domain::shard::{SHARDS, Shard};
use domain::{Channel, Time};
use futures_util::FutureExt;
use ports::{Message, Queue};
use usecases::batch::{Outcome, Record};
use usecases::release::{ReleasePorts, dispatch, release};

use sleepers::Sleepers;
use slow::Slow;

/// The template's default of `DeliverConcurrency`, by which `release` is limited.
const CONCURRENCY: usize = 20;

/// The most messages of one batch.
const BATCH: usize = 10;

/// A call of the store or of a queue.
const CALL: Duration = Duration::from_millis(10);

/// How many users, and what looks at them.
#[derive(Debug, Clone, Copy)]
pub struct Crowd {
    /// How many users wake in the same minute, in all parts of the schedule.
    pub users: u32,
    /// How many parts of the schedule are worked off: the first ones.
    pub parts: u8,
    /// How many invocations run at once.
    pub concurrency: usize,
}

impl Crowd {
    /// So many users in all parts, with all invocations that the template allows.
    pub fn of(users: u32) -> Self {
        Self { users, parts: SHARDS, concurrency: CONCURRENCY }
    }

    /// An even share of it: so many of the parts, with no more than their share of the invocations.
    #[must_use]
    pub fn share(self, parts: u8) -> Self {
        let concurrency = self.concurrency * usize::from(parts) / usize::from(SHARDS);
        Self { parts, concurrency, ..self }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Morning {
    /// How many users there were.
    pub users: u64,
    /// How many deferred notifications they had.
    pub deferred: u64,
    /// Calls of the store that read.
    pub reads: u64,
    /// Calls of the store that write.
    pub writes: u64,
    /// Calls that send to queues.
    pub sends: u64,
    /// How many deliveries were handed on to the channels' queues.
    pub handed_on: u64,
    /// When the last of them was, after the minute.
    pub last_after: Duration,
    /// How long the longest invocation took.
    pub longest: Duration,
    /// How many invocations there were.
    pub invocations: u64,
}

/// Lets the users' quiet hours end.
pub fn morning(crowd: Crowd) -> Morning {
    let world = Rc::new(World::new(&crowd));
    let slow = Slow { world: &world };
    // The rule's run, which is over before the minute's first message is received.
    let dispatched = dispatch(&Untimed(&slow)).now_or_never();
    assert!(matches!(dispatched, Some(Ok(()))), "the queue takes all parts");
    world.run(crowd.concurrency);
    let deferred = world.sleepers.deferred();
    Morning { users: world.sleepers.count(), deferred, ..world.tally.get() }
}

struct World {
    sleepers: Sleepers,
    parts: u8,
    now: Cell<Time>,
    kept: RefCell<VecDeque<String>>,
    alarms: RefCell<BTreeMap<(Time, u64), Waker>>,
    serial: Cell<u64>,
    tally: Cell<Morning>,
}

struct Running {
    began: Time,
    awake: Arc<Awake>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

/// Whether an invocation can go on.
struct Awake(AtomicBool);

impl Wake for Awake {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl World {
    fn new(crowd: &Crowd) -> Self {
        Self {
            sleepers: Sleepers::new(crowd.users, crowd.parts),
            parts: crowd.parts,
            now: Cell::new(sleepers::morning()),
            kept: RefCell::default(),
            alarms: RefCell::default(),
            serial: Cell::default(),
            tally: Cell::default(),
        }
    }

    fn count(&self, count: impl FnOnce(&mut Morning)) {
        let mut tally = self.tally.get();
        count(&mut tally);
        self.tally.set(tally);
    }

    /// Takes messages of queues.
    fn send(&self, queue: Queue, messages: Vec<Message>) {
        if queue == Queue::Release {
            let is_run = |message: &Message| self.parts == SHARDS || Slow::part(message) < self.parts;
            let bodies = messages.into_iter().filter(is_run).map(|message| message.body);
            return self.kept.borrow_mut().extend(bodies);
        }
        let last_after = Duration::from_millis(self.now.get().millis_since(sleepers::morning()));
        let count = u64::try_from(messages.len()).unwrap_or(u64::MAX);
        self.count(|tally| {
            tally.handed_on += count;
            tally.last_after = last_after;
        });
    }

    /// Until nothing is left.
    fn run(self: &Rc<Self>, concurrency: usize) {
        let mut running: Vec<Running> = Vec::new();
        loop {
            while running.len() < concurrency && !self.kept.borrow().is_empty() {
                let mut kept = self.kept.borrow_mut();
                let most = BATCH.min(kept.len());
                let batch: Vec<String> = kept.drain(..most).collect();
                drop(kept);
                let awake = Arc::new(Awake(AtomicBool::new(true)));
                running.push(Running {
                    began: self.now.get(),
                    awake,
                    future: Box::pin(work(self.clone(), batch)),
                });
                self.count(|tally| tally.invocations += 1);
            }
            let before = running.len();
            running.retain_mut(|running| !self.poll(running));
            if running.is_empty() && self.kept.borrow().is_empty() {
                return;
            }
            if running.len() == before
                && !running.iter().any(|running| running.awake.0.load(Ordering::Relaxed))
            {
                self.go_on();
            }
        }
    }

    /// Lets an invocation go on that can; answers whether it is over.
    fn poll(&self, running: &mut Running) -> bool {
        if !running.awake.0.swap(false, Ordering::Relaxed) {
            return false;
        }
        let waker = Waker::from(running.awake.clone());
        let is_over = running.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready();
        if is_over {
            let took = Duration::from_millis(self.now.get().millis_since(running.began));
            self.count(|tally| tally.longest = tally.longest.max(took));
        }
        is_over
    }

    /// Lets time pass until something can happen.
    fn go_on(&self) {
        let mut alarms = self.alarms.borrow_mut();
        let Some((&(next, _), _)) = alarms.first_key_value() else {
            panic!("nothing will ever happen again")
        };
        self.now.set(next);
        let later = alarms.split_off(&(next.plus(Duration::from_millis(1)), 0));
        for waker in std::mem::replace(&mut *alarms, later).into_values() {
            waker.wake();
        }
    }
}

async fn work(world: Rc<World>, batch: Vec<String>) {
    let slow = Slow { world: &world };
    slow.takes(CALL).await;
    let ports =
        ReleasePorts { store: &slow, queues: &slow, clock: &slow, telemetry: &slow, deployed: &Channel::ALL };
    let records: Vec<_> = batch.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
    let outcomes = release(&ports, &records).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done), "{outcomes:?}");
}

/// A queue that answers at once.
struct Untimed<'a, 'b>(&'a Slow<'b>);

impl ports::Enqueue for Untimed<'_, '_> {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), ports::PortError>> {
        let results = messages.iter().map(|_| Ok(())).collect();
        self.0.world.send(queue, messages);
        results
    }
}

/// The part of the schedule in which a user stands.
fn part_of(user: &domain::UserId) -> u8 {
    Shard::of(user).number()
}
