//! The client under the server's rate limits, against a scripted server in the page.

use serde_json::{Value, json};

use crate::browser::{Browser, in_browser};
use crate::site::Site;

/// Opens the lab with the scripted server; `setup` runs before the client connects.
pub(crate) async fn scripted(browser: &Browser, setup: &str) {
    let site = Site::open().await;
    browser.goto(&site.lab()).await;
    browser.until("the lab is ready", "return typeof lab !== 'undefined'").await;
    browser
        .get(&format!(
            "return import('./scripted.js').then(({{ install }}) => {{
                 const script = install();
                 {setup};
                 lab.connect({{ ticketUrl: '/tickets', token: 'a.b.c', backoff: {{ base: 50, cap: 100 }} }});
             }})"
        ))
        .await;
}

const REFUSED: &str =
    "({ type: 'error', code: 'too_many_requests', message: 'raw server text', retryAfter: 1 })";

pub(crate) async fn synced(browser: &Browser) {
    browser.until("it has caught up", "return lab.states.includes('synced')").await;
}

#[test]
fn a_request_that_is_refused_for_now_is_sent_again_after_the_time_that_was_asked_for() {
    in_browser("limits-request", async |browser| {
        let setup = format!(
            "script.replies.getPreferences = {{ preferences: {{}}, version: 7 }};
             let left = 1;
             script.answer = ({{ action }}) => action === 'getPreferences' && left-- > 0 ? {REFUSED} : undefined;"
        );
        scripted(browser, &setup).await;
        synced(browser).await;
        let version = browser.get("return lab.client.getPreferences().then(({ version }) => version)").await;
        assert_eq!(version, 7);
        let apart = browser
            .get("const sent = script.frames.filter(({ action }) => action === 'getPreferences'); return [sent.length, sent[1].at - sent[0].at]")
            .await;
        assert_eq!(apart[0], 2);
        assert!((1_000.0..3_000.0).contains(&apart[1].as_f64().unwrap()), "{apart}");

        // If the timeout ends earlier, the caller gets the error and the time to wait.
        let refused = browser
            .get(&format!(
                "script.answer = () => {REFUSED};
                 return lab.client.request('listAlerts', {{}}, {{ timeout: 500 }}).catch(({{ code, retryAfter }}) => [code, retryAfter])"
            ))
            .await;
        assert_eq!(refused, json!(["too_many_requests", 1]));
    });
}

