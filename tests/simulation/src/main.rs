//! The command that runs the simulation: many seeds, with throughput; or one seed, with its trace.

#![allow(clippy::print_stdout)] // It is a command.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use simulation::campaign::{CHUNK, Campaign, Summary};
use simulation::mutants::{Mutant, mutate};
use simulation::{
    Coverage, Crash, Crashed, Crowd, Fault, Minute, Scenario, Storm, Table, crash, morning, run, shrink,
    storm,
};

/// Runs the simulation: one seed with --seed, otherwise many. Ends with an exit code other than 0 if an
/// invariant is violated.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Options {
    /// The number of seeds to run
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// The number of threads to use at once; one per core unless given
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
    /// Appends a line of JSON to this file for every thousand seeds that are done, continues after
    /// violations, and skips the seeds that the file has already: with the same file, a second
    /// call continues the first
    #[arg(long)]
    out: Option<PathBuf>,
    /// Runs only this seed
    #[arg(long)]
    seed: Option<u64>,
    /// Simulates ticks and price alerts, instead of everything else
    #[arg(long)]
    prices: bool,
    /// The number of events to publish, instead of what the seed says
    #[arg(long)]
    events: Option<usize>,
    /// The number of devices of each user, instead of what the seed says
    #[arg(long)]
    devices: Option<usize>,
    /// Faults to leave out, separated by commas; `all` for all of them
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// Faults that occur five times as often, separated by commas
    #[arg(long, value_delimiter = ',')]
    often: Vec<String>,
    /// A mutant of the ports to switch on, by its name in the code
    #[arg(long)]
    mutant: Option<String>,
    /// Instead of all that, ends the quiet hours of this many users at the same minute
    #[arg(long)]
    morning: Option<u32>,
    /// Instead of all that, lets one tick cross this many alerts of a symbol
    #[arg(long)]
    storm: Option<u32>,
    /// Instead of all that, liquidates this many traders within a minute, with the default
    /// and with raised quotas
    #[arg(long)]
    crash: Option<u32>,
    /// Uses only raised quotas (with --crash)
    #[arg(long)]
    raised: bool,
    /// Divides the liquidations and all limits by this number (with --crash)
    #[arg(long, default_value_t = 1)]
    share: u32,
    /// The minutes that are simulated (with --crash)
    #[arg(long, default_value_t = 30)]
    minutes: u32,
    /// The milliseconds from one tick to the next (with --storm)
    #[arg(long, default_value_t = 100)]
    every: u64,
    /// Prints the trace (with --seed)
    #[arg(long)]
    trace: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let mutant = match &options.mutant {
        None => None,
        Some(name) => match Mutant::ALL.into_iter().find(|mutant| format!("{mutant:?}") == *name) {
            None => {
                println!("there is no mutant {name}; there are {:?}", Mutant::ALL);
                return ExitCode::FAILURE;
            }
            mutant => mutant,
        },
    };
    let (without, often) = match (faults(&options.without), faults(&options.often)) {
        (Ok(without), Ok(often)) => (without, often),
        (Err(name), _) | (_, Err(name)) => {
            println!("there is no fault {name}; there are {}", Fault::ALL.map(Fault::name).join(", "));
            return ExitCode::FAILURE;
        }
    };
    if let Some(users) = options.morning {
        return one_morning(users);
    }
    if let Some(alerts) = options.storm {
        return storms(alerts, Duration::from_millis(options.every.max(1)));
    }
    if let Some(liquidations) = options.crash {
        return crashes(liquidations, options.raised, options.share.max(1), options.minutes);
    }
    let Options { prices, events, devices, trace: traced, .. } = options;
    let (without, often) = (&without, &often);
    let scenario = |seed| {
        let (without, often) = (without.clone(), often.clone());
        Scenario { seed, prices, events, devices, without, often, traced }
    };
    mutate(mutant);
    if let Some(seed) = options.seed {
        one(scenario(seed))
    } else {
        let jobs =
            options.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        let campaign = Campaign {
            seeds: options.from..options.from.saturating_add(options.seeds),
            scenario: scenario(0),
            jobs,
            goes_on: options.out.is_some(),
            journal: options.out,
            chunk: CHUNK,
        };
        many(&campaign, mutant)
    }
}

