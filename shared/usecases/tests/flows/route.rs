use std::time::Duration;

use channels::websocket::memory::Fault;
use domain::routing::notification::InboxState;
use domain::{Channel, Priority, Time};
use ports::{Count, Queue};
use serde_json::{Value, json};
use usecases::batch::Outcome;

use crate::world::{Reacting, World, connection};

fn is_retry(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Retry { .. })
}

#[tokio::test]
async fn a_fill_reaches_every_open_socket_and_is_written_after() {
    let world = World::new();
    world.connect("phone").await;
    world.connect("laptop").await;
    let fill = world.fill("f-1");
    world.pass(Duration::from_millis(40));

    assert_eq!(world.route(Priority::P0, &[fill.clone()]).await, [Outcome::Done]);

    let expected = json!({
        "type": "notification", "id": "f-1", "event": "order_filled", "priority": 0,
        "timestamp": fill["occurred_at"], "data": fill["data"], "severity": "success",
        "link": "/orders/f-1", "silent": false,
    });
    for device in ["phone", "laptop"] {
        let mut frame = world.frames(device).pop().unwrap();
        let texts = frame.as_object_mut().unwrap();
        assert!(!texts.shift_remove("title").unwrap().as_str().unwrap().is_empty());
        assert!(texts.shift_remove("body").unwrap().as_str().unwrap().contains("64,250.10"));
        assert_eq!(frame, expected);
    }
    let item = world.item("f-1").unwrap();
    assert_eq!(item.state, InboxState::Pending);
    assert_eq!(item.attempts.len(), 2);
    assert_eq!(world.handed_over(), [(Channel::Websocket, Priority::P0, 40)]);
}

#[tokio::test]
async fn a_poison_record_does_not_affect_the_others() {
    let world = World::new();
    world.connect("phone").await;
    let mut events: Vec<Value> = (0..9).map(|n| world.fill(&format!("f-{n}"))).collect();
    events.insert(4, json!({"id": "x", "event_type": "order_filled", "user_id": "u-1"}));
    let outcomes = world.route(Priority::P0, &events).await;
    assert_eq!(outcomes, vec![Outcome::Done; 10]);
    assert_eq!(world.notified("phone").len(), 9);
    let rejected: Value = serde_json::from_str(&world.queues.sent(Queue::Rejected)[0].body).unwrap();
    assert_eq!(rejected["code"], "missing_field");
    assert_eq!(rejected["source"], "p0");
    assert_eq!(rejected["body"], events[4].to_string());
}

#[tokio::test]
async fn a_rejection_that_cannot_be_kept_is_tried_again() {
    let world = World::new();
    world.queues.fail_next(1);
    let outcomes = world.route(Priority::P0, &[json!("garbage"), world.fill("f-1")]).await;
    assert!(is_retry(&outcomes[0]));
    assert_eq!(outcomes[1], Outcome::Done);
}

#[tokio::test]
async fn an_event_in_the_wrong_queue_is_moved_to_its_own() {
    let world = World::new();
    world.connect("phone").await;
    let mut fill = world.fill("f-1");
    fill["priority"] = json!(0);
    assert_eq!(world.route(Priority::P2, &[fill.clone()]).await, [Outcome::Done]);
    assert!(world.item("f-1").is_none());
    let moved = world.queues.sent(Queue::Events(Priority::P0));
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].body, fill.to_string());
    assert_eq!(moved[0].group.as_deref(), Some("u-1"));
    assert_eq!(world.counted(Count::Moved, Priority::P2), 1);
}

#[tokio::test]
async fn what_has_expired_is_recorded_and_not_sent() {
    let world = World::new();
    world.connect("phone").await;
    let mut fill = world.fill("f-1");
    fill["expires_at"] = json!(world.now());
    world.route(Priority::P0, &[fill]).await;
    assert!(world.notified("phone").is_empty());
    let details = world.send("phone", json!({"action": "getNotification", "id": "f-1"})).await;
    assert_eq!(details["deliveries"][0], json!({"channel": "websocket", "state": "expired", "attempts": []}));
    assert_eq!(world.hello("phone").await["sent"], 0);
}

