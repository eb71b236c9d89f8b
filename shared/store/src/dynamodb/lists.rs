//! The inbox's lists, read from the only index.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::Select;
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::InboxItem;
use domain::{EventId, Time, UserId};
use futures_util::future::try_join_all;
use ports::{InboxLists, ItemVersion, Page, PortError, Position, Unread};

use super::{DynamoStore, classify};
use crate::item::{self, Attributes};
use crate::keys::{self, Class};

/// The number of items per query after the first query has found expired items.
const FURTHER_LOOK: usize = 500;

/// The maximum number of queries per page: a user who returns to an inbox full of expired
/// notifications gets a short page and a cursor instead of a timeout.
const LOOKS: usize = 8;

/// The number of items per query after the first ones of a list have found too few that its filter selects.
const FURTHER_SEARCH: usize = 100;

/// The maximum number of times that a page of a list reads its classes. With [`FURTHER_SEARCH`] and four
/// parts, a filter that selects little searches some two thousand notifications per page, at 15 queries each
/// time at most, and then the page is short and has a cursor.
const SEARCHES: usize = 5;

impl InboxLists for DynamoStore {
    async fn pending(
        &self,
        user: &UserId,
        after: Option<&Position>,
        limit: usize,
        now: Time,
    ) -> Result<Page, PortError> {
        let mut page = Page::default();
        let mut from = after.cloned();
        let mut look = limit + 2;
        for _ in 0..LOOKS {
            let range = keys::list_range(Class::Pending, from.as_ref(), None);
            let stretch = self.stretch(user, range, look, true).await?;
            let reached = stretch.reached;
            let rest = stretch
                .items
                .into_iter()
                .filter(|(position, _)| from.as_ref().is_none_or(|from| position > from));
            for (_, item) in rest {
                if item.notification.as_ref().is_none_or(|notification| notification.is_expired(now)) {
                    continue;
                }
                if page.items.len() == limit {
                    page.next =
                        page.items.last().and_then(|item| item.notification.as_ref()).map(Position::of);
                    return Ok(page);
                }
                page.items.push(item);
            }
            let Some(reached) = reached else { return Ok(page) };
            from = Some(reached);
            look = FURTHER_LOOK;
        }
        page.next = from;
        Ok(page)
    }

    async fn list(
        &self,
        user: &UserId,
        filter: &ListFilter,
        before: Option<&Position>,
        limit: usize,
    ) -> Result<Page, PortError> {
        let mut page = Page::default();
        let mut before = before.cloned();
        let mut look = limit + 2;
        for _ in 0..SEARCHES {
            let (found, reached) = self.newest(user, filter, before.as_ref(), look).await?;
            for (_, item) in found {
                if !item.notification.as_ref().is_some_and(|notification| filter.accepts_content(notification))
                {
                    continue;
                }
                if page.items.len() == limit {
                    page.next =
                        page.items.last().and_then(|item| item.notification.as_ref()).map(Position::of);
                    return Ok(page);
                }
                page.items.push(item);
            }
            let Some(reached) = reached else { return Ok(page) };
            before = Some(reached);
            look = FURTHER_SEARCH;
        }
        page.next = before;
        Ok(page)
    }

    async fn unread_page(
        &self,
        user: &UserId,
        limit: usize,
    ) -> Result<Vec<(EventId, ItemVersion)>, PortError> {
        // The parts are not merged by how far each was read: the range has two classes, each with
        // an order of its own.
        let stretches = self.stretches(user, &keys::unread_range(), limit, false).await?;
        let mut unread: Vec<_> = stretches.into_iter().flat_map(|stretch| stretch.items).collect();
        unread.sort_by(|(a, _), (b, _)| b.cmp(a));
        unread.truncate(limit);
        Ok(unread.into_iter().map(|(position, item)| (position.id, ItemVersion::of(Some(&item)))).collect())
    }

    async fn unread(&self, user: &UserId) -> Result<Unread, PortError> {
        let parts = keys::inbox_parts(user).map(|part| self.unread_in(part));
        let counted: usize = try_join_all(parts).await?.into_iter().sum();
        Ok(Unread { count: counted.min(Unread::MAX), more: counted > Unread::MAX })
    }
}

/// A page of a range of the index, in the requested order.
struct Stretch {
    items: Vec<(Position, InboxItem)>,
    /// The last position that was read, if the range continues behind it.
    reached: Option<Position>,
}

