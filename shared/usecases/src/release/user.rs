//! The check of a user whose scheduled time has come.

use ports::{PortError, Schedule, ScheduledCheck};

use super::{ReleaseContext, report, summary};
use crate::recipient;
use crate::release::ReleasePlatform;

/// Does the work that is due for the user, by the preferences of this moment, and schedules what is
/// not yet due. The schedule entry is removed only after that.
///
/// # Errors
/// Those of the store or a queue. The entry then stays in the schedule.
pub(super) async fn check_user<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    wake: &ScheduledCheck,
) -> Result<(), PortError> {
    let user = &wake.user_id;
    let recipient = recipient::read(context.platform.store(), user).await?;
    let settled = summary::release(context, &recipient, wake).await?;
    report::publish(context, &recipient, wake.at).await?;
    match settled {
        Some(wake) => context.platform.store().settle(&wake).await,
        None => Ok(()),
    }
}
