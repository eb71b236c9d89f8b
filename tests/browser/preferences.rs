//! What the trader wants to hear of.

use serde_json::{Value, json};
use support::{Device, System, Trader, unique};

use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// Puts values into fields as somebody types them.
async fn fill(browser: &Browser, fields: &[(&str, &str)]) {
    for (path, value) in fields {
        browser
            .call(
                "const field = document.querySelector(`[data-field='${arguments[0]}']`);
                 field.value = arguments[1];
                 field.dispatchEvent(new Event('input', { bubbles: true }));
                 field.dispatchEvent(new Event('change', { bubbles: true }));",
                vec![json!(path), json!(value)],
            )
            .await;
    }
}

async fn save(browser: &Browser) {
    browser.click("return document.querySelector('#preferences-save')").await;
}

/// Waits until the status says this.
async fn says(browser: &Browser, text: &str) {
    let script =
        format!("return document.querySelector('#preferences-status').textContent.includes('{text}')");
    browser.until(text, &script).await;
}

/// The save is refused, and this field says so.
async fn refused_at(browser: &Browser, field: &str, place: &str) {
    says(browser, "Not saved").await;
    let shown = browser
        .call(
            "const field = document.querySelector(`[data-field='${arguments[0]}']`);
             const place = document.querySelector(`[data-problem='${arguments[1]}']`);
             return { invalid: field.ariaInvalid, focus: document.activeElement === field,
                      said: field.getAttribute('aria-describedby') === place.id && place.textContent.length > 0 };",
            vec![json!(field), json!(place)],
        )
        .await;
    assert_eq!(shown, json!({"invalid": "true", "focus": true, "said": true}), "{field}");
}

async fn stored(system: &System, trader: &str) -> Value {
    let mut device = Device::connect(system, trader).await;
    let reply = device.request(json!({"action": "getPreferences"})).await;
    device.close().await;
    reply
}

#[test]
fn they_are_saved_or_refused_at_their_field() {
    in_browser("preferences", async |browser| {
        let site = Site::open().await;
        let system: &'static System = site.system;
        let trader = Trader::unknown(system, "preferences");
        Console::of_trader(browser, site, &unique("COIN-USDT"), &trader.user).await;
        browser
            .until("they are loaded", "return !document.querySelector('#preferences-fields').disabled")
            .await;
        browser.get("document.querySelector('#preferences').scrollIntoView()").await;

        fill(browser, &[("timeZone", "Mars/Olympus")]).await;
        save(browser).await;
        refused_at(browser, "timeZone", "timeZone").await;
        browser.screenshot("preferences-refused").await;

        browser.click("return document.querySelector('#preferences-discard')").await;
        browser
            .get("const box = document.querySelector(`[data-field='quietHours.enabled']`); if (!box.checked) box.click();")
            .await;
        fill(
            browser,
            &[("timeZone", "Europe/Berlin"), ("quietHours.from", "22:00"), ("quietHours.to", "22:00")],
        )
        .await;
        save(browser).await;
        says(browser, "Not saved").await;
        let place = "return document.querySelector(`[data-problem='quietHours']`).textContent";
        assert!(!browser.get(place).await.as_str().unwrap().is_empty(), "nothing is said at the quiet hours");
        assert_eq!(stored(system, &trader.user).await["version"], 0, "what was refused is not stored");

        fill(browser, &[("quietHours.to", "06:30")]).await;
        browser.click("return document.querySelector(`[data-field='deposit.enabled']`)").await;
        save(browser).await;
        says(browser, "Saved as version 1").await;
        let reply = stored(system, &trader.user).await;
        let preferences = &reply["preferences"];
        assert_eq!(preferences["quietHours"], json!({"enabled": true, "from": "22:00", "to": "06:30"}));
        assert_eq!(
            (&preferences["timeZone"], &preferences["deposit"]["enabled"]),
            (&json!("Europe/Berlin"), &json!(false))
        );
        browser.screenshot("preferences-saved").await;

        // Another device is faster.
        trader.prefer(json!({"timeZone": "Asia/Tokyo"})).await;
        fill(browser, &[("quietHours.from", "23:15")]).await;
        save(browser).await;
        browser
            .until("the conflict is shown", "return !document.querySelector('#preferences-conflict').hidden")
            .await;
        let rows = browser
            .get("return [...document.querySelectorAll('#preferences-conflict tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))")
            .await;
        let rows = rows.as_array().unwrap();
        assert!(rows.contains(&json!(["Time zone", "Asia/Tokyo", "Europe/Berlin"])), "{rows:?}");
        assert!(rows.contains(&json!(["Quiet hours, from", "22:00", "23:15"])), "{rows:?}");
        browser.screenshot("preferences-conflict").await;
        browser.click("return document.querySelector('#preferences-conflict .primary')").await;
        says(browser, "Saved as version 3").await;
        let reply = stored(system, &trader.user).await;
        assert_eq!(
            (&reply["version"], &reply["preferences"]["timeZone"]),
            (&json!(3), &json!("Europe/Berlin"))
        );
        assert_eq!(reply["preferences"]["quietHours"]["from"], "23:15");
        browser.is_clean().await;
    });
}
