//! Ticks and the alerts that they fire, compared with a reference without levels and bounds.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use domain::alert::{Alert, Phase, default_rearm_percent};
use domain::event::data::{Condition, Id, Positive, Symbol};
use domain::{Priority, Time, UserId};
use futures_util::FutureExt;
use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::{Alerts, Enqueue, Levels, Message, NoGateway, Parts, PortError, Queue, WriteOutcome};
use proptest::prelude::*;
use queues::memory::MemoryQueues;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::watch::{TickRecord, fire_alerts, watch_prices};

use crate::reference::Reference;
use crate::world::World;

fn start() -> Time {
    "2026-11-23T08:00:00.000Z".parse().unwrap()
}

pub(crate) fn second(n: u64) -> Time {
    start().plus(Duration::from_secs(n))
}

fn price(text: &str) -> Positive {
    Positive::parse(text).unwrap()
}

pub(crate) fn alert(id: &str, condition: Condition, target: &str) -> Alert {
    Alert {
        id: Id::parse(id).unwrap(),
        user_id: UserId::parse("u-1").unwrap(),
        symbol: Symbol::parse("BTC-USDT").unwrap(),
        condition,
        target: price(target),
        recurring: false,
        cooldown: Duration::from_mins(1),
        rearm_percent: default_rearm_percent(),
        expires_at: None,
        note: None,
        created_at: Time::EPOCH,
        resumed_at: None,
        phase: Phase::NEW,
    }
}

impl World {
    pub(crate) async fn with_alert(&self, alert: &Alert) {
        let seen = self.store.alerts(&alert.user_id).await.unwrap().revision;
        assert_eq!(self.store.create_alert(alert, seen, Time::EPOCH).await.unwrap(), WriteOutcome::Done);
    }

    pub(crate) fn watch_ports<'a, S>(
        &'a self,
        store: &'a S,
    ) -> Parts<'a, S, NoGateway, MemoryQueues, impl ports::Clock, impl ports::Telemetry> {
        Parts {
            store,
            gateway: &NoGateway,
            queues: &self.queues,
            clock: &self.clock,
            telemetry: &self.counters,
        }
    }

    /// Sends the ticks of one batch, each in a record of its own that arrives at the time at which
    /// the tick was made.
    pub(crate) async fn ticks(&self, symbol: &str, ticks: &[(u64, &str)]) {
        let records: Vec<(String, Time)> =
            ticks.iter().map(|(at, price)| record(symbol, *at, price)).collect();
        self.records(&records).await;
    }

    async fn records(&self, records: &[(String, Time)]) {
        let records: Vec<_> = records
            .iter()
            .map(|(body, arrived_at)| TickRecord { body: body.as_bytes(), arrived_at: *arrived_at })
            .collect();
        watch_prices(&self.watch_ports(&self.store), &records).await.unwrap();
    }

    /// Processes the jobs until there are none.
    async fn fire(&self) {
        let messages = self.queues.take(Queue::Fire);
        for message in messages {
            let record = Record { body: &message.body, group: message.group.as_deref(), receive_count: 1 };
            assert_eq!(fire_alerts(&self.watch_ports(&self.store), &[record]).await, [Outcome::Done]);
        }
    }

    /// Returns the firings: id, second and price.
    pub(crate) fn fired(&self) -> Vec<String> {
        let sent = self.queues.sent(Queue::Events(Priority::P1));
        let line = |message: &Message| {
            let event: Value = serde_json::from_str(&message.body).unwrap();
            let at: Time = event["occurred_at"].as_str().unwrap().parse().unwrap();
            let seconds = at.millis_since(start()) / 1_000;
            format!(
                "{} {seconds} {}",
                event["id"].as_str().unwrap(),
                event["data"]["current_price"].as_str().unwrap_or_default()
            )
        };
        sent.iter().map(line).collect()
    }
}

pub(crate) fn record(symbol: &str, at: u64, price: &str) -> (String, Time) {
    let tick = json!({"symbol": symbol, "price": price, "ts": second(at)});
    (tick.to_string(), second(at).plus(Duration::from_millis(5)))
}

