//! Price alerts of a trader: created, listed and deleted over a socket.

use std::time::Duration;

use domain::alert::{Alert, MAX_PER_USER, Part, Side, Tick};
use domain::event::data::{Id, Positive, Symbol};
use domain::{Time, UserId};
use ports::{Levels, WriteOutcome};
use serde_json::{Value, json};
use usecases::connect::Caller;

use crate::world::{World, connection};

const CLIENT_ID: &str = "123e4567-e89b-12d3-a456-426614174000";

/// A world in which two traders have a phone each.
async fn world() -> World {
    let world = World::new();
    world.connect("phone").await;
    world.gateway.connect(&connection("other"));
    world
}

/// The alert that the trader asks for.
fn wanted() -> Value {
    json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": "64250.10"})
}

/// The client id with this number.
fn client_id(number: usize) -> String {
    format!("00000000-0000-0000-0000-{number:012}")
}

impl World {
    async fn create(&self, alert: &Value, client_id: &str) -> Value {
        self.send("phone", json!({"action": "createAlert", "alert": alert, "clientId": client_id})).await
    }

    async fn create_one(&self, number: usize) -> Value {
        let reply = self.create(&wanted(), &client_id(number)).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        reply["alert"].clone()
    }

    async fn alerts(&self) -> Vec<Value> {
        let reply = self.send("phone", json!({"action": "listAlerts"})).await;
        reply["alerts"].as_array().unwrap().clone()
    }

    async fn delete(&self, alert: &Value) -> Value {
        self.send("phone", json!({"action": "deleteAlert", "alertId": alert["id"]})).await
    }

    async fn send_as_other(&self, frame: Value) -> Value {
        let user_id = UserId::parse("u-2").unwrap();
        let closes_at = Time::from_millis(i64::MAX);
        self.send_as(&Caller { user_id, connection: connection("other"), closes_at, issued_at: None }, frame)
            .await
    }

    fn stored(&self, alert: &Value) -> Option<Alert> {
        self.store.alert(&self.user, &Id::parse(alert["id"].as_str().unwrap()).unwrap())
    }

    /// A tick at this price acts on the alert.
    async fn tick(&self, alert: &Value, price: &str) {
        let before = self.stored(alert).unwrap();
        let tick =
            Tick { price: Positive::parse(price).unwrap(), made_at: self.now(), arrived_at: self.now() };
        let mut after = before.clone();
        after.evaluate(&tick);
        assert_eq!(self.store.mark(&before, &after).await, Ok(WriteOutcome::Done));
    }

    /// Returns the number of alerts that wait for a price of this symbol.
    async fn waiting(&self, symbol: &str) -> usize {
        let symbol = Symbol::parse(symbol).unwrap();
        let mut count = 0;
        for part in Part::all() {
            for side in Side::ALL {
                count += self.store.levels(&symbol, part, side, None, 1_000).await.unwrap().alerts.len();
            }
        }
        count
    }
}

fn refusal(answer: &Value) -> (&str, Option<&str>) {
    assert_eq!((&answer["type"], &answer["requestId"]), (&json!("error"), &json!("r")), "{answer}");
    (answer["code"].as_str().unwrap(), answer.get("field").map(|field| field.as_str().unwrap()))
}

#[tokio::test]
async fn what_is_created_is_shown_with_everything_filled_in() {
    let world = world().await;
    let reply = world.send("phone", json!({"action": "createAlert", "alert": wanted()})).await;
    let mut alert = reply["alert"].clone();
    assert_eq!(reply, json!({"type": "reply", "requestId": "r", "alert": alert}));
    assert_eq!(world.alerts().await, [alert.clone()]);
    let id = alert.as_object_mut().unwrap().remove("id").unwrap();
    let is_of_a_url = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = id.as_str().and_then(|id| id.strip_suffix(&format!(".{}", world.now().as_millis())));
    assert!(name.is_some_and(|name| name.len() == 22 && name.chars().all(is_of_a_url)), "{id}");
    assert_eq!(
        alert,
        json!({
            "symbol": "BTC-USDT", "condition": "above", "targetPrice": "64250.10", "recurring": false,
            "cooldownSeconds": 60, "rearmPercent": "0.1", "createdAt": "2026-11-23T08:00:00.000Z", "state": "armed",
        })
    );
    assert_eq!(world.waiting("BTC-USDT").await, 1);
    assert_eq!(world.store.symbol(&Symbol::parse("BTC-USDT").unwrap()).epoch, 1);
}

