//! A frame from a device: read, carried out, answered by exactly one frame.

use std::time::Duration;

use domain::frames::{self, Action, FrameError, Request};
use domain::recipient::Connection;
use ports::{Clock, Connections, Enqueue, Gateway, PostError, Register};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandPorts, CommandStore, post};
use super::limits::{Kind, Verdict};
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
    let now = ports.clock.now();
    if caller.closes_at <= now {
        handover::close(ports.store, ports.gateway, &caller.user_id, &caller.connection).await;
        return Ok(());
    }
    let request = Request::decode(body);
    let answer = match ports.limits.judge(ports.store, caller, Kind::of(&request), now).await {
        Verdict::Admitted => match answer(ports, queues, caller, request).await {
            Some(answer) => answer,
            None => return Ok(()),
        },
        Verdict::Refused(refusal) => {
            let request_id = request.map_or_else(|error| error.request_id, |request| Some(request.id));
            frames::error(&FrameError::too_many_requests(refusal).answering(request_id))
        }
        Verdict::Close => {
            tracing::warn!(user.id = %caller.user_id, "a connection sends ten times too many frames and is closed");
            handover::close(ports.store, ports.gateway, &caller.user_id, &caller.connection).await;
            return Ok(());
        }
        Verdict::Ignored => return Ok(()),
    };
    match post(ports.gateway, &caller.connection, &answer).await {
        Ok(()) | Err(PostError::Gone) => Ok(()),
        Err(error) => Err(CommandError(error)),
    }
}

/// Carries out the frame and returns its answer; `None` where the caller has hung up, or was hung up on.
async fn answer<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
    request: Result<Request, FrameError>,
) -> Option<String>
where
    S: CommandStore,
    G: Gateway,
    C: Clock,
    Q: Enqueue,
{
    let request = match request {
        Ok(request) => request,
        Err(error) => return Some(frames::error(&error)),
    };
    Some(match perform(ports, queues, caller, request.action).await {
        Ok(fields) => frames::reply(&request.id, fields),
        Err(ActionError::Post(PostError::Gone) | ActionError::Revoked) => return None,
        Err(ActionError::Frame(error)) => {
            if let Some(seconds) = error.retry_after {
                let now = ports.clock.now();
                ports.limits.refuse_alerts(&caller.user_id, now.plus(Duration::from_secs(seconds)), now);
            }
            frames::error(&error.answering(Some(request.id)))
        }
        Err(error @ (ActionError::Port(_) | ActionError::Post(_))) => {
            tracing::error!(%error, user.id = %caller.user_id, "a command failed");
            frames::error(&FrameError::internal().answering(Some(request.id)))
        }
    })
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
