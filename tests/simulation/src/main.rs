//! The long mode: many seeds, with throughput; or one seed, with its trace.

#![allow(clippy::print_stdout)] // It is a command.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use simulation::{Bug, Crowd, Fault, Scenario, Sight, Tally, morning, plant, run, shrink};

/// Runs the simulation.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Options {
    /// How many seeds to run
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Only this seed
    #[arg(long)]
    seed: Option<u64>,
    /// Lets ticks come and alerts fire, instead of all the rest
    #[arg(long)]
    prices: bool,
    /// How many events to publish, instead of what the seed says
    #[arg(long)]
    events: Option<usize>,
    /// How many devices each user has, instead of what the seed says
    #[arg(long)]
    devices: Option<usize>,
    /// Faults to leave out, separated by commas; `all` for none at all
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// A bug to plant, by its name in the code
    #[arg(long)]
    plant: Option<String>,
    /// Instead of all that, ends the quiet hours of so many users at the same minute
    #[arg(long)]
    morning: Option<u32>,
    /// Prints what happens (with --seed)
    #[arg(long)]
    trace: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let bug = match &options.plant {
        None => None,
        Some(name) => match Bug::ALL.into_iter().find(|bug| format!("{bug:?}") == *name) {
            None => {
                println!("there is no bug {name}; there are {:?}", Bug::ALL);
                return ExitCode::FAILURE;
            }
            bug => bug,
        },
    };
    let mut without = Vec::new();
    for name in &options.without {
        match Fault::parse(name) {
            _ if name == "all" => without = Fault::ALL.to_vec(),
            Some(fault) => without.push(fault),
            None => {
                println!("there is no fault {name}; there are {}", Fault::ALL.map(Fault::name).join(", "));
                return ExitCode::FAILURE;
            }
        }
    }
    if let Some(users) = options.morning {
        return one_morning(users);
    }
    let Options { prices, events, devices, trace: traced, .. } = options;
    let scenario = |seed| Scenario { seed, prices, events, devices, without: without.clone(), traced };
    plant(bug);
    if let Some(seed) = options.seed {
        one(scenario(seed))
    } else {
        many(options.from, options.seeds, scenario)
    }
}

fn one_morning(users: u32) -> ExitCode {
    let start = Instant::now();
    let morning = morning(Crowd::of(users));
    println!("{morning:#?}");
    let calls =
        [morning.reads, morning.writes, morning.sends].map(|calls| calls * 1_000 / morning.users.max(1));
    println!("reads, writes, sends per thousand users: {calls:?}; {} s", start.elapsed().as_secs());
    if morning.last_after <= Duration::from_mins(5) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn one(scenario: Scenario) -> ExitCode {
    let report = run(scenario);
    report.trace.iter().for_each(|line| println!("{line}"));
    println!("{} steps, trace {:016x}", report.steps, report.trace_hash);
    report.violations.iter().for_each(|violation| println!("VIOLATED {violation}"));
    if report.violations.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn many(from: u64, seeds: u64, scenario: impl Fn(u64) -> Scenario) -> ExitCode {
    let start = Instant::now();
    let tally = Tally::default();
    let mut steps = 0;
    for (done, seed) in (from..from + seeds).enumerate() {
        let report = run(scenario(seed));
        tally.add(&report.tally);
        steps += report.steps;
        if let Some(violation) = report.violations.first() {
            println!("seed {seed}: VIOLATED {violation}");
            println!("repeat:   {}", scenario(seed).command());
            println!("smallest: {}", shrink(&scenario(seed)).command());
            return ExitCode::FAILURE;
        }
        if (done + 1) % 10_000 == 0 {
            println!("{} seeds, {} s", done + 1, start.elapsed().as_secs());
        }
    }
    let milliseconds = start.elapsed().as_millis().max(1);
    println!(
        "{seeds} seeds, 0 violations, {steps} steps in {milliseconds} ms: {} seeds/s",
        u128::from(seeds) * 1_000 / milliseconds
    );
    for fault in Fault::ALL {
        println!("{:>16} {}", fault.name(), tally.of(fault));
    }
    for sight in Sight::ALL {
        println!("{:>16} {}", format!("{sight:?}"), tally.seen(sight));
    }
    ExitCode::SUCCESS
}
