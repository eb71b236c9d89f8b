//! Probes of the functions around price alerts.

use std::time::Duration;

use domain::alert::{Alert, NewAlert, Part, Phase};
use domain::event::data::{Id, Positive, Symbol};
use domain::{EventId, Time, UserId};
use local::ticks::{Tick, TickStream};
use ports::{Alerts as _, BatchRead as _, FeedHealth as _, Levels as _, SymbolState, WriteOutcome};
use serde_json::{Value, json};
use store::DynamoStore;
use support::{now, unique};

use crate::client::Client;
use crate::probe::{Scene, until};
use crate::trader::Trader;
use crate::workers::send;

/// A market with one recurring alert.
pub(crate) struct Waiting<'a> {
    scene: Scene<'a>,
    store: DynamoStore,
    symbol: Symbol,
    alert: Alert,
}

impl<'a> Waiting<'a> {
    pub(crate) async fn new(scene: Scene<'a>) -> Self {
        let store = scene.system.store();
        let symbol = Symbol::parse(&unique("COIN/USDT")).unwrap();
        let wanted = json!({
            "symbol": symbol, "condition": "above", "targetPrice": "100", "recurring": true, "cooldownSeconds": 0,
        });
        let wanted = NewAlert::of_document(&wanted, "alert").unwrap();
        let name = unique("waiting");
        let alert = wanted.alert(Id::parse(&name).unwrap(), UserId::parse(&name).unwrap(), now());
        assert_eq!(store.create_alert(&alert, 0, Time::EPOCH).await.unwrap(), WriteOutcome::Done);
        Self { scene, store, symbol, alert }
    }

    async fn state(&self) -> SymbolState {
        self.store.symbols(std::slice::from_ref(&self.symbol)).await.unwrap().remove(&self.symbol).unwrap()
    }

    /// Puts ticks of now, and of the milliseconds after it, on the stream.
    async fn is_paid(&self, prices: &[&str]) {
        // The ticks are later than the alert's creation, by the stream's clock too.
        tokio::time::sleep(Duration::from_millis(2)).await;
        let begin = now();
        let ticks: Vec<_> = (0..)
            .zip(prices)
            .map(|(n, price)| Tick {
                symbol: self.symbol.clone(),
                price: Positive::parse(price).unwrap(),
                at: begin.plus(Duration::from_millis(n)),
            })
            .collect();
        TickStream::of(self.scene.system.stack.info()).unwrap().put(&ticks).await.unwrap();
    }

    /// Returns the message of a job with the same ticks.
    pub(crate) fn job(&self, prices: &[&str]) -> String {
        let begin = now().plus(Duration::from_millis(1));
        let tick = |(n, price): (u64, &&str)| {
            let at = begin.plus(Duration::from_millis(n));
            json!({"price": price, "made_at": at, "arrived_at": at})
        };
        let ticks: Vec<Value> = (0..).zip(prices).map(tick).collect();
        let part = Part::of(&self.alert.id).number();
        json!({"number": 1, "symbol": self.symbol, "part": part, "ticks": ticks}).to_string()
    }

    /// Waits until this firing is in the inbox of the alert's trader.
    pub(crate) async fn has_fired(&self, generation: u32) -> bool {
        let id = EventId::parse(format!("{}:{generation}", self.alert.id)).unwrap();
        let key = (self.alert.user_id.clone(), id);
        until(async || {
            let read = self.store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap();
            read.items.contains_key(&key)
        })
        .await
    }
}

/// Whether the alert fires, fires again after the price has come back, and is stored in
/// the phase that follows.
pub(crate) async fn fires(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.is_paid(&["101"]).await;
    waiting.has_fired(0).await;
    waiting.is_paid(&["90"]).await;
    waiting.is_paid(&["102"]).await;
    waiting.has_fired(1).await;
    until(async || {
        let known = waiting.store.alerts(&waiting.alert.user_id).await.unwrap().alerts;
        matches!(known[..], [Alert { phase: Phase::Disarmed { generation: 2, .. }, .. }])
    })
    .await
}

/// Whether the ticks of a market with an open job become jobs.
pub(crate) async fn hands_out_jobs(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.store.open_job(&waiting.symbol).await.unwrap();
    waiting.is_paid(&["101"]).await;
    waiting.has_fired(0).await
}

/// Whether a record that is not a tick is rejected.
pub(crate) async fn rejects(scene: Scene<'_>) -> bool {
    let garbage = unique("no tick");
    let stream = TickStream::of(scene.system.stack.info()).unwrap();
    stream.put_records(&[("garbage", garbage.as_bytes())]).await.unwrap();
    let url = &scene.system.stack.info().queues["rejected"];
    until(async || {
        let messages = scene.system.receive(url).await;
        let mut bodies =
            messages.iter().map(|message| serde_json::from_str::<Value>(message.body().unwrap()).unwrap());
        bodies.any(|rejection| rejection["body"] == garbage)
    })
    .await
}

/// Whether a job lets the alert fire, come back and fire again, and is closed.
pub(crate) async fn works_off(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.store.open_job(&waiting.symbol).await.unwrap();
    send(scene, waiting.job(&["101", "90", "102"])).await;
    let part = usize::from(Part::of(&waiting.alert.id).number());
    until(async || waiting.state().await.jobs.finished[part] == 1).await;
    waiting.has_fired(1).await
}

/// Whether the owner of an alert is notified that its ticks have stopped, and the notice is recorded.
pub(crate) async fn tells_of_health(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.store.record_tick(&waiting.symbol, now().minus(Duration::from_mins(5))).await.unwrap();
    scene.system.wake("check-feeds").await && waiting.state().await.stale.is_some()
}

/// Whether a symbol without alerts is removed after its time.
pub(crate) async fn forgets_idle(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    let Waiting { store, symbol, alert, .. } = &waiting;
    assert_eq!(store.delete_alert(alert).await.unwrap(), WriteOutcome::Done);
    let epoch = waiting.state().await.epoch;
    let idle = store.mark_idle(symbol, epoch, now().minus(Duration::from_mins(1))).await.unwrap();
    assert_eq!(idle, WriteOutcome::Done);
    scene.system.wake("check-feeds").await
        && store.symbols(std::slice::from_ref(symbol)).await.unwrap().is_empty()
}

/// Whether a trader can create an alert and delete it.
pub(crate) async fn keeps_alerts(scene: Scene<'_>) -> bool {
    let mut client = Client::of(scene, &Trader::new(scene.system)).await;
    let alert = json!({"symbol": "COIN/USDT", "condition": "above", "targetPrice": "1000000"});
    let reply = client.request(json!({"action": "createAlert", "alert": alert})).await;
    let id = &reply["alert"]["id"];
    id.is_string() && client.succeeds(json!({"action": "deleteAlert", "alertId": id})).await
}
