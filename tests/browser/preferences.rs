//! The trader's preferences in the console.

use domain::text::preview::{Piece, pieces};
use domain::{Channel, EventType, Language};
use serde_json::{Value, json};
use support::{Device, System, Trader, unique};

use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// Sets the values of fields as a trader types them.
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

/// Waits until the status contains this text.
async fn says(browser: &Browser, text: &str) {
    let script =
        format!("return document.querySelector('#preferences-status').textContent.includes('{text}')");
    browser.until(text, &script).await;
}

/// Waits until the save is refused, and checks that this field shows the error.
async fn refused_at(browser: &Browser, field: &str, place: &str) {
    let refused = "return document.querySelector('#preferences-status').dataset.kind === 'problem'";
    browser.until("it is refused", refused).await;
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

        browser.is_clean().await;
    });
}

/// Opens the console and waits until the preferences are loaded.
async fn open<'b>(browser: &'b Browser, site: &Site, trader: &str) -> Console<'b> {
    let console = Console::of_trader(browser, site, &unique("COIN-USDT"), trader).await;
    browser.until("they are loaded", "return !document.querySelector('#preferences-fields').disabled").await;
    console
}

#[test]
fn changes_of_two_tabs_are_put_together() {
    in_browser("preferences-merge", async |browser| {
        let site = Site::open().await;
        let system: &'static System = site.system;
        let trader = Trader::unknown(system, "merge");
        open(browser, site, &trader.user).await;

        // Another device changes another section: no question is asked, and no change is lost.
        trader.prefer(json!({"timeZone": "Asia/Tokyo"})).await;
        fill(browser, &[("quietHours.from", "23:15")]).await;
        save(browser).await;
        says(browser, "Saved as version 2").await;
        says(browser, "Time zone").await;
        let reply = stored(system, &trader.user).await;
        assert_eq!(reply["preferences"]["timeZone"], "Asia/Tokyo");
        assert_eq!(reply["preferences"]["quietHours"]["from"], "23:15");
        let shown = "return document.querySelector(`[data-field='timeZone']`).value";
        assert_eq!(browser.get(shown).await, "Asia/Tokyo", "the form shows what is stored");

        // Both change one section: the trader decides about that section only.
        let mut deposit = reply["preferences"]["deposit"].clone();
        deposit["enabled"] = json!(false);
        trader.prefer(json!({"timeZone": "Europe/Paris", "deposit": deposit})).await;
        fill(browser, &[("timeZone", "Europe/Berlin"), ("quietHours.to", "06:45")]).await;
        save(browser).await;
        browser
            .until("the conflict is shown", "return !document.querySelector('#preferences-conflict').hidden")
            .await;
        let rows = browser
            .get("return [...document.querySelectorAll('#preferences-conflict tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))")
            .await;
        assert_eq!(rows, json!([["Time zone", "Europe/Paris", "Europe/Berlin"]]));
        browser.screenshot("preferences-conflict").await;
        browser.click("return document.querySelector('#preferences-conflict .primary')").await;
        says(browser, "Saved as version 4").await;
        let reply = stored(system, &trader.user).await;
        let preferences = &reply["preferences"];
        assert_eq!(preferences["timeZone"], "Europe/Berlin");
        assert_eq!(preferences["quietHours"]["to"], "06:45");
        assert_eq!(preferences["deposit"]["enabled"], false, "the other tab's section is not reverted");
        browser.is_clean().await;
    });
}

#[test]
fn unsaved_changes_are_asked_about() {
    in_browser("preferences-unsaved", async |browser| {
        let site = Site::open().await;
        let (trader, other) = (unique("unsaved"), unique("unsaved"));
        open(browser, site, &trader).await;
        let leaves = "const leaving = new Event('beforeunload', { cancelable: true }); dispatchEvent(leaving); return !leaving.defaultPrevented";
        assert_eq!(browser.get(leaves).await, true);
        fill(browser, &[("quietHours.from", "21:30")]).await;
        assert_eq!(browser.get(leaves).await, false, "the browser asks before the tab is closed");

        // The trader changes by a link to another trader's console, and by signing out.
        let signed_in = "return document.querySelector('.who-name')?.textContent";
        let token = site.system.token(&other);
        browser.get(&format!("location.hash = 'token={token}'")).await;
        browser.until("it is asked who", "return document.querySelector('#confirm').open").await;
        browser.click("return document.querySelector('#confirm-yes')").await;
        browser
            .until("it is asked about the changes", "return document.querySelector('#confirm').open && document.querySelector('#confirm').innerText.includes('not saved')")
            .await;
        browser.screenshot("preferences-unsaved").await;
        browser.click("return document.querySelector('#confirm-no')").await;
        assert_eq!(browser.get(signed_in).await, json!(trader));
        assert_eq!(
            browser.get("return document.querySelector(`[data-field='quietHours.from']`).value").await,
            "21:30"
        );
        browser.click("return document.querySelector('#who button')").await;
        browser.until("it is asked again", "return document.querySelector('#confirm').open").await;
        browser.click("return document.querySelector('#confirm-yes')").await;
        browser.until("it asks for a token", "return document.querySelector('#sign-in').open").await;
        browser.is_clean().await;
    });
}

