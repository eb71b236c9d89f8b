//! Mistakes in the ports and in the harness: a store, a queue or a platform that does less than it promises.
//! A mistake inside a use case is a patch instead (`tests/simulation/mutants`). See
//! `infra/adr/0009-planted-bugs.md`.

use std::cell::Cell;

/// A promise of a port that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// An entry of the ledger is overwritten although another invocation has changed it since it was read.
    RecordIgnoresRevision,
    /// Bounds of a symbol are stored although a level may have become live since they were computed.
    BoundsIgnoreEpoch,
    /// Bodies are sent unescaped, and a queue refuses a whole call for the content of one message.
    RefusalFailsCall,
    /// A stored item that cannot be decoded fails the whole read.
    UnreadableFailsAll,
    /// The deliveries of a recipient in a minute are not counted.
    RecipientsNotCounted,
    /// The notifications of one burst are not counted apart from all others of their recipient.
    BurstsNotCounted,
    /// All notifications of a recipient count as one burst.
    BurstsNotApart,
    /// The functions are deployed without `RecursiveLoop: Allow`, so Lambda stops those that send to their own queues.
    LoopsAreStopped,
    /// A link code is used up in one step, and the conversation is linked in the next.
    CodeUsedUpBeforeLink,
    /// The write of a notification overwrites the mark of an early ack.
    AckOverwritten,
    /// An ack that finds no item leaves no mark, as a delete would.
    EarlyAckForgotten,
    /// `$disconnect` removes all connections of the user.
    DisconnectByUser,
    /// The whole batch of `route` is acknowledged, even if messages of it failed.
    WholeBatchAcknowledged,
    /// A call that closes a connection succeeds without closing it.
    CloseOnlyAnswers,
    /// A message counts as moved to another queue of events although that queue did not take it.
    PassedOnUnseen,
    /// An entry of the ledger that another invocation has claimed is shown as retrying.
    LeaseIgnored,
    /// A claim for which another invocation was faster is reported as stored.
    ClaimUnconditional,
    /// A provider's request to back off is not stored.
    BackoffForgotten,
    /// Acks are hidden from the external channels and the ladder.
    AckIgnored,
    /// A liquidation does not close its position for the margin calls before it.
    PositionLeftOpen,
    /// That a trader was notified of a margin call is not stored.
    NotifiedForgotten,
    /// A notification that is bound to another summary is reported as bound to this one.
    SummaryUnbound,
    /// Quiet hours are evaluated in UTC.
    QuietInUtc,
    /// The open jobs of a symbol are hidden.
    JobsNotShown,
    /// A notification that a device has received is stored as one that its trader has seen.
    ReceivedTakenForSeen,
    /// A repeat is counted although the trader has seen the notification.
    RepeatedThoughSeen,
}

impl Mutant {
    /// All mutants.
    pub const ALL: [Self; 26] = [
        Self::RecordIgnoresRevision,
        Self::BoundsIgnoreEpoch,
        Self::RefusalFailsCall,
        Self::UnreadableFailsAll,
        Self::RecipientsNotCounted,
        Self::BurstsNotCounted,
        Self::BurstsNotApart,
        Self::LoopsAreStopped,
        Self::CodeUsedUpBeforeLink,
        Self::AckOverwritten,
        Self::EarlyAckForgotten,
        Self::DisconnectByUser,
        Self::WholeBatchAcknowledged,
        Self::CloseOnlyAnswers,
        Self::PassedOnUnseen,
        Self::LeaseIgnored,
        Self::ClaimUnconditional,
        Self::BackoffForgotten,
        Self::AckIgnored,
        Self::PositionLeftOpen,
        Self::NotifiedForgotten,
        Self::SummaryUnbound,
        Self::QuietInUtc,
        Self::JobsNotShown,
        Self::ReceivedTakenForSeen,
        Self::RepeatedThoughSeen,
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
