//! The seeded scheduler: at every step one of all the things that could happen next.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use domain::{EventType, Time};
use ports::Queue;

use crate::faults::{Fault, Tally};
use crate::functions::Invocation;
use crate::invariants::outcome;
use crate::providers::EXTERNAL;
use crate::queues::{MAX_RECEIVES, WORKED_OFF};
use crate::scenario::Scenario;
use crate::sockets::Phase;
use crate::world::World;
use crate::{contacts, devices, exchange, invariants};

/// What came of a run.
#[derive(Debug)]
pub struct Report {
    /// What must never be, and was; empty if all is well.
    pub violations: Vec<String>,
    /// What happened, as one number: equal for equal runs.
    pub trace_hash: u64,
    /// What happened, if the scenario is traced.
    pub trace: Vec<String>,
    /// How often each fault occurred.
    pub tally: Tally,
    /// How many steps it took.
    pub steps: u64,
}

/// How many invocations of one queue's function run at once.
const CONCURRENCY: usize = 3;

/// The most steps until everything has to be at rest.
const PATIENCE: u64 = 200_000;

/// For how long the last provider is dark.
const DARKNESS: Duration = Duration::from_secs(90);

/// Runs a scenario: a storm, then calm until everything is at rest, then one more event for everybody, and one while a
/// provider is dark.
pub fn run(scenario: Scenario) -> Report {
    let mut schedule =
        Schedule { world: Rc::new(World::new(scenario)), tasks: Vec::new(), steps: 0, begun: 0 };
    schedule.storm();
    schedule.calm();
    schedule.world.is_probing.set(true);
    for event_type in [EventType::OrderFilled, EventType::DepositCredited] {
        // Whoever is connected and greeted must get it without doing anything.
        exchange::probe(&schedule.world, event_type);
        schedule.settle();
        invariants::at_rest(&schedule.world);
    }
    schedule.darkness();
    let world = &schedule.world;
    let trace = world.take_trace();
    Report {
        violations: world.violations.take(),
        trace_hash: trace.hash,
        trace: trace.lines,
        tally: world.tally.clone(),
        steps: schedule.steps,
    }
}

struct Task {
    number: u64,
    invocation: Invocation,
    /// When the platform kills it.
    ends_at: Time,
    awake: Arc<Awake>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

/// Whether a task can go on.
struct Awake(AtomicBool);

impl Wake for Awake {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Task {
    fn is_awake(&self) -> bool {
        self.awake.0.load(Ordering::Relaxed)
    }
}

/// One thing that could happen next.
#[derive(Debug, Clone, Copy)]
enum Move {
    Poll(usize),
    Begin(usize),
    Receive(Queue),
    Deliver(usize),
    Act(usize),
    Publish,
}

struct Schedule {
    world: Rc<World>,
    tasks: Vec<Task>,
    steps: u64,
    begun: u64,
}

impl Schedule {
    fn storm(&mut self) {
        let after = self.world.below(2_000);
        let mut rest = None;
        loop {
            if self.world.exchange.borrow().is_done() && *rest.get_or_insert(after) == 0 {
                return;
            }
            rest = rest.map(|rest| rest - 1);
            if self.world.below(20) == 0 {
                devices::mischief(&self.world);
            }
            if self.world.below(100) == 0 {
                contacts::mischief(&self.world);
            }
            if self.world.strikes(Fault::ClockJump) {
                self.jump(Duration::from_mins(5));
            }
            if !self.step() || self.steps > PATIENCE {
                return;
            }
        }
    }

    /// The clock jumps, and no time passes: what is under way does not take longer for it.
    fn jump(&mut self, ahead: Duration) {
        self.world.jump(ahead);
        self.world.sockets.borrow_mut().put_off(ahead);
        for task in &mut self.tasks {
            task.ends_at = task.ends_at.plus(ahead);
        }
    }

