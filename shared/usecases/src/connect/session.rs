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

/// Registers a connection that opens. Should the user have too many then, the oldest are closed.
pub async fn connect<S: Register + Connections, G: Gateway>(
    store: &S,
    gateway: &G,
    user: &UserId,
    connection: ConnectionId,
    closes_at: Time,
    now: Time,
) -> Result<(), PortError> {
    register(store, gateway, user, connection, closes_at, now).await.map(|_| ())
}

/// Registers or renews a connection, closes those that must go, and answers the recipient.
pub(super) async fn register<S: Register + Connections, G: Gateway>(
    store: &S,
    gateway: &G,
    user: &UserId,
    connection: ConnectionId,
    closes_at: Time,
    now: Time,
) -> Result<Recipient, PortError> {
    let connection = Connection { id: connection, registered_at: now, closes_at };
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
