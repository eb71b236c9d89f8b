//! Alerts that another invocation moves between two of a batch's reads: none is missed, whichever way it moves.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;
use domain::alert::{Alert, Bounds, Part, Phase, Side};
use domain::data::{Condition, Symbol};
use futures_util::FutureExt;
use ports::{Alerts, Feeds, LevelPage, Levels, PortError, StaleNotice, Stored, SymbolState};
use store::memory::MemoryStore;
use usecases::watch::{TickRecord, WatchPorts, watch_prices};

use crate::prices::{alert, record};
use crate::world::World;

/// Something that happens.
type Event<'a> = Box<dyn Fn() + 'a>;

/// A store that lets something happen before some of its calls, and then may fail.
struct Meddled<'a> {
    store: &'a MemoryStore,
    /// How many reads of levels there were.
    reads: Cell<usize>,
    /// What happens before which of them.
    events: RefCell<Vec<(usize, Event<'a>)>>,
    /// After so many further bumps the caller is killed.
    bumps: Cell<Option<u32>>,
}

impl<'a> Meddled<'a> {
    fn new(store: &'a MemoryStore) -> Self {
        Self { store, reads: Cell::new(0), events: RefCell::default(), bumps: Cell::new(None) }
    }
}

impl Levels for Meddled<'_> {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
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
        let number = self.reads.replace(self.reads.get() + 1);
        for (at, event) in self.events.borrow().iter() {
            if *at == number {
                event();
            }
        }
        self.store.levels(symbol, part, side, after, limit).await
    }

    async fn mark(&self, before: &Alert, after: &Alert) -> Result<Stored, PortError> {
        self.store.mark(before, after).await
    }

    async fn bump(&self, symbol: &Symbol) -> Result<u64, PortError> {
        match self.bumps.get() {
            Some(0) => return std::future::pending().await,
            left => self.bumps.set(left.map(|left| left - 1)),
        }
        self.store.bump(symbol).await
    }

    async fn set_bounds(&self, symbol: &Symbol, bounds: &Bounds, epoch: u64) -> Result<Stored, PortError> {
        self.store.set_bounds(symbol, bounds, epoch).await
    }

    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.store.open_job(symbol).await
    }

    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError> {
        self.store.finish_job(symbol, part, number).await
    }
}

impl Feeds for Meddled<'_> {
    async fn note_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError> {
        self.store.note_tick(symbol, made_at).await
    }

    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.store.all_symbols().await
    }

    async fn note_stale(&self, symbol: &Symbol, notice: Option<&StaleNotice>) -> Result<(), PortError> {
        self.store.note_stale(symbol, notice).await
    }

    async fn note_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<Stored, PortError> {
        self.store.note_idle(symbol, epoch, until).await
    }

    async fn forget_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<Stored, PortError> {
        self.store.forget_symbol(symbol, seen).await
    }
}

/// Works the ticks off through this store; answers whether that ended, and was not killed.
fn watch(world: &World, store: &Meddled<'_>, ticks: &[(u64, &str)]) -> bool {
    let records: Vec<_> = ticks.iter().map(|(at, price)| record("BTC-USDT", *at, price)).collect();
    let records: Vec<_> = records
        .iter()
        .map(|(body, arrived_at)| TickRecord { body: body.as_bytes(), arrived_at: *arrived_at })
        .collect();
    let ports = WatchPorts { store, queues: &world.queues, clock: &world.clock, telemetry: &world.counters };
    watch_prices(&ports, &records).now_or_never().is_some_and(|done| done.is_ok())
}

/// One that recurs at once, has fired at 100 in second 1, and waits for its way back.
async fn away(condition: Condition) -> World {
    let world = World::new();
    world
        .with_alert(&Alert { recurring: true, cooldown: Duration::ZERO, ..alert("r", condition, "100") })
        .await;
    world.ticks("BTC-USDT", &[(1, "100")]).await;
    assert_eq!(world.fired(), ["r:0 1 100"]);
    world
}

/// How many levels are read where nothing is reached.
async fn reads() -> usize {
    let world = away(Condition::Above).await;
    let store = Meddled::new(&world.store);
    assert!(watch(&world, &store, &[(2, "50")]));
    store.reads.get()
}

#[tokio::test]
async fn an_alert_that_moves_between_two_reads_is_judged_all_the_same() {
    for condition in [Condition::Above, Condition::Below] {
        // Back behind the target, and across it again.
        let (back, across) = match condition {
            Condition::Above => ("99", "101"),
            Condition::Below => ("101", "99"),
        };
        let ticks = [(2, back), (3, across), (4, back), (5, across)];
        for killed in [None, Some(0), Some(1)] {
            for first in 0..=reads().await {
                for second in first..=reads().await {
                    let world = away(condition).await;
                    // Another invocation has the first ticks of the batch, and may be killed around its marks.
                    let other = |len: usize, killed| {
                        let world = &world;
                        move || {
                            let store = Meddled::new(&world.store);
                            store.bumps.set(killed);
                            watch(world, &store, &ticks[..len]);
                        }
                    };
                    let store = Meddled::new(&world.store);
                    store.events.borrow_mut().push((first, Box::new(other(1, killed))));
                    store.events.borrow_mut().push((second, Box::new(other(2, None))));
                    assert!(watch(&world, &store, &ticks));
                    let case = format!("{condition:?}, {first} and {second}, killed {killed:?}");
                    let mut fired = world.fired();
                    fired.sort();
                    fired.dedup();
                    let expected =
                        ["r:0 1 100".to_owned(), format!("r:1 3 {across}"), format!("r:2 5 {across}")];
                    assert_eq!(fired, expected, "{case}");
                    let stored =
                        world.store.alerts(&alert("r", condition, "1").user_id).await.unwrap().alerts;
                    assert!(matches!(stored[0].phase, Phase::Away { generation: 3, .. }), "{case}");
                }
            }
        }
    }
}

/// Where alerts of a symbol are created all the time, its ticks are worked off nevertheless.
#[tokio::test]
async fn alerts_that_are_created_meanwhile_hold_nothing_up() {
    let world = away(Condition::Above).await;
    let store = Meddled::new(&world.store);
    for read in 0..1_000 {
        let created = Cell::new(false);
        let world = &world;
        let create = move || {
            if !created.replace(true) {
                let one = alert(&format!("late-{read}"), Condition::Above, "1000");
                world.with_alert(&one).now_or_never().unwrap();
            }
        };
        store.events.borrow_mut().push((read, Box::new(create)));
    }
    assert!(watch(&world, &store, &[(2, "99"), (3, "101")]));
    assert_eq!(world.fired(), ["r:0 1 100", "r:1 3 101"]);
    assert!(store.reads.get() < 1_000);
}
