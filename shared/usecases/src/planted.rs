//! Bugs on purpose. Each is a mistake that somebody could make here, and the simulation has to find every one
//! of them: a proof that finds nothing in a broken system proves nothing about a whole one.
//!
//! Without the feature `planted`, which only the simulation asks for, no bug can be planted and the compiler
//! removes the questions.

/// A mistake that the use cases make once it is planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bug {
    /// `route` does not look for connections again after its write.
    NoEndReread,
    /// The write of a notification overwrites the mark of an early ack.
    NoAckMerge,
    /// An ack that finds no item does nothing, as a delete would.
    AckAsDelete,
    /// `$disconnect` removes all connections of the user.
    DisconnectByUser,
    /// A 410 removes the connection, however fresh, and whatever happened to it since.
    GoneRemovesFresh,
    /// What is in the inbox is believed to have been posted or enqueued.
    WriteIsProofOfPost,
    /// The whole batch is acknowledged, whatever became of its records.
    WholeBatchAcknowledged,
    /// A connection that must go is forgotten but stays open.
    EvictedStaysOpen,
    /// A connection that must go is forgotten first and closed after.
    ForgetBeforeClose,
    /// A connection that was tried counts as one that has had the frame.
    TriedIsHad,
    /// `hello` reads what is pending before it registers the connection.
    HelloReadsFirst,
    /// A P1 or P2 is enqueued before it is written.
    EnqueueBeforeWrite,
    /// A post that failed is not tried again.
    FailedPostIsDone,
    /// A connection that could not be closed is left as it is, open and never posted to.
    FailedCloseIsFine,
    /// A message counts as passed on although the other queue did not take it.
    PassedOnUnseen,
    /// A claim is made although somebody else's lease is live.
    LeaseIgnored,
    /// Whoever wants to send does, whoever else has claimed it.
    ClaimUnconditional,
    /// A delivery is confirmed first and sent after.
    ConfirmBeforeSend,
    /// A provider is called although it wants to be left alone.
    RetryAfterIgnored,
    /// The ladder is climbed and waiting tries are made although a device has acked.
    AckIgnored,
    /// P1 and P2 take from the part of the allowance that is P0's.
    ShareLentOut,
    /// A liquidation does not close its position for the margin calls before it.
    PositionLeftOpen,
    /// What was deferred is forgotten first and sent after.
    ForgetBeforeRelease,
    /// A summary speaks of what it was begun with, whether or not that is bound to it.
    SummaryUnbound,
    /// A summary tells of what has expired.
    SummaryTellsExpired,
    /// Quiet hours go by the clock of UTC.
    QuietInUtc,
    /// An alert is marked first and its firing sent after.
    MarkBeforeFire,
    /// A level becomes live again, and nobody who knows the bounds is told.
    RearmWithoutEpoch,
    /// A firing has the alert's id alone.
    IdWithoutGeneration,
    /// Bounds are set whatever has become live since they were looked for.
    EpochUnchecked,
    /// The way back of an alert that recurs is not among the bounds.
    BoundsWithoutWayBack,
    /// Ticks are judged although earlier ones of their symbol are jobs that are not done.
    JudgedBeforeJob,
}

impl Bug {
    /// All of them.
    pub const ALL: [Self; 32] = [
        Self::NoEndReread,
        Self::NoAckMerge,
        Self::AckAsDelete,
        Self::DisconnectByUser,
        Self::GoneRemovesFresh,
        Self::WriteIsProofOfPost,
        Self::WholeBatchAcknowledged,
        Self::EvictedStaysOpen,
        Self::ForgetBeforeClose,
        Self::TriedIsHad,
        Self::HelloReadsFirst,
        Self::EnqueueBeforeWrite,
        Self::FailedPostIsDone,
        Self::FailedCloseIsFine,
        Self::PassedOnUnseen,
        Self::LeaseIgnored,
        Self::ClaimUnconditional,
        Self::ConfirmBeforeSend,
        Self::RetryAfterIgnored,
        Self::AckIgnored,
        Self::ShareLentOut,
        Self::PositionLeftOpen,
        Self::ForgetBeforeRelease,
        Self::SummaryUnbound,
        Self::SummaryTellsExpired,
        Self::QuietInUtc,
        Self::MarkBeforeFire,
        Self::RearmWithoutEpoch,
        Self::IdWithoutGeneration,
        Self::EpochUnchecked,
        Self::BoundsWithoutWayBack,
        Self::JudgedBeforeJob,
    ];
}

#[cfg(feature = "planted")]
mod soil {
    use std::cell::{Cell, RefCell};

    use domain::ConnectionId;

    use super::Bug;

    thread_local! {
        static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
        static NEIGHBOURS: RefCell<Vec<ConnectionId>> = const { RefCell::new(Vec::new()) };
    }

    /// Plants a bug in everything that runs on this thread, or takes it out again.
    pub fn plant(bug: Option<Bug>) {
        PLANTED.set(bug);
        NEIGHBOURS.take();
    }

    /// Tells [`Bug::DisconnectByUser`] of a connection that it can remove by mistake.
    pub fn neighbour(connection: ConnectionId) {
        NEIGHBOURS.with_borrow_mut(|neighbours| neighbours.push(connection));
    }

    pub(crate) fn is(bug: Bug) -> bool {
        PLANTED.get() == Some(bug)
    }

    pub(crate) fn neighbours() -> Vec<ConnectionId> {
        NEIGHBOURS.with_borrow(Clone::clone)
    }
}

#[cfg(not(feature = "planted"))]
mod soil {
    use domain::ConnectionId;

    use super::Bug;

    pub(crate) const fn is(_: Bug) -> bool {
        false
    }

    pub(crate) const fn neighbours() -> Vec<ConnectionId> {
        Vec::new()
    }
}

pub(crate) use soil::{is, neighbours};
#[cfg(feature = "planted")]
pub use soil::{neighbour, plant};
