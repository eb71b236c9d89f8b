//! The exchange's panel of a local stack: a burst, a crash, a failing provider, and the telephone.

use std::time::Duration;

use serde_json::json;
use support::{Exchange, unique};
use tokio::sync::RwLock;

use crate::alerts::open_form;
use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// A lock around provider faults, which affect all tests: a test that needs a working provider
/// takes it for reading.
pub(crate) static PROVIDERS: RwLock<()> = RwLock::const_new(());

async fn a_provider_fails(browser: &Browser, console: &Console<'_>) {
    // A provider fails, and recovers.
    browser.get("document.querySelector('#faults').open = true").await;
    browser.until("the faults are loaded", "return document.querySelector('#fault-kind').length > 0").await;
    browser
        .get(
            "document.querySelector('#fault-channel').value = 'push';
             document.querySelector('#fault-kind').value = '500';
             document.querySelector('#fault-seconds').value = '60';",
        )
        .await;
    browser.click("return document.querySelector('#fault-submit')").await;
    let faults = "document.querySelector('#fault-list').textContent";
    browser
        .until("the fault is listed", &format!("return {faults}.includes('FCM (push) answers 500')"))
        .await;
    browser.click("return document.querySelector('#quick [data-event=deposit_credited]')").await;
    console.unread("2").await;
    let pushed = |text: &str| {
        format!(
            "return [...document.querySelectorAll('#timeline tbody tr')].some(({{ cells }}) => cells[0].textContent.startsWith('Push') && cells[4].textContent.includes('{text}'))"
        )
    };
    browser.until("the timeline shows the failure", &pushed("error")).await;
    browser.screenshot("console-fault").await;
    browser.click("return document.querySelector('#fault-clear')").await;
    browser.until("no fault is left", &format!("return {faults}.includes('All providers answer')")).await;
    // That one is already on the page, so its push is not retried for long; the next one is pushed again.
    browser.click("return document.querySelector('#quick [data-event=deposit_credited]')").await;
    console.unread("3").await;
    // It is on the page of a trader who uses it, so the phone takes it away again.
    let is_accepted = "return [...document.querySelectorAll('#timeline tbody tr')].some(({ cells, textContent }) => cells[0].textContent.startsWith('Push') && /accepted/i.test(textContent))";
    browser.until("it is pushed", is_accepted).await;
}

async fn a_price_falls(browser: &Browser, console: &Console<'_>) {
    // A crash of the price, below a level.
    console.go_to("app").await;
    open_form(browser).await;
    browser
        .get(
            "document.querySelector('#new-price').value = '60000';
             document.querySelector('#new-condition').value = 'below';",
        )
        .await;
    browser.click("return document.querySelector('#new-submit')").await;
    browser
        .until(
            "the level is armed",
            "return document.querySelector('#alert-list [data-state=armed]') !== null",
        )
        .await;
    console.go_to("simulator").await;
    browser.click("return document.querySelector('#crash')").await;
    browser
        .until(
            "the level has fired",
            "return document.querySelector('#alert-list [data-state=fired]') !== null",
        )
        .await;
    browser
        .until(
            "the price has fallen",
            "return Number(document.querySelector('#price').textContent.replaceAll(',', '')) < 60000",
        )
        .await;
    console.unread("4").await;
    // Three toasts may be visible already, and it replaces none of them: the inbox lists it in any case.
    console.open_inbox().await;
    let listed = "return root.querySelector('.entry')?.textContent.includes('60,000')";
    console.inbox_until("the alert is listed", listed).await;
    browser.screenshot("console-crash").await;
    console.inbox("inbox.hide()").await;
}

