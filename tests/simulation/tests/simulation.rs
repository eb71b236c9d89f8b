//! The checks of the simulation on every test run. More of the same:
//! `cargo run --release --package simulation -- --seeds 200000`.

use std::io::Write;
use std::ops::Range;
use std::process::Command;

use simulation::mutants::{Mutant, mutate};
use simulation::{Coverage, Fault, Scenario, Tally, run, shrink};

/// Seeds that must violate no invariant.
const SEEDS: u64 = 1_000;

/// The number of seeds among them that change with each commit.
const FRESH: u64 = 200;

/// Returns the seeds of this commit, and their source: the commit's hash, or the version if the sources are
/// not in a repository.
fn fresh() -> (String, Range<u64>) {
    let git =
        Command::new("git").args(["rev-parse", "HEAD"]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let commit = git.ok().filter(|output| output.status.success());
    let commit = commit.and_then(|output| String::from_utf8(output.stdout).ok());
    let source = commit.map_or_else(
        || format!("version {}, as there is no commit here", env!("CARGO_PKG_VERSION")),
        |commit| format!("commit {}", commit.trim()),
    );
    // FNV-1a
    let hash = source.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let first = SEEDS + (hash >> 24);
    (source, first..first + FRESH)
}

/// Returns the runs of a seed: one about everything but prices, one about prices.
fn both(seed: u64) -> [Scenario; 2] {
    [Scenario::of(seed), Scenario::of_prices(seed)]
}

/// Panics with the seed, the violation, and the command that repeats it.
fn must_hold(scenario: &Scenario) -> Tally {
    let report = run(scenario.clone());
    assert!(
        report.violations.is_empty(),
        "{:#?}\nrepeat:   {}\nsmallest: {}",
        report.violations,
        scenario.command(),
        shrink(scenario).command()
    );
    report.tally
}

#[test]
fn the_invariants_hold_under_every_fault() {
    let (source, fresh) = fresh();
    let told = format!(
        "seeds {} to {} of {source}; the first is repeated by\n    {}\n    {}\n",
        fresh.start,
        fresh.end - 1,
        Scenario::of(fresh.start).command(),
        Scenario::of_prices(fresh.start).command()
    );
    // A macro's output would be captured when the test succeeds.
    let _ = std::io::stderr().write_all(told.as_bytes());
    let tally = Tally::default();
    for seed in 0..SEEDS - FRESH {
        for scenario in both(seed) {
            tally.add(&must_hold(&scenario));
        }
    }
    for scenario in fresh.flat_map(both) {
        tally.add(&must_hold(&scenario));
    }
    // A fault that does not occur proves nothing.
    for fault in Fault::ALL {
        assert!(tally.of(fault) >= 50, "{} occurred {} times", fault.name(), tally.of(fault));
    }
    for sight in Coverage::ALL {
        assert!(tally.seen(sight) >= 10, "{sight:?} was seen {} times", tally.seen(sight));
    }
}

#[test]
fn without_faults_nothing_is_violated_either() {
    for scenario in (0..200).flat_map(both) {
        let tally = must_hold(&scenario.faultless());
        let injected = Fault::ALL.into_iter().filter(|fault| !fault.is_only_counted());
        assert_eq!(injected.map(|fault| tally.of(fault)).sum::<u64>(), 0);
    }
}

#[test]
fn one_seed_is_one_replay() {
    let mut hashes = std::collections::BTreeSet::new();
    for scenario in (0..20).flat_map(both) {
        let traced = || run(Scenario { traced: true, ..scenario.clone() });
        let (first, second) = (traced(), traced());
        assert_eq!(first.trace, second.trace);
        assert_eq!((first.trace_hash, first.steps), (second.trace_hash, second.steps));
        assert_eq!(run(scenario).trace_hash, first.trace_hash, "looking changes nothing");
        hashes.insert(first.trace_hash);
    }
    assert_eq!(hashes.len(), 40, "seeds differ");
}

#[test]
fn a_failing_run_is_made_smaller_and_still_fails() {
    mutate(Some(Mutant::EarlyAckForgotten));
    let failing = (0..SEEDS).map(Scenario::of).find(|scenario| !run(scenario.clone()).violations.is_empty());
    let smallest = shrink(&failing.expect("a seed that finds it"));
    let still_fails = !run(smallest.clone()).violations.is_empty();
    mutate(None);
    assert!(still_fails);
    assert!(!smallest.without.is_empty(), "{}", smallest.command());
}
