//! The page of an ack link, opened from an e-mail.

use serde_json::{Value, json};
use support::{System, Trader, eventually};

use crate::browser::{Browser, in_browser};

const SHOWN: &str = "return [...document.querySelectorAll('h1, p, button')]
    .filter((part) => part.checkVisibility()).map((part) => part.textContent)";

/// Returns the delivery from which the notification was acked.
async fn acked_by(trader: &Trader<'_>, id: &str) -> Value {
    trader.details(id).await["ackedBy"].clone()
}

async fn opened(browser: &Browser, link: &str) -> Value {
    // An address that differs only in its fragment is not loaded again.
    browser.goto("about:blank").await;
    browser.goto(link).await;
    browser.get(SHOWN).await
}

#[test]
fn the_link_of_an_email_acks_when_its_button_is_pressed() {
    in_browser("acks", async |browser| {
        let system = System::shared().await;
        let trader = Trader::with_profile(system, "mailed").await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        let email = eventually("an e-mail", async || trader.emails().await.pop()).await;
        let link = email.ack_link();

        let ask = ["Have you seen this notification?", "Mark as seen"];
        let shown = opened(browser, &link).await;
        assert_eq!((&shown[0], &shown[2]), (&json!(ask[0]), &json!(ask[1])), "{shown}");
        assert_eq!(acked_by(&trader, "liq-1").await, Value::Null, "opening the page acks nothing");

        browser.click("return document.querySelector('button')").await;
        let seen = browser
            .until(
                "it is acked",
                "return document.querySelector('#seen-email')?.checkVisibility() && document.title",
            )
            .await;
        assert_eq!(seen, "Marked as seen");
        let shown = browser.get("return document.querySelector('#seen-email').textContent").await;
        let time = shown.as_str().unwrap().strip_prefix("Seen by e-mail at ").unwrap();
        assert_eq!((time.len(), time.find(':')), (5, Some(2)), "{shown}");
        assert_eq!(acked_by(&trader, "liq-1").await, json!({"channel": "email"}));
        browser.is_clean().await;

        // A handle that does not exist, and an address that was cut.
        let base = link.split_once('#').unwrap().0;
        assert_eq!(opened(browser, base).await[0], "This link is no longer valid");
        opened(browser, &format!("{base}#{}", "A".repeat(22))).await;
        browser.click("return document.querySelector('button')").await;
        browser.until("it is refused", "return document.querySelector('#ended').checkVisibility()").await;
    });
}
