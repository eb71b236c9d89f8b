//! The exchange's controls in the console.

use std::time::Duration;

use serde_json::{Value, json};
use support::{DEADLINE, Device, Exchange, eventually, run, unique};

use crate::page::Page;

#[test]
fn an_event_reaches_the_socket_and_its_duplicate_does_not() {
    run(async {
        let page = Page::open().await;
        let user = unique("trader");
        let mut device = Device::greet(page.system, &user).await;
        let exchange = Exchange::of(page.system, &user);
        let literal = "<img src=x onerror=alert(1)>";
        let fill = exchange.fill("f-1");
        let alert = exchange.price_alert("a-1", literal);
        let sent = page.tell("/local/events", json!({"events": [fill, alert]})).await;
        assert_eq!(sent, json!({"sent": {"p0": 1, "p1": 1}}));
        let mut frames = [device.notification().await, device.notification().await];
        frames.sort_by_key(|frame| frame["id"].to_string());
        assert_eq!([&frames[0]["id"], &frames[1]["id"]], ["a-1", "f-1"]);
        assert_eq!(frames[0]["data"]["note"], literal);
        // A P0 is posted before it is written, so two copies at the same moment may both be posted; a later
        // one is not.
        eventually("the first is written", async || page.system.inbox_item(&user, "f-1").await).await;
        let sent = page.tell("/local/events", json!({"events": [fill]})).await;
        assert_eq!(sent, json!({"sent": {"p0": 1}}));
        page.tell("/local/events", json!({"events": [exchange.fill("f-2")]})).await;
        assert_eq!(device.notification().await["id"], "f-2");
        // An invalid event is sent as well, for the system to reject it.
        let sent = page.tell("/local/events", json!({"events": [{"event_type": "nonsense"}]})).await;
        assert_eq!(sent, json!({"sent": {"p2": 1}}));
    });
}

#[test]
fn a_rejected_event_is_found_with_its_code_and_stays_in_its_queue() {
    run(async {
        let page = Page::open().await;
        let user = unique("trader");
        let id = unique("bad");
        let mut bad = Exchange::of(page.system, &user).fill(&id);
        bad["data"]["quantity"] = json!("abc");
        page.tell("/local/events", json!({"events": [bad]})).await;
        let path = format!("/local/rejected?id={id}");
        for _ in 0..2 {
            let found = eventually("it is rejected", async || {
                let answer = page.look(&path).await;
                (!answer["rejection"].is_null()).then_some(answer)
            })
            .await;
            let rejection = &found["rejection"];
            assert_eq!(
                (&rejection["code"], &rejection["field"]),
                (&json!("bad_field"), &json!("data.quantity"))
            );
            assert_eq!(rejection["source"], "p0");
        }
        let unknown = page.look("/local/rejected?id=never-sent").await;
        assert_eq!(unknown, json!({"rejection": null}));
        let refused = page.get("/local/rejected").await;
        assert_eq!(refused.status(), 400);
        // Other readers still receive from the queue.
        let url = &page.system.stack.info().queues["rejected"];
        let mut seen = Vec::new();
        eventually("the message is there", async || {
            seen.extend(page.system.receive(url).await.into_iter().filter_map(|message| message.body));
            seen.iter().any(|body| body.contains(&id)).then_some(())
        })
        .await;
    });
}

#[test]
fn the_present_is_that_of_the_system() {
    run(async {
        let page = Page::open().await;
        let now: domain::Time = page.look("/local/time").await["now"].as_str().unwrap().parse().unwrap();
        assert!(support::now().millis_since(now) < DEADLINE.as_millis().try_into().unwrap());
    });
}

#[test]
fn the_exchange_is_calm_until_the_page_wants_it_busy() {
    run(async {
        let page = Page::open().await;
        for busy in [false, true, false] {
            if busy != page.look("/local/pace").await["busy"] {
                assert_eq!(page.tell("/local/pace", json!({"busy": busy})).await, json!({"busy": busy}));
            }
            assert_eq!(page.look("/local/pace").await, json!({"busy": busy}));
        }
    });
}

