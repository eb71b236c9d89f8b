//! Commands of a linked Telegram conversation: the state of its accounts, and their quiet hours.
//!
//! A command concerns all accounts whose linked conversation this is and whose reader has confirmed to be
//! the trader. Before that, the conversation neither shows nor changes anything of an account.

use domain::delivery::handle::AckHandle;
use domain::locale::Locale;
use domain::preferences::QuietHours;
use domain::recipient::Recipient;
use domain::recipient::contact::{Chat, ChatId};
use domain::routing::plan;
use domain::{Channel, Time};
use ports::{BatchRead, Contacts, Enqueue, PortError, PreferencesWrite, Scheduler, WriteOutcome};

use super::chat::{account_of, bound_to};
use crate::{preferences, recipient};

/// Maximum number of attempts against concurrent changes of the same preferences.
const TRIES: usize = 5;

/// The notification that the reader of a conversation acks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AckTarget<'a> {
    /// The notification of this handle.
    Handle(&'a AckHandle),
    /// The notification in the message with this id of Telegram's.
    Message(i64),
    /// The newest notification that was sent to the conversation.
    Newest,
}

/// The state of an account of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountState {
    /// The account, masked so that only its owner recognises it.
    pub account: String,
    /// The deployed channels on which the trader has an address, in fallback order.
    pub reachable: Vec<Channel>,
    /// The end of the snooze; `None` if there is none.
    pub snoozed_until: Option<Time>,
    /// The quiet hours.
    pub quiet_hours: QuietHours,
    /// The trader's language and time zone.
    pub locale: Locale,
}

impl AccountState {
    fn of(recipient: &Recipient, deployed: &[Channel], now: Time) -> Self {
        let is_reachable =
            |channel: &Channel| plan::unavailable_reason(*channel, recipient, deployed).is_none();
        Self {
            account: account_of(recipient),
            reachable: Channel::ALL.into_iter().filter(is_reachable).collect(),
            snoozed_until: recipient.snoozed_until.filter(|until| now < *until),
            quiet_hours: recipient.preferences.quiet_hours.clone(),
            locale: recipient.locale(None),
        }
    }
}

/// Change of quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuietChange<'a> {
    /// Switches them off; the times are kept for the next time.
    Off,
    /// Switches them on with these times, `HH:MM`, which have to differ.
    Hours {
        /// The first quiet minute.
        from: &'a str,
        /// The first minute that is no longer quiet.
        to: &'a str,
    },
}

/// Returns the state of the conversation's accounts; empty if it is linked to none. `deployed` are the
/// channels with a deployed function.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn chat_state<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
    deployed: &[Channel],
    now: Time,
) -> Result<Vec<AccountState>, PortError> {
    let accounts = accounts_of(store, chat).await?;
    Ok(accounts.iter().map(|recipient| AccountState::of(recipient, deployed, now)).collect())
}

/// Changes the quiet hours of the conversation's accounts, and returns their state after the change; empty
/// if it is linked to none. A repeat changes nothing.
///
/// # Errors
/// Those of the store or the queue, and a retryable one if the preferences kept changing.
/// [`PortError::is_retryable`] says whether a repeat can succeed. Accounts before the failed one stay
/// changed.
pub async fn change_quiet_hours<S>(
    store: &S,
    queues: &impl Enqueue,
    chat: ChatId,
    change: QuietChange<'_>,
    deployed: &[Channel],
    now: Time,
) -> Result<Vec<AccountState>, PortError>
where
    S: Contacts + BatchRead + PreferencesWrite + Scheduler,
{
    let mut states = Vec::new();
    for account in accounts_of(store, chat).await? {
        let changed = changed(store, queues, account, change, now).await?;
        states.push(AccountState::of(&changed, deployed, now));
    }
    Ok(states)
}

async fn changed<S: BatchRead + PreferencesWrite + Scheduler>(
    store: &S,
    queues: &impl Enqueue,
    mut account: Recipient,
    change: QuietChange<'_>,
    now: Time,
) -> Result<Recipient, PortError> {
    for _ in 0..TRIES {
        let mut wanted = (*account.preferences).clone();
        match change {
            QuietChange::Off => wanted.quiet_hours.enabled = false,
            QuietChange::Hours { from, to } => {
                wanted.quiet_hours = QuietHours { enabled: true, from: from.to_owned(), to: to.to_owned() };
            }
        }
        if wanted == *account.preferences {
            return Ok(account);
        }
        if preferences::replace(store, queues, &account, &wanted, now).await? == WriteOutcome::Done {
            tracing::info!(user.id = %account.user_id, "quiet hours were changed in a conversation");
            return Ok(Recipient { preferences: wanted.into(), ..account });
        }
        account = recipient::read(store, &account.user_id).await?;
    }
    Err(PortError::Throttled("the preferences kept changing".into()))
}

/// Returns the recipients whose linked and confirmed conversation this is.
pub(super) async fn accounts_of<S: Contacts + BatchRead>(
    store: &S,
    chat: ChatId,
) -> Result<Vec<Recipient>, PortError> {
    let mut accounts = bound_to(store, chat).await?;
    let is_ours = |linked: Chat| linked.id == chat && linked.is_confirmed();
    accounts.retain(|recipient| recipient.chat.is_some_and(is_ours));
    Ok(accounts)
}