impl DynamoStore {
    /// Reads up to `look` items of each class and part before `before`, as far as the state of the filter
    /// selects them, newest first. Also returns the position up to which all of them were read; `None` if that
    /// is the end.
    async fn newest(
        &self,
        user: &UserId,
        filter: &ListFilter,
        before: Option<&Position>,
        look: usize,
    ) -> Result<(Vec<(Position, InboxItem)>, Option<Position>), PortError> {
        // The classes are read one after the other, in the order in which items move through them.
        // So an item that is acked, read or archived meanwhile is found at least once; if it is found
        // twice, the later class is the current one. Only a move that the trader takes back at this
        // moment can be missed (`infra/adr/0002-one-inbox-item-one-index.md`).
        let mut stretches = Vec::new();
        for class in Class::listed(filter) {
            let range = keys::list_range(*class, None, before);
            stretches.insert(0, self.stretch(user, range, look, false).await?);
        }
        // A query that stopped early does not cover items further back, so the merged list ends
        // there.
        let floor = stretches.iter().filter_map(|stretch| stretch.reached.clone()).max();
        let mut all: Vec<_> = stretches
            .into_iter()
            .flat_map(|stretch| stretch.items)
            .filter(|(position, _)| before.is_none_or(|before| position < before))
            .filter(|(position, _)| floor.as_ref().is_none_or(|floor| position >= floor))
            .collect();
        all.sort_by(|(a, _), (b, _)| b.cmp(a));
        all.dedup_by(|(a, _), (b, _)| a == b);
        Ok((all, floor))
    }

    pub(super) fn query(&self, part: &str, (low, high): (String, String)) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.tables.inbox)
            .index_name(keys::BY_TIME)
            .consistent_read(true)
            .key_condition_expression("#user = :user AND #key BETWEEN :low AND :high")
            .expression_attribute_names("#user", keys::USER_ID)
            .expression_attribute_names("#key", keys::LIST_KEY)
            .expression_attribute_values(":user", item::text(part))
            .expression_attribute_values(":low", item::text(low))
            .expression_attribute_values(":high", item::text(high))
    }

    /// Returns the number of unread notifications in a part, counted up to one above
    /// [`Unread::MAX`].
    async fn unread_in(&self, part: String) -> Result<usize, PortError> {
        let mut counted = 0;
        let mut start: Option<Attributes> = None;
        loop {
            let limit = i32::try_from(Unread::MAX + 1 - counted).unwrap_or(1);
            let output = self
                .query(&part, keys::unread_range())
                .select(Select::Count)
                .limit(limit)
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(|error| classify(&error))?;
            counted += usize::try_from(output.count).unwrap_or(0);
            start = output.last_evaluated_key.filter(|key| !key.is_empty());
            if counted > Unread::MAX || start.is_none() {
                return Ok(counted);
            }
        }
    }

    /// Reads up to `limit` items of the range in every part.
    async fn stretches(
        &self,
        user: &UserId,
        range: &(String, String),
        limit: usize,
        forward: bool,
    ) -> Result<Vec<Stretch>, PortError> {
        let looks = keys::inbox_parts(user)
            .map(|part| async move { self.stretch_of(&part, range.clone(), limit, forward).await });
        try_join_all(looks).await
    }

    /// Reads up to `limit` items of the range in every part and merges them. Items beyond the point
    /// that all parts have reached are left out: a part that stopped before it may have further
    /// items there.
    async fn stretch(
        &self,
        user: &UserId,
        range: (String, String),
        limit: usize,
        forward: bool,
    ) -> Result<Stretch, PortError> {
        let stretches = self.stretches(user, &range, limit, forward).await?;
        let reached = stretches.iter().filter_map(|stretch| stretch.reached.clone());
        let reached = if forward { reached.min() } else { reached.max() };
        let is_within = |position: &Position| match &reached {
            None => true,
            Some(reached) if forward => position <= reached,
            Some(reached) => position >= reached,
        };
        let mut items: Vec<_> = stretches.into_iter().flat_map(|stretch| stretch.items).collect();
        items.retain(|(position, _)| is_within(position));
        items.sort_by(|(a, _), (b, _)| if forward { a.cmp(b) } else { b.cmp(a) });
        Ok(Stretch { items, reached })
    }

    async fn stretch_of(
        &self,
        part: &str,
        range: (String, String),
        limit: usize,
        forward: bool,
    ) -> Result<Stretch, PortError> {
        let output = self
            .query(part, range)
            .scan_index_forward(forward)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(|error| classify(&error))?;
        let found = output.items.unwrap_or_default();
        let mut items = Vec::with_capacity(found.len());
        for attributes in &found {
            let read = item::position(attributes)
                .and_then(|position| item::listed(attributes).map(|item| (position, item)));
            match read {
                Ok(item) => items.push(item),
                // Only this item is left out; the user can do nothing about the error.
                Err(error) => tracing::error!(%error, inbox.part = part, "an inbox item cannot be read"),
            }
        }
        // The position comes from the key, because the last item itself may be unreadable.
        let last = output.last_evaluated_key.filter(|key| !key.is_empty());
        let reached = last.as_ref().and_then(|key| item::position_of_key(key).ok());
        Ok(Stretch { items, reached })
    }
}
