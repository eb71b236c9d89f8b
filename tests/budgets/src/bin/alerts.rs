//! Decodes and judges ticks in memory, for who counts instructions or time: `alerts prepare|texts|values|decode|calm <batches>`
//! does it that often, with few alerts; `alerts time <alerts>` prints what each rival takes, and what the bare decoding takes
//! meanwhile, in nanoseconds of processor time per batch.

#![allow(clippy::print_stdout)] // It is a command.

use std::process::ExitCode;

use budgets::alerts::book::{self, Book, Rival, Weather};
use budgets::timing::time;

/// Rounds in which time is taken: the fastest one counts, since whatever else the machine does only adds.
const ROUNDS: usize = 15;

/// What one round takes at least, in nanoseconds.
const ROUND: u128 = 1_000_000;

/// How many alerts there are where instructions are counted: it takes long to make more of them there.
const FEW: u32 = 10_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mode, count) = (arguments.next(), arguments.next().and_then(|count| count.parse::<u32>().ok()));
    match (mode.as_deref(), count) {
        (Some("time"), Some(alerts)) => compare(alerts),
        (Some(mode @ ("prepare" | "texts" | "values" | "decode" | "calm")), Some(batches)) => {
            let book = Book::of(Rival::Engine, FEW);
            let records = book::records(Weather::Calm);
            let act = |_| match mode {
                "texts" => book::texts(&records),
                "values" => book::values(&records),
                "decode" => book::decode(&records),
                "calm" => book.work_off(Rival::Engine, &records),
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

/// `<weather> <rival> <texts> <values> <with decode> <without>`, a line for each pair.
fn compare(alerts: u32) {
    // What the same alerts are kept in is there once, and the lists are gone before the levels are made.
    for rivals in [&[Rival::Scan][..], &[Rival::Range, Rival::Engine]] {
        let book = Book::of(rivals[0], alerts);
        for weather in Weather::ALL {
            let records = book::records(weather);
            let ticks = book::ticks(&records);
            for &rival in rivals {
                let without = || ticks.iter().map(|tick| book.act(rival, tick)).sum();
                let taken = fastest([
                    &|| book::texts(&records),
                    &|| book::values(&records),
                    &|| book.work_off(rival, &records),
                    &without,
                ]);
                let [texts, values, with, without] = taken;
                println!("{weather:?} {rival:?} {texts} {values} {with} {without}");
            }
        }
    }
}

/// The fastest round of each, where they take turns.
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
