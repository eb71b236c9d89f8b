//! `cargo budgets`: builds the deployed binaries, measures them, prints the table, and fails if a
//! budget is exceeded. `--quick` leaves out measurements with many runs: cold starts and
//! instructions. `alerts` measures only the cost of ticks, for which no function has to be built;
//! `processor` only the processor time of a P0 in `route`, and `cost` its price on AWS; names of
//! functions measure only their start and their size.

#![allow(clippy::print_stdout)] // It is a command.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use budgets::events::{BATCH, MAX_ALLOCATIONS, World};
use budgets::table::{Row, Table, hundredths, median, ratio};
use budgets::{alerts, build, calls, cold, cost, handshakes, instructions, processor, sizes};

/// The most nanoseconds of processor time per routed event.
const MAX_NANOSECONDS: u128 = 9_000;

/// Rounds of a processor time measurement.
const ROUNDS: usize = 25;

fn main() -> ExitCode {
    // Some callers write a second separator between the alias and its arguments.
    let options: Vec<_> = std::env::args().skip(1).filter(|option| option != "--").collect();
    let measured = match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => measure(false),
        ["--quick"] => measure(true),
        ["alerts"] => only_alerts(),
        ["cost"] => only_cost(),
        ["processor"] => only_processor(),
        [first, ..] if !first.starts_with('-') => only_functions(&options),
        _ => {
            eprintln!("usage: cargo budgets [--quick | alerts | cost | processor | FUNCTION ...]");
            return ExitCode::FAILURE;
        }
    };
    match measured {
        Ok(table) => {
            print!("{table}");
            if table.is_met() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("the budgets could not be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the folder of our own programs, built with the same profile as this one.
fn helpers() -> io::Result<PathBuf> {
    build::helpers()?;
    let own = std::env::current_exe()?;
    own.parent().map(Path::to_path_buf).ok_or_else(|| io::Error::other("this program is nowhere"))
}

fn only_alerts() -> io::Result<Table> {
    eprintln!("evaluating ticks ...");
    Ok(Table(alerts::rows(&helpers()?.join("alerts"))?))
}

fn only_processor() -> io::Result<Table> {
    eprintln!("building route for release (minutes, the first time) ...");
    let route = build::release(&["route".to_owned()])?.join("route");
    let scratch = scratch()?;
    let (tls, trusted) = handshakes::tls(&scratch)?;
    Ok(Table(processor::rows(&route, &tls, &trusted)?))
}

fn only_cost() -> io::Result<Table> {
    eprintln!("building route and socket-command for release (minutes, the first time) ...");
    let binaries = build::release(&["route".to_owned(), "socket-command".to_owned()])?;
    Ok(Table(cost::rows(&binaries, &scratch()?)?))
}

fn only_functions(names: &[String]) -> io::Result<Table> {
    let known = build::functions()?;
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        let known = known.join(", ");
        return Err(io::Error::other(format!("there is no function {unknown}; there are {known}")));
    }
    eprintln!("building {} for release (minutes, the first time) ...", names.join(", "));
    let binaries = build::release(names)?;
    let nothing = helpers()?.join("nothing");
    let (tls, trusted) = handshakes::tls(&scratch()?)?;
    let mut table = Table(cold::rows(&binaries, names, &nothing)?);
    table.0.extend(handshakes::rows(&binaries, names, &tls, &trusted)?);
    table.0.extend(sizes::rows(&binaries, names)?);
    Ok(table)
}

/// Returns a folder for certificates and logs.
fn scratch() -> io::Result<PathBuf> {
    let scratch = build::root().join("target/budgets");
    std::fs::create_dir_all(&scratch)?;
    Ok(scratch)
}

fn measure(is_quick: bool) -> io::Result<Table> {
    let functions = build::functions()?;
    eprintln!("building {} functions for release (minutes, the first time) ...", functions.len());
    let binaries = build::release(&functions)?;
    let own = helpers()?;
    let helper = |name: &str| own.join(name);
    let scratch = scratch()?;

    let mut table = Table::default();
    eprintln!("counting calls ...");
    table.0.extend(calls::rows(&binaries.join("route"))?);
    eprintln!("timing events ...");
    table.0.extend(processor_time(&helper("events"))?);
    table.0.extend(allocations());
    if !is_quick {
        eprintln!("counting instructions ...");
        table.0.extend(instructions::rows(&helper("events"))?);
        eprintln!("starting every function many times ...");
        table.0.extend(cold::rows(&binaries, &functions, &helper("nothing"))?);
    }
    if !is_quick {
        eprintln!("evaluating ticks ...");
        table.0.extend(alerts::rows(&helper("alerts"))?);
    }
    let (tls, trusted) = handshakes::tls(&scratch)?;
    table.0.extend(processor::rows(&binaries.join("route"), &tls, &trusted)?);
    eprintln!("counting handshakes ...");
    table.0.extend(handshakes::rows(&binaries, &functions, &tls, &trusted)?);
    eprintln!("metering ...");
    table.0.extend(cost::rows(&binaries, &scratch)?);
    eprintln!("zipping ...");
    table.0.extend(sizes::rows(&binaries, &functions)?);
    table.0.push(Row::shown("simulation", "see cargo test"));
    Ok(table)
}

fn processor_time(events: &Path) -> io::Result<Vec<Row>> {
    let output = Command::new(events).args(["time", &ROUNDS.to_string()]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let pairs = text.lines().filter_map(|line| {
        let (decode, route) = line.split_once(' ')?;
        Some((decode.parse::<u128>().ok()?, route.parse::<u128>().ok()?))
    });
    let (decode, route): (Vec<_>, Vec<_>) = pairs.unzip();
    if route.is_empty() {
        return Err(io::Error::other("no processor time was printed"));
    }
    let (decode, route) = (median(decode), median(route));
    let shown = |nanoseconds: u128| format!("{} µs", ratio(nanoseconds, 1000));
    Ok(vec![
        Row::budget(
            "processor time per routed event, decode included",
            shown(route),
            "≤ 9 µs",
            hundredths(route, 1) <= MAX_NANOSECONDS * 100,
        ),
        Row::shown("  of which decode", shown(decode)),
    ])
}

fn allocations() -> Vec<Row> {
    let world = World::new();
    let decode = allocation_counter::measure(|| {
        world.decode();
    });
    let world = World::new();
    let route = allocation_counter::measure(|| {
        world.route();
    });
    let batch = BATCH as u64;
    let shown = |count: u64, bytes: u64| format!("{} ({} bytes)", count / batch, bytes / batch);
    vec![
        Row::budget(
            "allocations per routed event, decode and in-memory ports included",
            shown(route.count_total, route.bytes_total),
            "≤ 70",
            route.count_total <= MAX_ALLOCATIONS * batch,
        ),
        Row::shown("  of which decode", shown(decode.count_total, decode.bytes_total)),
    ]
}
