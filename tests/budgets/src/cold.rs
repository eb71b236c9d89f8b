//! Cold starts, compared with that of a function that does nothing.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::fake::aws::Aws;
use crate::function::Function;
use crate::table::{Row, hundredths, median, ratio};

/// Runs of each function, each after a run of the function that does nothing.
const RUNS: usize = 40;

/// Functions that also build a client for servers outside AWS, with the roots that browsers trust.
const WITH_ANOTHER_CLIENT: [&str; 5] =
    ["deliver-email", "deliver-push", "deliver-telegram", "socket-authorize", "web"];

/// The most that a start may take, in hundredths of the start of a function that does nothing.
const MAX_PERCENT: u128 = 175;
const MAX_WITH_ANOTHER_CLIENT: u128 = 200;

/// Returns one row per function.
///
/// # Errors
///
/// A binary cannot be started or does not respond; not retryable.
pub fn rows(binaries: &Path, functions: &[String], nothing: &Path) -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for name in functions {
        let binary = binaries.join(name);
        let (mut idle, mut built, mut warm) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            idle.push(start(nothing)?.0);
            let (all, calls) = start(&binary)?;
            built.push(all.saturating_sub(calls));
            warm.push(calls);
        }
        let (idle, built, warm) =
            (median(idle).as_micros(), median(built).as_micros(), median(warm).as_micros());
        let has_another = WITH_ANOTHER_CLIENT.contains(&name.as_str());
        let (most, budget) =
            if has_another { (MAX_WITH_ANOTHER_CLIENT, "≤ 2") } else { (MAX_PERCENT, "≤ 1.75") };
        rows.push(Row::budget(
            format!("cold start over a function that does nothing: {name}"),
            ratio(built, idle),
            budget,
            hundredths(built, idle) <= most,
        ));
        rows.push(Row::shown("  its warm-up calls on top, answered at once", ratio(warm, idle)));
    }
    Ok(rows)
}

/// Returns the time from before the start of the process to its request for an event, and the part
/// of it between the first call's arrival and the last one's response.
fn start(binary: &Path) -> io::Result<(Duration, Duration)> {
    let aws = Aws::start()?;
    let function = Function::start(binary, &aws, None, None)?;
    let (calls, _) = aws.take();
    let first = calls.iter().map(|call| call.arrived).min();
    let last = calls.iter().map(|call| call.answered).max();
    let calls = first.zip(last).map_or(Duration::ZERO, |(first, last)| last.duration_since(first));
    Ok((function.ready.duration_since(function.began), calls))
}
