//! Decodes or routes batches in memory, for measurements of instructions or time: `events
//! prepare|decode|route <batches>` does it for that many batches, `events time <rounds>` prints the
//! nanoseconds of processor time per event.

#![allow(clippy::print_stdout)] // It is a command.

use std::process::ExitCode;

use budgets::events::{BATCH, World};
use budgets::timing;

/// Batches that are prepared and then routed in one round.
const PER_ROUND: usize = 200;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mode, count) = (arguments.next(), arguments.next().and_then(|count| count.parse().ok()));
    match (mode.as_deref(), count) {
        (Some("prepare"), Some(batches)) => println!("{}", each(batches, |_| BATCH)),
        (Some("decode"), Some(batches)) => println!("{}", each(batches, World::decode)),
        (Some("route"), Some(batches)) => println!("{}", each(batches, World::route)),
        (Some("time"), Some(rounds)) => {
            for _ in 0..rounds {
                println!("{} {}", time(World::decode), time(World::route));
            }
        }
        _ => {
            eprintln!("usage: events prepare|decode|route|time <count>");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn each(batches: usize, act: impl Fn(&World) -> usize) -> usize {
    let worlds: Vec<_> = (0..batches).map(|_| World::new()).collect();
    worlds.iter().map(act).sum()
}

/// Returns nanoseconds per event.
fn time(act: impl Fn(&World) -> usize) -> u128 {
    let worlds: Vec<_> = (0..PER_ROUND).map(|_| World::new()).collect();
    let mut events = 0;
    let spent = timing::time(|| events = worlds.iter().map(act).sum::<usize>());
    spent / events.max(1) as u128
}
