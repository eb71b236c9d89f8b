//! The timeline of a notification, hop by hop.

use serde_json::json;
use support::{System, Trader, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::panel::PROVIDERS;
use crate::site::Site;

#[test]
fn the_hops_of_what_is_opened_are_shown_with_their_latencies() {
    in_browser("timeline", async |browser| {
        let site = Site::open().await;
        let _healthy = PROVIDERS.read().await;
        let system: &'static System = site.system;
        let trader = Trader::with_all_contacts(system, "timeline").await;
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader.user).await;
        trader.publish(trader.exchange.liquidation("t-1", "pos-1")).await;
        trader.publish(trader.exchange.fill("t-2")).await;
        console.unread("2").await;
        console.open_inbox().await;
        console.open_details("t-1").await;
        let rows = browser
            .until(
                "every hop has ended",
                "const rows = [...document.querySelectorAll('#timeline tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent));
                 const ended = (hop) => rows.some(([name, , , , result]) => name.startsWith(hop) && result.includes('accepted'));
                 return ['Push', 'Telegram', 'E-mail'].every(ended) && rows.some(([name, at]) => name === 'Ack' && at !== '–') && rows;",
            )
            .await;
        let rows = rows.as_array().unwrap();
        let hop = |name: &str| {
            let found = rows.iter().find(|row| row[0].as_str().unwrap().starts_with(name));
            found.unwrap_or_else(|| panic!("no {name}: {rows:?}"))
        };
        for name in ["Occurred", "Routed", "In-app", "Push", "Telegram", "E-mail", "Ack"] {
            let since = hop(name)[2].as_str().unwrap();
            assert!(
                since.starts_with('+') && (since.ends_with(" ms") || since.ends_with(" s")),
                "{name}: {rows:?}"
            );
        }
        for name in ["In-app", "Push", "Telegram", "E-mail"] {
            let took = hop(name)[3].as_str().unwrap();
            assert!(took.ends_with(" ms") || took.ends_with(" s"), "{name}: {rows:?}");
        }
        assert_eq!(
            rows.iter().filter(|row| row[0].as_str().unwrap().starts_with("Push")).count(),
            2,
            "two devices"
        );
        // There are as many bars as hops that have taken place.
        assert!(
            browser.get("return document.querySelectorAll('#timeline rect').length").await.as_u64().unwrap()
                >= 6
        );
        assert_eq!(
            browser.get("return document.querySelector('#timeline-follow').checked").await,
            json!(false)
        );
        browser.get("document.querySelector('#timeline').scrollIntoView()").await;
        browser.screenshot("console-timeline").await;
        browser.is_clean().await;
    });
}

/// The rows of the timeline: hop, result, and the kind that colours it.
const ROWS: &str = "return [...document.querySelectorAll('#timeline tbody tr')].map((row) => [row.cells[0].textContent, row.cells[4].textContent, row.dataset.kind])";

#[test]
fn only_what_was_acked_is_said_to_be_acked() {
    in_browser("timeline-ack", async |browser| {
        let site = Site::open().await;
        let _healthy = PROVIDERS.read().await;
        let system: &'static System = site.system;
        let trader = Trader::with_all_contacts(system, "needless").await;
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader.user).await;
        // The trader sits at the page, so what is shown there is seen, which ends the ladder before SMS.
        browser.attend().await;
        trader.publish(trader.exchange.liquidation("n-1", "pos-1")).await;
        console.unread("1").await;
        console.open_inbox().await;
        console.open_details("n-1").await;
        let rows = browser
            .until(
                "it is acked, and the others have ended",
                "const rows = [...document.querySelectorAll('#timeline tbody tr')];
                 return rows.some(({ cells }) => cells[0].textContent === 'Ack' && cells[1].textContent !== '–') && rows.some(({ cells }) => cells[0].textContent.startsWith('SMS') && cells[4].textContent !== 'pending') && rows.length",
            )
            .await;
        assert!(rows.as_u64().unwrap() >= 7, "{rows}");
        let rows = browser.get(ROWS).await;
        let rows = rows.as_array().unwrap();
        let sms: Vec<_> = rows.iter().filter(|row| row[0].as_str().unwrap().starts_with("SMS")).collect();
        assert_eq!(sms, [&json!(["SMS", "not needed", "not_needed"])], "it was never tried: {rows:?}");
        for row in rows.iter().filter(|row| row[2] == "acked") {
            let hop = row[0].as_str().unwrap();
            assert!(hop.starts_with("In-app") || hop == "Ack", "{hop} acks nothing: {rows:?}");
        }
        let green = "const colour = (kind) => getComputedStyle(document.querySelector(`#timeline tr[data-kind=${kind}] td:last-child`)).color; return colour('not_needed') === colour('acked')";
        assert_eq!(browser.get(green).await, false);

        // On a telephone, all of it is readable.
        browser.is_a_telephone().await;
        browser.get("document.querySelector('#timeline').scrollIntoView()").await;
        let cut = browser
            .until(
                "it is laid out anew",
                "const page = document.querySelector('#page'), right = page.getBoundingClientRect().left + page.clientWidth;
                 const parts = [...document.querySelectorAll('#timeline td, #timeline th[scope=row], #timeline svg text')].filter((part) => part.textContent && part.checkVisibility());
                 const cut = parts.filter((part) => { const box = part.getBoundingClientRect(); return box.right > right + 0.5 || box.left < -0.5; });
                 const scrolls = [...document.querySelectorAll('#timeline .scroll, #timeline .timeline-chart')].filter((box) => box.scrollWidth > box.clientWidth + 1);
                 return parts.length > 20 && cut.length === 0 && scrolls.length === 0 && [cut.length]",
            )
            .await;
        assert_eq!(cut, json!([0]));
        browser.screenshot("timeline-phone").await;
        browser.is_clean().await;
    });
}

#[test]
fn what_would_reach_the_trader_follows_what_has_died() {
    in_browser("reach", async |browser| {
        let site = Site::open().await;
        let _healthy = PROVIDERS.read().await;
        let system: &'static System = site.system;
        let trader = Trader::unknown(system, "reach");
        let mut device = support::Device::connect(system, &trader.user).await;
        trader.register(&mut device, 1).await;
        device.close().await;
        Console::of_trader(browser, site, &unique("COIN-USDT"), &trader.user).await;
        let push = "return document.querySelector('#reach-body [data-channel=push] td')?.dataset.reachable";
        browser.until("push reaches the trader", &format!("{push} === 'true'")).await;
        system.fault(json!({"channel": "push", "kind": "unregistered", "to": trader.token(1)})).await;
        trader.publish(trader.exchange.fill("r-1")).await;
        browser.until("it does no more", &format!("{push} === 'false'")).await;
        let summary = "return document.querySelector('#reach-summary').textContent";
        assert!(!browser.get(summary).await.as_str().unwrap().contains("Push"));

        // A change by another device is shown when this page becomes visible again.
        let mut device = support::Device::connect(system, &trader.user).await;
        trader.register(&mut device, 2).await;
        device.close().await;
        browser.get("dispatchEvent(new Event('focus'))").await;
        browser.until("it does again", &format!("{push} === 'true'")).await;
        browser.is_clean().await;
    });
}
