//! A message of the exchange about a trader changes the recipient, field by field, whatever order messages come in.

use std::time::Duration;

use domain::Time;
use domain::event::Rejection;
use domain::profile::{Change, Profile, ProfileUpdate};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, Count, Enqueue, Message, PortError, ProfileWrite, Queue, Stored, Telemetry, Wakes,
};

use crate::batch::{Outcome, Record};
use crate::changed;

/// Where a message that cannot be read came from, in the rejected queue.
const SOURCE: &str = "profiles";

/// How often an update is tried against others of the same user.
const TRIES: usize = 5;

/// What the use case may touch.
#[derive(Debug)]
pub struct ProfilePorts<'a, S, Q, C, T> {
    /// Recipients.
    pub store: &'a S,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
}

/// Works off a batch of the `profiles` queue: one outcome per record, in their order. `decode` reads a message that
/// arrived at the given time; what it refuses goes to `rejected`.
pub async fn sync_profiles<S, Q, C, T>(
    ports: &ProfilePorts<'_, S, Q, C, T>,
    decode: impl Fn(&str, Time) -> Result<ProfileUpdate, Rejection>,
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: BatchRead + ProfileWrite + Wakes,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let now = ports.clock.now();
    // Two messages about one user do not wait for each other: each field remembers which is the newer one.
    join_all(records.iter().map(async |record| match decode(record.body, now) {
        Ok(update) => match store(ports, update).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::from(error),
        },
        Err(rejection) => reject(ports, &rejection, record.body).await,
    }))
    .await
}

async fn store<S, Q, C, T>(
    ports: &ProfilePorts<'_, S, Q, C, T>,
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

async fn reject<S, Q, C, T>(
    ports: &ProfilePorts<'_, S, Q, C, T>,
    rejection: &Rejection,
    body: &str,
) -> Outcome
where
    Q: Enqueue,
    T: Telemetry,
{
    ports.telemetry.count(Count::Rejected, domain::Priority::P2);
    tracing::warn!(
        code = rejection.code.name(),
        field = rejection.field.as_deref(),
        queue = SOURCE,
        "a profile was rejected"
    );
    let body = rejection.to_message(SOURCE, body);
    let message = Message { body, group: None, delay: Duration::ZERO };
    match ports.queues.enqueue(Queue::Rejected, vec![message]).await.pop() {
        Some(Ok(())) => Outcome::Done,
        // What is refused for its content is dead-lettered as it came: nothing else holds what it says.
        Some(Err(error)) => Outcome::from(error),
        None => Outcome::retry("the rejected queue did not answer"),
    }
}
