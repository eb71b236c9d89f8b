//! Topics: stated by the exchange, followed and muted by traders, and asked for by audiences.

use std::collections::BTreeSet;

use domain::recipient::profile::{Decoded, ProfileUpdate};
use domain::recipient::{MAX_CONNECTION_AGE, profile::Change};
use domain::topics::{MAX_TOPICS, Topic, TopicsChange};
use domain::{Priority, Time, UserId};
use ports::{ConnectedWrite, ProfileWrite, Queue};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::connect::Caller;
use usecases::contacts::sync_profiles;

use crate::broadcast::halt;
use crate::trader::seconds;
use crate::world::World;

fn user(name: &str) -> UserId {
    UserId::parse(name).unwrap()
}

fn topic(text: &str) -> Topic {
    Topic::parse(text).unwrap()
}

fn set(topics: &[&str]) -> BTreeSet<Topic> {
    topics.iter().map(|text| topic(text)).collect()
}

fn amend(add: &[&str], remove: &[&str]) -> TopicsChange {
    TopicsChange::Amend { add: set(add), remove: set(remove) }
}

impl World {
    /// Applies a profile message of this time, with a country and this change of the topics.
    async fn state_at(&self, name: &str, at: Time, topics: TopicsChange) -> Outcome {
        let decode = |_: &str, _| {
            let country = Change::Set("AT".to_owned());
            let update =
                ProfileUpdate { topics: topics.clone(), country, ..ProfileUpdate::nothing(user(name), at) };
            Ok(Decoded { update, rejected: Vec::new() })
        };
        let record = Record { body: "{}", group: None, receive_count: 1 };
        sync_profiles(&self.ports(), decode, &[record]).await.remove(0)
    }

    async fn state(&self, name: &str, topics: TopicsChange) {
        assert_eq!(self.state_at(name, self.now(), topics).await, Outcome::Done);
    }

    fn stated(&self, name: &str) -> Vec<String> {
        self.store.stored_topics(&user(name)).stated.keys().map(ToString::to_string).collect()
    }

    /// Returns the topics that the trader is shown.
    async fn topics(&self, name: &str) -> Value {
        self.request(name, json!({"action": "listTopics"})).await["topics"].clone()
    }

    async fn choose(&self, name: &str, action: &str, topic: &str) -> Value {
        self.request(name, json!({"action": action, "topic": topic})).await
    }

    fn has(&self, name: &str, id: &str) -> bool {
        self.store.item(&user(name), &crate::world::id(&format!("broadcast:{id}"))).is_some()
    }
}

#[tokio::test]
async fn a_broadcast_for_topics_reaches_who_has_one_connected_or_not() {
    for is_connected in [true, false] {
        let world = World::new();
        for (name, topics) in [
            ("btc", &["holds:BTC"][..]),
            ("vip", &["tier:vip", "holds:BTC"]),
            ("eth", &["holds:ETH"]),
            ("none", &[]),
        ] {
            world.state(name, TopicsChange::Replace(set(topics))).await;
            if is_connected {
                let until = world.now().plus(MAX_CONNECTION_AGE);
                world.store.record_connected(&user(name), until).await.unwrap();
            }
        }
        let mut for_holders = halt(&world, "not-vip", &json!({"topics": ["holds:BTC", "holds:ETH"]}));
        for_holders["exclude"] = json!({"topics": ["tier:vip"]});
        world.broadcast(&for_holders).await;
        world
            .broadcast(&halt(&world, "btc-at", &json!({"topics": ["holds:BTC"], "countries": ["AT"]})))
            .await;
        world
            .broadcast(&halt(&world, "btc-de", &json!({"topics": ["holds:BTC"], "countries": ["DE"]})))
            .await;
        for (name, ids) in [
            ("btc", &["btc-at", "not-vip"][..]),
            ("vip", &["btc-at"]),
            ("eth", &["not-vip"]),
            ("none", &[]),
            ("never-seen", &[]),
        ] {
            if is_connected && name != "never-seen" {
                // What the walk has written before anything was read.
                for id in ["not-vip", "btc-at", "btc-de"] {
                    assert_eq!(world.has(name, id), ids.contains(&id), "{name} {id}");
                }
            }
            let mut listed = world.listed(name).await;
            listed.sort();
            let ids: Vec<String> = ids.iter().map(|id| format!("broadcast:{id}")).collect();
            assert_eq!(listed, ids, "{name}");
        }
    }
}

