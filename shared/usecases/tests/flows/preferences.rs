//! Commands on a trader's preferences and reachability.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::preferences::Preferences;
use domain::shard::Shard;
use domain::{Channel, EventType, Time};
use ports::Schedule;
use serde_json::{Value, json};
use usecases::contacts::unsubscribe;

use crate::world::World;

use Channel::{Email, Telegram, Websocket};

/// A world whose trader has a phone.
async fn world() -> World {
    let world = World::new();
    world.connect("phone").await;
    world
}

fn defaults() -> Value {
    json!(Preferences::default())
}

impl World {
    /// Returns the scheduled checks of the trader: the time and the stamp.
    pub(crate) async fn wakes(&self) -> Vec<(String, String)> {
        let due = self.store.due(Shard::of(&self.user), Time::from_millis(i64::MAX), None, 10).await.unwrap();
        due.into_iter().map(|wake| (wake.at.to_string(), wake.version)).collect()
    }
}

async fn get(world: &World) -> (Value, u64) {
    let reply = world.send("phone", json!({"action": "getPreferences"})).await;
    assert_eq!(reply["type"], "reply", "{reply}");
    (reply["preferences"].clone(), reply["version"].as_u64().unwrap())
}

async fn put(world: &World, preferences: &Value, version: u64) -> Value {
    world
        .send("phone", json!({"action": "putPreferences", "preferences": preferences, "version": version}))
        .await
}

#[tokio::test]
async fn who_never_chose_has_the_defaults_as_version_zero() {
    assert_eq!(get(&world().await).await, (defaults(), 0));
}

#[tokio::test]
async fn what_is_put_is_what_is_got() {
    let world = world().await;
    let mut wanted = defaults();
    wanted["timeZone"] = json!("asia/tokyo");
    wanted["deposit"] = json!({"enabled": false, "channels": ["sms", "push"]});
    wanted["liquidationWarning"]["thresholdPercent"] = "110.50".parse().unwrap();
    assert_eq!(put(&world, &wanted, 0).await, json!({"type": "reply", "requestId": "r", "version": 1}));
    let (got, version) = get(&world).await;
    assert_eq!((got.to_string(), version), (wanted.to_string(), 1));

    assert_eq!(put(&world, &defaults(), 1).await["version"], 2);
    assert_eq!(get(&world).await, (defaults(), 2));
}

#[tokio::test]
async fn who_is_too_late_is_shown_what_there_is_and_changes_nothing() {
    let world = world().await;
    let mut first = defaults();
    first["referral"]["enabled"] = json!(false);
    put(&world, &first, 0).await;
    let mut second = defaults();
    second["deposit"]["enabled"] = json!(false);
    for stale in [0, 2, u64::MAX] {
        let error = put(&world, &second, stale).await;
        assert_eq!((&error["type"], &error["code"]), (&json!("error"), &json!("version_conflict")));
        assert_eq!((&error["preferences"], &error["version"]), (&first, &json!(1)), "{error}");
        assert_eq!((error["requestId"].as_str(), error.get("field")), (Some("r"), None));
        assert_eq!(get(&world).await, (first.clone(), 1));
    }
}

#[tokio::test]
async fn a_put_whose_reply_was_lost_can_be_put_again() {
    let world = world().await;
    let mut wanted = defaults();
    wanted["referral"]["enabled"] = json!(false);
    for _ in 0..2 {
        assert_eq!(put(&world, &wanted, 0).await["version"], 1);
    }
    assert_eq!(put(&world, &defaults(), 1).await["version"], 2);
    // It is no repeat any more, even if the same document has been stored again since.
    assert_eq!(put(&world, &wanted, 0).await["code"], "version_conflict");
    assert_eq!(put(&world, &defaults(), 0).await["code"], "version_conflict");
    assert_eq!(get(&world).await, (defaults(), 2));
}

#[tokio::test]
async fn a_bad_document_changes_nothing() {
    let world = world().await;
    let mut bad = defaults();
    bad["quietHours"]["from"] = json!("25:00");
    let error = put(&world, &bad, 0).await;
    assert_eq!(
        (&error["code"], &error["field"]),
        (&json!("bad_field"), &json!("preferences.quietHours.from"))
    );
    assert_eq!(get(&world).await, (defaults(), 0));
}

#[tokio::test]
async fn a_store_failure_is_reported_and_the_put_can_be_repeated() {
    let world = world().await;
    for action in ["getPreferences", "getReachability"] {
        world.store.fail_next(1);
        assert_eq!(world.send("phone", json!({"action": action})).await["code"], "internal");
    }
    world.store.fail_next(1);
    assert_eq!(put(&world, &defaults(), 0).await["code"], "internal");
    assert_eq!(put(&world, &defaults(), 0).await["version"], 1);
}

