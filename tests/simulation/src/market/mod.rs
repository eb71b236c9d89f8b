//! Prices, and traders with price alerts: the ticks on the stream, and the alerts that are created,
//! paused, resumed and deleted in the meantime.
//!
//! While a request to create, change or delete an alert is under way, its symbol is not traded: whether a
//! tick that arrives then concerns the alert would be undefined. Ticks that arrived earlier are
//! processed in the meantime.

mod reference;
mod stream;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::alert::{Alert, NewAlert, Phase};
use domain::event::data::Id;
use domain::{Time, UserId};
use fastrand::Rng;
use futures_util::FutureExt;
use ports::Alerts;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::functions::Invocation;
use crate::odd;
use crate::scenario::Scenario;
use crate::world::World;

pub(crate) use reference::Reference;
pub(crate) use stream::{Batch, Record, Stream};

/// The symbols.
const SYMBOLS: [&str; 3] = ["BTC-USDT", "ETH-USDT", "SOL-USDT"];

/// The first price of every symbol.
const PRICE: i64 = 10_000;

/// The price around which the alerts of a crowd of traders lie, on the first symbol.
const CROWDED: i64 = PRICE + 150;

/// A tick on the stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paid {
    pub(crate) symbol: usize,
    pub(crate) price: i64,
    pub(crate) made_at: Time,
    pub(crate) arrived_at: Time,
}

/// An alert that was stored.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The alert as it was created.
    pub(crate) alert: Alert,
    pub(crate) deleted_at: Option<Time>,
    /// The pauses, in their order.
    pub(crate) pauses: Vec<Pause>,
}

/// A pause of an alert.
#[derive(Debug, Clone)]
pub(crate) struct Pause {
    pub(crate) at: Time,
    /// The time since which the alert was armed, or would have been after its cooldown; `None` if it had never
    /// fired.
    pub(crate) since: Option<Time>,
    /// The number of its firings and resumptions that were counted.
    pub(crate) generation: u32,
    pub(crate) resumed_at: Option<Time>,
}

/// The market.
#[derive(Debug)]
pub(crate) struct Market {
    pub(crate) stream: Stream,
    /// Every tick, in the order in which they arrived.
    pub(crate) paid: Vec<Paid>,
    /// Every record that is not a tick.
    pub(crate) garbage: Vec<String>,
    /// Every alert that was ever stored.
    pub(crate) known: BTreeMap<Id, Known>,
    /// The requested alerts, each with its trader and its market.
    asked: Vec<(UserId, usize, Value)>,
    /// The time of the next event on the market.
    pub(crate) next_at: Time,
    left: usize,
    crowd: usize,
}

impl Market {
    /// Returns the market of this scenario.
    pub(crate) fn new(rng: &mut Rng, scenario: &Scenario) -> Self {
        let mut market = Self {
            stream: Stream::default(),
            paid: Vec::new(),
            garbage: Vec::new(),
            known: BTreeMap::new(),
            asked: Vec::new(),
            next_at: Time::EPOCH,
            left: 0,
            crowd: 0,
        };
        if scenario.prices {
            let (acts, crowd, has_crowd) = (rng.usize(20..=80), rng.usize(205..=260), rng.usize(..8) == 0);
            market.left = scenario.events.unwrap_or(acts);
            market.crowd = if has_crowd { crowd } else { 0 };
        }
        market
    }

    pub(crate) fn is_done(&self) -> bool {
        self.left == 0
    }

    /// Records an alert that was stored.
    pub(crate) fn created(&mut self, alert: &Alert) {
        self.known.insert(alert.id.clone(), Known { alert: alert.clone(), deleted_at: None, pauses: Vec::new() });
    }

    /// Records an alert that was deleted.
    pub(crate) fn deleted(&mut self, alert: &Alert, now: Time) {
        if let Some(known) = self.known.get_mut(&alert.id) {
            known.deleted_at = Some(now);
        }
    }

    /// Records that an alert was paused in this phase.
    pub(crate) fn paused(&mut self, alert: &Alert, now: Time) {
        let Phase::Paused { since, generation } = alert.phase else { return };
        if let Some(known) = self.known.get_mut(&alert.id) {
            let since = (since != Time::EPOCH).then_some(since);
            known.pauses.push(Pause { at: now, since, generation, resumed_at: None });
        }
    }