#[test]
fn an_ack_is_never_given_up() {
    in_browser("limits-ack", async |browser| {
        let setup = format!(
            "let left = 2;
             script.answer = ({{ action }}) => action === 'ack' && left-- > 0 ? {REFUSED} : undefined;"
        );
        scripted(browser, &setup).await;
        synced(browser).await;
        browser
            .get("window.acked = []; lab.client.addEventListener('acked', ({ detail }) => acked.push(...detail.ids));
                  script.push({ type: 'notification', id: 'n-1', event: 'order_filled', priority: 0, timestamp: '2026-11-28T08:00:00.000Z', data: {}, title: 't', body: 'b', silent: false })")
            .await;
        browser.until("it is acked in the end", "return acked.join() === 'n-1'").await;
        let acks = browser.get("return script.frames.filter(({ action }) => action === 'ack').length").await;
        assert_eq!(acks, 3);
        assert_eq!(browser.get("return lab.problems").await, json!([]), "waiting is no problem");
    });
}

#[test]
fn a_hello_that_is_refused_for_now_holds_up_nothing() {
    in_browser("limits-hello", async |browser| {
        let setup = format!(
            "let left = 1;
             script.answer = ({{ action }}) => {{
                 if (action !== 'hello' || left-- <= 0) return undefined;
                 return {{ ...{REFUSED}, retryAfter: 3 }};
             }};"
        );
        scripted(browser, &setup).await;
        browser
            .until("hello was refused", "return script.frames.some(({ action }) => action === 'hello')")
            .await;
        browser
            .get("setTimeout(() => script.push({ type: 'notification', id: 'live', event: 'deposit_credited', priority: 1, timestamp: '2026-11-28T08:00:00.000Z', data: {}, title: 't', body: 'b', silent: false }), 200)")
            .await;
        browser.until("what comes live is shown", "return lab.shown.includes('live')").await;
        let hellos = "return script.frames.filter(({ action }) => action === 'hello').length";
        assert_eq!(browser.get(hellos).await, 1, "before the hello is asked again");
        synced(browser).await;
        assert_eq!(browser.get(hellos).await, 2);
        assert_eq!(browser.get("return lab.problems").await, json!([]));
    });
}

#[test]
fn hello_is_paced_below_the_limit() {
    in_browser("limits-pace", async |browser| {
        // A notification right after a count makes the count uncertain, and the client asks the
        // server to count again.
        let setup = "let n = 0;
             script.answer = ({ action }) => {
                 if (action === 'hello') setTimeout(() => script.push({ type: 'notification', id: `p-${n++}`, event: 'deposit_credited', priority: 1, timestamp: '2026-11-28T08:00:00.000Z', data: {}, title: 't', body: 'b', silent: false }), 100);
                 return undefined;
             }";
        scripted(browser, setup).await;
        browser
            .until(
                "it has asked often",
                "return script.frames.filter(({ action }) => action === 'hello').length >= 5",
            )
            .await;
        let times = browser
            .get("return script.frames.filter(({ action }) => action === 'hello').map(({ at }) => at)")
            .await;
        let times: Vec<f64> = times.as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect();
        // The server's limit: three at once, then one in five seconds.
        for start in 0..times.len() {
            for end in start..times.len() {
                let allowed = 3.0 + (times[end] - times[start]) / 5_000.0;
                let asked = f64::from(u32::try_from(end - start + 1).unwrap());
                assert!(asked <= allowed, "{asked} hellos within {} ms", times[end] - times[start]);
            }
        }
    });
}

#[test]
fn a_server_whose_keys_rotate_is_asked_again_and_a_refused_token_is_not() {
    in_browser("limits-ticket", async |browser| {
        scripted(browser, "script.tickets.push({ status: 503, headers: { 'retry-after': '1' } })").await;
        synced(browser).await;
        let asked =
            browser.get("return [script.asked.length, script.asked[1].at - script.asked[0].at]").await;
        assert_eq!(asked[0], 2);
        assert!(asked[1].as_f64().unwrap() >= 1_000.0, "{asked}");
        assert_eq!(browser.get("return lab.problems").await, json!([]), "that is no problem");

        // The next token is refused permanently. The trader's page may still provide another one.
        browser
            .get(
                "window.token = 'a.b.c'; lab.client.stop();
                  lab.states.length = 0; script.asked.length = 0;
                  script.tickets.push({ status: 401 });
                  lab.connect({ ticketUrl: '/tickets', token: 'a.b.c', backoff: { base: 50, cap: 100 } })",
            )
            .await;
        browser
            .until("it is told", "return lab.problems.some((problem) => problem.startsWith('unauthorized'))")
            .await;
        let tries = "return script.asked.length";
        // A retry would have come after 5 to 15 s.
        tokio::time::sleep(std::time::Duration::from_secs(17)).await;
        assert_eq!(browser.get(tries).await, 1, "the same token is not sent again");
        assert_eq!(browser.get("return lab.problems.length").await, 1, "and told once");
        browser.get("lab.client.start()").await;
        synced(browser).await;
    });
}

#[test]
fn a_connection_closed_for_abuse_is_not_replaced_at_once() {
    in_browser("limits-abuse", async |browser| {
        scripted(browser, "").await;
        synced(browser).await;
        browser.get("lab.states.length = 0; script.sockets.at(-1).end(1008)").await;
        browser.until("it waits", "return lab.states.includes('waiting')").await;
        let problem = browser.get("return lab.problems").await;
        assert!(problem[0].as_str().unwrap().starts_with("too_many_requests"), "{problem}");
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        assert_eq!(browser.get("return script.sockets.length").await, 1);
        synced(browser).await;
    });
}

#[test]
fn everything_is_read_at_once_here_and_in_the_background_there() {
    in_browser("limits-all", async |browser| {
        // There are 250 unread notifications, in pages of a hundred; the server is
        // slow, and sometimes refuses.
        let setup = format!(
            "const all = Array.from({{ length: 250 }}, (_, n) => ({{ type: 'notification', id: `old-${{String(n).padStart(3, '0')}}`, event: 'order_filled', priority: 0,
                 timestamp: new Date(1795852800000 - n).toISOString(), data: {{}}, title: 't', body: 'b', silent: false, read: false, acked: true }}));
             window.marked = [];
             window.turn = 0;
             const count = () => all.filter(({{ read }}) => !read).length;
             script.replies.hello = {{ sent: 0, more: false, unread: 100, unreadMore: true }};
             script.answer = ({{ action, before, ids, limit }}) => {{
                 if (action === 'listNotifications') {{
                     const from = Number(before ?? 0), page = all.slice(from, from + limit), next = from + limit;
                     return {{ type: 'reply', notifications: page, ...(next < all.length ? {{ next: String(next) }} : {{}}) }};
                 }}
                 if (action !== 'markRead') return undefined;
                 turn += 1;
                 if (turn === 2) return {REFUSED};
                 if (turn === 3) return {{ type: 'error', code: 'internal', message: 'raw' }};
                 marked.push(...ids);
                 for (const one of all) if (ids.includes(one.id)) one.read = true;
                 return {{ type: 'reply', unread: Math.min(100, count()), unreadMore: count() > 100 }};
             }};
             window.arrive = (id) => {{
                 const one = {{ type: 'notification', id, event: 'margin_call', priority: 0, timestamp: '2026-11-28T09:00:00.000Z', data: {{}}, title: 't', body: 'b', silent: false }};
                 all.unshift({{ ...one, read: false, acked: false }});
                 script.push(one);
             }};"
        );
        scripted(browser, &setup).await;
        browser.until("there are many", "return lab.badge() === '100+'").await;
        browser.get("lab.inbox.show()").await;
        browser
            .until(
                "they are listed",
                "return lab.inbox.shadowRoot.querySelectorAll('.entry.unread').length >= 50",
            )
            .await;
        browser.get("lab.inbox.shadowRoot.querySelector('.all').click()").await;
        let now = browser
            .get("return [lab.badge(), turn, lab.inbox.shadowRoot.querySelector('.problem').hidden]")
            .await;
        assert_eq!(now[0], "", "at once");
        assert_eq!(now[2], true);
        // A margin call arrives in the meantime: it is not one of those that were read.
        browser.until("it has begun", "return turn > 1").await;
        browser.get("arrive('call-1')").await;
        browser.until("it counts", "return lab.badge() === '1'").await;
        browser.until("the server has all", "return marked.length === 250").await;
        let marked: Value = browser.get("return [new Set(marked).size, marked.includes('call-1')]").await;
        assert_eq!(marked, json!([250, false]));
        browser
            .until("the list shows it", "return lab.inbox.shadowRoot.querySelectorAll('.entry.unread').length === 1 && lab.badge() === '1'")
            .await;
        let problem = "return lab.inbox.shadowRoot.querySelector('.problem').hidden";
        assert_eq!(browser.get(problem).await, true);
    });
}