#[tokio::test]
async fn an_unsubscribe_is_a_change_like_any_other() {
    let world = world().await;
    let version = world.store.recipient(&world.user).version;
    unsubscribe(&world.store, &world.queues, &world.user, EventType::WeeklyPnlReport, version, world.now())
        .await
        .unwrap();
    let error = put(&world, &defaults(), 0).await;
    assert_eq!((&error["code"], &error["version"]), (&json!("version_conflict"), &json!(1)));
    assert_eq!(error["preferences"]["weeklyReport"]["channels"], json!(["websocket"]));
}

#[tokio::test]
async fn what_waits_is_looked_at_when_its_time_may_have_changed() {
    let world = world().await;
    let mut wanted = defaults();
    wanted["language"] = json!("de");
    wanted["deposit"]["enabled"] = json!(false);
    wanted["dailyReport"]["channels"] = json!(["email"]);
    put(&world, &wanted, 0).await;
    assert_eq!(world.wakes().await, []);

    let mut expected = Vec::new();
    let changes = [
        ("quietHours", "enabled", json!(true)),
        ("quietHours", "to", json!("06:00")),
        ("dailyReport", "enabled", json!(true)),
        ("dailyReport", "time", json!("09:00")),
    ];
    for (version, (section, key, value)) in (1_u64..).zip(changes) {
        world.pass(Duration::from_mins(1));
        wanted[section][key] = value;
        assert_eq!(put(&world, &wanted, version).await["version"], version + 1);
        expected.push((
            format!("2026-11-23T08:{:02}:00.000Z", version + 1),
            format!("preferences-{}", version + 1),
        ));
        assert_eq!(world.wakes().await, expected);
    }
    world.pass(Duration::from_millis(50_001));
    wanted["timeZone"] = json!("Asia/Tokyo");
    put(&world, &wanted, 5).await;
    // The put may take ten seconds, and the run must find it stored.
    expected.push(("2026-11-23T08:06:00.000Z".to_owned(), "preferences-6".to_owned()));
    assert_eq!(world.wakes().await, expected);

    // A put that is too late, or that only repeats one, schedules no check.
    wanted["quietHours"]["enabled"] = json!(false);
    assert_eq!(put(&world, &wanted, 2).await["code"], "version_conflict");
    assert_eq!(world.wakes().await, expected);
}

/// Returns the channels of a reply, one word each: `push=no_contact`.
fn line(reply: &Value) -> String {
    let words = reply["channels"].as_array().unwrap().iter().map(|line| {
        let channel = line["channel"].as_str().unwrap();
        assert_eq!(line["reachable"], line.get("reason").is_none(), "{line}");
        assert_eq!(line.get("devices").is_some(), channel == "push", "{line}");
        line["reason"].as_str().map_or(channel.to_owned(), |reason| format!("{channel}={reason}"))
    });
    words.collect::<Vec<_>>().join(" ")
}

async fn reachability(world: &World) -> Value {
    world.send("phone", json!({"action": "getReachability"})).await
}

#[tokio::test]
async fn the_trader_sees_where_something_would_arrive() {
    let world = world().await;
    assert_eq!(
        line(&reachability(&world).await),
        "websocket push=no_contact telegram=no_contact email=no_contact sms=not_chosen"
    );
    world.reach(&world.user, &Channel::ALL);
    world.prefer(|preferences| {
        for key in PreferenceKey::ALL {
            preferences[key].channels.retain(|channel| *channel != Email);
        }
    });
    assert_eq!(line(&reachability(&world).await), "websocket push telegram email=not_chosen sms=not_chosen");
    world.prefer(|preferences| preferences[PreferenceKey::Deposit].channels = vec![Email]);
    assert_eq!(line(&reachability(&world).await), "websocket push telegram email sms=not_chosen");
}

#[tokio::test]
async fn the_trader_sees_the_own_devices() {
    let world = world().await;
    let frame = json!({"action": "registerDevice", "token": "t-1", "platform": "ios", "language": "de-AT"});
    let phone = world.send("phone", frame).await["deviceId"].clone();
    let registered_at = world.now();
    world.pass(Duration::from_secs(1));
    let frame = json!({"action": "registerDevice", "token": "t-2", "platform": "web"});
    let browser = world.send("phone", frame).await["deviceId"].clone();
    assert_eq!(
        reachability(&world).await["channels"][1],
        json!({"channel": "push", "reachable": true, "devices": [
            {"deviceId": browser, "platform": "web", "registeredAt": world.now()},
            {"deviceId": phone, "platform": "ios", "language": "de-AT", "registeredAt": registered_at},
        ]})
    );
    // Devices are shown even if no section uses their channel.
    world.prefer(|preferences| {
        for key in PreferenceKey::ALL {
            preferences[key].channels = vec![Websocket];
        }
        preferences[PreferenceKey::PriceAlert].channels = vec![Telegram];
    });
    let push = reachability(&world).await["channels"][1].clone();
    assert_eq!((&push["reason"], push["devices"].as_array().unwrap().len()), (&json!("not_chosen"), 2));
    assert!(!push.to_string().contains("t-1"), "a token is nobody's business");
}
