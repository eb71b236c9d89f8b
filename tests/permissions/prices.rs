//! What the functions around price alerts need their permissions for.

use std::time::Duration;

use domain::alert::{Alert, Part, Phase, Wanted};
use domain::data::{Id, Positive, Symbol};
use domain::{EventId, Time, UserId};
use local::ticks::{Tick, TickStream};
use ports::{Alerts as _, BatchRead as _, Feeds as _, Levels as _, Stored, SymbolState};
use serde_json::{Value, json};
use store::DynamoStore;
use support::{now, unique};

use crate::probe::{Scene, until};
use crate::workers::send;

/// A market of its own, with one alert that recurs.
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
        let wanted = Wanted::of_document(&wanted, "alert").unwrap();
        let name = unique("waiting");
        let alert = wanted.alert(Id::parse(&name).unwrap(), UserId::parse(&name).unwrap(), now());
        assert_eq!(store.create_alert(&alert, 0, Time::EPOCH).await.unwrap(), Stored::Done);
        Self { scene, store, symbol, alert }
    }

    async fn state(&self) -> SymbolState {
        self.store.symbols(std::slice::from_ref(&self.symbol)).await.unwrap().remove(&self.symbol).unwrap()
    }

    /// What is paid now, and in the milliseconds after it.
    async fn is_paid(&self, prices: &[&str]) {
        // Later than the alert was created, by the stream's clock too.
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

    /// The message of a job with the same.
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

    /// Waits until the alert's trader has heard of this firing.
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

/// The alert fires, and after the price has come back it fires again; and both is kept, which comes after.
pub(crate) async fn fires(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.is_paid(&["101"]).await;
    waiting.has_fired(0).await;
    waiting.is_paid(&["90"]).await;
    waiting.is_paid(&["102"]).await;
    waiting.has_fired(1).await;
    until(async || {
        let known = waiting.store.alerts(&waiting.alert.user_id).await.unwrap().alerts;
        matches!(known[..], [Alert { phase: Phase::Away { generation: 2, .. }, .. }])
    })
    .await
}

/// While a job of the market is open, its ticks become jobs, too.
pub(crate) async fn hands_out_jobs(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.store.open_job(&waiting.symbol).await.unwrap();
    waiting.is_paid(&["101"]).await;
    waiting.has_fired(0).await
}

/// What is no tick is set aside.
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

/// A job lets the alert fire, come back and fire again, and is closed.
pub(crate) async fn works_off(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.store.open_job(&waiting.symbol).await.unwrap();
    send(scene, waiting.job(&["101", "90", "102"])).await;
    let part = usize::from(Part::of(&waiting.alert.id).number());
    until(async || waiting.state().await.jobs.finished[part] == 1).await;
    waiting.has_fired(1).await
}

/// The owner of an alert is told that its ticks have stopped, and that this was told is known.
pub(crate) async fn tells_of_health(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    waiting.store.note_tick(&waiting.symbol, now().minus(Duration::from_mins(5))).await.unwrap();
    scene.system.wake("check-feeds").await && waiting.state().await.stale.is_some()
}

/// A symbol for which no alert waits is forgotten when its time has come.
pub(crate) async fn forgets_idle(scene: Scene<'_>) -> bool {
    let waiting = Waiting::new(scene).await;
    let Waiting { store, symbol, alert, .. } = &waiting;
    assert_eq!(store.delete_alert(alert).await.unwrap(), Stored::Done);
    let epoch = waiting.state().await.epoch;
    let idle = store.note_idle(symbol, epoch, now().minus(Duration::from_mins(1))).await.unwrap();
    assert_eq!(idle, Stored::Done);
    scene.system.wake("check-feeds").await
        && store.symbols(std::slice::from_ref(symbol)).await.unwrap().is_empty()
}

/// A trader creates an alert and deletes it.
pub(crate) async fn keeps_alerts(scene: Scene<'_>) -> bool {
    let mut device = crate::trader::Trader::new(scene.system).connect().await;
    let alert = json!({"symbol": "COIN/USDT", "condition": "above", "targetPrice": "1000000"});
    let reply = device.request(json!({"action": "createAlert", "alert": alert})).await;
    let id = &reply["alert"]["id"];
    id.is_string() && device.request(json!({"action": "deleteAlert", "alertId": id})).await["type"] == "reply"
}
