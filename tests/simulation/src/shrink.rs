//! Reduces a failing run to a smaller one that still fails.

use crate::faults::Fault;
use crate::run::run;
use crate::scenario::Scenario;

/// Returns the smallest failing scenario that results from leaving faults, events and devices out.
pub fn shrink(failing: &Scenario) -> Scenario {
    let fails = |scenario: &Scenario| !run(scenario.clone()).violations.is_empty();
    let mut smallest = Scenario { traced: false, ..failing.clone() };
    for fault in Fault::ALL {
        let mut smaller = smallest.clone();
        smaller.without.push(fault);
        if !smallest.without.contains(&fault) && fails(&smaller) {
            smallest = smaller;
        }
    }
    for events in [1, 2, 3, 4, 6, 8, 12, 16, 24] {
        let smaller = Scenario { events: Some(events), ..smallest.clone() };
        if fails(&smaller) {
            smallest = smaller;
            break;
        }
    }
    for devices in [1, 2, 3] {
        let smaller = Scenario { devices: Some(devices), ..smallest.clone() };
        if fails(&smaller) {
            smallest = smaller;
            break;
        }
    }
    smallest
}
