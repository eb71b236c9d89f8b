//! Connections that come and go.
//!
//! Nothing is posted from `$connect`: the gateway answers 410 until the handshake is over. The device says
//! `hello` when it is ready, and that registers the connection again.

use domain::Time;
use domain::ids::{ConnectionId, UserId};
use domain::recipient::{Connection, MAX_CONNECTION_AGE, Recipient};
use ports::{Connections, Gateway, Grant, PortError, Register};

use crate::handover;
use crate::planted::{self, Bug};

/// When a connection that opens `now` on this grant must end: after two hours, or with its token.
pub fn closes_at(grant: &Grant, now: Time) -> Time {
    now.plus(MAX_CONNECTION_AGE).min(grant.valid_until)
}

/// What came of a connection that opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It is registered.
    Registered,
    /// The exchange has revoked its token since the handshake was let in: it must not open.
    Revoked,
}

/// Registers a connection that opens, as of its `registered_at`. Should the user have too many then, the oldest are closed.
pub async fn connect<S: Register + Connections, G: Gateway>(
    store: &S,
    gateway: &G,
    user: &UserId,
    connection: Connection,
) -> Result<Opened, PortError> {
    let (id, issued_at) = (connection.id.clone(), connection.issued_at);
    let recipient = register(store, gateway, user, connection).await?;
    if recipient.has_revoked(issued_at) {
        store.remove(user, &id).await?;
        return Ok(Opened::Revoked);
    }
    Ok(Opened::Registered)
}

/// Registers or renews a connection, closes those that must go, and answers the recipient.
pub(super) async fn register<S: Register + Connections, G: Gateway>(
    store: &S,
    gateway: &G,
    user: &UserId,
    connection: Connection,
) -> Result<Recipient, PortError> {
    let now = connection.registered_at;
    let recipient = store.register(user, &connection).await?;
    handover::close_overdue(store, gateway, &recipient, Some(&connection.id), now).await;
    Ok(recipient)
}

/// Forgets a connection that has closed: this one and no other of its user, however late we hear of it.
pub async fn disconnect(
    store: &impl Connections,
    user: &UserId,
    connection: &ConnectionId,
) -> Result<(), PortError> {
    if planted::is(Bug::DisconnectByUser) {
        for neighbour in planted::neighbours() {
            store.remove(user, &neighbour).await?;
        }
    }
    store.remove(user, connection).await
}
