//! The replacement of a trader's preferences.

use domain::Time;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use ports::{Enqueue, PortError, PreferencesWrite, Scheduler, WriteOutcome};

use crate::changed;
use crate::contacts::notice;

/// Replaces the preferences of `current`, unless they were changed since it was read. If the change weakens
/// a critical section, a security notice is enqueued before it is stored; if it can make deferred work due,
/// a check is scheduled before.
///
/// # Errors
/// Those of the store or the queue; then nothing is stored, or it is unknown.
/// [`PortError::is_retryable`] says whether a repeat can succeed.
pub(crate) async fn replace<S: PreferencesWrite + Scheduler>(
    store: &S,
    queues: &impl Enqueue,
    current: &Recipient,
    wanted: &Preferences,
    now: Time,
) -> Result<WriteOutcome, PortError> {
    notice::preferences_weakened(queues, current, wanted, now).await?;
    if wanted.affects_schedule(&current.preferences) {
        let version = format!("preferences-{}", current.version.saturating_add(1));
        changed::schedule_check(store, &current.user_id, now, &version).await?;
    }
    let switches_email_on = wanted.switches_email_on(&current.preferences);
    store.put_preferences(&current.user_id, wanted, current.version, switches_email_on).await
}