#[tokio::test]
async fn a_level_fires_once_at_or_beyond_it() {
    let world = World::new();
    world.with_alert(&alert("up", Condition::Above, "100")).await;
    world.with_alert(&alert("down", Condition::Below, "90.5")).await;
    world.ticks("BTC-USDT", &[(1, "99.99"), (2, "90.51")]).await;
    assert!(world.fired().is_empty());
    world.ticks("BTC-USDT", &[(3, "100"), (4, "101"), (5, "90.50"), (6, "80")]).await;
    world.ticks("BTC-USDT", &[(7, "110"), (8, "70")]).await;
    let mut fired = world.fired();
    fired.sort();
    assert_eq!(fired, ["down:0 5 90.50", "up:0 3 100"]);
    let sent = world.queues.sent(Queue::Events(Priority::P1));
    let event: Value = sent
        .iter()
        .map(|message| serde_json::from_str(&message.body).unwrap())
        .find(|event: &Value| event["id"] == "up:0")
        .unwrap();
    let expected = json!({
        "id": "up:0", "event_type": "price_alert", "user_id": "u-1", "occurred_at": second(3),
        "data": {"alert_id": "up", "symbol": "BTC-USDT", "condition": "above", "target_price": "100", "current_price": "100"},
    });
    assert_eq!(event, expected);
}

#[tokio::test]
async fn a_level_that_is_met_already_fires_on_the_next_tick() {
    let world = World::new();
    world.ticks("BTC-USDT", &[(1, "120")]).await;
    let late = Alert { created_at: second(2), ..alert("late", Condition::Above, "100") };
    world.with_alert(&late).await;
    // Its record had arrived before the alert was created.
    world.ticks("BTC-USDT", &[(1, "120")]).await;
    assert!(world.fired().is_empty());
    world.ticks("BTC-USDT", &[(3, "119")]).await;
    assert_eq!(world.fired(), ["late:0 3 119"]);
}

#[tokio::test]
async fn one_that_is_deleted_does_not_fire() {
    let world = World::new();
    let gone = alert("gone", Condition::Above, "100");
    world.with_alert(&gone).await;
    world.ticks("BTC-USDT", &[(1, "99")]).await;
    assert_eq!(world.store.delete_alert(&gone).await.unwrap(), WriteOutcome::Done);
    world.ticks("BTC-USDT", &[(2, "101")]).await;
    assert!(world.fired().is_empty());
}

#[tokio::test]
async fn one_that_recurs_fires_once_per_crossing_and_keeps_its_cooldown() {
    let world = World::new();
    let recurring = Alert { recurring: true, ..alert("r", Condition::Above, "1000") };
    world.with_alert(&recurring).await;
    // A price inside the band (999 is its end) does not rearm the alert.
    world.ticks("BTC-USDT", &[(1, "1000"), (2, "999.5"), (3, "1001"), (70, "999.01"), (80, "1002")]).await;
    assert_eq!(world.fired(), ["r:0 1 1000"]);
    // Rearmed, and crossed again: it fires once, since an alert that is rearmed within the cooldown
    // is armed when that is over, at 151.
    world.ticks("BTC-USDT", &[(90, "999")]).await;
    world.ticks("BTC-USDT", &[(91, "1000.5"), (92, "998"), (93, "1003"), (150, "1003"), (151, "1003")]).await;
    assert_eq!(world.fired()[1..], ["r:1 91 1000.5"]);
    world.ticks("BTC-USDT", &[(152, "1003"), (153, "1004")]).await;
    assert_eq!(world.fired()[2..], ["r:2 152 1003"]);
}

#[tokio::test]
async fn one_that_has_expired_does_not_fire() {
    let world = World::new();
    let brief = Alert { expires_at: Some(second(10)), ..alert("brief", Condition::Above, "100") };
    world.with_alert(&brief).await;
    world.ticks("BTC-USDT", &[(10, "101"), (14, "102")]).await;
    let kept = async || world.store.alerts(&brief.user_id).await.unwrap().alerts[0].phase;
    assert_eq!(kept().await, Phase::NEW, "a tick that was made before its end could still come");
    world.ticks("BTC-USDT", &[(15, "103")]).await;
    assert!(world.fired().is_empty());
    let stored = world.store.alerts(&brief.user_id).await.unwrap().alerts;
    assert_eq!(stored[0].phase, Phase::Expired, "its level is in nobody's way any more");
}

#[tokio::test]
async fn garbage_is_set_aside_and_its_neighbours_are_judged() {
    let world = World::new();
    world.with_alert(&alert("up", Condition::Above, "100")).await;
    let garbage = ("{\"symbol\":\"BTC-USDT\",\"price\":\"high\"".to_owned(), second(2));
    world.records(&[record("BTC-USDT", 1, "99"), garbage, record("BTC-USDT", 3, "100")]).await;
    assert_eq!(world.fired(), ["up:0 3 100"]);
    let rejected: Value = serde_json::from_str(&world.queues.sent(Queue::Rejected)[0].body).unwrap();
    assert_eq!((&rejected["code"], &rejected["source"]), (&"bad_json".into(), &"ticks".into()));
}

