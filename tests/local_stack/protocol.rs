//! The frames of section 5 of the contract, as a client sees them.

use serde_json::{Value, json};
use support::{Device, Exchange, System, eventually, run, unique};

async fn routed(device: &mut Device, count: usize) {
    eventually("the fills are in the inbox", async || {
        let list = device.request(json!({"action": "listNotifications", "limit": 100})).await;
        (list["notifications"].as_array()?.len() == count).then_some(())
    })
    .await;
}

fn ids(list: &Value) -> Vec<String> {
    let entries = list["notifications"].as_array().unwrap().iter();
    entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_bad_frame_is_answered_and_the_connection_stays() {
    run(async {
        let system = System::shared().await;
        let user = unique("frames");
        let mut device = Device::connect(system, &user).await;
        device.send_text("{nonsense").await;
        assert_eq!(device.next_pushed().await["code"], "bad_json");
        device.send_text("[]").await;
        assert_eq!(device.next_pushed().await["code"], "bad_json");
        // The request is named wherever it can be read: a client need not wait for its timeout.
        let half = r#"{"action":"createAlert","requestId":"half","alert":{"note":"\ud83d"}}"#;
        device.send_text(half).await;
        assert_eq!(device.answer_to("half").await["code"], "bad_json");
        device.send_text(r#"{"action":"ping"}"#).await;
        let error = device.next_pushed().await;
        assert_eq!((&error["code"], &error["field"]), (&json!("missing_field"), &json!("requestId")));
        let cases = [
            (json!({"action": "fly"}), "unknown_action", "action"),
            // A frame cannot choose its route.
            (json!({"action": "$disconnect"}), "unknown_action", "action"),
            (json!({"action": "$connect"}), "unknown_action", "action"),
            (json!({"action": "$default"}), "unknown_action", "action"),
            (json!({}), "missing_field", "action"),
            (json!({"action": "ack"}), "missing_field", "ids"),
            (json!({"action": "ack", "ids": vec!["x"; 101]}), "bad_field", "ids"),
            (json!({"action": "ack", "ids": ["a", 7]}), "bad_field", "ids.1"),
            (json!({"action": "hello", "after": "nonsense"}), "bad_field", "after"),
            (json!({"action": "listNotifications", "limit": 101}), "bad_field", "limit"),
            (json!({"action": "getNotification", "id": "nobody-s"}), "not_found", "id"),
        ];
        for (frame, code, field) in cases {
            let error = device.request(frame.clone()).await;
            assert_eq!(error["type"], "error", "{frame}");
            assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!(field)), "{frame}");
            assert!(!error["message"].as_str().unwrap().is_empty());
        }
        let large = device.request(json!({"action": "ping", "padding": "x".repeat(17 * 1024)})).await;
        assert_eq!(large["code"], "too_large");
        // There is no ping and no `hello`, which would register the connection again: it was never removed.
        Exchange::of(system, &user).publish_fill("after-all-that").await;
        assert_eq!(device.notification().await["id"], "after-all-that");
        assert_eq!(device.request(json!({"action": "ping"})).await["type"], "reply");
    });
}

#[test]
fn a_device_that_repeats_hello_is_rate_limited() {
    run(async {
        let system = System::shared().await;
        let mut device = Device::connect(system, &unique("greeting")).await;
        let mut refusals = Vec::new();
        for _ in 0..40 {
            let answer = device.request(json!({"action": "hello"})).await;
            if answer["type"] == "error" {
                assert_eq!(answer["code"], "too_many_requests");
                refusals.push(answer["retryAfter"].as_u64().unwrap());
            }
        }
        // All instances share the count of frames.
        assert!(refusals.len() >= 20, "{refusals:?}");
        assert!(refusals.iter().all(|seconds| (1..=15).contains(seconds)), "{refusals:?}");
        assert_eq!(device.request(json!({"action": "ping"})).await["type"], "reply");
    });
}

#[test]
fn lists_reads_and_the_other_device() {
    run(async {
        let system = System::shared().await;
        let user = unique("lists");
        let exchange = Exchange::of(system, &user);
        let start = support::now().as_millis();
        let fills: Vec<_> = (0..7)
            .map(|n| {
                let mut fill = exchange.fill(&format!("f-{n}"));
                fill["occurred_at"] = json!(domain::Time::from_millis(start - 10_000 + n * 1_000));
                fill
            })
            .collect();
        exchange.publish("p0", &fills).await;
        let mut phone = Device::connect(system, &user).await;
        routed(&mut phone, 7).await;
        let mut laptop = Device::greet(system, &user).await;

        phone.ack(&["f-5"]).await;
        let reply = phone.request(json!({"action": "markRead", "ids": ["f-3"]})).await;
        assert_eq!((&reply["unread"], &reply["unreadMore"]), (&json!(6), &json!(false)));
        let told = laptop.next_pushed().await;
        assert_eq!(told, json!({"type": "read", "ids": ["f-3"], "unread": 6, "unreadMore": false}));

        let mut pages = Vec::new();
        let mut before = Value::Null;
        loop {
            let page =
                phone.request(json!({"action": "listNotifications", "limit": 3, "before": before})).await;
            pages.push(ids(&page));
            for entry in page["notifications"].as_array().unwrap() {
                assert_eq!(entry["read"], entry["id"] == "f-3");
                assert_eq!(entry["acked"], entry["id"] == "f-3" || entry["id"] == "f-5");
            }
            before = page["next"].clone();
            if before.is_null() {
                break;
            }
        }
        assert_eq!(pages.concat(), ["f-6", "f-5", "f-4", "f-3", "f-2", "f-1", "f-0"]);

        let reply = phone.request(json!({"action": "markRead", "all": true})).await;
        assert_eq!(reply["unread"], 0);
        assert_eq!(laptop.next_pushed().await["all"], true);
        let (hello, sent) = laptop.hello(None).await;
        assert_eq!((&hello["unread"], sent.len()), (&json!(0), 0));
    });
}

