//! Price alerts, their levels, and the states of symbols, in memory.

use std::collections::BTreeMap;
use std::ops::Bound;

use domain::Time;
use domain::alert::{Alert, Bounds, Part, Side};
use domain::event::data::{Id, Symbol};
use domain::ids::UserId;
use ports::{
    Alerts, FeedHealth, LevelPage, Levels, PortError, StaleNotice, SymbolState, UserAlerts, WriteOutcome,
};

use crate::{MemoryStore, found};

impl Alerts for MemoryStore {
    async fn alerts(&self, user: &UserId) -> Result<UserAlerts, PortError> {
        self.call()?;
        let alerts = self.alerts.borrow();
        let alerts = alerts.get(user).into_iter().flat_map(BTreeMap::values).cloned().collect();
        let created = self.created.borrow();
        let (revision, creation_bucket) = created.get(user).copied().unwrap_or((0, Time::EPOCH));
        Ok(UserAlerts { alerts, revision, creation_bucket })
    }

    async fn create_alert(
        &self,
        alert: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let mut created = self.created.borrow_mut();
        let created = created.entry(alert.user_id.clone()).or_insert((0, Time::EPOCH));
        let mut alerts = self.alerts.borrow_mut();
        let alerts = alerts.entry(alert.user_id.clone()).or_default();
        if created.0 != seen || alerts.contains_key(&alert.id) {
            return Ok(WriteOutcome::Conflict);
        }
        *created = (seen + 1, creation_bucket);
        alerts.insert(alert.id.clone(), alert.clone());
        self.place_level(None, Some(alert));
        self.watch(alert);
        Ok(WriteOutcome::Done)
    }

    async fn pause_alert(&self, active: &Alert, paused: &Alert) -> Result<WriteOutcome, PortError> {
        self.mark(active, paused).await
    }

    async fn resume_alert(
        &self,
        paused: &Alert,
        resumed: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let mut created = self.created.borrow_mut();
        let mut alerts = self.alerts.borrow_mut();
        let stored = alerts.get_mut(&paused.user_id).and_then(|alerts| alerts.get_mut(&paused.id));
        let Some(stored) = stored.filter(|alert| is_as(alert, paused)) else {
            return Ok(WriteOutcome::Conflict);
        };
        let created = created.entry(paused.user_id.clone()).or_insert((0, Time::EPOCH));
        if created.0 != seen {
            return Ok(WriteOutcome::Conflict);
        }
        *created = (seen + 1, creation_bucket);
        *stored = resumed.clone();
        self.place_level(Some(paused), Some(resumed));
        self.watch(resumed);
        Ok(WriteOutcome::Done)
    }

    async fn delete_alert(&self, seen: &Alert) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let mut alerts = self.alerts.borrow_mut();
        let Some(alerts) = alerts.get_mut(&seen.user_id) else { return Ok(WriteOutcome::Done) };
        if alerts.get(&seen.id).is_some_and(|alert| !is_as(alert, seen)) {
            return Ok(WriteOutcome::Conflict);
        }
        let deleted = alerts.remove(&seen.id);
        self.place_level(deleted.as_ref(), None);
        Ok(WriteOutcome::Done)
    }
}

impl Levels for MemoryStore {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.call()?;
        Ok(found(&self.symbols.borrow(), symbols))
    }

    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError> {
        self.call()?;
        let (levels, alerts) = (self.levels.borrow(), self.alerts.borrow());
        let Some(levels) = levels.get(&(symbol.clone(), part, side)) else { return Ok(LevelPage::default()) };
        let behind = after.map_or(Bound::Unbounded, Bound::Excluded);
        let all: Bound<&str> = Bound::Unbounded;
        let page: Vec<_> = match side {
            Side::Up => levels.range::<str, _>((behind, all)).take(limit + 1).collect(),
            Side::Down => levels.range::<str, _>((all, behind)).rev().take(limit + 1).collect(),
        };
        let next = page.get(limit).and_then(|_| page.get(limit - 1)).map(|(key, _)| (*key).clone());
        let alerts =
            page.into_iter().take(limit).filter_map(|(_, (user, id))| alerts.get(user)?.get(id).cloned());
        Ok(LevelPage { alerts: alerts.collect(), next })
    }

    async fn mark(&self, before: &Alert, after: &Alert) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let mut alerts = self.alerts.borrow_mut();
        match alerts.get_mut(&before.user_id).and_then(|alerts| alerts.get_mut(&before.id)) {
            Some(alert) if is_as(alert, before) => {
                alert.phase = after.phase;
                alert.resumed_at = after.resumed_at;
                self.place_level(Some(before), Some(after));
                Ok(WriteOutcome::Done)
            }
            Some(_) | None => Ok(WriteOutcome::Conflict),
        }
    }

    async fn increment_epoch(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.call()?;
        Ok(self.bump_epoch(symbol))
    }

    async fn set_bounds(
        &self,
        symbol: &Symbol,
        bounds: &Bounds,
        epoch: u64,
    ) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let set = |state: &mut SymbolState| {
            let is_good = state.epoch == epoch;
            if is_good {
                state.bounds = Some(*bounds);
            }
            is_good
        };
        Ok(stored(self.change_symbol(symbol, set)))
    }

    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.call()?;
        let opened = self.change_symbol(symbol, |state| {
            state.jobs.opened += 1;
            state.jobs.opened
        });
        opened.ok_or_else(|| PortError::Refused("the symbol never had an alert".into()))
    }

    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError> {
        self.call()?;
        self.change_symbol(symbol, |state| {
            let finished = &mut state.jobs.finished[usize::from(part.number())];
            *finished = number.max(*finished);
        });
        Ok(())
    }
}

