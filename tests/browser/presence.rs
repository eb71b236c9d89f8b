//! Received is not seen: what the client acks on an attended, an unattended and a hidden page, against a
//! scripted server in the page.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::{Browser, in_browser};
use crate::limits::{scripted, synced};

/// A time that is longer than an ack waits for others, for checks that something is not sent.
const ACK_SENT: Duration = Duration::from_millis(800);

async fn open(browser: &Browser) {
    scripted(browser, "script.replies.listNotifications = { notifications: [] }").await;
    synced(browser).await;
}

/// Sends notifications that demand something, so that their toasts stay.
async fn push(browser: &Browser, ids: &[&str]) {
    browser
        .call(
            "for (const id of arguments[0])
                 script.push({ type: 'notification', id, event: 'margin_call', priority: 0, severity: 'danger', timestamp: '2026-11-28T08:00:00.000Z', data: {}, title: 't', body: 'b', silent: false })",
            vec![json!(ids)],
        )
        .await;
}

/// Returns the acks that the server was sent, each as its kind and its ids.
async fn acks(browser: &Browser) -> Vec<String> {
    let acks = browser
        .get("return script.frames.filter(({ action }) => action === 'ack').map(({ kind, ids }) => `${kind} ${ids.toSorted()}`)")
        .await;
    serde_json::from_value(acks).unwrap()
}

/// Waits until the server was sent exactly these acks.
async fn acked(browser: &Browser, what: &str, wanted: &[&str]) {
    support::eventually(what, async || (acks(browser).await == wanted).then_some(())).await;
}

/// Lets more than a minute pass on the page's clock.
async fn a_minute_passes(browser: &Browser) {
    browser.get("const now = Date.now; Date.now = () => now() + 61_000").await;
}

#[test]
fn an_unattended_page_only_receives() {
    in_browser("presence-unattended", async |browser| {
        open(browser).await;
        push(browser, &["n-1", "n-2"]).await;
        acked(browser, "both are received", &["received n-1,n-2"]).await;

        // Neither events of a script nor a page that scrolls by itself are signs of a trader.
        browser
            .get(
                "lab.inbox.show();
                 for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll'])
                     document.body.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
                 document.body.style.height = '9000px';
                 scrollTo(0, 500);
                 lab.inbox.shadowRoot.querySelector('.scroller').scrollTop = 40;",
            )
            .await;
        push(browser, &["n-3"]).await;
        acked(browser, "it is received", &["received n-1,n-2", "received n-3"]).await;
        // The server sends one again whose ack it has lost.
        push(browser, &["n-1"]).await;
        let all = ["received n-1,n-2", "received n-3", "received n-1"];
        acked(browser, "it is received again", &all).await;
        tokio::time::sleep(ACK_SENT).await;
        assert_eq!(acks(browser).await, all);
        assert_eq!(browser.get("return lab.problems").await, json!([]));
    });
}

#[test]
fn an_input_makes_what_is_shown_seen() {
    in_browser("presence-input", async |browser| {
        open(browser).await;
        push(browser, &["n-1", "n-2"]).await;
        acked(browser, "both are received", &["received n-1,n-2"]).await;
        browser.attend().await;
        let mut all = vec!["received n-1,n-2", "seen n-1,n-2"];
        acked(browser, "a key makes them seen", &all).await;
        push(browser, &["n-3"]).await;
        all.push("seen n-3");
        acked(browser, "what comes now is seen at once", &all).await;

        a_minute_passes(browser).await;
        push(browser, &["n-4"]).await;
        all.push("received n-4");
        acked(browser, "what comes after a minute without input is received", &all).await;
        browser.click("return document.body").await;
        all.push("seen n-4");
        acked(browser, "a pointer makes it seen", &all).await;
        assert_eq!(browser.get("return lab.problems").await, json!([]));
    });
}