    /// Nothing goes wrong any more, and the gateway notices which connections are dead.
    fn calm(&mut self) {
        self.world.is_stormy.set(false);
        let dead: Vec<usize> = {
            let sockets = self.world.sockets.borrow();
            sockets
                .iter()
                .filter(|(_, socket)| socket.phase == Phase::Dead)
                .map(|(number, _)| number)
                .collect()
        };
        for socket in dead {
            self.world.sockets.borrow_mut().get_mut(socket).phase = Phase::Closed;
            self.world.invoked.borrow_mut().push(Invocation::Disconnect { socket });
        }
        self.settle();
        invariants::at_rest(&self.world);
    }

    /// A provider goes dark, and nothing else goes wrong.
    fn darkness(&mut self) {
        let world = self.world.clone();
        let channel = EXTERNAL[world.below(EXTERNAL.len())];
        // What the storm has left behind would be a second fault.
        let rested_at = world.providers.borrow().rested_at();
        world.pass_until(rested_at.max(world.store.pauses().into_values().max().unwrap_or(rested_at)));
        self.settle();
        let ways = outcome::ways(&world, channel);
        world.providers.borrow_mut().darken(channel, world.now().plus(DARKNESS));
        world.note("dark", 0, format_args!("{channel}"));
        let first = world.exchange.borrow().published.len();
        exchange::probe(&world, EventType::PositionLiquidated);
        self.settle();
        invariants::at_rest(&world);
        outcome::was_heard_elsewhere(&world, first, &ways);
    }

    /// 11. With the faults off, everything drains.
    fn settle(&mut self) {
        let end = self.steps + PATIENCE;
        while !self.is_at_rest() {
            if !self.step() || self.steps > end {
                return self.world.violated("11: it does not come to rest".to_owned());
            }
        }
    }

    fn is_at_rest(&self) -> bool {
        let world = &self.world;
        self.tasks.is_empty()
            && world.invoked.borrow().is_empty()
            && world.queues.borrow().are_empty()
            && world.sockets.borrow().iter().all(|(_, socket)| socket.on_the_way.is_empty())
            && world.devices.borrow().iter().all(devices::Device::is_content)
    }

    /// Lets one thing happen; answers whether there was any.
    fn step(&mut self) -> bool {
        self.steps += 1;
        let world = self.world.clone();
        match world.below(1_000) {
            0 if !world.is_probing.get() => world.pass(Duration::from_secs(1)),
            1..300 => world.pass(Duration::from_millis(1 + u64::try_from(world.below(5)).unwrap_or(0))),
            _ => {}
        }
        self.catch_up();
        let mut moves = self.moves();
        if moves.is_empty() {
            let Some(next) = self.next_time() else { return false };
            world.pass_until(next);
            self.catch_up();
            moves = self.moves();
        }
        if moves.is_empty() {
            return true;
        }
        self.make(moves[world.below(moves.len())]);
        true
    }

    /// What time alone does: handshakes end, waits are over, and who runs too long is killed.
    fn catch_up(&mut self) {
        let now = self.world.now();
        self.world.sockets.borrow_mut().let_in(now);
        while let Some(late) = self.tasks.iter().position(|task| task.ends_at <= now) {
            self.world.tally.count(Fault::TimedOut);
            self.kill(late);
        }
        self.world.ring();
    }

    fn moves(&self) -> Vec<Move> {
        let world = &self.world;
        let now = world.now();
        let mut moves = Vec::new();
        for (index, _) in self.tasks.iter().enumerate().filter(|(_, task)| task.is_awake()) {
            // What runs is likelier to go on than anything else is to begin.
            moves.extend([Move::Poll(index); 3]);
        }
        moves.extend((0..world.invoked.borrow().len()).map(Move::Begin));
        let queues = world.queues.borrow();
        for queue in WORKED_OFF {
            let is_on_queue = |task: &&Task| matches!(task.invocation, Invocation::Batch { queue: other, .. } if other == queue);
            if queues.has_visible(queue, now) && self.tasks.iter().filter(is_on_queue).count() < CONCURRENCY {
                moves.push(Move::Receive(queue));
            }
        }
        for (number, socket) in world.sockets.borrow().iter() {
            if !socket.on_the_way.is_empty() {
                moves.extend([Move::Deliver(number); 2]);
            }
        }
        for (number, device) in world.devices.borrow().iter().enumerate() {
            if device.next_act(world).is_some_and(|at| at <= now) {
                moves.push(Move::Act(number));
            }
        }
        if self.next_event().is_some_and(|at| at <= now) {
            moves.push(Move::Publish);
        }
        moves
    }

