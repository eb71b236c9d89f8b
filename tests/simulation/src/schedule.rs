//! The seeded scheduler: at every step it picks one of all possible moves.

use std::rc::Rc;
use std::time::Duration;

use domain::Time;
use ports::Queue;

use crate::devices::Frame;
use crate::faults::Fault;
use crate::functions::Invocation;
use crate::queues::MAX_RECEIVES;
use crate::world::World;
use crate::{devices, exchange, invariants, market, minutes, timeline};

/// The number of invocations of one queue's function that run at once.
const CONCURRENCY: usize = 3;

struct Task {
    number: u64,
    invocation: Invocation,
    /// The time at which the platform kills it.
    ends_at: Time,
    run: timeline::Task,
}

/// A possible next move.
#[derive(Debug, Clone, Copy)]
enum Move {
    Poll(usize),
    Begin(usize),
    Receive(Queue),
    Deliver(usize),
    Act(usize),
    Publish,
    Minute,
    Read(usize),
    Trade,
}

/// A world, and the invocations that run in it.
pub(crate) struct Schedule {
    pub(crate) world: Rc<World>,
    pub(crate) steps: u64,
    tasks: Vec<Task>,
    begun: u64,
    /// The moves of the previous step, kept only for their allocation.
    moves: Vec<Move>,
}

impl Schedule {
    pub(crate) fn new(world: World) -> Self {
        Self { world: Rc::new(world), steps: 0, tasks: Vec::new(), begun: 0, moves: Vec::new() }
    }

    /// Whether an invocation is about to store a change of a trader's preferences or profile. Such an
    /// invocation schedules a check of the trader ten seconds later, by which time every change is stored; a
    /// jump of the clock in the meantime would remove that margin.
    pub(crate) fn is_changing(&self) -> bool {
        let changes = |invocation: &Invocation| {
            matches!(invocation, Invocation::Prefer { .. } | Invocation::Batch { queue: Queue::Profiles, .. })
        };
        self.tasks.iter().any(|task| changes(&task.invocation))
    }

    /// Lets the clock jump. No time passes, so calls under way do not take longer.
    pub(crate) fn jump(&mut self, ahead: Duration) {
        self.world.jump(ahead);
        self.world.sockets.borrow_mut().put_off(ahead);
        for task in &mut self.tasks {
            task.ends_at = task.ends_at.plus(ahead);
        }
    }

    pub(crate) fn is_at_rest(&self) -> bool {
        let world = &self.world;
        self.tasks.is_empty()
            && world.invoked.borrow().is_empty()
            && world.queues.borrow().are_empty()
            && world.sockets.borrow().alive().all(|(_, socket)| socket.on_the_way.is_empty())
            && world.devices.borrow().iter().all(devices::Device::is_content)
            && minutes::are_over(world)
            && world.market.borrow().stream.is_drained()
    }

    /// Performs one move; returns whether there was any.
    pub(crate) fn step(&mut self) -> bool {
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
        if !moves.is_empty() {
            self.make(moves[world.below(moves.len())]);
        }
        self.moves = moves;
        true
    }

    /// Performs the effects of time alone: handshakes end, waits are over, and invocations above their
    /// timeout are killed.
    fn catch_up(&mut self) {
        let now = self.world.now();
        self.world.sockets.borrow_mut().let_in(now);
        while let Some(late) = self.tasks.iter().position(|task| task.ends_at <= now) {
            self.world.tally.count(Fault::TimedOut);
            self.kill(late);
        }
        self.world.ring();
    }

    fn moves(&mut self) -> Vec<Move> {
        let world = self.world.clone();
        let now = world.now();
        let mut moves = std::mem::take(&mut self.moves);
        moves.clear();
        for (index, _) in self.tasks.iter().enumerate().filter(|(_, task)| task.run.can_go_on()) {
            // A running invocation is more likely to continue than a new one is to begin.
            moves.extend([Move::Poll(index); 3]);
        }
        moves.extend((0..world.invoked.borrow().len()).map(Move::Begin));
        let queues = world.queues.borrow();
        for queue in queues.visible(now) {
            let is_on_queue = |task: &&Task| matches!(task.invocation, Invocation::Batch { queue: other, .. } if other == queue);
            if self.tasks.iter().filter(is_on_queue).count() < CONCURRENCY {
                moves.push(Move::Receive(queue));
            }
        }
        for (number, socket) in world.sockets.borrow().alive() {
            if !socket.on_the_way.is_empty() {
                moves.extend([Move::Deliver(number); 2]);
            }
        }
        for (number, device) in world.devices.borrow().iter().enumerate() {
            if device.next_act(&world).is_some_and(|at| at <= now) {
                moves.push(Move::Act(number));
            }
        }
        if self.next_event().is_some_and(|at| at <= now) {
            moves.push(Move::Publish);
        }
        if minutes::is_due(&world) {
            moves.push(Move::Minute);
        }
        moves.extend(world.market.borrow().stream.readable().map(Move::Read));
        if self.next_trade().is_some_and(|at| at <= now) {
            moves.push(Move::Trade);
        }
        moves
    }