#[tokio::test]
async fn a_bad_alert_is_refused_with_its_path_and_changes_nothing() {
    let world = world().await;
    let cases = [
        ("symbol", Value::Null, "missing_field"),
        ("symbol", json!("BTC USDT"), "bad_field"),
        ("condition", json!("at"), "bad_field"),
        ("targetPrice", json!("0"), "bad_field"),
        ("targetPrice", json!("1e29"), "bad_field"),
        ("recurring", json!("yes"), "bad_field"),
        ("cooldownSeconds", json!(86_401), "bad_field"),
        ("rearmPercent", json!("50.1"), "bad_field"),
        ("expiresAt", json!("2026-11-23"), "bad_field"),
        // The clock of the test shows 08:00.
        ("expiresAt", json!("2026-11-23T08:00:00Z"), "bad_field"),
        ("note", json!("x".repeat(281)), "bad_field"),
        ("colour", json!("red"), "bad_field"),
    ];
    for (key, value, code) in cases {
        let mut alert = wanted();
        alert[key] = value;
        let answer = world.create(&alert, CLIENT_ID).await;
        assert_eq!(refusal(&answer), (code, Some(format!("alert.{key}").as_str())), "{alert}");
    }
    assert_eq!(refusal(&world.create(&wanted(), "mine").await), ("bad_field", Some("clientId")));
    assert_eq!((world.alerts().await.len(), world.waiting("BTC-USDT").await), (0, 0));
}

#[tokio::test]
async fn a_create_whose_reply_was_lost_can_be_repeated() {
    let world = world().await;
    let alert = world.create(&wanted(), CLIENT_ID).await["alert"].clone();
    world.pass(Duration::from_secs(1));
    let spelled_otherwise = CLIENT_ID.to_uppercase();
    assert_eq!(world.create(&wanted(), &spelled_otherwise).await["alert"], alert);
    world.tick(&alert, "64250.10").await;
    let mut fired = alert.clone();
    fired["state"] = json!("fired");
    assert_eq!(world.create(&wanted(), CLIENT_ID).await["alert"], fired, "it is answered as it is");
    let mut other = wanted();
    other["targetPrice"] = json!("64250.11");
    assert_eq!(refusal(&world.create(&other, CLIENT_ID).await), ("bad_field", Some("clientId")));
    assert_eq!(world.alerts().await, [fired]);

    let frame = json!({"action": "createAlert", "alert": other, "clientId": CLIENT_ID});
    let others = world.send_as_other(frame).await["alert"].clone();
    assert!(others["id"].is_string() && others["id"] != alert["id"], "the name is each trader's own");
}

/// Otherwise its firings would be dropped as repeats of the first one's.
#[tokio::test]
async fn one_that_is_created_again_after_it_was_deleted_is_another() {
    let world = world().await;
    let first = world.create(&wanted(), CLIENT_ID).await["alert"].clone();
    world.delete(&first).await;
    world.pass(Duration::from_millis(1));
    let second = world.create(&wanted(), CLIENT_ID).await["alert"].clone();
    assert_ne!(first["id"], second["id"]);
    assert_eq!(world.create(&wanted(), CLIENT_ID).await["alert"], second);
    assert_eq!(world.alerts().await, [second]);
}

#[tokio::test]
async fn an_expired_alert_can_be_asked_for_again_but_not_anew() {
    let world = world().await;
    let mut wanted = wanted();
    wanted["expiresAt"] = json!("2026-11-23T08:00:01Z");
    let alert = world.create(&wanted, CLIENT_ID).await["alert"].clone();
    assert_eq!((&alert["state"], &alert["expiresAt"]), (&json!("armed"), &json!("2026-11-23T08:00:01.000Z")));
    world.pass(Duration::from_secs(1));
    assert_eq!(world.create(&wanted, CLIENT_ID).await["alert"]["state"], "expired");
    let anew = world.create(&wanted, &client_id(1)).await;
    assert_eq!(refusal(&anew), ("bad_field", Some("alert.expiresAt")));
}

