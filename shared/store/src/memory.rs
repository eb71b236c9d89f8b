//! The store in memory: the same promises as DynamoDB's, for tests. [`MemoryStore::fail_next`] makes it
//! unreachable for a while.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::notification::{Attempt, InboxItem, InboxState, MAX_ATTEMPTS, Notification};
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, EventId, Time, UserId};
use ports::{
    BatchRead, Connections, Grant, InboxAdvance, InboxLists, InboxWrite, Key, Page, PortError, Position,
    Register, Seen, Snapshot, Tickets, Unread, Written,
};

/// A store in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    recipients: RefCell<HashMap<UserId, Recipient>>,
    inbox: RefCell<BTreeMap<Key, InboxItem>>,
    tickets: RefCell<HashMap<String, (Grant, Time)>>,
    failures: Cell<usize>,
}

impl MemoryStore {
    /// Lets the next `calls` calls fail.
    pub fn fail_next(&self, calls: usize) {
        self.failures.set(calls);
    }

    /// The inbox item, whatever it is.
    pub fn item(&self, user: &UserId, id: &EventId) -> Option<InboxItem> {
        self.inbox.borrow().get(&(user.clone(), id.clone())).cloned()
    }

    /// The registered connections of a user.
    pub fn connections(&self, user: &UserId) -> Vec<Connection> {
        self.recipients.borrow().get(user).map(|recipient| recipient.connections.clone()).unwrap_or_default()
    }

    fn call(&self) -> Result<(), PortError> {
        match self.failures.get() {
            0 => Ok(()),
            failures => {
                self.failures.set(failures - 1);
                Err(PortError::Unavailable("told to fail".into()))
            }
        }
    }

    /// The user's listed items that `wanted` accepts, oldest first.
    fn listed(
        &self,
        user: &UserId,
        wanted: impl Fn(&InboxItem, &Notification) -> bool,
    ) -> Vec<(Position, InboxItem)> {
        let inbox = self.inbox.borrow();
        let mut listed: Vec<_> = inbox
            .iter()
            .filter(|((owner, _), _)| owner == user)
            .filter_map(|(_, item)| {
                let notification = item.notification.as_ref()?;
                let shown = notification.hidden().is_none() && wanted(item, notification);
                shown.then(|| (Position::of(notification), item.clone()))
            })
            .collect();
        listed.sort_by(|(a, _), (b, _)| a.cmp(b));
        listed
    }
}

fn page(mut items: Vec<(Position, InboxItem)>, limit: usize) -> Page {
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|(position, _)| position.clone());
    Page { items: items.into_iter().map(|(_, item)| item).collect(), next }
}

impl BatchRead for MemoryStore {
    async fn read(&self, users: &[UserId], keys: &[Key]) -> Result<Snapshot, PortError> {
        self.call()?;
        let recipients = self.recipients.borrow();
        let inbox = self.inbox.borrow();
        Ok(Snapshot {
            recipients: users
                .iter()
                .filter_map(|user| Some((user.clone(), recipients.get(user)?.clone())))
                .collect(),
            items: keys.iter().filter_map(|key| Some((key.clone(), inbox.get(key)?.clone()))).collect(),
            unreadable: BTreeSet::new(),
        })
    }
}

impl Register for MemoryStore {
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError> {
        self.call()?;
        let mut recipients = self.recipients.borrow_mut();
        let recipient = recipients.entry(user.clone()).or_insert_with(|| Recipient::unknown(user.clone()));
        recipient.connections.retain(|known| known.id != connection.id);
        recipient.connections.push(connection.clone());
        Ok(recipient.clone())
    }
}

impl Connections for MemoryStore {
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError> {
        self.remove_stale(user, connection, Time::from_millis(i64::MAX)).await
    }

    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError> {
        self.call()?;
        if let Some(recipient) = self.recipients.borrow_mut().get_mut(user) {
            recipient
                .connections
                .retain(|known| known.id != *connection || known.registered_at > registered_at);
        }
        Ok(())
    }
}

impl InboxWrite for MemoryStore {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.call()?;
        let key = (notification.user_id.clone(), notification.id.clone());
        let mut inbox = self.inbox.borrow_mut();
        let current = inbox.get(&key);
        if current.map(|item| item.state) != seen {
            return Ok(Written::Conflict(Box::new(current.cloned())));
        }
        let acked_at = current.and_then(|item| item.acked_at);
        let notification = Some(notification.clone());
        inbox.insert(key, InboxItem { state: next, acked_at, notification, attempts: attempts.to_vec() });
        Ok(Written::Done)
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        self.call()?;
        if let Some(item) = self.inbox.borrow_mut().get_mut(&(user.clone(), id.clone()))
            && item.attempts.len() < MAX_ATTEMPTS
        {
            item.attempts.extend_from_slice(attempts);
        }
        Ok(())
    }
}

impl InboxAdvance for MemoryStore {
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: Seen,
        next: InboxState,
        now: Time,
    ) -> Result<Written, PortError> {
        self.call()?;
        let key = (user.clone(), id.clone());
        let mut inbox = self.inbox.borrow_mut();
        let current = inbox.get(&key);
        if current.map(|item| item.state) != seen.state {
            return Ok(Written::Conflict(Box::new(current.cloned())));
        }
        let item = inbox.entry(key).or_insert_with(|| InboxItem {
            state: next,
            acked_at: None,
            notification: None,
            attempts: Vec::new(),
        });
        item.state = next;
        item.acked_at.get_or_insert(now);
        Ok(Written::Done)
    }
}

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

    async fn list(&self, user: &UserId, before: Option<&Position>, limit: usize) -> Result<Page, PortError> {
        self.call()?;
        let mut items = self.listed(user, |_, _| true);
        items.retain(|(position, _)| before.is_none_or(|before| position < before));
        items.reverse();
        Ok(page(items, limit))
    }

    async fn unread_page(&self, user: &UserId, limit: usize) -> Result<Vec<(EventId, Seen)>, PortError> {
        self.call()?;
        let unread = self.listed(user, |item, _| !item.state.is_read());
        let newest = unread.into_iter().rev().take(limit);
        Ok(newest.map(|(position, item)| (position.id, Seen::of(Some(&item)))).collect())
    }

    async fn unread(&self, user: &UserId) -> Result<Unread, PortError> {
        self.call()?;
        let count = self.listed(user, |item, _| !item.state.is_read()).len();
        Ok(Unread { count: count.min(Unread::MOST), more: count > Unread::MOST })
    }
}

impl Tickets for MemoryStore {
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError> {
        self.call()?;
        self.tickets.borrow_mut().insert(ticket_hash.to_owned(), (grant.clone(), expires_at));
        Ok(())
    }

    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError> {
        self.call()?;
        let mut tickets = self.tickets.borrow_mut();
        let is_good = tickets.get(ticket_hash).is_some_and(|(_, expires_at)| now < *expires_at);
        Ok(if is_good { tickets.remove(ticket_hash).map(|(grant, _)| grant) } else { None })
    }
}
