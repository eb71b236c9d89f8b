//! A frame from a device: read, carried out, answered by exactly one frame.

use domain::frames::{self, Action, FrameError, Request};
use domain::recipient::Connection;
use ports::{Clock, Connections, Enqueue, Gateway, PostError, Register};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandPorts, CommandStore, post};
use super::{alerts, contacts, inbox, preferences, session};
use crate::handover;
use crate::planted::{self, Bug};

/// The frame could not be answered. What it asked for may have been done: every action can be repeated.
#[derive(Debug, thiserror::Error)]
#[error("the answer could not be posted: {0}")]
pub struct CommandError(#[source] PostError);

/// Carries out one client frame and posts its answer, after the frames that the answer speaks of. `queues` takes the
/// security notices.
pub async fn command<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
    body: &str,
) -> Result<(), CommandError>
where
    S: CommandStore,
    G: Gateway,
    C: Clock,
    Q: Enqueue,
{
    if caller.closes_at <= ports.clock.now() {
        handover::close(ports.store, ports.gateway, &caller.user_id, &caller.connection).await;
        return Ok(());
    }
    let answer = match Request::decode(body) {
        Err(error) => frames::error(&error),
        Ok(request) => match perform(ports, queues, caller, request.action).await {
            Ok(fields) => frames::reply(&request.id, fields),
            // The caller has hung up, or was: there is nobody to answer.
            Err(ActionError::Post(PostError::Gone) | ActionError::Revoked) => return Ok(()),
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

async fn perform<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
    action: Action,
) -> Result<Value, ActionError>
where
    S: CommandStore,
    G: Gateway,
    C: Clock,
    Q: Enqueue,
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
            Ok(frames::reply::done())
        }
        Action::Ack { ids } => inbox::ack(ports, caller, &ids).await,
        Action::MarkRead(what) => inbox::mark_read(ports, caller, what).await,
        Action::ListNotifications { before, limit } => {
            inbox::list(ports, caller, before.as_deref(), limit).await
        }
        Action::GetNotification { id } => inbox::get(ports, caller, id).await,
        Action::GetPreferences => preferences::get(ports, caller).await,
        Action::PutPreferences { preferences, version, confirm_in_app_only } => {
            preferences::put(ports, queues, caller, &preferences, version, confirm_in_app_only).await
        }
        Action::GetReachability { at } => preferences::reach(ports, caller, at).await,
        Action::CreateAlert { wanted, client_id } => {
            alerts::create(ports, caller, *wanted, client_id.as_ref()).await
        }
        Action::ListAlerts { symbol } => alerts::list(ports, caller, symbol.as_ref()).await,
        Action::DeleteAlert { id } => alerts::delete(ports, caller, &id).await,
        Action::RegisterDevice(device) => contacts::register_device(ports, queues, caller, device).await,
        Action::RemoveDevice { device_id } => {
            contacts::remove_device(ports, queues, caller, &device_id).await
        }
        Action::LinkTelegram => contacts::link_telegram(ports, caller).await,
        Action::UnlinkTelegram => contacts::unlink_telegram(ports, queues, caller).await,
    }
}

/// `hello` and `ping` register the connection again: should it have been forgotten, it is back.
async fn register<S, G, C>(ports: &CommandPorts<'_, S, G, C>, caller: &Caller) -> Result<(), ActionError>
where
    S: Connections + Register,
    G: Gateway,
    C: Clock,
{
    let Caller { user_id, connection, closes_at, issued_at } = caller;
    let (now, id) = (ports.clock.now(), connection.clone());
    let opening = Connection { id, registered_at: now, closes_at: *closes_at, issued_at: *issued_at };
    let recipient = session::register(ports.store, ports.gateway, user_id, opening).await?;
    if recipient.has_revoked(*issued_at) {
        handover::close(ports.store, ports.gateway, user_id, connection).await;
        return Err(ActionError::Revoked);
    }
    Ok(())
}
