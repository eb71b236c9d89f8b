//! Opening and closing of connections.
//!
//! Nothing is posted from `$connect`: the gateway answers 410 until the handshake is complete. The
//! device says `hello` when it is ready, and that registers the connection again.

use domain::Time;
use domain::ids::{ConnectionId, UserId};
use domain::recipient::{Connection, MAX_CONNECTION_AGE, Recipient};
use ports::{ConnectedWrite, Connections, Gateway, Grant, PortError, Register};

use crate::socket_fanout;

/// Returns the time at which a connection that opens `now` on this grant must end: after two hours,
/// or when its token expires, whichever is earlier.
pub fn closes_at(grant: &Grant, now: Time) -> Time {
    now.plus(MAX_CONNECTION_AGE).min(grant.valid_until)
}

/// Result of opening a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It is registered.
    Registered,
    /// The exchange has revoked its token since the handshake was authorized: the connection must
    /// not open.
    Revoked,
}

/// Registers a connection that opens, as of its `registered_at`, and records that the user is connected. If the user has too many
/// connections then, the oldest are closed.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn connect(
    store: &(impl Register + Connections + ConnectedWrite),
    gateway: &impl Gateway,
    user: &UserId,
    connection: Connection,
) -> Result<Opened, PortError> {
    let (id, issued_at) = (connection.id.clone(), connection.issued_at);
    // Not when it must close: one that is still open then is closed by the first that finds it.
    let ends_at = connection.registered_at.plus(MAX_CONNECTION_AGE);
    // Both are stored before the device says `hello`, which reads the broadcasts: one that is stored later
    // finds the user here.
    let (recipient, ()) = futures_util::try_join!(
        register(store, gateway, user, connection),
        store.record_connected(user, ends_at)
    )?;
    if recipient.has_revoked(issued_at) {
        store.remove(user, &id).await?;
        return Ok(Opened::Revoked);
    }
    Ok(Opened::Registered)
}

/// Registers or renews a connection, closes the user's connections that are past their time or
/// above the cap, and returns the recipient.
///
/// # Errors
/// Those of the store.
pub(super) async fn register(
    store: &(impl Register + Connections),
    gateway: &impl Gateway,
    user: &UserId,
    connection: Connection,
) -> Result<Recipient, PortError> {
    let now = connection.registered_at;
    let recipient = store.register(user, &connection).await?;
    let (_, overdue) = recipient.live_and_overdue(now);
    let overdue = overdue.into_iter().filter(|known| known.id != connection.id);
    socket_fanout::close_overdue(store, gateway, user, overdue).await;
    Ok(recipient)
}

/// Removes a connection that has closed. However late the report comes, it affects no other
/// connection of the user.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn disconnect(
    store: &impl Connections,
    user: &UserId,
    connection: &ConnectionId,
) -> Result<(), PortError> {
    store.remove(user, connection).await
}
