//! Markup in every text that an event may have: it is shown as text.

use serde_json::{Value, json};
use support::{Exchange, eventually, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

const MARKUP: &str = "<img src=x onerror=window.hit=1><script>window.hit=1</script>\"'&amp;{{7*7}}";

/// Markup that fits into a name.
const SHORT_MARKUP: &str = "<img src=x onerror=window.hit=1>\"'&amp;";

/// Returns every event type, with markup in every field in which the contract allows any text,
/// and in unknown fields.
fn events(exchange: &Exchange<'_>) -> Vec<(&'static str, Value)> {
    let m = MARKUP;
    let event = |queue, n: usize, event_type, data: Value| {
        let mut data = data;
        data["unknown"] = json!(m);
        data["nested"] = json!({m: [m]});
        (queue, exchange.event(&format!("hostile-{n}"), event_type, data))
    };
    vec![
        event(
            "p0",
            0,
            "position_liquidated",
            json!({"position_id": m, "symbol": "BTC-USDT", "side": "long", "quantity": "1", "liquidation_price": "2"}),
        ),
        // It is another position, since otherwise the liquidation would close it.
        event(
            "p0",
            1,
            "margin_call",
            json!({"position_id": format!("2{m}"), "symbol": "BTC-USDT", "margin_ratio_percent": "112"}),
        ),
        event(
            "p0",
            2,
            "order_filled",
            json!({"order_id": m, "symbol": "BTC-USDT", "side": "buy", "quantity": "1", "price": "2"}),
        ),
        event(
            "p1",
            3,
            "price_alert",
            json!({"alert_id": m, "symbol": "BTC-USDT", "condition": "above", "target_price": "1", "current_price": "2", "note": m}),
        ),
        event(
            "p1",
            4,
            "price_feed",
            json!({"symbol": "BTC-USDT", "state": "stale", "last_tick_at": "2026-11-23T08:00:00Z"}),
        ),
        event(
            "p1",
            5,
            "order_partially_filled",
            json!({"order_id": m, "symbol": "BTC-USDT", "side": "buy", "filled_quantity": "1", "remaining_quantity": "1", "price": "2"}),
        ),
        event(
            "p1",
            6,
            "deposit_credited",
            json!({"deposit_id": m, "asset": "USDT", "amount": "1", "network": m, "tx_id": m}),
        ),
        event("p2", 7, "new_listing", json!({"symbol": "NEW-USDT", "score": "9", "name": m})),
        event(
            "p2",
            8,
            "weekly_pnl_report",
            json!({"week": "2026-W47", "realized_pnl": "1", "currency": "USDT"}),
        ),
        event("p2", 9, "daily_report", json!({"day": "2026-11-23"})),
        event("p2", 10, "referral_accrued", json!({"accrual_id": m, "amount": "1", "asset": "USDT"})),
    ]
}

#[test]
fn markup_in_an_event_is_shown_as_it_is() {
    in_browser("hostile", async |browser| {
        let site = Site::open().await;
        let trader = unique("hostile");
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        // The daily report is off by default.
        console
            .inbox(
                "return inbox.client.getPreferences().then(({ preferences, version }) => {
                     preferences.dailyReport.enabled = true;
                     return inbox.client.putPreferences(preferences, version);
                 });",
            )
            .await;
        console.open_inbox().await;
        let exchange = Exchange::of(site.system, &trader);
        let events = events(&exchange);
        for (queue, event) in &events {
            exchange.publish(queue, std::slice::from_ref(event)).await;
        }
        console.unread(&events.len().to_string()).await;
        // Those of one market that came together are one row until it is unfolded.
        let listed = format!(
            "root.querySelector('.fold[aria-expanded=false]:not([hidden])')?.click();
             return root.querySelectorAll('.entry').length === {}",
            events.len()
        );
        console.inbox_until("all are listed", &listed).await;

        // Their texts mention the fields with markup; other fields are only in the data.
        for id in ["hostile-3", "hostile-6", "hostile-7"] {
            let text =
                console.inbox(&format!("return root.querySelector('[data-id=\"{id}\"]').textContent")).await;
            assert!(text.as_str().unwrap().contains(MARKUP), "{id}: {text}");
        }
        browser.screenshot("hostile-inbox").await;
        // Each event is opened in the timeline, which shows title and body again.
        for (_, event) in &events {
            let id = event["id"].as_str().unwrap();
            console
                .inbox(&format!(
                    "if (!inbox.isOpen) inbox.show(); root.querySelector('[data-id=\"{id}\"] .details').click()"
                ))
                .await;
            browser
                .until(
                    "its timeline is shown",
                    &format!("return document.querySelector('#timeline code')?.textContent === '{id}'"),
                )
                .await;
        }
        let found = console
            .inbox(
                "const all = [...document.querySelectorAll('*'), ...root.querySelectorAll('*')];
                 return { hit: window.hit ?? null, images: all.filter(({ localName }) => localName === 'img').length,
                          scripts: document.querySelectorAll('body script').length, handlers: all.filter((element) => element.hasAttribute('onerror')).length };",
            )
            .await;
        assert_eq!(found, json!({"hit": null, "images": 0, "scripts": 0, "handlers": 0}));
        browser.is_clean().await;
    });
}

#[test]
fn markup_is_text_on_the_devices_too() {
    in_browser("hostile-devices", async |browser| {
        let site = Site::open().await;
        let _healthy = crate::panel::PROVIDERS.read().await;
        let console = Console::of_demo(browser, site, "u-carol").await;
        console.phone_is_registered().await;
        console.chat_is_linked().await;
        let exchange = Exchange::of(site.system, "u-carol");
        // A security notice: what the app has shown of another type is taken back from the devices.
        let mut notice = exchange.price_alert(&unique("hostile-device"), "");
        notice["event_type"] = json!("api_key_created");
        notice["data"] = json!({"key_id": "k-1", "label": SHORT_MARKUP, "permissions": ["Read"]});
        exchange.publish("p0", &[notice]).await;
        console.go_to("simulator").await;
        browser.get("document.querySelector('#phones').scrollIntoView()").await;
        for place in ["#push-messages", "#telegram-messages"] {
            eventually(place, async || {
                let shown =
                    browser.get(&format!("return document.querySelector('{place}').textContent")).await;
                // Word joiners in the text keep it from becoming a link.
                shown.as_str().unwrap().replace('\u{2060}', "").contains(SHORT_MARKUP).then_some(())
            })
            .await;
        }
        // The form of the exchange's panel: text that is typed there returns in the event that is sent.
        browser.get("document.querySelector('#event-form-box').open = true").await;
        browser
            .until(
                "the form is drawn",
                "return document.querySelector('#event-fields [name=order_id]') !== null",
            )
            .await;
        browser
            .call(
                "document.querySelector('#event-fields [name=order_id]').value = arguments[0]",
                vec![json!(MARKUP)],
            )
            .await;
        browser.get("document.querySelector('#event-form').requestSubmit()").await;
        browser
            .until(
                "it is sent",
                "return document.querySelector('#exchange-status').textContent.startsWith('Sent')",
            )
            .await;
        assert_eq!(
            browser.get("return [window.hit ?? null, document.images.length]").await,
            json!([null, 0])
        );
        browser.screenshot("hostile-devices").await;
        browser.is_clean().await;
    });
}