#[tokio::test]
async fn channels_without_a_contact_say_so() {
    let world = World::new();
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.connect("phone").await;
    let details = world.send("phone", json!({"action": "getNotification", "id": "f-1"})).await;
    let states: Vec<_> = details["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|delivery| (&delivery["channel"], &delivery["state"], &delivery["reason"]))
        .map(|(channel, state, reason)| format!("{channel} {state} {reason}"))
        .collect();
    assert_eq!(
        states,
        [
            r#""websocket" "pending" null"#,
            r#""push" "suppressed" "no_contact""#,
            r#""telegram" "suppressed" "no_contact""#,
        ]
    );
}

#[tokio::test]
async fn a_repeat_is_one_item_and_is_not_sent_to_who_has_it() {
    let world = World::new();
    world.connect("phone").await;
    let fill = world.fill("f-1");
    world.route(Priority::P0, &[fill.clone(), fill.clone()]).await;
    world.route(Priority::P0, &[fill.clone()]).await;
    assert_eq!(world.notified("phone"), ["f-1"]);
    let mut other = fill;
    other["data"]["quantity"] = json!("9");
    world.route(Priority::P0, &[other]).await;
    assert_eq!(world.counted(Count::Repeats, Priority::P0), 3);
    assert_eq!(world.counted(Count::RepeatConflicts, Priority::P0), 1);
    let list = world.send("phone", json!({"action": "listNotifications"})).await;
    assert_eq!(list["notifications"].as_array().unwrap().len(), 1);
    assert_eq!(list["notifications"][0]["data"]["quantity"], "0.5");
}

#[tokio::test]
async fn a_repeat_after_the_ack_is_not_sent_again() {
    let world = World::new();
    world.connect("phone").await;
    let fill = world.fill("f-1");
    world.route(Priority::P0, &[fill.clone()]).await;
    world.ack("phone", &["f-1"]).await;
    world.connect("laptop").await;
    world.route(Priority::P0, &[fill]).await;
    assert!(world.notified("laptop").is_empty());
    assert_eq!(world.hello("laptop").await["sent"], 0);
}

#[tokio::test]
async fn an_ack_that_comes_before_the_item_is_kept() {
    let world = World::new();
    world.connect("phone").await;
    let ack = async |_, frame: String| {
        if frame.contains("f-1") {
            world.ack("phone", &["f-1"]).await;
        }
    };
    let gateway = Reacting {
        gateway: &world.gateway,
        reaction: Box::new(|connection, frame| Box::pin(ack(connection, frame))),
    };
    assert_eq!(world.route_through(&gateway, Priority::P0, &[world.fill("f-1")]).await, [Outcome::Done]);
    let item = world.item("f-1").unwrap();
    assert_eq!(item.state, InboxState::Seen);
    assert!(item.notification.is_some() && item.acked_at.is_some());
    let hello = world.hello("phone").await;
    assert_eq!((&hello["sent"], &hello["unread"]), (&json!(0), &json!(1)));
}

#[tokio::test]
async fn the_mark_of_an_early_ack_is_not_shown_and_ends_the_redelivery() {
    let world = World::new();
    world.connect("phone").await;
    // The function was killed between the post and the write; the device acked meanwhile.
    world.ack("phone", &["f-1"]).await;
    let hello = world.hello("phone").await;
    assert_eq!((&hello["sent"], &hello["unread"]), (&json!(0), &json!(0)));
    assert!(world.send("phone", json!({"action": "listNotifications"})).await["notifications"] == json!([]));
    let missing = world.send("phone", json!({"action": "getNotification", "id": "f-1"})).await;
    assert_eq!(missing["code"], "not_found");

    world.route(Priority::P0, &[world.fill("f-1")]).await;
    assert!(world.notified("phone").is_empty());
    assert_eq!(world.item("f-1").unwrap().state, InboxState::Seen);
}

#[tokio::test]
async fn a_device_that_connects_between_post_and_write_is_not_missed() {
    let world = World::new();
    world.connect("phone").await;
    let connect_and_greet = async || {
        if !world.gateway.is_open(&connection("laptop")) {
            world.connect("laptop").await;
            assert_eq!(world.hello("laptop").await["sent"], 0);
        }
    };
    let gateway =
        Reacting { gateway: &world.gateway, reaction: Box::new(|_, _| Box::pin(connect_and_greet())) };
    world.route_through(&gateway, Priority::P0, &[world.fill("f-1")]).await;
    assert_eq!(world.notified("laptop"), ["f-1"]);
}

#[tokio::test]
async fn a_connection_that_was_not_ready_gets_its_turn_after_the_write() {
    let world = World::new();
    world.register("phone").await; // `$connect` has run, the handshake is not over: 410
    world.gateway.answer_next([Fault::Gone]);
    world.gateway.connect(&connection("phone"));
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    assert_eq!(world.notified("phone"), ["f-1"]);
    assert_eq!(world.registered(), ["phone"]);
}

#[tokio::test]
async fn a_fresh_connection_survives_its_410_and_an_old_one_does_not() {
    let world = World::new();
    world.register("phone").await;
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    assert_eq!(world.registered(), ["phone"]);

    world.pass(Duration::from_secs(11));
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    assert!(world.registered().is_empty());
    assert_eq!(world.item("f-2").unwrap().state, InboxState::Pending);
    let posts = world.gateway.posts();
    world.route(Priority::P0, &[world.fill("f-3")]).await;
    assert_eq!(world.gateway.posts(), posts, "a connection that is gone is not posted to again");
}

#[tokio::test]
async fn a_gateway_that_fails_is_tried_again_without_disturbing_who_has_it() {
    let world = World::new();
    world.connect("phone").await;
    world.connect("laptop").await;
    world.gateway.answer(&connection("laptop"), Some(Fault::Throttled));
    let fill = world.fill("f-1");
    assert!(is_retry(&world.route(Priority::P0, &[fill.clone()]).await[0]));
    assert_eq!(world.item("f-1").unwrap().state, InboxState::Pending);
    world.gateway.answer(&connection("laptop"), None);
    assert_eq!(world.route(Priority::P0, &[fill]).await, [Outcome::Done]);
    assert_eq!(world.notified("phone"), ["f-1"]);
    assert_eq!(world.notified("laptop"), ["f-1"]);
}

#[tokio::test]
async fn an_unreachable_store_loses_nothing() {
    let world = World::new();
    world.connect("phone").await;
    for failures in 1..4 {
        let id = format!("f-{failures}");
        let fill = world.fill(&id);
        world.store.fail_next(failures);
        let mut outcome = world.route(Priority::P0, &[fill.clone()]).await;
        while is_retry(&outcome[0]) {
            outcome = world.route(Priority::P0, &[fill.clone()]).await;
        }
        assert_eq!(outcome, [Outcome::Done]);
        assert_eq!(world.item(&id).unwrap().state, InboxState::Pending);
        assert!(world.notified("phone").contains(&id));
    }
}

#[tokio::test]
async fn a_connection_past_its_time_is_closed_instead_of_posted_to() {
    let world = World::new();
    world.gateway.connect(&connection("old"));
    let closes_at = world.now().plus(Duration::from_mins(1));
    let (store, gateway) = (&world.store, &world.gateway);
    let (id, registered_at) = (connection("old"), world.now());
    let opening = domain::recipient::Connection { id, registered_at, closes_at, issued_at: None };
    usecases::connect::connect(store, gateway, &world.user, opening).await.unwrap();
    world.pass(Duration::from_mins(1));
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    assert!(world.notified("old").is_empty());
    assert!(!world.gateway.is_open(&connection("old")));
    assert!(world.registered().is_empty());
}

#[tokio::test]
async fn p1_is_written_then_delivered_through_its_queue() {
    let world = World::new();
    world.connect("phone").await;
    world.route(Priority::P1, &[world.deposit("d-1")]).await;
    assert_eq!(world.item("d-1").unwrap().state, InboxState::Pending);
    assert!(world.notified("phone").is_empty());
    assert!(!world.queues.sent(Queue::Deliveries(Channel::Websocket, Priority::P1))[0].body.contains("0.25"));

    assert_eq!(world.deliver(Priority::P1).await, [Outcome::Done]);
    assert_eq!(world.notified("phone"), ["d-1"]);
    assert_eq!(world.item("d-1").unwrap().attempts.len(), 1);

    // The queue's message comes twice, and the event comes again: the phone has the notification
    // already.
    world.route(Priority::P1, &[world.deposit("d-1")]).await;
    world.deliver(Priority::P1).await;
    assert_eq!(world.notified("phone"), ["d-1"]);
}

#[tokio::test]
async fn a_p1_that_is_acked_or_expired_when_its_turn_comes_is_not_sent() {
    let world = World::new();
    world.route(Priority::P1, &[world.deposit("d-1"), world.deposit("d-2")]).await;
    world.connect("phone").await;
    world.ack("phone", &["d-1"]).await;
    world.pass(Duration::from_hours(24));
    assert_eq!(world.deliver(Priority::P1).await, [Outcome::Done, Outcome::Done]);
    assert!(world.notified("phone").is_empty());
}

#[tokio::test]
async fn a_p1_whose_queue_does_not_take_it_is_routed_again() {
    let world = World::new();
    world.connect("phone").await;
    world.queues.fail_next(1);
    let deposit = world.deposit("d-1");
    assert!(is_retry(&world.route(Priority::P1, &[deposit.clone()]).await[0]));
    assert_eq!(world.route(Priority::P1, &[deposit]).await, [Outcome::Done]);
    world.deliver(Priority::P1).await;
    assert_eq!(world.notified("phone"), ["d-1"]);
}

#[tokio::test]
async fn a_delivery_that_cannot_be_understood_is_dead_lettered() {
    let world = World::new();
    let record = usecases::batch::Record { body: "{}", group: None, receive_count: 1 };
    let outcomes = usecases::deliver::deliver_websocket(&world.ports(), Priority::P1, &[record]).await;
    assert!(matches!(outcomes[0], Outcome::DeadLetter { .. }));
}

#[tokio::test]
async fn an_event_that_narrows_its_channels_stays_out_of_the_lists() {
    let world = World::new();
    world.connect("phone").await;
    let mut fill = world.fill("f-1");
    fill["channels"] = json!(["push"]);
    world.route(Priority::P0, &[fill]).await;
    assert!(world.notified("phone").is_empty());
    let hello = world.hello("phone").await;
    assert_eq!((&hello["sent"], &hello["unread"]), (&json!(0), &json!(0)));
    assert_eq!(world.send("phone", json!({"action": "listNotifications"})).await["notifications"], json!([]));
    let details = world.send("phone", json!({"action": "getNotification", "id": "f-1"})).await;
    assert_eq!(details["deliveries"][0]["reason"], "not_chosen");
    assert_eq!(details["notification"]["event"], "order_filled");
    // The notification is hidden, and stays so when it is acked.
    world.ack("phone", &["f-1"]).await;
    assert_eq!(world.hello("phone").await["unread"], 0);
}

#[tokio::test]
async fn the_time_of_a_notification_is_the_event_s() {
    let world = World::new();
    world.connect("phone").await;
    let mut fill = world.fill("f-1");
    fill["occurred_at"] = json!("2026-11-23T09:00:00.5+01:30");
    world.route(Priority::P0, &[fill]).await;
    assert_eq!(world.frames("phone")[0]["timestamp"], "2026-11-23T07:30:00.500Z");
    let _: Time = world.frames("phone")[0]["timestamp"].as_str().unwrap().parse().unwrap();
}
