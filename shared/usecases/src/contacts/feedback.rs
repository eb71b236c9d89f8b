//! A mailbox that bounced, or whose owner complained, is not written to again.

use domain::contact::EmailAddress;
use ports::{Contacts, PortError};

/// Retires the mailboxes for every user whose profile names them; answers how many users that were.
pub async fn retire_mailboxes(store: &impl Contacts, mailboxes: &[EmailAddress]) -> Result<usize, PortError> {
    let mut retired = 0;
    for mailbox in mailboxes {
        for user in store.users_of_email(mailbox).await? {
            store.retire_email(&user, mailbox).await?;
            retired += 1;
            tracing::info!(user.id = %user, "a mailbox was retired");
        }
    }
    Ok(retired)
}
