//! The link in an e-mail that switches off the e-mails of its type.

use domain::event::catalogue::{PreferenceKey, QuietHandling, Row};
use domain::preferences::Preferences;
use domain::routing::merged::AboveLimit;
use domain::{Channel, EventType, Time, UserId};
use ports::{BatchRead, Enqueue, PortError, PreferencesWrite, WriteOutcome};

use super::notice;
use crate::recipient;

/// Maximum number of attempts against concurrent changes of the same preferences.
const TRIES: usize = 5;

/// Result of opening an unsubscribe link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsubscribed {
    /// The e-mails are switched off, by this call or by an earlier one.
    Done,
    /// E-mail was switched on again after the version of the preferences that the link names:
    /// nothing was changed.
    Outdated,
    /// E-mails of this type cannot be switched off: nothing was changed.
    Mandatory,
}

/// Removes e-mail from the channels of this type for this user; for a summary or a merged message,
/// from those of all types that it can contain. A repeat changes nothing. A link with version
/// `version` of the preferences is valid unless a later version has switched e-mail on again. If
/// the change weakens a critical section, the user is notified before it is stored.
///
/// # Errors
/// Those of the store or the queue, and a retryable one if the preferences kept changing.
/// [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn unsubscribe<S: BatchRead + PreferencesWrite>(
    store: &S,
    queues: &impl Enqueue,
    user: &UserId,
    event_type: EventType,
    version: u64,
    now: Time,
) -> Result<Unsubscribed, PortError> {
    if event_type.row().mandatory {
        return Ok(Unsubscribed::Mandatory);
    }
    let keys = sections(event_type);
    for _ in 0..TRIES {
        let recipient = recipient::read(store, user).await?;
        let has_email =
            |key: &PreferenceKey| recipient.preferences.section(*key).channels.contains(&Channel::Email);
        if !keys.iter().any(has_email) {
            return Ok(Unsubscribed::Done);
        }
        if version < recipient.email_switched_on {
            return Ok(Unsubscribed::Outdated);
        }
        let without =
            |preferences: Preferences, key: &PreferenceKey| preferences.without(*key, Channel::Email);
        let preferences = keys.iter().fold((*recipient.preferences).clone(), without);
        notice::preferences_weakened(queues, &recipient, &preferences, now).await?;
        if store.put_preferences(user, &preferences, recipient.version, false).await? == WriteOutcome::Done {
            tracing::info!(user.id = %user, event_type = event_type.name(), "unsubscribed from e-mails of a type");
            return Ok(Unsubscribed::Done);
        }
    }
    Err(PortError::Throttled("the preferences kept changing".into()))
}

/// Returns the sections of the preferences that the e-mails of this type depend on.
fn sections(event_type: EventType) -> Vec<PreferenceKey> {
    if let Some(key) = event_type.row().preference {
        return vec![key];
    }
    let rows = EventType::ALL.iter().map(|event_type| event_type.row());
    let is_in_one = |row: &&'static Row| match event_type {
        EventType::Merged => AboveLimit::of(row.event_type, row.priority) == AboveLimit::Merges,
        _ => row.quiet_handling == QuietHandling::Summarised,
    };
    rows.filter(is_in_one).filter_map(|row| row.preference).collect()
}
