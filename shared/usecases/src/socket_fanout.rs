//! Posting of frames to a user's open sockets. This is the only place that decides what an answer
//! of the gateway means for the connection and for the notification.

use std::collections::HashSet;

use domain::ids::{ConnectionId, EventId, UserId};
use domain::recipient::{Connection, Recipient};
use domain::routing::notification::{Attempt, AttemptResult, Notification};
use domain::{Channel, Time, protocol as frames, routing::plan};
use futures_util::future::join_all;
use ports::{Clock, Connections, Count, Gateway, InboxWrite, PostError, Telemetry};

use crate::batch::Outcome;
use crate::route::write;

platform_alias! {
    /// Ports that posting to sockets uses: connections and the sockets.
    pub(crate) SocketPlatform:
        Store: Connections,
        Gateway: Gateway,
}

/// Returns the attempt's result for the gateway's answer, with its HTTP status if there is one.
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

/// Posts `frame` to one connection and returns the attempt. It gives no error: a failure is the
/// attempt's result.
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

/// Result of posting a frame to a user's sockets.
pub(crate) struct Fanout {
    /// One attempt per connection that was posted to.
    pub(crate) attempts: Vec<Attempt>,
    /// Whether every connection that must not be posted to any more is closed. If one is not, its
    /// device relies on a socket that gets no frames, and the delivery is not complete.
    pub(crate) all_overdue_closed: bool,
}

impl Fanout {
    /// Stores the attempts, and returns the outcome of the message that asked for them.
    pub(crate) async fn complete(self, store: &impl InboxWrite, user: &UserId, id: &EventId) -> Outcome {
        if let Err(error) = write::add_attempts(store, user, id, &self.attempts).await {
            return Outcome::from(error);
        }
        match self.unfinished() {
            Some(reason) => Outcome::retry(reason),
            None => Outcome::Done,
        }
    }

    /// Returns the reason for which the fanout has to be tried again, if it has to.
    fn unfinished(&self) -> Option<String> {
        if !self.all_overdue_closed {
            return Some("an expired connection could not be closed".to_owned());
        }
        let mut retryable =
            self.attempts.iter().map(|attempt| attempt.result).filter(|result| result.is_retryable());
        retryable.next().map(|result| format!("a connection answered: {}", result.name()))
    }
}

/// Posts the notification once to each of the user's live connections that is not in
/// `delivered_to`, removes those that are gone, and closes those that are past their time or above
/// the cap. A 410 says nothing about a connection that may not be ready yet: that one stays
/// registered, and its `hello` finds the notification pending.
pub(crate) async fn post_to_live<P: SocketPlatform>(
    platform: &P,
    recipient: &Recipient,
    delivered_to: &HashSet<ConnectionId>,
    notification: &Notification,
) -> Fanout {
    let (store, gateway, clock, telemetry) =
        (platform.store(), platform.gateway(), platform.clock(), platform.telemetry());
    let now = clock.now();
    let priority = notification.priority;
    let (mut to_post, overdue) = recipient.live_and_overdue(now);
    to_post.retain(|connection| !delivered_to.contains(&connection.id));
    let frame = if to_post.is_empty() {
        String::new()
    } else {
        let is_quiet = plan::quiet_until(notification.event_type, priority, recipient, now).is_some();
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
    let closings = close_overdue(store, gateway, &recipient.user_id, overdue);
    let (attempts, all_overdue_closed) = futures_util::join!(join_all(posts), closings);
    let first = attempts.iter().find(|attempt| attempt.result == AttemptResult::Accepted);
    if let (Some(first), true) = (first, delivered_to.is_empty()) {
        let after = first.at.millis_since(notification.occurred_at) + first.duration_ms;
        telemetry.handed_over(Channel::Websocket, priority, after);
        let since_routed = first.at.millis_since(notification.routed_at) + first.duration_ms;
        telemetry.accepted(Channel::Websocket, since_routed);
    }
    Fanout { attempts, all_overdue_closed }
}

/// Removes a connection that answered 410, unless it was registered (before or meanwhile) too
/// recently for the 410 to be conclusive. A failure is only logged: the next 410 tries again.
pub(crate) async fn forget_gone(store: &impl Connections, user: &UserId, connection: &Connection, now: Time) {
    if connection.is_fresh(now) {
        return;
    }
    if let Err(error) = store.remove_stale(user, &connection.id, connection.registered_at).await {
        tracing::warn!(%error, user.id = %user, "a connection that is gone could not be removed");
    }
}

/// Closes the connections that are past their time or above the cap
/// ([`Recipient::live_and_overdue`]), and removes them after that. The order matters: if the
/// invocation is killed in between, a closed socket stays registered, which the next 410 removes; an
/// open socket that no invocation posts to cannot result. Returns whether all of them are closed.
pub(crate) async fn close_overdue(
    store: &impl Connections,
    gateway: &impl Gateway,
    user: &UserId,
    overdue: impl IntoIterator<Item = &Connection>,
) -> bool {
    let closings = overdue.into_iter().map(|connection| close(store, gateway, user, &connection.id));
    join_all(closings).await.into_iter().all(|is_closed| is_closed)
}

/// Closes one connection and removes it after that. Returns whether it is closed. A connection that
/// could not be closed stays registered, so the next invocation that reads it tries again.
pub(crate) async fn close(
    store: &impl Connections,
    gateway: &impl Gateway,
    user: &UserId,
    connection: &ConnectionId,
) -> bool {
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

/// Returns the connections for which the gateway accepted the frame.
pub(crate) fn accepted<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> HashSet<ConnectionId> {
    let accepted = attempts.into_iter().filter(|attempt| attempt.result == AttemptResult::Accepted);
    accepted.map(|attempt| attempt.connection.clone()).collect()
}
