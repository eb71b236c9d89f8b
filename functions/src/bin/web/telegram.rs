//! `POST /v1/telegram`: the webhook at which Telegram delivers traders' messages to the bot.

use channels::telegram::WebhookSecret;
use channels::telegram::webhook::{
    AccountQuietHours, AccountStatus, Asked, Command, Incoming, Quiet, Reply, SECRET_HEADER, Seen, Snooze,
};
use domain::recipient::contact::ChatId;
use domain::{Channel, Time};
use ports::{
    AckHandles, BatchRead, Clock, Contacts, Enqueue, InboxAdvance, InboxLists, LinkCodes, Platform,
    PortError, PreferencesWrite, Scheduler, Secret,
};
use serde_json::json;
use usecases::contacts::{
    AccountState, AckTarget, Binding, Candidate, QuietChange, ack_in_chat, bind_chat, change_quiet_hours,
    chat_state, confirm_chat, refuse_chat, snooze_chat, unbind_chat,
};

use crate::http::{Request, Response};

/// The ports that the store implements for the bot's commands.
pub(crate) trait BotStore:
    LinkCodes + Contacts + BatchRead + PreferencesWrite + Scheduler + InboxAdvance + InboxLists + AckHandles
{
}
impl<S> BotStore for S where
    S: LinkCodes
        + Contacts
        + BatchRead
        + PreferencesWrite
        + Scheduler
        + InboxAdvance
        + InboxLists
        + AckHandles
{
}

/// The ports of the bot's commands.
pub(crate) trait BotPlatform: Platform<Store: BotStore, Queues: Enqueue> {}
impl<P: Platform<Store: BotStore, Queues: Enqueue>> BotPlatform for P {}

/// Carries out the command in a trader's message. The response contains the bot's reply, which
/// Telegram sends.
///
/// A request without Telegram's secret is refused. An update that the bot does not use is confirmed
/// and ignored. After a 5xx Telegram sends the update again. `deployed` are the channels with a deployed
/// function.
pub(crate) async fn update<P: BotPlatform, K: Secret>(
    platform: &P,
    secret: &K,
    deployed: &[Channel],
    request: &Request,
) -> Response {
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
    match reply(platform, deployed, &incoming).await {
        Ok(reply) => Response::raw_json(200, reply.to(&incoming)),
        Err(error) if error.is_retryable() => {
            tracing::error!(%error, "a command of a conversation failed");
            Response::unavailable()
        }
        Err(error) => {
            tracing::error!(%error, "a command of a conversation failed");
            Response::raw_json(200, Reply::TryAgain.to(&incoming))
        }
    }
}

async fn reply<P: BotPlatform>(
    platform: &P,
    deployed: &[Channel],
    incoming: &Incoming,
) -> Result<Reply, PortError> {
    let (store, queues, now) = (platform.store(), platform.queues(), platform.clock().now());
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
        Command::Ack(handle) => ack_from_chat(platform, chat, AckTarget::Handle(handle)).await?,
        Command::AckReply { message_id, is_yes } => {
            let target = AckTarget::Message(*message_id);
            confirm_or_ack(platform, chat, (target, *is_yes)).await?
        }
        Command::AckNewest { is_yes } => confirm_or_ack(platform, chat, (AckTarget::Newest, *is_yes)).await?,
        Command::Snooze(snooze) => snooze_from_chat(store, chat, *snooze, now).await?,
        Command::Status => status(chat_state(store, chat, deployed, now).await?),
        Command::Quiet(Quiet::Show) => quiet_hours(chat_state(store, chat, deployed, now).await?),
        Command::Quiet(Quiet::Off) => {
            quiet_hours(change_quiet_hours(store, queues, chat, QuietChange::Off, deployed, now).await?)
        }
        Command::Quiet(Quiet::Hours { from, to }) => {
            let change = QuietChange::Hours { from, to };
            quiet_hours(change_quiet_hours(store, queues, chat, change, deployed, now).await?)
        }
        Command::BadSyntax(usage) => Reply::Usage(*usage),
    })
}

/// Confirms the account that waits for it, if the word answers the bot's question with yes; otherwise acks
/// the notification. A reader who has just been asked a question answers the question.
async fn confirm_or_ack<P: BotPlatform>(
    platform: &P,
    chat: ChatId,
    (target, is_yes): (AckTarget<'_>, bool),
) -> Result<Reply, PortError> {
    let now = platform.clock().now();
    if is_yes && let Some(candidate) = confirm_chat(platform.store(), chat, None, now).await? {
        return Ok(Reply::Linked(candidate.account));
    }
    ack_from_chat(platform, chat, target).await
}

async fn ack_from_chat<P: BotPlatform>(
    platform: &P,
    chat: ChatId,
    target: AckTarget<'_>,
) -> Result<Reply, PortError> {
    let now = platform.clock().now();
    Ok(match ack_in_chat(platform, chat, target).await? {
        Some((ack, locale)) => Reply::Acked(Seen { on: ack.by.channel, at: ack.at, zone: locale.zone, now }),
        None => Reply::NothingToAck,
    })
}

async fn snooze_from_chat<S: BotStore>(
    store: &S,
    chat: ChatId,
    snooze: Snooze,
    now: Time,
) -> Result<Reply, PortError> {
    let until = match snooze {
        Snooze::For(duration) => Some(now.plus(duration)),
        Snooze::Off => None,
    };
    Ok(match snooze_chat(store, chat, until, now).await? {
        Some((Some(until), locale)) => Reply::Snoozed { until, zone: locale.zone },
        Some((None, _)) => Reply::SnoozeEnded,
        None => Reply::HowTo,
    })
}

fn status(accounts: Vec<AccountState>) -> Reply {
    if accounts.is_empty() {
        return Reply::HowTo;
    }
    let status = |account: AccountState| AccountStatus {
        reachable: account.reachable.clone(),
        snoozed_until: account.snoozed_until,
        quiet_hours: quiet_hours_of(account),
    };
    Reply::Status(accounts.into_iter().map(status).collect())
}

fn quiet_hours(accounts: Vec<AccountState>) -> Reply {
    if accounts.is_empty() {
        return Reply::HowTo;
    }
    Reply::QuietHours(accounts.into_iter().map(quiet_hours_of).collect())
}

fn quiet_hours_of(account: AccountState) -> AccountQuietHours {
    AccountQuietHours { account: account.account, hours: account.quiet_hours, zone: account.locale.zone }
}