#[test]
fn a_mandatory_section_without_a_channel_is_asked_about() {
    in_browser("preferences-alone", async |browser| {
        let site = Site::open().await;
        let system: &'static System = site.system;
        let trader = unique("alone");
        open(browser, site, &trader).await;
        browser
            .get("for (const name of ['push', 'telegram', 'email', 'sms']) document.querySelector(`[data-field='liquidation.channels.${name}']`).click()")
            .await;
        save(browser).await;
        let asked =
            "return document.querySelector('#confirm').open && document.querySelector('#confirm').innerText";
        let question = browser.until("it is asked", asked).await;
        assert!(question.as_str().unwrap().contains("Liquidations: only in the app"), "{question}");
        browser.screenshot("preferences-alone").await;
        browser.click("return document.querySelector('#confirm-no')").await;
        assert_eq!(stored(system, &trader).await["version"], 0);
        // Frames are recorded, to see the requests to the server.
        browser
            .get("window.sent = []; const send = WebSocket.prototype.send; WebSocket.prototype.send = function (text) { sent.push(JSON.parse(text)); return send.call(this, text); }")
            .await;
        save(browser).await;
        browser.until("it is asked again", asked).await;
        browser.click("return document.querySelector('#confirm-yes')").await;
        says(browser, "Saved as version 1").await;
        let confirmed = "return sent.find(({ action }) => action === 'putPreferences').confirmInAppOnly";
        assert_eq!(browser.get(confirmed).await, true);
        // Another change does not repeat the question, and does not confirm anything else.
        browser.click("return document.querySelector(`[data-field='referral.enabled']`)").await;
        save(browser).await;
        says(browser, "Saved as version 2").await;
        let later =
            "return 'confirmInAppOnly' in sent.filter(({ action }) => action === 'putPreferences').at(-1)";
        assert_eq!(browser.get(later).await, false);
        browser.is_clean().await;
    });
}

#[test]
fn numbers_are_read_in_the_language_of_the_trader() {
    in_browser("preferences-numbers", async |browser| {
        let site = Site::open().await;
        let system: &'static System = site.system;
        let trader = unique("ratio");
        browser.speaks("de").await;
        open(browser, site, &trader).await;
        let threshold = "liquidationWarning.thresholdPercent";
        for (typed, refused) in [("112.5", true), ("99", true), ("", true), ("162,5", false)] {
            fill(browser, &[(threshold, typed)]).await;
            save(browser).await;
            if refused {
                refused_at(browser, threshold, "liquidationWarning").await;
            } else {
                says(browser, "Gespeichert als Version 1").await;
            }
        }
        let stored = stored(system, &trader).await;
        assert_eq!(stored["preferences"]["liquidationWarning"]["thresholdPercent"], json!(162.5));
        browser.is_clean().await;
    });
}

