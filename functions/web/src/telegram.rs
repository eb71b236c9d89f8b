//! `POST /v1/telegram` ← Telegram, with what traders say to the bot.

use channels::telegram::BotSecret;
use channels::telegram::webhook::{Command, Incoming, Reply, SECRET_HEADER};
use ports::{Contacts, LinkCodes, PortError, Secret};
use serde_json::json;
use usecases::contacts::{bind_chat, unbind_chat};

use crate::http::{Request, Response};

/// Does what a trader asks the bot for, and answers the bot's reply, which Telegram sends.
///
/// What is not Telegram's is refused; what the bot has no use for is done with. Should we fail, Telegram calls again.
pub(crate) async fn update<S, K>(store: &S, secret: &K, request: &Request, now: domain::Time) -> Response
where
    S: LinkCodes + Contacts,
    K: Secret,
{
    let secret = match secret.get().await {
        Ok(text) => BotSecret::parse(&text).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let secret = match secret {
        Ok(secret) => secret,
        Err(error) => {
            tracing::error!(error, "the bot's secret is not to be had");
            return Response::unavailable();
        }
    };
    if !secret.is_in(request.header(SECRET_HEADER).map(str::as_bytes)) {
        return Response::error(403, "forbidden", "only Telegram may call this");
    }
    let Some(incoming) = Incoming::decode(&request.body()) else { return Response::json(200, &json!({})) };
    match reply(store, &incoming, now).await {
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

async fn reply<S: LinkCodes + Contacts>(
    store: &S,
    incoming: &Incoming,
    now: domain::Time,
) -> Result<Reply, PortError> {
    Ok(match &incoming.command {
        Command::Link(code) => {
            if bind_chat(store, code.expose(), incoming.chat, now).await? {
                Reply::Linked
            } else {
                Reply::BadCode
            }
        }
        Command::BadCode => Reply::BadCode,
        Command::Start | Command::Other => Reply::HowTo,
        Command::Stop => {
            unbind_chat(store, incoming.chat).await?;
            Reply::Unlinked
        }
    })
}
