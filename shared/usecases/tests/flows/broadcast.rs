//! Broadcasts: stored once, in every inbox of their audience, and at once on open sockets.

use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::recipient::profile::{AccountStatus, Change, ProfileUpdate};
use domain::recipient::{MAX_CONNECTION_AGE, former::Replacements};
use domain::{Channel, Priority, Time, UserId};
use ports::{ConnectedWrite, Count, Message, ProfileWrite, Queue};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::broadcast::{WalkSettings, walk};
use usecases::connect::Caller;

use crate::trader::seconds;
use crate::world::World;

pub(crate) fn halt(world: &World, id: &str, audience: &Value) -> Value {
    json!({
        "id": id, "event_type": "trading_halted", "audience": audience, "occurred_at": world.now(),
        "data": {"symbol": "BTC-USDT", "reason": "System upgrade"},
    })
}

pub(crate) fn all() -> Value {
    json!({"all": true})
}

pub(crate) fn user(name: &str) -> UserId {
    UserId::parse(name).unwrap()
}

impl World {
    /// Works off the jobs of the walks; returns their outcomes. While all jobs are delayed, time passes.
    pub(crate) async fn walk(&self) -> Vec<Outcome> {
        self.walk_at(&self.walk_settings()).await
    }

    /// Works off the jobs of the walks with these settings.
    pub(crate) async fn walk_at(&self, settings: &WalkSettings) -> Vec<Outcome> {
        let (mut outcomes, mut waiting) = (Vec::new(), Vec::new());
        loop {
            let new = self.queues.take(Queue::Broadcasts).into_iter();
            waiting.extend(new.map(|job| (self.now().plus(job.delay), job)));
            let Some(next) = waiting.iter().map(|(due, _)| *due).min() else { return outcomes };
            self.clock.set(next.max(self.now()));
            let (ready, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(due, _)| *due <= next);
            waiting = later;
            let ready: Vec<Message> = ready.into_iter().map(|(_, job)| job).collect();
            outcomes.extend(self.walk_with(settings, &ready).await);
        }
    }

    /// Returns settings with rates so small that all recipients are one segment.
    pub(crate) fn walk_settings(&self) -> WalkSettings {
        let rate = |channel| (channel, Rate { per_second: self.rate.get().min(40) });
        let rates = [Channel::Push, Channel::Telegram, Channel::Email].map(rate).to_vec();
        WalkSettings { deployed: Channel::ALL.to_vec(), rates }
    }

    pub(crate) async fn walk_jobs(&self, jobs: &[Message]) -> Vec<Outcome> {
        self.walk_with(&self.walk_settings(), jobs).await
    }

    async fn walk_with(&self, settings: &WalkSettings, jobs: &[Message]) -> Vec<Outcome> {
        let records: Vec<_> =
            jobs.iter().map(|job| Record { body: &job.body, group: None, receive_count: 1 }).collect();
        walk(&self.ports(), settings, &records).await
    }

    /// Publishes, walks and delivers.
    pub(crate) async fn broadcast(&self, event: &Value) {
        assert_eq!(self.route(Priority::P1, &[event.clone()]).await, [Outcome::Done]);
        assert!(self.walk().await.iter().all(|outcome| *outcome == Outcome::Done));
        self.deliver(Priority::P1).await;
    }

    /// Sends a frame of this user, without a socket.
    pub(crate) async fn request(&self, name: &str, frame: Value) -> Value {
        let caller = Caller::of_request(user(name), Time::from_millis(i64::MAX), None);
        self.gateway.connect(&caller.connection);
        self.send_as(&caller, frame).await
    }

    /// Returns the ids that the user's list shows.
    pub(crate) async fn listed(&self, name: &str) -> Vec<String> {
        let page = self.request(name, json!({"action": "listNotifications"})).await;
        let entries = page["notifications"].as_array().unwrap().iter();
        entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) async fn profile(&self, name: &str, change: impl FnOnce(&mut ProfileUpdate)) {
        let mut update = ProfileUpdate::nothing(user(name), self.now());
        change(&mut update);
        self.store.put_profile(&update, &Replacements::default()).await.unwrap();
    }
}

