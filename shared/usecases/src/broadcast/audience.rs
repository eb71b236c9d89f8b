//! The match of a broadcast's audience with traders.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use domain::UserId;
use domain::event::broadcast::Broadcast;
use domain::recipient::Recipient;
use domain::topics::{NO_TOPICS, Topics};
use ports::{PortError, TopicsRead};

/// Returns the next of the traders that an audience names, in their order, at most `limit`, and the position behind
/// which the others are; `None` at the end.
pub(super) fn named_page(
    named: &BTreeSet<UserId>,
    after: Option<&str>,
    limit: usize,
) -> (Vec<UserId>, Option<String>) {
    let behind = named.iter().filter(|user| after.is_none_or(|after| user.as_str() > after));
    let users: Vec<UserId> = behind.take(limit).cloned().collect();
    let next = users.last().filter(|_| users.len() == limit).map(UserId::to_string);
    (users, next)
}

/// The number of users whose topics are read at a time, the maximum of [`TopicsRead::topics`].
const AT_ONCE: usize = 100;

/// The topics of some traders, as far as audiences ask for them.
pub(super) struct AudienceTopics {
    /// `None` if no audience asks for topics.
    known: Option<BTreeMap<UserId, Topics>>,
}

impl AudienceTopics {
    /// Reads the topics of these users, a hundred at a time, if the audience of one of the broadcasts asks for topics.
    /// Otherwise it makes no call.
    ///
    /// # Errors
    /// Those of [`TopicsRead::topics`].
    pub(super) async fn read(
        store: &impl TopicsRead,
        broadcasts: &[Broadcast],
        users: &[UserId],
    ) -> Result<Self, PortError> {
        let are_needed = !users.is_empty() && broadcasts.iter().any(Broadcast::asks_for_topics);
        if !are_needed {
            return Ok(Self { known: None });
        }
        let mut known = BTreeMap::new();
        for users in users.chunks(AT_ONCE) {
            known.extend(store.topics(users).await?);
        }
        Ok(Self { known: Some(known) })
    }

    /// Reads the topics of these recipients in the same way.
    ///
    /// # Errors
    /// Those of [`TopicsRead::topics`].
    pub(super) async fn of(
        store: &impl TopicsRead,
        broadcast: &Broadcast,
        recipients: &[Recipient],
    ) -> Result<Self, PortError> {
        let users: Vec<UserId> = recipients.iter().map(|recipient| recipient.user_id.clone()).collect();
        Self::read(store, slice::from_ref(broadcast), &users).await
    }

    /// Whether one of these broadcasts is addressed to the trader. One that asks for topics is not if the trader's
    /// cannot be read: they could exclude the trader.
    pub(super) fn include(&self, recipient: &Recipient, broadcast: &Broadcast) -> bool {
        let topics = match &self.known {
            _ if !broadcast.asks_for_topics() => Some(&NO_TOPICS),
            None => None,
            Some(known) => known.get(&recipient.user_id),
        };
        topics.is_some_and(|topics| recipient.is_addressed_by(broadcast, topics))
    }
}
