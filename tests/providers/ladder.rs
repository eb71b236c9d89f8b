//! A liquidation of a trader who is on no socket and does not ack.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Device, Trader, delivery, eventually, eventually_within};

use crate::on_shared;

/// The time that the ladder waits for an ack.
const STEP: Duration = Duration::from_secs(20);
/// The time that "within seconds" may take while several stacks share a small machine:
/// well before the ladder.
const SECONDS: Duration = Duration::from_secs(15);

/// Waits until everything that is sent at once has been accepted, each message once.
async fn reached_everywhere(trader: &Trader<'_>, id: &str) {
    eventually_within(SECONDS, "both devices, the chat and the mailbox have it", async || {
        let taken = [
            trader.pushes(1, id).await.len(),
            trader.pushes(2, id).await.len(),
            trader.chats().await.len(),
            trader.emails().await.len(),
        ];
        (taken == [1, 1, 1, 1]).then_some(())
    })
    .await;
}

fn is_accepted_once(line: &Value) -> bool {
    let [attempt] = &line["attempts"].as_array().unwrap()[..] else { return false };
    line["state"] == "accepted"
        && attempt["result"] == "accepted"
        && attempt["status"] == 200
        && !attempt["providerId"].as_str().unwrap_or_default().is_empty()
        && attempt["at"].is_string()
        && attempt["durationMs"].is_u64()
}

#[test]
fn an_unacked_liquidation_goes_everywhere_and_is_texted_after_twenty_seconds() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "absent").await;
        let start = Instant::now();
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        reached_everywhere(&trader, "liq-1").await;
        assert_eq!(trader.sms().await, [""; 0], "the ladder waits");
        let text = eventually("an SMS", async || trader.sms().await.pop()).await;
        assert!(start.elapsed() >= STEP, "{:?}", start.elapsed());
        assert_eq!(text, "Liquidated: long 0.5 BTC-USDT at 64,250.10. P&L: -1,250.00 USDT");

        let details = trader.shown("liq-1", "sms", "accepted").await;
        assert!(details["ackedAt"].is_null() && details["routedAt"].is_string(), "{details}");
        let [websocket] = delivery(&details, "websocket")[..] else { panic!("{details}") };
        assert_eq!((&websocket["state"], &websocket["attempts"]), (&json!("pending"), &json!([])));
        let pushes = delivery(&details, "push");
        let devices: std::collections::BTreeSet<_> =
            pushes.iter().map(|line| line["device"].as_str().unwrap()).collect();
        assert_eq!((pushes.len(), devices.len()), (2, 2), "{details}");
        for channel in ["push", "telegram", "email", "sms"] {
            assert!(delivery(&details, channel).into_iter().all(is_accepted_once), "{details}");
        }
        assert_eq!(details["deliveries"].as_array().unwrap().len(), 6, "{details}");

        let [push] = &trader.pushes(1, "liq-1").await[..] else { panic!("pushed more than once") };
        let message = &push.request["message"];
        assert_eq!(push.shown().0, "Position liquidated: BTC-USDT");
        assert_eq!(message["apns"]["headers"]["apns-priority"], "10");
        assert_eq!(message["apns"]["headers"]["apns-collapse-id"], "position_liquidated:p-1");
        let [push] = &trader.pushes(2, "liq-1").await[..] else { panic!("pushed more than once") };
        let message = &push.request["message"];
        assert_eq!(push.shown().0, "Position liquidated: BTC-USDT");
        assert_eq!(message["android"]["priority"], "high");
        assert_eq!(message["data"]["tag"], "position_liquidated:p-1");
        assert!(message["android"]["collapse_key"].is_null(), "it is never delayed: {message}");
        let [email] = &trader.emails().await[..] else { panic!("written more than once") };
        assert_eq!(email.subject, "Position liquidated: BTC-USDT");
        assert!(email.text.contains("64,250.10") && email.html.contains("64,250.10"));
        assert!(trader.chats().await[0].text.contains("64,250.10"));
    });
}

#[test]
fn a_liquidation_that_is_acked_in_time_is_not_texted() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "present").await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        reached_everywhere(&trader, "liq-1").await;
        let mut device = Device::connect(system, &trader.user).await;
        device.ack(&["liq-1"]).await;
        trader.leave(device).await;
        // Another trader who does not ack begins a ladder later: when that trader gets an SMS, the first
        // one's step is past.
        let other = Trader::with_profile(system, "other").await;
        other.publish(other.exchange.liquidation("liq-1", "p-1")).await;
        eventually("the other one is texted", async || other.sms().await.pop()).await;

        let item = system.notification(&trader.user, "liq-1").await.unwrap();
        assert_eq!(item.ladder_step, 0, "climbed after the ack");
        assert_eq!(trader.sms().await, [""; 0]);
        let details = trader.details("liq-1").await;
        assert!(details["ackedAt"].is_string(), "{details}");
        let state = |channel| delivery(&details, channel)[0]["state"].clone();
        assert_eq!([state("websocket"), state("sms")], ["acked", "acked"], "{details}");
        for channel in ["push", "telegram", "email"] {
            assert!(delivery(&details, channel).into_iter().all(is_accepted_once), "{details}");
        }
    });
}
