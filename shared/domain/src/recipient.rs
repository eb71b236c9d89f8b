//! The trader as a destination: preferences and live connections, read together in one item.

use std::sync::Arc;
use std::time::Duration;

use crate::ids::{ConnectionId, UserId};
use crate::preferences::Preferences;
use crate::time::Time;

/// The most connections that a user can have; beyond it the oldest go.
pub const MAX_CONNECTIONS: usize = 20;

/// A connection ends this long after it was opened: the gateway's own limit.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
pub const MAX_CONNECTION_AGE: Duration = Duration::from_hours(2);

/// The gateway answers 410 for a connection that is still being set up, so a 410 proves nothing about one
/// that was registered less than this ago.
pub const FRESH: Duration = Duration::from_secs(10);

/// One open socket of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The gateway's name for it.
    pub id: ConnectionId,
    /// When `$connect`, `hello` or `ping` last registered it.
    pub registered_at: Time,
    /// When we close it: two hours after it was opened, or when its token is too old.
    pub closes_at: Time,
}

impl Connection {
    /// Whether a 410 may mean "not ready yet" instead of "gone".
    pub fn is_fresh(&self, now: Time) -> bool {
        now < self.registered_at.plus(FRESH)
    }
}

/// Everything that routing needs to know of a user.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// Whose.
    pub user_id: UserId,
    /// What the trader wants; the defaults for a user that we have never heard of.
    pub preferences: Arc<Preferences>,
    /// The registered sockets, in no particular order.
    pub connections: Vec<Connection>,
}

impl Recipient {
    /// A user without a profile: in-app only, with the default preferences.
    pub fn unknown(user_id: UserId) -> Self {
        Self { user_id, preferences: Preferences::of_a_newcomer(), connections: Vec::new() }
    }

    /// The connections to post to at `now`, and those to close instead: past their time, or beyond
    /// [`MAX_CONNECTIONS`], where the least recently registered go first.
    pub fn live_and_overdue(&self, now: Time) -> (Vec<&Connection>, Vec<&Connection>) {
        let (mut live, mut overdue): (Vec<_>, Vec<_>) =
            self.connections.iter().partition(|connection| now < connection.closes_at);
        live.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
        if live.len() > MAX_CONNECTIONS {
            overdue.extend(live.split_off(MAX_CONNECTIONS));
        }
        (live, overdue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipient(connections: Vec<Connection>) -> Recipient {
        Recipient { connections, ..Recipient::unknown(UserId::parse("u-1").unwrap()) }
    }

    fn connection(id: &str, registered_at: i64, closes_at: i64) -> Connection {
        Connection {
            id: ConnectionId::new(id),
            registered_at: Time::from_millis(registered_at),
            closes_at: Time::from_millis(closes_at),
        }
    }

    #[test]
    fn a_connection_past_its_time_is_closed_not_posted_to() {
        let recipient = recipient(vec![connection("old", 0, 100), connection("new", 0, 101)]);
        let (live, overdue) = recipient.live_and_overdue(Time::from_millis(100));
        assert_eq!(live.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["new"]);
        assert_eq!(overdue.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["old"]);
    }

    #[test]
    fn beyond_twenty_the_least_recently_registered_go() {
        let connections = (0..22).map(|i| connection(&format!("c{i}"), i, 1_000)).collect();
        let recipient = recipient(connections);
        let (live, overdue) = recipient.live_and_overdue(Time::from_millis(500));
        assert_eq!(live.len(), MAX_CONNECTIONS);
        assert_eq!(overdue.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["c1", "c0"]);
    }

    #[test]
    fn a_connection_is_fresh_for_ten_seconds() {
        let connection = connection("c", 1_000, 100_000);
        assert!(connection.is_fresh(Time::from_millis(10_999)));
        assert!(!connection.is_fresh(Time::from_millis(11_000)));
    }
}
