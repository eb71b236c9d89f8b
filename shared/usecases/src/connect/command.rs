//! A frame from a device: read, carried out, answered by exactly one frame.

use domain::Time;
use domain::frames::{self, Action, FrameError, Request};
use domain::ids::{ConnectionId, UserId};
use ports::{
    BatchRead, Clock, Connections, Gateway, InboxAdvance, InboxLists, InboxWrite, PortError, PostError,
    Register,
};
use serde_json::{Value, json};

use super::{inbox, session};
use crate::handover;
use crate::planted::{self, Bug};

/// What a command may touch.
#[derive(Debug)]
pub struct CommandPorts<'a, S, G, C> {
    /// Recipients and inbox.
    pub store: &'a S,
    /// The open sockets.
    pub gateway: &'a G,
    /// The time.
    pub clock: &'a C,
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
}

/// The frame could not be answered. What it asked for may have been done: every action can be repeated.
#[derive(Debug, thiserror::Error)]
#[error("the answer could not be posted: {0}")]
pub struct CommandError(#[source] PostError);

/// Why an action was not carried out.
#[derive(Debug, thiserror::Error)]
pub(super) enum ActionError {
    /// The caller asked for something that cannot be.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// We could not.
    #[error(transparent)]
    Port(#[from] PortError),
    /// The caller's own socket did not take a frame.
    #[error("a frame could not be posted: {0}")]
    Post(#[from] PostError),
}

/// How often a frame that the gateway did not take is tried. A timeout is not tried again: the frame may be
/// on its way, and an answer is promised once.
const TRIES: usize = 3;

/// Carries out one client frame and posts its answer, after the frames that the answer speaks of.
pub async fn command<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    body: &str,
) -> Result<(), CommandError>
where
    S: BatchRead + Connections + Register + InboxAdvance + InboxLists + InboxWrite,
    G: Gateway,
    C: Clock,
{
    if caller.closes_at <= ports.clock.now() {
        handover::close(ports.store, ports.gateway, &caller.user_id, &caller.connection).await;
        return Ok(());
    }
    let answer = match Request::decode(body) {
        Err(error) => frames::error(&error),
        Ok(request) => match perform(ports, caller, request.action).await {
            Ok(fields) => frames::reply(&request.id, fields),
            // The caller has hung up: there is nobody to answer.
            Err(ActionError::Post(PostError::Gone)) => return Ok(()),
            Err(ActionError::Frame(error)) => frames::error(&error.answering(Some(request.id))),
            Err(error @ (ActionError::Port(_) | ActionError::Post(_))) => {
                tracing::error!(%error, user.id = %caller.user_id, "a command failed");
                frames::error(&FrameError::internal().answering(Some(request.id)))
            }
        },
    };
    match post(ports.gateway, &caller.connection, &answer).await {
        Ok(()) | Err(PostError::Gone) => Ok(()),
        Err(error) => Err(CommandError(error)),
    }
}

async fn perform<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    action: Action,
) -> Result<Value, ActionError>
where
    S: BatchRead + Connections + Register + InboxAdvance + InboxLists + InboxWrite,
    G: Gateway,
    C: Clock,
{
    match action {
        Action::Hello { after } => {
            if planted::is(Bug::HelloReadsFirst) {
                let answer = inbox::hello(ports, caller, after.as_deref()).await?;
                register(ports, caller).await?;
                return Ok(answer);
            }
            register(ports, caller).await?;
            inbox::hello(ports, caller, after.as_deref()).await
        }
        Action::Ping => {
            register(ports, caller).await?;
            Ok(json!({}))
        }
        Action::Ack { ids } => inbox::ack(ports, caller, &ids).await,
        Action::MarkRead(what) => inbox::mark_read(ports, caller, what).await,
        Action::ListNotifications { before, limit } => {
            inbox::list(ports, caller, before.as_deref(), limit).await
        }
        Action::GetNotification { id } => inbox::get(ports, caller, id).await,
    }
}

/// `hello` and `ping` register the connection again: should it have been forgotten, it is back.
async fn register<S, G, C>(ports: &CommandPorts<'_, S, G, C>, caller: &Caller) -> Result<(), ActionError>
where
    S: Connections + Register,
    G: Gateway,
    C: Clock,
{
    let Caller { user_id, connection, closes_at } = caller;
    let now = ports.clock.now();
    session::register(ports.store, ports.gateway, user_id, connection.clone(), *closes_at, now).await?;
    Ok(())
}

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
