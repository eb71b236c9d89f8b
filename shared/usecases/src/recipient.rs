//! The read of one recipient.

use domain::UserId;
use domain::recipient::Recipient;
use ports::{BatchRead, PortError};

/// Returns the recipient; [`Recipient::unknown`] if there is none.
///
/// # Errors
/// Those of the store.
pub(crate) async fn read(store: &impl BatchRead, user: &UserId) -> Result<Recipient, PortError> {
    Ok(store.read(std::slice::from_ref(user), &[], &[]).await?.recipient(user))
}
