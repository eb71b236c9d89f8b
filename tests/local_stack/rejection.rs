//! What cannot be read is kept with its reason, and costs its neighbours nothing.

use std::collections::HashMap;

use serde_json::{Value, json};
use support::{Device, Exchange, System, eventually, run, unique};

/// Every rejected message of this binary's system, by the body that was sent.
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
        let cases = [
            ("{not json".to_owned(), "bad_json", None),
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
fn an_event_in_the_wrong_queue_gets_the_treatment_of_its_class() {
    run(async {
        let system = System::shared().await;
        let user = unique("moved");
        let exchange = Exchange::of(system, &user);
        let mut device = Device::greet(system, &user).await;
        let mut fill = exchange.fill("f-1");
        fill["priority"] = json!(2);
        exchange.publish("p2", &[fill]).await;
        exchange
            .publish(
                "p0",
                &[exchange.event(
                    "r-1",
                    "referral_accrued",
                    json!({"accrual_id": "1", "amount": "1", "asset": "BTC"}),
                )],
            )
            .await;
        let frames = [device.notification().await, device.notification().await];
        let priority = |id: &str| frames.iter().find(|frame| frame["id"] == id).unwrap()["priority"].clone();
        assert_eq!(priority("f-1"), 0);
        assert_eq!(priority("r-1"), 2);
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
