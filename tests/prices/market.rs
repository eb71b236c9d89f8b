//! A market with its own symbol, and a trader with alerts on it.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;
use domain::event::data::{Positive, Symbol};
use local::ticks::{Tick, TickStream};
use serde_json::{Value, json};
use support::{DEADLINE, Device, System, eventually, now, unique};

/// A firing as the trader sees it: the time of its tick, and the price.
pub(crate) type Firing = (Time, String);

pub(crate) struct Market<'a> {
    pub(crate) system: &'a System,
    pub(crate) symbol: Symbol,
    pub(crate) stream: TickStream,
}

impl<'a> Market<'a> {
    /// Returns a market whose symbol is new.
    pub(crate) fn new(system: &'a System) -> Self {
        let symbol = Symbol::parse(&unique("COIN/USDT")).unwrap();
        Self { system, symbol, stream: TickStream::of(system.stack.info()).unwrap() }
    }

    /// Returns ticks of now and of the milliseconds after it.
    pub(crate) fn ticks(&self, prices: &[&str]) -> Vec<Tick> {
        let begin = now();
        let tick = |(n, price): (u64, &&str)| self.tick(price, begin.plus(Duration::from_millis(n)));
        (0..).zip(prices).map(tick).collect()
    }

    pub(crate) fn tick(&self, price: &str, at: Time) -> Tick {
        Tick { symbol: self.symbol.clone(), price: Positive::parse(price).unwrap(), at }
    }

    pub(crate) async fn pay(&self, prices: &[&str]) {
        self.stream.put(&self.ticks(prices)).await.unwrap();
    }

    /// Returns the request for an alert of this market.
    pub(crate) fn alert(&self, condition: &str, target: &str) -> Value {
        json!({"symbol": self.symbol, "condition": condition, "targetPrice": target})
    }

    /// Returns the request for a recurring alert.
    pub(crate) fn recurring(&self, condition: &str, target: &str, cooldown: u64) -> Value {
        let mut alert = self.alert(condition, target);
        alert["recurring"] = json!(true);
        alert["cooldownSeconds"] = json!(cooldown);
        alert
    }
}

/// Creates an alert; returns its id.
pub(crate) async fn create(device: &mut Device, alert: &Value) -> String {
    let reply = device.request(json!({"action": "createAlert", "alert": alert})).await;
    assert_eq!((&reply["type"], &reply["alert"]["state"]), (&json!("reply"), &json!("armed")), "{reply}");
    reply["alert"]["id"].as_str().unwrap().to_owned()
}

/// Returns the next `price_alert`, skipping other notifications.
pub(crate) async fn price_alert(device: &mut Device) -> Value {
    loop {
        let notification = device.notification().await;
        if notification["event"] == "price_alert" {
            return notification;
        }
    }
}

/// Waits until this alert fires, skipping firings of other alerts.
pub(crate) async fn fires(device: &mut Device, alert: &str) {
    while price_alert(device).await["data"]["alert_id"] != alert {}
}

/// Returns all firings of which the trader has ever been notified, by their ids. Repeated firings
/// have the same id.
pub(crate) async fn firings(device: &mut Device) -> BTreeMap<String, Firing> {
    let mut all = BTreeMap::new();
    let mut before = Value::Null;
    loop {
        let mut frame = json!({"action": "listNotifications", "limit": 100});
        if !before.is_null() {
            frame["before"] = before;
        }
        let reply = device.request(frame).await;
        for listed in reply["notifications"].as_array().unwrap() {
            if listed["event"] == "price_alert" {
                let at = listed["timestamp"].as_str().unwrap().parse().unwrap();
                let price = listed["data"]["current_price"].as_str().unwrap().to_owned();
                let second = all.insert(listed["id"].as_str().unwrap().to_owned(), (at, price));
                assert!(second.is_none(), "listed twice: {listed}");
            }
        }
        before = reply["next"].clone();
        if before.is_null() {
            return all;
        }
    }
}

/// Waits until no firing is queued any more.
pub(crate) async fn settled(system: &System) {
    for queue in [system.queue("Fire"), system.queue("P1"), system.queue("WebsocketP1")] {
        system.drained(queue).await;
    }
}

/// Waits until the ticks that were put are evaluated: an alert after them fires.
pub(crate) async fn wait_until_evaluated(market: &Market<'_>, device: &mut Device) {
    // No other price of these tests is as high.
    let last = create(device, &market.alert("above", "999999999")).await;
    market.pay(&["999999999"]).await;
    fires(device, &last).await;
    settled(market.system).await;
}

/// Waits for the firings of these alerts, evaluated by a tick at a price that reaches none of them.
pub(crate) async fn wait_until_evaluated_at(market: &Market<'_>, device: &mut Device, price: &str) {
    let last = create(device, &market.alert("above", price)).await;
    let beyond = create(device, &market.alert("below", price)).await;
    market.pay(&[price]).await;
    let mut open = vec![last, beyond];
    while !open.is_empty() {
        let fired = price_alert(device).await;
        open.retain(|alert| fired["data"]["alert_id"] != alert.as_str());
    }
    settled(market.system).await;
}

/// Waits until the trader sees this state of an alert.
pub(crate) async fn shown(device: &mut Device, alert: &str, state: &str) {
    eventually(&format!("{alert} is {state} within {DEADLINE:?}"), async || {
        let reply = device.request(json!({"action": "listAlerts"})).await;
        let alerts = reply["alerts"].as_array().unwrap();
        alerts.iter().any(|listed| listed["id"] == alert && listed["state"] == state).then_some(())
    })
    .await;
}
