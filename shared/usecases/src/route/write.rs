//! The write of a routed notification into the inbox, under concurrent writes of the same item.

use domain::routing::notification::{Attempt, AttemptResult, Change, InboxItem, InboxState, Notification};
use domain::{EventId, UserId};
use ports::{Count, InboxWrite, ItemWriteOutcome, PortError, Telemetry};

/// Result of writing a notification into the inbox.
pub(crate) struct WriteResult {
    /// The state of the stored item.
    pub(crate) state: InboxState,
    /// The item that another invocation stored first, if one did: its plan is the valid one.
    pub(crate) first: Option<InboxItem>,
}

/// Makes sure that the inbox has the notification and these attempts, and returns the state of the
/// item. `seen` is the state that was read before. An early ack is merged, never cleared; an item
/// that another invocation wrote first stays as it is.
///
/// Once the item is written nothing is left to do, and a mark changes only a few times before, so a conflict can
/// repeat only a few times.
///
/// A notification that the inbox refuses goes to its overflow, where lists and deliveries find it:
/// that is counted and logged.
///
/// # Errors
/// Those of the store; `Throttled` if the item kept changing.
pub(crate) async fn write(
    store: &impl InboxWrite,
    telemetry: &impl Telemetry,
    notification: &Notification,
    mut seen: Option<InboxState>,
    attempts: &[Attempt],
) -> Result<WriteResult, PortError> {
    let mut first = None;
    for _ in 0..=InboxState::ALL.len() {
        let next = if notification.is_backfilled() {
            InboxState::after_backfill(seen)
        } else {
            InboxState::after(seen, Change::Arrived)
        };
        let Some(next) = next else {
            add_attempts(store, &notification.user_id, &notification.id, attempts).await?;
            return Ok(WriteResult { state: seen.unwrap_or(InboxState::Pending), first });
        };
        match store.put(notification, attempts, seen, next).await {
            Err(refusal @ PortError::Refused(_)) => {
                let written = store.put_in_overflow(notification, attempts, next).await?;
                report_overflow(telemetry, notification, &refusal);
                let ItemWriteOutcome::Conflict(item) = written else {
                    return Ok(WriteResult { state: next, first: None });
                };
                add_attempts(store, &notification.user_id, &notification.id, attempts).await?;
                let state = item.as_ref().as_ref().map_or(next, |item| item.state);
                return Ok(WriteResult { state, first: *item });
            }
            Err(error) => return Err(error),
            Ok(ItemWriteOutcome::Done) => return Ok(WriteResult { state: next, first: None }),
            Ok(ItemWriteOutcome::Conflict(item)) => {
                seen = item.as_ref().as_ref().map(|item| item.state);
                first = *item;
            }
        }
    }
    Err(PortError::Throttled("the inbox item kept changing".into()))
}

fn report_overflow(telemetry: &impl Telemetry, notification: &Notification, refusal: &PortError) {
    telemetry.count(Count::InboxOverflows, notification.priority);
    tracing::error!(
        error = %refusal,
        event_type = notification.event_type.name(),
        user.id = %notification.user_id,
        event.id = %notification.id,
        "the inbox refused a notification; it is in the overflow"
    );
}

/// Stores attempts. If the store has no room for them, only the timeline lacks them: that is
/// logged. An attempt that the gateway throttled says nothing about its connection, and is left
/// out: an item keeps [`MAX_ATTEMPTS`](domain::routing::notification::MAX_ATTEMPTS), and while an account is
/// throttled such attempts would leave no room for the accepted ones, whose frames would then be
/// posted again.
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
            tracing::error!(%error, user.id = %user, event.id = %id, "attempts could not be recorded");
            Ok(())
        }
        written => written,
    }
}
