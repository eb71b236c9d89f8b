//! Handing a frame over to a user's open sockets: the one place that decides what an answer of the gateway
//! means for the connection and for the notification.

use std::collections::HashSet;

use crate::batch::Outcome;
use crate::planted::{self, Bug};
use crate::route::write;
use domain::ids::{ConnectionId, EventId, UserId};
use domain::notification::{Attempt, AttemptResult, Notification};
use domain::recipient::{Connection, Recipient};
use domain::{Channel, Time, frames, plan};
use futures_util::future::join_all;
use ports::{Clock, Connections, Count, Gateway, InboxWrite, PostError, Telemetry};

/// What the gateway's answer comes to, with its HTTP status where there is one.
fn result(answer: &Result<(), PostError>) -> (AttemptResult, Option<u16>) {
    match answer {
        Ok(()) => (AttemptResult::Accepted, Some(200)),
        Err(PostError::Gone) => (AttemptResult::Gone, Some(410)),
        Err(PostError::Refused { status }) => (AttemptResult::Refused, *status),
        Err(PostError::Throttled) => (AttemptResult::Throttled, Some(429)),
        Err(PostError::Timeout) => (AttemptResult::Timeout, None),
        Err(PostError::Failed { status }) => (AttemptResult::Error, *status),
    }
}

fn counter(result: AttemptResult) -> Count {
    match result {
        AttemptResult::Accepted => Count::PostsAccepted,
        AttemptResult::Gone => Count::PostsGone,
        AttemptResult::Refused | AttemptResult::Throttled | AttemptResult::Timeout | AttemptResult::Error => {
            Count::PostsFailed
        }
    }
}

/// Posts `frame` to one connection and answers the attempt. It cannot fail: what went wrong is the result.
pub(crate) async fn post(
    gateway: &impl Gateway,
    clock: &impl Clock,
    connection: &ConnectionId,
    frame: &str,
) -> Attempt {
    let at = clock.now();
    let answer = gateway.post(connection, frame).await;
    let (result, status) = result(&answer);
    Attempt { at, result, connection: connection.clone(), status, duration_ms: clock.now().millis_since(at) }
}

/// What came of handing a frame over to a user's sockets.
pub(crate) struct Handover {
    /// One per connection that was posted to.
    pub(crate) attempts: Vec<Attempt>,
    /// Whether every connection that must not be posted to any more is closed. If not, an open socket does not
    /// get what it believes to get, and the delivery is not finished.
    pub(crate) is_nobody_deaf: bool,
}

impl Handover {
    /// Notes the attempts down, and answers what becomes of the message that asked for them.
    pub(crate) async fn settle(self, store: &impl InboxWrite, user: &UserId, id: &EventId) -> Outcome {
        if let Err(error) = write::add_attempts(store, user, id, &self.attempts).await {
            return Outcome::from(error);
        }
        match self.unfinished() {
            Some(reason) if !planted::is(Bug::FailedPostIsDone) => Outcome::retry(reason),
            Some(_) | None => Outcome::Done,
        }
    }

    /// Why it has to be tried again, if it has to.
    fn unfinished(&self) -> Option<String> {
        if !self.is_nobody_deaf && !planted::is(Bug::FailedCloseIsFine) {
            return Some("a connection past its time could not be closed".to_owned());
        }
        let mut retryable =
            self.attempts.iter().map(|attempt| attempt.result).filter(|result| result.is_retryable());
        retryable.next().map(|result| format!("a connection answered: {}", result.name()))
    }
}

