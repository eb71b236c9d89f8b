//! The schedule, the work deferred to the end of quiet hours, and the inputs of daily reports, in
//! memory.

use std::ops::Bound;

use domain::Time;
use domain::ids::{EventId, UserId};
use domain::routing::report::{Activity, PublishedPnl, Reported};
use domain::shard::Shard;
use ports::{
    Deferrals, Draft, ItemWriteOutcome, Key, Pnl, PortError, Reports, Schedule, ScheduledCheck, Scheduler,
    Waiting, WriteOutcome, minute_of,
};

use crate::MemoryStore;

impl Scheduler for MemoryStore {
    async fn schedule_check(&self, user: &UserId, at: Time, version: &str) -> Result<(), PortError> {
        self.call()?;
        let mut schedule = self.schedule.borrow_mut();
        let part = schedule.entry(Shard::of(user)).or_default();
        part.insert((minute_of(at), user.clone()), version.to_owned());
        Ok(())
    }
}

impl Schedule for MemoryStore {
    async fn due(
        &self,
        shard: Shard,
        now: Time,
        after: Option<&ScheduledCheck>,
        limit: usize,
    ) -> Result<Vec<ScheduledCheck>, PortError> {
        self.call()?;
        let schedule = self.schedule.borrow();
        let behind = match after {
            Some(after) => Bound::Excluded((after.at, after.user_id.clone())),
            None => Bound::Unbounded,
        };
        let part = schedule.get(&shard).into_iter();
        let waiting = part.flat_map(|part| part.range((behind.clone(), Bound::Unbounded)));
        Ok(waiting.take_while(|((at, _), _)| *at <= now).take(limit).map(wake).collect())
    }

    async fn settle(&self, wake: &ScheduledCheck) -> Result<(), PortError> {
        self.call()?;
        let place = (wake.at, wake.user_id.clone());
        let mut schedule = self.schedule.borrow_mut();
        if let Some(part) = schedule.get_mut(&Shard::of(&wake.user_id))
            && part.get(&place) == Some(&wake.version)
        {
            part.remove(&place);
        }
        Ok(())
    }
}

pub(crate) fn wake(((at, user), version): (&(Time, UserId), &String)) -> ScheduledCheck {
    ScheduledCheck { at: *at, user_id: user.clone(), version: version.clone() }
}

impl Deferrals for MemoryStore {
    async fn defer(&self, key: &Key, _: Time) -> Result<(), PortError> {
        self.call()?;
        let (user, id) = key.clone();
        self.deferred.borrow_mut().entry(user).or_default().insert(id);
        Ok(())
    }

    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError> {
        self.call()?;
        let drafts = self.drafts.borrow();
        let drafts = drafts.get(user).into_iter().flatten();
        let open = drafts.filter_map(|(id, items)| Some(Draft { id: id.clone(), items: items.clone()? }));
        Ok(Waiting { items: self.deferred(user), drafts: open.collect() })
    }

    async fn draft(&self, draft: &Draft, seen: &ScheduledCheck, _: Time) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let user = &seen.user_id;
        let mut drafts = self.drafts.borrow_mut();
        let drafts = drafts.entry(user.clone()).or_default();
        let mut schedule = self.schedule.borrow_mut();
        let part = schedule.entry(Shard::of(user)).or_default();
        match part.get_mut(&(seen.at, user.clone())) {
            Some(version) if *version == seen.version && !drafts.contains_key(&draft.id) => {
                draft.id.as_str().clone_into(version);
                drafts.insert(draft.id.clone(), Some(draft.items.clone()));
                Ok(WriteOutcome::Done)
            }
            Some(_) | None => Ok(WriteOutcome::Conflict),
        }
    }

    async fn release(&self, key: &Key, released_as: &EventId) -> Result<ItemWriteOutcome, PortError> {
        self.call()?;
        let (mut inbox, mut overflow) = (self.inbox.borrow_mut(), self.overflow.borrow_mut());
        match inbox.get_mut(key).or_else(|| overflow.get_mut(key)) {
            Some(item) if item.released_as.as_ref() == Some(released_as) => Ok(ItemWriteOutcome::Done),
            Some(item) if item.released_as.is_none() && item.state.is_written() && !item.state.is_seen() => {
                item.released_as = Some(released_as.clone());
                Ok(ItemWriteOutcome::Done)
            }
            current => Ok(ItemWriteOutcome::Conflict(Box::new(current.cloned()))),
        }
    }

    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError> {
        self.call()?;
        if let Some(deferred) = self.deferred.borrow_mut().get_mut(user) {
            deferred.retain(|id| !items.contains(id));
        }
        Ok(())
    }

    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError> {
        self.call()?;
        self.drafts.borrow_mut().entry(user.clone()).or_default().insert(draft.clone(), None);
        Ok(())
    }
}

impl Reports for MemoryStore {
    async fn activity(&self, user: &UserId, from: Time, until: Time) -> Result<Activity, PortError> {
        self.call()?;
        let mut activity = Activity::default();
        for ((owner, _), item) in self.inbox.borrow().iter().chain(self.overflow.borrow().iter()) {
            if let Some(notification) = &item.notification
                && owner == user
                && (from..until).contains(&notification.occurred_at)
                && !notification.is_backfilled()
            {
                activity.count(notification.event_type);
            }
        }
        Ok(activity)
    }

    async fn record_report(&self, user: &UserId, reported: &Reported) -> Result<(), PortError> {
        self.call()?;
        self.change(user, |recipient| {
            if recipient.reported.as_ref().is_none_or(|known| known < reported) {
                recipient.reported = Some(reported.clone());
            }
        });
        Ok(())
    }
}

impl Pnl for MemoryStore {
    async fn record_pnl(&self, user: &UserId, pnl: &PublishedPnl) -> Result<(), PortError> {
        self.call()?;
        self.change(user, |recipient| {
            if recipient.pnl.as_ref().is_none_or(|known| known.at < pnl.at) {
                recipient.pnl = Some(pnl.clone());
            }
        });
        Ok(())
    }
}
