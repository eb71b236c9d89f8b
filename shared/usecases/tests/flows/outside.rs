//! Broadcasts outside the app: each trader's channels, by the trader's preferences as of the send, each once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::recipient::profile::{AccountStatus, Change};
use domain::{Channel, Priority, Time, UserId};
use ports::{DryRuns, Message, Queue};
use serde_json::{Value, json};
use usecases::batch::Outcome;
use usecases::broadcast::WalkSettings;

use crate::broadcast::{all, halt, user};
use crate::providers::Call;
use crate::trader::seconds;
use crate::world::World;

const ALL: [Channel; 3] = [Channel::Push, Channel::Telegram, Channel::Email];

/// Returns an announcement of an incident, which no trader can switch off.
fn incident(world: &World) -> Value {
    json!({
        "id": "i-1", "event_type": "incident", "audience": all(), "occurred_at": world.now(),
        "data": {"incident_id": "1", "state": "open", "title": {"en": "t"}, "body": {"en": "b"}},
    })
}

/// Returns the channels on which the providers were called, in order.
fn called(world: &World) -> Vec<Channel> {
    world.providers.calls().iter().map(|call: &Call| call.channel).collect()
}

impl World {
    async fn walk_and_settle(&self) {
        assert!(self.walk().await.iter().all(|outcome| *outcome == Outcome::Done));
        self.settle();
    }
}

#[tokio::test]
async fn it_is_sent_on_the_channels_that_the_trader_chose_and_once() {
    let world = World::reaching(&ALL);
    let event = halt(&world, "h-1", &all());
    world.broadcast(&event).await;
    world.settle();
    assert_eq!(called(&world), [Channel::Push, Channel::Telegram], "e-mail is not chosen for halts");
    // The message comes again, and with it all jobs.
    world.broadcast(&event).await;
    world.settle();
    assert_eq!(called(&world).len(), 2);
    let shown = world.deliveries("broadcast:h-1").await;
    assert_eq!(shown[0], "websocket pending");
    assert!(
        shown[1].starts_with("push/d-1 accepted") && shown[2].starts_with("telegram accepted"),
        "{shown:?}"
    );
}

#[tokio::test]
async fn whichever_of_inbox_socket_and_channels_comes_first_each_has_it_once() {
    for order in ["list first", "hello first", "walk first", "connected"] {
        let world = World::reaching(&ALL);
        let event = halt(&world, "h-1", &all());
        if order == "connected" {
            world.connect("phone").await;
            world.hello("phone").await;
        }
        world.route(Priority::P1, &[event]).await;
        match order {
            "list first" => drop(world.listed("u-1").await),
            "hello first" => {
                world.connect("phone").await;
                world.hello("phone").await;
                world.ack("phone", &["broadcast:h-1"]).await;
            }
            _ => {}
        }
        world.walk_and_settle().await;
        world.deliver(Priority::P1).await;
        assert_eq!(called(&world), [Channel::Push, Channel::Telegram], "{order}");
        assert_eq!(world.listed("u-1").await, ["broadcast:h-1"], "{order}");
        if matches!(order, "list first" | "walk first") {
            world.connect("phone").await;
            world.hello("phone").await;
        }
        assert_eq!(world.notified("phone"), ["broadcast:h-1"], "{order}");
        world.walk_and_settle().await;
        assert_eq!(called(&world).len(), 2, "{order}");
    }
}

#[tokio::test]
async fn a_trader_who_gets_nothing_outside_the_app_costs_no_write() {
    let world = World::new();
    world.profile("silent", |update| update.country = Change::Set("AT".to_owned())).await;
    world.broadcast(&halt(&world, "h-1", &all())).await;
    let id = crate::world::id("broadcast:h-1");
    assert!(world.store.item(&user("silent"), &id).is_none());
    assert_eq!(world.listed("silent").await, ["broadcast:h-1"], "the inbox takes it up");
}

#[tokio::test]
async fn in_quiet_hours_it_is_in_the_morning_s_summary_of_each_channel() {
    for is_read_first in [false, true] {
        let world = World::reaching(&[Channel::Push, Channel::Telegram]);
        world.sleeps_in("UTC");
        world.at("2026-11-23T23:30:00Z");
        world.route(Priority::P1, &[halt(&world, "h-1", &all())]).await;
        if is_read_first {
            world.listed("u-1").await;
        }
        world.walk_and_settle().await;
        assert!(world.providers.calls().is_empty());
        let shown = world.deliveries("broadcast:h-1").await;
        assert!(shown[1].contains("deferred=quiet_hours until 2026-11-24T07:00"), "{shown:?}");
        assert!(shown[2].contains("deferred=quiet_hours until 2026-11-24T07:00"), "{shown:?}");
        world.minutes_until("2026-11-24T07:01:00Z").await;
        assert_eq!(world.summaries().len(), 2, "{:?}", world.summaries());
        assert_eq!(called(&world).len(), 2);
    }
}