#[test]
fn what_is_archived_or_unread_is_so_on_the_other_device() {
    run(async {
        let system = System::shared().await;
        let user = unique("archive");
        let exchange = Exchange::of(system, &user);
        let start = support::now().as_millis();
        let fills: Vec<_> = (0..4)
            .map(|n| {
                let mut fill = exchange.fill(&format!("f-{n}"));
                fill["occurred_at"] = json!(domain::Time::from_millis(start - 10_000 + n * 1_000));
                fill["data"]["symbol"] = json!(if n == 0 { "ETH-USDT" } else { "BTC-USDT" });
                fill
            })
            .collect();
        exchange.publish("p0", &fills).await;
        let mut phone = Device::connect(system, &user).await;
        routed(&mut phone, 4).await;
        let mut laptop = Device::greet(system, &user).await;

        let reply = phone.request(json!({"action": "archive", "ids": ["f-1"]})).await;
        assert_eq!((&reply["unread"], &reply["unreadMore"]), (&json!(3), &json!(false)));
        let told = laptop.next_pushed().await;
        assert_eq!(told, json!({"type": "archived", "ids": ["f-1"], "unread": 3, "unreadMore": false}));
        phone.request(json!({"action": "markRead", "ids": ["f-2"]})).await;
        assert_eq!(laptop.next_pushed().await["type"], "read");
        for (filter, expected) in [
            (json!({}), vec!["f-3", "f-2", "f-0"]),
            (json!({"archived": true}), vec!["f-1"]),
            (json!({"unread": true}), vec!["f-3", "f-0"]),
            (json!({"unread": false}), vec!["f-2"]),
            (json!({"section": "orderFilled", "symbol": "ETH-USDT"}), vec!["f-0"]),
            (json!({"section": "deposit"}), vec![]),
        ] {
            let list = phone.request(json!({"action": "listNotifications", "filter": filter})).await;
            assert_eq!(ids(&list), expected, "{filter}");
        }
        let reply = phone.request(json!({"action": "markUnread", "ids": ["f-2"]})).await;
        assert_eq!(reply["unread"], 3);
        assert_eq!(laptop.next_pushed().await["type"], "unread");
        let reply = phone.request(json!({"action": "unarchive", "ids": ["f-1"]})).await;
        assert_eq!(reply["unread"], 4);
        assert_eq!(laptop.next_pushed().await["type"], "unarchived");
        let (hello, sent) = laptop.hello(None).await;
        assert_eq!((&hello["unread"], sent.len()), (&json!(4), 2), "what was seen is not pending again");
    });
}

#[test]
fn an_alert_is_paused_and_resumed() {
    run(async {
        let system = System::shared().await;
        let mut device = Device::connect(system, &unique("pausing")).await;
        let alert = json!({"symbol": unique("COIN"), "condition": "above", "targetPrice": "10"});
        let reply = device.request(json!({"action": "createAlert", "alert": alert})).await;
        let alert = reply["alert"].clone();
        for (action, state) in [("pauseAlert", "paused"), ("resumeAlert", "armed")] {
            let reply = device.request(json!({"action": action, "alertId": alert["id"]})).await;
            assert_eq!(reply["alert"]["state"], state, "{reply}");
            let listed = device.request(json!({"action": "listAlerts"})).await;
            assert_eq!(listed["alerts"], json!([reply["alert"]]));
        }
    });
}

#[test]
fn a_user_cannot_access_another_user_s_inbox() {
    run(async {
        let system = System::shared().await;
        let (owner, stranger) = (unique("owner"), unique("stranger"));
        let exchange = Exchange::of(system, &owner);
        exchange.publish_fill("mine").await;
        let mut owners = Device::connect(system, &owner).await;
        routed(&mut owners, 1).await;

        let mut strangers = Device::connect(system, &stranger).await;
        strangers.ack(&["mine"]).await;
        assert_eq!(strangers.request(json!({"action": "markRead", "ids": ["mine"]})).await["unread"], 0);
        assert_eq!(strangers.details("mine").await["code"], "not_found");
        let list = strangers.request(json!({"action": "listNotifications"})).await;
        assert_eq!(list["notifications"], json!([]));
        let cursor = format!("{}~mine", support::now().as_millis());
        let list = strangers.request(json!({"action": "listNotifications", "before": cursor})).await;
        assert_eq!(list["notifications"], json!([]));

        assert_eq!(owners.hello_until_drained().await, ["mine"]);
    });
}

#[test]
fn a_large_inbox_comes_in_pages_that_the_gateway_takes() {
    run(async {
        let system = System::shared().await;
        let user = unique("large");
        let exchange = Exchange::of(system, &user);
        let fills: Vec<_> = (0..8)
            .map(|n| {
                let mut fill = exchange.fill(&format!("f-{n}"));
                fill["data"]["extra"] = json!("ü".repeat(15_000));
                fill
            })
            .collect();
        for fill in fills {
            exchange.publish("p0", &[fill]).await;
        }
        let mut device = Device::connect(system, &user).await;
        let all = eventually("the fills are in the inbox", async || {
            let mut all = Vec::new();
            let mut before = Value::Null;
            loop {
                let page = device.request(json!({"action": "listNotifications", "before": before})).await;
                assert!(page.to_string().len() < 128 * 1024);
                all.extend(ids(&page));
                before = page["next"].clone();
                if before.is_null() {
                    break;
                }
            }
            (all.len() == 8).then_some(all)
        })
        .await;
        assert_eq!(all.len(), 8);
    });
}
