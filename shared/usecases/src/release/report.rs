//! The daily report: published as an event of class P2 and routed as all events are.
//!
//! The event's id is derived from the report's day. So an invocation that publishes the report
//! again, because it does not know of the first time, publishes a repeat.

use std::time::Duration;

use domain::recipient::Recipient;
use domain::routing::report::{self, Reported};
use domain::{Priority, Time};
use ports::{Clock, Count, Enqueue, Message, PortError, Queue, Reports, Scheduler, Telemetry};

use super::ReleaseContext;
use crate::release::ReleasePlatform;

/// Publishes the report that was due at the scheduled check of `woken_at`, if there is one, and
/// schedules the check for the next report.
///
/// # Errors
/// Those of the store or the queue.
pub(super) async fn publish<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    recipient: &Recipient,
    woken_at: Time,
) -> Result<(), PortError> {
    let user = &recipient.user_id;
    if let Some(due) = report::due(recipient, woken_at) {
        let activity = context.platform.store().activity(user, due.from, due.until).await?;
        let body = report::event(recipient, &due, activity);
        let message = Message { body, group: Some(user.to_string()), delay: Duration::ZERO };
        let sent = context.platform.queues().enqueue(Queue::Events(Priority::P2), vec![message]).await;
        sent.into_iter().collect::<Result<(), _>>()?;
        context.platform.telemetry().count(Count::Reports, Priority::P2);
        let reported = Reported { day: due.day, until: due.until };
        context.platform.store().record_report(user, &reported).await?;
    }
    match report::next(recipient, context.platform.clock().now()) {
        Some(next) => context.platform.store().schedule_check(user, next, "daily-report").await,
        None => Ok(()),
    }
}
