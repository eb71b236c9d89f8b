//! What every action has: its ports, its caller, how it fails, and the way back to the caller.

use domain::frames::FrameError;
use domain::ids::{ConnectionId, UserId};
use domain::{Channel, Time};
use ports::{
    Alerts, Allowances, BatchRead, Connections, Contacts, Devices, Gateway, InboxAdvance, InboxLists,
    InboxWrite, LinkCodes, PortError, PostError, PreferencesWrite, Register, Wakes,
};

use super::limits::FrameLimits;

/// What a command may touch.
#[derive(Debug)]
pub struct CommandPorts<'a, S, G, C> {
    /// Recipients and inbox.
    pub store: &'a S,
    /// The open sockets.
    pub gateway: &'a G,
    /// The time.
    pub clock: &'a C,
    /// The channels that have a function.
    pub deployed: &'a [Channel],
    /// Unpredictable bytes for a code; `None` where there are none to be had.
    pub secret: fn() -> Option<[u8; 32]>,
    /// The name of the exchange's Telegram bot, as in its `t.me` address.
    pub bot_name: &'a str,
    /// What this process has counted of frames.
    pub limits: &'a FrameLimits,
}

/// The store as all commands together need it; each of them asks for less.
pub trait CommandStore:
    BatchRead
    + Connections
    + Register
    + InboxAdvance
    + InboxLists
    + InboxWrite
    + Devices
    + Contacts
    + LinkCodes
    + PreferencesWrite
    + Wakes
    + Alerts
    + Allowances
{
}

impl<S> CommandStore for S where
    S: BatchRead
        + Connections
        + Register
        + InboxAdvance
        + InboxLists
        + InboxWrite
        + Devices
        + Contacts
        + LinkCodes
        + PreferencesWrite
        + Wakes
        + Alerts
        + Allowances
{
}

/// Who sent the frame, as the gateway's authorizer established it.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The trader.
    pub user_id: UserId,
    /// The socket.
    pub connection: ConnectionId,
    /// When the socket must end.
    pub closes_at: Time,
    /// When the token was issued that opened it, if the token said so.
    pub issued_at: Option<Time>,
}

/// Why an action was not carried out.
#[derive(Debug, thiserror::Error)]
pub(super) enum ActionError {
    /// The caller asked for something that cannot be.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// We could not.
    #[error(transparent)]
    Port(#[from] PortError),
    /// The exchange has revoked the token that opened the caller's socket, which is closed.
    #[error("the caller's token was revoked")]
    Revoked,
    /// The caller's own socket did not take a frame.
    #[error("a frame could not be posted: {0}")]
    Post(#[from] PostError),
}

/// How often a frame that the gateway did not take is tried. A timeout is not tried again: the frame may be
/// on its way, and an answer is promised once.
const TRIES: usize = 3;

/// Posts to the caller's own socket.
pub(super) async fn post(gateway: &impl Gateway, to: &ConnectionId, frame: &str) -> Result<(), PostError> {
    let mut tries = 1;
    loop {
        match gateway.post(to, frame).await {
            Err(PostError::Throttled | PostError::Failed { .. }) if tries < TRIES => tries += 1,
            answer => return answer,
        }
    }
}

/// A cursor of ours, or the refusal that names its field.
pub(super) fn position(cursor: Option<&str>, field: &str) -> Result<Option<ports::Position>, FrameError> {
    let read = |cursor| ports::Position::from_cursor(cursor).ok_or_else(|| FrameError::cursor(field));
    cursor.map(read).transpose()
}
