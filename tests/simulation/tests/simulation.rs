//! What the simulation shows on every test run. `cargo run --release --package simulation -- --seeds 200000`
//! shows more of the same.

use std::io::Write;
use std::ops::Range;
use std::process::Command;

use simulation::{Bug, Fault, Scenario, Sight, Tally, plant, run, shrink};

/// How many seeds find every planted bug, and none in the shipped code.
const SEEDS: u64 = 1_000;

/// How many of them are other ones with each commit.
const FRESH: u64 = 200;

/// The seeds of this commit, and what they are derived from: the commit's hash, or the version where the sources are not in
/// a repository.
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

/// The runs of a seed: one about all but prices, one about prices.
fn both(seed: u64) -> [Scenario; 2] {
    [Scenario::of(seed), Scenario::of_prices(seed)]
}

/// Panics with the seed, what was violated, and the command that repeats it.
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
    // Not by a macro: what those print is kept back where a test succeeds.
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
    // A proof under faults that do not occur would be none.
    for fault in Fault::ALL {
        assert!(tally.of(fault) >= 50, "{} occurred {} times", fault.name(), tally.of(fault));
    }
    for sight in Sight::ALL {
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

/// The first seed that finds the bug.
/// The faults that have to be frequent where only their rare meeting shows the bug.
fn frequent(bug: Bug) -> Vec<Fault> {
    match bug {
        // Since a batch looks again where the epoch has changed, two batches have to meet twice.
        Bug::RearmWithoutEpoch => vec![Fault::Replayed],
        _ => Vec::new(),
    }
}

fn finds(bug: Bug) -> Option<u64> {
    plant(Some(bug));
    let with = |scenario: Scenario| Scenario { often: frequent(bug), ..scenario };
    let found =
        (0..SEEDS).find(|seed| both(*seed).into_iter().any(|one| !run(with(one)).violations.is_empty()));
    plant(None);
    found
}

#[test]
fn every_planted_bug_is_found() {
    let missed: Vec<Bug> = Bug::ALL.into_iter().filter(|bug| finds(*bug).is_none()).collect();
    assert!(missed.is_empty(), "not found within {SEEDS} seeds: {missed:?}");
}

#[test]
fn a_failing_run_is_made_smaller_and_still_fails() {
    plant(Some(Bug::NoEndReread));
    let failing = (0..SEEDS).map(Scenario::of).find(|scenario| !run(scenario.clone()).violations.is_empty());
    let smallest = shrink(&failing.expect("a seed that finds it"));
    let still_fails = !run(smallest.clone()).violations.is_empty();
    plant(None);
    assert!(still_fails);
    assert!(!smallest.without.is_empty(), "{}", smallest.command());
}
