//! The key schema: every table, index and attribute name, and how keys are made. No name of an attribute
//! stands anywhere else, except in `infra/template.yaml`, which creates the tables.
//!
//! | table | hash | range | index `by_time` |
//! |---|---|---|---|
//! | recipients | `user_id` | | |
//! | inbox | `user_id` | `event_id` | `user_id`, `list_key` |
//! | tickets | `ticket_hash` | | |
//!
//! A recipient has one flat attribute per connection, `c#<id>`: two writers of two connections never touch
//! the same attribute.
//!
//! `list_key` carries class, time and id of a notification, so that one index answers what is pending (one
//! class), what is unread (two adjacent classes) and everything (three classes, merged). It is local, since
//! only a local index reads consistently; and sparse: marks and hidden notifications have no `list_key`.

use domain::notification::InboxState;
use domain::{ConnectionId, EventId, Time};
use ports::Position;

pub(crate) const USER_ID: &str = "user_id";
pub(crate) const EVENT_ID: &str = "event_id";
pub(crate) const TICKET_HASH: &str = "ticket_hash";

/// The index of the inbox that orders by time.
pub(crate) const BY_TIME: &str = "by_time";
pub(crate) const LIST_KEY: &str = "list_key";

/// Seconds since 1970, after which DynamoDB deletes the item "within a few days".
pub(crate) const TTL: &str = "ttl";

pub(crate) const STATE: &str = "state";
pub(crate) const ACKED_AT: &str = "acked_at";
pub(crate) const EVENT_TYPE: &str = "event_type";
pub(crate) const OCCURRED_AT: &str = "occurred_at";
pub(crate) const EXPIRES_AT: &str = "expires_at";
pub(crate) const ROUTED_AT: &str = "routed_at";
pub(crate) const DATA: &str = "data";
pub(crate) const TITLE: &str = "title";
pub(crate) const BODY: &str = "body";
pub(crate) const SILENT: &str = "silent";
pub(crate) const CHANNELS: &str = "channels";
pub(crate) const ATTEMPTS: &str = "attempts";

pub(crate) const REGISTERED_AT: &str = "registered_at";
pub(crate) const CLOSES_AT: &str = "closes_at";
pub(crate) const VALID_UNTIL: &str = "valid_until";

const CONNECTION: &str = "c#";

/// The attribute of a recipient that holds this connection.
pub(crate) fn connection(id: &ConnectionId) -> String {
    format!("{CONNECTION}{id}")
}

/// The connection that this attribute of a recipient holds.
pub(crate) fn connection_in(attribute: &str) -> Option<ConnectionId> {
    attribute.strip_prefix(CONNECTION).map(ConnectionId::new)
}

/// The part of the index in which a notification stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Neither acked nor read.
    Pending,
    /// Acked, not read.
    Unread,
    /// Read.
    Read,
}

impl Class {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Pending, Self::Unread, Self::Read];

    /// The class of an item in this state; a mark is in none.
    pub(crate) fn of(state: InboxState) -> Option<Self> {
        match state {
            InboxState::AckedEarly | InboxState::ReadEarly => None,
            InboxState::Pending => Some(Self::Pending),
            InboxState::Acked => Some(Self::Unread),
            InboxState::Read => Some(Self::Read),
        }
    }

    /// The unread classes share their first letter, and no other class has it.
    fn prefix(self) -> &'static str {
        match self {
            Self::Pending => "U0#",
            Self::Unread => "U1#",
            Self::Read => "R0#",
        }
    }
}

/// After every time and id: `~` sorts behind all characters of both.
const END: &str = "~";

/// The `list_key` of a notification.
pub(crate) fn list_key(class: Class, at: Time, id: &EventId) -> String {
    format!("{}{at}#{id}", class.prefix())
}

/// The `list_key`s of a class that lie after or before a position, which is itself among them.
pub(crate) fn list_range(
    class: Class,
    after: Option<&Position>,
    before: Option<&Position>,
) -> (String, String) {
    let bound = |position: Option<&Position>, otherwise: &str| match position {
        Some(position) => list_key(class, position.at, &position.id),
        None => format!("{}{otherwise}", class.prefix()),
    };
    (bound(after, ""), bound(before, END))
}

/// The `list_key`s of everything unread.
pub(crate) fn unread_range() -> (String, String) {
    (Class::Pending.prefix().to_owned(), format!("{}{END}", Class::Unread.prefix()))
}

/// The name of an inbox state in the store.
pub(crate) fn state_name(state: InboxState) -> &'static str {
    match state {
        InboxState::AckedEarly => "acked_early",
        InboxState::ReadEarly => "read_early",
        InboxState::Pending => "pending",
        InboxState::Acked => "acked",
        InboxState::Read => "read",
    }
}

/// The inbox state of this name.
pub(crate) fn state_of(name: &str) -> Option<InboxState> {
    InboxState::ALL.into_iter().find(|state| state_name(*state) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unread_classes_are_adjacent_and_alone() {
        let (low, high) = unread_range();
        let key = |class| list_key(class, Time::from_millis(1), &EventId::parse("e").unwrap());
        for (class, unread) in [(Class::Pending, true), (Class::Unread, true), (Class::Read, false)] {
            assert_eq!((low.as_str()..=high.as_str()).contains(&key(class).as_str()), unread, "{class:?}");
        }
    }

    #[test]
    fn a_class_range_holds_its_whole_class() {
        let key =
            list_key(Class::Unread, Time::from_millis(253_402_214_400_000), &EventId::parse("zzz").unwrap());
        let (low, high) = list_range(Class::Unread, None, None);
        assert!(low < key && key < high);
    }
}
