//! A run from its beginning to its end.

use std::time::Duration;

use domain::{EventType, UserId};

use crate::faults::{Fault, Tally};
use crate::functions::Invocation;
use crate::invariants::{deferred, outcome, prices, reports};
use crate::providers::EXTERNAL;
use crate::scenario::Scenario;
use crate::schedule::Schedule;
use crate::sockets::Phase;
use crate::wishes::Wish;
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

/// The most steps until everything has to be at rest.
const PATIENCE: u64 = 800_000;

/// For how long the last provider is dark.
const DARKNESS: Duration = Duration::from_secs(90);

/// For how long those are waited for who want a report.
const A_DAY: Duration = Duration::from_hours(25);

/// How often the traders are looked at, at most, until every night is over.
const NIGHTS: usize = 24;

/// Runs a scenario: a storm, then calm until everything is at rest, then one more event for everybody, one while a
/// provider is dark, and then time until every night is over.
///
/// One about prices ends when everything is at rest, and every alert has fired as it should.
pub fn run(scenario: Scenario) -> Report {
    let is_about_prices = scenario.prices;
    let mut schedule = Schedule::new(World::new(scenario));
    schedule.storm();
    schedule.calm();
    if is_about_prices {
        prices::are_right(&schedule.world);
    } else {
        schedule.aftermath();
    }
    schedule.report()
}

impl Schedule {
    /// What still comes after the storm.
    fn aftermath(&mut self) {
        self.world.is_probing.set(true);
        for event_type in [EventType::OrderFilled, EventType::DepositCredited] {
            // Whoever is connected and greeted must get it without doing anything.
            exchange::probe(&self.world, event_type);
            self.settle();
            invariants::at_rest(&self.world);
        }
        self.darkness();
        self.nights();
    }

    fn report(self) -> Report {
        let world = &self.world;
        let trace = world.take_trace();
        Report {
            violations: world.violations.take(),
            trace_hash: trace.hash,
            trace: trace.lines,
            tally: world.tally.clone(),
            steps: self.steps,
        }
    }

    fn storm(&mut self) {
        let after = self.world.below(2_000);
        let mut rest = None;
        loop {
            let is_done = self.world.exchange.borrow().is_done() && self.world.market.borrow().is_done();
            if is_done && *rest.get_or_insert(after) == 0 {
                return;
            }
            rest = rest.map(|rest| rest - 1);
            // When nothing is published for long, everybody sleeps: else the night would never be over.
            if self.world.awakes_at().is_none() && !self.world.scenario.prices {
                if self.world.below(if self.world.has_nights { 20 } else { 12 }) == 0 {
                    devices::mischief(&self.world);
                }
                if self.world.below(100) == 0 {
                    contacts::mischief(&self.world);
                }
            }
            if !self.is_changing() && self.world.strikes(Fault::ClockJump) {
                self.jump(Duration::from_mins(5));
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

    /// A provider goes dark, and nothing else goes wrong.
    fn darkness(&mut self) {
        let world = self.world.clone();
        let channel = EXTERNAL[world.below(EXTERNAL.len())];
        // What the storm has left behind would be a second fault.
        let rested_at = world.providers.borrow().rested_at();
        let pauses = world.store.all_pauses().into_values();
        let paused_until = pauses.flat_map(|pauses| {
            let destinations = pauses.destinations.into_values().map(|pause| pause.until);
            pauses.provider.into_iter().chain(destinations)
        });
        world.pass_until(rested_at.max(paused_until.max().unwrap_or(rested_at)));
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

    /// 11. With the faults off, everything drains: within so many steps after the last provider is back that was dark or
    ///     asked for a pause. Until then what waits for it is tried again and again, however many steps that takes.
    fn settle(&mut self) {
        let mut end = self.steps + PATIENCE;
        while !self.is_at_rest() {
            if self.world.now() < self.world.providers.borrow().rested_at() {
                end = self.steps + PATIENCE;
            }
            if !self.step() || self.steps > end {
                return self.world.violated("11: it does not come to rest".to_owned());
            }
        }
    }

    /// It becomes morning everywhere, and nothing goes wrong.
    fn nights(&mut self) {
        let world = self.world.clone();
        let begun = world.now();
        for _ in 0..NIGHTS {
            let users = world.exchange.borrow().users().to_vec();
            let now = world.now();
            let awaits = |user: &UserId| {
                let is_told_later = world.book.borrow().wish(user).is_some_and(Wish::wants_report);
                deferred::is_awaited(&world, user, now) || (is_told_later && now < begun.plus(A_DAY))
            };
            let next = world.store.next_wake();
            let Some(next) = next.filter(|_| users.iter().any(awaits)) else { break };
            world.pass_until(next);
            self.settle();
            invariants::at_rest(&world);
        }
        reports::are_right(&world);
    }
}
