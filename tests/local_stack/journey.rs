//! The path of a notification to its trader, online and offline.

use std::collections::HashSet;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::json;
use support::{Device, Exchange, System, eventually, run, unique};

#[test]
fn a_fill_reaches_an_open_socket() {
    run(async {
        let system = System::shared().await;
        let user = unique("online");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let fill = exchange.fill("fill-1");
        exchange.publish("p0", &[fill.clone()]).await;

        let frame = device.notification().await;
        assert_eq!(frame["type"], "notification");
        assert_eq!(frame["id"], "fill-1");
        assert_eq!(frame["event"], "order_filled");
        assert_eq!(frame["priority"], 0);
        assert_eq!(frame["timestamp"], fill["occurred_at"]);
        assert_eq!(frame["data"], fill["data"]);
        assert_eq!(frame["silent"], false);
        assert!(!frame["title"].as_str().unwrap().is_empty());
        assert!(!frame["body"].as_str().unwrap().is_empty());

        // The frame is posted before the item is written, so the item may not be there yet.
        let details = eventually("the notification is written", async || {
            let details = device.details("fill-1").await;
            (details["type"] == "reply").then_some(details)
        })
        .await;
        assert_eq!(details["occurredAt"], fill["occurred_at"]);
        assert!(details["routedAt"].is_string());
        let websocket = &details["deliveries"][0];
        assert_eq!((&websocket["channel"], &websocket["state"]), (&json!("websocket"), &json!("pending")));
        assert_eq!(websocket["attempts"][0]["result"], "accepted");
        assert!(websocket["attempts"][0]["connection"].is_string());
        assert_eq!(details["deliveries"][1]["reason"], "no_contact");
    });
}

#[test]
fn the_other_classes_come_through_their_queues() {
    run(async {
        let system = System::shared().await;
        let user = unique("classes");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let deposit = exchange.event(
            "d-1",
            "deposit_credited",
            json!({"deposit_id": "1", "asset": "BTC", "amount": "2"}),
        );
        let listing = exchange.event("l-1", "new_listing", json!({"symbol": "NEW-USDT", "score": 8}));
        exchange.publish("p1", &[deposit]).await;
        exchange.publish("p2", &[listing]).await;
        let frames = [device.notification().await, device.notification().await];
        let mut priorities: Vec<_> = frames.iter().map(|frame| frame["priority"].as_u64().unwrap()).collect();
        priorities.sort_unstable();
        assert_eq!(priorities, [1, 2]);
    });
}

#[test]
fn what_came_while_offline_comes_with_hello_oldest_first() {
    run(async {
        let system = System::shared().await;
        let user = unique("offline");
        let exchange = Exchange::of(system, &user);
        let start = support::now().as_millis();
        let fills: Vec<_> = (0..120)
            .map(|n| {
                let mut fill = exchange.fill(&format!("fill-{n:03}"));
                fill["occurred_at"] = json!(domain::Time::from_millis(start - 200_000 + n * 1_000));
                fill
            })
            .collect();
        exchange.publish("p0", &fills).await;
        let mut watcher = Device::connect(system, &user).await;
        eventually("all are in the inbox", async || {
            let list = watcher.request(json!({"action": "listNotifications", "limit": 100})).await;
            let more = list["next"].as_str().map(str::to_owned)?;
            let rest = watcher.request(json!({"action": "listNotifications", "before": more})).await;
            (rest["notifications"].as_array()?.len() == 20).then_some(())
        })
        .await;
        watcher.close().await;

        let mut device = Device::connect(system, &user).await;
        let mut after: Option<String> = None;
        let mut got = Vec::new();
        for (sent, more) in [(50, true), (50, true), (20, false)] {
            let (reply, ids) = device.hello(after.as_deref()).await;
            assert_eq!((&reply["sent"], &reply["more"]), (&json!(sent), &json!(more)), "{reply}");
            assert_eq!((&reply["unread"], &reply["unreadMore"]), (&json!(100), &json!(true)));
            assert_eq!(ids.len(), sent);
            got.extend(ids);
            after = reply["next"].as_str().map(str::to_owned);
        }
        assert_eq!(got, (0..120).map(|n| format!("fill-{n:03}")).collect::<Vec<_>>());
    });
}

