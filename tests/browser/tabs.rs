//! Two tabs of one trader.

use serde_json::json;
use support::{Exchange, eventually, unique};

use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

async fn connect(browser: &Browser, site: &Site, trader: &str) {
    browser.goto(&site.lab()).await;
    browser
        .call(
            "lab.connect({ ticketUrl: arguments[0], token: arguments[1], user: arguments[2] });
             window.acked = [];
             lab.client.addEventListener('acked', ({ detail }) => acked.push(...detail.ids));",
            vec![json!(site.ticket_url()), json!(site.system.token(trader)), json!(trader)],
        )
        .await;
    browser.until("it is connected", "return lab.states.includes('synced')").await;
}

#[test]
fn an_ack_of_one_tab_is_known_in_the_other() {
    in_browser("tabs-ack", async |browser| {
        let site = Site::open().await;
        let trader = unique("tabs");
        let first = browser.window().await;
        connect(browser, site, &trader).await;
        // The page in this tab never processes a notification, so no ack is its own.
        browser.get("lab.take = () => new Promise(() => {})").await;
        let second = browser.open_tab().await;
        connect(browser, site, &trader).await;

        let exchange = Exchange::of(site.system, &trader);
        exchange.publish_fill("a-1").await;
        for tab in [&first, &second] {
            browser.switch(tab).await;
            browser.until("it is shown in both", "return lab.shown.join() === 'a-1'").await;
            browser.until("the ack is known in both", "return acked.includes('a-1')").await;
        }
        // An open tab that is not used has only received it.
        browser.attend().await;
        eventually("the server knows that it was seen", async || {
            let item = site.system.notification(&trader, "a-1").await?;
            item.acked_at.map(|_| ())
        })
        .await;
    });
}

#[test]
fn what_is_read_in_one_tab_is_read_in_the_other() {
    in_browser("tabs-read", async |browser| {
        let site = Site::open().await;
        let (trader, market) = (unique("tabs"), unique("COIN-USDT"));
        let first = browser.window().await;
        let console = Console::of_trader(browser, site, &market, &trader).await;
        let second = browser.open_tab().await;
        Console::of_trader(browser, site, &market, &trader).await;
        let exchange = Exchange::of(site.system, &trader);
        exchange.publish_fill("r-1").await;
        exchange.publish_fill("r-2").await;
        for tab in [&first, &second] {
            browser.switch(tab).await;
            console.unread("2").await;
        }
        console.open_inbox().await;
        console.inbox_click("return root.querySelector('[data-id=\"r-1\"] .mark')").await;
        console.unread("1").await;
        browser.switch(&first).await;
        console.unread("1").await;
        let toasts = "return root.querySelectorAll('.toast:not(.past)[data-id=\"r-1\"]').length === 0";
        console.inbox_until("its toast is gone there, too", toasts).await;
        console.open_inbox().await;
        console.inbox_click("return root.querySelector('.all')").await;
        console.unread("").await;
        browser.switch(&second).await;
        console.unread("").await;
        let marks = "return root.querySelectorAll('.entry.unread').length === 0 && root.querySelectorAll('.entry').length === 2";
        console.inbox_until("the open list shows it", marks).await;
        browser.is_clean().await;
    });
}