#[tokio::test]
async fn a_symbol_without_alerts_costs_its_share_of_one_read() {
    let world = World::new();
    world.with_alert(&alert("up", Condition::Above, "100")).await;
    world.ticks("BTC-USDT", &[(1, "99")]).await;
    // From now on the bounds are stored: a second call would fail.
    let store = Counting { store: &world.store, calls: RefCell::default() };
    let records: Vec<_> = (2..9).map(|n| record("BTC-USDT", n, "99")).collect();
    let records: Vec<_> = records
        .iter()
        .map(|(body, arrived_at)| TickRecord { body: body.as_bytes(), arrived_at: *arrived_at })
        .collect();
    watch_prices(&world.watch_ports(&store), &records).await.unwrap();
    assert_eq!(*store.calls.borrow(), ["symbols"]);
}

#[tokio::test]
async fn a_storm_becomes_jobs_and_later_ticks_stand_behind_them() {
    let world = World::new();
    for n in 0..300 {
        world.with_alert(&alert(&format!("a-{n}"), Condition::Above, "100")).await;
    }
    world
        .with_alert(&Alert {
            recurring: true,
            cooldown: Duration::ZERO,
            ..alert("r", Condition::Above, "100")
        })
        .await;
    let other = Symbol::parse("ETH-USDT").unwrap();
    world.with_alert(&Alert { symbol: other, ..alert("other", Condition::Above, "10") }).await;
    world.ticks("BTC-USDT", &[(1, "99")]).await;
    world.records(&[record("BTC-USDT", 2, "100"), record("ETH-USDT", 2, "11")]).await;
    assert_eq!(world.fired(), ["other:0 2 11"], "another symbol does not wait");
    // They stay in the order of the stream, although no job has been processed.
    world.ticks("BTC-USDT", &[(3, "50")]).await;
    world.ticks("BTC-USDT", &[(4, "101")]).await;
    world.fire().await;
    let fired = world.fired();
    assert_eq!(fired.len(), 1 + 300 + 2);
    let of_r: Vec<_> = fired.iter().filter(|line| line.starts_with("r:")).collect();
    assert_eq!(of_r, ["r:0 2 100", "r:1 4 101"]);
    let state = &world.store.symbols(&[Symbol::parse("BTC-USDT").unwrap()]).await.unwrap()
        [&Symbol::parse("BTC-USDT").unwrap()];
    assert!(!state.jobs.are_open());
    world.ticks("BTC-USDT", &[(5, "50"), (6, "102")]).await;
    assert_eq!(world.fired().last().unwrap(), "r:2 6 102", "and then it is judged at once again");
}

/// The queue drops a message that is identical to one of the last five minutes.
#[tokio::test]
async fn a_batch_that_comes_again_sends_its_jobs_as_new_messages() {
    let world = World::new();
    for n in 0..300 {
        world.with_alert(&alert(&format!("a-{n}"), Condition::Above, "100")).await;
    }
    world.clock.set(second(2));
    world.ticks("BTC-USDT", &[(2, "100")]).await;
    let first = world.queues.take(Queue::Fire);
    let record = Record { body: &first[0].body, group: first[0].group.as_deref(), receive_count: 1 };
    assert_eq!(fire_alerts(&world.watch_ports(&world.store), &[record]).await, [Outcome::Done]);
    world.clock.set(second(3));
    world.ticks("BTC-USDT", &[(2, "100")]).await;
    let again = world.queues.sent(Queue::Fire);
    assert_eq!(again.len(), first.len());
    assert!(again.iter().all(|job| first.iter().all(|earlier| earlier.body != job.body)));
    for job in &first[1..] {
        world.put_on(Queue::Fire, job.body.clone());
    }
    world.fire().await;
    let symbol = Symbol::parse("BTC-USDT").unwrap();
    assert!(!world.store.symbols(std::slice::from_ref(&symbol)).await.unwrap()[&symbol].jobs.are_open());
    assert_eq!(world.fired().len(), 300);
}

/// A store that records the names of the calls to it.
pub(crate) struct Counting<'a> {
    pub(crate) store: &'a MemoryStore,
    pub(crate) calls: RefCell<Vec<&'static str>>,
}

intercept!(Counting<'_>: FeedHealth, Levels);

impl Intercept for Counting<'_> {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.calls.borrow_mut().push(call.name());
        effect(self.store).await
    }
}