#[test]
fn the_exchange_can_be_played() {
    in_browser("panel", async |browser| {
        let site = Site::open().await;
        let _alone = PROVIDERS.write().await;
        let console = Console::of_demo(browser, site, "u-bob").await;
        console.phone_is_registered().await;
        console.go_to("simulator").await;

        // A fill, and its message on the phone.
        browser.click("return document.querySelector('#quick [data-event=order_filled]')").await;
        console.unread("1").await;
        browser
            .until(
                "the phone shows a push",
                "return document.querySelector('#push-messages .push strong')?.textContent",
            )
            .await;

        a_provider_fails(browser, &console).await;

        // The same event is shown only once.
        browser.click("return document.querySelector('#repeat')").await;
        browser
            .until(
                "it was sent",
                "return document.querySelector('#exchange-status').textContent.includes('once more')",
            )
            .await;

        a_price_falls(browser, &console).await;

        // A dropped connection, and a burst.
        browser.click("return document.querySelector('#drop')").await;
        browser
            .until(
                "it was closed",
                "return document.querySelector('#exchange-status').textContent.includes('closed 1')",
            )
            .await;
        console.live().await;
        browser.click("return document.querySelector('#burst')").await;
        browser
            .until(
                "it was sent",
                "return document.querySelector('#exchange-status').textContent.startsWith('Sent')",
            )
            .await;
        console.unread("100+").await;
        browser
            .until_within(
                Duration::from_mins(3),
                "the phone shows of it what is its business",
                "return document.querySelectorAll('#push-messages .push').length >= 5",
            )
            .await;
        browser.get("document.querySelector('#phones').scrollIntoView()").await;
        browser.screenshot("console-burst").await;
        browser.is_clean().await;
    });
}

#[test]
fn a_liquidation_is_on_every_device() {
    in_browser("devices", async |browser| {
        let site = Site::open().await;
        let _healthy = PROVIDERS.read().await;
        let console = Console::of_demo(browser, site, "u-carol").await;
        console.phone_is_registered().await;
        console.chat_is_linked().await;
        let exchange = Exchange::of(site.system, "u-carol");
        let id = unique("liquidation");
        exchange.publish("p0", &[exchange.liquidation(&id, "pos-1")]).await;
        console.go_to("simulator").await;
        browser.get("document.querySelector('#phones').scrollIntoView()").await;
        for place in ["#push-messages .push", "#telegram-messages .bubble strong", "#mail-messages .mail-row"]
        {
            browser.until(place, &format!("return document.querySelector('{place}') !== null")).await;
        }
        browser.click("return document.querySelector('#mail-messages .mail-row')").await;
        browser
            .until(
                "the mail is open",
                "return document.querySelector('#mail-messages iframe')?.checkVisibility()",
            )
            .await;
        browser.screenshot("console-devices").await;
        browser.is_clean().await;
        assert_eq!(
            browser.get("return document.querySelector('#mail-messages iframe').sandbox.length").await,
            json!(0)
        );
    });
}

#[test]
fn an_event_that_is_rejected_is_said_to_be() {
    in_browser("rejected", async |browser| {
        let site = Site::open().await;
        let console = Console::of_demo(browser, site, "u-carol").await;
        console.go_to("simulator").await;
        browser.get("document.querySelector('#event-form-box').open = true").await;
        browser
            .until(
                "the form is drawn",
                "return document.querySelector('#event-fields [name=quantity]') !== null",
            )
            .await;
        browser
            .get("document.querySelector('#event-fields [name=quantity]').value = 'abc'; document.querySelector('#event-form').requestSubmit()")
            .await;
        let status = browser
            .until("it is said", "const { textContent } = document.querySelector('#exchange-status'); return textContent.startsWith('Rejected') && textContent")
            .await;
        assert!(
            status.as_str().unwrap().contains("bad_field")
                && status.as_str().unwrap().contains("data.quantity"),
            "{status}"
        );
        browser.get("document.querySelector('#sent-box').open = true").await;
        browser.screenshot("console-rejected").await;
        browser.click("return document.querySelector('#sent button')").await;
        browser
            .until(
                "the timeline says so, too",
                "return document.querySelector('#timeline-body').textContent.includes('bad_field')",
            )
            .await;
        // The queue is unchanged: the rejected message is still there for other readers.
        let rejected = site.system.depth(site.system.queue("Rejected")).await;
        assert!(rejected >= 1, "{rejected}");
        browser.is_clean().await;
    });
}
