//! `POST /v1/telegram`: the webhook at which Telegram delivers traders' messages to the bot.

use channels::telegram::WebhookSecret;
use channels::telegram::webhook::{Asked, Command, Incoming, Reply, SECRET_HEADER};
use domain::Time;
use ports::{BatchRead, Contacts, Enqueue, LinkCodes, PortError, Secret};
use serde_json::json;
use usecases::contacts::{Binding, Candidate, bind_chat, confirm_chat, refuse_chat, unbind_chat};

use crate::http::{Request, Response};

/// Carries out the command in a trader's message. The response contains the bot's reply, which
/// Telegram sends.
///
/// A request without Telegram's secret is refused. An update that the bot does not use is confirmed
/// and ignored. After a 5xx Telegram sends the update again.
pub(crate) async fn update<S, Q, K>(
    store: &S,
    queues: &Q,
    secret: &K,
    request: &Request,
    now: Time,
) -> Response
where
    S: LinkCodes + Contacts + BatchRead,
    Q: Enqueue,
    K: Secret,
{
    let secret = match secret.get().await {
        Ok(text) => WebhookSecret::parse(&text).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let secret = match secret {
        Ok(secret) => secret,
        Err(error) => {
            tracing::error!(error, "the webhook's secret could not be read");
            return Response::unavailable();
        }
    };
    if !secret.is_in(request.header(SECRET_HEADER).map(str::as_bytes)) {
        return Response::error(403, "forbidden", "only Telegram may call this");
    }
    let Some(incoming) = Incoming::decode(&request.body()) else { return Response::json(200, &json!({})) };
    match reply(store, queues, &incoming, now).await {
        Ok(reply) => Response::raw_json(200, reply.to(&incoming)),
        Err(error) if error.is_retryable() => {
            tracing::error!(%error, "a conversation could not be linked");
            Response::unavailable()
        }
        Err(error) => {
            tracing::error!(%error, "a conversation could not be linked");
            Response::raw_json(200, Reply::TryAgain.to(&incoming))
        }
    }
}

async fn reply<S: LinkCodes + Contacts + BatchRead>(
    store: &S,
    queues: &impl Enqueue,
    incoming: &Incoming,
    now: Time,
) -> Result<Reply, PortError> {
    let chat = incoming.chat;
    Ok(match &incoming.command {
        Command::Link(code) => match bind_chat(store, queues, code.expose(), chat, now).await? {
            Binding::BadCode => Reply::BadCode,
            Binding::Confirmed(candidate) => Reply::Linked(candidate.account),
            Binding::Unconfirmed(Candidate { account, tag, is_linked_elsewhere, is_proposed }) => {
                Reply::Ask(Asked { account, tag, is_linked_elsewhere, is_proposed })
            }
        },
        Command::BadCode => Reply::BadCode,
        Command::Start | Command::Other => Reply::HowTo,
        Command::Confirm { tag } => match confirm_chat(store, chat, tag.as_deref(), now).await? {
            Some(candidate) => Reply::Linked(candidate.account),
            None => Reply::NothingToConfirm,
        },
        Command::Refuse { tag } => {
            if refuse_chat(store, chat, tag.as_deref(), now).await? {
                Reply::Unlinked
            } else {
                Reply::NothingToConfirm
            }
        }
        Command::Stop => {
            unbind_chat(store, queues, chat, now).await?;
            Reply::Unlinked
        }
    })
}
