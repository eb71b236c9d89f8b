//! P0: on the socket first, in the inbox after.

use std::collections::HashSet;

use domain::data::EventData;
use domain::ids::ConnectionId;
use domain::notification::{Attempt, InboxItem};
use domain::plan;
use domain::recipient::Recipient;
use domain::{Priority, Time};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, Connections, Count, Enqueue, Gateway, InboxWrite, PortError, PositionKey, Positions,
    Snapshot, Telemetry,
};

use super::write::Standing;
use super::{Work, outbox, write};
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
/// this last look and a `hello`'s reading of what is pending always sees the other. The external channels get their
/// deliveries while it looks.
pub(super) async fn deliver<S, G, Q, C, T>(ports: &Ports<'_, S, G, Q, C, T>, batch: &[Work]) -> Vec<Outcome>
where
    S: BatchRead + InboxWrite + Connections + Positions,
    G: Gateway,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let progress = join_all(batch.iter().map(|work| first_post(ports, work))).await;
    let mut letters = Vec::new();
    let mut writes = Vec::with_capacity(batch.len());
    let written = join_all(progress.iter().map(|progress| write_down(ports, progress))).await;
    let now = ports.clock.now();
    let as_first_routed = |(progress, written): (&Progress<'_>, &Result<Standing, PortError>)| {
        progress.work.after_first(ports.telemetry, written.as_ref().ok()?.first.as_ref())
    };
    let first: Vec<Option<Work>> = progress.iter().zip(&written).map(as_first_routed).collect();
    for (place, ((progress, written), first)) in progress.into_iter().zip(written).zip(&first).enumerate() {
        writes.push(match written {
            Err(error) => Err(error),
            Ok(Standing { state, .. }) => {
                let progress = match first {
                    None => progress,
                    Some(work) => {
                        Progress { work, is_open: progress.is_open && work.is_open(now), ..progress }
                    }
                };
                let is_on_socket = !progress.had().is_empty();
                letters.extend(outbox::external(place, progress.work, state, is_on_socket, now));
                // An ack that came before the item: a device has it, so nobody else has to hear of it now.
                let is_acked = state.is_acked() && progress.work.notification.event_type.ends_with_ack();
                Ok(Progress { is_open: progress.is_open && !is_acked, ..progress })
            }
        });
    }

    let (mut unsent, again) =
        futures_util::join!(outbox::send(ports.queues, letters), recheck(ports, &writes));
    let endings = writes.into_iter().map(async |written| match (written, &again) {
        (Err(error), _) => Outcome::from(error),
        (Ok(Progress { is_open: false, .. }), _) => Outcome::Done,
        (Ok(_), Err(reason)) => Outcome::retry(reason.clone()),
        (Ok(progress), Ok(again)) => last_post(ports, progress, again).await,
    });
    let mut outcomes = join_all(endings).await;
    for (place, outcome) in outcomes.iter_mut().enumerate() {
        if let (Outcome::Done, Some(error)) = (&outcome, unsent.remove(&place)) {
            *outcome = Outcome::from(error);
        }
    }
    outcomes
}

/// Writes the notification down; a liquidation closes its position for the margin calls before it.
async fn write_down<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    progress: &Progress<'_>,
) -> Result<Standing, PortError>
where
    S: InboxWrite + Positions,
    T: Telemetry,
{
    let Progress { work, attempts, .. } = progress;
    let event = &work.event;
    let written = write::write(ports.store, ports.telemetry, &work.notification, work.seen(), attempts);
    match &event.data {
        EventData::PositionLiquidated(data) if !planted::is(Bug::PositionLeftOpen) => {
            let position = (event.user_id.clone(), data.position_id.clone());
            let closed = close_position(ports, &position, event.occurred_at);
            futures_util::try_join!(written, closed).map(|(standing, ())| standing)
        }
        _ => written.await,
    }
}

/// Closes the position. Where the store has no room for that, only the margin calls of the position come late, if at all.
async fn close_position<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    position: &PositionKey,
    at: Time,
) -> Result<(), PortError>
where
    S: Positions,
    T: Telemetry,
{
    match ports.store.close_position(position, at).await {
        Err(error) if !error.is_retryable() => {
            ports.telemetry.count(Count::Refused, Priority::P0);
            tracing::error!(%error, user.id = %position.0, "a position could not be closed");
            Ok(())
        }
        closed => closed,
    }
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
) -> Result<Snapshot, String>
where
    S: BatchRead,
{
    if planted::is(Bug::NoEndReread) {
        return Ok(Snapshot::default());
    }
    let open: Vec<_> = writes.iter().flatten().filter(|progress| progress.is_open).collect();
    if open.is_empty() {
        return Ok(Snapshot::default());
    }
    let users: Vec<_> = open.iter().map(|progress| progress.work.event.user_id.clone()).collect();
    let positions: Vec<_> = open.iter().filter_map(|progress| progress.work.position()).collect();
    ports.store.read(&users, &[], &positions).await.map_err(|error| error.to_string())
}

async fn last_post<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    progress: Progress<'_>,
    again: &Snapshot,
) -> Outcome
where
    S: InboxWrite + Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let event = &progress.work.event;
    let Some(recipient) = again.recipients.get(&event.user_id) else { return Outcome::Done };
    let position = progress.work.position();
    let closed_at = position.and_then(|position| again.closed.get(&position).copied());
    if plan::is_superseded(event.event_type(), event.occurred_at, closed_at) {
        return Outcome::Done;
    }
    // Of a connection that failed in the first round only this second one counts, and of one that has gone
    // meanwhile nothing: whoever is registered now has its turn here.
    post(ports, recipient, &progress).await.settle(ports.store, &event.user_id, &event.id).await
}