#[tokio::test]
async fn it_is_stored_once_and_in_every_inbox_that_is_read_afterwards() {
    let world = World::new();
    assert_eq!(world.route(Priority::P1, &[halt(&world, "h-1", &all())]).await, [Outcome::Done]);
    assert_eq!(world.store.stored_broadcasts().len(), 1);
    assert_eq!(world.counted(Count::Routed, Priority::P1), 1);
    for name in ["u-1", "u-2", "never-seen"] {
        assert_eq!(world.listed(name).await, ["broadcast:h-1"], "{name}");
        let unread = world.request(name, json!({"action": "markRead", "all": true})).await;
        assert_eq!((&unread["unread"], &unread["unreadMore"]), (&json!(0), &json!(false)));
        let details = json!({"action": "getNotification", "id": "broadcast:h-1"});
        let details = world.request(name, details).await;
        assert_eq!(details["notification"]["event"], "trading_halted");
        assert_eq!(details["notification"]["read"], true);
    }
}

#[tokio::test]
async fn a_device_that_connects_afterwards_gets_it_with_hello_and_once() {
    let world = World::new();
    world.broadcast(&halt(&world, "h-1", &all())).await;
    world.connect("phone").await;
    let hello = world.hello("phone").await;
    assert_eq!((&hello["sent"], &hello["unread"]), (&json!(1), &json!(1)));
    assert_eq!(world.notified("phone"), ["broadcast:h-1"]);
    world.ack("phone", &["broadcast:h-1"]).await;
    world.pass(seconds(1));
    assert_eq!(world.hello("phone").await["sent"], 0, "it is acked for good");
}

#[tokio::test]
async fn a_connected_device_gets_it_at_once_and_what_comes_again_is_not_posted_again() {
    let world = World::new();
    world.connect("phone").await;
    world.hello("phone").await;
    let event = halt(&world, "h-1", &all());
    world.broadcast(&event).await;
    assert_eq!(world.notified("phone"), ["broadcast:h-1"]);
    let frame = world.frames("phone").pop().unwrap();
    assert_eq!((&frame["event"], &frame["data"]["symbol"]), (&json!("trading_halted"), &json!("BTC-USDT")));
    world.ack("phone", &["broadcast:h-1"]).await;
    // The same message comes again, and so do its jobs.
    world.broadcast(&event).await;
    assert_eq!(world.notified("phone"), ["broadcast:h-1"]);
    assert_eq!(
        world.counted(Count::Repeats, Priority::P1),
        2,
        "the broadcast, and the trader's notification"
    );
}

#[tokio::test]
async fn who_connects_between_the_store_and_the_walk_gets_it_once_or_as_a_repeat_of_one_id() {
    let world = World::new();
    world.route(Priority::P1, &[halt(&world, "h-1", &all())]).await;
    world.connect("phone").await;
    world.hello("phone").await;
    world.ack("phone", &["broadcast:h-1"]).await;
    world.walk().await;
    world.deliver(Priority::P1).await;
    assert_eq!(world.notified("phone"), ["broadcast:h-1"]);
}

