//! The link in an e-mail switches off the e-mails of its type.

use domain::{Channel, EventType, UserId};
use ports::{BatchRead, PortError, PreferencesWrite, Stored};

/// How often it is tried against other changes of the same preferences.
const TRIES: usize = 5;

/// Takes e-mail out of the channels of this type for this user. Doing it again changes nothing.
pub async fn unsubscribe<S: BatchRead + PreferencesWrite>(
    store: &S,
    user: &UserId,
    event_type: EventType,
) -> Result<(), PortError> {
    let key = event_type.row().preference;
    for _ in 0..TRIES {
        let recipient = store.read(std::slice::from_ref(user), &[], &[]).await?.recipient(user);
        if !recipient.preferences.section(key).channels.contains(&Channel::Email) {
            return Ok(());
        }
        let preferences = (*recipient.preferences).clone().without(key, Channel::Email);
        if store.put_preferences(user, &preferences, recipient.version).await? == Stored::Done {
            tracing::info!(user.id = %user, event_type = event_type.name(), "unsubscribed from e-mails of a type");
            return Ok(());
        }
    }
    Err(PortError::Throttled("the preferences kept changing".into()))
}
