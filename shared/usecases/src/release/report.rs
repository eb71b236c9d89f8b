//! The daily report is published as an event of class P2, and from there on takes the way of all events.
//!
//! Its id is its day's, so whoever publishes it again, not knowing that it was, publishes a repeat.

use std::time::Duration;

use domain::recipient::Recipient;
use domain::report::{self, Reported};
use domain::{Priority, Time};
use ports::{Clock, Count, Enqueue, Message, PortError, Queue, Reports, Telemetry, Wakes};

use super::ReleasePorts;

/// Publishes the report for which the user was woken at `woken_at`, if there is one, and has the user woken for the next.
pub(super) async fn publish<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    recipient: &Recipient,
    woken_at: Time,
) -> Result<(), PortError>
where
    S: Wakes + Reports,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let user = &recipient.user_id;
    if let Some(due) = report::due(recipient, woken_at) {
        let activity = ports.store.activity(user, due.from, due.until).await?;
        let body = report::event(recipient, &due, activity);
        let message = Message { body, group: Some(user.to_string()), delay: Duration::ZERO };
        let sent = ports.queues.enqueue(Queue::Events(Priority::P2), vec![message]).await;
        sent.into_iter().collect::<Result<(), _>>()?;
        ports.telemetry.count(Count::Reports, Priority::P2);
        let reported = Reported { day: due.day, until: due.until };
        ports.store.note_report(user, &reported).await?;
    }
    match report::next(recipient, ports.clock.now()) {
        Some(next) => ports.store.wake(user, next, "daily-report").await,
        None => Ok(()),
    }
}
