//! A crash of the market loses nothing under any account's limits, and a P0 whose channels have too small a
//! quota takes another one.

#![allow(clippy::print_stdout)] // The figures are worth more than the verdict.

use std::time::Duration;

use simulation::{Crash, Crashed, Minute, crash};

/// The liquidations of the worst minute of 2025-10-10.
const LIQUIDATIONS: u32 = 519_000;

/// The divisor of the tests: they run one liquidation in this many, with the same share of every quota, rate
/// and instance. All of them take long: `cargo run --release --package simulation -- --crash 519000`.
const SHARE: u32 = 20;

fn run(account: Crash, minutes: u32) -> Crashed {
    println!("{}", Minute::HEADING);
    let account = Crash { minutes, ..account }.divided_by(SHARE);
    let crashed = crash(account, |minute| println!("{}", minute.row()));
    println!("{:#?}", Crashed { minutes: Vec::new(), ..crashed.clone() });
    crashed
}

/// Asserts the invariants that hold in every account.
fn nothing_is_lost(crashed: &Crashed) {
    assert_eq!(crashed.lost, [""; 0]);
    assert_eq!(crashed.given_up, [""; 0]);
    let routed: u64 = crashed.minutes.iter().map(|minute| minute.routed).sum();
    assert_eq!(routed, u64::from(LIQUIDATIONS / SHARE));
    let rerouted = crashed.rerouted;
    assert!(rerouted.meant > 0, "there are traders whose channels are short");
    assert_eq!((rerouted.taken, rerouted.expired), (rerouted.meant, 0));
    assert!(rerouted.longest <= REROUTED_WITHIN, "{rerouted:?}");
}

/// The time within which a P0 whose channels have too small a quota has taken another one, after it was
/// routed: before its deadline, which is 24 h for a liquidation, and would be 15 minutes for a margin call.
const REROUTED_WITHIN: Duration = Duration::from_mins(15);

#[test]
fn with_the_default_quotas_nothing_is_lost_and_what_is_short_is_taken_elsewhere() {
    let crashed = run(Crash::by_default(LIQUIDATIONS), 22);
    nothing_is_lost(&crashed);
    // It would prove nothing if no limit was hit.
    let hit = |of: fn(&Minute) -> u64| crashed.minutes.iter().map(of).sum::<u64>();
    assert!(hit(|minute| minute.limits.table_writes) > 0);
    assert!(hit(|minute| minute.limits.connections) > 0);
    assert!(hit(|minute| minute.limits.providers) > 0);
}

#[test]
fn with_raised_quotas_traders_with_push_or_the_app_open_are_reached_within_minutes() {
    let crashed = run(Crash::raised(LIQUIDATIONS), 3);
    nothing_is_lost(&crashed);
    let [half, most, all] = crashed.direct;
    println!("reached after {half:?}, {most:?}, {all:?}");
    assert!(most <= Duration::from_mins(3), "{most:?}");
}
