//! Writing a routed notification into the inbox, whoever else writes there at the same moment.

use domain::notification::{Attempt, Change, InboxItem, InboxState};
use ports::{InboxWrite, PortError, Written};

use super::Work;
use crate::planted::{self, Bug};

/// Makes sure that the inbox has the notification and these attempts, and answers the item's state. An
/// early ack is merged, never cleared; an item that somebody else wrote first stays as it is.
///
/// States only move forward and there are few of them, so a conflict can repeat only a few times.
pub(super) async fn write(
    store: &impl InboxWrite,
    work: &Work,
    attempts: &[Attempt],
) -> Result<InboxState, PortError> {
    let mut seen = work.item.as_ref().map(|item| item.state);
    for _ in 0..=InboxState::ALL.len() {
        let next = match InboxState::after(seen, Change::Arrived) {
            Some(_) if planted::is(Bug::NoAckMerge) => Some(InboxState::Pending),
            next => next,
        };
        let Some(next) = next else {
            if !attempts.is_empty() {
                store.add_attempts(&work.event.user_id, &work.event.id, attempts).await?;
            }
            return Ok(seen.unwrap_or(InboxState::Pending));
        };
        match store.put(&work.notification, attempts, seen, next).await? {
            Written::Done => return Ok(next),
            Written::Conflict(item) => seen = item.as_ref().as_ref().map(|item: &InboxItem| item.state),
        }
    }
    Err(PortError::Throttled("the inbox item kept changing".into()))
}
