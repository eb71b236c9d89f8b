//! Telegram throttles one chat.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;
use support::{Device, System, Trader, eventually};

use crate::on_own;

/// The `retry_after` of Telegram for that chat.
const PAUSE: Duration = Duration::from_secs(5);
/// The time during which a call may still begin that does not know of it.
const HEARSAY: Duration = Duration::from_millis(250);
const TRADERS: usize = 4;

async fn with_chat_and_device(system: &System) -> Trader<'_> {
    let trader = Trader::unknown(system, "throttled");
    let mut device = Device::connect(system, &trader.user).await;
    trader.register(&mut device, 1).await;
    trader.link(&mut device).await;
    trader.leave(device).await;
    trader
}

#[test]
fn a_throttled_chat_is_left_alone_for_as_long_as_telegram_asks_and_no_other_waits() {
    on_own("providers-throttled", async |system| {
        let traders = join_all((0..TRADERS).map(|_| with_chat_and_device(system))).await;
        // Both classes' functions are running and know each other's calls.
        let first = &traders[0];
        first.publish(first.exchange.fill("warm")).await;
        first.exchange.publish("p1", &[first.exchange.price_alert("warm-1", "")]).await;
        first.shown("warm", "telegram", "accepted").await;
        first.shown("warm-1", "telegram", "accepted").await;

        let retry_after = PAUSE.as_secs();
        system.fault(json!({"channel": "telegram", "kind": "429", "retryAfter": retry_after})).await;
        first.publish(first.exchange.fill("first")).await;
        let refused = eventually("Telegram refuses", async || {
            system.sent("telegram").await.into_iter().find(|sent| sent.status == Some(429))
        })
        .await;
        let ids = |n: usize| [format!("fill-{n}-1"), format!("fill-{n}-2"), format!("alert-{n}")];
        let publishing = traders.iter().enumerate().map(async |(n, trader)| {
            let [one, two, alert] = ids(n);
            let fills = [trader.exchange.fill(&one), trader.exchange.fill(&two)];
            let alerts = [trader.exchange.price_alert(&alert, "")];
            futures_util::join!(
                trader.exchange.publish("p0", &fills),
                trader.exchange.publish("p1", &alerts)
            );
        });
        join_all(publishing).await;
        let resumed = refused.at.plus(PAUSE);
        assert!(support::now() < resumed, "the machine is too slow to tell anything");

        // The other channel does not wait.
        for (n, trader) in traders.iter().enumerate() {
            for id in ids(n) {
                let push = eventually("a push", async || trader.pushes(1, &id).await.pop()).await;
                assert!(push.accepted && push.at < resumed, "{id} waited for Telegram");
            }
        }
        for (n, trader) in traders.iter().enumerate() {
            for id in ids(n) {
                trader.shown(&id, "telegram", "accepted").await;
            }
        }
        first.shown("first", "telegram", "accepted").await;
        for trader in &traders[1..] {
            let sent = trader.chats().await;
            let came = sent.iter().any(|sent| sent.accepted && sent.at < resumed);
            assert!(came, "a chat waited for what Telegram asked of another one");
        }
        for call in &first.chats().await {
            let is_too_early = refused.at.plus(HEARSAY) < call.at && call.at < resumed;
            assert!(
                !is_too_early,
                "called {} ms after it had asked not to be",
                call.at.millis_since(refused.at)
            );
        }
        for queue in ["TelegramP0", "TelegramP1"] {
            system.drained(system.queue(queue)).await;
        }
        for (name, url) in &system.stack.info().dlqs {
            assert_eq!(system.depth(url).await, 0, "{name}");
        }
    });
}
