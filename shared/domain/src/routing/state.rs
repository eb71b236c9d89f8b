//! The state of an inbox item, which only moves forward ([`InboxState::after`]).
//!
//! Every write of it is conditional on the state that the writer read. So a late writer learns of the earlier
//! write instead of undoing it.

/// The state of an inbox item. A P0 frame is posted before its item is written, so the ack of a fast trader
/// may find no item. The ack then writes a mark (`…Early`), which is never listed or counted, and the item
/// that is written later inherits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InboxState {
    /// Received before the item was written.
    ReceivedEarly,
    /// Seen before the item was written.
    SeenEarly,
    /// Read before the item was written.
    ReadEarly,
    /// Written, but no device has acked it.
    Pending,
    /// A device has it, but the trader may not have seen it.
    Received,
    /// The trader has seen it, but has not marked it read.
    Seen,
    /// The trader has marked it read.
    Read,
}

/// A change of an inbox item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// The notification is written.
    Arrived,
    /// A device acks that it has it.
    Received,
    /// The trader acks it, or a device acks that the trader has seen it. It implies the receipt.
    Seen,
    /// The trader marks it read, which implies that the trader has seen it.
    Read,
}

impl InboxState {
    /// All states.
    pub const ALL: [Self; 7] = [
        Self::ReceivedEarly,
        Self::SeenEarly,
        Self::ReadEarly,
        Self::Pending,
        Self::Received,
        Self::Seen,
        Self::Read,
    ];

    /// Returns the state after `change`, where `state` is `None` for an item that does not exist. Returns
    /// `None` if the item already has the change, so that nothing has to be written.
    pub fn after(state: Option<Self>, change: Change) -> Option<Self> {
        let is_written = change == Change::Arrived || state.is_some_and(Self::is_written);
        let ack = match change {
            Change::Arrived => Acked::No,
            Change::Received => Acked::Received,
            Change::Seen => Acked::Seen,
            Change::Read => Acked::Read,
        };
        let next = Self::of(is_written, ack.max(state.map_or(Acked::No, Self::acked)));
        (state != Some(next)).then_some(next)
    }

    /// Returns the state of an item that is written as already read, where `state` is `None` for an item that
    /// does not exist. Returns `None` if the item is written already.
    pub fn after_backfill(state: Option<Self>) -> Option<Self> {
        if state.is_some_and(Self::is_written) { None } else { Some(Self::Read) }
    }

    fn of(is_written: bool, acked: Acked) -> Self {
        match (acked, is_written) {
            // Only an ack makes a mark, so that there is none without.
            (Acked::No, _) => Self::Pending,
            (Acked::Received, false) => Self::ReceivedEarly,
            (Acked::Received, true) => Self::Received,
            (Acked::Seen, false) => Self::SeenEarly,
            (Acked::Seen, true) => Self::Seen,
            (Acked::Read, false) => Self::ReadEarly,
            (Acked::Read, true) => Self::Read,
        }
    }

    fn acked(self) -> Acked {
        match self {
            Self::Pending => Acked::No,
            Self::ReceivedEarly | Self::Received => Acked::Received,
            Self::SeenEarly | Self::Seen => Acked::Seen,
            Self::ReadEarly | Self::Read => Acked::Read,
        }
    }

    /// Whether the item has content; otherwise it is only the mark of an early ack.
    pub fn is_written(self) -> bool {
        match self {
            Self::ReceivedEarly | Self::SeenEarly | Self::ReadEarly => false,
            Self::Pending | Self::Received | Self::Seen | Self::Read => true,
        }
    }

    /// Whether at least one device has it, so that it is no longer pending.
    pub fn is_received(self) -> bool {
        self.acked() >= Acked::Received
    }

    /// Whether the trader has seen it. This ends the ladder, fallbacks, retries and repeats.
    pub fn is_seen(self) -> bool {
        self.acked() >= Acked::Seen
    }

    /// Whether the trader has marked it read.
    pub fn is_read(self) -> bool {
        self.acked() == Acked::Read
    }
}

/// The furthest ack of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Acked {
    No,
    Received,
    Seen,
    Read,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        prop::collection::vec(
            prop_oneof![
                Just(Change::Arrived),
                Just(Change::Received),
                Just(Change::Seen),
                Just(Change::Read)
            ],
            0..12,
        )
    }

    fn run(changes: &[Change]) -> Option<InboxState> {
        changes.iter().fold(None, |state, &change| InboxState::after(state, change).or(state))
    }

    proptest! {
        #[test]
        fn the_order_of_changes_does_not_matter(changes in changes()) {
            let mut sorted = changes.clone();
            sorted.sort_by_key(|change| match change { Change::Arrived => 0, Change::Received => 1, Change::Seen => 2, Change::Read => 3 });
            prop_assert_eq!(run(&changes), run(&sorted));
        }

        #[test]
        fn nothing_is_ever_taken_back(changes in changes(), next in changes()) {
            let before = run(&changes);
            let mut all = changes;
            all.extend(next);
            let after = run(&all);
            for holds in [InboxState::is_received, InboxState::is_seen, InboxState::is_read, InboxState::is_written] {
                prop_assert!(!before.is_some_and(holds) || after.is_some_and(holds));
            }
        }
    }
}
