//! The inbox: what is shown of a long list, how it is coloured, and how it is used without a pointer. Against a
//! scripted server in the page.

use serde_json::{Value, json};
use support::{Exchange, unique};

use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::limits::{scripted, synced};
use crate::site::Site;

/// The elements of the inbox.
const ROOT: &str = "const root = lab.inbox.shadowRoot;";

/// Opens the inbox with this list: an array of JavaScript whose elements are made by
/// `one(id, event, severity, minutes, data)`, newest first.
async fn open(browser: &Browser, list: &str) {
    let setup = format!(
        "const start = Date.parse('2026-11-28T12:00:00.000Z');
         window.one = (id, event, severity, minutes, data = {{}}, more = {{}}) => ({{
             type: 'notification', id, event, priority: 1, severity, timestamp: new Date(start - minutes * 60_000).toISOString(),
             data, title: `title of ${{id}}`, body: 'body', silent: false, read: false, acked: true, ...more }});
         window.all = {list};
         script.replies.hello = {{ sent: 0, more: false, unread: 2, unreadMore: false }};
         script.answer = ({{ action, before, limit, ids }}) => {{
             if (action === 'markRead') {{
                 for (const each of all) if (ids.includes(each.id)) each.read = true;
                 return {{ type: 'reply', unread: 0, unreadMore: false }};
             }}
             if (action !== 'listNotifications') return undefined;
             const from = Number(before ?? 0), next = from + limit;
             return {{ type: 'reply', notifications: all.slice(from, next), ...(next < all.length ? {{ next: String(next) }} : {{}}) }};
         }};"
    );
    scripted(browser, &setup).await;
    synced(browser).await;
    browser.get("lab.inbox.show()").await;
    browser.until("it is listed", &format!("{ROOT} return root.querySelector('.entry') !== null")).await;
}

/// Waits until exactly these are shown.
async fn shows(browser: &Browser, what: &str, ids: &[&str]) {
    let script = format!(
        "{ROOT} return JSON.stringify([...root.querySelectorAll('.entry')].map(({{ dataset }}) => dataset.id)) === {}",
        json!(json!(ids).to_string())
    );
    browser.until(what, &script).await;
}

/// Chooses a filter as a pointer does.
async fn choose(browser: &Browser, kind: &str) {
    browser.get(&format!("{ROOT} root.querySelector('.kind input[value={kind}]').click()")).await;
}

/// The id of the entry that has the focus.
const FOCUSED: &str = "return lab.inbox.shadowRoot.activeElement?.closest('li')?.dataset.id ?? null";

const DOWN: char = '\u{e015}';
const RIGHT: char = '\u{e014}';
const ENTER: char = '\u{e007}';

#[test]
fn a_filter_shows_a_group_of_the_catalogue_or_what_is_unread() {
    in_browser("inbox-filter", async |browser| {
        let list = "[
            one('fill', 'order_filled', 'success', 1), one('call', 'margin_call', 'warning', 2, {}, { priority: 0 }),
            one('deposit', 'deposit_credited', 'success', 3), one('alert', 'price_alert', 'info', 4),
            one('login', 'login_from_new_device', 'warning', 5), one('listing', 'new_listing', 'info', 6),
            one('later', 'of_a_later_version', undefined, 7, {}, { read: true })]";
        open(browser, list).await;
        let all = ["fill", "call", "deposit", "alert", "login", "listing", "later"];
        shows(browser, "all are shown", &all).await;
        for (kind, ids) in [
            ("trades", &["fill", "call"][..]),
            ("funds", &["deposit"]),
            ("alerts", &["alert"]),
            ("security", &["login"]),
            ("news", &["listing"]),
            ("unread", &all[..6]),
        ] {
            choose(browser, kind).await;
            shows(browser, kind, ids).await;
        }

        // What is marked as read leaves the unread, and the next one gets the focus.
        browser.get(&format!("{ROOT} root.querySelector('[data-id=call] .mark').click()")).await;
        shows(browser, "it is read", &["fill", "deposit", "alert", "login", "listing"]).await;
        browser.until("the next one has the focus", &format!("{FOCUSED} === 'deposit'")).await;

        // The filters are reached by Tab, and chosen by arrow keys.
        choose(browser, "all").await;
        browser.get(&format!("{ROOT} root.querySelector('.icon').focus()")).await;
        browser.press('\u{e004}', false).await;
        let at = format!("{ROOT} return root.activeElement.value");
        assert_eq!(browser.get(&at).await, "all");
        let ring =
            format!("{ROOT} return getComputedStyle(root.activeElement.nextElementSibling).outlineStyle");
        assert_eq!(browser.get(&ring).await, "solid", "the focus is to be seen");
        for _ in 0..2 {
            browser.press(RIGHT, false).await;
        }
        assert_eq!(browser.get(&at).await, "trades");
        shows(browser, "the group is shown", &["fill", "call"]).await;
        browser.is_clean().await;
    });
}

