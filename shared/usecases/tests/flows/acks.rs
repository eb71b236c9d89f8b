//! Received and seen: from which place an ack comes, and what it ends.

use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram};
use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::DeliveryKey;
use domain::recipient::contact::ChatId;
use domain::{Channel, Priority};
use ports::{AckHandles, Count, HandleTarget, InboxLists, Queue};
use serde_json::{Value, json};
use usecases::ack::{ack_by_handle, ack_by_handle_in_chat};
use usecases::connect::{Answer, Caller, CommandContext, act};

use crate::trader::{CHAT, NUMBER, push_to, seconds};
use crate::world::World;

impl World {
    async fn receive(&self, name: &str, ids: &[&str]) -> Value {
        self.send(name, json!({"action": "ack", "ids": ids, "kind": "received"})).await
    }

    fn handle(&self, event: &str, key: &DeliveryKey) -> AckHandle {
        self.entry(event, key).unwrap().handle.unwrap()
    }

    async fn acked(&self, event: &str) -> (Value, Value) {
        let details = self.details(event).await;
        (details["ackedAt"].clone(), details["ackedBy"].clone())
    }
}

/// Returns a world with a liquidation `l-1` that was sent on push, Telegram and e-mail a second ago.
async fn liquidated() -> World {
    let world = World::reaching(&[Push, Telegram, Email, Sms]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(seconds(1));
    world
}

#[tokio::test]
async fn what_a_tab_has_received_is_not_pending_and_the_sms_comes_all_the_same() {
    let world = World::reaching(&[Sms]);
    world.connect("tab").await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    assert_eq!(world.receive("tab", &["l-1"]).await["type"], "reply");
    world.connect("phone").await;
    assert_eq!(world.hello("phone").await["sent"], 0);
    assert_eq!(world.deliveries("l-1").await[0], "websocket acked | accepted 200 tab");
    assert_eq!(world.acked("l-1").await.1, Value::Null, "it was not seen");
    world.live(seconds(20));
    assert_eq!(world.addresses_of("l-1"), [NUMBER]);
}

#[tokio::test]
async fn what_was_received_and_then_seen_was_seen_when_it_was_seen() {
    let world = World::reaching(&[Sms]);
    world.connect("tab").await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.receive("tab", &["l-1"]).await;
    world.live(seconds(5));
    world.ack("tab", &["l-1"]).await;
    world.live(seconds(1));
    world.receive("tab", &["l-1"]).await;
    let (at, by) = world.acked("l-1").await;
    assert_eq!((at, by), (json!("2026-11-23T08:00:05.000Z"), json!({"channel": "websocket"})));
    world.live(seconds(60));
    assert!(world.addresses_of("l-1").is_empty());
}

#[tokio::test]
async fn an_ack_has_one_of_two_kinds() {
    let world = World::new();
    world.connect("tab").await;
    let error = world.send("tab", json!({"action": "ack", "ids": ["l-1"], "kind": "read"})).await;
    assert_eq!((&error["code"], &error["field"]), (&json!("bad_field"), &json!("kind")));
}

#[tokio::test]
async fn a_handle_acks_from_its_message_and_says_the_same_when_it_is_used_again() {
    let world = liquidated().await;
    let handle = world.handle("l-1", &push_to("d-1"));
    let ack = ack_by_handle(&world.ports(), &handle).await.unwrap().unwrap();
    assert_eq!((ack.at, &ack.by), (world.now(), &push_to("d-1")));
    world.live(seconds(30));
    assert!(!world.addresses_of("l-1").contains(&NUMBER.to_owned()));
    let email = world.handle("l-1", &DeliveryKey::of_channel(Email));
    assert_ne!(email, handle);
    assert_eq!(ack_by_handle(&world.ports(), &email).await.unwrap(), Some(ack), "the first ack counts");
    assert_eq!(world.acked("l-1").await.1, json!({"channel": "push", "device": "d-1"}));
}

#[tokio::test]
async fn what_was_seen_elsewhere_is_dismissed_and_what_cannot_be_is_not() {
    let world = liquidated().await;
    world.devices(&["d-1", "d-2"]);
    let handle = world.handle("l-1", &DeliveryKey::of_channel(Telegram));
    ack_by_handle_in_chat(&world.ports(), &handle, ChatId::new(CHAT.parse().unwrap()))
        .await
        .unwrap()
        .unwrap();
    world.live(seconds(1));
    let mut dismissed = world.providers.dismissals();
    dismissed.sort();
    assert_eq!(dismissed, [(Push, "token-d-1".to_owned()), (Telegram, CHAT.to_owned())]);
    assert_eq!(
        (world.counted_on(Count::Dismissed, Push), world.counted_on(Count::Dismissed, Telegram)),
        (1, 1)
    );
    let details = world.details("l-1").await;
    let of = |channel: Channel| {
        let all = details["deliveries"].as_array().unwrap();
        all.iter().find(|line| line["channel"] == channel.name()).unwrap()["dismissal"].clone()
    };
    assert_eq!(
        (of(Push), of(Telegram), of(Email)),
        (json!("dismissal_requested"), json!("dismissal_requested"), Value::Null)
    );
    // A repeat of the ack asks for nothing again.
    world.connect("tab").await;
    world.ack("tab", &["l-1"]).await;
    world.live(seconds(1));
    assert_eq!(world.providers.dismissals().len(), 2);
}

#[tokio::test]
async fn an_ack_of_a_security_notice_takes_nothing_back() {
    let world = World::reaching(&[Push, Telegram, Email, Sms]);
    let event = json!({
        "id": "s-1", "event_type": "password_changed", "user_id": world.user, "occurred_at": world.now(),
        "data": {"change_id": "c-1"},
    });
    world.route(Priority::P0, &[event]).await;
    world.live(seconds(1));
    let handle = world.handle("s-1", &push_to("d-1"));
    assert!(ack_by_handle(&world.ports(), &handle).await.unwrap().is_some());
    world.live(seconds(30));
    assert!(world.providers.dismissals().is_empty());
    assert!(world.addresses_of("s-1").contains(&NUMBER.to_owned()), "the ladder goes on");
}

#[tokio::test]
async fn handles_that_do_not_work_are_refused_alike() {
    let world = liquidated().await;
    let forged = AckHandle::parse("AAAAAAAAAAAAAAAAAAAAAA").unwrap();
    assert_eq!(ack_by_handle(&world.ports(), &forged).await.unwrap(), None);
    let telegram = world.handle("l-1", &DeliveryKey::of_channel(Telegram));
    let stranger = ChatId::new(1);
    assert_eq!(ack_by_handle_in_chat(&world.ports(), &telegram, stranger).await.unwrap(), None);
    let push = world.handle("l-1", &push_to("d-1"));
    let chat = ChatId::new(CHAT.parse().unwrap());
    assert_eq!(ack_by_handle_in_chat(&world.ports(), &push, chat).await.unwrap(), None, "it is no button");
    assert_eq!(world.acked("l-1").await, (Value::Null, Value::Null));
    world.live(Duration::from_hours(24));
    assert_eq!(ack_by_handle(&world.ports(), &push).await.unwrap(), None, "it has expired");
}

#[tokio::test]
async fn every_try_has_the_same_handle_and_none_is_stored_as_it_is() {
    let world = World::reaching(&[Push]);
    world.providers.answer_next(Push, [crate::providers::UNREACHABLE]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(seconds(10));
    let sent = world.providers.handles();
    assert_eq!((sent.len(), &sent[0]), (2, &sent[1]));
    let handle = world.handle("l-1", &push_to("d-1"));
    assert_eq!(sent[0], handle.expose());
    assert_eq!(world.store.handle(handle.expose()).await.unwrap(), None::<HandleTarget>);
}

#[tokio::test]
async fn an_ack_of_a_merged_message_acks_what_it_tells_of() {
    let world = World::reaching(&[Telegram]);
    let fills: Vec<_> = (0..30).map(|n| world.fill(&format!("f-{n}"))).collect();
    for batch in fills.chunks(10) {
        world.route(Priority::P0, batch).await;
    }
    world.live(Duration::from_mins(2));
    // Later messages of the minute replace earlier ones and tell of what those told.
    let items = world.store.items();
    let entries = items.iter().filter(|((_, id), _)| id.as_str().starts_with("merged:"));
    let entries = entries.filter_map(|(_, item)| item.ledger.get(&DeliveryKey::of_channel(Telegram)));
    let sent = entries.filter_map(|entry| Some((entry.attempts.last()?.at, entry.handle.clone()?)));
    let (_, handle) = sent.max_by_key(|(at, _)| *at).unwrap();
    ack_by_handle(&world.ports(), &handle).await.unwrap().unwrap();
    for n in 0..30 {
        let item = world.item(&format!("f-{n}")).unwrap();
        let is_merged = item.ledger[&DeliveryKey::of_channel(Telegram)].released_as.is_some();
        assert_eq!(item.state.is_seen(), is_merged, "f-{n}");
    }
}

#[tokio::test]
async fn a_margin_call_is_pushed_every_minute_until_it_is_seen() {
    let world = World::reaching(&[Push]);
    world.connect("tab").await;
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.receive("tab", &["m-1"]).await;
    world.live(seconds(59));
    assert_eq!(world.providers.calls_of(Push).len(), 1);
    world.live(seconds(61));
    assert_eq!(world.providers.calls_of(Push).len(), 3);
    assert_eq!(world.counted_on(Count::Repeated, Push), 2);
    world.ack("tab", &["m-1"]).await;
    world.live(Duration::from_hours(1));
    assert_eq!(world.providers.calls_of(Push).len(), 3);
    assert_eq!(world.entry("m-1", &push_to("d-1")).unwrap().repeat, 2);
}

#[tokio::test]
async fn repeats_end_with_the_margin_call_with_its_position_and_with_the_traders_wish() {
    let world = World::reaching(&[Push]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(Duration::from_hours(1));
    assert_eq!(world.providers.calls_of(Push).len(), 15, "the first one, and one after each of 14 minutes");

    let world = World::reaching(&[Push]);
    world.route(Priority::P0, &[world.margin_call_of("p-1", "m-1")]).await;
    world.live(seconds(90));
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(Duration::from_hours(1));
    assert_eq!(world.addresses_of("m-1").len(), 2);

    let world = World::reaching(&[Push]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(seconds(90));
    world.prefer(|preferences| {
        let key = domain::event::catalogue::PreferenceKey::LiquidationWarning;
        *preferences = preferences.clone().with_option(key, "repeat", false);
    });
    world.live(Duration::from_hours(1));
    assert_eq!(world.addresses_of("m-1").len(), 2);
    world.route(Priority::P0, &[world.margin_call("m-2")]).await;
    world.live(Duration::from_hours(1));
    assert_eq!(world.addresses_of("m-2").len(), 1);
}

#[tokio::test]
async fn an_ack_between_the_repeat_and_its_claim_is_in_time_and_what_was_accepted_stays_so() {
    let world = World::reaching(&[Push]);
    world.connect("tab").await;
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(seconds(1));
    world.pass(seconds(59));
    world.work(Queue::Escalate);
    world.ack("tab", &["m-1"]).await;
    world.live(seconds(10));
    assert_eq!(world.providers.calls_of(Push).len(), 1);
    assert_eq!(world.deliveries("m-1").await[1], "push/d-1 accepted | accepted 200 push-1");
}

#[tokio::test]
async fn a_repeat_that_comes_twice_is_sent_once() {
    let world = World::reaching(&[Push]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(seconds(59));
    let again = world.on(Queue::Escalate).pop().unwrap();
    world.put_on(Queue::Escalate, again.body);
    world.live(seconds(30));
    assert_eq!(world.providers.calls_of(Push).len(), 2);
}

#[tokio::test]
async fn a_request_is_answered_like_a_frame_on_a_socket_and_registers_nothing() {
    let world = World::new();
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    let caller = Caller::of_request(world.user.clone(), world.now().plus(seconds(60)), None);
    let ask = async |frame: Value| {
        let context = CommandContext {
            platform: &world.ports(),
            deployed: &Channel::ALL,
            secret: || Some([7; 32]),
            bot_name: "exchange_bot",
            limits: &world.limits,
        };
        match act(&context, &caller, &frame.to_string()).await {
            Answer::Frame(frame) => frame,
            Answer::Closed => Value::Null,
        }
    };
    let hello = ask(json!({"action": "hello", "requestId": "r-1"})).await;
    assert_eq!(
        (&hello["type"], &hello["requestId"], &hello["sent"]),
        (&json!("reply"), &json!("r-1"), &json!(1))
    );
    assert_eq!(hello["notifications"][0]["id"], "f-1");
    assert_eq!(world.registered(), [""; 0]);
    assert!(world.item("f-1").unwrap().attempts.is_empty(), "nothing was posted to a socket");
    let read = ask(json!({"action": "markRead", "requestId": "r-2", "ids": ["f-1"]})).await;
    assert_eq!(read["unread"], 0);
    assert_eq!(world.store.unread(&world.user).await.unwrap().count, 0);
    let error = ask(json!({"action": "dance", "requestId": "r-3"})).await;
    assert_eq!((&error["type"], &error["code"]), (&json!("error"), &json!("unknown_action")));
    world.live(seconds(60));
    assert_eq!(
        ask(json!({"action": "ping", "requestId": "r-4"})).await,
        Value::Null,
        "the token has expired"
    );
}

#[tokio::test]
async fn a_snooze_defers_what_may_wait_until_it_ends_and_nothing_critical() {
    let world = World::reaching(&[Push]);
    world.connect("tab").await;
    let until = "2026-11-23T09:00:10Z";
    assert_eq!(world.send("tab", json!({"action": "snooze", "until": until})).await["type"], "reply");
    let own = world.send("tab", json!({"action": "getPreferences"})).await;
    assert_eq!(own["snoozedUntil"], "2026-11-23T09:01:00.000Z", "a whole minute");
    world.route(Priority::P1, &[world.deposit("d-1")]).await;
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.live(seconds(1));
    assert_eq!(world.addresses_of("f-1").len(), 1);
    assert_eq!(
        world.deliveries("d-1").await[1],
        "push deferred=quiet_hours until 2026-11-23T09:01:00.000Z".replace("push", "push/d-1")
    );
    assert_eq!(world.send("tab", json!({"action": "snooze", "until": null})).await["type"], "reply");
    assert_eq!(world.send("tab", json!({"action": "getPreferences"})).await["snoozedUntil"], Value::Null);
    for (until, code) in [
        (json!("2026-11-23T08:00:00Z"), "bad_field"),
        (json!("2027-11-23T08:00:00Z"), "bad_field"),
        (json!(7), "bad_field"),
    ] {
        assert_eq!(world.send("tab", json!({"action": "snooze", "until": until})).await["code"], code);
    }
    assert_eq!(world.send("tab", json!({"action": "snooze"})).await["code"], "missing_field");
}

#[tokio::test]
async fn a_test_goes_to_every_channel_but_sms_and_comes_once_in_ten_minutes() {
    let world = World::reaching(&Channel::ALL);
    world.connect("tab").await;
    let id = world.send("tab", json!({"action": "testDelivery"})).await["id"].as_str().unwrap().to_owned();
    let published = world.queues.take(Queue::Events(Priority::P0));
    let event: Value = serde_json::from_str(&published[0].body).unwrap();
    assert_eq!((&event["id"], &event["event_type"]), (&json!(id), &json!("delivery_test")));
    world.route(Priority::P0, &[event]).await;
    world.live(seconds(60));
    assert_eq!(world.notified("tab"), [id.clone()]);
    assert_eq!(world.addresses_of(&id), ["token-d-1", CHAT, crate::trader::MAILBOX]);
    let again = world.send("tab", json!({"action": "testDelivery", "channels": ["sms"]})).await;
    assert_eq!(again["code"], "limit_reached");
    let bad = world.send("tab", json!({"action": "testDelivery", "channels": ["fax"]})).await;
    assert_eq!((&bad["code"], &bad["field"]), (&json!("bad_field"), &json!("channels")));
    world.live(Duration::from_mins(10));
    assert_eq!(world.send("tab", json!({"action": "testDelivery"})).await["type"], "reply");
}

#[tokio::test]
async fn a_rotated_token_replaces_the_old_one_unseen_and_a_device_knows_its_last_push() {
    let world = World::reaching(&[Email]);
    world.connect("app").await;
    let register = async |token: &str| {
        let frame = json!({
            "action": "registerDevice", "token": token, "platform": "ios", "permission": "granted",
            "focusAllowed": true, "installationId": "install-1",
        });
        world.send("app", frame).await["deviceId"].as_str().unwrap().to_owned()
    };
    register("token-1").await;
    assert_eq!(world.queues.take(Queue::Events(Priority::P0)).len(), 1, "a new device is told of");
    let id = register("token-2").await;
    assert!(world.queues.take(Queue::Events(Priority::P0)).is_empty());
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(seconds(1));
    assert_eq!(world.addresses_of("l-1"), ["token-2", crate::trader::MAILBOX]);
    let reach = world.send("app", json!({"action": "getReachability"})).await;
    let push = reach["channels"].as_array().unwrap().iter().find(|line| line["channel"] == "push").unwrap();
    assert_eq!(push["devices"].as_array().unwrap().len(), 1);
    let device = &push["devices"][0];
    assert_eq!(
        (&device["deviceId"], &device["permission"], &device["focusAllowed"]),
        (&json!(id), &json!("granted"), &json!(true))
    );
    assert_eq!(device["lastAcceptedAt"], "2026-11-23T08:00:00.000Z");
    assert!(device.get("token").is_none() && device.get("installationId").is_none());
}
