//! A frame from a device: read, carried out, answered by exactly one frame.

use std::time::Duration;

use domain::frames::{self, Action, FrameError, Request};
use ports::{Clock, Connections, Gateway, PostError, Register};
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

/// Carries out one client frame and posts its answer, after the frames that the answer speaks of.
pub async fn command<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    body: &str,
) -> Result<(), CommandError>
where
    S: CommandStore,
    G: Gateway,
    C: Clock,
{
    let now = ports.clock.now();
    if caller.closes_at <= now {
        handover::close(ports.store, ports.gateway, &caller.user_id, &caller.connection).await;
        return Ok(());
    }
    let request = Request::decode(body);
    let answer = match ports.limits.judge(ports.store, caller, Kind::of(&request), now).await {
        Verdict::Admitted => match answer(ports, caller, request).await {
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

/// Carries out the frame and returns its answer; `None` where the caller has hung up.
async fn answer<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    request: Result<Request, FrameError>,
) -> Option<String>
where
    S: CommandStore,
    G: Gateway,
    C: Clock,
{
    let request = match request {
        Ok(request) => request,
        Err(error) => return Some(frames::error(&error)),
    };
    Some(match perform(ports, caller, request.action).await {
        Ok(fields) => frames::reply(&request.id, fields),
        Err(ActionError::Post(PostError::Gone)) => return None,
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

async fn perform<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    action: Action,
) -> Result<Value, ActionError>
where
    S: CommandStore,
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
            Ok(frames::reply::done())
        }
        Action::Ack { ids } => inbox::ack(ports, caller, &ids).await,
        Action::MarkRead(what) => inbox::mark_read(ports, caller, what).await,
        Action::ListNotifications { before, limit } => {
            inbox::list(ports, caller, before.as_deref(), limit).await
        }
        Action::GetNotification { id } => inbox::get(ports, caller, id).await,
        Action::GetPreferences => preferences::get(ports, caller).await,
        Action::PutPreferences { preferences, version } => {
            preferences::put(ports, caller, &preferences, version).await
        }
        Action::GetReachability { at } => preferences::reach(ports, caller, at).await,
        Action::CreateAlert { wanted, client_id } => {
            alerts::create(ports, caller, *wanted, client_id.as_ref()).await
        }
        Action::ListAlerts { symbol } => alerts::list(ports, caller, symbol.as_ref()).await,
        Action::DeleteAlert { id } => alerts::delete(ports, caller, &id).await,
        Action::RegisterDevice(device) => contacts::register_device(ports, caller, device).await,
        Action::RemoveDevice { device_id } => contacts::remove_device(ports, caller, &device_id).await,
        Action::LinkTelegram => contacts::link_telegram(ports, caller).await,
        Action::UnlinkTelegram => contacts::unlink_telegram(ports, caller).await,
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
