//! Decodes and evaluates ticks in memory, for measurements of instructions or time. `alerts
//! prepare|texts|values|decode|calm <batches>` does it for that many batches, with few alerts.
//! `alerts time <alerts>` prints the times of the engine and of bare decoding, in nanoseconds of
//! processor time per batch.

#![allow(clippy::print_stdout)] // It is a command.

use std::process::ExitCode;

use budgets::alerts::set::{self, AlertSet, Outcome};
use budgets::timing::time;

/// Rounds of a time measurement: the fastest one counts, since other load of the machine only adds
/// time.
const ROUNDS: usize = 15;

/// The least duration of a round, in nanoseconds.
const ROUND: u128 = 1_000_000;

/// The number of alerts in measurements of instructions: under callgrind it takes long to create
/// more.
const FEW: u32 = 10_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mode, count) = (arguments.next(), arguments.next().and_then(|count| count.parse::<u32>().ok()));
    match (mode.as_deref(), count) {
        (Some("time"), Some(alerts)) => compare(alerts),
        (Some(mode @ ("prepare" | "texts" | "values" | "decode" | "calm")), Some(batches)) => {
            let alerts = AlertSet::of(FEW);
            let records = set::records(Outcome::NoneFire);
            let act = |_| match mode {
                "texts" => set::texts(&records),
                "values" => set::values(&records),
                "decode" => set::decode(&records),
                "calm" => alerts.process_batch(&records),
                _ => 0,
            };
            println!("{}", (0..batches).map(act).sum::<usize>());
        }
        _ => {
            eprintln!("usage: alerts time <alerts> | alerts prepare|texts|values|decode|calm <batches>");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Prints `<outcome> <texts> <values> <with decode> <without>`, a line for each outcome.
fn compare(alerts: u32) {
    let alerts = AlertSet::of(alerts);
    for outcome in Outcome::ALL {
        let records = set::records(outcome);
        let ticks = set::ticks(&records);
        let [texts, values, with, without] = fastest([
            &|| set::texts(&records),
            &|| set::values(&records),
            &|| alerts.process_batch(&records),
            &|| ticks.iter().map(|tick| alerts.process_tick(tick)).sum(),
        ]);
        println!("{outcome:?} {texts} {values} {with} {without}");
    }
}

/// Returns the fastest round of each; they take turns.
fn fastest(acts: [&dyn Fn() -> usize; 4]) -> [u128; 4] {
    let repeats = acts.map(|act| 1 + ROUND / time(act).max(1));
    let mut fastest = [u128::MAX; 4];
    for _ in 0..ROUNDS {
        for ((act, repeats), fastest) in acts.iter().zip(repeats).zip(&mut fastest) {
            let taken = time(|| (0..repeats).map(|_| act()).sum::<usize>());
            *fastest = taken.div_ceil(repeats).min(*fastest);
        }
    }
    fastest
}
