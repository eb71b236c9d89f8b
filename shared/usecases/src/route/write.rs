//! Writing a routed notification into the inbox, whoever else writes there at the same moment.

use domain::notification::{Attempt, AttemptResult, Change, InboxItem, InboxState, Notification};
use domain::{EventId, UserId};
use ports::{Count, InboxWrite, PortError, Telemetry, Written};

use crate::planted::{self, Bug};

/// What the inbox has once a notification is written.
pub(crate) struct Standing {
    /// Where the item stands.
    pub(crate) state: InboxState,
    /// The item, if somebody else was faster: what was planned there holds, whatever we would have planned.
    pub(crate) first: Option<InboxItem>,
}

/// Makes sure that the inbox has the notification and these attempts, and answers how the item stands; `seen` is how it
/// stood. An
/// early ack is merged, never cleared; an item that somebody else wrote first stays as it is.
///
/// States only move forward and there are few of them, so a conflict can repeat only a few times.
///
/// A notification that the inbox refuses goes to its overflow, where lists and deliveries find it: that is counted and logged.
pub(crate) async fn write(
    store: &impl InboxWrite,
    telemetry: &impl Telemetry,
    notification: &Notification,
    mut seen: Option<InboxState>,
    attempts: &[Attempt],
) -> Result<Standing, PortError> {
    let mut first = None;
    for _ in 0..=InboxState::ALL.len() {
        let next = match InboxState::after(seen, Change::Arrived) {
            Some(_) if planted::is(Bug::NoAckMerge) => Some(InboxState::Pending),
            next => next,
        };
        let Some(next) = next else {
            add_attempts(store, &notification.user_id, &notification.id, attempts).await?;
            return Ok(Standing { state: seen.unwrap_or(InboxState::Pending), first });
        };
        match store.put(notification, attempts, seen, next).await {
            Err(refusal @ PortError::Refused(_)) => {
                let written = store.put_in_overflow(notification, attempts, next).await?;
                note_overflow(telemetry, notification, &refusal);
                let Written::Conflict(item) = written else {
                    return Ok(Standing { state: next, first: None });
                };
                add_attempts(store, &notification.user_id, &notification.id, attempts).await?;
                let state = item.as_ref().as_ref().map_or(next, |item| item.state);
                return Ok(Standing { state, first: *item });
            }
            Err(error) => return Err(error),
            Ok(Written::Done) => return Ok(Standing { state: next, first: None }),
            Ok(Written::Conflict(item)) => {
                seen = item.as_ref().as_ref().map(|item| item.state);
                first = *item;
            }
        }
    }
    Err(PortError::Throttled("the inbox item kept changing".into()))
}

fn note_overflow(telemetry: &impl Telemetry, notification: &Notification, refusal: &PortError) {
    telemetry.count(Count::InboxOverflows, notification.event_type.priority());
    tracing::error!(
        error = %refusal,
        event_type = notification.event_type.name(),
        user.id = %notification.user_id,
        event.id = %notification.id,
        "the inbox refused a notification; it is in the overflow"
    );
}

/// Notes attempts down. Where the store has no room for them, only the timeline lacks them: that is logged. What the gateway
/// throttled says nothing of its connection, and is left out: an item keeps [`MAX_ATTEMPTS`](domain::notification::MAX_ATTEMPTS),
/// and while an account is busy those would leave no room for what was accepted, which would then be posted again.
///
/// # Errors
/// Retryable ones only.
pub(crate) async fn add_attempts(
    store: &impl InboxWrite,
    user: &UserId,
    id: &EventId,
    attempts: &[Attempt],
) -> Result<(), PortError> {
    let is_telling = |attempt: &&Attempt| attempt.result != AttemptResult::Throttled;
    let attempts: Vec<Attempt> = attempts.iter().filter(is_telling).cloned().collect();
    if attempts.is_empty() {
        return Ok(());
    }
    match store.add_attempts(user, id, &attempts).await {
        Err(error) if !error.is_retryable() => {
            tracing::error!(%error, user.id = %user, event.id = %id, "attempts could not be noted down");
            Ok(())
        }
        written => written,
    }
}
