//! A thousand notifications over a socket that is lost at random moments.

use std::time::Duration;

use domain::Time;
use serde_json::{Value, json};
use support::{Device, eventually_within, now, unique};

use crate::browser::{Browser, in_browser};
use crate::site::Site;

const NOTIFICATIONS: usize = 1_000;
/// The number of unread notifications up to which the bell is exact.
const COUNTED: usize = 90;
/// A deadline far above the usual time, for a machine under load.
const MAX_WAIT: Duration = Duration::from_mins(4);

/// Returns the events of one trader. They are not sent in the order in which they occurred.
fn events(random: &mut fastrand::Rng, trader: &str) -> Vec<Value> {
    let start = now().as_millis() - 600_000;
    let mut events: Vec<Value> = (0..NOTIFICATIONS)
        .map(|n| {
            // Some occur in the same millisecond.
            let at = Time::from_millis(start + i64::try_from(n / 3 * 100).unwrap());
            let (event_type, data) = match random.u8(0..4) {
                0 => ("order_filled", json!({"order_id": n.to_string(), "symbol": "BTC-USDT", "side": "buy", "quantity": "1", "price": "2"})),
                1 => ("deposit_credited", json!({"deposit_id": n.to_string(), "asset": "USDT", "amount": "5"})),
                2 => ("order_partially_filled", json!({"order_id": n.to_string(), "symbol": "BTC-USDT", "side": "sell", "filled_quantity": "1", "remaining_quantity": "1", "price": "2"})),
                _ => ("referral_accrued", json!({"accrual_id": n.to_string(), "amount": "1", "asset": "USDT"})),
            };
            json!({"id": format!("storm-{n:04}"), "event_type": event_type, "user_id": trader, "occurred_at": at, "data": data})
        })
        .collect();
    random.shuffle(&mut events);
    events
}

async fn publish(site: &Site, events: &[Value]) {
    for (queue, types) in [
        ("p0", &["order_filled"][..]),
        ("p1", &["deposit_credited", "order_partially_filled"][..]),
        ("p2", &["referral_accrued"][..]),
    ] {
        let of_queue = events.iter().filter(|event| types.contains(&event["event_type"].as_str().unwrap()));
        let bodies: Vec<_> = of_queue.map(Value::to_string).collect();
        site.system.publish(queue, &bodies).await;
    }
}

impl Browser {
    /// Freezes the active tab, or unfreezes and shows it.
    async fn freeze(&self, frozen: bool) {
        let state = if frozen { "frozen" } else { "active" };
        self.devtools("Page.setWebLifecycleState", json!({"state": state})).await;
        if !frozen {
            self.show().await;
        }
    }
}

/// Loses the socket in one of several ways. The time for which the trader is away is part of the scenario,
/// not a wait for a condition.
async fn misfortune(
    browser: &Browser,
    site: &Site,
    trader: &str,
    random: &mut fastrand::Rng,
) -> &'static str {
    let away = Duration::from_millis(random.u64(50..900));
    // Only Chromium can let a tab sleep.
    match random.u8(0..if browser.is_chromium() { 5 } else { 4 }) {
        0 | 1 => {
            site.disconnect(trader).await;
            "the server closes it"
        }
        2 => {
            browser.get("seen.sockets.at(-1)?.close()").await;
            "the page closes it"
        }
        3 => {
            browser.offline(true).await;
            site.disconnect(trader).await;
            tokio::time::sleep(away).await;
            browser.offline(false).await;
            "the network is gone"
        }
        _ => {
            browser.freeze(true).await;
            site.disconnect(trader).await;
            tokio::time::sleep(away).await;
            browser.freeze(false).await;
            "the tab sleeps"
        }
    }
}

#[test]
fn each_of_a_thousand_is_shown_once_and_in_order() {
    in_browser("storm", async |browser| {
        let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
        eprintln!("seed {seed}: SEED={seed} repeats it");
        let mut random = fastrand::Rng::with_seed(seed);
        let site = Site::open().await;
        let trader = unique("storm");
        let events = events(&mut random, &trader);
        browser.goto(&site.lab()).await;
        browser
            .call(
                "lab.connect({ ticketUrl: arguments[0], token: arguments[1], user: arguments[2],
                               backoff: { base: 50, cap: 1000 } })",
                vec![json!(site.ticket_url()), json!(site.system.token(&trader)), json!(trader)],
            )
            .await;
        browser.until("it is connected", "return lab.states.includes('synced')").await;

        let mut met = Vec::new();
        let mut sent = 0;
        for (end, badge) in [(COUNTED, "90"), (NOTIFICATIONS, "100+")] {
            while sent < end {
                let batch = random.usize(10..40).min(end - sent);
                publish(site, &events[sent..sent + batch]).await;
                sent += batch;
                met.push(misfortune(browser, site, &trader, &mut random).await);
            }
            let wanted = format!("return lab.shown.length >= {end} && lab.badge() === '{badge}'");
            eventually_within(MAX_WAIT, &format!("{end} are shown, and {badge} unread"), async || {
                (browser.get(&wanted).await == true).then_some(())
            })
            .await;
        }
        for kind in ["the server closes it", "the page closes it", "the network is gone", "the tab sleeps"] {
            let is_possible = browser.is_chromium() || kind != "the tab sleeps";
            assert!(met.contains(&kind) || !is_possible, "this seed has not met: {kind}");
        }

        let shown: Vec<String> = serde_json::from_value(browser.get("return lab.shown").await).unwrap();
        let mut each = shown.clone();
        each.sort();
        let all: Vec<_> = (0..NOTIFICATIONS).map(|n| format!("storm-{n:04}")).collect();
        assert!(
            each == all,
            "each once: {} were shown, {} are missing",
            shown.len(),
            all.iter().filter(|id| !shown.contains(id)).count()
        );
        assert_eq!(browser.get("return lab.taken.length").await, NOTIFICATIONS);

        let walked = browser.get("return lab.walk()").await;
        let walked: Vec<String> = serde_json::from_value(walked).unwrap();
        let newest_first: Vec<_> = all.iter().rev().cloned().collect();
        assert!(walked == newest_first, "the list has {}, and not in this order", walked.len());
        browser.screenshot("lab-thousand").await;

        // No notification is pending for another device, and another device sees that all are read.
        eventually_within(MAX_WAIT, "everything is acked", async || {
            let mut device = Device::connect(site.system, &trader).await;
            let pending = device.hello_until_drained().await;
            device.close().await;
            pending.is_empty().then_some(())
        })
        .await;
        browser.get("lab.inbox.shadowRoot.querySelector('.all').click()").await;
        browser.until("nothing is unread", "return lab.badge() === ''").await;
        // The client informs the server in the background.
        eventually_within(MAX_WAIT, "the server has it", async || {
            let mut device = Device::connect(site.system, &trader).await;
            let (reply, _) = device.hello(None).await;
            device.close().await;
            (reply["unread"] == 0 && reply["unreadMore"] == false).then_some(())
        })
        .await;
        assert_eq!(browser.get("return lab.badge()").await, "", "and so it stays");
        assert_eq!(browser.get("return [seen.errors, seen.violations]").await, json!([[], []]));
    });
}
