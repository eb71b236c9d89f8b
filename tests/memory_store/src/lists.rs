//! The inbox's lists, in memory.

use std::collections::BTreeMap;
use std::ops::Bound;

use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{InboxItem, InboxState, Notification};
use domain::{EventId, Time, UserId};
use ports::{InboxLists, ItemVersion, Key, Page, PortError, Position, Unread};

use crate::MemoryStore;

impl InboxLists for MemoryStore {
    async fn pending(
        &self,
        user: &UserId,
        after: Option<&Position>,
        limit: usize,
        now: Time,
    ) -> Result<Page, PortError> {
        self.call()?;
        let mut items = self.listed(user, |item, notification| {
            item.state == InboxState::Pending && !notification.is_expired(now)
        });
        items.retain(|(position, _)| after.is_none_or(|after| position > after));
        Ok(page(items, limit))
    }

    async fn list(
        &self,
        user: &UserId,
        filter: &ListFilter,
        before: Option<&Position>,
        limit: usize,
    ) -> Result<Page, PortError> {
        self.call()?;
        let mut items = self.listed(user, |item, notification| {
            filter.accepts_state(item.state) && filter.accepts_content(notification)
        });
        items.retain(|(position, _)| before.is_none_or(|before| position < before));
        items.reverse();
        Ok(page(items, limit))
    }

    async fn unread_page(
        &self,
        user: &UserId,
        limit: usize,
    ) -> Result<Vec<(EventId, ItemVersion)>, PortError> {
        self.call()?;
        let unread = self.listed(user, |item, _| !item.state.is_read());
        let newest = unread.into_iter().rev().take(limit);
        Ok(newest.map(|(position, item)| (position.id, ItemVersion::of(Some(&item)))).collect())
    }

    async fn unread(&self, user: &UserId) -> Result<Unread, PortError> {
        self.call()?;
        let count = self.listed(user, |item, _| !item.state.is_read()).len();
        Ok(Unread { count: count.min(Unread::MAX), more: count > Unread::MAX })
    }
}

impl MemoryStore {
    /// Returns the user's listed items that `wanted` accepts, oldest first.
    fn listed(
        &self,
        user: &UserId,
        wanted: impl Fn(&InboxItem, &Notification) -> bool,
    ) -> Vec<(Position, InboxItem)> {
        let (inbox, overflow) = (self.inbox.borrow(), self.overflow.borrow());
        let mut listed: Vec<_> = of_user(&inbox, user)
            .chain(of_user(&overflow, user))
            .filter_map(|(_, item)| {
                let notification = item.notification.as_ref()?;
                let shown = notification.hidden().is_none() && wanted(item, notification);
                shown.then(|| (Position::of(notification), without_history(item)))
            })
            .collect();
        listed.sort_by(|(a, _), (b, _)| a.cmp(b));
        listed
    }
}

/// Returns the items of this user, without visiting those of other users.
fn of_user<'a>(
    items: &'a BTreeMap<Key, InboxItem>,
    user: &'a UserId,
) -> impl Iterator<Item = (&'a Key, &'a InboxItem)> {
    // The hyphen sorts before all other characters of ids.
    let first = EventId::parse("-").ok().map(|first| (user.clone(), first));
    let from = first.map_or(Bound::Unbounded, Bound::Included);
    let items = items.range((from, Bound::Unbounded));
    items.skip_while(move |((owner, _), _)| owner < user).take_while(move |((owner, _), _)| owner == user)
}

/// Returns the part of an item that a list has.
fn without_history(item: &InboxItem) -> InboxItem {
    InboxItem {
        state: item.state,
        acked_at: item.acked_at,
        seen: None,
        notification: item.notification.clone(),
        attempts: Vec::new(),
        ledger: BTreeMap::new(),
        ladder_step: 0,
        repeats: 0,
        released_as: None,
    }
}

fn page(mut items: Vec<(Position, InboxItem)>, limit: usize) -> Page {
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|(position, _)| position.clone());
    Page { items: items.into_iter().map(|(_, item)| item).collect(), next }
}