    /// Records that a paused alert was resumed.
    pub(crate) fn resumed(&mut self, alert: &Alert) {
        if let Some(pause) = self.known.get_mut(&alert.id).and_then(|known| known.pauses.last_mut()) {
            pause.resumed_at = alert.resumed_at;
        }
    }

    /// Returns the ticks of a symbol, in order of arrival.
    pub(crate) fn ticks_of(&self, symbol: &str) -> impl Iterator<Item = &Paid> {
        self.paid.iter().filter(move |paid| SYMBOLS[paid.symbol] == symbol)
    }
}

/// The number of traders who create alerts.
const TRADERS: usize = 3;

/// The number of traders in the crowd.
const CROWD: usize = 7;

/// Returns all traders who have alerts.
pub(crate) fn traders() -> impl Iterator<Item = UserId> {
    (0..TRADERS).map(trader).chain((0..CROWD).map(one_of_the_crowd))
}

fn trader(number: usize) -> UserId {
    UserId::parse(format!("u{number}")).unwrap_or_else(|error| panic!("{error}"))
}

fn one_of_the_crowd(number: usize) -> UserId {
    UserId::parse(format!("crowd-{number}")).unwrap_or_else(|error| panic!("{error}"))
}

/// Creates the alerts of the crowd, which all lie around the same price.
pub(crate) fn seed_data(world: &World) {
    let crowd = world.market.borrow().crowd;
    for number in 0..crowd {
        let target = CROWDED + i64::try_from(world.below(20)).unwrap_or(0);
        let mut document =
            json!({"symbol": SYMBOLS[0], "condition": "above", "targetPrice": target.to_string()});
        if number % 4 == 0 {
            document["recurring"] = json!(true);
            document["cooldownSeconds"] = json!(world.below(2));
        }
        let wanted = NewAlert::of_document(&document, "alert").unwrap_or_else(|error| panic!("{error:?}"));
        let Some(id) = Id::parse(&format!("crowd-{number}")) else { panic!("a name for one of a crowd") };
        let alert = wanted.alert(id, one_of_the_crowd(number % CROWD), Time::EPOCH);
        let revision = u64::try_from(number / CROWD).unwrap_or(0);
        let stored = world.store.create_alert(&alert, revision, Time::EPOCH).now_or_never();
        assert!(matches!(stored, Some(Ok(ports::WriteOutcome::Done))), "the in-memory store answers at once");
        world.market.borrow_mut().created(&alert);
    }
}

/// Performs a random action: trades, a trader's request, or a reshard of the stream.
pub(crate) fn act(world: &World, busy: &[usize]) {
    let symbol = world.below(SYMBOLS.len());
    {
        let mut market = world.market.borrow_mut();
        market.left -= 1;
        let pause = if world.below(6) == 0 { world.below(3_000) } else { world.below(20) };
        market.next_at = world.now().plus(Duration::from_millis(u64::try_from(pause).unwrap_or(0)));
    }
    match world.below(11) {
        0..2 => ask(world, symbol),
        2 => change(world, "deleteAlert"),
        10 => change(world, if world.coin() { "pauseAlert" } else { "resumeAlert" }),
        _ if busy.contains(&symbol) => {}
        _ => trade(world, symbol),
    }
    if world.injects(Fault::Resharded) {
        let keys: &[&str] = if world.coin() { &SYMBOLS } else { &SYMBOLS[symbol..=symbol] };
        let is_merge = world.coin();
        world.market.borrow_mut().stream.reshard(keys, is_merge);
    }
}

