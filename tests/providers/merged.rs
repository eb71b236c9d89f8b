//! More deliveries for one recipient than its limit allows.

use serde_json::json;
use support::{Device, Trader, delivery, eventually};

use crate::on_shared;

/// Above the pushes that a device gets in a minute, `domain::delivery::budget::most_per_minute`.
const FILLS: usize = 60;

#[test]
fn many_fills_are_pushed_in_few_messages_and_a_liquidation_by_itself() {
    on_shared(async |system| {
        let trader = Trader::unknown(system, "merged");
        let mut device = Device::greet(system, &trader.user).await;
        trader.register(&mut device, 1).await;
        let ids: Vec<_> = (0..FILLS).map(|n| format!("f-{n:02}")).collect();
        let fills: Vec<_> = ids.iter().map(|id| trader.exchange.fill(id)).collect();
        trader.exchange.publish("p0", &fills).await;
        trader.publish(trader.exchange.liquidation("l-1", "p-1")).await;
        eventually("the liquidation is pushed", async || trader.pushes(1, "l-1").await.pop()).await;
        eventually("each fill is pushed, by itself or together with others", async || {
            for id in &ids {
                let details = device.details(id).await;
                let lines = delivery(&details, "push");
                let is_over = |state: &serde_json::Value| state == "accepted" || state == "merged";
                if lines.is_empty() || !lines.iter().all(|line| is_over(&line["state"])) {
                    return None;
                }
            }
            Some(())
        })
        .await;
        let sent = system.sent("push").await;
        let pushed: Vec<_> = sent.iter().filter(|sent| sent.to == trader.token(1)).collect();
        let events = |event: &str| {
            pushed.iter().filter(|sent| sent.request["message"]["data"]["event"] == json!(event)).count()
        };
        assert!(events("order_filled") < FILLS);
        assert!(events("merged_notifications") > 0);
        assert_eq!(events("position_liquidated"), 1);
    });
}
