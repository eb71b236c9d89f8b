//! Firebase does not answer.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Device, System, Trader, delivery, eventually, eventually_within};

use crate::on_own;

/// The time for which Firebase does not answer.
const DARK: Duration = Duration::from_secs(20);
/// The time within which a liquidation must be delivered on another channel.
const ANOTHER_WAY: Duration = Duration::from_secs(10);
/// The time within which all deliveries have caught up: a few pauses, each twice as long as the one before.
const MADE_UP: Duration = Duration::from_mins(3);

async fn with_profile_and_device<'a>(system: &'a System, prefix: &str) -> Trader<'a> {
    let trader = Trader::with_profile(system, prefix).await;
    let mut device = Device::connect(system, &trader.user).await;
    trader.register(&mut device, 1).await;
    trader.reads_notices(&mut device, 1).await;
    trader.leave(device).await;
    trader
}

/// Waits until `probe` finds something; returns the time since `start`.
async fn after(start: Instant, what: &str, probe: impl AsyncFnMut() -> Option<()>) -> Duration {
    eventually(what, probe).await;
    start.elapsed()
}

#[test]
fn while_firebase_is_dark_all_else_is_on_time_liquidations_find_another_way_and_then_it_is_made_up_for() {
    on_own("providers-dark", async |system| {
        let reachable = Trader::with_all_contacts(system, "reachable").await;
        let plain = with_profile_and_device(system, "plain").await;
        let to_mailbox = with_profile_and_device(system, "mailbox").await;
        let to_telephone = with_profile_and_device(system, "telephone").await;
        let mut socket = Device::greet(system, &reachable.user).await;
        let only = |trader: &Trader<'_>, channels: &[&str]| -> Value {
            let mut event = trader.exchange.liquidation("liq-1", "p-1");
            event["channels"] = json!(channels);
            event
        };

        system.fault(json!({"channel": "push", "kind": "hang", "seconds": DARK.as_secs()})).await;
        let start = Instant::now();
        let events = [
            reachable.exchange.fill("fill-1"),
            reachable.exchange.liquidation("liq-1", "p-1"),
            plain.exchange.liquidation("liq-1", "p-1"),
            only(&to_mailbox, &["websocket", "push"]),
            only(&to_telephone, &["websocket", "push", "sms"]),
        ];
        system.publish("p0", &events.map(|event| event.to_string())).await;
        reachable.exchange.publish("p1", &[reachable.exchange.price_alert("alert-1", "")]).await;
        reachable.exchange.publish("p2", &[reachable.exchange.weekly_report("weekly-1")]).await;

        // All other notifications are on time.
        let mut got = Vec::new();
        while got.len() < 4 {
            got.push(socket.notification().await["id"].as_str().unwrap().to_owned());
        }
        assert!(start.elapsed() < ANOTHER_WAY, "{:?}", start.elapsed());
        let elsewhere = [
            after(start, "Telegram", async || (reachable.chats().await.len() == 3).then_some(())).await,
            after(start, "e-mail", async || (reachable.emails().await.len() == 2).then_some(())).await,
            after(start, "e-mail", async || (plain.emails().await.len() == 1).then_some(())).await,
        ];
        assert!(elsewhere.iter().all(|after| *after < ANOTHER_WAY), "{elsewhere:?}");

        // A liquidation whose only initial channel is push waits neither for Firebase nor for its ladder.
        let (by_email, by_sms) = futures_util::join!(
            after(start, "the fallback by e-mail", async || {
                (to_mailbox.emails().await.len() == 1).then_some(())
            }),
            after(start, "the fallback by SMS", async || (to_telephone.sms().await.len() == 1).then_some(()))
        );
        assert!(by_email < ANOTHER_WAY && by_sms < ANOTHER_WAY, "{by_email:?} {by_sms:?}");
        assert!(start.elapsed() < DARK, "the machine is too slow to tell anything");
        assert_eq!(
            system.sent("push").await.iter().filter(|sent| sent.accepted && !sent.is_notice()).count(),
            0
        );

        // Firebase is back: everything that has not expired is pushed, once.
        let expected = [
            (&reachable, 1, "fill-1"),
            (&reachable, 2, "fill-1"),
            (&reachable, 1, "liq-1"),
            (&reachable, 2, "liq-1"),
            (&reachable, 1, "alert-1"),
            (&reachable, 2, "alert-1"),
            (&plain, 1, "liq-1"),
            (&to_mailbox, 1, "liq-1"),
            (&to_telephone, 1, "liq-1"),
        ];
        eventually_within(MADE_UP, "everything has been pushed", async || {
            let accepted =
                system.sent("push").await.iter().filter(|sent| sent.accepted && !sent.is_notice()).count();
            (accepted >= expected.len()).then_some(())
        })
        .await;
        for queue in ["PushP0", "PushP1"] {
            system.drained(system.queue(queue)).await;
        }
        for (trader, number, id) in expected {
            let pushes = trader.pushes(number, id).await;
            assert_eq!(pushes.iter().filter(|sent| sent.accepted).count(), 1, "{} {id}", trader.user);
        }
        for (name, url) in &system.stack.info().dlqs {
            assert_eq!(system.depth(url).await, 0, "{name}");
        }
        let details = to_telephone.details("liq-1").await;
        let push = delivery(&details, "push")[0];
        assert_eq!(push["state"], "accepted", "{details}");
        let timeouts =
            push["attempts"].as_array().unwrap().iter().filter(|attempt| attempt["result"] == "timeout");
        assert!(timeouts.count() >= 2, "{details}");
        assert_eq!(to_telephone.sms().await.len(), 1, "the ladder does not text again");
    });
}