#[test]
fn what_is_archived_leaves_the_list_and_is_found_by_its_filter() {
    in_browser("inbox-archive", async |browser| {
        let list = "[
            one('a', 'order_filled', 'success', 1), one('b', 'deposit_credited', 'success', 2, {}, { read: true }),
            one('c', 'price_alert', 'info', 3)]";
        open(browser, list).await;
        let server = "const before = script.answer;
            window.archived = new Set();
            script.answer = (frame) => {
                const { action, ids, filter } = frame;
                const unread = { type: 'reply', unread: 1, unreadMore: false };
                if (action === 'archive') { for (const id of ids) archived.add(id); return unread; }
                if (action === 'unarchive') { for (const id of ids) archived.delete(id); return unread; }
                if (action === 'markUnread') {
                    for (const each of all) if (ids.includes(each.id)) each.read = false;
                    return unread;
                }
                if (action !== 'listNotifications') return before(frame);
                const isWanted = ({ id }) => archived.has(id) === (filter?.archived === true);
                return { type: 'reply', notifications: all.filter(isWanted) };
            };";
        browser.get(server).await;
        browser.get(&format!("{ROOT} root.querySelector('[data-id=a] .archive').click()")).await;
        shows(browser, "it is archived", &["b", "c"]).await;
        browser.until("the next one has the focus", &format!("{FOCUSED} === 'b'")).await;
        browser.press('u', false).await;
        let unread = format!("{ROOT} return root.querySelector('[data-id=b].unread') !== null");
        browser.until("it is unread again", &unread).await;
        browser.press('e', false).await;
        shows(browser, "it is archived by its key", &["c"]).await;

        choose(browser, "archived").await;
        shows(browser, "the archive is shown", &["a", "b"]).await;
        browser.get(&format!("{ROOT} root.querySelector('[data-id=b] .archive').click()")).await;
        shows(browser, "it has left the archive", &["a"]).await;
        choose(browser, "all").await;
        shows(browser, "it is back in the inbox", &["b", "c"]).await;
        browser.is_clean().await;
    });
}

#[test]
fn what_the_server_does_not_archive_is_in_the_list_again() {
    in_browser("inbox-archive-refused", async |browser| {
        open(browser, "[one('a', 'order_filled', 'success', 1), one('b', 'price_alert', 'info', 2)]").await;
        let server = "const before = script.answer;
            window.refuses = true;
            script.answer = (frame) => frame.action !== 'archive' ? before(frame)
                : refuses ? { type: 'error', code: 'internal', message: 'no' }
                : { type: 'reply', unread: 0, unreadMore: false };";
        browser.get(server).await;
        browser.get(&format!("{ROOT} root.querySelector('[data-id=a] .archive').click()")).await;
        let problem = format!("{ROOT} return root.querySelector('.problem')?.hidden === false");
        browser.until("the failure is shown", &problem).await;
        shows(browser, "it is here again", &["a", "b"]).await;
        browser.get(&format!("refuses = false; {ROOT} root.querySelector('.problem button').click()")).await;
        shows(browser, "it is archived", &["b"]).await;
    });
}

#[test]
fn a_symbol_is_found_below_what_was_loaded() {
    in_browser("inbox-search", async |browser| {
        let list = "Array.from({ length: 240 }, (_, n) => one(`n-${n}`, 'order_filled', 'success', 10 * n,
            { symbol: n === 230 ? 'SOL-USDT' : 'BTC-USDT' }))";
        open(browser, list).await;
        // A slash leads to the field.
        browser.press(DOWN, false).await;
        browser.press('/', false).await;
        for key in "solusdt".chars() {
            browser.press(key, false).await;
        }
        shows(browser, "it is found", &["n-230"]).await;
        let pages = "return script.frames.filter(({ action }) => action === 'listNotifications').length";
        assert_eq!(browser.get(pages).await, 5, "each page once");

        for key in "x".chars() {
            browser.press(key, false).await;
        }
        let foot = format!("{ROOT} return root.querySelector('.foot').textContent === 'Nothing matches'");
        browser.until("nothing is found", &foot).await;
        browser.is_clean().await;
    });
}