#[test]
fn a_burst_arrives_whole() {
    run(async {
        let page = Page::open().await;
        let user = unique("trader");
        let mut device = Device::greet(page.system, &user).await;
        let sent = page.tell("/local/burst", json!({"user": user, "count": 40})).await;
        assert_eq!(sent, json!({"sent": {"p0": 12, "p1": 16, "p2": 12}}));
        eventually("all forty are listed", async || {
            let list = device.request(json!({"action": "listNotifications", "limit": 100})).await;
            let all = list["notifications"].as_array().unwrap();
            (all.len() == 40).then_some(())
        })
        .await;
    });
}

/// The ticks of a symbol, as the chart reads them.
struct Chart {
    response: reqwest::Response,
    text: String,
}

impl Chart {
    async fn of(page: &Page<'_>, symbol: &str) -> Self {
        let url = page.look("/config.json").await["pricesUrl"].as_str().unwrap().to_owned();
        let request = page.system.http.get(format!("{url}?symbol={symbol}")).header("origin", &page.origin);
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["access-control-allow-origin"], page.origin.as_str());
        Self { response, text: String::new() }
    }

    async fn next(&mut self) -> Value {
        loop {
            while let Some(end) = self.text.find("\n\n") {
                let message: String = self.text.drain(..end + 2).collect();
                if let Some(data) = message.strip_prefix("data: ") {
                    return serde_json::from_str(data).unwrap();
                }
            }
            let chunk = tokio::time::timeout(DEADLINE, self.response.chunk()).await;
            let chunk = chunk.expect("a tick in time").unwrap().expect("more ticks");
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

#[test]
fn a_crash_is_seen_on_the_chart_and_crosses_levels() {
    run(async {
        let page = Page::open().await;
        let mut device = Device::greet(page.system, &unique("trader")).await;
        let alert = json!({"symbol": "BTC-USDT", "condition": "below", "targetPrice": "60000"});
        let reply = device.request(json!({"action": "createAlert", "alert": alert})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        let mut chart = Chart::of(&page, "BTC-USDT").await;
        let crash = json!({"symbol": "BTC-USDT", "percent": -20, "seconds": 2});
        assert_eq!(page.tell("/local/crash", crash.clone()).await, json!({}));
        assert_eq!(page.refused("/local/crash", crash).await, (409, "busy".to_owned()));
        // There are no ticks yet: the price falls from the opening price.
        let mut prices = Vec::new();
        while prices.last().is_none_or(|price| price != "51400.08") {
            let tick = chart.next().await;
            assert_eq!(tick["symbol"], "BTC-USDT");
            prices.push(tick["price"].as_str().unwrap().to_owned());
        }
        assert_eq!((prices.len(), prices[0].as_str()), (10, "62965.10"));
        let fired = device.notification().await;
        assert_eq!((&fired["event"], &fired["data"]["condition"]), (&json!("price_alert"), &json!("below")));

        // A later reader gets the history, and the next move starts from there.
        let mut late = Chart::of(&page, "BTC-USDT").await;
        assert_eq!(late.next().await["price"], "62965.10");
        let rise = json!({"symbol": "BTC-USDT", "percent": 2.5, "seconds": 1});
        eventually("the crash is over", async || {
            let response = page.post("/local/crash", rise.clone()).await;
            (response.status() == 200).then_some(())
        })
        .await;
        while chart.next().await["price"] != "52685.08" {}
    });
}

#[test]
fn the_server_drops_only_the_sockets_of_the_user() {
    run(async {
        let page = Page::open().await;
        let (user, other) = (unique("trader"), unique("trader"));
        let first = Device::greet(page.system, &user).await;
        let second = Device::greet(page.system, &user).await;
        let mut bystander = Device::greet(page.system, &other).await;
        assert_eq!(page.tell("/local/disconnect", json!({"user": user})).await, json!({"closed": 2}));
        tokio::time::timeout(Duration::from_secs(20), first.closed()).await.unwrap();
        tokio::time::timeout(Duration::from_secs(20), second.closed()).await.unwrap();
        assert_eq!(bystander.request(json!({"action": "ping"})).await["type"], "reply");
        eventually("the system knows", async || {
            page.system.recipient(&user).await.connections.is_empty().then_some(())
        })
        .await;
        assert_eq!(page.tell("/local/disconnect", json!({"user": user})).await, json!({"closed": 0}));
    });
}
