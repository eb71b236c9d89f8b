//! Connections of traders: their tickets, their registration, and the gateway that posts to them.

use domain::Time;
use domain::ids::{ConnectionId, UserId};
use domain::recipient::{Connection, Recipient};

use crate::PortError;

/// Deletes connections.
pub trait Connections {
    /// Deletes this connection of this user. A connection that does not exist is no error.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError>;

    /// Deletes this connection, unless it was registered after `registered_at`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError>;
}

/// Stores connections.
pub trait Register {
    /// Adds the connection or renews it, and returns the recipient after the write.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError>;
}

/// The authorization that a one-time ticket grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The user who may connect.
    pub user_id: UserId,
    /// The latest time at which the connection must end: the expiry of the token that the ticket
    /// was exchanged for.
    pub valid_until: Time,
    /// The time at which that token was issued, if it has an `iat`: the exchange can revoke tokens
    /// older than a given time.
    pub issued_at: Option<Time>,
}

/// Stores one-time tickets. They are stored as hashes, so read access to the table does not allow
/// connecting.
pub trait Tickets {
    /// Stores a ticket that is valid until `expires_at`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError>;

    /// Consumes the ticket and returns its grant, if the ticket is valid at `now`. At most one
    /// caller gets the grant.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError>;
}

/// The error of a post of a frame to the gateway.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The connection does not exist: it is closed, or not ready yet (410).
    #[error("gone")]
    Gone,
    /// The gateway rejected the frame, and would reject it again.
    #[error("refused with status {status:?}")]
    Refused {
        /// The gateway's HTTP status.
        status: Option<u16>,
    },
    /// The gateway throttles our calls (429).
    #[error("throttled")]
    Throttled,
    /// The gateway did not answer in time. It may or may not deliver the frame.
    #[error("timed out")]
    Timeout,
    /// The gateway failed or could not be reached.
    #[error("failed with status {status:?}")]
    Failed {
        /// The gateway's HTTP status, if it answered.
        status: Option<u16>,
    },
}

/// Posts frames to open WebSocket connections.
pub trait Gateway {
    /// Hands the frame over to the gateway. Success does not prove that the device has received it.
    ///
    /// # Errors
    ///
    /// [`PostError::Gone`] if the connection does not exist; any other [`PostError`] if the gateway
    /// did not accept the frame or did not answer.
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError>;

    /// Closes the connection. A connection that is already gone counts as closed.
    ///
    /// # Errors
    ///
    /// [`PostError`] if the gateway did not close it or did not answer.
    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError>;
}

/// The gateway of a use case that never posts.
#[derive(Debug, Clone, Copy)]
pub struct NoGateway;

impl Gateway for NoGateway {
    async fn post(&self, _: &ConnectionId, _: &str) -> Result<(), PostError> {
        Err(PostError::Refused { status: None })
    }

    async fn close(&self, _: &ConnectionId) -> Result<(), PostError> {
        Err(PostError::Refused { status: None })
    }
}

/// A gateway that only some instances of a function have; `None` refuses, as [`NoGateway`] does.
impl<G: Gateway> Gateway for Option<G> {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        match self {
            Some(gateway) => gateway.post(connection, frame).await,
            None => NoGateway.post(connection, frame).await,
        }
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        match self {
            Some(gateway) => gateway.close(connection).await,
            None => NoGateway.close(connection).await,
        }
    }
}