#[test]
fn a_burst_of_one_market_is_one_row_until_it_is_unfolded() {
    in_browser("inbox-fold", async |browser| {
        let list = "[
            one('new', 'order_filled', 'success', 0, { symbol: 'BTC-USDT' }),
            ...[1, 2, 3, 4].map((n) => one(`part-${n}`, 'order_partially_filled', 'success', 5 + n / 10, { symbol: 'ETH-USDT', order_id: 'o-1' })),
            one('call', 'margin_call', 'warning', 5.45, { symbol: 'ETH-USDT' }, { priority: 0 }),
            one('old-1', 'order_filled', 'success', 8, { symbol: 'ETH-USDT' }), one('old-2', 'order_filled', 'success', 10, { symbol: 'ETH-USDT' })]";
        open(browser, list).await;
        shows(browser, "it is folded", &["new", "part-1", "call", "old-1", "old-2"]).await;
        let text = format!("{ROOT} return root.querySelector('[data-id=part-1] .fold').textContent");
        assert_eq!(browser.get(&text).await, "3 more of ETH-USDT");
        browser.screenshot("inbox-folded").await;

        // By keyboard: j goes down, Tab to the fold, Enter unfolds, and each of them is reached.
        browser.get(&format!("{ROOT} root.querySelector('[data-id=new] .open').focus()")).await;
        browser.press('j', false).await;
        assert_eq!(browser.get(FOCUSED).await, "part-1");
        for _ in 0..3 {
            browser.press('\u{e004}', false).await;
        }
        browser.press(ENTER, false).await;
        let unfolded = ["new", "part-1", "part-2", "part-3", "part-4", "call", "old-1", "old-2"];
        shows(browser, "it is unfolded", &unfolded).await;
        for id in ["part-2", "part-3", "part-4", "call"] {
            browser.press('j', false).await;
            assert_eq!(browser.get(FOCUSED).await, id);
        }
        browser.press('k', false).await;
        assert_eq!(browser.get(FOCUSED).await, "part-4");
        browser.press(ENTER, false).await;
        browser.until("it is opened", "return lab.opened.join() === 'part-4'").await;

        // What comes on top of a folded burst joins it; a folded one is marked as read as a whole.
        browser.get(&format!("{ROOT} root.querySelector('[data-id=part-1] .fold').click()")).await;
        shows(browser, "it is folded again", &["new", "part-1", "call", "old-1", "old-2"]).await;
        browser.get(&format!("{ROOT} root.querySelector('[data-id=part-1] .mark').click()")).await;
        let marked = "return script.frames.some(({ action, ids }) => action === 'markRead' && ids.includes('part-2') && ids.includes('part-3'))";
        browser.until("all of them are read", marked).await;
        browser.is_clean().await;
    });
}

/// Returns the colour that the style of an element has.
async fn colour(browser: &Browser, selector: &str, property: &str) -> String {
    let script = format!("{ROOT} return getComputedStyle(root.querySelector({selector:?})).{property}");
    browser.get(&script).await.as_str().unwrap().to_owned()
}

#[test]
fn the_severity_colours_an_entry_and_a_result_has_its_sign() {
    in_browser("inbox-colour", async |browser| {
        let list = "[
            one('fill', 'order_filled', 'success', 1, { side: 'sell' }, { priority: 0 }),
            one('liquidation', 'position_liquidated', 'danger', 2, { side: 'long', realized_pnl: '-1250.00', currency: 'USDT' }, { priority: 0 }),
            one('week', 'weekly_pnl_report', 'info', 3, { realized_pnl: '0.00000123', currency: 'BTC' }, { priority: 2 }),
            one('unknown', 'order_filled', undefined, 4, { side: 'constructor', realized_pnl: '1e9' }, { priority: 0 })]";
        open(browser, list).await;
        for scheme in ["light", "dark"] {
            browser.prefers(scheme).await;
            let chip = async |id: &str| colour(browser, &format!("[data-id={id}] .chip"), "color").await;
            let picture =
                async |id: &str| colour(browser, &format!("[data-id={id}] .picture"), "color").await;
            assert_ne!(chip("fill").await, chip("liquidation").await, "they are of one class: {scheme}");
            assert_eq!(picture("week").await, picture("unknown").await, "both only inform: {scheme}");
            let gain = colour(browser, ".gain", "color").await;
            assert_ne!(gain, colour(browser, ".loss", "color").await, "{scheme}");
            assert_eq!(gain, chip("fill").await, "{scheme}");
            browser.screenshot(&format!("inbox-colours-{scheme}")).await;
        }
        let facts = format!(
            "{ROOT} return [...root.querySelectorAll('.entry')].map((entry) => [...entry.querySelectorAll('.fact')].map(({{ textContent }}) => textContent))"
        );
        let wanted = json!([["▼ Sell"], ["▲ Long", "P&L -1,250.00 USDT"], ["P&L +0.00000123 BTC"], []]);
        assert_eq!(browser.get(&facts).await, wanted);
        browser.is_clean().await;
    });
}

