//! The seeded scheduler: at every step one of all the things that could happen next.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};
use std::time::Duration;

use domain::{EventType, Time};
use ports::Queue;

use crate::faults::{Fault, Tally};
use crate::functions::Invocation;
use crate::queues::WORKED_OFF;
use crate::scenario::Scenario;
use crate::sockets::Phase;
use crate::world::World;
use crate::{devices, exchange, invariants};

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

/// Runs a scenario: a storm, then calm until everything is at rest, then one more event for everybody.
pub fn run(scenario: Scenario) -> Report {
    let mut schedule = Schedule { world: Rc::new(World::new(scenario)), tasks: Vec::new(), steps: 0 };
    schedule.storm();
    schedule.calm();
    schedule.world.is_probing.set(true);
    for event_type in [EventType::OrderFilled, EventType::DepositCredited] {
        // Whoever is connected and greeted must get it without doing anything.
        exchange::probe(&schedule.world, event_type);
        schedule.settle();
        invariants::at_rest(&schedule.world);
    }
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
    invocation: Invocation,
    future: Pin<Box<dyn Future<Output = ()>>>,
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
}

impl Schedule {
    fn storm(&mut self) {
        let after = self.world.below(400);
        let mut rest = None;
        loop {
            if self.world.exchange.borrow().is_done() && *rest.get_or_insert(after) == 0 {
                return;
            }
            rest = rest.map(|rest| rest - 1);
            if self.world.below(20) == 0 {
                devices::mischief(&self.world);
            }
            if self.world.strikes(Fault::ClockJump) {
                self.world.pass(Duration::from_mins(5));
            }
            if !self.step() || self.steps > PATIENCE {
                return;
            }
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
            0 => world.pass(Duration::from_secs(1)),
            1..300 => world.pass(Duration::from_millis(1 + u64::try_from(world.below(5)).unwrap_or(0))),
            _ => {}
        }
        world.sockets.borrow_mut().let_in(world.now());
        let mut moves = self.moves();
        if moves.is_empty() {
            let Some(next) = self.next_time() else { return false };
            world.pass_until(next);
            world.sockets.borrow_mut().let_in(world.now());
            moves = self.moves();
        }
        if moves.is_empty() {
            return true;
        }
        self.make(moves[world.below(moves.len())]);
        true
    }

    fn moves(&self) -> Vec<Move> {
        let world = &self.world;
        let now = world.now();
        let mut moves = Vec::new();
        for task in 0..self.tasks.len() {
            // What runs is likelier to go on than anything else is to begin.
            moves.extend([Move::Poll(task); 3]);
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
        if world.is_stormy.get() && !world.exchange.borrow().is_done() {
            moves.push(Move::Publish);
        }
        moves
    }

    /// When something can happen again.
    fn next_time(&self) -> Option<Time> {
        let world = &self.world;
        let devices = world.devices.borrow();
        let acts = devices.iter().filter_map(|device| device.next_act(world));
        let others = [world.queues.borrow().next_visible(), world.sockets.borrow().next_ready()];
        acts.chain(others.into_iter().flatten()).min()
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
        self.world.note(invocation.name(), self.steps, format_args!("{invocation:?}"));
        let future = invocation.clone().task(self.world.clone());
        self.tasks.push(Task { invocation, future });
    }

    fn poll(&mut self, index: usize) {
        if self.world.strikes(Fault::Kill) {
            let task = self.tasks.swap_remove(index);
            self.world.note("killed", self.steps, format_args!("{}", task.invocation.name()));
            task.invocation.killed(&self.world);
            return;
        }
        let mut context = Context::from_waker(Waker::noop());
        if self.tasks[index].future.as_mut().poll(&mut context).is_ready() {
            drop(self.tasks.swap_remove(index));
        }
    }
}
