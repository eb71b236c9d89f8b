//! Notifications of the desktop, and sound: neither is asked for nor used before the trader switches it on.

use serde_json::json;

use crate::browser::{Browser, in_browser};
use crate::limits::{scripted, synced};

/// A browser that asks for permission, and plays sounds, as far as a test can see.
const PRETEND: &str = "
    window.did = { asked: 0, posted: [], sounds: 0, answer: 'granted' };
    window.Notification = class extends EventTarget {
        static permission = 'default';
        static async requestPermission() { did.asked += 1; return (Notification.permission = did.answer); }
        constructor(title, { tag }) { super(); did.posted.push(tag); did.last = this; }
        close() {}
    };
    window.AudioContext = class extends AudioContext {
        constructor() { super(); did.sounds += 1; }
    };
    script.replies.listNotifications = { notifications: [] }";

/// The button of a means.
fn button(text: &str) -> String {
    format!(
        "return [...lab.inbox.shadowRoot.querySelectorAll('.means')].find(({{ textContent }}) => textContent === '{text}')"
    )
}

async fn push(browser: &Browser, id: &str) {
    browser
        .call(
            "script.push({ type: 'notification', id: arguments[0], event: 'price_alert', priority: 1, severity: 'info', timestamp: '2026-11-28T08:00:00.000Z', data: {}, title: 't', body: 'b', silent: false })",
            vec![json!(id)],
        )
        .await;
    browser.until("it has come", &format!("return lab.shown.includes('{id}')")).await;
}

async fn open(browser: &Browser) {
    scripted(browser, PRETEND).await;
    synced(browser).await;
}

#[test]
fn a_hidden_page_posts_on_the_desktop_once_the_trader_wants_it() {
    in_browser("attention-desktop", async |browser| {
        open(browser).await;
        let hide = "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
                    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })";
        browser.get(hide).await;
        push(browser, "n-1").await;
        browser.get("delete document.hidden; delete document.visibilityState; lab.inbox.show()").await;
        let desktop = button("Desktop notifications");
        browser.until("it can be switched on", &format!("{desktop} !== undefined")).await;
        assert_eq!(browser.get("return [did.asked, did.posted, did.sounds]").await, json!([0, [], 0]));

        // The browser's refusal is told, and nothing is switched on.
        browser.get("did.answer = 'denied'").await;
        browser.click(&desktop).await;
        let said = "return lab.inbox.shadowRoot.querySelector('.blocked').textContent.includes('blocks')";
        browser.until("it is told", said).await;
        let pressed = format!("{desktop}.ariaPressed");
        assert_eq!(browser.get(&pressed).await, "false");

        browser.get("did.answer = 'granted'").await;
        browser.click(&desktop).await;
        browser.until("it is on", &format!("{pressed} === 'true'")).await;
        assert_eq!(browser.get("return did.asked").await, 2);
        browser.get("lab.inbox.hide()").await;
        browser.screenshot("attention-on").await;
        push(browser, "n-2").await;
        browser.get(hide).await;
        push(browser, "n-3").await;
        push(browser, "n-4").await;
        // What is read elsewhere within a moment is not posted.
        browser.get("script.push({ type: 'read', ids: ['n-3'], unread: 1, unreadMore: false })").await;
        browser.until("it is posted", "return did.posted.length > 0").await;
        assert_eq!(browser.get("return did.posted").await, json!(["n-4"]), "neither what is to be seen");
        browser.get("did.last.dispatchEvent(new Event('click'))").await;
        browser.until("a click opens it", "return lab.opened.join() === 'n-4'").await;
        browser.is_clean().await;
    });
}

#[test]
fn a_sound_is_heard_once_the_trader_wants_it() {
    in_browser("attention-sound", async |browser| {
        open(browser).await;
        push(browser, "n-1").await;
        browser.get("lab.inbox.show()").await;
        let sound = button("Sound");
        browser.until("it can be switched on", &format!("{sound} !== undefined")).await;
        assert_eq!(browser.get("return [did.asked, did.sounds]").await, json!([0, 0]));
        browser.click(&sound).await;
        browser.until("it is on", &format!("{sound}.ariaPressed === 'true'")).await;
        assert_eq!(browser.get("return [did.asked, did.sounds]").await, json!([0, 1]), "and is heard");
        browser.click(&sound).await;
        browser.until("it is off", &format!("{sound}.ariaPressed === 'false'")).await;
        browser.is_clean().await;
    });
}
