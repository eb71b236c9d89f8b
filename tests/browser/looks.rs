//! Light and dark themes, and right-to-left layout.

use serde_json::{Value, json};
use support::{Exchange, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

/// Returns whether the page and the inbox have dark backgrounds and light texts, or the reverse.
async fn is_dark(console: &Console<'_>) -> Value {
    console
        .inbox(
            "const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
             const light = (colour) => {
                 canvas.clearRect(0, 0, 1, 1);
                 canvas.fillStyle = colour;
                 canvas.fillRect(0, 0, 1, 1);
                 const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
                 return (2 * red + 5 * green + blue) / 8;
             };
             const of = (element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color].map(light);
             const all = [document.documentElement, document.querySelector('.panel'), root.querySelector('.panel')].map(of);
             const dark = all.filter(([ground, text]) => ground < 80 && text > 150).length;
             const bright = all.filter(([ground, text]) => ground > 180 && text < 100).length;
             return dark === all.length ? true : bright === all.length ? false : all;",
        )
        .await
}

#[test]
fn it_is_dark_where_the_system_is_or_the_trader_wants_it() {
    in_browser("dark", async |browser| {
        let site = Site::open().await;
        let trader = unique("dark");
        browser.prefers("light").await;
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        let exchange = Exchange::of(site.system, &trader);
        exchange.publish("p0", &[exchange.margin_call("d-0", "pos-1"), exchange.fill("d-1")]).await;
        exchange.publish("p1", &[exchange.price_alert("d-2", "Take profit")]).await;
        console.unread("3").await;
        console.open_inbox().await;
        assert_eq!(is_dark(&console).await, false);
        browser.screenshot("look-light").await;
        browser.prefers("dark").await;
        assert_eq!(is_dark(&console).await, true);
        browser.screenshot("look-dark").await;
        // From the system's scheme to light, and to dark.
        for (theme, dark) in [("light", false), ("dark", true), ("auto", true)] {
            browser.click("return document.querySelector('#theme')").await;
            assert_eq!(browser.get("return document.documentElement.dataset.theme").await, theme);
            assert_eq!(is_dark(&console).await, dark, "{theme}");
        }
        browser.click("return document.querySelector('#theme')").await;
        browser.goto("about:blank").await;
        let again = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        assert_eq!(is_dark(&again).await, false, "the choice is kept");
        browser.is_clean().await;
    });
}

/// Returns the layout: whether nothing is outside the window, and whether the first element is on the side
/// where reading begins.
async fn layout(console: &Console<'_>) -> Value {
    console
        .inbox(
            "const box = (element) => element.getBoundingClientRect();
             const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
             const panel = box(root.querySelector('.panel'));
             const inside = panel.left >= 0 && panel.right <= innerWidth;
             const entry = root.querySelector('.entry'), mark = box(entry.querySelector('.mark'));
             return { wide, inside, brand: box(document.querySelector('.brand')).left < box(document.querySelector('.bell') ?? inbox).left,
                      mark: mark.left > box(entry.querySelector('.line')).left,
                      market: box(document.querySelector('#market')).left < box(document.querySelector('#reach')).left };",
        )
        .await
}

#[test]
fn it_is_laid_out_from_either_side() {
    in_browser("direction", async |browser| {
        let site = Site::open().await;
        let trader = unique("direction");
        let exchange = Exchange::of(site.system, &trader);
        exchange.publish("p0", &[exchange.margin_call("d-0", "pos-1"), exchange.fill("d-1")]).await;
        for (language, from_left) in [("en", true), ("ar", false)] {
            browser.goto("about:blank").await;
            browser.speaks(language).await;
            let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
            console.unread("2").await;
            console.open_inbox().await;
            let entries = "return root.querySelectorAll('.entry').length === 2";
            console.inbox_until("both are listed", entries).await;
            let wanted = json!({"wide": false, "inside": true, "brand": from_left, "mark": from_left, "market": from_left});
            assert_eq!(layout(&console).await, wanted, "{language}");
            browser.screenshot(if from_left { "look-ltr" } else { "look-rtl" }).await;
        }
        // The screen of a telephone.
        browser.is_a_telephone().await;
        let console = Console { browser };
        console
            .inbox_until(
                "the inbox fits",
                "return root.querySelector('.panel').getBoundingClientRect().right <= innerWidth",
            )
            .await;
        browser.screenshot("look-phone-inbox").await;
        console.inbox("inbox.hide()").await;
        let wide = browser
            .get("return document.documentElement.scrollWidth > document.documentElement.clientWidth")
            .await;
        browser.screenshot("look-phone").await;
        assert_eq!(wide, false, "it has to be scrolled sideways");
        browser.is_clean().await;
    });
}
