//! Broadcasts: an event with an audience is stored once, and each trader's inbox takes it up when it is read.
//!
//! - [`publish`]: stores the broadcast, so that from then on every inbox that is read has it.
//! - [`catch_up`]: puts the broadcasts that a trader does not have yet into the inbox, as notifications like any
//!   others. `hello` does that before it reads, and so does the first page of a list that is asked for without a
//!   socket.
//! - [`walk`]: does the same, at once, for the traders who are connected, and posts to their sockets.
//! - [`outside`]: reads all recipients of the audience, and hands their deliveries on channels outside the app to
//!   the functions of these channels.
//! - [`count`]: the dry run of a broadcast, which counts what it would send.
//!
//! Storing precedes the search for connected traders, and a connection is recorded before its `hello` reads: so
//! a trader who connects meanwhile is found by one of the two. Both write the same item under the same ID, and
//! only the first write counts. See `infra/adr/0036-broadcasts.md` and `infra/adr/0038-broadcasts-outside-the-app.md`.

mod audience;
mod catch_up;
mod count;
mod outside;
mod publish;
mod walk;

pub(crate) use catch_up::catch_up;
pub use outside::WalkSettings;
pub(crate) use publish::publish;
pub use walk::{WalkPlatform, walk};

use domain::EventId;
use domain::event::Rejection;
use domain::event::broadcast::Broadcast;
use ports::{ConnectedUsers, Enqueue, Message, PortError, Queue, StoredBroadcast};

use crate::batch::Outcome;

/// Reads a stored broadcast. One that cannot be read is logged: the catalogue may have lost its type.
fn read(stored: &StoredBroadcast) -> Option<Broadcast> {
    let log = |rejection: &Rejection| {
        tracing::error!(
            broadcast.id = %stored.id,
            code = rejection.code.name(),
            field = rejection.field.as_deref(),
            "a stored broadcast cannot be read"
        );
    };
    Broadcast::of_stored(&stored.body, stored.live_at).inspect_err(log).ok()
}

/// Sends these messages to the queue of the walks, from inside a job.
///
/// # Errors
/// That of the first message that could not be sent. The job then stays in the queue.
async fn send<P: WalkPlatform>(platform: &P, messages: Vec<Message>) -> Result<Outcome, PortError> {
    let sent = platform.queues().enqueue(Queue::Broadcasts, messages).await;
    sent.into_iter().collect::<Result<Vec<()>, _>>().map(|_| Outcome::Done)
}

/// Returns the broadcast with this ID, or the outcome of a job without one.
///
/// # Errors
/// Those of the store.
async fn find(store: &impl ConnectedUsers, id: &EventId) -> Result<Result<Broadcast, Outcome>, PortError> {
    Ok(match store.broadcast(id).await? {
        None => Err(Outcome::dead_letter("there is no such broadcast")),
        Some(stored) => read(&stored).ok_or(Outcome::dead_letter("the stored broadcast cannot be read")),
    })
}
