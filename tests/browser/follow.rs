//! The button by which a trader follows a market.

use serde_json::json;
use support::{Device, eventually, unique};

use crate::alerts::Market;
use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

const IS_FOLLOWED: &str = "return document.querySelector('#follow-market').ariaPressed";

#[test]
fn a_market_is_followed_and_muted_and_another_device_s_choice_is_shown() {
    in_browser("follow", async |browser| {
        let site = Site::open().await;
        let market = Market::fresh(site);
        let trader = unique("follower");
        let topic = format!("market:{}", market.symbol);
        let console = Console::of_trader(browser, site, &market.symbol, &trader).await;
        console.live().await;
        let mut device = Device::connect(site.system, &trader).await;
        browser
            .until("the button is shown", "return document.querySelector('#follow-market').checkVisibility()")
            .await;
        assert_eq!(browser.get(IS_FOLLOWED).await, "false");
        for (pressed, topics) in [("true", json!([topic])), ("false", json!([]))] {
            browser.click("return document.querySelector('#follow-market')").await;
            browser.until("the choice is shown", &format!("{IS_FOLLOWED} === '{pressed}'")).await;
            eventually("the server knows the choice", async || {
                let known = device.request(json!({"action": "listTopics"})).await;
                (known["topics"] == topics).then_some(())
            })
            .await;
        }
        device.request(json!({"action": "followTopic", "topic": topic})).await;
        browser.reload().await;
        browser.until("the other device's choice is shown", &format!("{IS_FOLLOWED} === 'true'")).await;
        browser.is_clean().await;
    });
}
