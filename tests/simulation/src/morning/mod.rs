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
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use domain::Channel;
use domain::shard::{SHARDS, Shard};
use futures_util::FutureExt;
use ports::{Clock as _, Message, Queue};
use usecases::batch::{Outcome, Record};
use usecases::release::{ReleasePorts, dispatch, release};

use crate::timeline::{Task, Timeline, Uncounted};
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
    timeline: Timeline,
    kept: RefCell<VecDeque<String>>,
    tally: Cell<Morning>,
}

impl World {
    fn new(crowd: &Crowd) -> Self {
        Self {
            sleepers: Sleepers::new(crowd.users, crowd.parts),
            parts: crowd.parts,
            timeline: Timeline::new(sleepers::morning()),
            kept: RefCell::default(),
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
        let last_after = Duration::from_millis(self.timeline.now().millis_since(sleepers::morning()));
        let count = u64::try_from(messages.len()).unwrap_or(u64::MAX);
        self.count(|tally| {
            tally.handed_on += count;
            tally.last_after = last_after;
        });
    }

    /// Until nothing is left.
    fn run(self: &Rc<Self>, concurrency: usize) {
        let mut running: Vec<Task> = Vec::new();
        loop {
            while running.len() < concurrency && !self.kept.borrow().is_empty() {
                let mut kept = self.kept.borrow_mut();
                let most = BATCH.min(kept.len());
                let batch: Vec<String> = kept.drain(..most).collect();
                drop(kept);
                running.push(Task::new(self.timeline.now(), work(self.clone(), batch)));
                self.count(|tally| tally.invocations += 1);
            }
            let before = running.len();
            running.retain_mut(|running| !self.poll(running));
            if running.is_empty() && self.kept.borrow().is_empty() {
                return;
            }
            if running.len() == before && !running.iter().any(Task::can_go_on) {
                self.timeline.go_on();
            }
        }
    }

    /// Lets an invocation go on that can; answers whether it is over.
    fn poll(&self, running: &mut Task) -> bool {
        let is_over = running.poll();
        if is_over {
            let took = Duration::from_millis(self.timeline.now().millis_since(running.began));
            self.count(|tally| tally.longest = tally.longest.max(took));
        }
        is_over
    }
}

async fn work(world: Rc<World>, batch: Vec<String>) {
    let slow = Slow { world: &world };
    world.timeline.takes(CALL).await;
    let ports = ReleasePorts {
        store: &slow,
        queues: &slow,
        clock: &world.timeline,
        telemetry: &Uncounted,
        deployed: &Channel::ALL,
    };
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
