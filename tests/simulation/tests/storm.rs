//! A hundred thousand alerts that one tick crosses fire once each, and delay no alert of another symbol.

#![allow(clippy::print_stdout)] // The figures are worth more than the verdict.

use std::time::Duration;

use simulation::{Storm, Table, storm};

/// The latency target of class P1, from the tick on.
const P1: Duration = Duration::from_secs(5);

/// The template's timeouts of `watch-prices`, `fire-alerts` and `route`.
const TIMEOUTS: [Duration; 3] = [Duration::from_secs(30), Duration::from_secs(30), Duration::from_secs(10)];

/// The time within which a hundred thousand firings are sent, if each key takes a thousand writes per second.
const DRAINED: Duration = Duration::from_mins(1);

/// The number of alerts of the other symbol that are crossed in the meantime.
const OTHERS: usize = 20;

#[test]
fn a_hundred_thousand_alerts_of_a_symbol_fire_once_each_and_those_of_another_in_time() {
    const ALERTS: u32 = 100_000;
    let stormed = storm(Storm::of(ALERTS));
    println!("{stormed:#?}");
    assert_eq!((stormed.fired, stormed.amiss), (100_000, 0));
    assert_eq!((stormed.others, stormed.routed), (OTHERS, 100_000 + OTHERS));
    assert!(stormed.drained_after <= DRAINED);
    assert!(stormed.other_sent_within <= P1 && stormed.other_routed_within <= P1);
    assert!(stormed.settled_after.is_some(), "its ticks are judged as before");
    let functions = [stormed.watch, stormed.fire, stormed.route];
    for (function, timeout) in functions.into_iter().zip(TIMEOUTS) {
        assert!(function.invocations > 0 && function.longest < timeout, "{function:?}");
    }
}

#[test]
fn at_any_table_throughput_nothing_is_missed_and_other_firings_are_not_delayed() {
    for table in [Table::Sustained, Table::Unlimited, Table::New] {
        let stormed = storm(Storm { table, ..Storm::of(5_000) });
        println!("{table:?}: {stormed:?}");
        assert_eq!((stormed.fired, stormed.amiss, stormed.others), (5_000, 0, OTHERS));
        assert!(stormed.other_sent_within <= P1);
        let functions = [stormed.watch, stormed.fire, stormed.route];
        assert!(functions.into_iter().zip(TIMEOUTS).all(|(function, timeout)| function.longest < timeout));
    }
}
