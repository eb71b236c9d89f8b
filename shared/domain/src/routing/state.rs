//! The state of an inbox item ([`InboxState::after`]).
//!
//! The knowledge about it only moves forward: that it was written, that a device has it, that its trader has
//! seen it. The trader's own order of the inbox goes both ways: a notification is read or unread, archived or not.
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
    /// Archived unread before the item was written.
    SeenArchivedEarly,
    /// Read and archived before the item was written.
    ReadArchivedEarly,
    /// Written, but no device has acked it.
    Pending,
    /// A device has it, but the trader may not have seen it.
    Received,
    /// The trader has seen it, but has not marked it read.
    Seen,
    /// The trader has marked it read.
    Read,
    /// The trader has archived it, and had not marked it read.
    SeenArchived,
    /// The trader has archived it, and has marked it read.
    ReadArchived,
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
    /// The trader marks it unread. Nothing is undone that follows from its having been seen.
    Unread,
    /// The trader archives it, which implies that the trader has seen it. While it is archived, it does not
    /// count as unread.
    Archived,
    /// The trader takes it out of the archive. It is read or unread as it was before.
    Unarchived,
}

impl InboxState {
    /// All states.
    pub const ALL: [Self; 11] = [
        Self::ReceivedEarly,
        Self::SeenEarly,
        Self::ReadEarly,
        Self::SeenArchivedEarly,
        Self::ReadArchivedEarly,
        Self::Pending,
        Self::Received,
        Self::Seen,
        Self::Read,
        Self::SeenArchived,
        Self::ReadArchived,
    ];

    /// Returns the state after `change`, where `state` is `None` for an item that does not exist. Returns
    /// `None` if the item already has the change, so that nothing has to be written. An archived notification
    /// is not marked unread.
    pub fn after(state: Option<Self>, change: Change) -> Option<Self> {
        let is_written = change == Change::Arrived || state.is_some_and(Self::is_written);
        let before = state.map_or(Acked::No, Self::acked);
        let was_archived = state.is_some_and(Self::is_archived);
        let (acked, is_archived) = match change {
            Change::Arrived => (before, was_archived),
            Change::Received => (before.max(Acked::Received), was_archived),
            Change::Seen => (before.max(Acked::Seen), was_archived),
            Change::Read => (Acked::Read, was_archived),
            Change::Unread if was_archived => return None,
            Change::Unread => (before.min(Acked::Seen), false),
            Change::Archived => (before.max(Acked::Seen), true),
            Change::Unarchived => (before, false),
        };
        if !is_written && acked == Acked::No {
            // Only an ack leaves a mark.
            return None;
        }
        let next = Self::of(is_written, acked, is_archived);
        (state != Some(next)).then_some(next)
    }

    /// Returns the state of an item that is written as already read, where `state` is `None` for an item that
    /// does not exist. Returns `None` if the item is written already.
    pub fn after_backfill(state: Option<Self>) -> Option<Self> {
        if state.is_some_and(Self::is_written) {
            return None;
        }
        Some(Self::of(true, Acked::Read, state.is_some_and(Self::is_archived)))
    }

    fn of(is_written: bool, acked: Acked, is_archived: bool) -> Self {
        match (acked, is_archived, is_written) {
            // Only an ack makes a mark, so that there is none without; and what is archived is seen.
            (Acked::No, _, _) => Self::Pending,
            (Acked::Received, _, false) => Self::ReceivedEarly,
            (Acked::Received, _, true) => Self::Received,
            (Acked::Seen, false, false) => Self::SeenEarly,
            (Acked::Seen, false, true) => Self::Seen,
            (Acked::Seen, true, false) => Self::SeenArchivedEarly,
            (Acked::Seen, true, true) => Self::SeenArchived,
            (Acked::Read, false, false) => Self::ReadEarly,
            (Acked::Read, false, true) => Self::Read,
            (Acked::Read, true, false) => Self::ReadArchivedEarly,
            (Acked::Read, true, true) => Self::ReadArchived,
        }
    }

    fn acked(self) -> Acked {
        match self {
            Self::Pending => Acked::No,
            Self::ReceivedEarly | Self::Received => Acked::Received,
            Self::SeenEarly | Self::Seen | Self::SeenArchivedEarly | Self::SeenArchived => Acked::Seen,
            Self::ReadEarly | Self::Read | Self::ReadArchivedEarly | Self::ReadArchived => Acked::Read,
        }
    }

