//! The accessibility checks of axe-core.

use std::sync::OnceLock;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use support::{Exchange, unique};

use crate::alerts::open_form;
use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

const AXE: &str = include_str!("vendor/axe-core/axe.min.js");

/// Asserts that the current page has no serious or critical violation.
pub(crate) async fn audit(browser: &Browser, what: &str) {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    // The page's policy does not apply to scripts of the driver.
    let script = SCRIPT.get_or_init(|| {
        format!(
            "if (!window.axe) {{ {AXE} }}
             return axe.run(document, {{ resultTypes: ['violations', 'passes'] }}).then(({{ violations, passes }}) => ({{
                 passes: passes.length,
                 bad: violations.filter(({{ impact }}) => impact === 'serious' || impact === 'critical').map(({{ id, help, nodes }}) =>
                     [id, help, ...nodes.slice(0, 5).map(({{ target, failureSummary }}) => `${{target}}: ${{failureSummary}}`)]),
             }}));"
        )
    });
    // A colour in a transition has no contrast of its own.
    // The document does not count what moves inside a component.
    let moves = "const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
        return roots.flatMap((root) => root.getAnimations()).every(({ playState, effect }) =>
            playState !== 'running' || effect.getComputedTiming().iterations === Infinity)";
    browser.until("nothing moves", moves).await;
    let found = browser.get(script).await;
    assert!(found["passes"].as_u64().unwrap() >= 15, "axe has looked at little: {found}");
    let bad: &Vec<Value> = found["bad"].as_array().unwrap();
    assert!(bad.is_empty(), "{what}: {}", serde_json::to_string_pretty(bad).unwrap());
}

#[test]
fn the_page_has_no_serious_violation() {
    in_browser("axe", async |browser| {
        let site = Site::open().await;
        let console = Console::of_demo(browser, site, "u-carol").await;
        let exchange = Exchange::of(site.system, "u-carol");
        let call = unique("axe-call");
        exchange
            .publish("p0", &[exchange.margin_call(&call, "axe-pos"), exchange.fill(&unique("axe-fill"))])
            .await;
        exchange.publish("p1", &[exchange.price_alert(&unique("axe-alert"), "Take profit")]).await;
        console
            .inbox_until(
                "there is a toast",
                &format!("return root.querySelector('.toast[data-id=\"{call}\"]') !== null"),
            )
            .await;
        console.open_inbox().await;
        console.open_details(&call).await;
        browser
            .until("the details are drawn", "return document.querySelector('#timeline table') !== null")
            .await;
        for scheme in ["light", "dark"] {
            browser.prefers(scheme).await;
            audit(browser, &format!("the app, {scheme}")).await;
            console.inbox("inbox.show()").await;
            audit(browser, &format!("with the inbox open, {scheme}")).await;
            console.inbox("inbox.hide()").await;
            open_form(browser).await;
            audit(browser, &format!("with the alert's form, {scheme}")).await;
            browser.click("return document.querySelector('#new-cancel')").await;
            browser.click("return document.querySelector(`[aria-label='Preview: Margin calls']`)").await;
            browser.until("the preview is open", "return document.querySelector('#preview')?.open").await;
            audit(browser, &format!("with a preview, {scheme}")).await;
            browser.get("document.querySelector('#preview').close()").await;
        }
        console.go_to("simulator").await;
        for details in ["#event-form-box", "#faults", "#sent-box"] {
            browser.get(&format!("document.querySelector('{details}').open = true")).await;
        }
        for scheme in ["light", "dark"] {
            browser.prefers(scheme).await;
            audit(browser, &format!("the simulator, {scheme}")).await;
        }
    });
}

#[test]
fn the_sign_in_has_no_serious_violation() {
    in_browser("axe-sign-in", async |browser| {
        let site = Site::open().await;
        browser.goto(&site.console(&unique("COIN-USDT"))).await;
        browser.until("it asks for a token", "return document.querySelector('#sign-in').open").await;
        for scheme in ["light", "dark"] {
            browser.prefers(scheme).await;
            audit(browser, &format!("the sign-in, {scheme}")).await;
            browser.screenshot(&format!("sign-in-{scheme}")).await;
        }
    });
}

#[test]
fn axe_is_what_its_readme_says() {
    let hash: Vec<String> = Sha256::digest(AXE).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash.concat();
    assert!(include_str!("vendor/axe-core/README.md").contains(&format!("{hash}  axe.min.js")), "{hash}");
}
