//! The store as `watch-prices` calls it: each call takes its time, and calls can be made at once.

use std::collections::BTreeMap;

use domain::Time;
use domain::alert::{Alert, Bounds, Part, Side};
use domain::data::Symbol;
use ports::{Feeds, LevelPage, Levels, PortError, StaleNotice, Stored, SymbolState};
use store::memory::MemoryStore;

use super::CALL;
use crate::timeline::Timeline;

pub(super) struct Timed<'a> {
    pub(super) store: &'a MemoryStore,
    pub(super) timeline: &'a Timeline,
}

impl Levels for Timed<'_> {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.timeline.takes(CALL).await;
        self.store.symbols(symbols).await
    }

    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError> {
        self.timeline.takes(CALL).await;
        self.store.levels(symbol, part, side, after, limit).await
    }

    async fn mark(&self, before: &Alert, after: &Alert) -> Result<Stored, PortError> {
        self.timeline.takes(CALL).await;
        self.store.mark(before, after).await
    }

    async fn bump(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.timeline.takes(CALL).await;
        self.store.bump(symbol).await
    }

    async fn set_bounds(&self, symbol: &Symbol, bounds: &Bounds, epoch: u64) -> Result<Stored, PortError> {
        self.timeline.takes(CALL).await;
        self.store.set_bounds(symbol, bounds, epoch).await
    }

    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.timeline.takes(CALL).await;
        self.store.open_job(symbol).await
    }

    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError> {
        self.timeline.takes(CALL).await;
        self.store.finish_job(symbol, part, number).await
    }
}

impl Feeds for Timed<'_> {
    async fn note_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError> {
        self.timeline.takes(CALL).await;
        self.store.note_tick(symbol, made_at).await
    }

    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.timeline.takes(CALL).await;
        self.store.all_symbols().await
    }

    async fn note_stale(&self, symbol: &Symbol, notice: Option<&StaleNotice>) -> Result<(), PortError> {
        self.timeline.takes(CALL).await;
        self.store.note_stale(symbol, notice).await
    }

    async fn note_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<Stored, PortError> {
        self.timeline.takes(CALL).await;
        self.store.note_idle(symbol, epoch, until).await
    }

    async fn forget_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<Stored, PortError> {
        self.timeline.takes(CALL).await;
        self.store.forget_symbol(symbol, seen).await
    }
}
