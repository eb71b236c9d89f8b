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

async fn listed(world: &World, filter: Value) -> Vec<String> {
    let list = world.send("phone", json!({"action": "listNotifications", "filter": filter})).await;
    ids(&list).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn what_is_archived_is_out_of_the_way_on_all_devices() {
    let world = World::new();
    fills(&world, 3).await;
    world.connect("phone").await;
    world.connect("laptop").await;
    let archive = json!({"action": "archive", "ids": ["f-000", "f-001"]});
    let reply = world.send("phone", archive.clone()).await;
    assert_eq!(reply, json!({"type": "reply", "requestId": "r", "unread": 1, "unreadMore": false}));
    let told = json!({"type": "archived", "ids": ["f-000", "f-001"], "unread": 1, "unreadMore": false});
    assert_eq!(world.frames("laptop"), [told]);
    assert!(world.frames("phone").iter().all(|frame| frame["type"] != "archived"));
    assert_eq!(listed(&world, Value::Null).await, ["f-002"]);
    assert_eq!(listed(&world, json!({"archived": true})).await, ["f-001", "f-000"]);
    assert!(listed(&world, json!({"archived": true, "unread": true})).await.is_empty(), "it is never unread");
    assert_eq!(world.hello("laptop").await["sent"], 1, "it implies the ack");
    let details = world.send("phone", json!({"action": "getNotification", "id": "f-000"})).await;
    assert_eq!(details["ackedBy"], json!({"channel": "websocket"}));
    assert_eq!(
        (&details["notification"]["archived"], &details["notification"]["read"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(world.send("phone", archive).await["unread"], 1, "a repeat changes nothing");

    let unread = json!({"action": "markUnread", "ids": ["f-000"]});
    assert_eq!(world.send("phone", unread).await["unread"], 1);
    world.send("phone", json!({"action": "markRead", "ids": ["f-001"]})).await;
    let reply = world.send("phone", json!({"action": "unarchive", "ids": ["f-000", "f-001", "f-002"]})).await;
    assert_eq!(reply["unread"], 2, "f-001 was read meanwhile");
    assert_eq!(world.frames("laptop").pop().unwrap()["type"], "unarchived");
    assert_eq!(listed(&world, Value::Null).await, ["f-002", "f-001", "f-000"]);
    assert_eq!(world.hello("laptop").await["sent"], 1, "nothing is pending again");
}

#[tokio::test]
async fn what_is_marked_unread_is_counted_and_sent_to_nobody() {
    let world = World::new();
    fills(&world, 2).await;
    world.connect("phone").await;
    world.connect("laptop").await;
    world.send("phone", json!({"action": "markRead", "all": true})).await;
    let frame = json!({"action": "markUnread", "ids": ["f-001", "unknown"]});
    let reply = world.send("phone", frame).await;
    assert_eq!((&reply["unread"], &reply["unreadMore"]), (&json!(1), &json!(false)));
    let told = json!({"type": "unread", "ids": ["f-001", "unknown"], "unread": 1, "unreadMore": false});
    assert_eq!(world.frames("laptop").pop().unwrap(), told);
    assert_eq!(listed(&world, json!({"unread": true})).await, ["f-001"]);
    assert_eq!(listed(&world, json!({"unread": false})).await, ["f-000"]);
    let hello = world.hello("laptop").await;
    assert_eq!((&hello["sent"], &hello["unread"]), (&json!(0), &json!(1)));
    world.route(Priority::P0, &[world.fill("unknown")]).await;
    assert_eq!(world.notified("laptop"), ["unknown"], "it left no mark");
}

/// A P0 is posted before it is written.
#[tokio::test]
async fn what_is_archived_before_it_is_written_is_written_as_archived() {
    let world = World::new();
    world.connect("phone").await;
    world.send("phone", json!({"action": "archive", "ids": ["f-000"]})).await;
    fills(&world, 1).await;
    assert!(listed(&world, Value::Null).await.is_empty());
    assert_eq!(listed(&world, json!({"archived": true})).await, ["f-000"]);
    assert_eq!(world.hello("phone").await["unread"], 0);
}

#[tokio::test]
async fn a_list_is_narrowed_to_a_section_and_a_symbol() {
    let world = World::new();
    for (n, symbol) in ["BTC-USDT", "ETH-USDT", "BTC-USDT"].into_iter().enumerate() {
        let mut fill = world.fill(&format!("f-{n}"));
        fill["data"]["symbol"] = json!(symbol);
        world.route(Priority::P0, &[fill]).await;
        world.pass(Duration::from_secs(1));
    }
    world.connect("phone").await;
    assert_eq!(listed(&world, json!({"symbol": "BTC-USDT"})).await, ["f-2", "f-0"]);
    assert_eq!(listed(&world, json!({"section": "orderFilled"})).await, ["f-2", "f-1", "f-0"]);
    assert!(listed(&world, json!({"section": "deposit", "symbol": "BTC-USDT"})).await.is_empty());
    let frame = json!({"action": "listNotifications", "filter": {"section": "fills"}});
    let refused = world.send("phone", frame).await;
    assert_eq!((&refused["code"], &refused["field"]), (&json!("bad_field"), &json!("filter.section")));
}
