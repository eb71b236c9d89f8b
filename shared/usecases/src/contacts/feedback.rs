//! Retirement of mailboxes that bounced or whose owner complained: no more e-mails are sent to
//! them.

use domain::Time;
use domain::recipient::contact::EmailAddress;
use ports::{Contacts, PortError};

/// Retires the mailboxes, which were found dead at `at`, for every user whose profile names them,
/// and returns the number of those users. A profile message that states a mailbox later makes it
/// usable again, even if the message arrived before the report.
///
/// # Errors
/// Those of the store, the first one. [`PortError::is_retryable`] says whether a repeat can
/// succeed. Mailboxes that were retired before the error stay retired.
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
            tracing::info!(user.id = %user, "an e-mail address was retired");
        }
    }
    Ok(retired)
}