#[tokio::test]
async fn a_snooze_delays_it_and_the_trader_s_language_is_its_language() {
    let world = World::reaching(&[Channel::Telegram]);
    world.prefer(|preferences| preferences.language = Some("de".to_owned()));
    world.broadcast(&halt(&world, "h-1", &json!({"languages": ["de"]}))).await;
    world.broadcast(&halt(&world, "h-2", &json!({"languages": ["fr"]}))).await;
    world.settle();
    let calls = world.providers.calls();
    assert_eq!(calls.iter().map(|call| call.event.as_str()).collect::<Vec<_>>(), ["broadcast:h-1"]);
    let until = world.now().plus(Duration::from_mins(30));
    world.request("u-1", json!({"action": "snooze", "until": until})).await;
    world.broadcast(&halt(&world, "h-3", &all())).await;
    world.settle();
    assert_eq!(world.providers.calls().len(), 1, "it waits for the end of the snooze");
}

#[tokio::test]
async fn who_opted_out_is_frozen_came_later_or_is_excluded_gets_nothing() {
    let world = World::new();
    let names = ["off", "frozen", "later", "excluded", "reached"];
    for name in names {
        world.reach(&user(name), &[Channel::Push]);
    }
    world.profile("frozen", |update| update.status = Change::Set(AccountStatus::Frozen)).await;
    let later = world.now().plus(seconds(1));
    world.profile("later", |update| update.registered_at = Change::Set(later)).await;
    let mut preferences =
        world.request("off", json!({"action": "getPreferences"})).await["preferences"].clone();
    preferences["market"]["channels"] = json!(["websocket"]);
    world.request("off", json!({"action": "putPreferences", "version": 0, "preferences": preferences})).await;
    for audience in [all(), json!({"users": names})] {
        let mut event = halt(&world, &format!("h-{}", audience.to_string().len()), &audience);
        event["exclude"] = json!({"users": ["excluded"]});
        world.broadcast(&event).await;
    }
    let sent = world.queues.sent(Queue::Deliveries(Channel::Push, Priority::P1));
    let users: Vec<Value> = sent
        .iter()
        .map(|message| serde_json::from_str::<Value>(&message.body).unwrap()["user_id"].clone())
        .collect();
    assert_eq!(users, ["reached", "reached"]);
}

#[tokio::test]
async fn a_mandatory_one_is_sent_on_the_first_channel_although_the_trader_wants_the_app_only() {
    let world = World::reaching(&[Channel::Telegram, Channel::Email]);
    world.broadcast(&incident(&world)).await;
    world.settle();
    assert!(!called(&world).is_empty());
    let shown = world.deliveries("broadcast:i-1").await;
    assert!(shown.iter().any(|line| line.contains("accepted")), "{shown:?}");
}

#[tokio::test]
async fn after_its_time_nothing_more_is_handed_on() {
    let world = World::reaching(&[Channel::Push]);
    let mut event = halt(&world, "h-1", &all());
    event["not_after"] = json!(world.now().plus(seconds(30)));
    world.route(Priority::P1, &[event]).await;
    world.pass(seconds(30));
    world.walk_and_settle().await;
    assert!(world.queues.sent(Queue::Deliveries(Channel::Push, Priority::P1)).is_empty());
}

/// Publishes to `count` traders with a device, and returns the times at which their deliveries were handed on,
/// in milliseconds since the publication.
async fn handed_on(count: usize, per_second: u32, pace: Option<u32>) -> Vec<u64> {
    let world = World::new();
    let users: BTreeSet<UserId> = (0..count).map(|n| user(&format!("many-{n:04}"))).collect();
    for user in &users {
        world.reach(user, &[Channel::Push]);
    }
    let mut event = halt(&world, "h-1", &all());
    event["pace"] = json!(pace);
    let began = world.now();
    world.route(Priority::P1, &[event]).await;
    let rates = vec![(Channel::Push, Rate { per_second })];
    let settings = WalkSettings { deployed: Channel::ALL.to_vec(), rates };
    let outcomes = world.walk_at(&settings).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done));
    let sent = world.queues.sent(Queue::Deliveries(Channel::Push, Priority::P1));
    let to: Vec<UserId> = sent
        .iter()
        .map(|message| {
            user(serde_json::from_str::<Value>(&message.body).unwrap()["user_id"].as_str().unwrap())
        })
        .collect();
    assert_eq!(to.len(), count, "each once");
    assert_eq!(to.into_iter().collect::<BTreeSet<_>>(), users);
    let id = crate::world::id("broadcast:h-1");
    let at = |user: &UserId| world.store.item(user, &id).unwrap().notification.unwrap().routed_at;
    users.iter().map(|user| at(user).millis_since(began)).collect()
}