    /// Returns the time at which the exchange publishes again, if it does.
    fn next_event(&self) -> Option<Time> {
        let exchange = self.world.exchange.borrow();
        (self.world.is_stormy.get() && !exchange.is_done()).then_some(exchange.next_at)
    }

    /// Returns the time of the next event on the market, if there is one.
    fn next_trade(&self) -> Option<Time> {
        let market = self.world.market.borrow();
        (self.world.is_stormy.get() && !market.is_done()).then_some(market.next_at)
    }

    /// Returns the number of invocations that read the shard.
    fn readers(&self, shard: usize) -> usize {
        let reads =
            |task: &&Task| matches!(&task.invocation, Invocation::Watch(batch) if batch.shard == shard);
        self.tasks.iter().filter(reads).count()
    }

    /// Returns the markets on which a trader is about to change an alert.
    fn busy_markets(&self) -> Vec<usize> {
        let invoked = self.world.invoked.borrow();
        let all = self.tasks.iter().map(|task| &task.invocation).chain(invoked.iter());
        let market = |invocation: &Invocation| {
            if let Invocation::Ask { market, .. } = invocation { Some(*market) } else { None }
        };
        all.filter_map(market).collect()
    }

    /// Returns the earliest time at which something can happen.
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
            minutes::next(world),
            self.next_trade(),
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
                    if queue != Queue::Fire && world.injects(Fault::Duplicate) {
                        world.now()
                    } else if world.injects(Fault::Outlived) {
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
                // A frame that arrives after the device has disconnected is lost.
                if let Some(frame) = frame.filter(|_| devices[device].socket == Some(number)) {
                    world.note("frame", u64::try_from(number).unwrap_or(0), format_args!("{frame}"));
                    let read = Frame::read(&frame);
                    invariants::came_once(&world, &devices[device].received, &read);
                    devices[device].take(&world, read);
                }
            }
            Move::Act(number) => world.devices.borrow_mut()[number].act(&world, number),
            Move::Publish => exchange::publish(&world),
            Move::Minute => minutes::fire(&world),
            Move::Read(shard) => match self.readers(shard) {
                0 => self.read(shard),
                1 if world.injects(Fault::SecondReader) => self.read(shard),
                _ => {}
            },
            Move::Trade => market::act(&world, &self.busy_markets()),
        }
    }

    /// Invokes the reader of the shard with the next records, or with records that were processed before.
    fn read(&mut self, shard: usize) {
        let world = self.world.clone();
        let back = if world.injects(Fault::Replayed) { world.below(30) } else { 0 };
        let most = 1 + world.below(10);
        let batch = world.market.borrow().stream.read(shard, back, most);
        self.begin(Invocation::Watch(batch));
    }

    fn begin(&mut self, invocation: Invocation) {
        self.begun += 1;
        let number = self.begun;
        self.world.note(invocation.name(), number, format_args!("{invocation:?}"));
        let now = self.world.now();
        let ends_at = now.plus(invocation.timeout());
        let run = timeline::Task::new(now, invocation.clone().task(self.world.clone(), number));
        self.tasks.push(Task { number, invocation, ends_at, run });
    }

    fn poll(&mut self, index: usize) {
        if self.world.injects(Fault::Kill) {
            return self.kill(index);
        }
        if self.tasks[index].run.poll() {
            let task = self.tasks.swap_remove(index);
            self.world.facts.borrow_mut().ended(task.number, false);
        }
    }

    fn kill(&mut self, index: usize) {
        let task = self.tasks.swap_remove(index);
        self.world.note("killed", task.number, format_args!("{}", task.invocation.name()));
        self.world.facts.borrow_mut().ended(task.number, true);
        task.invocation.killed(&self.world);
    }
}
