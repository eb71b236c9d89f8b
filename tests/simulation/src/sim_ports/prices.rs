//! Alerts by their levels, and the states of symbols.

use std::collections::BTreeMap;

use domain::alert::{Alert, Bounds, Part, Side};
use domain::event::data::Symbol;
use domain::{Time, UserId};
use memory_store::intercept;
use ports::{Alerts, Jobs, LevelPage, Levels, PortError, SymbolState, UserAlerts, WriteOutcome};

use super::SimPorts;
use crate::mutants::{self, Mutant};
use crate::quotas::Table;

impl Alerts for SimPorts {
    intercept!(alerts);

    async fn create_alert(
        &self,
        alert: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.write((Table::Alerts, alert.user_id.as_str(), 2), async || {
            let stored = self.world.store.create_alert(alert, seen, creation_bucket).await;
            if stored == Ok(WriteOutcome::Done) {
                self.world.note("created", self.number, format_args!("{alert:?}"));
                self.world.market.borrow_mut().created(alert);
            }
            stored
        })
        .await
    }

    async fn pause_alert(&self, active: &Alert, paused: &Alert) -> Result<WriteOutcome, PortError> {
        self.write((Table::Alerts, active.user_id.as_str(), 2), async || {
            let stored = self.world.store.pause_alert(active, paused).await;
            if stored == Ok(WriteOutcome::Done) {
                self.world.note("paused", self.number, format_args!("{paused:?}"));
                self.world.market.borrow_mut().paused(paused, self.world.now());
            }
            stored
        })
        .await
    }

    async fn resume_alert(
        &self,
        paused: &Alert,
        resumed: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.write((Table::Alerts, paused.user_id.as_str(), 2), async || {
            let stored = self.world.store.resume_alert(paused, resumed, seen, creation_bucket).await;
            if stored == Ok(WriteOutcome::Done) {
                self.world.note("resumed", self.number, format_args!("{resumed:?}"));
                self.world.market.borrow_mut().resumed(resumed);
            }
            stored
        })
        .await
    }

    async fn delete_alert(&self, seen: &Alert) -> Result<WriteOutcome, PortError> {
        self.write((Table::Alerts, seen.user_id.as_str(), 2), async || {
            let stored = self.world.store.delete_alert(seen).await;
            if stored == Ok(WriteOutcome::Done) {
                self.world.note("deleted", self.number, format_args!("{}", seen.id));
                self.world.market.borrow_mut().deleted(seen, self.world.now());
            }
            stored
        })
        .await
    }
}

impl Levels for SimPorts {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.call(async || {
            let mut states = self.world.store.symbols(symbols).await?;
            if mutants::is(Mutant::JobsNotShown) {
                for state in states.values_mut() {
                    state.jobs = Jobs::default();
                }
            }
            Ok(states)
        })
        .await
    }

    async fn set_bounds(
        &self,
        symbol: &Symbol,
        bounds: &Bounds,
        epoch: u64,
    ) -> Result<WriteOutcome, PortError> {
        self.write((Table::Alerts, symbol.as_str(), 1), async || {
            let ignores_epoch = mutants::is(Mutant::BoundsIgnoreEpoch);
            let epoch = if ignores_epoch { self.world.store.symbol(symbol).epoch } else { epoch };
            let stored = self.world.store.set_bounds(symbol, bounds, epoch).await;
            self.world.note("bounds", self.number, format_args!("{symbol} {bounds:?} {epoch}: {stored:?}"));
            stored
        })
        .await
    }

    intercept!(levels, mark, increment_epoch, open_job, finish_job);
}
