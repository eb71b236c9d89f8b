//! Alerts by a percentage of the price, at very low and very high prices, and the list of all markets.

use serde_json::json;
use support::{Device, unique};

use crate::alerts::{Market, armed, open_form};
use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// Presses the button with this text in the open form; returns the price that the field has then.
async fn quick(browser: &Browser, text: &str) -> String {
    let button = format!(
        "return [...document.querySelectorAll('#new-percents button')].find(({{ textContent }}) => textContent === '{text}')"
    );
    browser.click(&button).await;
    browser.get("return document.querySelector('#new-price').value").await.as_str().unwrap().to_owned()
}

#[test]
fn a_price_of_eight_decimals_and_one_of_six_digits_have_levels_around_them() {
    in_browser("quick", async |browser| {
        let site = Site::open().await;
        let trader = unique("quick");
        browser.speaks("en-US,en").await;
        for (price, shown, levels, least) in [
            (
                "0.00000123",
                "0.00000123",
                [("+1%", "0.00000124"), ("−2%", "0.00000121"), ("+5%", "0.00000129"), ("−5%", "0.00000117")],
                "0.00000117",
            ),
            (
                "100000.00",
                "100,000.00",
                [("+1%", "101000.00"), ("−2%", "98000.00"), ("+5%", "105000.00"), ("−5%", "95000.00")],
                "95000.00",
            ),
        ] {
            let market = Market::fresh(site);
            browser.goto("about:blank").await;
            Console::of_trader(browser, site, &market.symbol, &trader).await;
            market.pay(price).await;
            let paid = format!("return document.querySelector('#price').textContent === '{shown}'");
            browser.until("there is a price", &paid).await;
            open_form(browser).await;
            for (button, level) in levels {
                assert_eq!(quick(browser, button).await, level, "{button} of {price}");
            }
            browser.screenshot("quick-form").await;
            browser.click("return document.querySelector('#new-submit')").await;
            let listed = "return document.querySelector('#alert-list [data-state=armed] input')?.value";
            let value = browser.until("it is listed", listed).await;
            assert_eq!(value, least);
            assert!(armed(site, &trader).await.contains(&("below".to_owned(), least.to_owned())));

            // The same level again is asked about before it is saved.
            open_form(browser).await;
            quick(browser, "−5%").await;
            browser.click("return document.querySelector('#new-submit')").await;
            let question = "return document.querySelector('#confirm').open && document.querySelector('#confirm').textContent";
            let question = browser.until("it is asked", question).await;
            assert!(question.as_str().unwrap().contains("already"), "{question}");
            browser.click("return document.querySelector('#confirm-no')").await;
            browser.click("return document.querySelector('#new-cancel')").await;
        }
        assert_eq!(armed(site, &trader).await.len(), 2);
        browser.is_clean().await;
    });
}

#[test]
fn all_markets_are_listed_and_a_deletion_there_can_be_undone() {
    in_browser("overview", async |browser| {
        let site = Site::open().await;
        let trader = unique("overview");
        let market = Market::fresh(site);
        let mut device = Device::connect(site.system, &trader).await;
        for (symbol, price) in [("ETH-USDT", "4000"), ("BTC-USDT", "90000"), ("BTC-USDT", "100000.00")] {
            let alert = json!({"symbol": symbol, "condition": "above", "targetPrice": price, "note": "mine"});
            let reply = device.request(json!({"action": "createAlert", "alert": alert})).await;
            assert_eq!(reply["type"], "reply", "{reply}");
        }
        device.close().await;
        browser.speaks("en-US,en").await;
        Console::of_trader(browser, site, &market.symbol, &trader).await;
        browser.click("return document.querySelector('#all-alerts')").await;
        let rows = "return [...document.querySelectorAll('#overview li')].map((row) => [row.querySelector('.link')?.textContent, row.querySelector('.number')?.textContent])";
        browser
            .until("they are listed", "return document.querySelectorAll('#overview li').length === 3")
            .await;
        let wanted = json!([["BTC-USDT", "▲ 100,000.00"], ["BTC-USDT", "▲ 90,000"], ["ETH-USDT", "▲ 4,000"]]);
        assert_eq!(browser.get(rows).await, wanted);
        browser.screenshot("overview").await;

        browser.click("return document.querySelector('#overview li .icon')").await;
        support::eventually("it is deleted", async || (armed(site, &trader).await.len() == 2).then_some(()))
            .await;
        let undo = "return [...document.querySelectorAll('#overview button')].find(({ textContent }) => textContent === 'Undo')";
        browser.until("it can be undone", &format!("{undo} !== undefined")).await;
        browser.click(undo).await;
        support::eventually("it is back", async || {
            armed(site, &trader).await.contains(&("above".to_owned(), "100000.00".to_owned())).then_some(())
        })
        .await;
        browser
            .until(
                "it is listed again",
                "return document.querySelectorAll('#overview li .badge').length === 3",
            )
            .await;
        assert_eq!(browser.get(rows).await, wanted);
        browser.click("return document.querySelector('#overview-close')").await;
        browser.is_clean().await;
    });
}
