//! A liquidation closes the margin calls of its position that occurred before it.

use std::time::Duration;

use domain::Time;
use serde_json::{Value, json};
use support::{Trader, delivery, eventually};

use crate::on_shared;

fn occurred(mut event: Value, at: Time) -> Value {
    event["occurred_at"] = json!(at);
    event
}

/// Waits until a notification was pushed to both devices.
async fn pushed(trader: &Trader<'_>, id: &str) {
    eventually("both devices have it", async || {
        let pushed = [trader.pushes(1, id).await.len(), trader.pushes(2, id).await.len()];
        (pushed == [1, 1]).then_some(())
    })
    .await;
}

/// Asserts that every external delivery is suppressed because of the liquidation.
fn assert_superseded(details: &Value, channels: &[&str]) {
    for channel in channels {
        let lines = delivery(details, channel);
        assert!(!lines.is_empty(), "{details}");
        for line in lines {
            assert_eq!((&line["state"], &line["reason"]), (&json!("suppressed"), &json!("superseded")));
            assert_eq!(line["attempts"], json!([]), "{details}");
        }
    }
}

#[test]
fn a_margin_call_is_of_no_interest_once_its_position_is_liquidated_whichever_comes_first() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "position").await;
        let exchange = &trader.exchange;
        let start = support::now();
        let (before, at, after) =
            (start.minus(Duration::from_secs(20)), start.minus(Duration::from_secs(10)), start);

        // The margin call comes first: it is sent, and its ladder ends with the liquidation.
        trader.publish(occurred(exchange.margin_call("call-early", "p-1"), before)).await;
        pushed(&trader, "call-early").await;
        // Otherwise the liquidation can also end its delivery to the chat.
        eventually("the chat has it", async || trader.chats().await.pop()).await;
        trader.publish(occurred(exchange.liquidation("liq-1", "p-1"), at)).await;
        pushed(&trader, "liq-1").await;
        // It comes late: nothing of it is sent.
        trader.publish(occurred(exchange.margin_call("call-late", "p-1"), before)).await;
        // The position was opened again: the liquidation does not close this margin call.
        trader.publish(occurred(exchange.margin_call("call-new", "p-1"), after)).await;
        pushed(&trader, "call-new").await;
        // A late margin call of a position of which only the liquidation is known.
        trader.publish(occurred(exchange.liquidation("liq-2", "p-2"), at)).await;
        pushed(&trader, "liq-2").await;
        trader.publish(occurred(exchange.margin_call("call-other", "p-2"), before)).await;

        // An SMS is sent at the end of each ladder: for two liquidations and the new margin call.
        let texted = eventually("all ladders were climbed", async || {
            let texted = trader.sms().await;
            (texted.len() >= 3).then_some(texted)
        })
        .await;
        let calls = texted.iter().filter(|text| text.starts_with("Margin call")).count();
        assert_eq!((texted.len(), calls), (3, 1), "{texted:?}");
        eventually("nothing climbs any more", async || {
            let ids = ["call-early", "liq-1", "call-new", "liq-2"];
            let mut climbed = Vec::new();
            for id in ids {
                climbed.push(system.notification(&trader.user, id).await.unwrap().ladder_step);
            }
            (climbed == [0, 1, 1, 1]).then_some(())
        })
        .await;

        let early = trader.details("call-early").await;
        assert!(delivery(&early, "push").iter().all(|line| line["state"] == "accepted"), "{early}");
        assert_superseded(&early, &["websocket", "sms"]);
        for id in ["call-late", "call-other"] {
            let details = trader.details(id).await;
            assert_superseded(&details, &["websocket", "push", "telegram", "sms"]);
            assert_eq!(trader.pushes(1, id).await.len() + trader.pushes(2, id).await.len(), 0);
        }
        let new = trader.details("call-new").await;
        for channel in ["push", "telegram", "sms"] {
            assert!(delivery(&new, channel).iter().all(|line| line["state"] == "accepted"), "{new}");
        }
        let chats = trader.chats().await;
        let calls = chats.iter().filter(|chat| chat.text.starts_with("Margin call")).count();
        assert_eq!((chats.len(), calls), (4, 2), "the early and the new one");
    });
}
