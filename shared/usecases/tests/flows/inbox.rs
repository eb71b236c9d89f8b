use std::time::Duration;

use domain::Priority;
use serde_json::{Value, json};

use crate::world::World;

/// Routes this many fills, a second apart, while no device is connected.
async fn fills(world: &World, count: usize) {
    for n in 0..count {
        world.route(Priority::P0, &[world.fill(&format!("f-{n:03}"))]).await;
        world.pass(Duration::from_secs(1));
    }
}

fn ids(list: &Value) -> Vec<&str> {
    list["notifications"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_came_while_offline_is_sent_by_hello_oldest_first() {
    let world = World::new();
    fills(&world, 120).await;
    world.connect("phone").await;
    let mut after = Value::Null;
    for (sent, more) in [(50, true), (50, true), (20, false)] {
        let hello = world.send("phone", json!({"action": "hello", "after": after})).await;
        assert_eq!((&hello["sent"], &hello["more"]), (&json!(sent), &json!(more)));
        assert_eq!((&hello["unread"], &hello["unreadMore"]), (&json!(100), &json!(true)));
        after = hello["next"].clone();
    }
    assert!(after.is_null());
    let expected: Vec<_> = (0..120).map(|n| format!("f-{n:03}")).collect();
    assert_eq!(world.notified("phone"), expected);
    let details = world.send("phone", json!({"action": "getNotification", "id": "f-000"})).await;
    assert_eq!(details["deliveries"][0]["attempts"][0]["connection"], "phone");
}

#[tokio::test]
async fn hello_repeats_what_is_not_acked_and_only_that() {
    let world = World::new();
    fills(&world, 3).await;
    world.connect("phone").await;
    world.hello("phone").await;
    world.ack("phone", &["f-001", "f-001", "unknown"]).await;
    world.connect("laptop").await;
    let hello = world.hello("laptop").await;
    assert_eq!(world.notified("laptop"), ["f-000", "f-002"]);
    assert_eq!(hello["unread"], 3);
    let list = world.send("laptop", json!({"action": "listNotifications"})).await;
    assert_eq!(ids(&list), ["f-002", "f-001", "f-000"]);
    let acked: Vec<_> =
        list["notifications"].as_array().unwrap().iter().map(|entry| &entry["acked"]).collect();
    assert_eq!(acked, [&json!(false), &json!(true), &json!(false)]);
}

#[tokio::test]
async fn a_list_goes_on_where_the_page_before_ended() {
    let world = World::new();
    fills(&world, 7).await;
    world.connect("phone").await;
    world.ack("phone", &["f-001", "f-004"]).await;
    world.send("phone", json!({"action": "markRead", "ids": ["f-003"]})).await;
    let mut seen = Vec::new();
    let mut before = Value::Null;
    loop {
        let page =
            world.send("phone", json!({"action": "listNotifications", "limit": 3, "before": before})).await;
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        before = page["next"].clone();
        if before.is_null() {
            break;
        }
    }
    let expected: Vec<_> = (0..7).rev().map(|n| format!("f-{n:03}")).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_page_ends_before_the_gateway_s_limit() {
    let world = World::new();
    for n in 0..10 {
        let mut fill = world.fill(&format!("f-{n}"));
        fill["data"]["extra"] = json!("x".repeat(30_000));
        world.route(Priority::P0, &[fill]).await;
        world.pass(Duration::from_secs(1));
    }
    world.connect("phone").await;
    let mut before = Value::Null;
    let mut seen = 0;
    loop {
        let page = world.send("phone", json!({"action": "listNotifications", "before": before})).await;
        assert!(page.to_string().len() < 102_400);
        seen += ids(&page).len();
        before = page["next"].clone();
        if before.is_null() {
            break;
        }
    }
    assert_eq!(seen, 10);
}

#[tokio::test]
async fn reading_implies_the_ack_and_is_reported_to_the_other_devices() {
    let world = World::new();
    fills(&world, 3).await;
    world.connect("phone").await;
    world.connect("laptop").await;
    let reply = world.send("phone", json!({"action": "markRead", "ids": ["f-000"]})).await;
    assert_eq!((&reply["unread"], &reply["unreadMore"]), (&json!(2), &json!(false)));
    assert_eq!(
        world.frames("laptop"),
        [json!({"type": "read", "ids": ["f-000"], "unread": 2, "unreadMore": false})]
    );
    assert!(world.frames("phone").iter().all(|frame| frame["type"] != "read"));
    assert_eq!(world.hello("laptop").await["sent"], 2);

    let reply = world.send("phone", json!({"action": "markRead", "all": true})).await;
    assert_eq!(reply["unread"], 0);
    let told = world.frames("laptop").pop().unwrap();
    assert_eq!(told, json!({"type": "read", "all": true, "unread": 0, "unreadMore": false}));
    assert_eq!(world.hello("phone").await["sent"], 0);
}

#[tokio::test]
async fn ids_of_another_user_are_unknown() {
    let world = World::new();
    fills(&world, 1).await;
    let mut stranger = World::new();
    stranger.user = domain::UserId::parse("u-2").unwrap();
    // Two worlds share no data, so the stranger gets a connection in this one.
    let caller = usecases::connect::Caller {
        user_id: stranger.user.clone(),
        connection: crate::world::connection("stranger"),
        closes_at: domain::Time::from_millis(i64::MAX),
        issued_at: None,
    };
    world.gateway.connect(&caller.connection);
    assert_eq!(world.send_as(&caller, json!({"action": "ack", "ids": ["f-000"]})).await["type"], "reply");
    assert_eq!(world.send_as(&caller, json!({"action": "markRead", "ids": ["f-000"]})).await["unread"], 0);
    let details = world.send_as(&caller, json!({"action": "getNotification", "id": "f-000"})).await;
    assert_eq!((&details["type"], &details["code"]), (&json!("error"), &json!("not_found")));
    assert_eq!(
        world.send_as(&caller, json!({"action": "listNotifications"})).await["notifications"],
        json!([])
    );
    world.connect("phone").await;
    assert_eq!(world.hello("phone").await["sent"], 1);
}

#[tokio::test]
async fn a_cursor_that_is_not_ours_is_refused_by_name() {
    let world = World::new();
    world.connect("phone").await;
    for cursor in ["x", "12~", "~f-1", "012~f-1", "12~a b"] {
        let hello = world.send("phone", json!({"action": "hello", "after": cursor})).await;
        assert_eq!((&hello["code"], &hello["field"]), (&json!("bad_field"), &json!("after")), "{cursor}");
        let list = world.send("phone", json!({"action": "listNotifications", "before": cursor})).await;
        assert_eq!((&list["code"], &list["field"]), (&json!("bad_field"), &json!("before")), "{cursor}");
    }
}

#[tokio::test]
async fn a_store_failure_is_reported_as_internal_and_nothing_more() {
    let world = World::new();
    world.connect("phone").await;
    world.store.fail_next(1);
    let error = world.ack("phone", &["f-1"]).await;
    assert_eq!((&error["code"], &error["requestId"]), (&json!("internal"), &json!("r")));
    assert!(!error.to_string().contains("injected failure"));
}