#[test]
fn what_came_last_has_a_toast_with_its_time() {
    in_browser("inbox-toasts", async |browser| {
        open(browser, "[one('old', 'order_filled', 'success', 9)]").await;
        browser.get("lab.inbox.hide()").await;
        browser
            .get("for (const n of [4, 3, 2]) script.push(one(`liquidation-${n}`, 'position_liquidated', 'danger', n, {}, { priority: 0 }))")
            .await;
        browser.until("three are shown", "return lab.toasts().length === 3").await;
        browser.get("script.push(one('alert', 'price_alert', 'info', 1))").await;
        let last = browser
            .until(
                "the last one is shown",
                "return lab.toasts().includes('alert') && lab.toasts().toSorted()",
            )
            .await;
        assert_eq!(last, json!(["alert", "liquidation-2", "liquidation-3"]), "in the place of the oldest");
        let time = format!(
            "{ROOT} const time = root.querySelector('.toast[data-id=alert] time'); return [time.dateTime, time.checkVisibility(), /\\d:59/.test(time.textContent)]"
        );
        assert_eq!(browser.get(&time).await, json!(["2026-11-28T11:59:00.000Z", true, true]));
        // In the zone of the trader, once that is known.
        browser.get("lab.inbox.timeZone = 'Asia/Tokyo'").await;
        let there = format!("{ROOT} return root.querySelector('.toast[data-id=alert] time').textContent");
        assert_eq!(
            browser.get(&there).await.as_str().unwrap().split(char::is_whitespace).next(),
            Some("8:59")
        );
        // What was put aside comes back once there is room.
        browser.get(&format!("{ROOT} root.querySelector('.toast[data-id=alert] .dismiss').click()")).await;
        browser.until("it is back", "return lab.toasts().includes('liquidation-4')").await;
        browser.is_clean().await;
    });
}

#[test]
fn the_page_follows_a_link_and_says_in_its_title_what_is_unread() {
    in_browser("inbox-link", async |browser| {
        let site = Site::open().await;
        let trader = unique("link");
        let market = unique("COIN-USDT");
        let exchange = Exchange::of(site.system, &trader);
        let console = Console::of_trader(browser, site, &market, &trader).await;
        assert_eq!(browser.get("return document.title").await, "Trader console");
        let mut alert = exchange.price_alert("l-2", "Take profit");
        alert["data"]["symbol"] = json!(market);
        exchange.publish("p0", &[exchange.fill("l-1")]).await;
        exchange.publish("p1", &[alert]).await;
        browser.until("the title has both", "return document.title === '(2) Trader console'").await;

        let click = async |id: &str, part: &str| {
            console.open_inbox().await;
            console.inbox_click(&format!("return root.querySelector('[data-id={id}] {part}')")).await;
            console.inbox_until("the inbox is closed", "return root.querySelector('.panel').hidden").await;
        };
        // The market is on this page, the order is not.
        click("l-2", ".open").await;
        browser.until("the market has the focus", "return document.activeElement.id === 'symbol'").await;
        browser.until("one is read", "return document.title === '(1) Trader console'").await;
        click("l-1", ".open").await;
        browser
            .until(
                "it is said where it leads",
                "return document.querySelector('#notices').textContent.includes('/orders/l-1')",
            )
            .await;
        let heading = "return document.querySelector('#timeline-title').textContent";
        browser.until("both are read", "return document.title === 'Trader console'").await;
        click("l-2", ".details").await;
        let shown: Value = browser
            .until("its deliveries are shown", "return document.querySelector('#timeline code')?.textContent === 'l-2' && document.activeElement.id")
            .await;
        assert_eq!(shown, "timeline-title");
        assert_ne!(browser.get(heading).await, "Timeline");
        browser.is_clean().await;
    });
}
