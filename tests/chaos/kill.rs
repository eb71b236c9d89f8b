//! Killing functions.

use std::process::Command;

use support::System;

/// Kills these processes at once, without warning; answers how many were still there to be killed.
pub(crate) fn kill(pids: &[u32]) -> usize {
    let killed = pids.iter().map(|pid| Command::new("kill").args(["-9", &pid.to_string()]).output().unwrap());
    killed.filter(|output| output.status.success()).count()
}

/// Kills all processes of a function.
pub(crate) fn kill_all(system: &System, function: &str) -> usize {
    kill(&system.stack.processes(function))
}

/// `SplitMix64`: the same seed kills in the same rhythm.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}
