//! The time until everything that was deferred to the same minute has left, for any number of users. The
//! shipped use case runs as discrete events without any fault. Every call of the store and of a queue takes a
//! fixed time, and as many invocations run at once as the template allows; computing takes no time.
//!
//! Users are created when their page of the schedule is read, and dropped when all users of the page are
//! checked, so a million of them need little memory:
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
use ports::{Clock as _, Message, NoGateway, NoTelemetry, Parts, Queue};
use sleepers::Sleepers;
use slow::TimedPorts;
use usecases::batch::{Outcome, Record};
use usecases::release::{ReleaseContext, dispatch, release};

use crate::timeline::{Task, Timeline};

/// The template's default of `DeliverConcurrency`, by which `release` is limited.
const CONCURRENCY: usize = 20;

/// The most messages of one batch.
const BATCH: usize = 10;

/// The time of a call of the store or of a queue.
const CALL: Duration = Duration::from_millis(10);

/// The users, and the invocations that release their notifications.
#[derive(Debug, Clone, Copy)]
pub struct Crowd {
    /// The number of users whose quiet hours end in the same minute, in all parts of the schedule.
    pub users: u32,
    /// The number of parts of the schedule that are processed: the first ones.
    pub parts: u8,
    /// The number of invocations that run at once.
    pub concurrency: usize,
}

impl Crowd {
    /// Returns a run of this many users in all parts, with all invocations that the template allows.
    pub fn of(users: u32) -> Self {
        Self { users, parts: SHARDS, concurrency: CONCURRENCY }
    }

    /// Returns an even share of it: this many of the parts, with no more than their share of the invocations.
    #[must_use]
    pub fn share(self, parts: u8) -> Self {
        let concurrency = self.concurrency * usize::from(parts) / usize::from(SHARDS);
        Self { parts, concurrency, ..self }
    }
}

/// The outcome of a run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Morning {
    /// The number of users.
    pub users: u64,
    /// The number of deferred notifications.
    pub deferred: u64,
    /// Calls of the store that read.
    pub reads: u64,
    /// Calls of the store that write.
    pub writes: u64,
    /// Calls that send to queues.
    pub sends: u64,
    /// The number of deliveries that were sent to the channels' queues.
    pub handed_on: u64,
    /// The time from the minute until the last of them was sent.
    pub last_after: Duration,
    /// The duration of the longest invocation.
    pub longest: Duration,
    /// The number of invocations.
    pub invocations: u64,
}

/// Ends the quiet hours of the users.
pub fn morning(crowd: Crowd) -> Morning {
    let world = Rc::new(World::new(&crowd));
    let slow = TimedPorts { world: &world };
    // The rule's run is over before the minute's first message is received.
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

    /// Sends messages to a queue.
    fn send(&self, queue: Queue, messages: Vec<Message>) {
        if queue == Queue::Release {
            let is_run = |message: &Message| self.parts == SHARDS || TimedPorts::part(message) < self.parts;
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

    /// Runs until no work is left.
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

    /// Polls an invocation; returns whether it is over.
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
    let slow = TimedPorts { world: &world };
    world.timeline.takes(CALL).await;
    let context = ReleaseContext {
        platform: &Parts {
            store: &slow,
            gateway: &NoGateway,
            queues: &slow,
            clock: &world.timeline,
            telemetry: &NoTelemetry,
        },
        deployed: &Channel::ALL,
    };
    let records: Vec<_> = batch.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
    let outcomes = release(&context, &records).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done), "{outcomes:?}");
}

/// A queue that answers at once.
struct Untimed<'a, 'b>(&'a TimedPorts<'b>);

impl ports::Enqueue for Untimed<'_, '_> {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), ports::PortError>> {
        let results = messages.iter().map(|_| Ok(())).collect();
        self.0.world.send(queue, messages);
        results
    }
}

/// Returns the part of the schedule to which a user belongs.
fn part_of(user: &domain::UserId) -> u8 {
    Shard::of(user).number()
}
