//! Alerts that another invocation moves between two of a batch's reads: none is missed, in either
//! direction.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::time::Duration;

use domain::alert::{Alert, Phase};
use domain::event::data::Condition;
use futures_util::FutureExt;
use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::{Alerts, NoGateway, Parts, PortError};
use usecases::watch::{TickRecord, watch_prices};

use crate::prices::{alert, record};
use crate::world::World;

/// A concurrent event.
type Event<'a> = Box<dyn Fn() + 'a>;

/// A store that runs an event before some of its calls, and may fail after that.
struct Meddled<'a> {
    store: &'a MemoryStore,
    /// Number of reads of levels so far.
    reads: Cell<usize>,
    /// The events, with the number of the read before which each runs.
    events: RefCell<Vec<(usize, Event<'a>)>>,
    /// Number of further increments of the epoch after which the caller is killed.
    bumps: Cell<Option<u32>>,
}

impl<'a> Meddled<'a> {
    fn new(store: &'a MemoryStore) -> Self {
        Self { store, reads: Cell::new(0), events: RefCell::default(), bumps: Cell::new(None) }
    }
}

intercept!(Meddled<'_>: FeedHealth, Levels);

impl Intercept for Meddled<'_> {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        match call {
            Call::Levels { .. } => {
                let number = self.reads.replace(self.reads.get() + 1);
                for (at, event) in self.events.borrow().iter() {
                    if *at == number {
                        event();
                    }
                }
            }
            Call::IncrementEpoch { .. } => match self.bumps.get() {
                Some(0) => return std::future::pending().await,
                left => self.bumps.set(left.map(|left| left - 1)),
            },
            _ => {}
        }
        effect(self.store).await
    }
}

/// Processes the ticks through this store. Returns whether the batch was completed, and not killed
/// or failed.
fn watch(world: &World, store: &Meddled<'_>, ticks: &[(u64, &str)]) -> bool {
    let records: Vec<_> = ticks.iter().map(|(at, price)| record("BTC-USDT", *at, price)).collect();
    let records: Vec<_> = records
        .iter()
        .map(|(body, arrived_at)| TickRecord { body: body.as_bytes(), arrived_at: *arrived_at })
        .collect();
    let ports = Parts {
        store,
        gateway: &NoGateway,
        queues: &world.queues,
        clock: &world.clock,
        telemetry: &world.counters,
    };
    watch_prices(&ports, &records).now_or_never().is_some_and(|done| done.is_ok())
}

/// A world with a recurring alert without a cooldown that has fired at 100 in second 1, and is
/// disarmed until the price returns.
async fn away(condition: Condition) -> World {
    let world = World::new();
    world
        .with_alert(&Alert { recurring: true, cooldown: Duration::ZERO, ..alert("r", condition, "100") })
        .await;
    world.ticks("BTC-USDT", &[(1, "100")]).await;
    assert_eq!(world.fired(), ["r:0 1 100"]);
    world
}

/// Returns the number of reads of levels if no level is reached.
async fn reads() -> usize {
    let world = away(Condition::Above).await;
    let store = Meddled::new(&world.store);
    assert!(watch(&world, &store, &[(2, "50")]));
    store.reads.get()
}

#[tokio::test]
async fn an_alert_that_moves_between_two_reads_is_judged_all_the_same() {
    for condition in [Condition::Above, Condition::Below] {
        // The price moves back behind the target, and crosses it again.
        let (back, across) = match condition {
            Condition::Above => ("99", "101"),
            Condition::Below => ("101", "99"),
        };
        let ticks = [(2, back), (3, across), (4, back), (5, across)];
        for killed in [None, Some(0), Some(1)] {
            for first in 0..=reads().await {
                for second in first..=reads().await {
                    let world = away(condition).await;
                    // Another invocation has the first ticks of the batch, and may be killed before
                    // or after the writes of its alerts.
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
                    assert!(matches!(stored[0].phase, Phase::Disarmed { generation: 3, .. }), "{case}");
                }
            }
        }
    }
}

/// The ticks of a symbol are processed even if alerts of it are created all the time.
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
