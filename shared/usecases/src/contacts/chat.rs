//! A conversation with the bot is bound to a user by a one-time code, and by nothing else: the user gets it over the own
//! authenticated socket and says it to the bot.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::contact::ChatId;
use domain::{Time, UserId};
use ports::{Contacts, LinkCodes, PortError};
use sha2::{Digest, Sha256};

/// How long a code is good: enough to switch apps and come back.
pub const CODE_LIFE: Duration = Duration::from_mins(10);

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

/// Binds the conversation to the code's user; answers whether the code was good. A text that cannot be a code costs no
/// call.
pub async fn bind_chat<S: LinkCodes + Contacts>(
    store: &S,
    code: &str,
    chat: ChatId,
    now: Time,
) -> Result<bool, PortError> {
    let is_code = URL_SAFE_NO_PAD.decode(code).is_ok_and(|bytes| bytes.len() == CODE_BYTES);
    if !is_code {
        return Ok(false);
    }
    let Some(user) = store.redeem_code(&hash(code), now).await? else { return Ok(false) };
    store.link_chat(&user, chat).await?;
    tracing::info!(user.id = %user, "a conversation was linked");
    Ok(true)
}

/// The trader wants no more messages in this conversation: it is bound to nobody any more.
pub async fn unbind_chat(store: &impl Contacts, chat: ChatId) -> Result<(), PortError> {
    for user in store.users_of_chat(chat).await? {
        store.retire_chat(&user, chat).await?;
        tracing::info!(user.id = %user, "a conversation was unlinked");
    }
    Ok(())
}

fn hash(code: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(code.as_bytes()))
}