#[tokio::test]
async fn the_states_of_an_alert_are_shown() {
    let world = world().await;
    let mut wanted = wanted();
    wanted["recurring"] = json!(true);
    wanted["expiresAt"] = json!("2026-11-23T09:00:00Z");
    let alert = world.create(&wanted, CLIENT_ID).await["alert"].clone();
    let state = async || world.alerts().await[0]["state"].as_str().unwrap().to_owned();
    assert_eq!(state().await, "armed");
    world.pass(Duration::from_secs(1));
    world.tick(&alert, "64251").await;
    assert_eq!(state().await, "waiting");
    world.pass(Duration::from_secs(1));
    world.tick(&alert, "60000").await;
    assert_eq!(state().await, "waiting", "its cooldown is not over");
    world.pass(Duration::from_secs(59));
    assert_eq!(state().await, "armed");
    world.pass(Duration::from_hours(1));
    assert_eq!(state().await, "expired");
}

#[tokio::test]
async fn alerts_are_listed_by_symbol_the_newest_first() {
    let world = world().await;
    let mut ids = Vec::new();
    for (number, symbol) in ["BTC-USDT", "ETH/USDT:x@y", "BTC-USDT"].into_iter().enumerate() {
        let mut wanted = wanted();
        wanted["symbol"] = json!(symbol);
        ids.insert(0, world.create(&wanted, &client_id(number)).await["alert"]["id"].clone());
        world.pass(Duration::from_millis(1));
    }
    let listed = async |symbol: Value| {
        let reply = world.send("phone", json!({"action": "listAlerts", "symbol": symbol})).await;
        reply["alerts"].as_array().unwrap().iter().map(|alert| alert["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(Value::Null).await, ids);
    assert_eq!(listed(json!("BTC-USDT")).await, [ids[0].clone(), ids[2].clone()]);
    assert_eq!(listed(json!("ETH/USDT:x@y")).await, [ids[1].clone()]);
    assert!(listed(json!("BTC")).await.is_empty());
    let bad = world.send("phone", json!({"action": "listAlerts", "symbol": "BTC#"})).await;
    assert_eq!(refusal(&bad), ("bad_field", Some("symbol")));
}

#[tokio::test]
async fn only_the_own_alert_can_be_deleted() {
    let world = world().await;
    let alert = world.create_one(0).await;
    let frame = json!({"action": "deleteAlert", "alertId": alert["id"]});
    assert_eq!(refusal(&world.send_as_other(frame).await), ("not_found", Some("alertId")));
    assert_eq!(world.send_as_other(json!({"action": "listAlerts"})).await["alerts"], json!([]));
    assert_eq!(world.alerts().await, [alert.clone()]);

    assert_eq!(world.delete(&alert).await, json!({"type": "reply", "requestId": "r"}));
    assert_eq!((world.alerts().await.len(), world.waiting("BTC-USDT").await), (0, 0));
    assert_eq!(refusal(&world.delete(&alert).await), ("not_found", Some("alertId")));
    assert_eq!(refusal(&world.delete(&json!({})).await), ("missing_field", Some("alertId")));
}

#[tokio::test]
async fn only_active_alerts_count_against_the_limit() {
    let world = world().await;
    let first = world.create_one(0).await;
    for number in 1..MAX_PER_USER {
        world.create_one(number).await;
    }
    let create_more = async |number| world.create(&wanted(), &client_id(number)).await;
    let refused = create_more(MAX_PER_USER).await;
    assert_eq!(refusal(&refused), ("limit_reached", None));
    assert_eq!(world.create_one(0).await, first, "it is there already");
    let of_other = json!({"action": "createAlert", "alert": wanted(), "clientId": CLIENT_ID});
    assert_eq!(world.send_as_other(of_other).await["type"], "reply");
    assert_eq!(world.alerts().await.len(), MAX_PER_USER);

    world.pass(Duration::from_secs(1));
    world.tick(&first, "70000").await;
    let mut expiring = wanted();
    expiring["expiresAt"] = json!(world.now().plus(Duration::from_secs(1)));
    assert_eq!(world.create(&expiring, CLIENT_ID).await["type"], "reply");
    assert_eq!(refusal(&create_more(MAX_PER_USER).await), ("limit_reached", None));
    world.pass(Duration::from_secs(1));
    let created = create_more(MAX_PER_USER).await;
    assert_eq!(created["type"], "reply", "{created}");
    assert_eq!(refusal(&create_more(MAX_PER_USER + 1).await), ("limit_reached", None));
    world.delete(&created["alert"]).await;
    assert_eq!(create_more(MAX_PER_USER + 1).await["type"], "reply");
}

impl World {
    async fn change(&self, action: &str, alert: &Value) -> Value {
        self.send("phone", json!({"action": action, "alertId": alert["id"]})).await
    }
}

#[tokio::test]
async fn a_paused_alert_waits_for_no_price_until_it_is_resumed() {
    let world = world().await;
    let alert = world.create_one(0).await;
    for _ in 0..2 {
        let mut paused = alert.clone();
        paused["state"] = json!("paused");
        let reply = world.change("pauseAlert", &alert).await;
        assert_eq!(reply, json!({"type": "reply", "requestId": "r", "alert": paused}));
        assert_eq!((world.alerts().await, world.waiting("BTC-USDT").await), (vec![paused], 0));
    }
    assert_eq!(world.create_one(0).await["state"], "paused", "a repeated request finds it as it is");
    let epoch = world.store.symbol(&Symbol::parse("BTC-USDT").unwrap()).epoch;
    for _ in 0..2 {
        let reply = world.change("resumeAlert", &alert).await;
        assert_eq!(reply, json!({"type": "reply", "requestId": "r", "alert": alert}));
        assert_eq!(world.waiting("BTC-USDT").await, 1);
    }
    assert_eq!(world.store.symbol(&Symbol::parse("BTC-USDT").unwrap()).epoch, epoch + 1);
    world.change("pauseAlert", &alert).await;
    assert_eq!(world.delete(&alert).await["type"], "reply");
    assert_eq!(world.alerts().await.len(), 0);
}

#[tokio::test]
async fn only_an_own_alert_that_can_still_fire_is_paused_or_resumed() {
    let world = world().await;
    let fired = world.create_one(0).await;
    let mut expiring = wanted();
    expiring["expiresAt"] = json!(world.now().plus(Duration::from_mins(1)));
    let expired = world.create(&expiring, &client_id(1)).await["alert"].clone();
    world.change("pauseAlert", &expired).await;
    let theirs = world.create_one(2).await;
    world.pass(Duration::from_mins(1));
    world.tick(&fired, "70000").await;
    for action in ["pauseAlert", "resumeAlert"] {
        for alert in [&fired, &expired] {
            assert_eq!(refusal(&world.change(action, alert).await), ("bad_field", Some("alertId")));
        }
        let frame = json!({"action": action, "alertId": theirs["id"]});
        assert_eq!(refusal(&world.send_as_other(frame).await), ("not_found", Some("alertId")));
        assert_eq!(refusal(&world.change(action, &json!({})).await), ("missing_field", Some("alertId")));
    }
    assert_eq!(world.stored(&theirs).unwrap().resumed_at, None);
}

#[tokio::test]
async fn a_paused_alert_is_stored_but_not_active() {
    let world = world().await;
    let paused = world.create_one(0).await;
    for number in 1..MAX_PER_USER {
        world.create_one(number).await;
    }
    assert_eq!(world.change("pauseAlert", &paused).await["alert"]["state"], "paused");
    let last = world.create_one(MAX_PER_USER).await;
    assert_eq!(refusal(&world.change("resumeAlert", &paused).await), ("limit_reached", None));
    assert_eq!(world.alerts().await.len(), MAX_PER_USER + 1);
    world.delete(&last).await;
    assert_eq!(world.change("resumeAlert", &paused).await["alert"]["state"], "armed");
}

/// Resuming an alert makes a level live, as creating one does.
#[tokio::test]
async fn alerts_are_resumed_at_the_rate_of_creations() {
    let world = world().await;
    let alert = world.create_one(0).await;
    let mut resumed = 0;
    let refused = loop {
        world.change("pauseAlert", &alert).await;
        let answer = world.change("resumeAlert", &alert).await;
        if answer["type"] == "error" {
            break answer;
        }
        resumed += 1;
        world.pass(Duration::from_millis(100));
    };
    assert_eq!((&refused["code"], &refused["retryAfter"]), (&json!("too_many_requests"), &json!(1)));
    assert!((300..=340).contains(&resumed), "{resumed}");
}
