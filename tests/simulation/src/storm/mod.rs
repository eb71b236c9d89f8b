//! The time until all alerts of a symbol that one tick crosses have fired, and the effect on the alerts of
//! another symbol. The shipped use cases run as discrete events without any fault. Every call of the store
//! and of a queue takes a fixed time, and as many invocations run at once as the template allows; computing
//! takes no time. Writes wait for the throughput that DynamoDB gives their key and their table ([`room`]);
//! writes of the inbox, each at a key of its own, do not wait.
//!
//! Two symbols share the shard: ticks of both continue during the storm, and every second one of them crosses
//! an alert of the other symbol: `cargo run --release --package simulation -- --storm 100000`.

mod fifo;
mod market;
mod room;
mod slow;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use domain::{Channel, Priority, Time};
use fifo::Fifo;
use lambda::batch::plan::{Wait, wait};
use market::{Fired, Put};
use memory_store::MemoryStore;
use ports::{Clock as _, Message, NoGateway, NoTelemetry, Parts};
use room::Rooms;
pub use room::Table;
use slow::TimedPorts;
use usecases::batch::{Outcome, Record};
use usecases::route::route;
use usecases::watch::{TickRecord, fire_alerts, watch_prices};

use crate::contacts::chance;
use crate::timeline::{Task, Timeline};

/// The template's defaults of `FireConcurrency` and `RouteConcurrency`.
const CONCURRENCY: usize = 20;

/// The most messages of one batch, and the most records.
const BATCH: usize = 10;
const RECORDS: usize = 500;

/// The time of a call of the store or of a queue.
const CALL: Duration = Duration::from_millis(10);

/// The time until a record is read from the stream, by a poller that polls once a second and has just polled.
const READ_AFTER: Duration = Duration::from_secs(1);

/// The alerts that one tick crosses, and the table in which they are.
#[derive(Debug, Clone, Copy)]
pub struct Storm {
    /// The number of alerts of the symbol that are crossed.
    pub alerts: u32,
    /// The write throughput of the table and its keys.
    pub table: Table,
    /// The time from one tick of a symbol to the next.
    pub every: Duration,
}

impl Storm {
    /// Returns a storm of this many alerts, on a table that has been in use for a long time, with
    /// ten ticks a second.
    pub fn of(alerts: u32) -> Self {
        Self { alerts, table: Table::Sustained, every: Duration::from_millis(100) }
    }
}

/// The outcome of a storm. Times are after the tick that began it, or after the tick that crossed the alert.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stormed {
    /// The number of alerts of the symbol that have fired.
    pub fired: usize,
    /// The number of firings that were sent twice, or that should not have been sent.
    pub amiss: usize,
    /// The number of notifications in inboxes, including those of the other symbol's alerts.
    pub routed: usize,
    /// The time at which the last firing of the storm was on its queue.
    pub drained_after: Duration,
    /// The time at which the last of them was routed.
    pub routed_after: Duration,
    /// The time at which no job of the symbol was open any more, so that `watch-prices` evaluated its ticks
    /// again; `None` if the ticks came so fast that a job was always open.
    pub settled_after: Option<Duration>,
    /// The number of alerts of the other symbol that fired during the storm.
    pub others: usize,
    /// The longest time until a firing of the other symbol was on its queue.
    pub other_sent_within: Duration,
    /// The longest time until a firing of the other symbol was routed.
    pub other_routed_within: Duration,
    /// The maximum number of firings that waited to be routed.
    pub most_waiting: usize,
    /// The number of jobs that were sent.
    pub jobs: usize,
    /// Calls of the store that read.
    pub reads: u64,
    /// Calls of the store that write.
    pub writes: u64,
    /// Calls that send to queues.
    pub sends: u64,
    /// The invocations of `watch-prices`.
    pub watch: Function,
    /// The invocations of `fire-alerts`.
    pub fire: Function,
    /// The invocations of `route`.
    pub route: Function,
}

/// The invocations of a function.
#[derive(Debug, Clone, Copy, Default)]
pub struct Function {
    /// The number of invocations.
    pub invocations: u64,
    /// The duration of the longest one.
    pub longest: Duration,
}

/// Lets one tick cross all alerts of the storm.
pub fn storm(storm: Storm) -> Stormed {
    fastrand::seed(1);
    let world = Rc::new(World::new(storm));
    world.run();
    world.result()
}