    /// When the exchange publishes again, if it does.
    fn next_event(&self) -> Option<Time> {
        let exchange = self.world.exchange.borrow();
        (self.world.is_stormy.get() && !exchange.is_done()).then_some(exchange.next_at)
    }

    /// When something can happen again.
    fn next_time(&self) -> Option<Time> {
        let world = &self.world;
        let devices = world.devices.borrow();
        let acts = devices.iter().filter_map(|device| device.next_act(world));
        let ends = self.tasks.iter().map(|task| task.ends_at);
        let others = [
            world.queues.borrow().next_visible(),
            world.sockets.borrow().next_ready(),
            world.next_alarm(),
            self.next_event(),
        ];
        acts.chain(ends).chain(others.into_iter().flatten()).min()
    }

    fn make(&mut self, next: Move) {
        let world = self.world.clone();
        match next {
            Move::Poll(index) => self.poll(index),
            Move::Begin(index) => {
                let invocation = world.invoked.borrow_mut().swap_remove(index);
                self.begin(invocation);
            }
            Move::Receive(queue) => {
                let most = 1 + world.below(10);
                let hide_until = |usual: Time| {
                    if world.strikes(Fault::Duplicate) {
                        world.now()
                    } else if world.strikes(Fault::Outlived) {
                        world.now().plus(Duration::from_millis(u64::try_from(world.below(500)).unwrap_or(0)))
                    } else {
                        usual
                    }
                };
                let pick = |count| world.below(count);
                let batch = world.queues.borrow_mut().receive(queue, most, world.now(), pick, hide_until);
                if let Some(worn) = batch.iter().find(|kept| kept.receive_count > MAX_RECEIVES) {
                    world.violated(format!("1: {queue:?} gives up what was received too often: {worn:?}"));
                }
                self.begin(Invocation::Batch { queue, batch });
            }
            Move::Deliver(number) => {
                let (device, frame) = {
                    let mut sockets = world.sockets.borrow_mut();
                    let socket = sockets.get_mut(number);
                    (socket.device, socket.on_the_way.pop_front())
                };
                let mut devices = world.devices.borrow_mut();
                // A frame that comes after the device has hung up is lost.
                if let Some(frame) = frame.filter(|_| devices[device].socket == Some(number)) {
                    world.note("frame", u64::try_from(number).unwrap_or(0), format_args!("{frame}"));
                    invariants::came_once(&world, &devices[device].received, &frame);
                    devices[device].take(&world, &frame);
                }
            }
            Move::Act(number) => world.devices.borrow_mut()[number].act(&world, number),
            Move::Publish => exchange::publish(&world),
        }
    }

    fn begin(&mut self, invocation: Invocation) {
        self.begun += 1;
        let number = self.begun;
        self.world.note(invocation.name(), number, format_args!("{invocation:?}"));
        let ends_at = self.world.now().plus(invocation.timeout());
        let awake = Arc::new(Awake(AtomicBool::new(true)));
        let future = invocation.clone().task(self.world.clone(), number);
        self.tasks.push(Task { number, invocation, ends_at, awake, future });
    }

    fn poll(&mut self, index: usize) {
        if self.world.strikes(Fault::Kill) {
            return self.kill(index);
        }
        let task = &mut self.tasks[index];
        task.awake.0.store(false, Ordering::Relaxed);
        let waker = Waker::from(task.awake.clone());
        if task.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            let task = self.tasks.swap_remove(index);
            self.world.book.borrow_mut().ended(task.number, false);
        }
    }

    fn kill(&mut self, index: usize) {
        let task = self.tasks.swap_remove(index);
        self.world.note("killed", task.number, format_args!("{}", task.invocation.name()));
        self.world.book.borrow_mut().ended(task.number, true);
        task.invocation.killed(&self.world);
    }
}
