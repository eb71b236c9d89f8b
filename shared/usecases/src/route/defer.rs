//! What of a notification is kept for later: what waits for the end of quiet hours, and what a daily report will say.

use domain::Time;
use domain::data::EventData;
use domain::notification::InboxState;
use domain::report::PublishedPnl;
use ports::{Count, Deferrals, Pnl, PortError, Telemetry, Wakes};

use super::Work;

/// Notes down what is to happen later. The notification is stored, so whoever is woken finds it; and it is noted down
/// before the user is woken, for the same reason.
pub(super) async fn note(
    store: &(impl Deferrals + Wakes + Pnl),
    telemetry: &impl Telemetry,
    work: &Work,
    state: InboxState,
    now: Time,
) -> Result<(), PortError> {
    let notification = &work.notification;
    if let EventData::WeeklyPnlReport(report) = &work.event.data {
        let pnl = PublishedPnl::of(report, notification.occurred_at);
        store.note_pnl(&notification.user_id, &pnl).await?;
    }
    let has_left = work.item.as_ref().is_some_and(|item| item.released_as.is_some());
    let Some(until) =
        until(work, now).filter(|_| !has_left && !state.is_acked() && !notification.is_expired(now))
    else {
        return Ok(());
    };
    let key = (notification.user_id.clone(), notification.id.clone());
    store.defer(&key, now).await?;
    store.wake(&notification.user_id, until, notification.id.as_str()).await?;
    telemetry.count(Count::Deferred, notification.event_type.priority());
    Ok(())
}

/// When its user is to be looked at, if the notification waits. By the wishes of now, and not by those that it was planned
/// by: a message that comes again may be noted down long after a change of them, and after those who change them have had
/// the user looked at.
fn until(work: &Work, now: Time) -> Option<Time> {
    work.notification.deferred().next()?;
    Some(work.recipient.quiet_until(now).unwrap_or(now))
}