#[test]
fn weakening_what_is_critical_is_asked_about() {
    in_browser("preferences-weaker", async |browser| {
        let site = Site::open().await;
        let system: &'static System = site.system;
        let trader = unique("weaker");
        open(browser, site, &trader).await;
        let asked =
            "return document.querySelector('#confirm').open && document.querySelector('#confirm').innerText";
        let click = async |field: &str| {
            browser.click(&format!("return document.querySelector(`[data-field='{field}']`)")).await;
        };
        click("liquidationWarning.enabled").await;
        click("orderFilled.channels.push").await;
        fill(browser, &[("liquidationWarning.thresholdPercent", "120")]).await;
        save(browser).await;
        let question = browser.until("it is asked", asked).await;
        let question = question.as_str().unwrap();
        for meaning in ["Margin calls: off", "Filled orders: no longer by Push", "A security notice"] {
            assert!(question.contains(meaning), "{meaning}: {question}");
        }
        browser.screenshot("preferences-weaker").await;
        browser.click("return document.querySelector('#confirm-no')").await;
        says(browser, "Not saved").await;
        assert_eq!(stored(system, &trader).await["version"], 0);

        click("liquidationWarning.enabled").await;
        save(browser).await;
        let question = browser.until("it is asked again", asked).await;
        let question = question.as_str().unwrap();
        assert!(question.contains("120 instead of 150"), "{question}");
        browser.click("return document.querySelector('#confirm-yes')").await;
        says(browser, "Saved as version 1").await;
        let reply = stored(system, &trader).await;
        assert_eq!(reply["preferences"]["liquidationWarning"]["thresholdPercent"], json!(120));
        assert!(
            !reply["preferences"]["orderFilled"]["channels"].as_array().unwrap().contains(&json!("push"))
        );

        // What makes it stronger again is saved without a question.
        click("orderFilled.channels.push").await;
        save(browser).await;
        says(browser, "Saved as version 2").await;
        browser.is_clean().await;
    });
}

#[test]
fn a_section_shows_what_it_would_send_in_the_language_of_the_trader() {
    in_browser("preferences-preview", async |browser| {
        let site = Site::open().await;
        open(browser, site, &unique("preview")).await;
        fill(browser, &[("language", "de")]).await;
        let open_preview =
            "return document.querySelector(`#preferences-table [aria-label='Preview: Deposits']`)";
        browser.click(open_preview).await;
        browser.until("it is open", "return document.querySelector('#preview')?.open").await;
        let shown = browser
            .get(
                "const type = document.querySelector('#preview [data-type=deposit_credited]');
                 return [...type.querySelectorAll('[data-channel]')].map((row) => [row.dataset.channel, row.dataset.chosen,
                     row.querySelector('dd strong').textContent, row.querySelector('dd p').textContent]);",
            )
            .await;
        // The texts of the code that sends them. A deposit has no SMS.
        let wanted: Vec<_> = pieces(EventType::parse("deposit_credited").unwrap(), Language::De)
            .into_iter()
            .filter(|piece| piece.channel != Channel::Sms)
            .map(|Piece { channel, title, body }| {
                let is_chosen = [Channel::Websocket, Channel::Push].contains(&channel);
                json!([channel.name(), is_chosen.to_string(), title, body])
            })
            .collect();
        assert_eq!(shown, json!(wanted));
        browser.screenshot("preferences-preview").await;
        browser.press('\u{e00c}', false).await;
        browser.until("it is closed", "return !document.querySelector('#preview').open").await;
        browser.is_clean().await;
    });
}

#[test]
fn the_sections_are_folded_on_a_telephone_until_one_is_refused() {
    in_browser("preferences-phone", async |browser| {
        let site = Site::open().await;
        browser.is_a_telephone().await;
        open(browser, site, &unique("phone")).await;
        let threshold = "document.querySelector(`[data-field='liquidationWarning.thresholdPercent']`)";
        let groups = "return [...document.querySelectorAll('.group-toggle')].map((toggle) => [toggle.firstChild.textContent, toggle.ariaExpanded])";
        assert_eq!(
            browser.get(groups).await,
            json!([["Trades", "false"], ["Funds", "false"], ["Alerts", "false"], ["News", "false"]])
        );
        assert_eq!(browser.get(&format!("return {threshold}.checkVisibility()")).await, false);
        browser.get("document.querySelector('#preferences').scrollIntoView()").await;
        browser.screenshot("preferences-folded").await;
        fill(browser, &[("liquidationWarning.thresholdPercent", "9")]).await;
        save(browser).await;
        refused_at(browser, "liquidationWarning.thresholdPercent", "liquidationWarning").await;
        assert_eq!(browser.get(&format!("return {threshold}.checkVisibility()")).await, true);
        browser.click("return document.querySelector('[data-group=trades] .group-toggle')").await;
        assert_eq!(browser.get(&format!("return {threshold}.checkVisibility()")).await, false);
        browser.is_clean().await;
    });
}
