//! P0: on the socket first, in the inbox after.

use std::collections::{BTreeMap, HashSet};

use domain::ids::{ConnectionId, UserId};
use domain::notification::{Attempt, InboxItem};
use domain::recipient::Recipient;
use futures_util::future::join_all;
use ports::{BatchRead, Clock, Connections, Gateway, InboxWrite, PortError, Telemetry};

use super::{Work, write};
use crate::Ports;
use crate::batch::Outcome;
use crate::handover::{self, Handover};
use crate::planted::{self, Bug};

/// What has happened to one event so far.
struct Progress<'a> {
    work: &'a Work,
    /// Whether there is somebody to tell: it is planned, in time, and no device has acked it.
    is_open: bool,
    /// The tries of this run.
    attempts: Vec<Attempt>,
}

impl<'a> Progress<'a> {
    /// The connections that have had the frame, in this run or an earlier one.
    fn had(&self) -> HashSet<ConnectionId> {
        let earlier: &[Attempt] = self.work.item.as_ref().map_or(&[], |item: &'a InboxItem| &item.attempts);
        let mut had = handover::accepted(earlier);
        had.extend(handover::accepted(&self.attempts));
        if planted::is(Bug::TriedIsHad) {
            had.extend(self.attempts.iter().map(|attempt| attempt.connection.clone()));
        }
        had
    }
}

/// Delivers a batch of P0: posts, writes, then looks once more for connections that came meanwhile. One of
/// this last look and a `hello`'s reading of what is pending always sees the other.
pub(super) async fn deliver<S, G, Q, C, T>(ports: &Ports<'_, S, G, Q, C, T>, batch: &[Work]) -> Vec<Outcome>
where
    S: BatchRead + InboxWrite + Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let progress = join_all(batch.iter().map(|work| first_post(ports, work))).await;
    let writes = join_all(progress.into_iter().map(async |progress| {
        match write::write(ports.store, progress.work, &progress.attempts).await {
            // An ack that came before the item: a device has it, so nobody else has to hear of it now.
            Ok(state) => Ok(Progress { is_open: progress.is_open && !state.is_acked(), ..progress }),
            Err(error) => Err(error),
        }
    }))
    .await;

    let again = recheck(ports, &writes).await;
    let endings = writes.into_iter().map(async |written| match (written, &again) {
        (Err(error), _) => Outcome::from(error),
        (Ok(Progress { is_open: false, .. }), _) => Outcome::Done,
        (Ok(_), Err(reason)) => Outcome::Retry { reason: reason.clone() },
        (Ok(progress), Ok(recipients)) => last_post(ports, progress, recipients).await,
    });
    join_all(endings).await
}

async fn first_post<'a, S, G, Q, C, T>(ports: &Ports<'_, S, G, Q, C, T>, work: &'a Work) -> Progress<'a>
where
    S: Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let mut progress = Progress { work, is_open: work.is_open(ports.clock.now()), attempts: Vec::new() };
    if progress.is_open {
        progress.attempts = post(ports, &work.recipient, &progress).await.attempts;
    }
    progress
}

/// Posts to the recipient's connections that have not had the frame.
async fn post<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    recipient: &Recipient,
    progress: &Progress<'_>,
) -> Handover
where
    S: Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let through = (ports.store, ports.gateway, ports.clock, ports.telemetry);
    handover::post_to_live(through, recipient, &progress.had(), &progress.work.notification).await
}

/// Reads the recipients once more, after the writes; the error is the reason to try it all again.
async fn recheck<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    writes: &[Result<Progress<'_>, PortError>],
) -> Result<BTreeMap<UserId, Recipient>, String>
where
    S: BatchRead,
{
    if planted::is(Bug::NoEndReread) {
        return Ok(BTreeMap::new());
    }
    let open = writes.iter().flatten().filter(|progress| progress.is_open);
    let users: Vec<_> = open.map(|progress| progress.work.event.user_id.clone()).collect();
    if users.is_empty() {
        return Ok(BTreeMap::new());
    }
    ports.store.read(&users, &[]).await.map(|snapshot| snapshot.recipients).map_err(|error| error.to_string())
}

async fn last_post<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    progress: Progress<'_>,
    recipients: &BTreeMap<UserId, Recipient>,
) -> Outcome
where
    S: InboxWrite + Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let event = &progress.work.event;
    let Some(recipient) = recipients.get(&event.user_id) else { return Outcome::Done };
    // Of a connection that failed in the first round only this second one counts, and of one that has gone
    // meanwhile nothing: whoever is registered now has its turn here.
    post(ports, recipient, &progress).await.settle(ports.store, &event.user_id, &event.id).await
}
