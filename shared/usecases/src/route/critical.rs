//! Routing of P0: post to the sockets first, write into the inbox after that.

use std::collections::HashSet;

use domain::Priority;
use domain::ids::ConnectionId;
use domain::recipient::Recipient;
use domain::routing::notification::{Attempt, AttemptResult};
use domain::routing::plan;
use futures_util::future::join_all;
use ports::{BatchRead, Clock, PortError, Snapshot};
use tracing::Instrument;

use super::write::WriteResult;
use super::{Work, outbox};
use crate::batch::Outcome;
use crate::route::RoutePlatform;
use crate::socket_fanout::{self, Fanout};

/// The state of one event in this run.
struct Progress<'a> {
    work: &'a Work,
    /// Whether the in-app delivery still has to be made: it is planned, in time, and no device has
    /// acked it.
    is_open: bool,
    /// The attempts of this run.
    attempts: Vec<Attempt>,
}

impl Progress<'_> {
    /// Returns the attempts of earlier runs, then those of this run.
    fn all_attempts(&self) -> impl Iterator<Item = &Attempt> {
        let earlier = self.work.item.iter().flat_map(|item| &item.attempts);
        earlier.chain(&self.attempts)
    }

    /// Returns the connections that accepted the frame, in this run or an earlier one.
    fn delivered_to(&self) -> HashSet<ConnectionId> {
        socket_fanout::accepted(self.all_attempts())
    }

    /// Whether any connection accepted the frame.
    fn is_on_socket(&self) -> bool {
        self.all_attempts().any(|attempt| attempt.result == AttemptResult::Accepted)
    }
}

/// Delivers a batch of P0: posts, writes, then reads again to find connections that were registered
/// meanwhile. Of this read and the read of pending notifications by a `hello`, one always sees the
/// other. The deliveries of the external channels are enqueued during the read.
pub(super) async fn deliver<P: RoutePlatform>(platform: &P, batch: &[Work]) -> Vec<Outcome> {
    let progress =
        join_all(batch.iter().map(|work| first_post(platform, work).instrument(work.span()))).await;
    let mut outbound = Vec::new();
    let mut writes = Vec::with_capacity(batch.len());
    let written =
        progress.iter().map(|progress| super::write_and_close(platform, progress.work, &progress.attempts));
    let written = join_all(written).await;
    let now = platform.clock().now();
    let as_first_routed = |(progress, written): (&Progress<'_>, &Result<WriteResult, PortError>)| {
        progress.work.after_first(platform.telemetry(), written.as_ref().ok()?.first.as_ref())
    };
    let first: Vec<Option<Work>> = progress.iter().zip(&written).map(as_first_routed).collect();
    for (place, ((progress, written), first)) in progress.into_iter().zip(written).zip(&first).enumerate() {
        writes.push(match written {
            Err(error) => Err(error),
            Ok(WriteResult { state, .. }) => {
                let progress = match first {
                    None => progress,
                    Some(work) => {
                        Progress { work, is_open: progress.is_open && work.is_open(now), ..progress }
                    }
                };
                let is_on_socket = progress.is_on_socket();
                outbound.extend(outbox::external(
                    place,
                    Priority::P0,
                    progress.work,
                    state,
                    is_on_socket,
                    now,
                ));
                // The ack came before the item: a device has the notification, so no other device
                // needs it now.
                let is_acked = state.is_received() && progress.work.notification.event_type.ends_with_ack();
                Ok(Progress { is_open: progress.is_open && !is_acked, ..progress })
            }
        });
    }

    let (mut unsent, again) =
        futures_util::join!(outbox::send(platform.queues(), outbound), recheck(platform, &writes));
    let endings = writes.into_iter().map(async |written| match (written, &again) {
        (Err(error), _) => Outcome::from(error),
        (Ok(Progress { is_open: false, .. }), _) => Outcome::Done,
        (Ok(_), Err(reason)) => Outcome::retry(reason.clone()),
        (Ok(progress), Ok(again)) => {
            let span = progress.work.span();
            last_post(platform, progress, again).instrument(span).await
        }
    });
    let mut outcomes = join_all(endings).await;
    for (place, outcome) in outcomes.iter_mut().enumerate() {
        if let (Outcome::Done, Some(error)) = (&outcome, unsent.remove(&place)) {
            *outcome = Outcome::from(error);
        }
    }
    outcomes
}

async fn first_post<'a, P: RoutePlatform>(platform: &P, work: &'a Work) -> Progress<'a> {
    let mut progress = Progress { work, is_open: work.is_open(platform.clock().now()), attempts: Vec::new() };
    if progress.is_open {
        progress.attempts = post(platform, &work.recipient, &progress).await.attempts;
    }
    progress
}

/// Posts to those of the recipient's connections that have not accepted the frame yet.
async fn post<P: RoutePlatform>(platform: &P, recipient: &Recipient, progress: &Progress<'_>) -> Fanout {
    socket_fanout::post_to_live(platform, recipient, &progress.delivered_to(), &progress.work.notification)
        .await
}

/// Reads the recipients again, after the writes. The error is the reason for retrying the whole
/// batch.
///
/// # Errors
/// The text of the store's error.
async fn recheck<P: RoutePlatform>(
    platform: &P,
    writes: &[Result<Progress<'_>, PortError>],
) -> Result<Snapshot, String> {
    let open: Vec<_> = writes.iter().flatten().filter(|progress| progress.is_open).collect();
    if open.is_empty() {
        return Ok(Snapshot::default());
    }
    let users: Vec<_> = open.iter().map(|progress| progress.work.event.user_id.clone()).collect();
    let positions: Vec<_> = open.iter().filter_map(|progress| progress.work.position()).collect();
    platform.store().read(&users, &[], &positions).await.map_err(|error| error.to_string())
}

async fn last_post<P: RoutePlatform>(platform: &P, progress: Progress<'_>, again: &Snapshot) -> Outcome {
    let event = &progress.work.event;
    let Some(recipient) = again.recipients.get(&event.user_id) else { return Outcome::Done };
    let position = progress.work.position();
    let closed_at = position.and_then(|position| again.closed.get(&position).copied());
    if plan::is_superseded(event.event_type(), event.occurred_at, closed_at) {
        return Outcome::Done;
    }
    // For a connection that failed in the first round only this second attempt counts. A connection
    // that is gone meanwhile is not registered any more, so it is not posted to.
    post(platform, recipient, &progress).await.complete(platform.store(), &event.user_id, &event.id).await
}
