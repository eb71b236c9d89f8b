//! Mistakes at the ports: the simulated store does less than it promises. What is wrong inside a use case is a patch instead
//! (`tests/simulation/mutants`).

use std::cell::Cell;

/// A promise of a port that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// An entry of the ledger is written over whatever another invocation has written since it was read.
    RecordIgnoresRevision,
    /// Bounds of a symbol are stored although a level may have become live since they were found.
    BoundsIgnoreEpoch,
}

impl Mutant {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::RecordIgnoresRevision, Self::BoundsIgnoreEpoch];
}

thread_local! {
    static ON: Cell<Option<Mutant>> = const { Cell::new(None) };
}

/// Switches the mutant on for all runs of this thread; `None` switches it off.
pub fn mutate(mutant: Option<Mutant>) {
    ON.set(mutant);
}

/// Whether the mutant is switched on.
pub(crate) fn is(mutant: Mutant) -> bool {
    ON.get() == Some(mutant)
}