struct World {
    storm: Storm,
    timeline: Timeline,
    store: MemoryStore,
    rooms: RefCell<Rooms>,
    stream: RefCell<VecDeque<Put>>,
    jobs: RefCell<Fifo>,
    events: RefCell<VecDeque<Fired>>,
    /// The number of times that each firing was sent.
    sent: RefCell<BTreeMap<String, u32>>,
    /// Tasks that were created and not begun.
    new: RefCell<Vec<(Kind, Task)>>,
    is_closed: Cell<bool>,
    tally: Cell<Stormed>,
}

/// The kind of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Watch,
    Fire,
    Route,
    /// Not an invocation.
    Outside,
}

impl World {
    fn new(storm: Storm) -> Self {
        let known = MemoryStore::default();
        market::fill(&known, storm.alerts);
        Self {
            storm,
            timeline: Timeline::new(market::opening()),
            store: known,
            rooms: RefCell::new(Rooms::new(storm.table)),
            stream: RefCell::default(),
            jobs: RefCell::default(),
            events: RefCell::default(),
            sent: RefCell::default(),
            new: RefCell::default(),
            is_closed: Cell::default(),
            tally: Cell::default(),
        }
    }

    fn count(&self, count: impl FnOnce(&mut Stormed)) {
        let mut tally = self.tally.get();
        count(&mut tally);
        self.tally.set(tally);
    }

    fn begin(&self, kind: Kind, future: impl Future<Output = ()> + 'static) {
        self.new.borrow_mut().push((kind, Task::new(self.timeline.now(), future)));
    }

    /// Records a firing that is on its queue.
    fn sent(&self, message: Message) {
        let now = self.timeline.now();
        let fired = Fired::read(message.body);
        *self.sent.borrow_mut().entry(fired.id.clone()).or_default() += 1;
        self.count(|tally| {
            if fired.is_other {
                tally.others += 1;
                tally.other_sent_within = tally.other_sent_within.max(since(fired.occurred_at, now));
            } else {
                tally.drained_after = since(market::strike(), now);
            }
        });
        self.events.borrow_mut().push_back(fired);
        let waiting = self.events.borrow().len();
        self.count(|tally| tally.most_waiting = tally.most_waiting.max(waiting));
    }

    /// Records a firing that was routed.
    fn routed(&self, fired: &Fired) {
        let now = self.timeline.now();
        self.count(|tally| {
            tally.routed += 1;
            if fired.is_other {
                tally.other_routed_within = tally.other_routed_within.max(since(fired.occurred_at, now));
            } else {
                tally.routed_after = since(market::strike(), now);
            }
        });
    }

    /// Whether all crossed alerts are routed.
    fn is_routed(&self) -> bool {
        let crossed = usize::try_from(self.storm.alerts + market::OTHERS).unwrap_or(usize::MAX);
        self.tally.get().routed >= crossed
    }

    /// Whether the symbol's ticks no longer need jobs.
    fn is_settled(&self) -> bool {
        !self.store.symbol(&market::stormy()).jobs.are_open()
    }

    /// Runs until the storm is over and no work is left.
    fn run(self: &Rc<Self>) {
        let mut running: Vec<(Kind, Task)> = Vec::new();
        self.begin(Kind::Outside, market::trade(self.clone()));
        loop {
            self.invoke(&running);
            running.append(&mut self.new.borrow_mut());
            let before = running.len();
            running.retain_mut(|(kind, task)| !self.poll(*kind, task));
            if running.is_empty() && self.is_closed.get() {
                return;
            }
            let is_idle = !running.iter().any(|(_, task)| task.can_go_on());
            if running.len() == before && self.new.borrow().is_empty() && is_idle {
                self.timeline.go_on();
            }
        }
    }

    /// Begins the invocations for which there is work and capacity.
    fn invoke(self: &Rc<Self>, running: &[(Kind, Task)]) {
        let count = |kind| running.iter().filter(|(running, _)| *running == kind).count();
        if count(Kind::Watch) == 0 {
            let records = self.take_records();
            if !records.is_empty() {
                self.count(|tally| tally.watch.invocations += 1);
                self.begin(Kind::Watch, watch(self.clone(), records));
            }
        }
        for _ in count(Kind::Fire)..CONCURRENCY {
            let batch = self.jobs.borrow_mut().receive(BATCH);
            if batch.is_empty() {
                break;
            }
            self.count(|tally| tally.fire.invocations += 1);
            self.begin(Kind::Fire, fire(self.clone(), batch));
        }
        for _ in count(Kind::Route)..CONCURRENCY {
            let mut events = self.events.borrow_mut();
            let most = BATCH.min(events.len());
            let batch: Vec<Fired> = events.drain(..most).collect();
            drop(events);
            if batch.is_empty() {
                break;
            }
            self.count(|tally| tally.route.invocations += 1);
            self.begin(Kind::Route, forward(self.clone(), batch));
        }
    }

