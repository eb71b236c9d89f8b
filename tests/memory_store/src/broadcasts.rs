//! Broadcasts and connected users, in memory.

use std::collections::BTreeMap;
use std::ops::Bound;

use domain::recipient::Recipient;
use domain::shard::{Shard, hash};
use domain::{EventId, Time, UserId};
use ports::{
    BroadcastRead, BroadcastWrite, ConnectedUsers, ConnectedWrite, DryRunWrite, DryRuns, PortError, Position,
    RecipientPage, RecipientPages, Segment, StoredBroadcast,
};

use crate::MemoryStore;

impl BroadcastWrite for MemoryStore {
    async fn put_broadcast(&self, broadcast: &StoredBroadcast) -> Result<Option<StoredBroadcast>, PortError> {
        self.call()?;
        let mut broadcasts = self.broadcasts.borrow_mut();
        if let Some(first) = broadcasts.get(&broadcast.id) {
            return Ok(Some(first.clone()));
        }
        broadcasts.insert(broadcast.id.clone(), broadcast.clone());
        Ok(None)
    }
}

impl BroadcastRead for MemoryStore {
    async fn broadcasts(
        &self,
        _: &UserId,
        from: Time,
        after: Option<&Position>,
        limit: usize,
    ) -> Result<(Vec<StoredBroadcast>, Option<Position>), PortError> {
        self.call()?;
        let broadcasts = self.broadcasts.borrow();
        let is_wanted = |broadcast: &&StoredBroadcast| {
            broadcast.live_at >= from && after.is_none_or(|after| broadcast.position() > *after)
        };
        let mut found: Vec<_> = broadcasts.values().filter(is_wanted).cloned().collect();
        found.sort_by_key(StoredBroadcast::position);
        let is_more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().map(StoredBroadcast::position).filter(|_| is_more);
        Ok((found, next))
    }

    async fn record_broadcasts_until(&self, user: &UserId, until: Time) -> Result<(), PortError> {
        self.call()?;
        self.change(user, |recipient| {
            recipient.broadcasts_until = recipient.broadcasts_until.max(Some(until));
        });
        Ok(())
    }
}

impl ConnectedUsers for MemoryStore {
    async fn broadcast(&self, id: &EventId) -> Result<Option<StoredBroadcast>, PortError> {
        self.call()?;
        Ok(self.broadcasts.borrow().get(id).cloned())
    }

    async fn connected_users(
        &self,
        shard: Shard,
        after: Option<&UserId>,
        limit: usize,
        now: Time,
    ) -> Result<Vec<UserId>, PortError> {
        self.call()?;
        let connected = self.connected.borrow();
        let behind = after.map_or(Bound::Unbounded, Bound::Excluded);
        let users = connected.range::<UserId, _>((behind, Bound::Unbounded));
        let users = users.filter(|(user, until)| Shard::of(user) == shard && now < **until);
        Ok(users.map(|(user, _)| user.clone()).take(limit).collect())
    }
}

impl DryRunWrite for MemoryStore {
    async fn put_dry_run(&self, broadcast: &StoredBroadcast) -> Result<Time, PortError> {
        self.call()?;
        let mut dry_runs = self.dry_runs.borrow_mut();
        if let Some((known, _)) = dry_runs.get(&broadcast.id)
            && known.body == broadcast.body
        {
            return Ok(known.live_at);
        }
        dry_runs.insert(broadcast.id.clone(), (broadcast.clone(), None));
        Ok(broadcast.live_at)
    }
}

impl DryRuns for MemoryStore {
    async fn dry_run(&self, id: &EventId) -> Result<Option<(StoredBroadcast, Option<String>)>, PortError> {
        self.call()?;
        Ok(self.dry_runs.borrow().get(id).cloned())
    }

    async fn put_dry_run_result(&self, id: &EventId, stored_at: Time, result: &str) -> Result<(), PortError> {
        self.call()?;
        if let Some((known, own)) = self.dry_runs.borrow_mut().get_mut(id)
            && known.live_at == stored_at
        {
            *own = Some(result.to_owned());
        }
        Ok(())
    }
}

impl RecipientPages for MemoryStore {
    async fn recipients(
        &self,
        segment: Segment,
        after: Option<&str>,
        limit: usize,
    ) -> Result<RecipientPage, PortError> {
        self.call()?;
        let recipients = self.recipients.borrow();
        let of_segment = recipients.iter().filter(|(user, _)| {
            hash(user.as_str(), segment.of) == segment.number
                && after.is_none_or(|after| user.as_str() > after)
        });
        let page: Vec<Recipient> = of_segment.map(|(_, recipient)| recipient.clone()).take(limit).collect();
        // As with DynamoDB, a full page has a next one even if that is empty.
        let last = page.last().filter(|_| page.len() == limit);
        Ok(RecipientPage { next: last.map(|last| last.user_id.to_string()), recipients: page })
    }
}

impl ConnectedWrite for MemoryStore {
    async fn record_connected(&self, user: &UserId, until: Time) -> Result<(), PortError> {
        self.call()?;
        self.connected.borrow_mut().insert(user.clone(), until);
        Ok(())
    }
}

impl MemoryStore {
    /// Returns all dry runs: the time at which each was stored last, and its result once it is known.
    pub fn stored_dry_runs(&self) -> BTreeMap<EventId, (Time, Option<String>)> {
        let dry_runs = self.dry_runs.borrow();
        dry_runs.iter().map(|(id, (run, result))| (id.clone(), (run.live_at, result.clone()))).collect()
    }

    /// Returns the stored broadcasts, in the order of their IDs.
    pub fn stored_broadcasts(&self) -> Vec<StoredBroadcast> {
        self.broadcasts.borrow().values().cloned().collect()
    }
}
