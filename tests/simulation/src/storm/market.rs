//! Two symbols and their alerts: the alerts of one symbol have about the same price, those of the other have
//! one price after another.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use domain::alert::{Alert, NewAlert};
use domain::event::data::{Id, Symbol};
use domain::{Time, UserId};
use futures_util::FutureExt;
use memory_store::MemoryStore;
use ports::{Alerts, WriteOutcome};
use serde_json::{Value, json};

use super::{World, since};

/// The number of alerts of the other symbol that are crossed, one per second from the
/// storm's first second on.
pub(super) const OTHERS: u32 = 20;

const STORMY: &str = "BTC-USDT";
const OTHER: &str = "ETH-USDT";

/// The time before the storm during which ticks are made.
const BEFORE: Duration = Duration::from_secs(3);

/// The time by which a storm of any size is over, and the time after that during which its symbol is watched
/// until it has settled.
const MAX_WAIT: Duration = Duration::from_mins(15);
const AFTERMATH: Duration = Duration::from_mins(2);

/// The price of the stormy symbol before the storm and after it: the prices of all alerts
/// lie between the two.
const LOW: u32 = 90;
const HIGH: u32 = 201;

/// The interval of recurring alerts: one alert in this many recurs.
const RECURRING: u32 = 10;

/// A record of the stream.
pub(super) struct Put {
    pub(super) body: String,
    pub(super) arrived_at: Time,
}

/// A firing that waits for `route`.
pub(super) struct Fired {
    pub(super) body: String,
    pub(super) id: String,
    pub(super) occurred_at: Time,
    /// Whether it belongs to the other symbol.
    pub(super) is_other: bool,
}

impl Fired {
    pub(super) fn read(body: String) -> Self {
        let event: Value = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{body}: {error}"));
        let text = |value: &Value| value.as_str().map(str::to_owned).unwrap_or_default();
        let occurred_at = text(&event["occurred_at"]).parse().unwrap_or_else(|error| panic!("{error}"));
        let is_other = event["data"]["symbol"] == OTHER;
        Self { id: text(&event["id"]), occurred_at, is_other, body }
    }
}

/// Returns the time at which the first tick is made.
pub(super) fn opening() -> Time {
    "2026-11-23T08:00:00Z".parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the time of the tick that begins the storm.
pub(super) fn strike() -> Time {
    opening().plus(BEFORE)
}

/// Returns the symbol of the storm.
pub(super) fn stormy() -> Symbol {
    symbol(STORMY)
}

fn symbol(name: &str) -> Symbol {
    Symbol::parse(name).unwrap_or_else(|| panic!("{name} is a symbol"))
}

/// Stores all alerts, each of its own user.
pub(super) fn fill(store: &MemoryStore, alerts: u32) {
    let before = opening().minus(Duration::from_secs(1));
    for alert in all(alerts, before) {
        let stored = store.create_alert(&alert, 0, Time::EPOCH).now_or_never();
        assert_eq!(stored, Some(Ok(WriteOutcome::Done)), "the in-memory store answers at once");
    }
}

/// Returns the ids of all expected firings, one per alert.
pub(super) fn firings(alerts: u32) -> BTreeSet<String> {
    let stormy = (0..alerts).map(stormy_name);
    stormy.chain((0..OTHERS).map(other_name)).map(|name| format!("{name}:0")).collect()
}

fn stormy_name(number: u32) -> String {
    format!("storm-{number}")
}

fn other_name(number: u32) -> String {
    format!("other-{number}")
}

fn all(alerts: u32, created_at: Time) -> impl Iterator<Item = Alert> {
    // Prices from 100.00 on, one after the other in cents, and again from there.
    let target = |number: u32| format!("{}.{:02}", 100 + number / 100 % 100, number % 100);
    let stormy = (0..alerts).map(move |number| {
        let recurring = number % RECURRING == 0;
        alert(&stormy_name(number), STORMY, &target(number), recurring, created_at)
    });
    let others = (0..OTHERS).map(move |number| {
        alert(&other_name(number), OTHER, &(HIGH + number).to_string(), false, created_at)
    });
    stormy.chain(others)
}

fn alert(name: &str, symbol: &str, target: &str, recurring: bool, created_at: Time) -> Alert {
    let document =
        json!({"symbol": symbol, "condition": "above", "targetPrice": target, "recurring": recurring});
    let wanted = NewAlert::of_document(&document, "alert").unwrap_or_else(|error| panic!("{error}"));
    let user = UserId::parse(format!("u-{name}")).unwrap_or_else(|error| panic!("{error}"));
    let id = Id::parse(name).unwrap_or_else(|| panic!("{name} is an id"));
    wanted.alert(id, user, created_at)
}

/// Puts ticks of both symbols on the stream until everything has settled.
pub(super) async fn trade(world: Rc<World>) {
    let strike = strike();
    for number in 0.. {
        let now = opening().plus(world.storm.every * number);
        world.timeline.until(now).await;
        let (stormy, other) = match now.millis_since(strike) {
            0 if now < strike => (LOW, LOW),
            // Every second the next alert of the other symbol is crossed.
            millis => (HIGH, HIGH + u32::try_from(millis / 1_000).unwrap_or(u32::MAX).min(OTHERS)),
        };
        let mut stream = world.stream.borrow_mut();
        for (symbol, price) in [(STORMY, stormy), (OTHER, other)] {
            let body = json!({"symbol": symbol, "price": price.to_string(), "ts": now}).to_string();
            stream.push_back(Put { body, arrived_at: now });
        }
        drop(stream);
        let (is_routed, is_settled) = (world.is_routed(), world.is_settled());
        let patience = if is_routed { world.tally.get().routed_after + AFTERMATH } else { MAX_WAIT };
        if is_routed && is_settled || now >= strike.plus(patience) {
            world.count(|tally| tally.settled_after = is_settled.then(|| since(strike, now)));
            world.is_closed.set(true);
            return;
        }
    }
}
