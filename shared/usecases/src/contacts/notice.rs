//! Security notices: the account's owner is notified of a change before it is stored.
//!
//! An attacker with a stolen session can redirect or silence notifications, and must not be able to
//! do so unseen. So the notice goes to the queue of P0 events first: a notice of a change that
//! fails afterwards is better than a change without a notice. Its id is derived from the change and
//! from the counter that the store keeps of such changes. So a repeated request makes no second
//! notice, and the next change of the same contact does. See `infra/adr/0019-security-notices.md`.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::event::catalogue::PreferenceKey;
use domain::event::data::{ContactChange, ContactKind};
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::{EventType, Priority, Time, UserId};
use ports::{Enqueue, Message, PortError, Queue};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A change of a user's contacts.
#[derive(Debug)]
pub(crate) struct ContactNotice<'a> {
    pub(crate) kind: ContactKind,
    pub(crate) change: ContactChange,
    /// The contact's identity; only its hash is sent.
    pub(crate) contact: &'a str,
    /// The contact in the form that is shown to its owner.
    pub(crate) masked: &'a str,
}

/// Notifies `before`, the recipient as it is before the change, of the change. Without any contact
/// outside the app the owner could not be reached by an older contact, and nothing is sent:
/// otherwise the first device of every account would cause a warning.
///
/// # Errors
/// Those of the queue; the caller must not store the change then.
pub(crate) async fn contact_changed(
    queues: &impl Enqueue,
    before: &Recipient,
    notice: &ContactNotice<'_>,
    now: Time,
) -> Result<(), PortError> {
    if !before.has_contacts() {
        return Ok(());
    }
    let ContactNotice { kind, change, contact, masked } = notice;
    let user = &before.user_id;
    let change_id = format!(
        "contact-{}",
        hash(&format!("{user}\n{kind}\n{change}\n{contact}\n{}", before.contact_changes))
    );
    let data = json!({"change_id": change_id, "kind": kind, "new_masked": masked, "change": change});
    send(queues, vec![event(EventType::ContactChanged, user, &change_id, &data, now)]).await
}

/// Notifies the user of the critical sections that `wanted` weakens in comparison with the
/// recipient's preferences. Does nothing if it weakens none.
///
/// # Errors
/// Those of the queue; the caller must not store the preferences then.
pub(crate) async fn preferences_weakened(
    queues: &impl Enqueue,
    before: &Recipient,
    wanted: &Preferences,
    now: Time,
) -> Result<(), PortError> {
    let weakened = wanted.weakened(&before.preferences);
    if weakened.is_empty() {
        return Ok(());
    }
    let user = &before.user_id;
    let message = |section: PreferenceKey| {
        let section = section.name();
        let contents = hash(&wanted.to_stored());
        let id = format!("preferences-{}-{section}-{contents}", before.version.saturating_add(1));
        event(EventType::PreferencesWeakened, user, &id, &json!({"section": section}), now)
    };
    send(queues, weakened.into_iter().map(message).collect()).await
}

fn event(event_type: EventType, user: &UserId, id: &str, data: &Value, now: Time) -> Message {
    let body = json!({
        "id": id, "event_type": event_type.name(), "user_id": user, "occurred_at": now, "data": data,
    });
    Message { body: body.to_string(), group: Some(user.to_string()), delay: Duration::ZERO }
}

async fn send(queues: &impl Enqueue, messages: Vec<Message>) -> Result<(), PortError> {
    queues.enqueue(Queue::Events(Priority::P0), messages).await.into_iter().collect()
}

/// Returns 128 bits of a hash, in characters that are allowed in an event's id.
fn hash(text: &str) -> String {
    let mut hash = URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()));
    hash.truncate(22);
    hash
}