#[test]
fn many_are_seen_in_frames_of_a_hundred() {
    in_browser("presence-many", async |browser| {
        open(browser).await;
        let ids: Vec<_> = (0..250).map(|n| format!("n-{n:03}")).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        push(browser, &ids).await;
        let sizes = |kind: &str| {
            format!(
                "const sent = script.frames.filter(({{ action, kind }}) => action === 'ack' && kind === '{kind}').map(({{ ids }}) => ids);
                 return new Set(sent.flat()).size === 250 && sent.map(({{ length }}) => length)"
            )
        };
        browser.until("all are received", &sizes("received")).await;
        browser.attend().await;
        let sizes = browser.until("all are seen", &sizes("seen")).await;
        assert_eq!(sizes, json!([100, 100, 50]));
    });
}

#[test]
fn a_hidden_page_sees_nothing() {
    in_browser("presence-hidden", async |browser| {
        open(browser).await;
        browser.attend().await;
        browser.hide().await;
        push(browser, &["n-1"]).await;
        let mut all = vec!["received n-1"];
        acked(browser, "it is received", &all).await;
        browser.show().await;
        all.push("seen n-1");
        acked(browser, "the trader is back within the minute", &all).await;

        browser.hide().await;
        push(browser, &["n-2"]).await;
        all.push("received n-2");
        acked(browser, "it is received", &all).await;
        a_minute_passes(browser).await;
        browser.show().await;
        tokio::time::sleep(ACK_SENT).await;
        assert_eq!(acks(browser).await, all, "a page that is only shown is not used");
        browser.attend().await;
        all.push("seen n-2");
        acked(browser, "the trader uses it", &all).await;
    });
}

#[test]
fn a_notification_that_is_touched_is_seen() {
    in_browser("presence-touch", async |browser| {
        open(browser).await;
        push(browser, &["n-1", "n-2", "n-3"]).await;
        let mut all = vec!["received n-1,n-2,n-3"];
        acked(browser, "all are received", &all).await;
        // A screen reader activates a button without a pointer or a key, as a script does.
        let toast = |id: &str, part: &str| {
            format!("return lab.inbox.shadowRoot.querySelector('.toast:not(.past)[data-id={id}] {part}')")
        };
        browser.until("there is a toast", &format!("{} !== null", toast("n-1", ".dismiss"))).await;
        browser.get(&format!("{}.click()", toast("n-1", ".dismiss"))).await;
        all.push("seen n-1");
        acked(browser, "the dismissed one is seen, and no other one", &all).await;

        // One that is opened is marked as read, which implies that it was seen.
        browser.get(&format!("{}.click()", toast("n-2", ".open"))).await;
        let marked =
            "return script.frames.filter(({ action }) => action === 'markRead').map(({ ids }) => ids.join())";
        browser.until("it is marked as read", &format!("{marked}.includes('n-2')")).await;
        tokio::time::sleep(ACK_SENT).await;
        assert_eq!(acks(browser).await, all, "the others are not seen");

        // A click of the trader in the inbox is use of the page, too.
        browser.get("lab.inbox.show()").await;
        let entry = "return lab.inbox.shadowRoot.querySelector('.entry[data-id=n-3] .open')";
        browser.click(entry).await;
        let seen: Value = browser
            .until(
                "it is seen or read",
                "return script.frames.some(({ action, kind, ids }) => ids?.includes('n-3') && (action === 'markRead' || kind === 'seen'))",
            )
            .await;
        assert_eq!(seen, true);
    });
}

#[test]
fn an_ack_as_seen_takes_the_place_of_one_as_received() {
    in_browser("presence-lost", async |browser| {
        open(browser).await;
        browser
            .get("script.answer = ({ action }) => action === 'ack' ? { type: 'error', code: 'internal', message: 'raw' } : undefined")
            .await;
        push(browser, &["n-1"]).await;
        acked(browser, "the ack as received is refused for now", &["received n-1"]).await;
        browser.attend().await;
        browser.get("script.answer = undefined; script.frames.length = 0").await;
        acked(browser, "only the stronger one is repeated", &["seen n-1"]).await;
        tokio::time::sleep(ACK_SENT).await;
        assert_eq!(acks(browser).await, ["seen n-1"]);
    });
}
