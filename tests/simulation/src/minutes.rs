//! The rule that invokes `dispatch` once a minute.
//!
//! A minute in which no user is due is left out: its parts of the schedule would be found empty.

use std::time::Duration;

use domain::Time;

use crate::faults::Fault;
use crate::functions::Invocation;
use crate::world::World;

const MINUTE: Duration = Duration::from_mins(1);

/// The state of the rule.
#[derive(Debug)]
pub(crate) struct Minutes {
    /// The latest minute that it considered.
    last: Time,
    /// The times at which it performs runs that are late.
    late: Vec<Time>,
}

impl Default for Minutes {
    fn default() -> Self {
        Self { last: Time::EPOCH, late: Vec::new() }
    }
}

/// Returns the time at which it invokes `dispatch` next.
pub(crate) fn next(world: &World) -> Option<Time> {
    let minutes = world.minutes.borrow();
    let earliest = world.store.next_wake();
    let on_time = earliest.map(|at| at.max(minutes.last.plus(MINUTE)));
    minutes.late.iter().copied().chain(on_time).min()
}

/// Whether it has to invoke `dispatch` now.
pub(crate) fn is_due(world: &World) -> bool {
    let (minutes, now) = (world.minutes.borrow(), world.now());
    let is_next = minutes.last.plus(MINUTE) <= now && is_anybody_due(world);
    is_next || minutes.late.iter().any(|at| *at <= now)
}

/// Whether no user is due before the clock advances.
pub(crate) fn are_over(world: &World) -> bool {
    world.minutes.borrow().late.is_empty() && !is_anybody_due(world)
}

fn is_anybody_due(world: &World) -> bool {
    world.store.next_wake().is_some_and(|at| at <= world.now())
}

/// Invokes `dispatch`, unless a fault prevents it.
pub(crate) fn fire(world: &World) {
    let now = world.now();
    let mut minutes = world.minutes.borrow_mut();
    let overdue = minutes.late.iter().position(|at| *at <= now);
    let times = if let Some(overdue) = overdue {
        minutes.late.swap_remove(overdue);
        1
    } else {
        minutes.last = Time::from_millis(now.as_seconds() / 60 * 60_000);
        if world.injects(Fault::MinuteLost) {
            0
        } else if world.injects(Fault::MinuteLate) {
            let millis = u64::try_from(1 + world.below(150_000)).unwrap_or(1);
            minutes.late.push(now.plus(Duration::from_millis(millis)));
            0
        } else if world.injects(Fault::MinuteTwice) {
            2
        } else {
            1
        }
    };
    world.invoked.borrow_mut().extend(std::iter::repeat_n(Invocation::Dispatch, times));
}
