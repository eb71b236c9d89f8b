//! A campaign that is stopped continues where it ended.

use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use simulation::Scenario;
use simulation::campaign::Campaign;
use simulation::mutants::{Mutant, mutate};

fn journal(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&path);
    path
}

fn campaign(journal: Option<PathBuf>) -> Campaign {
    Campaign {
        seeds: 0..25,
        scenario: Scenario::of(0),
        jobs: NonZeroUsize::new(2).expect("two"),
        goes_on: journal.is_some(),
        journal,
        chunk: 10,
    }
}

#[test]
fn a_campaign_goes_on_where_its_journal_ends() {
    let path = journal("campaign.jsonl");
    let mut chunks = 0;
    let whole = campaign(Some(path.clone())).run(|| (), |_, _| chunks += 1).unwrap();
    assert_eq!((whole.done, whole.run_now, chunks), (25, 25, 3));
    let lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    // The state after a kill while the second line was written.
    fs::write(&path, format!("{}\n{}", lines[0], &lines[1][..20])).unwrap();
    let rest = campaign(Some(path.clone())).run(|| (), |_, _| ()).unwrap();
    assert_eq!(rest.done, 25);
    let of_first: u64 =
        serde_json::from_str::<serde_json::Value>(&lines[0]).unwrap()["seeds"].as_u64().unwrap();
    assert_eq!(rest.run_now, 25 - of_first);
    let nothing = campaign(Some(path.clone())).run(|| (), |_, _| ()).unwrap();
    assert_eq!((nothing.done, nothing.run_now), (25, 0));
    let other = Campaign { scenario: Scenario::of_prices(0), ..campaign(Some(path)) };
    assert!(other.run(|| (), |_, _| ()).is_err(), "it is of another campaign");
}

#[test]
fn violations_are_kept_with_their_seeds() {
    let path = journal("violations.jsonl");
    let setup = || mutate(Some(Mutant::JobsNotShown));
    let seeds = 0..60;
    let prices = Campaign { seeds, scenario: Scenario::of_prices(0), ..campaign(Some(path)) };
    let first = prices.run(setup, |_, _| ()).unwrap();
    assert!(!first.violations.is_empty());
    assert_eq!(first.done, 60, "it goes on behind a violation");
    let again = prices.run(setup, |_, _| ()).unwrap();
    assert_eq!((again.run_now, &again.violations), (0, &first.violations));
    let alone = Campaign { journal: None, goes_on: false, jobs: NonZeroUsize::MIN, ..prices };
    let stopped = alone.run(setup, |_, _| ()).unwrap();
    let first_seed = *first.violations.keys().next().unwrap();
    assert_eq!((stopped.violations.len(), stopped.done), (1, first_seed + 1), "without a journal it stops");
}
