//! Parts of a notification that are kept for later: deliveries that wait for the end of quiet
//! hours, and figures for a daily report.

use domain::Time;
use domain::event::Mode;
use domain::routing::notification::InboxState;
use domain::routing::report::PublishedPnl;
use ports::{Count, Deferrals, Pnl, PortError, Scheduler, Telemetry};

use super::Work;

/// Records the figures of a weekly report for later daily reports. Records the deferred deliveries
/// of a notification and schedules the check of its recipient. The notification is stored before
/// this, and the deferral is recorded before the check is scheduled, so the check always finds
/// both.
///
/// # Errors
/// Those of the store.
pub(super) async fn record_deferral(
    store: &(impl Deferrals + Scheduler + Pnl),
    telemetry: &impl Telemetry,
    work: &Work,
    state: InboxState,
    now: Time,
) -> Result<(), PortError> {
    let notification = &work.notification;
    let pnl = match work.event.mode {
        Mode::Live => PublishedPnl::of(&work.event.data, notification.occurred_at),
        Mode::Backfill => None,
    };
    if let Some(pnl) = pnl {
        store.record_pnl(&notification.user_id, &pnl).await?;
    }
    let has_left = work.item.as_ref().is_some_and(|item| item.released_as.is_some());
    let Some(until) =
        until(work, now).filter(|_| !has_left && !state.is_seen() && !notification.is_expired(now))
    else {
        return Ok(());
    };
    let key = (notification.user_id.clone(), notification.id.clone());
    store.defer(&key, now).await?;
    store.schedule_check(&notification.user_id, until, notification.id.as_str()).await?;
    telemetry.count(Count::Deferred, notification.priority);
    Ok(())
}

/// Returns the time of the recipient's scheduled check, if the notification has deferred
/// deliveries. It goes by the current preferences and not by those that the notification was
/// planned by: a message that comes again may be recorded long after the preferences changed, and
/// after the check that this change scheduled.
fn until(work: &Work, now: Time) -> Option<Time> {
    work.notification.deferred().next()?;
    Some(work.recipient.quiet_until(now).unwrap_or(now))
}
