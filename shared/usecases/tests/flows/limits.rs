//! Limits on the frames of a trader's devices.

use std::time::Duration;

use domain::alert::{Alert, MAX_STORED_PER_USER, Phase};
use domain::event::data::Condition;
use ports::{Alerts, Levels, WriteOutcome};
use serde_json::{Value, json};

use crate::prices::alert;
use crate::world::World;

fn new_alert(number: usize) -> Value {
    let alert = json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": (number + 1).to_string()});
    let client_id = format!("00000000-0000-4000-8000-{number:012}");
    json!({"action": "createAlert", "alert": alert, "clientId": client_id})
}

#[tokio::test]
async fn too_many_frames_are_refused_with_the_time_to_wait() {
    let world = World::new();
    world.connect("phone").await;
    for _ in 0..300 {
        assert_eq!(world.send("phone", json!({"action": "getPreferences"})).await["type"], "reply");
    }
    let refusal = world.send("phone", json!({"action": "getPreferences"})).await;
    let expected = json!({
        "type": "error", "requestId": "r", "code": "too_many_requests", "retryAfter": 1,
        "message": "too many requests: try again in 1 s",
    });
    assert_eq!(refusal, expected);
    let unknown = world.send("phone", json!({"action": "fly"})).await;
    assert_eq!((&unknown["code"], &unknown["requestId"]), (&json!("too_many_requests"), &json!("r")));
    for frame in [json!({"action": "ping"}), json!({"action": "ack", "ids": ["e"]})] {
        assert_eq!(world.send("phone", frame).await["type"], "reply");
    }
    world.pass(Duration::from_secs(1));
    assert_eq!(world.send("phone", json!({"action": "getPreferences"})).await["type"], "reply");
}

#[tokio::test]
async fn a_refused_frame_asks_nothing_of_the_store() {
    let world = World::new();
    world.connect("phone").await;
    for _ in 0..3 {
        assert_eq!(world.hello("phone").await["type"], "reply");
    }
    let before = world.store.counters();
    world.store.fail_next(usize::MAX);
    let refusal = world.hello("phone").await;
    assert_eq!((&refusal["code"], &refusal["retryAfter"]), (&json!("too_many_requests"), &json!(5)));
    world.store.fail_next(0);
    assert_eq!(world.store.counters(), before);
    let page = world.send("phone", json!({"action": "hello", "after": "1795420800123~e"})).await;
    assert_eq!(page["type"], "reply", "the pages after the first are not limited");
    world.pass(Duration::from_secs(5));
    assert_eq!(world.hello("phone").await["type"], "reply");
}

#[tokio::test]
async fn ten_times_the_limit_closes_the_connection_and_forgets_it() {
    let world = World::new();
    world.connect("phone").await;
    world.connect("laptop").await;
    for _ in 0..3_001 {
        world.send("phone", json!({"action": "ping"})).await;
    }
    assert_eq!(world.registered(), ["laptop"]);
    assert_eq!(world.send("laptop", json!({"action": "ping"})).await["type"], "reply");
}

#[tokio::test]
async fn alerts_are_created_in_a_burst_and_then_one_a_second() {
    let world = World::new();
    world.connect("phone").await;
    let mut created = 0;
    for number in 0..330 {
        let reply = world.send("phone", new_alert(number)).await;
        let Some(id) = reply["alert"]["id"].as_str() else {
            assert_eq!((&reply["code"], &reply["retryAfter"]), (&json!("too_many_requests"), &json!(1)));
            continue;
        };
        created += 1;
        // Deleting the alerts does not reset the limit.
        let deleted = world.send("phone", json!({"action": "deleteAlert", "alertId": id})).await;
        assert_eq!(deleted["type"], "reply");
        world.pass(Duration::from_millis(40));
    }
    // A burst, and one for each second that creating them took.
    assert!((310..=314).contains(&created), "{created}");
    for number in 400..403 {
        world.pass(Duration::from_secs(1));
        assert_eq!(world.send("phone", new_alert(number)).await["type"], "reply");
    }
    // The limit is counted in the store: another function instance refuses as well.
    let other = World { limits: usecases::connect::FrameLimits::default(), ..world };
    assert_eq!(other.send("phone", new_alert(500)).await["code"], "too_many_requests");
}

#[tokio::test]
async fn the_oldest_past_alerts_make_room_for_a_new_one() {
    let world = World::new();
    world.connect("phone").await;
    for number in 0..MAX_STORED_PER_USER {
        let armed = alert(&format!("a-{number}"), Condition::Above, "100");
        let fired_at = world.now().minus(Duration::from_secs(u64::try_from(number).unwrap()));
        world.with_alert(&armed).await;
        if number >= 10 {
            let fired = Alert { phase: Phase::Fired { at: fired_at }, ..armed.clone() };
            assert_eq!(world.store.mark(&armed, &fired).await, Ok(WriteOutcome::Done));
        }
    }
    for number in 0..2 {
        let reply = world.send("phone", new_alert(number)).await;
        assert_eq!(reply["type"], "reply", "{reply}");
    }
    let stored = world.store.alerts(&world.user).await.unwrap().alerts;
    assert_eq!(stored.len(), MAX_STORED_PER_USER);
    let has = |id: &str| stored.iter().any(|alert| alert.id.as_str() == id);
    assert!(has("a-0") && has("a-9") && has("a-10") && has("a-997"));
    assert!(!has("a-998") && !has("a-999"), "these fired first");
}
