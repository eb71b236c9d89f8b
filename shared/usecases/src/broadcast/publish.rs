//! Publishing of a broadcast: it is stored, and the search for connected traders and the walk outside the app
//! begin.

use domain::Time;
use domain::event::broadcast::Broadcast;
use ports::{
    BroadcastWrite, Clock, Count, DryRunWrite, Enqueue, Platform, PortError, Queue, StoredBroadcast,
    Telemetry,
};

use super::walk::Job;
use super::{count, outside};
use crate::batch::Outcome;
use crate::carried;

/// Stores a broadcast that came as this body, and sends the jobs for the connected traders and for the channels
/// outside the app; for a dry run, the job that counts them. A message that comes again does all of it again: the
/// invocation before may have ended in between.
pub(crate) async fn publish<P>(platform: &P, broadcast: &Broadcast, body: &str) -> Outcome
where
    P: Platform<Store: BroadcastWrite + DryRunWrite, Queues: Enqueue>,
{
    let now = platform.clock().now();
    let jobs = if broadcast.is_dry_run {
        match platform.store().put_dry_run(&stored(broadcast, body, now)).await {
            Err(error) => return Outcome::from(error),
            Ok(stored_at) => vec![count::Job::first(&broadcast.id, stored_at).to_message()],
        }
    } else {
        match store(platform, broadcast, body, now).await {
            Err(error) => return Outcome::from(error),
            Ok(Stored::Other) => return Outcome::Done,
            Ok(Stored::This) if broadcast.is_expired(now) => return Outcome::Done,
            Ok(Stored::This) => {}
        }
        let outside = outside::Job::All { broadcast: broadcast.id.clone() };
        vec![Job::for_all(&broadcast.id).to_message(), outside.to_message(now)]
    };
    match carried::refused(platform.queues().enqueue(Queue::Broadcasts, jobs).await) {
        Err(error) => Outcome::from(error),
        Ok(refused) => {
            for (_, error) in refused {
                let id = broadcast.id.as_str();
                carried::note_refusal(platform.telemetry(), broadcast.priority(), "job", id, &error);
            }
            Outcome::Done
        }
    }
}

/// Returns the broadcast as it is stored at `now`.
fn stored(broadcast: &Broadcast, body: &str, now: Time) -> StoredBroadcast {
    StoredBroadcast {
        id: broadcast.id.clone(),
        live_at: now,
        keep_until: now.plus(broadcast.event_type().keep_for()),
        body: body.to_owned(),
    }
}

/// What is stored under the ID of a broadcast.
enum Stored {
    /// The broadcast itself.
    This,
    /// Another one, which came first.
    Other,
}

async fn store<P>(platform: &P, broadcast: &Broadcast, body: &str, now: Time) -> Result<Stored, PortError>
where
    P: Platform<Store: BroadcastWrite>,
{
    let (telemetry, priority) = (platform.telemetry(), broadcast.priority());
    let stored = stored(broadcast, body, now);
    let Some(first) = platform.store().put_broadcast(&stored).await? else {
        telemetry.count(Count::Routed, priority);
        tracing::info!(
            broadcast.id = %broadcast.id,
            event_type = broadcast.event_type().name(),
            "a broadcast is in every inbox"
        );
        return Ok(Stored::This);
    };
    telemetry.count(Count::Repeats, priority);
    if super::read(&first).is_some_and(|first| first.is_same_as(broadcast)) {
        return Ok(Stored::This);
    }
    telemetry.count(Count::RepeatConflicts, priority);
    tracing::error!(
        broadcast.id = %broadcast.id,
        event_type = broadcast.event_type().name(),
        "the ID of a broadcast was used before with other content; the first broadcast is kept"
    );
    Ok(Stored::Other)
}
