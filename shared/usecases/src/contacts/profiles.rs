//! A message of the exchange about a trader changes the recipient, field by field, whatever order messages come in.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::event::Rejection;
use domain::profile::{Change, Decoded, Profile, ProfileUpdate, Revoked};
use domain::recipient::Connection;
use domain::{Time, UserId};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, Connections, Contacts, Count, Devices, Enqueue, Gateway, Message, PortError,
    ProfileWrite, Queue, Stored, Telemetry, Wakes,
};

use crate::batch::{Outcome, Record};
use crate::{changed, handover};

/// Where a message that cannot be read came from, in the rejected queue.
const SOURCE: &str = "profiles";

/// How often an update is tried against others of the same user.
const TRIES: usize = 5;

/// What the use case may touch.
#[derive(Debug)]
pub struct ProfilePorts<'a, S, G, Q, C, T> {
    /// Recipients.
    pub store: &'a S,
    /// The open sockets.
    pub gateway: &'a G,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
}

/// Works off a batch of the `profiles` queue: one outcome per record, in their order. `decode` reads a message that
/// arrived at the given time. A message that it refuses, and a field that it refuses, goes to `rejected`; the other
/// fields hold.
pub async fn sync_profiles<S, G, Q, C, T>(
    ports: &ProfilePorts<'_, S, G, Q, C, T>,
    decode: impl Fn(&str, Time) -> Result<Decoded, Rejection>,
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: BatchRead + ProfileWrite + Wakes + Connections + Devices + Contacts,
    G: Gateway,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let now = ports.clock.now();
    // Two messages about one user do not wait for each other: each field remembers which is the newer one.
    join_all(records.iter().map(async |record| match decode(record.body, now) {
        Ok(Decoded { update, rejected }) => match apply(ports, update).await {
            // What is good is stored first: a message that comes again stores it once.
            Ok(()) if rejected.is_empty() => Outcome::Done,
            Ok(()) => reject(ports, &rejected, record.body).await,
            Err(outcome) => outcome,
        },
        Err(rejection) => reject(ports, &[rejection], record.body).await,
    }))
    .await
}

/// Stores what the message says, and removes what it revokes.
async fn apply<S, G, Q, C, T>(
    ports: &ProfilePorts<'_, S, G, Q, C, T>,
    update: ProfileUpdate,
) -> Result<(), Outcome>
where
    S: BatchRead + ProfileWrite + Wakes + Connections + Devices + Contacts,
    G: Gateway,
    C: Clock,
{
    let (user, at, revoke) = (update.user_id.clone(), update.updated_at, update.revoke.clone());
    store(ports, update).await.map_err(Outcome::from)?;
    if revoke.is_empty() {
        return Ok(());
    }
    match revoke_access(ports.store, ports.gateway, &user, at, &revoke).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Outcome::retry("a revoked connection could not be closed")),
        Err(error) => Err(Outcome::from(error)),
    }
}

/// Refuses the user's tokens of `at` and before from now on, and removes what was registered until then; answers whether
/// every connection that has to go is closed. First the refusal: what is registered after it holds a newer token, and the
/// rest is seen by the read. Doing it again, or late, undoes nothing.
async fn revoke_access<S, G>(
    store: &S,
    gateway: &G,
    user: &UserId,
    at: Time,
    revoke: &BTreeSet<Revoked>,
) -> Result<bool, PortError>
where
    S: BatchRead + ProfileWrite + Connections + Devices + Contacts,
    G: Gateway,
{
    store.revoke_tokens(user, at).await?;
    let recipient = store.read(std::slice::from_ref(user), &[], &[]).await?.recipient(user);
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
        // A ping registers a connection anew; the token that opened it is as old as ever.
        let is_revoked = |connection: &&Connection| {
            connection.registered_at <= at || connection.issued_at.is_none_or(|issued_at| issued_at <= at)
        };
        let closings = recipient.connections.iter().filter(is_revoked);
        let closings = closings.map(|connection| handover::close(store, gateway, user, &connection.id));
        are_closed = join_all(closings).await.into_iter().all(|is_closed| is_closed);
    }
    tracing::info!(user.id = %user, "access was revoked");
    Ok(are_closed)
}

async fn store<S, G, Q, C, T>(
    ports: &ProfilePorts<'_, S, G, Q, C, T>,
    update: ProfileUpdate,
) -> Result<(), PortError>
where
    S: BatchRead + ProfileWrite + Wakes,
    C: Clock,
{
    let ProfilePorts { store, clock, .. } = ports;
    for _ in 0..TRIES {
        let snapshot = store.read(std::slice::from_ref(&update.user_id), &[], &[]).await?;
        let known = snapshot.recipient(&update.user_id).profile;
        let news = update.clone().over(&known);
        if news.is_empty() {
            return Ok(());
        }
        if moves_clock(&news, &known) {
            let stamp = format!("profile-{}", news.updated_at.as_millis());
            changed::wake(*store, &news.user_id, clock.now(), &stamp).await?;
        }
        if store.put_profile(&news).await? == Stored::Done {
            return Ok(());
        }
    }
    Err(PortError::Throttled("the profile kept changing".into()))
}

/// Whether the trader lives by another zone then, unless the preferences name one: they may cease to at this moment.
fn moves_clock(news: &ProfileUpdate, known: &Profile) -> bool {
    let known = known.time_zone.value.as_ref();
    match &news.time_zone {
        Change::Keep => false,
        Change::Clear => known.is_some(),
        Change::Set(zone) => known != Some(zone),
    }
}

async fn reject<S, G, Q, C, T>(
    ports: &ProfilePorts<'_, S, G, Q, C, T>,
    rejections: &[Rejection],
    body: &str,
) -> Outcome
where
    Q: Enqueue,
    T: Telemetry,
{
    let message = |rejection: &Rejection| {
        ports.telemetry.count(Count::Rejected, domain::Priority::P2);
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
    let sent = ports.queues.enqueue(Queue::Rejected, messages).await;
    if sent.len() < rejections.len() {
        return Outcome::retry("the rejected queue did not answer");
    }
    match sent.into_iter().collect::<Result<Vec<()>, _>>() {
        Ok(_) => Outcome::Done,
        // What is refused for its content is dead-lettered as it came: nothing else holds what it says.
        Err(error) => Outcome::from(error),
    }
}