#[tokio::test]
async fn pages_follow_one_another_at_the_channel_s_rate_or_the_broadcast_s_pace() {
    // The common half of the provider's calls, and a smaller pace.
    for (per_second, pace, rate) in [(400, None, 200), (400, Some(50), 50), (20, Some(50), 10)] {
        let mut seconds: BTreeMap<u64, usize> = BTreeMap::new();
        for at in handed_on(450, per_second, pace).await {
            *seconds.entry(at / 1_000).or_default() += 1;
        }
        let last = seconds.keys().max().copied().unwrap();
        let expected = 450 / rate;
        assert!(
            (expected - 2..=expected + expected / 10 + 6).contains(&last),
            "{per_second} {pace:?}: {last} s"
        );
    }
}

#[tokio::test]
async fn each_call_may_fail_once_and_each_job_may_come_twice() {
    let world = World::reaching(&ALL);
    for n in 0..30 {
        world.reach(&user(&format!("other-{n:02}")), &[Channel::Push, Channel::Telegram]);
    }
    let mut event = halt(&world, "h-1", &all());
    event["pace"] = json!(8);
    world.route(Priority::P1, &[event]).await;
    let mut waiting: Vec<(Time, Message)> = Vec::new();
    let mut spared = 0;
    loop {
        let new = world.queues.take(Queue::Broadcasts);
        waiting.extend(new.into_iter().map(|job| (world.now().plus(job.delay), job)));
        waiting.sort_by_key(|(due, _)| *due);
        if waiting.is_empty() {
            break;
        }
        let (due, job) = waiting.remove(0);
        world.pass(Duration::from_millis(due.millis_since(world.now())));
        spared = (spared + 1) % 7;
        world.store.fail_after(spared, 1);
        let outcomes = world.walk_jobs(std::slice::from_ref(&job)).await;
        world.store.fail_next(0);
        // Whatever came of it, it comes again.
        let again = world.walk_jobs(&[job]).await;
        assert_eq!(again, [Outcome::Done], "after {outcomes:?}");
        // Of the successors of the two runs, one is enough.
        let mut successors = world.queues.take(Queue::Broadcasts);
        successors.dedup_by(|a, b| a.body == b.body);
        let unique: BTreeMap<String, Message> =
            successors.into_iter().map(|job| (position(&job.body), job)).collect();
        waiting.extend(unique.into_values().map(|job| (world.now().plus(job.delay), job)));
    }
    world.live(Duration::from_mins(2));
    let id = crate::world::id("broadcast:h-1");
    let users = (0..30).map(|n| user(&format!("other-{n:02}"))).chain([user("u-1")]);
    for user in users {
        let ledger = world.store.item(&user, &id).unwrap().ledger;
        assert_eq!(ledger.len(), 2, "{user}: {ledger:?}");
        assert!(ledger.values().all(|entry| entry.tries == 1), "{user}: {ledger:?}");
    }
}

/// Returns what tells a job from others of its walk, without its time.
fn position(body: &str) -> String {
    let mut job: Value = serde_json::from_str(body).unwrap();
    job.as_object_mut().unwrap().remove("due");
    job.to_string()
}

#[tokio::test]
async fn a_job_that_cannot_be_one_is_set_aside() {
    let world = World::new();
    let event = halt(&world, "h-1", &all());
    world.route(Priority::P1, &[event]).await;
    world.queues.take(Queue::Broadcasts);
    let page = |segment: u32, of: u32, after: &str| {
        json!({"outside": "page", "broadcast": "h-1", "channel": "push", "segment": segment, "of": of,
            "after": after, "due": world.now()})
    };
    let long = "x".repeat(600);
    for job in [
        page(1, 1, "u-1"),
        page(0, 251, "u-1"),
        page(0, 1, ""),
        page(0, 1, &long),
        json!({"outside": "segments", "broadcast": "h-1", "channel": "push", "first": 200, "count": 100, "of": 250}),
        json!({"outside": "all", "broadcast": "unknown"}),
        json!({"outside": "some", "broadcast": "h-1"}),
    ] {
        let message = Message { body: job.to_string(), group: None, delay: Duration::ZERO };
        let outcome = world.walk_jobs(&[message]).await.remove(0);
        assert!(matches!(outcome, Outcome::DeadLetter { .. }), "{job}: {outcome:?}");
    }
}

