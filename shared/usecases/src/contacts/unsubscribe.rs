//! The link in an e-mail switches off the e-mails of its type.

use domain::catalogue::{PreferenceKey, Row, WhenQuiet};
use domain::merged::AboveLimit;
use domain::preferences::Preferences;
use domain::{Channel, EventType, Time, UserId};
use ports::{BatchRead, Enqueue, PortError, PreferencesWrite, Stored};

use super::notice;

/// How often it is tried against other changes of the same preferences.
const TRIES: usize = 5;

/// What came of opening an unsubscribe link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsubscribed {
    /// The e-mails are switched off, by this call or by an earlier one.
    Done,
    /// The link is of preferences from before e-mail was switched on again: nothing was changed.
    Outdated,
    /// E-mails of this type cannot be switched off: nothing was changed.
    Mandatory,
}

/// Takes e-mail out of the channels of this type for this user; of a summary or a merged message, out of those of all types
/// that can be in one. Doing it again changes nothing. A link of version `version` of the preferences holds unless a later
/// version has switched e-mail on again. Where it weakens a critical section, the user is told first.
///
/// Fails as the store or the queue does.
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
        let recipient = store.read(std::slice::from_ref(user), &[], &[]).await?.recipient(user);
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
        if store.put_preferences(user, &preferences, recipient.version, false).await? == Stored::Done {
            tracing::info!(user.id = %user, event_type = event_type.name(), "unsubscribed from e-mails of a type");
            return Ok(Unsubscribed::Done);
        }
    }
    Err(PortError::Throttled("the preferences kept changing".into()))
}

/// The sections that rule the e-mails of this type.
fn sections(event_type: EventType) -> Vec<PreferenceKey> {
    if let Some(key) = event_type.row().preference {
        return vec![key];
    }
    let rows = EventType::ALL.iter().map(|event_type| event_type.row());
    let is_in_one = |row: &&'static Row| match event_type {
        EventType::Merged => AboveLimit::of(row.event_type) == AboveLimit::Merges,
        _ => row.when_quiet == WhenQuiet::Summarised,
    };
    rows.filter(is_in_one).filter_map(|row| row.preference).collect()
}
