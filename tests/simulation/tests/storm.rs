//! A hundred thousand alerts that one tick crosses fire once each, and hold up nobody else's.

#![allow(clippy::print_stdout)] // The figures are worth more than the verdict.

use std::time::Duration;

use simulation::{Storm, Table, storm};

/// The target of class P1, from the tick on.
const P1: Duration = Duration::from_secs(5);

/// What the template gives `watch-prices` and `fire-alerts`, and `route`.
const TIMEOUTS: [Duration; 3] = [Duration::from_secs(30), Duration::from_secs(30), Duration::from_secs(10)];

/// By when a hundred thousand are on their way, as long as each key takes a thousand writes a second.
const DRAINED: Duration = Duration::from_mins(1);

/// How many alerts of the other symbol are crossed meanwhile.
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
fn whatever_the_table_takes_nothing_is_missed_and_nobody_elses_firing_is_held_up() {
    for table in [Table::Sustained, Table::Unlimited, Table::New] {
        let stormed = storm(Storm { table, ..Storm::of(5_000) });
        println!("{table:?}: {stormed:?}");
        assert_eq!((stormed.fired, stormed.amiss, stormed.others), (5_000, 0, OTHERS));
        assert!(stormed.other_sent_within <= P1);
        let functions = [stormed.watch, stormed.fire, stormed.route];
        assert!(functions.into_iter().zip(TIMEOUTS).all(|(function, timeout)| function.longest < timeout));
    }
}