    fn take_records(&self) -> Vec<Put> {
        let now = self.timeline.now();
        let mut stream = self.stream.borrow_mut();
        let ready = stream.iter().take_while(|put| put.arrived_at.plus(READ_AFTER) <= now).count();
        stream.drain(..ready.min(RECORDS)).collect()
    }

    /// Polls a task; returns whether it is over.
    fn poll(&self, kind: Kind, task: &mut Task) -> bool {
        let is_over = task.poll();
        if is_over {
            let took = since(task.began, self.timeline.now());
            self.count(|tally| {
                let function = match kind {
                    Kind::Watch => &mut tally.watch,
                    Kind::Fire => &mut tally.fire,
                    Kind::Route => &mut tally.route,
                    Kind::Outside => return,
                };
                function.longest = function.longest.max(took);
            });
        }
        is_over
    }

    fn result(&self) -> Stormed {
        let sent = self.sent.borrow();
        let expected = market::firings(self.storm.alerts);
        let is_right = |(id, times): &(&String, &u32)| **times == 1 && expected.contains(*id);
        let amiss = sent.iter().filter(|one| !is_right(one)).count();
        let fired = expected.iter().filter(|id| sent.contains_key(*id)).count();
        let others = self.tally.get().others;
        let routed = self.store.items().len();
        let jobs = self.jobs.borrow().ever;
        Stormed { fired: fired - others.min(fired), amiss, routed, jobs, ..self.tally.get() }
    }
}

fn since(began: Time, now: Time) -> Duration {
    Duration::from_millis(now.millis_since(began))
}

async fn watch(world: Rc<World>, records: Vec<Put>) {
    world.timeline.takes(CALL).await;
    let slow = TimedPorts { world: &world };
    let ports = Parts {
        store: &slow,
        gateway: &NoGateway,
        queues: &slow,
        clock: &world.timeline,
        telemetry: &NoTelemetry,
    };
    let records: Vec<_> = records
        .iter()
        .map(|put| TickRecord { body: put.body.as_bytes(), arrived_at: put.arrived_at })
        .collect();
    let watched = watch_prices(&ports, &records).await;
    assert_eq!(watched, Ok(()), "without faults no batch comes again");
}

async fn fire(world: Rc<World>, batch: Vec<fifo::QueuedMessage>) {
    world.timeline.takes(CALL).await;
    let slow = TimedPorts { world: &world };
    let ports = Parts {
        store: &slow,
        gateway: &NoGateway,
        queues: &slow,
        clock: &world.timeline,
        telemetry: &NoTelemetry,
    };
    let records: Vec<_> = batch
        .iter()
        .map(|kept| (kept.body.as_str(), kept.group.as_str(), kept.receive_count))
        .map(|(body, group, receive_count)| Record { body, group: Some(group), receive_count })
        .collect();
    let outcomes = fire_alerts(&ports, &records).await;
    let now = world.timeline.now();
    // A group is in flight until the last of its messages is visible again.
    let mut groups: BTreeMap<String, (Time, Vec<fifo::QueuedMessage>)> = BTreeMap::new();
    for (kept, outcome) in batch.into_iter().zip(outcomes) {
        let (until, back) = groups.entry(kept.group.clone()).or_insert((now, Vec::new()));
        match outcome {
            Outcome::Done => {}
            Outcome::DeadLetter { reason } => panic!("a job was given up: {reason}"),
            Outcome::Retry { after, .. } => {
                let Wait::Hidden(seconds) = wait(after, kept.receive_count, chance()) else {
                    panic!("no job waits for long")
                };
                *until = now.plus(Duration::from_secs(u64::from(seconds))).max(*until);
                back.push(kept);
            }
        }
    }
    for (group, (until, back)) in groups {
        let again = world.clone();
        world.begin(Kind::Outside, async move {
            again.timeline.until(until).await;
            again.jobs.borrow_mut().put_back(&group, back);
        });
    }
}

async fn forward(world: Rc<World>, batch: Vec<Fired>) {
    world.timeline.takes(CALL).await;
    let slow = TimedPorts { world: &world };
    let ports = Parts {
        store: &slow,
        gateway: &NoGateway,
        queues: &slow,
        clock: &world.timeline,
        telemetry: &NoTelemetry,
    };
    let records: Vec<_> =
        batch.iter().map(|fired| Record { body: &fired.body, group: None, receive_count: 1 }).collect();
    let outcomes = route(&ports, Priority::P1, &Channel::ALL, &records).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done), "{outcomes:?}");
    for fired in &batch {
        world.routed(fired);
    }
}