/// Puts some ticks of a symbol on the stream, in records of one or two, sometimes with a record that
/// is not a tick.
fn trade(world: &World, symbol: usize) {
    let now = world.now();
    let mut market = world.market.borrow_mut();
    let before = market.paid.iter().rev().find(|paid| paid.symbol == symbol).copied();
    let mut last = before.unwrap_or(Paid { symbol, price: PRICE, made_at: now, arrived_at: now });
    for _ in 0..=world.below(3) {
        if world.injects(Fault::Undecodable) {
            let text = odd::text(world);
            let number = market.garbage.len();
            let body = format!("{{\"symbol\":\"{}\",\"n\":{number},\"c\":\"{text}\"}}", SYMBOLS[symbol]);
            market.stream.put(SYMBOLS[symbol], Record { body: body.clone(), arrived_at: now });
            market.garbage.push(body);
        }
        let ticks: Vec<Value> = (0..=world.below(2))
            .map(|_| {
                last = next(world, &last, now);
                market.paid.push(last);
                json!({"symbol": SYMBOLS[symbol], "price": last.price.to_string(), "ts": last.made_at})
            })
            .collect();
        let body = if ticks.len() == 1 { ticks[0].to_string() } else { json!(ticks).to_string() };
        market.stream.put(SYMBOLS[symbol], Record { body, arrived_at: now });
    }
}

/// Returns the tick after `last`: mostly not far from it, in price and in time; often of the same
/// millisecond, sometimes late or ahead of the stream's clock, but made no earlier than the one before it.
fn next(world: &World, last: &Paid, now: Time) -> Paid {
    let any = |below: usize| i64::try_from(world.below(below)).unwrap_or(0);
    let millis = |below: usize| Duration::from_millis(u64::try_from(world.below(below)).unwrap_or(0));
    let step = match world.below(8) {
        0 => any(600) - 300,
        _ => any(60) - 30,
    };
    // The price drifts towards the price of the crowd's alerts.
    let pull = (CROWDED - last.price) / 8;
    let made_at = match world.below(12) {
        0 => now.minus(millis(200)),
        1 => now.plus(millis(1_500)),
        2..5 => last.made_at,
        _ => now.plus(millis(3)),
    };
    Paid {
        price: (last.price + step + pull).max(1),
        made_at: made_at.max(last.made_at),
        arrived_at: now,
        ..*last
    }
}

/// Sends a trader's request for an alert, or repeats one, as if its answer had been lost.
fn ask(world: &World, symbol: usize) {
    let again = world.below(4) == 0;
    let mut market = world.market.borrow_mut();
    let asked = if again && !market.asked.is_empty() {
        market.asked[world.below(market.asked.len())].clone()
    } else {
        let user = trader(world.below(TRADERS));
        let last =
            market.paid.iter().rev().find(|paid| paid.symbol == symbol).map_or(PRICE, |paid| paid.price);
        let target = last + i64::try_from(world.below(200)).unwrap_or(0) - 100;
        let mut alert = json!({
            "symbol": SYMBOLS[symbol],
            "condition": if world.coin() { "above" } else { "below" },
            "targetPrice": target.max(1).to_string(),
        });
        if world.below(3) > 0 {
            alert["recurring"] = json!(true);
            alert["cooldownSeconds"] = json!(world.below(3));
            // No percentage, or zero, one, two or three thousandths.
            alert["rearmPercent"] = json!(format!("0.{}", world.below(4)));
        }
        if world.below(6) == 0 {
            let seconds = u64::try_from(1 + world.below(20)).unwrap_or(1);
            alert["expiresAt"] = json!(world.now().plus(Duration::from_secs(seconds)));
        }
        if odd::is_next(world) {
            alert["note"] = odd::note(world);
        }
        let client_id = format!("{:08x}-0000-4000-8000-{:012x}", world.bits(), market.asked.len());
        let frame = json!({"action": "createAlert", "requestId": "1", "alert": alert, "clientId": client_id});
        market.asked.push((user.clone(), symbol, frame.clone()));
        (user, symbol, frame)
    };
    let (user, market, frame) = asked;
    world.invoked.borrow_mut().push(Invocation::Ask { user, market, frame: odd::written(&frame) });
}

/// Sends a trader's request to delete, pause or resume an alert.
fn change(world: &World, action: &str) {
    let market = world.market.borrow();
    let known: Vec<&Known> = market.known.values().filter(|known| known.deleted_at.is_none()).collect();
    let Some(known) = known.get(world.below(known.len())) else { return };
    let alert = &known.alert;
    let Some(symbol) = SYMBOLS.iter().position(|symbol| *symbol == alert.symbol.as_str()) else { return };
    let frame = json!({"action": action, "requestId": "1", "alertId": alert.id}).to_string();
    let user = alert.user_id.clone();
    world.invoked.borrow_mut().push(Invocation::Ask { user, market: symbol, frame });
}
