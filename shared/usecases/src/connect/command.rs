//! Processing of a client frame: decode it, carry it out, answer with exactly one frame.

use std::time::Duration;

use domain::protocol::{self as frames, Action, FrameError, Request};
use domain::recipient::{Connection, Recipient};
use ports::{Clock, PostError};
use serde_json::Value;

use super::action::{ActionError, Caller, CommandContext, post};
use super::limits::{Kind, Verdict};
use super::{alerts, contacts, inbox, preferences, quiet, session, topics};
use crate::connect::action::CommandPlatform;
use crate::{broadcast, recipient, socket_fanout};

/// The frame could not be answered. Its action may have been carried out: every action can be
/// repeated.
#[derive(Debug, thiserror::Error)]
#[error("the answer could not be posted: {0}")]
pub struct CommandError(#[source] PostError);

/// Carries out one client frame and posts its answer, after the frames that the answer refers to.
/// Security notices go to the queues.
///
/// # Errors
/// The gateway did not take the answer. The client may repeat the frame. A failed action is no
/// error here: it is answered with an error frame.
pub async fn command<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    body: &str,
) -> Result<(), CommandError> {
    let now = context.platform.clock().now();
    if caller.closes_at <= now {
        socket_fanout::close(
            context.platform.store(),
            context.platform.gateway(),
            &caller.user_id,
            &caller.connection,
        )
        .await;
        return Ok(());
    }
    let request = Request::decode(body);
    let answer = match context
        .limits
        .evaluate(context.platform.store(), caller, Kind::of(&request), now)
        .await
    {
        Verdict::Admitted => match answer(context, caller, request).await {
            Some(answer) => answer,
            None => return Ok(()),
        },
        Verdict::Refused(refusal) => {
            let request_id = request.map_or_else(|error| error.request_id, |request| Some(request.id));
            frames::error(&FrameError::too_many_requests(refusal).answering(request_id))
        }
        Verdict::Close => {
            tracing::warn!(user.id = %caller.user_id, "a connection exceeds its frame limit tenfold and is closed");
            socket_fanout::close(
                context.platform.store(),
                context.platform.gateway(),
                &caller.user_id,
                &caller.connection,
            )
            .await;
            return Ok(());
        }
        Verdict::Ignored => return Ok(()),
    };
    match post(context.platform.gateway(), &caller.connection, &answer).await {
        Ok(()) | Err(PostError::Gone) => Ok(()),
        Err(error) => Err(CommandError(error)),
    }
}

/// Carries out the frame and returns its answer, or `None` if the connection was closed by the
/// device or by us.
async fn answer<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    request: Result<Request, FrameError>,
) -> Option<String> {
    let request = match request {
        Ok(request) => request,
        Err(error) => return Some(frames::error(&error)),
    };
    Some(match perform(context, caller, request.action).await {
        Ok(fields) => frames::reply(&request.id, fields),
        Err(ActionError::Post(PostError::Gone)) => return None,
        Err(ActionError::Revoked) => {
            let (store, gateway) = (context.platform.store(), context.platform.gateway());
            socket_fanout::close(store, gateway, &caller.user_id, &caller.connection).await;
            return None;
        }
        Err(ActionError::Frame(error)) => {
            if let Some(seconds) = error.retry_after {
                let now = context.platform.clock().now();
                context.limits.refuse_alerts(&caller.user_id, now.plus(Duration::from_secs(seconds)), now);
            }
            frames::error(&error.answering(Some(request.id)))
        }
        Err(error @ (ActionError::Port(_) | ActionError::Post(_))) => {
            tracing::error!(%error, user.id = %caller.user_id, "a command failed");
            frames::error(&FrameError::internal().answering(Some(request.id)))
        }
    })
}

async fn perform<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    action: Action,
) -> Result<Value, ActionError> {
    match action {
        Action::Hello { after } => {
            let recipient = register(context, caller).await?;
            if after.is_none() {
                catch_up(context, caller, recipient).await?;
            }
            inbox::hello(context, caller, after.as_deref()).await
        }
        Action::Ping => {
            register(context, caller).await?;
            Ok(frames::reply::done())
        }
        Action::Ack { ids, kind } => inbox::ack(context, caller, &ids, kind).await,
        Action::MarkRead(what) => inbox::mark_read(context, caller, what).await,
        Action::Rearrange { ids, how } => inbox::rearrange(context, caller, &ids, how).await,
        Action::ListNotifications { filter, before, limit } => {
            // A socket has what its `hello` found, and what the walks of later broadcasts have put there.
            if before.is_none() && !caller.has_socket() {
                catch_up(context, caller, None).await?;
            }
            inbox::list(context, caller, &filter, before.as_deref(), limit).await
        }
        Action::GetNotification { id } => inbox::get(context, caller, id).await,
        Action::GetPreferences => preferences::get(context, caller).await,
        Action::PutPreferences { preferences, version, confirm_in_app_only } => {
            preferences::put(context, caller, &preferences, version, confirm_in_app_only).await
        }
        Action::GetReachability { at } => preferences::reach(context, caller, at).await,
        Action::CreateAlert { wanted, client_id } => {
            alerts::create(context, caller, *wanted, client_id.as_ref()).await
        }
        Action::ListAlerts { symbol } => alerts::list(context, caller, symbol.as_ref()).await,
        Action::DeleteAlert { id } => alerts::delete(context, caller, &id).await,
        Action::PauseAlert { id } => alerts::pause(context, caller, &id).await,
        Action::ResumeAlert { id } => alerts::resume(context, caller, &id).await,
        Action::FollowTopic { topic } => topics::follow(context, caller, &topic).await,
        Action::UnfollowTopic { topic } => topics::unfollow(context, caller, &topic).await,
        Action::ListTopics => topics::list(context, caller).await,
        Action::RegisterDevice(device) => contacts::register_device(context, caller, device).await,
        Action::RemoveDevice { device_id } => contacts::remove_device(context, caller, &device_id).await,
        Action::TestDelivery { channels } => quiet::test_delivery(context, caller, channels.as_deref()).await,
        Action::Snooze { until } => quiet::snooze(context, caller, until).await,
        Action::LinkTelegram => contacts::link_telegram(context, caller).await,
        Action::UnlinkTelegram => contacts::unlink_telegram(context, caller).await,
    }
}

/// Puts the broadcasts that the trader does not have yet into the inbox, before it is read. The recipient is read
/// unless it is given.
async fn catch_up<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    recipient: Option<Recipient>,
) -> Result<(), ActionError> {
    let recipient = match recipient {
        Some(recipient) => recipient,
        None => recipient::read(context.platform.store(), &caller.user_id).await?,
    };
    Ok(broadcast::catch_up(context.platform, &recipient).await?)
}

/// Registers the connection again. `hello` and `ping` do this, so that a connection that was
/// removed by mistake is registered again. Returns the recipient, unless the caller has no socket.
async fn register<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
) -> Result<Option<Recipient>, ActionError> {
    if !caller.has_socket() {
        return Ok(None);
    }
    let Caller { user_id, connection, closes_at, issued_at } = caller;
    let (now, id) = (context.platform.clock().now(), connection.clone());
    let opening = Connection { id, registered_at: now, closes_at: *closes_at, issued_at: *issued_at };
    let recipient =
        session::register(context.platform.store(), context.platform.gateway(), user_id, opening).await?;
    if recipient.has_revoked(*issued_at) { Err(ActionError::Revoked) } else { Ok(Some(recipient)) }
}
