//! The two places of the local console, and the line for a first visit.

use serde_json::json;
use support::{Exchange, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

/// Returns the ids of the panels of both places that are visible.
const VISIBLE: &str = "return ['market', 'reach', 'preferences', 'exchange', 'phones', 'timeline'].filter((id) => document.getElementById(id).checkVisibility())";

#[test]
fn the_app_and_the_simulator_are_two_places() {
    in_browser("places", async |browser| {
        let site = Site::open().await;
        let console = Console::of_demo(browser, site, "u-carol").await;
        console.is_at("app").await;
        assert_eq!(browser.get(VISIBLE).await, json!(["market", "reach", "preferences"]));
        console.go_to("simulator").await;
        assert_eq!(browser.get(VISIBLE).await, json!(["exchange", "phones", "timeline"]));
        assert_eq!(browser.get("return location.hash").await, "#simulator");

        // What belongs to both is in both, and an effect of the levers is seen without leaving the place.
        let exchange = Exchange::of(site.system, "u-carol");
        let fill = unique("place-fill");
        exchange.publish("p0", &[exchange.fill(&fill)]).await;
        console
            .inbox_until(
                "there is a toast",
                &format!(
                    "return root.querySelector('.toast:not(.past)[data-id=\"{fill}\"]')?.checkVisibility()"
                ),
            )
            .await;

        // By the history, by a link into a place, by keyboard, and after a reload.
        browser.back().await;
        console.is_at("app").await;
        browser.get("history.forward()").await;
        console.is_at("simulator").await;
        browser.get("location.hash = '#preferences'").await;
        console.is_at("app").await;
        browser
            .until(
                "it has scrolled to the preferences",
                "return document.querySelector('#preferences').getBoundingClientRect().top < innerHeight / 3",
            )
            .await;
        browser.get("document.querySelector('#places [data-to=simulator]').focus()").await;
        browser.press('\u{e007}', false).await;
        console.is_at("simulator").await;
        browser.get("document.querySelector('.skip').click()").await;
        assert_eq!(
            browser.get("return [document.activeElement.id, location.hash]").await,
            json!(["main", "#simulator"]),
            "the skip link leaves the place"
        );
        browser.get("location.reload()").await;
        console.live().await;
        console.is_at("simulator").await;
        browser.is_clean().await;
    });
}

#[test]
fn delivery_details_open_in_the_app_and_close_again() {
    in_browser("details", async |browser| {
        let site = Site::open().await;
        let trader = unique("details");
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        // There is nothing to play with: a link to the simulator shows the app.
        browser.get("location.hash = '#simulator'").await;
        let places = "return [document.querySelector('#places').checkVisibility(), document.documentElement.dataset.place]";
        browser.until("the address is followed", "return location.hash === '#simulator'").await;
        assert_eq!(browser.get(places).await, json!([false, "app"]));

        Exchange::of(site.system, &trader).publish_fill("d-1").await;
        console.unread("1").await;
        assert_eq!(browser.get(VISIBLE).await, json!(["market", "reach", "preferences"]));
        console.open_inbox().await;
        console.open_details("d-1").await;
        let open = json!(["market", "reach", "preferences", "timeline"]);
        assert_eq!(browser.get(VISIBLE).await, open);
        browser.until("the focus is on it", "return document.activeElement.id === 'timeline-title'").await;
        browser.screenshot("details").await;
        browser.press('\u{e00c}', false).await;
        browser
            .until("Escape closes it", "return !document.querySelector('#timeline').checkVisibility()")
            .await;
        assert_ne!(browser.get("return document.activeElement.localName").await, "body");
        console.open_inbox().await;
        console.open_details("d-1").await;
        browser.click("return document.querySelector('#timeline-close')").await;
        browser
            .until("its button closes it", "return !document.querySelector('#timeline').checkVisibility()")
            .await;
        browser.is_clean().await;
    });
}

#[test]
fn a_first_visitor_is_told_what_to_try_once() {
    in_browser("welcome", async |browser| {
        let site = Site::open().await;
        let (market, trader) = (unique("COIN-USDT"), unique("welcome"));
        let line = "const line = document.querySelector('#welcome'); return line.checkVisibility() && line.innerText";
        Console::of_trader(browser, site, &market, &trader).await;
        let text = browser.until("the line is shown", line).await;
        let text = text.as_str().unwrap();
        assert!(text.contains("alert") && !text.contains("simulator"), "{text}");

        let console = Console::of_demo(browser, site, "u-carol").await;
        let text = browser.until("the line is shown", line).await;
        assert!(text.as_str().unwrap().contains("simulator"), "{text}");
        browser.click("return document.querySelector('#welcome a')").await;
        console.is_at("simulator").await;
        let there = browser.until("the line is shown there too", line).await;
        assert_ne!(there, text, "each place has its own");
        browser.click("return document.querySelector('#welcome-close')").await;
        assert_eq!(browser.get(line).await, false);
        browser.get("location.reload()").await;
        console.live().await;
        assert_eq!(browser.get(line).await, false, "it is shown again");
        browser.is_clean().await;
    });
}
