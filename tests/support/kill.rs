//! Kills the processes of functions.

use std::process::Command;

use crate::System;

/// Kills these processes at once, without warning; returns the number of those that still existed.
pub fn kill(pids: &[u32]) -> usize {
    let killed = pids.iter().map(|pid| Command::new("kill").args(["-9", &pid.to_string()]).output().unwrap());
    killed.filter(|output| output.status.success()).count()
}

/// Kills all processes of a function (`route-p0`); returns their number.
pub fn kill_all(system: &System, function: &str) -> usize {
    kill(&system.stack.processes(function))
}
