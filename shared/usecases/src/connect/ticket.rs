//! One-time tickets: a browser cannot send a header with its WebSocket handshake, and a token has no place
//! in a URL, where it is logged and kept.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use ports::{BatchRead, Grant, PortError, Tickets};
use sha2::{Digest, Sha256};

/// How long a ticket is good: enough for a slow phone to connect, too short to be found in a log.
pub const TICKET_LIFE: Duration = Duration::from_secs(30);

/// The random bytes of a ticket.
const TICKET_BYTES: usize = 32;

/// A ticket, as its buyer gets it.
pub struct IssuedTicket {
    /// The secret itself; it is not stored anywhere.
    pub ticket: String,
    /// How long it is good, in seconds.
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

/// Consumes a ticket: of all who try, at most one gets the grant. A text that cannot be a ticket costs no
/// call.
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

/// Whether the exchange has revoked the token that a grant comes from, as of now. Fails as the store does; nobody is let in
/// then.
pub async fn is_revoked(store: &impl BatchRead, grant: &Grant) -> Result<bool, PortError> {
    let snapshot = store.read(std::slice::from_ref(&grant.user_id), &[], &[]).await?;
    Ok(snapshot
        .recipients
        .get(&grant.user_id)
        .is_some_and(|recipient| recipient.has_revoked(grant.issued_at)))
}

fn hash(ticket: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(ticket.as_bytes()))
}