#[tokio::test]
async fn topics_are_read_only_for_audiences_that_ask_for_them() {
    let world = World::new();
    world.state("u-1", amend(&["holds:BTC"], &[])).await;
    // Without a broadcast, and with one whose audience does not ask.
    let calls = async |world: &World| {
        let before = world.store.calls();
        world.listed("u-1").await;
        world.store.calls() - before
    };
    let idle = calls(&world).await;
    assert_eq!(
        world.route(Priority::P1, &[halt(&world, "all", &json!({"all": true}))]).await,
        [Outcome::Done]
    );
    world.listed("u-1").await;
    assert_eq!(calls(&world).await, idle + 1, "the read of the item that it has");
    let asking = halt(&world, "topic", &json!({"topics": ["holds:BTC"]}));
    world
        .route(Priority::P1, &[asking.clone(), halt(&world, "other", &json!({"topics": ["holds:ETH"]}))])
        .await;
    world.listed("u-1").await;
    assert_eq!(calls(&world).await, idle + 2, "the topics too, once for all broadcasts");
    world.pass(std::time::Duration::from_mins(10));
    world.listed("u-1").await;
    assert_eq!(calls(&world).await, idle, "nothing any more, once they are settled");
    // An ordinary event never does, and neither does a profile message without topics.
    let before = world.store.calls();
    world.state_at("u-2", world.now(), TopicsChange::Keep).await;
    let without = world.store.calls() - before;
    let before = world.store.calls();
    world.state_at("u-3", world.now(), amend(&["a"], &[])).await;
    assert_eq!(world.store.calls() - before, without + 2, "a read and a write");
}

#[tokio::test]
async fn profile_messages_count_by_their_time_and_not_by_their_order() {
    let world = World::new();
    let at = |n| world.now().plus(seconds(n));
    world.state_at("u-1", at(3), amend(&["a"], &["b"])).await;
    world.state_at("u-1", at(1), TopicsChange::Replace(set(&["b", "c"]))).await;
    assert_eq!(world.stated("u-1"), ["a", "c"]);
    let before = world.store.stored_topics(&user("u-1"));
    for _ in 0..2 {
        world.state_at("u-1", at(1), TopicsChange::Replace(set(&["b", "c"]))).await;
        world.state_at("u-1", at(3), amend(&["a"], &["b"])).await;
    }
    assert_eq!(world.store.stored_topics(&user("u-1")), before, "a repeat stores nothing");
    world.state_at("u-1", at(4), TopicsChange::Replace(BTreeSet::new())).await;
    world.state_at("u-1", at(2), amend(&["late"], &[])).await;
    assert!(world.stated("u-1").is_empty());
}

#[tokio::test]
async fn tombstones_go_with_the_next_message_after_a_month() {
    let world = World::new();
    world.state("u-1", amend(&[], &["a"])).await;
    let early = world.now().minus(seconds(1));
    world.pass(std::time::Duration::from_hours(31 * 24));
    world.state("u-1", amend(&["b"], &[])).await;
    assert!(world.store.stored_topics(&user("u-1")).removed.is_empty());
    world.state_at("u-1", early, amend(&["a"], &[])).await;
    assert_eq!(world.stated("u-1"), ["b"], "a message from before the removal still brings nothing back");
}

#[tokio::test]
async fn too_many_topics_are_rejected_by_name_and_the_rest_is_applied() {
    let world = World::new();
    let many: BTreeSet<Topic> = (0..MAX_TOPICS).map(|n| topic(&format!("t{n:03}"))).collect();
    world.state("u-1", TopicsChange::Replace(many.clone())).await;
    world.pass(seconds(1));
    world.state("u-1", TopicsChange::Amend { add: set(&["x", "y"]), remove: set(&["t000"]) }).await;
    assert_eq!(world.stated("u-1").len(), MAX_TOPICS - 1, "what it removes is removed");
    let rejected: Value = serde_json::from_str(&world.queues.take(Queue::Rejected)[0].body).unwrap();
    assert_eq!((&rejected["code"], &rejected["field"]), (&json!("bad_field"), &json!("add_topics")));
    assert!(rejected["message"].as_str().unwrap().contains("200"), "{rejected}");
    assert_eq!(world.store.recipient(&user("u-1")).profile.country.value.as_deref(), Some("AT"));
    world.pass(seconds(1));
    world.state("u-1", amend(&["x"], &[])).await;
    assert_eq!(world.stated("u-1").len(), MAX_TOPICS, "one more is possible");
    assert!(world.queues.take(Queue::Rejected).is_empty());
}

