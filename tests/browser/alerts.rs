//! Alert levels on the chart.

use std::time::Duration;

use domain::event::data::{Positive, Symbol};
use local::ticks::{Tick, TickStream};
use serde_json::{Value, json};
use support::{Device, now, unique};

use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// A market with a minute of history between 99 and 101.
pub(crate) struct Market {
    pub(crate) symbol: String,
    stream: TickStream,
}

impl Market {
    pub(crate) async fn open(site: &Site) -> Self {
        let market = Self::fresh(site);
        let start = now().minus(Duration::from_secs(61));
        let ticks: Vec<_> = (0..60)
            .map(|n| {
                let cents = if n % 20 < 10 { 9_900 + n % 20 * 20 } else { 10_300 - n % 20 * 20 };
                market
                    .tick(&format!("{}.{:02}", cents / 100, cents % 100), start.plus(Duration::from_secs(n)))
            })
            .collect();
        market.stream.put(&ticks).await.unwrap();
        market
    }

    /// A market without a history.
    pub(crate) fn fresh(site: &Site) -> Self {
        Self { symbol: unique("COIN-USDT"), stream: TickStream::of(site.system.stack.info()).unwrap() }
    }

    fn tick(&self, price: &str, at: domain::Time) -> Tick {
        Tick { symbol: Symbol::parse(&self.symbol).unwrap(), price: Positive::parse(price).unwrap(), at }
    }

    /// Puts a tick of now with this price on the stream.
    pub(crate) async fn pay(&self, price: &str) {
        self.stream.put(&[self.tick(price, now())]).await.unwrap();
    }

    /// Puts ticks with this price until the page says that prices are live. One tick might not do: a
    /// price counts as live for seconds only, and a busy machine may need them for its way to the page.
    pub(crate) async fn is_live(&self, browser: &Browser, price: &str) {
        support::eventually("prices are live", async || {
            self.pay(price).await;
            let shown = browser.get("return document.querySelector('#feed').textContent").await;
            (shown == "Prices live").then_some(())
        })
        .await;
    }
}

/// Returns the levels of the trader's armed alerts, as the server has them.
pub(crate) async fn armed(site: &Site, trader: &str) -> Vec<(String, String)> {
    let mut device = Device::connect(site.system, trader).await;
    let reply = device.request(json!({"action": "listAlerts"})).await;
    device.close().await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let alerts = reply["alerts"].as_array().unwrap().iter().filter(|alert| alert["state"] == "armed");
    alerts.map(|alert| (text(&alert["condition"]), text(&alert["targetPrice"]))).collect()
}

/// Opens the form of a new alert, which is loaded when it is first opened.
pub(crate) async fn open_form(browser: &Browser) {
    browser.click("return document.querySelector('#add-alert')").await;
    browser.until("the form is open", "return document.querySelector('#new-alert')?.open").await;
}

/// Adds a level with the form.
pub(crate) async fn add(browser: &Browser, price: &str) {
    open_form(browser).await;
    browser.call("document.querySelector('#new-price').value = arguments[0]", vec![json!(price)]).await;
    browser.click("return document.querySelector('#new-submit')").await;
    browser
        .until("the level is on the chart", "return !document.querySelector('#new-alert').open && document.querySelector('.level[data-state=armed]:not([data-busy]) .level-grip')?.checkVisibility()")
        .await;
}

/// Opens the console on the market, whose last price is 100.00, and adds a level.
async fn with_level<'b>(
    browser: &'b Browser,
    site: &Site,
    market: &Market,
    trader: &str,
    price: &str,
) -> Console<'b> {
    let console = Console::of_trader(browser, site, &market.symbol, trader).await;
    market.pay("100.00").await;
    let paid = "return document.querySelector('#price').textContent === '100.00'";
    browser.until("there is a price", paid).await;
    add(browser, price).await;
    console
}

