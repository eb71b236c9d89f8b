//! The ticks of a market stop, and resume.

use std::time::Duration;

use ports::Levels as _;
use serde_json::{Value, json};
use support::{Device, System, eventually, now, run, unique};

use crate::market::{Market, create};

/// Returns the notices about the health of a market's prices that the trader has received, the latest first.
async fn told(device: &mut Device) -> Vec<Value> {
    let reply = device.request(json!({"action": "listNotifications", "limit": 100})).await;
    let listed = reply["notifications"].as_array().unwrap();
    listed.iter().filter(|listed| listed["event"] == "price_feed").cloned().collect()
}

#[test]
fn a_waiting_trader_gets_one_notice_that_ticks_stopped_and_one_that_they_resumed() {
    run(async {
        let system = System::shared().await;
        let market = Market::new(system);
        let store = system.store();
        let mut device = Device::greet(system, &unique("trader")).await;
        let mut elsewhere = Device::greet(system, &unique("trader")).await;
        create(&mut device, &market.alert("above", "1000")).await;
        create(&mut device, &market.alert("below", "10")).await;
        create(&mut elsewhere, &Market::new(system).alert("above", "1000")).await;
        let watched = async |at| {
            eventually("the tick was noted", async || {
                let states = store.symbols(std::slice::from_ref(&market.symbol)).await.unwrap();
                (states[&market.symbol].last_tick_at == Some(at)).then_some(())
            })
            .await;
        };
        let last = now().minus(Duration::from_mins(2));
        market.stream.put(&[market.tick("100", last)]).await.unwrap();
        watched(last).await;
        // The check is invoked by the test, and not only when the next minute begins.
        for _ in 0..2 {
            assert!(system.wake("check-feeds").await);
        }
        let frame = device.notification().await;
        assert_eq!((&frame["event"], &frame["priority"]), (&json!("price_feed"), &json!(1)), "{frame}");
        let data = |state: &str, at| json!({"symbol": market.symbol, "state": state, "last_tick_at": at});
        assert_eq!(frame["data"], data("stale", last));

        let back = now();
        market.stream.put(&[market.tick("101", back)]).await.unwrap();
        watched(back).await;
        for _ in 0..2 {
            assert!(system.wake("check-feeds").await);
        }
        let frame = device.notification().await;
        assert_eq!(frame["data"], data("resumed", back));
        let states: Vec<Value> =
            told(&mut device).await.iter().map(|told| told["data"]["state"].clone()).collect();
        assert_eq!(states, ["resumed", "stale"]);
        assert!(told(&mut elsewhere).await.is_empty());
    });
}
