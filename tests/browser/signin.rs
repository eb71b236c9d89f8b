//! Signing in, and the first notification.

use domain::UserId;
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{InboxItem, InboxState};
use ports::InboxLists as _;
use serde_json::json;
use support::{Device, Exchange, eventually, run, unique};

use crate::browser::{Browser, in_browser, in_chromium};
use crate::console::Console;
use crate::site::Site;

#[test]
fn a_demo_trader_signs_in_and_a_notification_comes_live() {
    in_browser("signin", async |browser| {
        let site = Site::open().await;
        let console = Console::of_demo(browser, site, "u-alice").await;
        // The notices of the demo's devices come first, and the demo itself marks them as read.
        let alice = UserId::parse("u-alice").unwrap();
        eventually("the notices are read", async || {
            let page = site.system.store().list(&alice, &ListFilter::default(), None, 10).await.unwrap();
            let is_read = |item: &InboxItem| item.state == InboxState::Read;
            (page.items.len() >= 2 && page.items.iter().all(is_read)).then_some(())
        })
        .await;
        console
            .inbox_until("their toasts are gone", "return root?.querySelector('.toast:not(.past)') === null")
            .await;
        let exchange = Exchange::of(site.system, "u-alice");
        let (fill, alert) = (unique("signin-fill"), unique("signin-alert"));
        exchange.publish("p0", &[exchange.fill(&fill)]).await;
        exchange.publish("p1", &[exchange.price_alert(&alert, "To the moon")]).await;
        for id in [&fill, &alert] {
            console
                .inbox_until(
                    "both are shown as toasts",
                    &format!(
                        "return root.querySelector('.toast:not(.past)[data-id=\"{id}\"]')?.checkVisibility()"
                    ),
                )
                .await;
        }
        browser.screenshot("console-toasts").await;
        let toast = console
            .inbox(&format!("return root.querySelector('.toast[data-id=\"{alert}\"] .body').textContent"))
            .await;
        assert!(toast.as_str().unwrap().contains("To the moon"), "{toast}");
        console.unread("2").await;
        console.open_inbox().await;
        console.lists(&[alert, fill]).await;
        browser.screenshot("console-inbox").await;

        // The phone is registered and the chat linked by now, or soon: then the page has all of its content.
        browser
            .until(
                "the demo phone is set up",
                "return document.querySelector('#devices').textContent.includes('android')
                || document.querySelector('#devices').children.length > 0",
            )
            .await;
        let moved = browser
            .get("return { shift: seen.shift < 0.01 || seen.shift, shifted: seen.shift < 0.01 ? [] : seen.shifted }")
            .await;
        assert_eq!(moved, json!({"shift": true, "shifted": []}), "the page moves while it fills");
        browser.is_clean().await;
    });
}

