//! Shared parts of all actions: the context, the caller, the errors, and posting to the caller.

use domain::ids::{ConnectionId, UserId};
use domain::protocol::FrameError;
use domain::recipient::Recipient;
use domain::{Channel, Time};
use ports::{
    Alerts, BatchRead, BroadcastRead, Connections, Contacts, Devices, Enqueue, Gateway, InboxAdvance,
    InboxLists, InboxWrite, LinkCodes, PortError, Positions, PostError, PreferencesWrite, RateLimits,
    Register, Scheduler, TopicsRead, TopicsWrite,
};

use super::limits::FrameLimits;
use crate::recipient;

/// The context of the function that carries out commands.
#[derive(Debug)]
pub struct CommandContext<'a, P> {
    /// The ports.
    pub platform: &'a P,
    /// The channels that have a Lambda function.
    pub deployed: &'a [Channel],
    /// Returns unpredictable bytes for a code, or `None` if the source of randomness fails.
    pub secret: fn() -> Option<[u8; 32]>,
    /// The name of the exchange's Telegram bot, as in its `t.me` address.
    pub bot_name: &'a str,
    /// The frame limits of this process.
    pub limits: &'a FrameLimits,
}

platform_alias! {
    /// Ports that commands use: recipients, inbox, alerts, frame limits, the sockets, and queues for
    /// security notices.
    pub CommandPlatform:
        Store: CommandStore,
        Gateway: Gateway,
        Queues: Enqueue,
}

/// The store as all commands together need it.
pub trait CommandStore:
    BatchRead
    + BroadcastRead
    + Positions
    + Connections
    + Register
    + InboxAdvance
    + InboxLists
    + InboxWrite
    + Devices
    + Contacts
    + LinkCodes
    + PreferencesWrite
    + Scheduler
    + Alerts
    + RateLimits
    + TopicsRead
    + TopicsWrite
{
}

impl<S> CommandStore for S where
    S: BatchRead
        + BroadcastRead
        + Positions
        + Connections
        + Register
        + InboxAdvance
        + InboxLists
        + InboxWrite
        + Devices
        + Contacts
        + LinkCodes
        + PreferencesWrite
        + Scheduler
        + Alerts
        + RateLimits
        + TopicsRead
        + TopicsWrite
{
}

/// The sender of the frame, as the gateway's authorizer established it.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The trader.
    pub user_id: UserId,
    /// The connection; that of [`Caller::of_request`] if there is no socket.
    pub connection: ConnectionId,
    /// The time at which the connection must be closed.
    pub closes_at: Time,
    /// The time at which the token that opened the connection was issued, if the token states it.
    pub issued_at: Option<Time>,
}

/// Reads the caller's recipient, for an action that changes contacts or preferences. Between a
/// revocation and the end of the connection, a stolen session must not change them.
///
/// # Errors
/// [`ActionError::Revoked`] if the caller's token is revoked, and those of the store.
pub(super) async fn authorized_recipient(
    store: &impl BatchRead,
    caller: &Caller,
) -> Result<Recipient, ActionError> {
    let recipient = recipient::read(store, &caller.user_id).await?;
    if recipient.has_revoked(caller.issued_at) { Err(ActionError::Revoked) } else { Ok(recipient) }
}

/// Reason for which an action was not carried out.
#[derive(Debug, thiserror::Error)]
pub(super) enum ActionError {
    /// The caller's request is not valid.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// A call to a port failed.
    #[error(transparent)]
    Port(#[from] PortError),
    /// The exchange has revoked the token that opened the caller's connection. The connection is
    /// closed.
    #[error("the caller's token was revoked")]
    Revoked,
    /// The gateway did not take a frame for the caller's own connection.
    #[error("a frame could not be posted: {0}")]
    Post(#[from] PostError),
}

/// Maximum number of attempts for a frame that the gateway did not take. A timeout is not tried
/// again: the frame may be on its way, and the contract promises exactly one answer.
const TRIES: usize = 3;

/// Posts to the caller's own connection.
///
/// # Errors
/// The gateway's last answer, after [`TRIES`] attempts where a repeat can help.
pub(super) async fn post(gateway: &impl Gateway, to: &ConnectionId, frame: &str) -> Result<(), PostError> {
    let mut tries = 1;
    loop {
        match gateway.post(to, frame).await {
            Err(PostError::Throttled | PostError::Failed { .. }) if tries < TRIES => tries += 1,
            answer => return answer,
        }
    }
}

/// Parses a cursor that an earlier answer contained.
///
/// # Errors
/// The refusal that names the cursor's field.
pub(super) fn position(cursor: Option<&str>, field: &str) -> Result<Option<ports::Position>, FrameError> {
    let read = |cursor| ports::Position::from_cursor(cursor).ok_or_else(|| FrameError::cursor(field));
    cursor.map(read).transpose()
}
