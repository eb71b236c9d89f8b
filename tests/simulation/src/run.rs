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
use crate::{broadcasts, contacts, devices, exchange, invariants};

/// The outcome of a run.
#[derive(Debug)]
pub struct Report {
    /// The violated invariants; empty in a correct run.
    pub violations: Vec<String>,
    /// The hash of the trace: equal for equal runs.
    pub trace_hash: u64,
    /// The trace, if the scenario is traced.
    pub trace: Vec<String>,
    /// The number of times that each fault occurred and each situation was covered.
    pub tally: Tally,
    /// The number of steps of the run.
    pub steps: u64,
}

/// The maximum number of steps until everything has to be at rest.
const MAX_STEPS: u64 = 800_000;

/// The time for which the last provider is unavailable.
const DARKNESS: Duration = Duration::from_secs(90);

/// The time within which every trader with a daily report gets one.
const A_DAY: Duration = Duration::from_hours(25);

/// The maximum number of jumps to the next scheduled check, until all quiet hours are over.
const NIGHTS: usize = 24;

/// Runs a scenario: a phase with faults, then calm until everything is at rest, then one more event for every
/// user, one while a provider is unavailable, and then time until all quiet hours are over.
///
/// A scenario about prices ends when everything is at rest and every alert has fired as it should.
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
    /// Runs the phases after the faults.
    fn aftermath(&mut self) {
        self.world.is_probing.set(true);
        for event_type in [EventType::OrderFilled, EventType::DepositCredited] {
            // Every connected and greeted device must receive it without a further request.
            exchange::probe(&self.world, event_type);
            self.settle();
            invariants::at_rest(&self.world);
        }
        self.reading();
        self.darkness();
        self.nights();
    }

    /// Publishes one more broadcast, and lets every trader read the inbox, connected or not.
    fn reading(&mut self) {
        broadcasts::publish(&self.world);
        self.settle();
        invariants::at_rest(&self.world);
        for user in self.world.exchange.borrow().users() {
            let frame = r#"{"action":"listNotifications","requestId":"1"}"#.to_owned();
            self.world.invoked.borrow_mut().push(Invocation::Remote { user: user.clone(), frame });
        }
        self.settle();
        invariants::broadcasts::are_in_every_inbox_that_was_read(&self.world);
        invariants::at_rest(&self.world);
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
            // When nothing is published for a long time, no device acts: otherwise the quiet hours would
            // never be over.
            if self.world.awakes_at().is_none() && !self.world.scenario.prices {
                if self.world.below(if self.world.has_nights { 20 } else { 12 }) == 0 {
                    devices::cause_fault(&self.world);
                }
                if self.world.below(100) == 0 {
                    contacts::cause_fault(&self.world);
                }
            }
            if !self.is_changing() && self.world.injects(Fault::ClockJump) {
                self.jump(Duration::from_mins(5));
            }
            if !self.step() || self.steps > MAX_STEPS {
                return;
            }
        }
    }

    /// Ends all faults, and lets the gateway notice which connections are dead.
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

    /// Makes one provider unavailable, without any other fault.
    fn darkness(&mut self) {
        let world = self.world.clone();
        let channel = EXTERNAL[world.below(EXTERNAL.len())];
        // Pauses and throttles that the faults have left would be a second fault.
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

    /// 11. Without faults, everything drains: within [`MAX_STEPS`] steps after the end of the last provider's
    ///     unavailability or pause. Until then the deliveries that wait for it are retried, however many
    ///     steps that takes.
    fn settle(&mut self) {
        let mut end = self.steps + MAX_STEPS;
        while !self.is_at_rest() {
            if self.world.now() < self.world.providers.borrow().rested_at() {
                end = self.steps + MAX_STEPS;
            }
            if !self.step() || self.steps > end {
                return self.world.violated("11: it does not come to rest".to_owned());
            }
        }
    }

    /// Advances the time until all quiet hours are over, without faults.
    fn nights(&mut self) {
        let world = self.world.clone();
        let begun = world.now();
        for _ in 0..NIGHTS {
            let users = world.exchange.borrow().users().to_vec();
            let now = world.now();
            let awaits = |user: &UserId| {
                let is_told_later = world.facts.borrow().wish(user).is_some_and(Wish::wants_report);
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
