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
    /// Bodies go as they are, and a queue refuses a whole call for the content of one message.
    RefusalFailsCall,
    /// A stored item that cannot be read fails all that is read with it.
    UnreadableFailsAll,
    /// What a recipient gets in a minute is not counted.
    RecipientsNotCounted,
    /// The functions are deployed without `RecursiveLoop: Allow`, so Lambda stops those that send to their own queues.
    LoopsAreStopped,
    /// A link code is used up in one step, and the conversation linked in the next.
    CodeUsedUpBeforeLink,
}

impl Mutant {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::RecordIgnoresRevision,
        Self::BoundsIgnoreEpoch,
        Self::RefusalFailsCall,
        Self::UnreadableFailsAll,
        Self::RecipientsNotCounted,
        Self::LoopsAreStopped,
        Self::CodeUsedUpBeforeLink,
    ];
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