/// Returns the faults of these names; `all` stands for all of them. The error is the name that no fault has.
fn faults(names: &[String]) -> Result<Vec<Fault>, &str> {
    let mut faults = Vec::new();
    for name in names {
        if name == "all" {
            return Ok(Fault::ALL.to_vec());
        }
        faults.push(Fault::parse(name).ok_or(name.as_str())?);
    }
    Ok(faults)
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

fn crashes(liquidations: u32, is_raised: bool, share: u32, minutes: u32) -> ExitCode {
    let mut is_good = true;
    let accounts = [("default", Crash::by_default(liquidations)), ("raised", Crash::raised(liquidations))];
    for (name, account) in accounts.into_iter().skip(usize::from(is_raised)) {
        let start = Instant::now();
        println!("{name} quotas, a share of 1 in {share}\n{}", Minute::HEADING);
        let account = Crash { minutes, ..account }.divided_by(share);
        let crashed = crash(account, |minute| println!("{}", minute.row()));
        println!("{:#?}", Crashed { minutes: Vec::new(), ..crashed.clone() });
        println!("{} s", start.elapsed().as_secs());
        is_good &= crashed.lost.is_empty() && crashed.given_up.is_empty();
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The latency target of class P1.
const P1: Duration = Duration::from_secs(5);

fn storms(alerts: u32, every: Duration) -> ExitCode {
    let mut is_good = true;
    for table in [Table::Sustained, Table::Unlimited, Table::New] {
        let start = Instant::now();
        let stormed = storm(Storm { table, every, ..Storm::of(alerts) });
        println!("{table:?}: {stormed:#?}");
        println!("{} s", start.elapsed().as_secs());
        is_good &= stormed.fired == usize::try_from(alerts).unwrap_or(usize::MAX) && stormed.amiss == 0;
        is_good &= stormed.other_sent_within <= P1;
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn one(scenario: Scenario) -> ExitCode {
    let report = run(scenario);
    report.trace.iter().for_each(|line| println!("{line}"));
    println!("{} steps, trace {:016x}", report.steps, report.trace_hash);
    report.violations.iter().for_each(|violation| println!("VIOLATED {violation}"));
    if report.violations.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn many(campaign: &Campaign, mutant: Option<Mutant>) -> ExitCode {
    let scenario = |seed| Scenario { seed, ..campaign.scenario.clone() };
    let mut told = 0;
    let progress = |summary: &Summary, total: u64| {
        for (seed, violation) in summary.violations.iter().skip(told) {
            println!("seed {seed}: VIOLATED {violation}");
        }
        told = summary.violations.len();
        let left = (total - summary.done) / summary.seeds_per_second().max(1);
        println!(
            "{} of {total} seeds, {} violations, {} seeds/s, {left} s left",
            summary.done,
            summary.violations.len(),
            summary.seeds_per_second()
        );
    };
    let summary = match campaign.run(|| mutate(mutant), progress) {
        Ok(summary) => summary,
        Err(error) => {
            println!("the journal: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!(
        "{} seeds, {} violations; by this call {} seeds, {} steps in {} ms: {} seeds/s",
        summary.done,
        summary.violations.len(),
        summary.run_now,
        summary.steps,
        summary.took.as_millis(),
        summary.seeds_per_second()
    );
    if summary.violations.is_empty() {
        for fault in Fault::ALL {
            println!("{:>16} {}", fault.name(), summary.tally.of(fault));
        }
        for sight in Coverage::ALL {
            println!("{:>16} {}", format!("{sight:?}"), summary.tally.seen(sight));
        }
        return ExitCode::SUCCESS;
    }
    for (seed, violation) in &summary.violations {
        println!("seed {seed}: VIOLATED {violation}");
        println!("repeat:   {}", scenario(*seed).command());
    }
    if !campaign.goes_on
        && let Some(seed) = summary.violations.keys().next()
    {
        println!("smallest: {}", shrink(&scenario(*seed)).command());
    }
    ExitCode::FAILURE
}