    /// Whether the item has content; otherwise it is only the mark of an early ack.
    pub fn is_written(self) -> bool {
        match self {
            Self::ReceivedEarly
            | Self::SeenEarly
            | Self::ReadEarly
            | Self::SeenArchivedEarly
            | Self::ReadArchivedEarly => false,
            Self::Pending
            | Self::Received
            | Self::Seen
            | Self::Read
            | Self::SeenArchived
            | Self::ReadArchived => true,
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

    /// Whether it does not count as unread: the trader has marked it read, or has archived it.
    pub fn is_read(self) -> bool {
        self.acked() == Acked::Read || self.is_archived()
    }

    /// Whether the trader has archived it.
    pub fn is_archived(self) -> bool {
        match self {
            Self::SeenArchivedEarly | Self::ReadArchivedEarly | Self::SeenArchived | Self::ReadArchived => {
                true
            }
            Self::ReceivedEarly
            | Self::SeenEarly
            | Self::ReadEarly
            | Self::Pending
            | Self::Received
            | Self::Seen
            | Self::Read => false,
        }
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

    /// The changes that nothing takes back.
    const FORWARD: [Change; 5] =
        [Change::Arrived, Change::Received, Change::Seen, Change::Read, Change::Archived];

    /// The trader's changes that take another one back.
    const BACKWARD: [Change; 2] = [Change::Unread, Change::Unarchived];

    fn forward() -> impl Strategy<Value = Vec<Change>> {
        prop::collection::vec(prop::sample::select(&FORWARD[..]), 0..12)
    }

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        let all = [&FORWARD[..], &BACKWARD[..]].concat();
        prop::collection::vec(prop::sample::select(all), 0..12)
    }

    fn run(changes: &[Change]) -> Option<InboxState> {
        changes.iter().fold(None, |state, &change| InboxState::after(state, change).or(state))
    }

    proptest! {
        #[test]
        fn the_order_of_changes_that_nothing_takes_back_does_not_matter(changes in forward()) {
            let mut sorted = changes.clone();
            sorted.sort_by_key(|change| FORWARD.iter().position(|other| other == change));
            prop_assert_eq!(run(&changes), run(&sorted));
        }

        /// It does not matter when the notification is written.
        #[test]
        fn what_the_trader_did_before_the_item_was_written_counts(changes in changes()) {
            let late: Vec<Change> = changes.iter().copied().filter(|change| *change != Change::Arrived).collect();
            let early: Vec<Change> = std::iter::once(Change::Arrived).chain(late.iter().copied()).collect();
            let late: Vec<Change> = late.into_iter().chain([Change::Arrived]).collect();
            prop_assert_eq!(run(&early), run(&late));
        }

        #[test]
        fn nothing_is_ever_taken_back(changes in changes(), next in changes()) {
            let before = run(&changes);
            let mut all = changes;
            all.extend(next);
            let after = run(&all);
            for holds in [InboxState::is_received, InboxState::is_seen, InboxState::is_written] {
                prop_assert!(!before.is_some_and(holds) || after.is_some_and(holds));
            }
        }

        #[test]
        fn what_the_trader_archives_comes_back_as_it_was(changes in changes()) {
            let before = run(&[&changes[..], &[Change::Unarchived, Change::Arrived, Change::Seen]].concat());
            let archived = InboxState::after(before, Change::Archived).unwrap();
            prop_assert!(archived.is_archived() && archived.is_read() && archived.is_seen());
            prop_assert_eq!(InboxState::after(Some(archived), Change::Unread), None, "it is never unread");
            prop_assert_eq!(InboxState::after(Some(archived), Change::Unarchived), before);
        }
    }

    #[test]
    fn every_state_is_the_one_of_its_parts() {
        for state in InboxState::ALL {
            assert_eq!(InboxState::of(state.is_written(), state.acked(), state.is_archived()), state);
        }
    }

    #[test]
    fn what_is_marked_unread_is_never_pending_again() {
        let unread = |state| InboxState::after(Some(state), Change::Unread);
        assert_eq!(unread(InboxState::Read), Some(InboxState::Seen));
        assert_eq!(unread(InboxState::ReadEarly), Some(InboxState::SeenEarly));
        for state in [InboxState::Pending, InboxState::Received, InboxState::Seen] {
            assert_eq!(unread(state), None, "{state:?} is unread already");
        }
    }

    #[test]
    fn only_an_ack_leaves_a_mark() {
        for change in BACKWARD {
            assert_eq!(InboxState::after(None, change), None);
        }
        assert_eq!(InboxState::after(None, Change::Archived), Some(InboxState::SeenArchivedEarly));
    }
}
