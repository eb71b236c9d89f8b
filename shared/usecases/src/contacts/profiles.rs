//! Profile messages of the exchange: applied to the recipient field by field, independent of their
//! order.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::event::Rejection;
use domain::recipient::Connection;
use domain::recipient::profile::{Change, Decoded, Profile, ProfileUpdate, Revoked};
use domain::topics::TopicsChange;
use domain::{Time, UserId};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, Connections, Contacts, Count, Devices, Enqueue, Gateway, Message, PortError,
    ProfileWrite, Queue, Scheduler, Telemetry, TopicsRead, TopicsWrite, WriteOutcome,
};

use crate::batch::{Outcome, Record};
use crate::{changed, recipient, socket_fanout, topics};

/// The source that rejected messages name in the `rejected` queue.
const SOURCE: &str = "profiles";

/// Maximum number of attempts of an update against concurrent updates of the same user.
const TRIES: usize = 5;

platform_alias! {
    /// Ports that the synchronisation of profiles uses: recipients, topics, the sockets, and queues.
    pub ProfilePlatform:
        Store: BatchRead + ProfileWrite + Scheduler + Connections + Devices + Contacts + TopicsRead + TopicsWrite,
        Gateway: Gateway,
        Queues: Enqueue,
}

/// Processes a batch of the `profiles` queue: one outcome per record, in their order. `decode`
/// decodes a message that arrived at the given time. A message or a field that it refuses goes to
/// `rejected`; the other fields are applied.
pub async fn sync_profiles<P: ProfilePlatform>(
    platform: &P,
    decode: impl Fn(&str, Time) -> Result<Decoded, Rejection>,
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let now = platform.clock().now();
    // Two messages about one user can be applied concurrently: each field stores the time of its
    // newest update.
    join_all(records.iter().map(async |record| match decode(record.body, now) {
        Ok(Decoded { update, mut rejected }) => match apply(platform, update).await {
            // The valid fields are stored first: a message that comes again stores them only once.
            Ok(refused) => {
                rejected.extend(refused);
                if rejected.is_empty() {
                    Outcome::Done
                } else {
                    reject(platform, &rejected, record.body).await
                }
            }
            Err(outcome) => outcome,
        },
        Err(rejection) => reject(platform, &[rejection], record.body).await,
    }))
    .await
}

/// Stores the fields of the message, and removes the access that it revokes. Returns the rejection of its topics if
/// there would be too many.
async fn apply<P: ProfilePlatform>(
    platform: &P,
    update: ProfileUpdate,
) -> Result<Option<Rejection>, Outcome> {
    let (user, at, revoke) = (update.user_id.clone(), update.updated_at, update.revoke.clone());
    let change = update.topics.clone();
    store(platform, update).await.map_err(Outcome::from)?;
    let refused = store_topics(platform, &user, &change, at).await.map_err(Outcome::from)?;
    if revoke.is_empty() {
        return Ok(refused);
    }
    match revoke_access(platform, &user, at, &revoke).await {
        Ok(true) => Ok(refused),
        Ok(false) => Err(Outcome::retry("a revoked connection could not be closed")),
        Err(error) => Err(Outcome::from(error)),
    }
}