/// Waits until the level was saved at another price; returns that price.
async fn moved(browser: &Browser, site: &Site, trader: &str, from: &str) -> String {
    let script =
        "const grip = document.querySelector('.level:not([data-busy]):not([data-moving]) .level-grip');
                  return grip !== null && grip.ariaValueNow";
    let price =
        browser.until("the level is saved", &format!("{script} !== '{from}' && grip.ariaValueNow")).await;
    let price = price.as_str().unwrap().to_owned();
    let alerts = support::eventually("the server has it there, and nowhere else", async || {
        let alerts = armed(site, trader).await;
        (alerts.len() == 1 && alerts[0].1 == price).then_some(alerts)
    })
    .await;
    assert_eq!(alerts[0].0, "above");
    price
}

/// Lets the price reach the level, and checks that the trader is notified once.
async fn crossed(console: &Console<'_>, market: &Market, before: &str) {
    let browser = console.browser;
    let fired = "return document.querySelectorAll('#alert-list [data-state=fired]').length";
    let count = browser.get(fired).await.as_u64().unwrap();
    // At the price from which the level was moved, no alert is left.
    market.pay(before).await;
    browser
        .until(
            "the price is shown",
            &format!("return document.querySelector('#price').textContent === '{before}'"),
        )
        .await;
    market.pay("150.00").await;
    browser.until("the level has fired", &format!("{fired} > {count}")).await;
    let script = "return [...root.querySelectorAll('.toast:not(.past)')].filter((toast) => toast.textContent.includes('150')).length";
    console.inbox_until("a toast says so", &format!("{script} === 1")).await;
    market.pay("100.00").await;
    browser
        .until("the price is back", "return document.querySelector('#price').textContent === '100.00'")
        .await;
}

#[test]
fn a_level_is_dragged_to_another_price_and_fires_there() {
    in_browser("drag", async |browser| {
        let site = Site::open().await;
        let trader = unique("drag");
        let market = Market::open(site).await;
        let console = with_level(browser, site, &market, &trader, "100.40").await;
        assert_eq!(armed(site, &trader).await, [("above".to_owned(), "100.40".to_owned())]);

        let grip = browser
            .get(
                "const box = document.querySelector('.level-grip').getBoundingClientRect();
                 return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];",
            )
            .await;
        let (x, y) = (grip[0].as_i64().unwrap(), grip[1].as_i64().unwrap());
        browser.drag((x, y), (x, y - 40)).await;
        let to = moved(browser, site, &trader, "100.40").await;
        assert!(cents(&to) > cents("100.40"), "upwards is dearer: {to}");
        browser.screenshot("console-level").await;
        crossed(&console, &market, "100.40").await;
        console.unread("1").await;
        browser.screenshot("console-fired").await;
        browser.is_clean().await;
    });
}

#[test]
fn a_level_is_moved_by_keyboard_and_fires_there() {
    in_browser("keys", async |browser| {
        let site = Site::open().await;
        let trader = unique("keys");
        let market = Market::open(site).await;
        let console = with_level(browser, site, &market, &trader, "100.40").await;
        // Three times arrow up, then Enter.
        browser
            .keys("return document.querySelector('.level-grip')", "\u{e013}\u{e013}\u{e013}\u{e007}")
            .await;
        let to = moved(browser, site, &trader, "100.40").await;
        assert!(cents(&to) > cents("100.40"), "upwards is dearer: {to}");
        crossed(&console, &market, "100.40").await;
        console.unread("1").await;

        // The same works in the list, which can do more.
        browser
            .click(
                "return document.querySelector('#alert-list [data-state=fired] button:not([hidden]).small')",
            )
            .await;
        browser
            .until(
                "it is armed again",
                "return document.querySelector('#alert-list [data-state=armed]') !== null",
            )
            .await;
        browser.keys("return document.querySelector('.level-grip')", "\u{e017}").await;
        support::eventually("it is deleted", async || armed(site, &trader).await.is_empty().then_some(()))
            .await;
        browser.is_clean().await;
    });
}

fn cents(price: &str) -> u64 {
    let (whole, cents) = price.split_once('.').unwrap();
    whole.parse::<u64>().unwrap() * 100 + cents.parse::<u64>().unwrap()
}
