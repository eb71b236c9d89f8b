//! One-time tickets: a browser cannot send a header with its WebSocket handshake, and a token must
//! not be in a URL, where it is logged and kept.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use ports::{BatchRead, Grant, PortError, Tickets};
use sha2::{Digest, Sha256};

use crate::recipient;

/// Lifetime of a ticket: enough for a slow phone to connect, too short to be usable from a log.
pub const TICKET_LIFE: Duration = Duration::from_secs(30);

/// Number of random bytes of a ticket.
const TICKET_BYTES: usize = 32;

/// A ticket, as the caller gets it.
pub struct IssuedTicket {
    /// The secret itself. It is not stored.
    pub ticket: String,
    /// Lifetime in seconds.
    pub expires_in_seconds: u64,
}

impl std::fmt::Debug for IssuedTicket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedTicket")
            .field("expires_in_seconds", &self.expires_in_seconds)
            .finish_non_exhaustive()
    }
}

/// Issues a ticket made of `random`, which must be unpredictable.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn issue_ticket(
    tickets: &impl Tickets,
    grant: &Grant,
    random: [u8; TICKET_BYTES],
    now: Time,
) -> Result<IssuedTicket, PortError> {
    let ticket = URL_SAFE_NO_PAD.encode(random);
    tickets.issue(&hash(&ticket), grant, now.plus(TICKET_LIFE)).await?;
    Ok(IssuedTicket { ticket, expires_in_seconds: TICKET_LIFE.as_secs() })
}

/// Consumes a ticket and returns its grant. If several connections use the same ticket, at most one
/// gets the grant. `None`: the ticket is not valid, was used, or has expired. A text that cannot be
/// a ticket costs no call.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn redeem_ticket(
    tickets: &impl Tickets,
    ticket: &str,
    now: Time,
) -> Result<Option<Grant>, PortError> {
    let is_ticket = URL_SAFE_NO_PAD.decode(ticket).is_ok_and(|bytes| bytes.len() == TICKET_BYTES);
    if !is_ticket {
        return Ok(None);
    }
    let grant = tickets.redeem(&hash(ticket), now).await?;
    Ok(grant.filter(|grant| now < grant.valid_until))
}

/// Returns whether the exchange has revoked the token that the grant comes from.
///
/// # Errors
/// Those of the store. The caller must not admit the connection then.
pub async fn is_revoked(store: &impl BatchRead, grant: &Grant) -> Result<bool, PortError> {
    Ok(recipient::read(store, &grant.user_id).await?.has_revoked(grant.issued_at))
}

fn hash(ticket: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(ticket.as_bytes()))
}
