//! Toasts: the newest one is visible, no control is covered, and the focus moves to a control
//! that is still there.

use serde_json::json;
use support::{Exchange, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

/// The controls that the toasts overlap: the inbox, or any button, input or link.
const COVERED: &str = "
    const toasts = [...root.querySelectorAll('.toast:not(.past), .more:not([hidden])')].map((toast) => toast.getBoundingClientRect());
    const meets = (box) => toasts.some((toast) => box.width > 0 && box.left < toast.right && box.right > toast.left && box.top < toast.bottom && box.bottom > toast.top);
    const page = document.querySelector('#page').getBoundingClientRect();
    // What the page's own scroller cuts off is not there to be covered.
    const clip = ({ left, right, top, bottom }) => ({ left, right, top, bottom: Math.min(bottom, page.bottom), width: Math.min(bottom, page.bottom) - top });
    const buttons = [...document.querySelectorAll('#page button, #page input, #page select, #page a')].map((each) => clip(each.getBoundingClientRect()));
    const head = [...document.querySelectorAll('.top button, .top select, #notices button')].map((each) => each.getBoundingClientRect());
    const panel = root.querySelector('.panel:not([hidden])')?.getBoundingClientRect();
    return [buttons.some(meets), head.some(meets), panel ? meets(panel) : false];";

#[test]
fn the_newest_of_a_burst_is_shown_and_nothing_is_covered() {
    in_browser("announcements", async |browser| {
        let site = Site::open().await;
        let trader = unique("toasts");
        let exchange = Exchange::of(site.system, &trader);
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        for n in 1..=5 {
            exchange.publish("p0", &[exchange.liquidation(&format!("liq-{n}"), &format!("pos-{n}"))]).await;
            let shown = format!(
                "return root.querySelector('.toast:not(.past)[data-id=\"liq-{n}\"]')?.checkVisibility()"
            );
            console.inbox_until(&format!("liquidation {n} is shown"), &shown).await;
        }
        console
            .inbox_until(
                "the others are counted",
                "return root.querySelector('.more').textContent === '2 more'",
            )
            .await;
        browser.screenshot("toasts-burst").await;
        assert_eq!(console.inbox(COVERED).await, json!([false, false, false]));
        console.inbox("inbox.show()").await;
        browser.screenshot("toasts-inbox").await;
        assert_eq!(console.inbox(COVERED).await, json!([false, false, false]), "with the inbox open");
        console.inbox("inbox.hide()").await;
        // The last element of the page can be scrolled into view, above the toasts.
        let end = "const page = document.querySelector('#page'); page.scrollTo(0, page.scrollHeight);
                   const button = document.querySelector('#preferences-save').getBoundingClientRect(), toasts = root.querySelector('.toasts').getBoundingClientRect();
                   return button.bottom <= toasts.top";
        assert_eq!(console.inbox(end).await, true);

        browser.is_a_telephone().await;
        console
            .inbox_until("there is one", "return root.querySelectorAll('.toast:not(.past)').length === 1")
            .await;
        exchange.publish("p0", &[exchange.liquidation("liq-6", "pos-6")]).await;
        let newest = "return root.querySelector('.toast:not(.past)[data-id=\"liq-6\"]')?.checkVisibility()";
        console.inbox_until("it is the newest", newest).await;
        browser.screenshot("toasts-phone").await;
        assert_eq!(console.inbox(COVERED).await, json!([false, false, false]), "on a telephone");
        console.inbox("inbox.show()").await;
        browser.screenshot("toasts-phone-inbox").await;
        assert_eq!(
            console.inbox(COVERED).await,
            json!([false, false, false]),
            "on a telephone, with the inbox open"
        );
        browser.is_clean().await;
    });
}

/// The focused element: an id of the page, or a class in the inbox.
const FOCUS: &str = "const at = document.activeElement; return at.shadowRoot ? at.shadowRoot.activeElement?.className : at.id";

#[test]
fn the_focus_is_never_lost() {
    in_browser("focus", async |browser| {
        let site = Site::open().await;
        let trader = unique("focus");
        let exchange = Exchange::of(site.system, &trader);
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        exchange
            .publish("p0", &[exchange.liquidation("f-1", "pos-1"), exchange.margin_call("f-2", "pos-2")])
            .await;
        console
            .inbox_until("both are shown", "return root.querySelectorAll('.toast:not(.past)').length === 2")
            .await;
        // When a toast is dismissed by keyboard, the next one gets the focus; then the bell.
        console.inbox("root.querySelector('.toast:not(.past) .dismiss').focus()").await;
        browser.press('\u{e007}', false).await;
        assert_eq!(browser.get(FOCUS).await, "open");
        browser.press('\u{e00c}', false).await;
        assert_eq!(browser.get(FOCUS).await, "bell");
        // A toast that is opened leads to its link; what became of it is one click further, and gets the
        // focus.
        exchange.publish("p0", &[exchange.liquidation("f-3", "pos-3")]).await;
        console
            .inbox_until(
                "it is shown",
                "return root.querySelector('.toast:not(.past)[data-id=\"f-3\"]') !== null",
            )
            .await;
        console.inbox("root.querySelector('.toast:not(.past) .open').focus()").await;
        browser.press('\u{e007}', false).await;
        let notice = "const notice = document.querySelector('#notices .notice:last-child'); return notice?.textContent.includes('/positions/pos-3') && notice.querySelector('button')";
        browser.until("it is said where that is", notice).await;
        assert_eq!(browser.get(FOCUS).await, "bell");
        browser.click(notice).await;
        browser.until("the timeline has it", "return document.activeElement.id === 'timeline-title'").await;

        // Tab stays in the open inbox, both ways, and Escape leads back to the bell.
        console.open_inbox().await;
        console.inbox_until("all are listed", "return root.querySelectorAll('.entry').length === 3").await;
        let inside = "const at = root.activeElement; return root.querySelector('.panel').contains(at)";
        for shift in [false, true] {
            for turn in 0..8 {
                browser.press('\u{e004}', shift).await;
                assert_eq!(console.inbox(inside).await, true, "{turn} {shift}");
            }
        }
        browser.press('\u{e00c}', false).await;
        assert_eq!(browser.get(FOCUS).await, "bell");

        // Pressing the button for all entries keeps the focus inside as well.
        console.open_inbox().await;
        console.inbox("root.querySelector('.all').focus()").await;
        browser.press('\u{e007}', false).await;
        console.unread("").await;
        assert_eq!(console.inbox(inside).await, true);
        browser.is_clean().await;
    });
}
