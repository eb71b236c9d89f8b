//! `cargo budgets`: builds what is deployed, measures it, prints the table, and fails if a budget is broken.
//! `--quick` leaves out what needs many runs: cold starts and instructions. `alerts` measures only what ticks cost, for which
//! no function has to be built; `processor` only what a P0 costs the process of `route`, and `cost` what AWS charges for it; names
//! of functions only how these start and how large they are.

#![allow(clippy::print_stdout)] // It is a command.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use budgets::alerts::book::{Book, Rival};
use budgets::events::{BATCH, World};
use budgets::table::{Row, Table, hundredths, median, ratio};
use budgets::{alerts, build, calls, cold, cost, handshakes, instructions, processor, sizes};

/// The most nanoseconds of processor time per routed event.
const MOST_NANOSECONDS: u128 = 9_000;

/// Rounds in which the processor time is taken.
const ROUNDS: usize = 25;

fn main() -> ExitCode {
    // Between the alias and its arguments, some write another separator.
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

/// Where our own programs are, built as this one.
fn helpers() -> io::Result<PathBuf> {
    build::release(&["budgets".to_owned()])?;
    let own = std::env::current_exe()?;
    own.parent().map(Path::to_path_buf).ok_or_else(|| io::Error::other("this program is nowhere"))
}

fn only_alerts() -> io::Result<Table> {
    eprintln!("judging ticks, with up to ten million alerts ...");
    let mut table = Table(alerts::rows(&helpers()?.join("alerts"))?);
    table.0.extend(memory());
    Ok(table)
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

/// A folder for certificates and logs.
fn scratch() -> io::Result<PathBuf> {
    let scratch = build::root().join("target/budgets");
    std::fs::create_dir_all(&scratch)?;
    Ok(scratch)
}

/// Only here, and not where time is taken, is memory counted, which takes time.
fn memory() -> Vec<Row> {
    let bytes = |rival: Rival, size: u32| {
        let mut book = None;
        let taken = allocation_counter::measure(|| book = Some(Book::of(rival, size)));
        drop(book);
        u128::try_from(taken.bytes_current).unwrap_or(0)
    };
    let row = |size: u32| alerts::memory(size, bytes(Rival::Range, size), bytes(Rival::Scan, size));
    alerts::SIZES.map(row).to_vec()
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
        eprintln!("judging ticks, with up to ten million alerts ...");
        table.0.extend(alerts::rows(&helper("alerts"))?);
        table.0.extend(memory());
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
        return Err(io::Error::other("no processor time was told"));
    }
    let (decode, route) = (median(decode), median(route));
    let shown = |nanoseconds: u128| format!("{} µs", ratio(nanoseconds, 1000));
    Ok(vec![
        Row::budget(
            "processor time per routed event, decode included",
            shown(route),
            "≤ 9 µs",
            hundredths(route, 1) <= MOST_NANOSECONDS * 100,
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
    let row = |what: &str, count: u64, bytes: u64| {
        let batch = BATCH as u64;
        Row::shown(what, format!("{} ({} bytes)", count / batch, bytes / batch))
    };
    vec![
        row(
            "allocations per routed event, decode and in-memory ports included",
            route.count_total,
            route.bytes_total,
        ),
        row("  of which decode", decode.count_total, decode.bytes_total),
    ]
}