impl World {
    /// Pauses the alert after the ticks of this second, or resumes it if it is paused.
    fn pause_or_resume(&self, id: &str, at: u64, reference: &mut Reference) {
        let known = self.store.alerts(&UserId::parse("u-1").unwrap()).now_or_never().unwrap().unwrap();
        let alert = known.alerts.iter().find(|alert| alert.id.as_str() == id).unwrap();
        // The records of this second have arrived, and those of the next one have not.
        let now = second(at).plus(Duration::from_millis(500));
        let stored = if let Some(paused) = alert.paused() {
            reference.is_paused = true;
            let since = resumable_since(reference).map_or(Time::EPOCH, Time::from_millis);
            assert_eq!(paused.phase, Phase::Paused { since, generation: reference.count });
            self.store.pause_alert(alert, &paused).now_or_never()
        } else if let Some(resumed) = alert.resumed(now) {
            reference.resume(now.as_millis(), resumable_since(reference), reference.count);
            self.store.resume_alert(alert, &resumed, known.revision, Time::EPOCH).now_or_never()
        } else {
            return;
        };
        assert_eq!(stored, Some(Ok(WriteOutcome::Done)));
    }
}

/// Returns the time since which the alert would be armed if it were resumed now; `None` if it has never fired.
fn resumable_since(reference: &Reference) -> Option<i64> {
    Some(reference.back_at.unwrap_or(i64::MIN).max(reference.fired_at? + reference.cooldown))
}

fn hundredths(price: i64) -> String {
    Decimal::new(price, 2).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The result is the same for every cut of the ticks into batches, any number of repeats of a
    /// batch, and every moment at which its function is killed. In between, alerts are paused and resumed.
    #[test]
    fn whatever_fires_is_what_the_reference_fires(
        alerts in prop::collection::vec((any::<bool>(), 9_900..10_100_i64, any::<bool>(), 0..40_u64), 1..25),
        steps in prop::collection::vec(-60..60_i64, 1..80),
        cuts in prop::collection::vec(
            (1..7_usize, 0..3_u8, prop::option::of(0..30_usize), prop::option::of(any::<prop::sample::Index>())), 80),
    ) {
        let world = World::new();
        let mut references = BTreeMap::new();
        for (n, (is_above, target, recurring, cooldown)) in alerts.into_iter().enumerate() {
            let condition = if is_above { Condition::Above } else { Condition::Below };
            let id = format!("a-{n}");
            let one = Alert { recurring, cooldown: Duration::from_secs(cooldown), ..alert(&id, condition, &hundredths(target)) };
            world.with_alert(&one).now_or_never().unwrap();
            let cooldown = i64::try_from(cooldown).unwrap() * 1_000;
            references.insert(id, Reference { recurring, cooldown, ..Reference::new(is_above, target) });
        }
        let mut price = 10_000;
        let ticks: Vec<(u64, i64)> = (1..).zip(steps).map(|(at, step)| { price += step; (at, price) }).collect();
        let mut expected = Vec::new();
        let mut rest = &ticks[..];
        for (size, repeats, killed, switched) in cuts {
            let (batch, behind) = rest.split_at(size.min(rest.len()));
            rest = behind;
            for (at, price) in batch {
                for (id, reference) in &mut references {
                    let millis = second(*at).as_millis();
                    let resumed = if reference.watched_from == i64::MIN { String::new() } else { format!("{}:", reference.watched_from) };
                    let fired = reference.tick(millis, millis, *price);
                    expected.extend(fired.map(|generation| format!("{id}:{resumed}{generation} {at} {}", hundredths(*price))));
                }
            }
            let records: Vec<_> = batch.iter().map(|(at, price)| record("BTC-USDT", *at, &hundredths(*price))).collect();
            if let Some(call) = killed {
                let records: Vec<_> = records.iter().map(|(body, at)| TickRecord { body: body.as_bytes(), arrived_at: *at }).collect();
                let queues = Dying { queues: &world.queues, after: Cell::new(call) };
                let ports = Parts { store: &world.store, gateway: &NoGateway, queues: &queues, clock: &world.clock, telemetry: &world.counters };
                let _ = watch_prices(&ports, &records).now_or_never();
            }
            for _ in 0..=repeats {
                world.records(&records).now_or_never().unwrap();
            }
            if let (Some(which), Some((at, _))) = (switched, batch.last()) {
                let ids: Vec<&String> = references.keys().collect();
                let id = ids[which.index(ids.len())].clone();
                world.pause_or_resume(&id, *at, references.get_mut(&id).unwrap());
            }
        }
        let mut fired = world.fired();
        fired.sort();
        fired.dedup();
        expected.sort();
        prop_assert_eq!(fired, expected);
    }
}

/// Queues that stop accepting messages.
struct Dying<'a> {
    queues: &'a MemoryQueues,
    after: Cell<usize>,
}

impl Enqueue for Dying<'_> {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let mut answers = Vec::new();
        for message in messages {
            answers.extend(match self.after.get().checked_sub(1) {
                None => vec![Err(PortError::Unavailable("dead".into()))],
                Some(less) => {
                    self.after.set(less);
                    self.queues.enqueue(queue, vec![message]).await
                }
            });
        }
        answers
    }
}
