//! A mailbox that bounced, or whose owner complained, is not written to again.

use domain::Time;
use domain::contact::EmailAddress;
use ports::{Contacts, PortError};

/// Retires the mailboxes, which were found dead at `at`, for every user whose profile names them; answers how many users
/// that were. A profile message that states a mailbox later makes it live again, also one that came before the report.
pub async fn retire_mailboxes(
    store: &impl Contacts,
    mailboxes: &[EmailAddress],
    at: Time,
    now: Time,
) -> Result<usize, PortError> {
    let mut retired = 0;
    for mailbox in mailboxes {
        for user in store.users_of_email(mailbox).await? {
            store.retire_email(&user, mailbox, at, now).await?;
            retired += 1;
            tracing::info!(user.id = %user, "a mailbox was retired");
        }
    }
    Ok(retired)
}