/// Posts the notification at once to each of the user's live connections that is not in `had`, forgets those
/// that are gone, and closes those that must go. A 410 says nothing about a connection that may not be ready
/// yet: that one stays, and will find the notification pending.
pub(crate) async fn post_to_live<S: Connections, G: Gateway, C: Clock, T: Telemetry>(
    (store, gateway, clock, telemetry): (&S, &G, &C, &T),
    recipient: &Recipient,
    had: &HashSet<ConnectionId>,
    notification: &Notification,
) -> Handover {
    let now = clock.now();
    let priority = notification.event_type.priority();
    let (mut to_post, _) = recipient.live_and_overdue(now);
    to_post.retain(|connection| !had.contains(&connection.id));
    let frame = if to_post.is_empty() {
        String::new()
    } else {
        let is_quiet = plan::quiet_until(notification.event_type, recipient, now).is_some();
        frames::notification(notification, is_quiet)
    };
    let posts = to_post.into_iter().map(async |connection| {
        let attempt = post(gateway, clock, &connection.id, &frame).await;
        telemetry.count(counter(attempt.result), priority);
        if attempt.result == AttemptResult::Gone {
            forget_gone(store, &recipient.user_id, connection, clock.now()).await;
        }
        attempt
    });
    let closings = close_overdue(store, gateway, recipient, None, now);
    let (attempts, is_nobody_deaf) = futures_util::join!(join_all(posts), closings);
    let first = attempts.iter().find(|attempt| attempt.result == AttemptResult::Accepted);
    if let (Some(first), true) = (first, had.is_empty()) {
        let after = first.at.millis_since(notification.occurred_at) + first.duration_ms;
        telemetry.handed_over(Channel::Websocket, priority, after);
        let since_routed = first.at.millis_since(notification.routed_at) + first.duration_ms;
        telemetry.accepted(Channel::Websocket, since_routed);
    }
    Handover { attempts, is_nobody_deaf }
}

/// Removes a connection that answered 410, unless it was (or is meanwhile) registered too recently for that
/// to mean anything. A failure is only logged: the next 410 tries again.
pub(crate) async fn forget_gone(store: &impl Connections, user: &UserId, connection: &Connection, now: Time) {
    if planted::is(Bug::GoneRemovesFresh) {
        let _ = store.remove(user, &connection.id).await;
        return;
    }
    if connection.is_fresh(now) {
        return;
    }
    if let Err(error) = store.remove_stale(user, &connection.id, connection.registered_at).await {
        tracing::warn!(%error, user.id = %user, "a connection that is gone could not be removed");
    }
}

/// Closes the connections that are past their time or beyond the cap, and then forgets them. In this order:
/// a kill in between leaves a closed socket that the next 410 removes, never an open one that nobody posts
/// to. `keep` is the connection that we are just talking to. Answers whether all of them are closed.
pub(crate) async fn close_overdue<S: Connections, G: Gateway>(
    store: &S,
    gateway: &G,
    recipient: &Recipient,
    keep: Option<&ConnectionId>,
    now: Time,
) -> bool {
    let (_, overdue) = recipient.live_and_overdue(now);
    let overdue = overdue.into_iter().filter(|connection| Some(&connection.id) != keep);
    let closings = overdue.map(|connection| close(store, gateway, &recipient.user_id, &connection.id));
    join_all(closings).await.into_iter().all(|is_closed| is_closed)
}

/// Closes one connection, then forgets it; answers whether it is closed. One that is not stays registered, so
/// whoever looks next tries again.
pub(crate) async fn close<S: Connections, G: Gateway>(
    store: &S,
    gateway: &G,
    user: &UserId,
    connection: &ConnectionId,
) -> bool {
    if planted::is(Bug::EvictedStaysOpen) || planted::is(Bug::ForgetBeforeClose) {
        let _ = store.remove(user, connection).await;
        if planted::is(Bug::EvictedStaysOpen) {
            return true;
        }
    }
    match gateway.close(connection).await {
        Ok(()) | Err(PostError::Gone) => {
            if let Err(error) = store.remove(user, connection).await {
                tracing::warn!(%error, user.id = %user, "a closed connection could not be removed");
            }
            true
        }
        Err(error) => {
            tracing::warn!(%error, user.id = %user, "a connection could not be closed");
            false
        }
    }
}

/// The connections whose gateway has taken the frame.
pub(crate) fn accepted(attempts: &[Attempt]) -> HashSet<ConnectionId> {
    let accepted = attempts.iter().filter(|attempt| attempt.result == AttemptResult::Accepted);
    accepted.map(|attempt| attempt.connection.clone()).collect()
}
