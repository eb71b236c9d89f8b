//! Changes of a trader's time zone or preferences. They can make deferred work due earlier than its
//! scheduled check.

use std::time::Duration;

use domain::{Time, UserId};
use ports::{PortError, Scheduler};

/// Maximum time until a change is stored: no function that stores one runs longer.
pub const MAX_STORE_TIME: Duration = Duration::from_secs(10);

/// Schedules a check of the user for the time at which the change made `now` is stored. It has to
/// be scheduled before the change is stored: without a scheduled check the change would be missed,
/// while a check without a change finds nothing to do.
///
/// # Errors
/// Those of the store; the caller must not store the change then.
pub(crate) async fn schedule_check(
    store: &impl Scheduler,
    user: &UserId,
    now: Time,
    version: &str,
) -> Result<(), PortError> {
    store.schedule_check(user, now.plus(MAX_STORE_TIME), version).await
}
