//! A device with a wrong clock, and a browser in another time zone than its trader.

use serde_json::json;
use support::{System, Trader, unique};

use crate::alerts::{Market, open_form};
use crate::browser::{in_browser, in_chromium};
use crate::console::Console;
use crate::site::Site;

#[test]
fn a_clock_that_is_off_by_minutes_changes_nothing() {
    for (name, millis) in [("clock-fast", 125_000), ("clock-slow", -125_000)] {
        in_browser(name, async |browser| {
            let site = Site::open().await;
            let trader = unique("clock");
            let market = Market::open(site).await;
            browser.clock_is_off_by(millis).await;
            let console = Console::of_trader(browser, site, &market.symbol, &trader).await;
            market.pay("100.00").await;
            crate::alerts::add(browser, "100.40").await;
            market.is_live(browser, "100.10").await;
            market.pay("100.50").await;
            browser
                .until("the level has fired", "return document.querySelector('#alert-list [data-state=fired]') !== null && document.querySelector('.level') === null")
                .await;
            console.unread("1").await;
            // The prices really stop, and the page shows it.
            browser
                .until(
                    "prices have stopped",
                    "return document.querySelector('#feed').textContent.startsWith('Prices stopped')",
                )
                .await;
            market.is_live(browser, "100.20").await;
            browser.is_clean().await;
        });
    }
}

#[test]
fn one_zone_is_shown_everywhere_and_named() {
    in_chromium("zone", "another zone of the system", async |browser| {
        let site = Site::open().await;
        let system: &'static System = site.system;
        let trader = Trader::unknown(system, "zone");
        trader.prefer(json!({"timeZone": "Asia/Tokyo"})).await;
        let market = Market::open(site).await;
        // The chart is a canvas: its texts are recorded as they are drawn.
        let watch = "const draw = CanvasRenderingContext2D.prototype.fillText;
             window.drawn = [];
             CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { drawn.push(String(text)); return draw.call(this, text, ...rest); };";
        browser.on_every_page(watch).await;
        browser.devtools("Emulation.setTimezoneOverride", json!({"timezoneId": "America/Los_Angeles"})).await;
        let console = Console::of_trader(browser, site, &market.symbol, &trader.user).await;
        browser
            .until(
                "the zone is named",
                "return document.querySelector('#chart-zone').textContent.includes('Asia/Tokyo')",
            )
            .await;
        browser.get("drawn.length = 0").await;
        market.pay("100.00").await;
        let labels = browser
            .until("the axis is drawn", "const labels = drawn.filter((text) => /^\\d\\d:\\d\\d(:\\d\\d)?$/.test(text)); return labels.length > 0 && labels")
            .await;
        let hour = |zone: &str| {
            format!(
                "return new Intl.DateTimeFormat('en-GB', {{ timeZone: '{zone}', hour: '2-digit', hourCycle: 'h23' }}).format(Date.now() - 30_000)"
            )
        };
        let (tokyo, now) =
            (browser.get(&hour("Asia/Tokyo")).await, browser.get(&hour("America/Los_Angeles")).await);
        assert_ne!(tokyo, now);
        for label in labels.as_array().unwrap() {
            let label = label.as_str().unwrap();
            assert!(!label.starts_with(now.as_str().unwrap()), "{label} is the browser's zone: {labels}");
        }

        // A typed time is in that zone, too.
        open_form(browser).await;
        assert_eq!(
            browser.get("return document.querySelector('#new-expires-zone').textContent").await,
            "Asia/Tokyo"
        );
        browser
            .get(
                "document.querySelector('#new-price').value = '101.00';
                 document.querySelector('#new-expires').value = '2031-01-05T09:30';",
            )
            .await;
        browser.click("return document.querySelector('#new-submit')").await;
        let said = browser
            .until("it is listed", "return document.querySelector('#alert-list .alert-detail')?.textContent")
            .await;
        assert!(
            said.as_str().unwrap().contains("5 Jan") && said.as_str().unwrap().contains("09:30"),
            "{said}"
        );
        let ends =
            console.inbox("return inbox.client.listAlerts().then(({ alerts }) => alerts[0].expiresAt)").await;
        assert_eq!(ends, "2031-01-05T00:30:00.000Z");
        browser.screenshot("zone").await;
        browser.is_clean().await;
    });
}