#[test]
fn a_stored_item_that_cannot_be_read_costs_only_itself() {
    run(async {
        let system = System::shared().await;
        let user = unique("unreadable");
        let exchange = Exchange::of(system, &user);
        let start = support::now();
        let fills = [3, 2, 1].map(|seconds| {
            let mut fill = exchange.fill(&format!("f-{seconds}"));
            fill["occurred_at"] = json!(start.minus(Duration::from_secs(seconds)));
            fill
        });
        exchange.publish("p0", &fills).await;
        let mut device = Device::connect(system, &user).await;
        let listed = async |device: &mut Device| {
            let list = device.request(json!({"action": "listNotifications"})).await;
            let ids = list["notifications"].as_array().unwrap().iter();
            ids.map(|listed| listed["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        eventually("all are in the inbox", async || (listed(&mut device).await.len() == 3).then_some(()))
            .await;
        // A version of the system that knows this type has been rolled back.
        let mut item = system.inbox_item(&user, "f-2").await.unwrap();
        item.insert("event_type".to_owned(), AttributeValue::S("order_of_tomorrow".to_owned())).unwrap();
        let put = system.dynamodb.put_item().table_name(system.table("InboxTableName"));
        put.set_item(Some(item)).send().await.unwrap();

        assert_eq!(listed(&mut device).await, ["f-1", "f-3"]);
        assert_eq!(device.hello_until_drained().await, ["f-3", "f-1"]);
        let details = device.details("f-2").await;
        assert_eq!(details["type"], "error", "{details}");
        device.ack(&["f-1", "f-2", "f-3"]).await;
        let mut other = Device::connect(system, &user).await;
        assert_eq!(other.hello_until_drained().await, Vec::<String>::new());
        exchange.publish_fill("f-0").await;
        assert_eq!(device.ids_until("f-0").await, ["f-0"]);
    });
}

#[test]
fn an_ack_ends_it_on_every_device_and_nothing_else_does() {
    run(async {
        let system = System::shared().await;
        let user = unique("ack");
        let exchange = Exchange::of(system, &user);
        let mut phone = Device::greet(system, &user).await;
        let acked = exchange.fill("acked");
        exchange.publish("p0", &[acked.clone(), exchange.fill("open")]).await;
        let got = HashSet::from(
            [phone.notification().await, phone.notification().await].map(|frame| frame["id"].to_string()),
        );
        assert_eq!(got.len(), 2);
        phone.ack(&["acked"]).await;
        phone.close().await;

        let mut laptop = Device::connect(system, &user).await;
        let pending = eventually("both are written", async || {
            let list = laptop.request(json!({"action": "listNotifications"})).await;
            (list["notifications"].as_array()?.len() == 2).then_some(list)
        })
        .await;
        let is_acked = |id: &str| {
            pending["notifications"]
                .as_array()
                .unwrap()
                .iter()
                .any(|entry| entry["id"] == id && entry["acked"] == true)
        };
        assert!(is_acked("acked") && !is_acked("open"));
        assert_eq!(laptop.hello_until_drained().await, ["open"]);

        // It is published again: no device receives it, as the fill after it shows.
        exchange.publish("p0", &[acked]).await;
        eventually("the repeat has been worked off", async || {
            (system.depth(&system.stack.info().queues["p0"]).await == 0).then_some(())
        })
        .await;
        exchange.publish_fill("behind").await;
        assert_eq!(laptop.ids_until("behind").await, ["behind"]);
        laptop.close().await;
        let mut again = Device::connect(system, &user).await;
        assert_eq!(again.hello_until_drained().await, ["open", "behind"]);
    });
}

#[test]
fn a_client_that_acks_at_once_leaves_nothing_pending() {
    run(async {
        let system = System::shared().await;
        let user = unique("instant");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let fills: Vec<_> = (0..500).map(|n| exchange.fill(&format!("f-{n}"))).collect();
        let publishing = exchange.publish("p0", &fills);
        let acking = async {
            let mut got = HashSet::new();
            let mut answers = Vec::new();
            while got.len() < 500 {
                let id = device.notification().await["id"].as_str().unwrap().to_owned();
                answers.push(device.send(json!({"action": "ack", "ids": [id]})).await);
                got.insert(id);
            }
            for answer in answers {
                assert_eq!(device.answer_to(&answer).await["type"], "reply");
            }
        };
        futures_util::join!(publishing, acking);
        eventually("all are written and none is pending", async || {
            let (reply, _) = device.hello(None).await;
            (reply["sent"] == 0 && reply["unread"] == 100 && reply["unreadMore"] == true).then_some(())
        })
        .await;
    });
}

#[test]
fn a_second_device_that_connects_in_the_middle_gets_everything() {
    run(async {
        let system = System::shared().await;
        let user = unique("middle");
        let exchange = Exchange::of(system, &user);
        let mut first = Device::greet(system, &user).await;
        let fills: Vec<_> = (0..500).map(|n| exchange.fill(&format!("f-{n}"))).collect();
        let second = async {
            for _ in 0..20 {
                first.notification().await;
            }
            let mut second = Device::connect(system, &user).await;
            let mut got: HashSet<String> = second.hello_until_drained().await.into_iter().collect();
            while got.len() < 500 {
                got.insert(second.notification().await["id"].as_str().unwrap().to_owned());
            }
        };
        futures_util::join!(exchange.publish("p0", &fills), second);
    });
}

#[test]
fn the_same_event_three_times_is_one_notification() {
    run(async {
        let system = System::shared().await;
        let user = unique("thrice");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let fill = exchange.fill("f-1");
        for _ in 0..3 {
            exchange.publish("p0", &[fill.clone()]).await;
        }
        eventually("all three have been worked off", async || {
            (system.depth(&system.stack.info().queues["p0"]).await == 0).then_some(())
        })
        .await;
        exchange.publish_fill("behind").await;
        let ids = device.ids_until("behind").await;
        assert!(ids[..ids.len() - 1].iter().all(|id| id == "f-1"), "{ids:?}");
        let list = device.request(json!({"action": "listNotifications"})).await;
        let listed: Vec<_> = list["notifications"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["id"].as_str().unwrap())
            .collect();
        assert_eq!(listed.iter().filter(|id| **id == "f-1").count(), 1);
    });
}

#[test]
fn a_device_that_dies_does_not_disturb_the_others() {
    run(async {
        let system = System::shared().await;
        let user = unique("dead");
        let exchange = Exchange::of(system, &user);
        let mut alive = Device::greet(system, &user).await;
        let dead = Device::greet(system, &user).await;
        drop(dead); // no close frame
        let mut attempts_of_others = 0;
        for n in 0..12 {
            let id = format!("f-{n}");
            exchange.publish_fill(&id).await;
            assert_eq!(alive.notification().await["id"], id.as_str());
            let details = eventually("it is written", async || {
                let details = alive.details(&id).await;
                (details["type"] == "reply").then_some(details)
            })
            .await;
            let attempts = details["deliveries"][0]["attempts"].as_array().unwrap().clone();
            attempts_of_others = attempts.len() - 1;
        }
        assert_eq!(attempts_of_others, 0, "the dead connection is still posted to");
    });
}
