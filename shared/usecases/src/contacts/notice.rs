//! Security notices: the account's owner is told of a change before it is stored.
//!
//! Whoever has a stolen session can redirect or silence notifications, and must not be able to do so unseen. So a notice
//! goes to the queue of P0 events first: a notice of a change that then fails is better than a change without a notice.
//! Its id is made of the change and of what the store counts such changes by, so a repeated request makes no second
//! notice, and the next change of the same contact does. See `infra/adr/0019-security-notices.md`.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::catalogue::PreferenceKey;
use domain::data::{ContactChange, ContactKind};
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
    /// The contact as its owner is shown it.
    pub(crate) masked: &'a str,
}

/// Tells `before`, the recipient as it is before the change, of the change. Without any contact outside the app there is no
/// way that the owner had before, and nothing is sent: else the first device of every account would come with a warning.
///
/// Fails as the queue does; the change must not be stored then.
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

/// Tells the user which critical sections `wanted` weakens in comparison with what the recipient has; nothing where it
/// weakens none. Fails as the queue does; the preferences must not be stored then.
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

/// 128 bits of a hash, in characters that an event's id may have.
fn hash(text: &str) -> String {
    let mut hash = URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()));
    hash.truncate(22);
    hash
}
