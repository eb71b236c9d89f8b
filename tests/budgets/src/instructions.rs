//! Instructions, counted by callgrind: the one figure that does not depend on the load of the
//! machine.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::events::BATCH;
use crate::table::Row;

/// The number of batches that are run.
const BATCHES: u128 = 100;

/// Returns the instructions of one event, decoded, and decoded and routed; a hint if valgrind is
/// not installed.
///
/// # Errors
///
/// A program cannot be run or fails; not retryable.
pub fn rows(events: &Path) -> io::Result<Vec<Row>> {
    let names = ["instructions per order_filled: decode", "instructions per order_filled: decode and route"];
    let batches = BATCHES.to_string();
    let count = |mode: &str| count(events, &[mode, &batches]);
    let Some(prepare) = count("prepare")? else {
        return Ok(names.map(|name| Row::shown(name, "valgrind is not installed")).to_vec());
    };
    let mut rows = Vec::new();
    for (name, mode) in names.into_iter().zip(["decode", "route"]) {
        let all = count(mode)?.unwrap_or(prepare);
        let each = all.saturating_sub(prepare) / (BATCHES * BATCH as u128);
        rows.push(Row::shown(name, each.to_string()));
    }
    Ok(rows)
}

/// Returns the instructions of a run of this program; `None` if valgrind is not installed.
///
/// # Errors
///
/// The program cannot be run or fails; not retryable.
pub fn count(program: &Path, arguments: &[&str]) -> io::Result<Option<u128>> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(arguments);
    let run = command.stdin(Stdio::null()).output();
    let output = match run {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        output => output?,
    };
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    collected.map(Some).ok_or_else(|| io::Error::other(format!("valgrind says: {told}")))
}
