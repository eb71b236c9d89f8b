//! Acks in a Telegram conversation: by a button, by a reply to a message, or of the newest notification.

use domain::delivery::DeliveryKey;
use domain::locale::Locale;
use domain::recipient::Recipient;
use domain::recipient::contact::ChatId;
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{Ack, InboxItem};
use domain::{Channel, Priority, Time};
use ports::{
    AckHandles, BatchRead, Contacts, Enqueue, InboxAdvance, InboxLists, Key, PortError, PreferencesWrite,
    Scheduler,
};

use super::chat_commands::{AckTarget, accounts_of};
use crate::ack::{ack, ack_by_handle_in_chat};
use crate::connect::set_snooze;
use crate::overflow;

/// The number of the newest notifications of an account among which that of a message is looked for.
const LOOKED_AT: usize = 100;

platform_alias! {
    /// Ports that acks in a conversation use: those of acks, the lists, and the accounts of conversations.
    pub ChatAckPlatform:
        Store: BatchRead + InboxAdvance + InboxLists + AckHandles + Contacts,
        Queues: Enqueue,
}

/// Acks a notification of one of the conversation's accounts as seen, and returns the notification's first
/// ack with the account's language and time zone. `None` if there is no such notification.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn ack_in_chat<P: ChatAckPlatform>(
    platform: &P,
    chat: ChatId,
    target: AckTarget<'_>,
) -> Result<Option<(Ack, Locale)>, PortError> {
    let accounts = accounts_of(platform.store(), chat).await?;
    let key = match target {
        AckTarget::Handle(handle) => {
            let acked = ack_by_handle_in_chat(platform, handle, chat).await?;
            let locale = acked.as_ref().and_then(|(user, _)| {
                accounts.iter().find(|account| account.user_id == *user).map(|account| account.locale(None))
            });
            return Ok(acked.map(|(_, ack)| (ack, locale.unwrap_or_default())));
        }
        AckTarget::Message(message) => {
            let message = message.to_string();
            let is_it = |item: &InboxItem| sent_as(item).any(|id| id == message);
            find(platform, &accounts, is_it).await?
        }
        AckTarget::Newest => {
            let is_it = |item: &InboxItem| is_unseen_critical(item) && sent_as(item).next().is_some();
            find(platform, &accounts, is_it).await?
        }
    };
    let Some((account, key)) = key else { return Ok(None) };
    let ack = ack(platform, &key, &DeliveryKey::of_channel(Channel::Telegram)).await?;
    Ok(ack.map(|ack| (ack, account.locale(None))))
}

/// Returns the provider's IDs of the messages that the notification was sent with to the conversation.
fn sent_as(item: &InboxItem) -> impl Iterator<Item = &str> {
    let entry = item.ledger.get(&DeliveryKey::of_channel(Channel::Telegram));
    entry.into_iter().flat_map(|entry| &entry.attempts).filter_map(|attempt| attempt.provider_id.as_deref())
}

fn is_unseen_critical(item: &InboxItem) -> bool {
    let is_critical = item.notification.as_ref().is_some_and(|n| n.priority == Priority::P0);
    is_critical && !item.state.is_seen()
}

/// Returns the newest notification of the accounts that fits, among the newest ones of each.
async fn find<'a, P: ChatAckPlatform>(
    platform: &P,
    accounts: &'a [Recipient],
    fits: impl Fn(&InboxItem) -> bool,
) -> Result<Option<(&'a Recipient, Key)>, PortError> {
    let mut found: Option<(Time, &Recipient, Key)> = None;
    for account in accounts {
        let page = platform.store().list(&account.user_id, &ListFilter::default(), None, LOOKED_AT).await?;
        let listed = page.items.iter().filter_map(|item| item.notification.as_ref());
        let keys: Vec<Key> = listed.map(|listed| (account.user_id.clone(), listed.id.clone())).collect();
        // A list has no ledger.
        let items = overflow::read(platform.store(), &[], &keys, &[]).await?.items;
        for (key, item) in items {
            let Some(at) = item.notification.as_ref().map(|notification| notification.occurred_at) else {
                continue;
            };
            if fits(&item) && found.as_ref().is_none_or(|(newest, ..)| *newest < at) {
                found = Some((at, account, key));
            }
        }
    }
    Ok(found.map(|(_, account, key)| (account, key)))
}

/// Starts or ends the snooze of the conversation's accounts, and returns its end with the time zone of the
/// first account; `None` if the conversation is linked to none.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn snooze_chat<S: Contacts + BatchRead + PreferencesWrite + Scheduler>(
    store: &S,
    chat: ChatId,
    until: Option<Time>,
    now: Time,
) -> Result<Option<(Option<Time>, Locale)>, PortError> {
    let mut snoozed = None;
    for account in accounts_of(store, chat).await? {
        let until = set_snooze(store, &account.user_id, until, now).await?;
        snoozed.get_or_insert_with(|| (until, account.locale(None)));
    }
    Ok(snoozed)
}
