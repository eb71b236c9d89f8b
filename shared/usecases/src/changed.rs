//! Traders whose clock or wishes change: what waits for its time may be due earlier than whoever waits for it knows.

use std::time::Duration;

use domain::{Time, UserId};
use ports::{PortError, Wakes};

/// Within this time a change is stored, or never: no function that stores one runs longer.
pub const STORED_WITHIN: Duration = Duration::from_secs(10);

/// Has the user looked at as soon as what changes `now` is stored. It comes before the change: a change that nobody is
/// woken for would be overslept, a wake without a change finds nothing to do.
pub(crate) async fn wake(store: &impl Wakes, user: &UserId, now: Time, stamp: &str) -> Result<(), PortError> {
    store.wake(user, now.plus(STORED_WITHIN), stamp).await
}