#[tokio::test]
async fn only_the_audience_gets_it_and_neither_do_frozen_closed_and_later_traders() {
    let world = World::new();
    let set = |text: &str| Change::Set(text.to_owned());
    world.profile("austrian", |update| update.country = set("AT")).await;
    world.profile("german", |update| update.country = set("DE")).await;
    world.profile("frozen", |update| update.status = Change::Set(AccountStatus::Frozen)).await;
    world.profile("closed", |update| update.status = Change::Set(AccountStatus::Closed)).await;
    let later = world.now().plus(seconds(1));
    world.profile("later", |update| update.registered_at = Change::Set(later)).await;
    let now = world.now();
    world.profile("before", |update| update.registered_at = Change::Set(now)).await;
    let every = ["austrian", "german", "frozen", "closed", "later", "before"];
    for name in every {
        let until = world.now().plus(MAX_CONNECTION_AGE);
        world.store.record_connected(&user(name), until).await.unwrap();
    }
    world.broadcast(&halt(&world, "all", &all())).await;
    world.broadcast(&halt(&world, "at", &json!({"countries": ["AT"]}))).await;
    let mut none_of_us = halt(&world, "not-at", &all());
    none_of_us["exclude"] = json!({"countries": ["AT"]});
    world.broadcast(&none_of_us).await;
    world.broadcast(&halt(&world, "two", &json!({"users": ["german", "frozen"]}))).await;
    let expected: [(&str, &[&str]); 6] = [
        ("austrian", &["all", "at"]),
        ("german", &["all", "not-at", "two"]),
        ("frozen", &[]),
        ("closed", &[]),
        ("later", &[]),
        ("before", &["all", "not-at"]),
    ];
    // What the walk stored, and then what reading adds: nothing.
    for is_read in [false, true] {
        for (name, ids) in expected {
            let ids: Vec<String> = ids.iter().map(|id| format!("broadcast:{id}")).collect();
            let has = |id: &String| world.store.item(&user(name), &crate::world::id(id)).is_some();
            let mut found: Vec<String> =
                ["all", "at", "not-at", "two"].map(|id| format!("broadcast:{id}")).into();
            found.retain(has);
            assert_eq!(found, ids, "{name}, read: {is_read}");
            if !is_read {
                let mut listed = world.listed(name).await;
                listed.sort();
                assert_eq!(listed, ids, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn preferences_count_as_they_are_when_it_is_read() {
    let world = World::new();
    let mut preferences =
        world.request("u-1", json!({"action": "getPreferences"})).await["preferences"].clone();
    preferences["market"]["enabled"] = json!(false);
    let put = json!({"action": "putPreferences", "version": 0, "preferences": preferences});
    assert_eq!(world.request("u-1", put).await["version"], 1);
    world.broadcast(&halt(&world, "h-1", &all())).await;
    assert!(world.listed("u-1").await.is_empty());
    assert_eq!(world.listed("u-2").await, ["broadcast:h-1"]);
}

#[tokio::test]
async fn an_expired_one_reaches_nobody_and_a_read_one_costs_no_more_reads_after_a_while() {
    let world = World::new();
    let mut event = halt(&world, "h-1", &all());
    event["not_after"] = json!(world.now().plus(seconds(60)));
    world.broadcast(&event).await;
    world.broadcast(&halt(&world, "h-2", &all())).await;
    assert_eq!(world.listed("u-1").await.len(), 2);
    world.pass(seconds(60));
    assert_eq!(world.listed("u-2").await, ["broadcast:h-2"]);
    assert_eq!(world.store.recipient(&user("u-1")).broadcasts_until, None, "another could still appear");
    world.pass(Duration::from_mins(5));
    world.listed("u-1").await;
    let until = world.store.recipient(&user("u-1")).broadcasts_until.unwrap();
    assert_eq!(until, world.now().minus(Duration::from_mins(5)));
}

#[tokio::test]
async fn many_connected_traders_are_reached_in_pages_and_a_job_that_runs_long_continues() {
    let world = World::new();
    let users: Vec<UserId> = (0..300).map(|n| user(&format!("many-{n}"))).collect();
    for user in &users {
        let until = world.now().plus(MAX_CONNECTION_AGE);
        world.store.record_connected(user, until).await.unwrap();
    }
    world.broadcast(&halt(&world, "h-1", &all())).await;
    let id = crate::world::id("broadcast:h-1");
    assert!(users.iter().all(|user| world.store.item(user, &id).is_some()));
}

#[tokio::test]
async fn what_is_no_broadcast_or_unsafe_is_rejected() {
    let world = World::new();
    let with = |field: &str, value: Value| {
        let mut event = halt(&world, "h-1", &all());
        event[field] = value;
        event
    };
    let fill = json!({
        "id": "f-1", "event_type": "order_filled", "audience": all(), "occurred_at": world.now(),
        "data": world.fill("f-1")["data"],
    });
    let mut of_user = world.deposit("broadcast:x");
    of_user["user_id"] = json!("u-1");
    for (event, field) in [
        (with("audience", json!({})), "audience"),
        (with("audience", json!({"tiers": ["vip"]})), "audience.tiers"),
        (with("user_id", json!("u-1")), "audience"),
        (with("exclude", json!({"nobody": true})), "exclude.nobody"),
        (with("dry_run", json!("yes")), "dry_run"),
        (with("mode", json!("backfill")), "audience"),
        (with("id", json!("x".repeat(119))), "id"),
        (with("not_after", json!("soon")), "not_after"),
        (with("pace", json!(0)), "pace"),
        (with("pace", json!("fast")), "pace"),
        (with("pace", json!(1_000_001)), "pace"),
        (fill, "audience"),
        (of_user, "id"),
    ] {
        world.route(Priority::P1, &[event.clone()]).await;
        let rejected = world.queues.take(Queue::Rejected).pop().unwrap_or_else(|| panic!("{event}"));
        let rejected: Value = serde_json::from_str(&rejected.body).unwrap();
        assert_eq!((&rejected["code"], &rejected["field"]), (&json!("bad_field"), &json!(field)), "{event}");
    }
    assert!(world.store.stored_broadcasts().is_empty());
}

#[tokio::test]
async fn one_in_the_wrong_queue_is_moved_and_another_one_under_its_id_changes_nothing() {
    let world = World::new();
    let event = halt(&world, "h-1", &all());
    for wrong in [Priority::P0, Priority::P2] {
        world.route(wrong, &[event.clone()]).await;
    }
    assert_eq!(world.queues.sent(Queue::Events(Priority::P1)).len(), 2);
    assert!(world.store.stored_broadcasts().is_empty());
    world.broadcast(&event).await;
    world.broadcast(&halt(&world, "h-1", &json!({"users": ["u-9"]}))).await;
    assert_eq!(world.counted(Count::RepeatConflicts, Priority::P1), 1);
    assert_eq!(world.listed("u-2").await, ["broadcast:h-1"]);
}

#[tokio::test]
async fn a_store_that_fails_makes_the_message_come_again() {
    let world = World::new();
    world.connect("phone").await;
    let event = halt(&world, "h-1", &all());
    world.store.fail_next(1);
    assert!(matches!(world.route(Priority::P1, &[event.clone()]).await[0], Outcome::Retry { .. }));
    world.route(Priority::P1, &[event]).await;
    // The job of all shards is split twice, until each is of one.
    let of_shards = || {
        let mut jobs = world.queues.take(Queue::Broadcasts);
        jobs.retain(|job| job.body.contains("shards"));
        jobs
    };
    let mut jobs = of_shards();
    for count in [1, 8, 64] {
        assert_eq!(jobs.len(), count);
        if count < 64 {
            world.walk_jobs(&jobs).await;
            jobs = of_shards();
        }
    }
    let run = async |spared| {
        world.store.fail_after(spared, 1);
        world.walk_jobs(&jobs).await
    };
    // Each call of the walk fails once; the job that comes again does the rest.
    for spared in 0..70 {
        run(spared).await;
        world.store.fail_next(0);
    }
    assert!(run(10_000).await.iter().all(|outcome| *outcome == Outcome::Done));
    world.store.fail_next(0);
    world.deliver(Priority::P1).await;
    assert_eq!(world.notified("phone"), ["broadcast:h-1"]);
}