/// Refuses the user's tokens of `at` and before from now on, and removes contacts and connections
/// that were registered until then. Returns whether every connection that has to be closed is
/// closed. The refusal is stored first: anything that is registered after it comes from a newer
/// token, and the rest is seen by the read. A repeat, even a late one, reverts nothing newer.
async fn revoke_access<P: ProfilePlatform>(
    platform: &P,
    user: &UserId,
    at: Time,
    revoke: &BTreeSet<Revoked>,
) -> Result<bool, PortError> {
    let (store, gateway) = (platform.store(), platform.gateway());
    store.revoke_tokens(user, at).await?;
    let recipient = recipient::read(store, user).await?;
    if revoke.contains(&Revoked::Devices) {
        for device in recipient.devices.iter().filter(|device| device.registered_at <= at) {
            store.remove_device(user, &device.id).await?;
        }
    }
    if revoke.contains(&Revoked::Telegram) {
        let chats = [recipient.chat, recipient.proposed_chat].into_iter().flatten();
        for chat in chats.filter(|chat| chat.linked_at <= at) {
            store.retire_chat(user, chat.id).await?;
        }
    }
    let mut are_closed = true;
    if revoke.contains(&Revoked::Connections) {
        // A ping registers a connection again; the token that opened it stays as old as it is.
        let is_revoked = |connection: &&Connection| {
            connection.registered_at <= at || connection.issued_at.is_none_or(|issued_at| issued_at <= at)
        };
        let closings = recipient.connections.iter().filter(is_revoked);
        let closings = closings.map(|connection| socket_fanout::close(store, gateway, user, &connection.id));
        are_closed = join_all(closings).await.into_iter().all(|is_closed| is_closed);
    }
    tracing::info!(user.id = %user, "access was revoked");
    Ok(are_closed)
}

/// Stores the change of the topics by a message of `at`. Returns its rejection if there would be too many.
async fn store_topics<P: ProfilePlatform>(
    platform: &P,
    user: &UserId,
    change: &TopicsChange,
    at: Time,
) -> Result<Option<Rejection>, PortError> {
    let field = match change {
        TopicsChange::Keep => return Ok(None),
        TopicsChange::Replace(_) => "topics",
        TopicsChange::Amend { .. } => "add_topics",
    };
    let now = platform.clock().now();
    let applied = topics::change(platform.store(), user, |topics| {
        let applied = topics.apply(change, at);
        topics.drop_tombstones(now);
        applied
    });
    let refused = applied.await?.err();
    Ok(refused.map(|_| Rejection::bad(field, "must not give the trader more than 200 topics")))
}

async fn store<P: ProfilePlatform>(platform: &P, update: ProfileUpdate) -> Result<(), PortError> {
    let store = platform.store();
    if update.is_empty() {
        return Ok(());
    }
    for _ in 0..TRIES {
        let known = recipient::read(store, &update.user_id).await?.profile;
        let news = update.clone().over(&known);
        if news.is_empty() {
            return Ok(());
        }
        if moves_clock(&news, &known) {
            let version = format!("profile-{}", news.updated_at.as_millis());
            changed::schedule_check(store, &news.user_id, platform.clock().now(), &version).await?;
        }
        let replaced = known.replaced_by(&news, platform.clock().now());
        if store.put_profile(&news, &replaced).await? == WriteOutcome::Done {
            return Ok(());
        }
    }
    Err(PortError::Throttled("the profile kept changing".into()))
}

/// Whether the update changes the trader's time zone. It counts even if the preferences name a
/// zone: they may cease to do so at this moment.
fn moves_clock(news: &ProfileUpdate, known: &Profile) -> bool {
    let known = known.time_zone.value.as_ref();
    match &news.time_zone {
        Change::Keep => false,
        Change::Clear => known.is_some(),
        Change::Set(zone) => known != Some(zone),
    }
}

async fn reject<P: ProfilePlatform>(platform: &P, rejections: &[Rejection], body: &str) -> Outcome {
    let message = |rejection: &Rejection| {
        platform.telemetry().count(Count::Rejected, domain::Priority::P2);
        tracing::warn!(
            code = rejection.code.name(),
            field = rejection.field.as_deref(),
            queue = SOURCE,
            "a profile was rejected"
        );
        let body = rejection.to_message(SOURCE, body);
        Message { body, group: None, delay: Duration::ZERO }
    };
    let messages = rejections.iter().map(message).collect();
    let sent = platform.queues().enqueue(Queue::Rejected, messages).await;
    if sent.len() < rejections.len() {
        return Outcome::retry("the rejected queue did not answer");
    }
    match sent.into_iter().collect::<Result<Vec<()>, _>>() {
        Ok(_) => Outcome::Done,
        // A message that the queue refuses for its content is dead-lettered unchanged: no other
        // copy of it exists.
        Err(error) => Outcome::from(error),
    }
}