#[tokio::test]
async fn a_trader_follows_and_mutes_markets_and_the_own_choice_wins() {
    let world = World::new();
    let market = "market:BTC-USDT";
    let event = |id| halt(&world, id, &json!({ "topics": [market] }));
    assert_eq!(world.topics("u-1").await, json!([]));
    assert_eq!(world.choose("u-1", "followTopic", market).await["type"], "reply");
    assert_eq!(world.topics("u-1").await, json!([market]));
    world.state("u-2", amend(&[market, "tier:vip"], &[])).await;
    assert_eq!(world.topics("u-2").await, json!([market]), "what the exchange added, and no tiers");
    world.broadcast(&event("one")).await;
    for name in ["u-1", "u-2"] {
        assert_eq!(world.listed(name).await, ["broadcast:one"], "{name}");
    }
    for name in ["u-1", "u-2"] {
        assert_eq!(world.choose(name, "unfollowTopic", market).await["type"], "reply");
        assert_eq!(world.topics(name).await, json!([]));
        // Whatever the exchange states afterwards.
        world.pass(seconds(1));
        world.state(name, TopicsChange::Replace(set(&[market]))).await;
    }
    world.broadcast(&event("two")).await;
    for name in ["u-1", "u-2"] {
        assert_eq!(world.listed(name).await, ["broadcast:one"], "{name}");
        world.choose(name, "followTopic", market).await;
        world.pass(seconds(1));
        world.state(name, amend(&[], &[market])).await;
    }
    world.broadcast(&event("three")).await;
    for name in ["u-1", "u-2"] {
        assert!(world.listed(name).await.contains(&"broadcast:three".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn only_markets_can_be_followed_and_at_most_two_hundred() {
    let world = World::new();
    for action in ["followTopic", "unfollowTopic"] {
        for bad in ["tier:vip", "market:", "market:B T", "holds:market:X"] {
            let error = world.choose("u-1", action, bad).await;
            assert_eq!((&error["code"], &error["field"]), (&json!("bad_field"), &json!("topic")), "{bad}");
        }
    }
    for n in 0..MAX_TOPICS {
        assert_eq!(world.choose("u-1", "followTopic", &format!("market:{n}")).await["type"], "reply");
    }
    assert_eq!(world.choose("u-1", "followTopic", "market:more").await["code"], "limit_reached");
    assert_eq!(world.choose("u-1", "followTopic", "market:7").await["type"], "reply", "it is followed");
    assert_eq!(world.choose("u-1", "unfollowTopic", "market:7").await["type"], "reply");
    assert_eq!(world.choose("u-1", "followTopic", "market:more").await["type"], "reply");
    assert_eq!(world.topics("u-1").await.as_array().unwrap().len(), MAX_TOPICS);
}

#[tokio::test]
async fn who_has_a_revoked_token_changes_no_topic() {
    let world = World::new();
    let issued_at = Some(world.now());
    world.store.revoke_tokens(&user("u-1"), world.now()).await.unwrap();
    let caller = Caller::of_request(user("u-1"), Time::from_millis(i64::MAX), issued_at);
    world.gateway.connect(&caller.connection);
    for action in ["followTopic", "unfollowTopic"] {
        let frame = json!({"action": action, "topic": "market:BTC-USDT", "requestId": "r"}).to_string();
        let limits = usecases::connect::FrameLimits::default();
        let platform = world.ports();
        let context = usecases::connect::CommandContext {
            platform: &platform,
            deployed: &[],
            secret: || None,
            bot_name: "bot",
            limits: &limits,
        };
        usecases::connect::command(&context, &caller, &frame).await.unwrap();
    }
    assert_eq!(world.store.stored_topics(&user("u-1")).revision, 0);
}
