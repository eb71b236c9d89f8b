//! An undecodable message is kept with its reason, and the other messages of its batch are delivered.

use std::collections::HashMap;

use serde_json::{Value, json};
use support::{Device, Exchange, System, eventually, run, unique};

/// Returns every rejected message of this binary's system, by the body that was sent.
async fn rejected(system: &System, wanted: &[String]) -> HashMap<String, Value> {
    let url = &system.stack.info().queues["rejected"];
    let mut found = HashMap::new();
    eventually("all bad events are rejected", async || {
        for message in system.receive(url).await {
            let rejection: Value = serde_json::from_str(message.body().unwrap()).unwrap();
            found.insert(rejection["body"].as_str().unwrap().to_owned(), rejection);
        }
        wanted.iter().all(|body| found.contains_key(body)).then_some(())
    })
    .await;
    found
}

#[test]
fn bad_events_are_rejected_with_their_code_and_good_ones_are_delivered() {
    run(async {
        let system = System::shared().await;
        let user = unique("rejected");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let with = |change: &dyn Fn(&mut Value)| {
            let mut fill = exchange.fill("bad");
            change(&mut fill);
            fill.to_string()
        };
        let hour_ahead = domain::Time::from_millis(support::now().as_millis() + 3_600_000);
        // Written so that a search of the text does not find it.
        let private = r#""data":{"\u0024serde_json::private::RawValue":"1","#;
        let deep = format!(r#""data":{{"x":{}{},"#, "[".repeat(200), "]".repeat(200));
        let data = |own: &str| exchange.fill("bad").to_string().replacen(r#""data":{"#, own, 1);
        let cases = [
            ("{not json".to_owned(), "bad_json", None),
            (data(private), "bad_json", None),
            (data(&deep), "bad_json", None),
            (with(&|fill| fill["event_type"] = json!("order_lost")), "unknown_type", Some("event_type")),
            (
                with(&|fill| drop(fill.as_object_mut().unwrap().remove("user_id"))),
                "missing_field",
                Some("user_id"),
            ),
            (with(&|fill| fill["data"]["quantity"] = json!("abc")), "bad_field", Some("data.quantity")),
            (with(&|fill| fill["data"]["padding"] = json!("x".repeat(60_000))), "too_large", None),
            (with(&|fill| fill["id"] = json!("a\nb")), "bad_field", Some("id")),
            (with(&|fill| fill["occurred_at"] = json!(hour_ahead)), "future_timestamp", Some("occurred_at")),
        ];
        for (n, (body, ..)) in cases.iter().enumerate() {
            let mut batch: Vec<_> =
                (0..9).map(|m| exchange.fill(&format!("good-{n}-{m}")).to_string()).collect();
            batch.insert(n, body.clone());
            system.publish("p0", &batch).await;
        }
        let mut good: std::collections::HashSet<String> =
            (0..cases.len()).flat_map(|n| (0..9).map(move |m| format!("good-{n}-{m}"))).collect();
        while !good.is_empty() {
            good.remove(device.notification().await["id"].as_str().unwrap());
        }
        let bodies: Vec<_> = cases.iter().map(|(body, ..)| body.clone()).collect();
        let rejected = rejected(system, &bodies).await;
        for (body, code, field) in &cases {
            let rejection = &rejected[body];
            assert_eq!(rejection["code"], *code, "{rejection}");
            assert_eq!(rejection["field"].as_str(), *field, "{rejection}");
            assert_eq!(rejection["source"], "p0");
            assert_eq!(rejection["truncated"], false);
            assert_eq!(rejection["originalBytes"], body.len());
            assert!(!rejection["message"].as_str().unwrap().is_empty());
        }
        assert_eq!(system.depth(&system.stack.info().dlqs["p0"]).await, 0);
    });
}

#[test]
fn padded_decimals_and_unreadable_optional_fields_do_not_keep_an_event_back() {
    run(async {
        let system = System::shared().await;
        let user = unique("lenient");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let mut padded = exchange.liquidation("padded", "p-1");
        padded["data"]["quantity"] = json!("420690000000000.000000000000000000");
        padded["data"]["realized_pnl"] = json!(format!("0.{}", "0".repeat(30)));
        let mut unreadable = exchange.margin_call("unreadable", "p-2");
        unreadable["data"]["mark_price"] = json!("abc");
        unreadable["data"]["liquidation_price"] = json!({"not": "a price"});
        exchange.publish("p0", &[padded, unreadable]).await;
        let mut frames = [device.notification().await, device.notification().await];
        frames.sort_by_key(|frame| frame["id"].to_string());
        assert_eq!((&frames[0]["id"], &frames[1]["id"]), (&json!("padded"), &json!("unreadable")));
        assert_eq!(frames[0]["data"]["quantity"], "420690000000000");
        assert!(frames[1]["data"].get("mark_price").is_none(), "{}", frames[1]);
        // The partial fill came first, under the id that the final one has as well.
        let partial = json!({
            "order_id": "8812", "symbol": "BTC-USDT", "side": "buy", "filled_quantity": "0.1",
            "remaining_quantity": "0.4", "price": "64250.10",
        });
        exchange.publish("p1", &[exchange.event("same", "order_partially_filled", partial)]).await;
        assert_eq!(device.notification().await["event"], "order_partially_filled");
        exchange.publish("p0", &[exchange.fill("same"), exchange.fill("behind")]).await;
        assert_eq!(device.ids_until("behind").await, ["behind"], "the first one counts");
    });
}

#[test]
fn an_event_in_the_wrong_queue_gets_the_treatment_of_its_class() {
    run(async {
        let system = System::shared().await;
        let user = unique("moved");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        // An event may lower its class, and not raise it.
        let mut lowered = exchange.fill("f-2");
        lowered["priority"] = json!(2);
        let data = json!({"accrual_id": "1", "amount": "1", "asset": "BTC"});
        let mut raised = exchange.event("r-1", "referral_accrued", data);
        raised["priority"] = json!(0);
        exchange.publish("p2", &[exchange.fill("f-1")]).await;
        exchange.publish("p0", &[lowered, raised]).await;
        let mut frames = Vec::new();
        for _ in 0..3 {
            frames.push(device.notification().await);
        }
        let priority = |id: &str| frames.iter().find(|frame| frame["id"] == id).unwrap()["priority"].clone();
        assert_eq!([priority("f-1"), priority("f-2"), priority("r-1")], [json!(0), json!(2), json!(2)]);
    });
}

#[test]
fn what_has_expired_is_recorded_and_not_sent() {
    run(async {
        let system = System::shared().await;
        let user = unique("expired");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let mut expired = exchange.fill("expired");
        expired["expires_at"] = expired["occurred_at"].clone();
        exchange.publish("p0", &[expired]).await;
        let details = eventually("it is recorded", async || {
            let details = device.details("expired").await;
            (details["type"] == "reply").then_some(details)
        })
        .await;
        assert_eq!(details["deliveries"][0]["state"], "expired");
        exchange.publish_fill("behind").await;
        assert_eq!(device.ids_until("behind").await, ["behind"]);
    });
}