#[tokio::test]
async fn an_inbox_without_room_costs_only_itself() {
    let world = World::new();
    for name in ["full", "other"] {
        world.reach(&user(name), &[Channel::Push]);
    }
    world.store.fill(&user("full"));
    world.broadcast(&halt(&world, "h-1", &all())).await;
    assert_eq!(world.queues.sent(Queue::Deliveries(Channel::Push, Priority::P1)).len(), 2);
    assert_eq!(world.store.overflowed(), 1);
    // It is found there when the job comes again.
    world.broadcast(&halt(&world, "h-1", &all())).await;
    assert_eq!(world.store.overflowed(), 1);
    let id = crate::world::id("broadcast:h-1");
    assert!(world.store.item(&user("full"), &id).is_none());
}

#[tokio::test]
async fn a_dry_run_counts_by_channel_and_language_and_sends_nothing() {
    let world = World::reaching(&[Channel::Push, Channel::Telegram]);
    world.prefer(|preferences| preferences.language = Some("de".to_owned()));
    for n in 0..1_050 {
        world.reach(&user(&format!("other-{n:04}")), &[Channel::Push]);
    }
    world.reach(&user("frozen"), &[Channel::Push]);
    world.profile("frozen", |update| update.status = Change::Set(AccountStatus::Frozen)).await;
    let event = |is_dry_run: bool, audience: &Value| {
        let mut event = halt(&world, "h-1", audience);
        event["dry_run"] = json!(is_dry_run);
        event
    };
    let one = json!({"users": ["u-1", "unknown", "frozen"]});
    for (audience, recipients, addressed, outside) in [(all(), 1_052, 1_051, 1_051), (one, 3, 2, 1)] {
        world.route(Priority::P1, &[event(true, &audience)]).await;
        assert!(world.walk().await.iter().all(|outcome| *outcome == Outcome::Done));
        let (_, result) = world.store.dry_run(&crate::world::id("h-1")).await.unwrap().unwrap();
        let result: Value = serde_json::from_str(&result.unwrap()).unwrap();
        let counted = &result["counted"];
        assert_eq!(counted["recipients"], recipients);
        assert_eq!((&counted["audience"], &counted["outside"]), (&json!(addressed), &json!(outside)));
        let pushes = &counted["deliveries"]["push"];
        assert_eq!(pushes["de"], json!({"at_once": 1, "deferred": 0}));
        assert_eq!(pushes.get("en").map_or(0, |english| english["at_once"].as_u64().unwrap()), outside - 1);
        assert_eq!(counted["deliveries"]["telegram"], json!({"de": {"at_once": 1, "deferred": 0}}));
        assert_eq!((&result["uses"]["push"], &result["uses"]["telegram"]), (&json!(outside), &json!(1)));
    }
    world.settle();
    assert!(world.providers.calls().is_empty() && world.listed("u-1").await.is_empty());
    assert!(world.store.stored_broadcasts().is_empty());
    // The broadcast itself may have the same ID.
    world.broadcast(&event(false, &json!({"users": ["u-1"]}))).await;
    world.settle();
    assert_eq!(called(&world), [Channel::Push, Channel::Telegram]);
}

#[tokio::test]
async fn a_job_of_a_dry_run_that_comes_twice_counts_nobody_twice_and_one_that_was_replaced_stores_nothing() {
    let world = World::reaching(&[Channel::Push]);
    let mut event = halt(&world, "h-1", &all());
    event["dry_run"] = json!(true);
    world.route(Priority::P1, &[event.clone()]).await;
    let first = world.queues.take(Queue::Broadcasts);
    world.pass(seconds(1));
    event["audience"] = json!({"users": ["viewer"]});
    world.route(Priority::P1, &[event.clone()]).await;
    let second = world.queues.take(Queue::Broadcasts);
    world.walk_jobs(&first).await;
    let id = crate::world::id("h-1");
    assert_eq!(world.store.dry_run(&id).await.unwrap().unwrap().1, None);
    for _ in 0..2 {
        assert_eq!(world.walk_jobs(&second).await, [Outcome::Done]);
        let (_, result) = world.store.dry_run(&id).await.unwrap().unwrap();
        let result: Value = serde_json::from_str(&result.unwrap()).unwrap();
        assert_eq!(result["counted"]["recipients"], 1);
    }
    // The same event again: what is stored and counted stays until it is counted anew.
    world.pass(seconds(1));
    world.route(Priority::P1, &[event]).await;
    assert!(world.store.dry_run(&id).await.unwrap().unwrap().1.is_some());
    assert_eq!(world.walk_jobs(&world.queues.take(Queue::Broadcasts)).await, [Outcome::Done]);
    assert!(world.store.dry_run(&id).await.unwrap().unwrap().1.is_some());
}
