//! Killing functions.

use std::process::Command;

use crate::System;

/// Kills these processes at once, without warning; answers how many were still there to be killed.
pub fn kill(pids: &[u32]) -> usize {
    let killed = pids.iter().map(|pid| Command::new("kill").args(["-9", &pid.to_string()]).output().unwrap());
    killed.filter(|output| output.status.success()).count()
}

/// Kills all processes of a function (`route-p0`); answers how many.
pub fn kill_all(system: &System, function: &str) -> usize {
    kill(&system.stack.processes(function))
}