#[test]
fn the_policy_is_strict() {
    run(async {
        let site = Site::open().await;
        let page = site.system.http.get(&site.system.stack.info().console_url).send().await.unwrap();
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.split(';').any(|directive| directive.trim() == part), "{part}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    });
}

#[test]
fn the_policy_is_enforced() {
    in_chromium("policy", "trusted types", async |browser| {
        let site = Site::open().await;
        let market = unique("COIN-USDT");
        Console::of_trader(browser, site, &market, &unique("policy")).await;
        browser.is_clean().await;
        // Actions that the page itself never takes are refused, so the absence
        // of violations proves something.
        browser
            .get(
                "const tried = (act) => { try { act(); return true; } catch { return false; } };
                 const script = document.createElement('script');
                 const image = new Image();
                 window.done = [
                     tried(() => { script.textContent = 'window.ran = true'; document.body.append(script); }),
                     tried(() => { document.body.innerHTML = '<p>'; }),
                     tried(() => { setTimeout('window.ran = true'); }),
                 ];
                 image.src = 'https://example.com/x.png';",
            )
            .await;
        browser.until("it was refused", "return seen.violations.length >= 4").await;
        let done = browser.get("return [window.ran ?? false, ...done]").await;
        assert_eq!(done, json!([false, false, false, false]));
    });
}

#[test]
fn the_deployed_page_asks_for_a_token_and_signs_out() {
    in_browser("token", async |browser| {
        let site = Site::open().await;
        let trader = unique("token");
        browser.goto(&site.console(&unique("COIN-USDT"))).await;
        browser.until("it asks for a token", "return document.querySelector('#sign-in').open").await;
        let panel =
            "return [...document.querySelectorAll('.local-only')].some((panel) => panel.checkVisibility())";
        assert_eq!(browser.get(panel).await, false, "the exchange's panel is for local stacks");
        browser.screenshot("sign-in").await;

        browser.keys("return document.querySelector('#token')", "nonsense\n").await;
        let problem = "return document.querySelector('#token-problem').textContent";
        browser.until("nonsense is refused", &format!("{problem}.length > 0")).await;
        let strange = site.system.token(&trader);
        let strange = format!("{}AAAA", &strange[..strange.len() - 4]);
        browser.get("document.querySelector('#token').value = ''").await;
        browser.keys("return document.querySelector('#token')", &format!("{strange}\n")).await;
        browser
            .until(
                "a token of nobody is refused",
                "return document.querySelector('#sign-in').open
                && document.querySelector('#token-problem').textContent.includes('did not accept')",
            )
            .await;
        browser
            .keys("return document.querySelector('#token')", &format!("{}\n", site.system.token(&trader)))
            .await;
        let console = Console { browser };
        console.live().await;
        let exchange = Exchange::of(site.system, &trader);
        exchange.publish_fill("t-1").await;
        console.unread("1").await;
        browser.click("return document.querySelector('#who button')").await;
        browser.until("it asks again", "return document.querySelector('#sign-in').open").await;
        console.unread("").await;
    });
}

#[test]
fn a_link_with_the_token_of_another_trader_asks_first() {
    in_browser("token-link", async |browser| {
        let site = Site::open().await;
        let (trader, other) = (unique("present"), unique("stranger"));
        let market = unique("COIN-USDT");
        let console = Console::of_trader(browser, site, &market, &trader).await;
        let name = "return document.querySelector('.who-name')?.textContent";
        let asked =
            "return document.querySelector('#confirm').open && document.querySelector('#confirm').innerText";
        let link = format!("{}#token={}", site.console(&market), site.system.token(&other));

        // In the open page, and as a link from another page.
        for elsewhere in [false, true] {
            if elsewhere {
                browser.goto("about:blank").await;
            }
            browser.goto(&link).await;
            let question = browser.until("it is asked", asked).await;
            let question = question.as_str().unwrap();
            assert!(question.contains(&trader) && question.contains(&other), "both are named: {question}");
            assert_eq!(browser.get("return location.hash").await, "", "the token is gone from the address");
            browser.screenshot("token-link").await;
            browser.click("return document.querySelector('#confirm-no')").await;
            console.live().await;
            assert_eq!(browser.get(name).await, json!(trader));
        }
        Exchange::of(site.system, &trader).publish_fill("t-1").await;
        console.unread("1").await;

        // A new token of the same trader is accepted; a text that is no token is not.
        let fresh = site.system.token(&trader);
        browser.get(&format!("location.hash = 'token={fresh}'")).await;
        browser.until("the address is clean", "return location.hash === ''").await;
        browser.get("location.hash = 'token=nonsense'").await;
        browser
            .until("it is said", "return document.querySelector('#problems').textContent.includes('ignored')")
            .await;
        assert_eq!(
            browser.get("return [document.querySelector('#confirm').open, location.hash]").await,
            json!([false, ""])
        );

        browser.goto(&link).await;
        browser.until("it is asked", asked).await;
        browser.click("return document.querySelector('#confirm-yes')").await;
        browser.until("the other is signed in", &format!("{name} === '{other}'")).await;
        console.live().await;
        console.unread("").await;
        browser.is_clean().await;
    });
}

#[test]
fn a_link_to_the_local_console_asks_too() {
    in_browser("token-local", async |browser| {
        let site = Site::open().await;
        let console = Console::of_demo(browser, site, "u-carol").await;
        let other = unique("guest");
        let asked =
            "return document.querySelector('#confirm').open && document.querySelector('#confirm').innerText";
        browser.get(&format!("location.hash = 'token={}'", site.system.token(&other))).await;
        let question = browser.until("it is asked", asked).await;
        assert!(
            question.as_str().unwrap().contains("u-carol") && question.as_str().unwrap().contains(&other),
            "{question}"
        );
        browser.click("return document.querySelector('#confirm-no')").await;
        let signed_in = "return document.querySelector('#trader').value";
        assert_eq!(browser.get(signed_in).await, "u-carol");
        browser.get(&format!("location.hash = 'token={}'", site.system.token(&other))).await;
        browser.until("it is asked again", asked).await;
        browser.click("return document.querySelector('#confirm-yes')").await;
        browser.until("the guest is signed in", &format!("{signed_in} === '{other}'")).await;
        console.live().await;
        Exchange::of(site.system, &other).publish_fill("g-1").await;
        console.unread("1").await;
        browser.is_clean().await;
    });
}

/// A script that lists what the page still has of a trader who has signed out.
const LEFT: &str = "const root = document.querySelector('trader-inbox')?.shadowRoot;
    if (!root || location.href === 'about:blank') return ['another page'];
    const find = (selector) => document.querySelector(selector);
    const left = {
        'no question for a token': !find('#sign-in').open,
        'the name': find('#who').textContent !== '',
        'a socket': !seen.sockets.every(({ readyState }) => readyState === WebSocket.CLOSED),
        'a notification': root.querySelector('.entry, .toast') !== null || !root.querySelector('.badge').hidden,
        'the title': document.title !== 'Trader console',
        'an alert': find('#alert-list li') !== null,
        'details': find('#timeline').checkVisibility() || find('#timeline code') !== null,
        'preferences': !find('#preferences-fields').disabled || find('[data-field=timeZone]').value !== '',
        'the zone': document.body.innerText.includes('Asia/Tokyo'),
        'the token': sessionStorage.getItem('console.token') !== null,
    };
    return Object.keys(left).filter((name) => left[name]);";

/// Waits until the page has nothing of a trader any more.
async fn is_signed_out(browser: &Browser, what: &str) {
    eventually(what, async || {
        let left = browser.get(LEFT).await;
        (left == json!([])).then_some(())
    })
    .await;
}

#[test]
fn the_session_lasts_as_long_as_its_tab() {
    in_browser("session", async |browser| {
        let site = Site::open().await;
        let (trader, market) = (unique("session"), unique("COIN-USDT"));
        let console = Console::of_trader(browser, site, &market, &trader).await;
        let name = format!("return document.querySelector('.who-name')?.textContent === '{trader}'");
        browser.get("window.before = true; location.reload()").await;
        browser.until("it is loaded again", "return window.before === undefined").await;
        browser.until("the trader is still signed in", &name).await;
        console.live().await;
        // Nothing is where another tab, another origin or the server would read it.
        let kept = browser
            .get("return [JSON.stringify({ ...localStorage }), document.cookie, JSON.stringify(window.navigation?.entries().map(({ url }) => url) ?? [])]")
            .await;
        let secret = site.system.token(&trader);
        let signature = secret.rsplit('.').next().unwrap();
        for place in kept.as_array().unwrap() {
            let place = place.as_str().unwrap();
            assert!(!place.contains(signature) && !place.contains("token="), "{place}");
        }
        assert_eq!(kept[1], "");
        browser.open_tab().await;
        browser.goto(&site.console(&market)).await;
        browser
            .until("another tab asks for a token", "return document.querySelector('#sign-in')?.open")
            .await;
        browser.is_clean().await;
    });
}

#[test]
fn a_sign_out_ends_the_session_everywhere() {
    in_browser("sign-out", async |browser| {
        let site = Site::open().await;
        let (trader, other, market) = (unique("leaver"), unique("stayer"), unique("COIN-USDT"));
        let mut device = Device::connect(site.system, &trader).await;
        let current = device.request(json!({"action": "getPreferences"})).await;
        let mut preferences = current["preferences"].clone();
        preferences["timeZone"] = json!("Asia/Tokyo");
        let put =
            json!({"action": "putPreferences", "preferences": preferences, "version": current["version"]});
        device.request(put).await;
        let alert = json!({"symbol": market, "condition": "above", "targetPrice": "123.45"});
        device.request(json!({"action": "createAlert", "alert": alert})).await;
        device.close().await;
        let exchange = Exchange::of(site.system, &trader);
        exchange.publish_fill("s-1").await;

        // One tab that shows another page meanwhile, one of another trader, one more of the same trader.
        let away = browser.window().await;
        Console::of_trader(browser, site, &market, &trader).await;
        browser.goto("about:blank").await;
        let stays = browser.open_tab().await;
        Console::of_trader(browser, site, &market, &other).await;
        let second = browser.open_tab().await;
        let console = Console::of_trader(browser, site, &market, &trader).await;
        console.unread("1").await;
        let first = browser.open_tab().await;
        let console = Console::of_trader(browser, site, &market, &trader).await;
        // The page is in the history of its tab, twice.
        browser.goto("about:blank").await;
        browser.goto(&site.console(&market)).await;
        console.live().await;
        console.unread("1").await;
        browser
            .until("the alert is listed", "return document.querySelector('#alert-list li') !== null")
            .await;
        browser
            .until("the zone is the trader's", "return document.body.innerText.includes('Asia/Tokyo')")
            .await;
        console.open_inbox().await;
        console.open_details("s-1").await;
        browser.click("return document.querySelector('#who button')").await;
        is_signed_out(browser, "nothing of the trader is left").await;
        browser.screenshot("signed-out").await;
        for page in ["about:blank", "index.html"] {
            browser.back().await;
            let is_there = format!("return location.href.endsWith('{page}')");
            browser.until("the history is followed", &is_there).await;
        }
        is_signed_out(browser, "the history shows nothing").await;

        browser.switch(&second).await;
        is_signed_out(browser, "the other tab of the trader has ended, too").await;
        let said = "return document.querySelector('#token-problem').textContent.includes('another tab')";
        browser.until("it says why", said).await;

        browser.switch(&away).await;
        browser.back().await;
        is_signed_out(browser, "a tab that was away has ended, too").await;

        browser.switch(&stays).await;
        console.live().await;
        browser.get("location.reload()").await;
        let name = format!("return document.querySelector('.who-name')?.textContent === '{other}'");
        browser.until("another trader stays", &name).await;
        console.live().await;
        // The same tab can be used again.
        browser.switch(&first).await;
        browser.get(&format!("location.hash = 'token={}'", site.system.token(&trader))).await;
        console.live().await;
        console.unread("1").await;
        browser.is_clean().await;
    });
}
