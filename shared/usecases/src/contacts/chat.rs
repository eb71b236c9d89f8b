//! A conversation with the bot is bound to a user by a one-time code, and by nothing else: the user gets it over the own
//! authenticated socket and says it to the bot.
//!
//! A link with a code can be sent to others, and a tap on it redeems the code. So the conversation's reader is asked
//! whether the account is theirs, and until they say so they are shown nothing that the account's owner wrote.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::contact::{Chat, ChatId, EmailAddress, masked_user};
use domain::data::{ContactChange, ContactKind};
use domain::recipient::Recipient;
use domain::{Time, UserId};
use ports::{BatchRead, Contacts, Enqueue, LinkCodes, PortError, Stored};
use sha2::{Digest, Sha256};

use super::notice::{self, ContactNotice};

/// How long a code is good: enough to switch apps and come back.
pub const CODE_LIFE: Duration = Duration::from_mins(10);

/// How long the reader of a conversation has to confirm that the account is theirs. Until then nothing that the
/// account's owner has written is shown there, and after it nothing at all.
pub const CONFIRM_WITHIN: Duration = Duration::from_hours(24);

/// How often a code is tried to be redeemed against others.
const TRIES: usize = 5;

/// How many recipients one read may name.
const READ_AT_ONCE: usize = 100;

/// The characters of a hash that tell the accounts of one conversation apart.
const TAG_LENGTH: usize = 12;

/// The random bytes of a code: 24 characters, of the 64 that `/start` may have.
/// <https://core.telegram.org/bots/features#deep-linking>
const CODE_BYTES: usize = 18;

/// A code, as its user gets it.
pub struct IssuedCode {
    /// The secret itself; it is not stored anywhere.
    pub code: String,
    /// How long it is good, in seconds.
    pub expires_in_seconds: u64,
}

impl std::fmt::Debug for IssuedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedCode")
            .field("expires_in_seconds", &self.expires_in_seconds)
            .finish_non_exhaustive()
    }
}

/// Issues a code made of `random`, which must be unpredictable.
pub async fn issue_link_code(
    codes: &impl LinkCodes,
    user: &UserId,
    random: [u8; 32],
    now: Time,
) -> Result<IssuedCode, PortError> {
    let code = URL_SAFE_NO_PAD.encode(&random[..CODE_BYTES]);
    codes.issue_code(&hash(&code), user, now.plus(CODE_LIFE)).await?;
    Ok(IssuedCode { code, expires_in_seconds: CODE_LIFE.as_secs() })
}

/// What came of `/start <code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// There is no such code (any more), or another conversation has redeemed it.
    BadCode,
    /// The conversation is bound, and its reader has yet to confirm that the account is theirs.
    Unconfirmed(Candidate),
    /// The conversation is bound and confirmed.
    Confirmed(Candidate),
}

/// An account that a conversation is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The account, so far masked that only its owner recognises it.
    pub account: String,
    /// What a button says to mean this account and no other.
    pub tag: String,
    /// Whether the conversation is bound to another account as well.
    pub is_linked_elsewhere: bool,
    /// Whether the account's notifications go to another conversation until this one is confirmed.
    pub is_proposed: bool,
}

/// Binds the conversation to the code's user, until [`CONFIRM_WITHIN`] unless its reader confirms. A conversation that was
/// linked before stays in use until then. The code's user is told before, on the contacts of before. The same conversation may say the same code again while the code lives:
/// Telegram repeats an update whose answer it did not get. A text that cannot be a code costs no call.
///
/// Fails as the store or the queue does. Code and binding are stored together, so after a failure the code is still good.
pub async fn bind_chat<S: LinkCodes + Contacts + BatchRead>(
    store: &S,
    queues: &impl Enqueue,
    code: &str,
    chat: ChatId,
    now: Time,
) -> Result<Binding, PortError> {
    let is_code = URL_SAFE_NO_PAD.decode(code).is_ok_and(|bytes| bytes.len() == CODE_BYTES);
    if !is_code {
        return Ok(Binding::BadCode);
    }
    let code = hash(code);
    for _ in 0..TRIES {
        let known = store.link_code(&code).await?.filter(|known| now < known.expires_at);
        let Some(known) = known else { return Ok(Binding::BadCode) };
        let (recipient, others) = recipient_and_others(store, &known.user_id, chat).await?;
        let mut candidate = candidate(&recipient, &others, chat);
        match (known.redeemed_by, recipient.chat_of(chat)) {
            (Some(by), Some(bound)) if by == chat => {
                return Ok(if bound.is_confirmed() {
                    Binding::Confirmed(candidate)
                } else {
                    Binding::Unconfirmed(candidate)
                });
            }
            (Some(_), _) => return Ok(Binding::BadCode),
            (None, _) => {}
        }
        // Whom the trader has linked before, and confirmed, is linked again without a question.
        let is_known = recipient.chat_of(chat).is_some_and(|bound| bound.is_confirmed());
        // Messages go where they went until the reader of the new one confirms it: whoever has a stolen session cannot take
        // them away, nor can a link that went to the wrong person.
        let beside = recipient.chat.filter(|linked| linked.id != chat && !linked.has_lapsed(now));
        let beside = beside.map(|linked| linked.id);
        let confirm_by = (!is_known).then(|| now.plus(CONFIRM_WITHIN));
        let bound = Chat { id: chat, linked_at: now, confirm_by };
        if !is_known {
            let (contact, masked) = (chat.expose().to_string(), bound.masked());
            let (kind, change) = (ContactKind::Telegram, ContactChange::Added);
            let notice = ContactNotice { kind, change, contact: &contact, masked: &masked };
            notice::contact_changed(queues, &recipient, &notice, now).await?;
        }
        if store.redeem_code(&code, &known.user_id, &bound, beside, now).await? == Stored::Done {
            tracing::info!(user.id = %known.user_id, "a conversation was linked");
            candidate.is_proposed = !is_known && beside.is_some();
            return Ok(if is_known {
                Binding::Confirmed(candidate)
            } else {
                Binding::Unconfirmed(candidate)
            });
        }
    }
    Err(PortError::Throttled("the code kept changing".into()))
}

