//! Signing in, and the first notification.

use domain::UserId;
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{InboxItem, InboxState};
use ports::InboxLists as _;
use serde_json::json;
use support::{Exchange, eventually, run, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

/// The maximum size of the page without its chart library, compressed.
const MAX_BYTES: u64 = 150_000;

#[test]
fn a_demo_trader_signs_in_and_a_notification_comes_live() {
    in_browser("signin", async |browser| {
        let site = Site::open().await;
        let console = Console::of_demo(browser, site, "u-alice").await;
        let weighed = browser
            .get(
                "const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
                 const ours = all.filter(({ name }) => name.startsWith(location.origin));
                 const chart = ours.filter(({ name }) => name.includes('/vendor/'));
                 const sum = (entries) => entries.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
                 return { files: ours.length, chart: sum(chart), rest: sum(ours) - sum(chart),
                          foreign: all.filter(({ name }) => new URL(name).hostname !== location.hostname).map(({ name }) => name) };",
            )
            .await;
        let bytes = weighed["rest"].as_u64().unwrap();
        assert!((20_000..MAX_BYTES).contains(&bytes), "{weighed}");
        assert!(weighed["chart"].as_u64().unwrap() > 20_000, "the chart library is not counted: {weighed}");
        assert_eq!(weighed["foreign"], json!([]));

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
            .get("return { shift: seen.shift < 0.01, shifted: seen.shift < 0.01 ? [] : seen.shifted }")
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
    in_browser("policy", async |browser| {
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
