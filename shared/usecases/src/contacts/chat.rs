//! Binding of a Telegram conversation with the bot to a user. A one-time code is the only way to
//! bind it: the user gets the code over an authenticated socket and sends it to the bot.
//!
//! A link with a code can be sent to other people, and a tap on it redeems the code. So the bot
//! asks the conversation's reader whether the account is theirs. Until the reader confirms that,
//! nothing that the account's owner wrote is shown in the conversation.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::event::data::{ContactChange, ContactKind};
use domain::recipient::Recipient;
use domain::recipient::contact::{Chat, ChatId, EmailAddress, masked_user};
use domain::{Time, UserId};
use ports::{BatchRead, Contacts, Enqueue, LinkCodes, PortError, WriteOutcome};
use sha2::{Digest, Sha256};

use super::notice::{self, ContactNotice};
use crate::recipient;

/// Lifetime of a code: enough to switch apps and come back.
pub const CODE_LIFE: Duration = Duration::from_mins(10);

/// Time that the reader of a conversation has to confirm that the account is theirs. Until then
/// nothing that the account's owner wrote is shown there, and after it nothing at all.
pub const CONFIRM_WITHIN: Duration = Duration::from_hours(24);

/// Maximum number of attempts to redeem a code against concurrent changes.
const TRIES: usize = 5;

/// Maximum number of recipients in one read.
const READ_AT_ONCE: usize = 100;

/// Number of characters of a hash that distinguish the accounts of one conversation.
const TAG_LENGTH: usize = 12;

/// Number of random bytes of a code: 24 characters, of the 64 that `/start` may have.
/// <https://core.telegram.org/bots/features#deep-linking>
const CODE_BYTES: usize = 18;

/// A code, as the user gets it.
pub struct IssuedCode {
    /// The secret itself. It is not stored.
    pub code: String,
    /// Lifetime in seconds.
    pub expires_in_seconds: u64,
}

impl std::fmt::Debug for IssuedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedCode")
            .field("expires_in_seconds", &self.expires_in_seconds)
            .finish_non_exhaustive()
    }
}

/// Issues a code made of `random`, which must be unpredictable, to a user whose token was issued at
/// `issued_at`. The code is void as soon as the token is revoked.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn issue_link_code(
    codes: &impl LinkCodes,
    user: &UserId,
    issued_at: Option<Time>,
    random: [u8; 32],
    now: Time,
) -> Result<IssuedCode, PortError> {
    let code = URL_SAFE_NO_PAD.encode(&random[..CODE_BYTES]);
    codes.issue_code(&hash(&code), user, issued_at, now.plus(CODE_LIFE)).await?;
    Ok(IssuedCode { code, expires_in_seconds: CODE_LIFE.as_secs() })
}

/// Result of `/start <code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// The code does not exist, has expired, or was redeemed by another conversation.
    BadCode,
    /// The conversation is bound, and its reader has yet to confirm that the account is theirs.
    Unconfirmed(Candidate),
    /// The conversation is bound and confirmed.
    Confirmed(Candidate),
}

/// An account that a conversation is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The account, masked so that only its owner recognises it.
    pub account: String,
    /// The tag by which a button of the bot identifies this account.
    pub tag: String,
    /// Whether the conversation is bound to another account as well.
    pub is_linked_elsewhere: bool,
    /// Whether the account's notifications go to another conversation until this one is confirmed.
    pub is_proposed: bool,
}

/// Binds the conversation to the code's user. The binding ends after [`CONFIRM_WITHIN`] unless the
/// reader confirms it; a conversation that was linked before stays in use until the confirmation.
/// Before the binding is stored, a security notice to the user's earlier contacts is enqueued. The
/// same conversation may redeem the same code again during its lifetime: Telegram repeats an update
/// whose answer it did not get. A text that cannot be a code costs no call.
///
/// # Errors
/// Those of the store or the queue, and a retryable one if the code kept changing. Code and binding
/// are stored together, so the code is still valid after a failure.
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
        if recipient.has_revoked(known.issued_at) {
            return Ok(Binding::BadCode);
        }
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
        // A conversation that the user has linked and confirmed before is linked again without a
        // question.
        let is_known = recipient.chat_of(chat).is_some_and(|bound| bound.is_confirmed());
        // Messages go to the linked conversation until the reader of the new one confirms it. So
        // neither an attacker with a stolen session nor a link that reached the wrong person can
        // divert them.
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
        if store.redeem_code(&code, &known, &bound, beside, now).await? == WriteOutcome::Done {
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

/// Confirms that the account is that of the conversation's reader, and returns the account. If
/// several accounts wait for a confirmation, it is the one with this `tag`, or without a tag the
/// last linked one. `None` if no account waits.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
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

/// Unbinds an account at once, because the conversation's reader says that it is not theirs. The
/// account is chosen as for [`confirm_chat`]. Returns whether there was one.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn refuse_chat<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
    tag: Option<&str>,
    now: Time,
) -> Result<bool, PortError> {
    let Some((recipient, _)) = unconfirmed(store, chat, tag, now).await? else { return Ok(false) };
    store.retire_chat(&recipient.user_id, chat).await?;
    tracing::info!(user.id = %recipient.user_id, "a conversation was rejected in the chat");
    Ok(true)
}

/// Unbinds the conversation from all its users, because its reader wants no more messages there.
/// Each of the users is notified before.
///
/// # Errors
/// Those of the store or the queue. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn unbind_chat<S: Contacts + BatchRead>(
    store: &S,
    queues: &impl Enqueue,
    chat: ChatId,
    now: Time,
) -> Result<(), PortError> {
    for recipient in bound_to(store, chat).await? {
        notify_of_unlinking(queues, &recipient, recipient.chat_of(chat), now).await?;
        store.retire_chat(&recipient.user_id, chat).await?;
        tracing::info!(user.id = %recipient.user_id, "a conversation was unlinked");
    }
    Ok(())
}

/// Notifies the user that the conversation is about to be unlinked. Does nothing without a
/// conversation.
pub(crate) async fn notify_of_unlinking(
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

/// Returns the recipient whose binding to the conversation waits for the confirmation, and the
/// other recipients that are bound to it.
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

/// Returns the user, and the other users that the conversation is bound to.
async fn recipient_and_others<S: Contacts + BatchRead>(
    store: &S,
    user: &UserId,
    chat: ChatId,
) -> Result<(Recipient, Vec<Recipient>), PortError> {
    let mut others = bound_to(store, chat).await?;
    others.retain(|recipient| recipient.user_id != *user);
    Ok((recipient::read(store, user).await?, others))
}

/// Returns the recipients that the conversation is bound to.
pub(super) async fn bound_to<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
) -> Result<Vec<Recipient>, PortError> {
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
    Candidate {
        account: account_of(recipient),
        tag: tag_of(&recipient.user_id),
        is_linked_elsewhere: !others.is_empty(),
        is_proposed: recipient.proposed_chat.is_some_and(|proposed| proposed.id == chat),
    }
}

/// Returns the account, masked so that only its owner recognises it.
pub(super) fn account_of(recipient: &Recipient) -> String {
    let email = recipient.profile.email.value.as_ref().map(EmailAddress::masked);
    email.unwrap_or_else(|| masked_user(&recipient.user_id))
}

fn tag_of(user: &UserId) -> String {
    let mut tag = hash(user.as_str());
    tag.truncate(TAG_LENGTH);
    tag
}

fn hash(code: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(code.as_bytes()))
}