/// The conversation's reader says that the account is theirs. Of several accounts that wait for that, the one with this
/// `tag`, or the last linked one where no tag is given. `None` where there is none.
pub async fn confirm_chat<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
    tag: Option<&str>,
    now: Time,
) -> Result<Option<Candidate>, PortError> {
    let Some((recipient, others)) = unconfirmed(store, chat, tag, now).await? else { return Ok(None) };
    store.confirm_chat(&recipient.user_id, chat, now).await?;
    tracing::info!(user.id = %recipient.user_id, "a conversation was confirmed");
    Ok(Some(candidate(&recipient, &others, chat)))
}

/// The conversation's reader says that the account is not theirs: chosen as for [`confirm_chat`], it is unbound at once.
/// Answers whether there was one.
pub async fn refuse_chat<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
    tag: Option<&str>,
    now: Time,
) -> Result<bool, PortError> {
    let Some((recipient, _)) = unconfirmed(store, chat, tag, now).await? else { return Ok(false) };
    store.retire_chat(&recipient.user_id, chat).await?;
    tracing::info!(user.id = %recipient.user_id, "a conversation was refused by its reader");
    Ok(true)
}

/// The trader wants no more messages in this conversation: it is bound to no user any more. Each of its users is told.
pub async fn unbind_chat<S: Contacts + BatchRead>(
    store: &S,
    queues: &impl Enqueue,
    chat: ChatId,
    now: Time,
) -> Result<(), PortError> {
    for recipient in bound_to(store, chat).await? {
        tell_of_unlinking(queues, &recipient, recipient.chat_of(chat), now).await?;
        store.retire_chat(&recipient.user_id, chat).await?;
        tracing::info!(user.id = %recipient.user_id, "a conversation was unlinked");
    }
    Ok(())
}

/// Tells the user that the conversation is about to be unlinked; nothing where there is none.
pub(crate) async fn tell_of_unlinking(
    queues: &impl Enqueue,
    before: &Recipient,
    chat: Option<Chat>,
    now: Time,
) -> Result<(), PortError> {
    let Some(chat) = chat else { return Ok(()) };
    let (contact, masked) = (chat.id.expose().to_string(), chat.masked());
    let (kind, change) = (ContactKind::Telegram, ContactChange::Removed);
    notice::contact_changed(
        queues,
        before,
        &ContactNotice { kind, change, contact: &contact, masked: &masked },
        now,
    )
    .await
}

/// The recipient whose binding to the conversation is to be confirmed, and the others that are bound to it.
async fn unconfirmed<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
    tag: Option<&str>,
    now: Time,
) -> Result<Option<(Recipient, Vec<Recipient>)>, PortError> {
    let mut bound = bound_to(store, chat).await?;
    let waits = |recipient: &Recipient| {
        recipient.chat_of(chat).is_some_and(|chat| !chat.is_confirmed() && !chat.has_lapsed(now))
            && tag.is_none_or(|tag| tag == tag_of(&recipient.user_id))
    };
    let linked_at = |recipient: &Recipient| recipient.chat_of(chat).map(|chat| chat.linked_at);
    let latest = bound.iter().enumerate().filter(|(_, recipient)| waits(recipient));
    let latest = latest.max_by_key(|(_, recipient)| linked_at(recipient)).map(|(place, _)| place);
    Ok(latest.map(|place| (bound.remove(place), bound)))
}

/// The user, and the other users that the conversation is bound to.
async fn recipient_and_others<S: Contacts + BatchRead>(
    store: &S,
    user: &UserId,
    chat: ChatId,
) -> Result<(Recipient, Vec<Recipient>), PortError> {
    let mut others = bound_to(store, chat).await?;
    others.retain(|recipient| recipient.user_id != *user);
    let snapshot = store.read(std::slice::from_ref(user), &[], &[]).await?;
    Ok((snapshot.recipient(user), others))
}

/// The recipients that the conversation is bound to now.
async fn bound_to<S: Contacts + BatchRead>(store: &S, chat: ChatId) -> Result<Vec<Recipient>, PortError> {
    let users = store.users_of_chat(chat).await?;
    let mut bound = Vec::new();
    for users in users.chunks(READ_AT_ONCE) {
        let snapshot = store.read(users, &[], &[]).await?;
        bound.extend(users.iter().map(|user| snapshot.recipient(user)));
    }
    bound.retain(|recipient| recipient.chat_of(chat).is_some());
    Ok(bound)
}

fn candidate(recipient: &Recipient, others: &[Recipient], chat: ChatId) -> Candidate {
    let email = recipient.profile.email.value.as_ref().map(EmailAddress::masked);
    Candidate {
        account: email.unwrap_or_else(|| masked_user(&recipient.user_id)),
        tag: tag_of(&recipient.user_id),
        is_linked_elsewhere: !others.is_empty(),
        is_proposed: recipient.proposed_chat.is_some_and(|proposed| proposed.id == chat),
    }
}

fn tag_of(user: &UserId) -> String {
    let mut tag = hash(user.as_str());
    tag.truncate(TAG_LENGTH);
    tag
}

fn hash(code: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(code.as_bytes()))
}
