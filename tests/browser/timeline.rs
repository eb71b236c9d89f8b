//! The way of a notification, hop by hop.

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
        console.inbox_click("return root.querySelector('[data-id=\"t-1\"] .open')").await;
        browser
            .until(
                "its timeline is shown",
                "return document.querySelector('#timeline code')?.textContent === 't-1'",
            )
            .await;
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
        // As many bars as hops that have happened.
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