impl FeedHealth for MemoryStore {
    async fn record_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError> {
        self.call()?;
        self.change_symbol(symbol, |state| state.last_tick_at = state.last_tick_at.max(Some(made_at)));
        Ok(())
    }

    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.call()?;
        Ok(self.symbols.borrow().clone())
    }

    async fn record_stale_notice(
        &self,
        symbol: &Symbol,
        notice: Option<&StaleNotice>,
    ) -> Result<(), PortError> {
        self.call()?;
        self.change_symbol(symbol, |state| state.stale = notice.copied());
        Ok(())
    }

    async fn mark_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let noted = self.change_symbol(symbol, |state| {
            let is_as_seen = state.epoch == epoch;
            if is_as_seen {
                state.idle_until = Some(Time::from_millis(until.as_seconds() * 1_000));
            }
            is_as_seen
        });
        Ok(stored(noted))
    }

    async fn delete_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let mut symbols = self.symbols.borrow_mut();
        let is_as_seen = symbols.get(symbol).is_some_and(|state| {
            (state.epoch, state.jobs.opened) == (seen.epoch, seen.jobs.opened) && state.idle_until.is_some()
        });
        if is_as_seen {
            symbols.remove(symbol);
        }
        Ok(stored(Some(is_as_seen)))
    }
}

fn place(alert: &Alert) -> (UserId, Id) {
    (alert.user_id.clone(), alert.id.clone())
}

/// Whether the alert is still in the phase of `seen`, and was not deleted and created again.
fn is_as(alert: &Alert, seen: &Alert) -> bool {
    (alert.phase, alert.created_at) == (seen.phase, seen.created_at)
}

fn stored(is_done: Option<bool>) -> WriteOutcome {
    if is_done == Some(true) { WriteOutcome::Done } else { WriteOutcome::Conflict }
}

impl MemoryStore {
    /// Moves an alert's level from its former place to its current one.
    fn place_level(&self, before: Option<&Alert>, after: Option<&Alert>) {
        let mut levels = self.levels.borrow_mut();
        let mut at = |alert: &Alert| {
            let level = alert.level()?;
            let of = (alert.symbol.clone(), Part::of(&alert.id), level.side);
            Some((of, store::level_key(&level, &alert.id)))
        };
        if let Some((of, key)) = before.and_then(&mut at)
            && let Some(levels) = levels.get_mut(&of)
        {
            levels.remove(&key);
        }
        if let Some(alert) = after
            && let Some((of, key)) = at(alert)
        {
            levels.entry(of).or_default().insert(key, place(alert));
        }
    }

    /// Increments the epoch of the symbol of a new or resumed alert, and ends the symbol's idle state.
    fn watch(&self, alert: &Alert) {
        self.bump_epoch(&alert.symbol);
        self.change_symbol(&alert.symbol, |state| {
            state.watched_since.get_or_insert(alert.watched_from());
            state.idle_until = None;
        });
    }

    fn bump_epoch(&self, symbol: &Symbol) -> u64 {
        let mut symbols = self.symbols.borrow_mut();
        let state = symbols.entry(symbol.clone()).or_default();
        state.epoch += 1;
        state.bounds = None;
        state.epoch
    }

    /// Changes the state of a symbol, if it has one.
    fn change_symbol<T>(&self, symbol: &Symbol, change: impl FnOnce(&mut SymbolState) -> T) -> Option<T> {
        self.symbols.borrow_mut().get_mut(symbol).map(change)
    }
}
