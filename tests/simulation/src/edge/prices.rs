//! Alerts by their levels, and the states of symbols.

use std::collections::BTreeMap;

use domain::Time;
use domain::UserId;
use domain::alert::{Alert, Bounds, Part, Side};
use domain::data::Symbol;
use ports::{Alerts, Feeds, LevelPage, Levels, PortError, StaleNotice, Stored, SymbolState, UserAlerts};

use super::Edge;
use crate::mutants::{self, Mutant};
use crate::quotas::Table;
use crate::sights::Sight;

impl Alerts for Edge {
    async fn alerts(&self, user: &UserId) -> Result<UserAlerts, PortError> {
        self.call(async || self.world.store.alerts(user).await).await
    }

    async fn create_alert(
        &self,
        alert: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<Stored, PortError> {
        self.write((Table::Alerts, alert.user_id.as_str(), 2), async || {
            let stored = self.world.store.create_alert(alert, seen, creation_bucket).await;
            if stored == Ok(Stored::Done) {
                self.world.note("created", self.number, format_args!("{alert:?}"));
                self.world.market.borrow_mut().created(alert);
            }
            stored
        })
        .await
    }

    async fn delete_alert(&self, seen: &Alert) -> Result<Stored, PortError> {
        self.write((Table::Alerts, seen.user_id.as_str(), 2), async || {
            let stored = self.world.store.delete_alert(seen).await;
            if stored == Ok(Stored::Done) {
                self.world.note("deleted", self.number, format_args!("{}", seen.id));
                self.world.market.borrow_mut().deleted(seen, self.world.now());
            }
            stored
        })
        .await
    }
}

impl Levels for Edge {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.call(async || self.world.store.symbols(symbols).await).await
    }

    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError> {
        self.call(async || self.world.store.levels(symbol, part, side, after, limit).await).await
    }

    async fn mark(&self, before: &Alert, after: &Alert) -> Result<Stored, PortError> {
        self.write((Table::Alerts, after.symbol.as_str(), 2), async || {
            let stored = self.world.store.mark(before, after).await;
            self.world.note("mark", self.number, format_args!("{} {:?}: {stored:?}", after.id, after.phase));
            stored
        })
        .await
    }

    async fn bump(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.write((Table::Alerts, symbol.as_str(), 1), async || {
            let epoch = self.world.store.bump(symbol).await;
            self.world.note("bump", self.number, format_args!("{symbol} {epoch:?}"));
            epoch
        })
        .await
    }

    async fn set_bounds(&self, symbol: &Symbol, bounds: &Bounds, epoch: u64) -> Result<Stored, PortError> {
        self.write((Table::Alerts, symbol.as_str(), 1), async || {
            let ignores_epoch = mutants::is(Mutant::BoundsIgnoreEpoch);
            let epoch = if ignores_epoch { self.world.store.symbol(symbol).epoch } else { epoch };
            let stored = self.world.store.set_bounds(symbol, bounds, epoch).await;
            self.world.note("bounds", self.number, format_args!("{symbol} {bounds:?} {epoch}: {stored:?}"));
            stored
        })
        .await
    }

    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.world.saw(Sight::Stormed);
        let effect = async || self.world.store.open_job(symbol).await;
        self.write((Table::Alerts, symbol.as_str(), 1), effect).await
    }

    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError> {
        let effect = async || self.world.store.finish_job(symbol, part, number).await;
        self.write((Table::Alerts, symbol.as_str(), 1), effect).await
    }
}

impl Feeds for Edge {
    async fn note_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError> {
        let effect = async || self.world.store.note_tick(symbol, made_at).await;
        self.write((Table::Alerts, symbol.as_str(), 1), effect).await
    }

    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.call(async || self.world.store.all_symbols().await).await
    }

    async fn note_stale(&self, symbol: &Symbol, notice: Option<&StaleNotice>) -> Result<(), PortError> {
        self.call(async || self.world.store.note_stale(symbol, notice).await).await
    }

    async fn note_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<Stored, PortError> {
        self.call(async || self.world.store.note_idle(symbol, epoch, until).await).await
    }

    async fn forget_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<Stored, PortError> {
        self.call(async || self.world.store.forget_symbol(symbol, seen).await).await
    }
}
