//! The in-app texts of each type, with only the required fields and with all fields. The texts of the other
//! channels and languages are in `channels`.

use domain::Locale;
use domain::text::in_app;
use serde_json::{Value, json};

use crate::event;

fn lines(event_type: &str, data: &Value) -> String {
    lines_for(&Locale::default(), event_type, data)
}

fn lines_for(locale: &Locale, event_type: &str, data: &Value) -> String {
    let text = in_app(&event(event_type, data).data, locale);
    format!("{} | {}", text.title, text.body)
}

/// Returns `data` with these optional fields.
fn and(data: &Value, optional: &Value) -> Value {
    let mut all = data.clone();
    all.as_object_mut().unwrap().extend(optional.as_object().unwrap().clone());
    all
}

#[test]
fn liquidation() {
    let least = json!({"position_id":"p","symbol":"BTC-USDT","side":"long","quantity":"0.5","liquidation_price":"60000"});
    assert_eq!(
        lines("position_liquidated", &least),
        "Position liquidated | Your long of 0.5 BTC-USDT was liquidated at 60,000"
    );
    assert_eq!(
        lines("position_liquidated", &and(&least, &json!({"realized_pnl":"-1250.00","currency":"USDT"}))),
        "Position liquidated | Your long of 0.5 BTC-USDT was liquidated at 60,000. Realized P&L: -1,250.00 USDT"
    );
    assert_eq!(
        lines("position_liquidated", &and(&least, &json!({"realized_pnl":"-1250.00"}))),
        "Position liquidated | Your long of 0.5 BTC-USDT was liquidated at 60,000. Realized P&L: -1,250.00"
    );
    assert_eq!(
        lines("position_liquidated", &and(&least, &json!({"currency":"USDT","side":"short"}))),
        "Position liquidated | Your short of 0.5 BTC-USDT was liquidated at 60,000"
    );
}

#[test]
fn margin_call() {
    let least = json!({"position_id":"p","symbol":"BTC-USDT","margin_ratio_percent":"112.5"});
    assert_eq!(
        lines("margin_call", &least),
        "Margin call | BTC-USDT is at a margin ratio of 112.5% (liquidation at 100%)"
    );
    let all = and(&least, &json!({"liquidation_price":"60500","mark_price":"61000.5","currency":"USDT"}));
    assert_eq!(
        lines("margin_call", &all),
        "Margin call | BTC-USDT is at a margin ratio of 112.5% (liquidation at 100%). \
         Liquidation price: 60,500 USDT. Mark price: 61,000.5 USDT"
    );
    assert_eq!(
        lines("margin_call", &and(&least, &json!({"liquidation_price":"0","mark_price":"61000.5"}))),
        "Margin call | BTC-USDT is at a margin ratio of 112.5% (liquidation at 100%). Mark price: 61,000.5"
    );
}

#[test]
fn orders() {
    let filled = json!({"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"});
    assert_eq!(lines("order_filled", &filled), "Order filled | Bought 0.5 BTC-USDT at 64,250.10");
    assert_eq!(
        lines("order_filled", &and(&filled, &json!({"side":"sell","fee":"3.20","fee_currency":"USDT"}))),
        "Order filled | Sold 0.5 BTC-USDT at 64,250.10. Fee: 3.20 USDT"
    );
    assert_eq!(
        lines("order_filled", &and(&filled, &json!({"fee":"-0.1"}))),
        "Order filled | Bought 0.5 BTC-USDT at 64,250.10. Rebate: 0.1"
    );

    let partly = json!({"order_id":"1","symbol":"BTC-USDT","side":"sell","filled_quantity":"0.2","remaining_quantity":"0.3","price":"64250"});
    assert_eq!(
        lines("order_partially_filled", &partly),
        "Order partially filled | Sold 0.2 BTC-USDT at 64,250. Still open: 0.3"
    );
}

#[test]
fn prices() {
    let alert = json!({"alert_id":"a","symbol":"BTC-USDT","condition":"above","target_price":"64000","current_price":"64012.5"});
    assert_eq!(
        lines("price_alert", &alert),
        "Price alert | BTC-USDT is at 64,012.5 (your alert: above 64,000)"
    );
    assert_eq!(
        lines("price_alert", &and(&alert, &json!({"note":" sell\r\nhalf,\u{0} <b>now</b>\u{2028}!\n"}))),
        "Price alert | BTC-USDT is at 64,012.5 (your alert: above 64,000). Your note: sell half, <b>now</b> !"
    );
    assert_eq!(
        lines("price_alert", &and(&alert, &json!({"note":" \n", "condition":"below"}))),
        "Price alert | BTC-USDT is at 64,012.5 (your alert: below 64,000)"
    );

    let stale = json!({"symbol":"BTC-USDT","state":"stale","last_tick_at":"2026-11-23T07:58:59.999Z"});
    assert_eq!(
        lines("price_feed", &stale),
        "Prices interrupted | No price of BTC-USDT since 23 Nov 2026, 07:58 UTC. \
         Your alerts on it cannot fire until prices are back"
    );
    assert_eq!(
        lines("price_feed", &and(&stale, &json!({"state":"resumed"}))),
        "Prices are back | Prices of BTC-USDT are back. Your alerts on it are watched again"
    );
}

#[test]
fn deposits_and_listings() {
    let deposit = json!({"deposit_id":"d","asset":"USDT","amount":"100.00"});
    assert_eq!(lines("deposit_credited", &deposit), "Deposit credited | 100.00 USDT arrived in your account");
    assert_eq!(
        lines("deposit_credited", &and(&deposit, &json!({"network":"Tron (TRC20)","tx_id":"0xabc"}))),
        "Deposit credited | 100.00 USDT arrived in your account. Network: Tron (TRC20). Transaction: 0xabc"
    );

    let listing = json!({"symbol":"NEW-USDT","score":8});
    assert_eq!(lines("new_listing", &listing), "New listing | NEW-USDT is listed, score 8");
    assert_eq!(
        lines(
            "new_listing",
            &and(&listing, &json!({"name":"New\tCoin","trading_starts_at":"2026-11-24T10:00:00+02:00"}))
        ),
        "New listing | New Coin (NEW-USDT) is listed, score 8. Trading starts: 24 Nov 2026, 08:00 UTC"
    );
}

#[test]
fn reports() {
    let weekly = json!({"week":"2026-W47","realized_pnl":"120.50","currency":"USDT"});
    assert_eq!(
        lines("weekly_pnl_report", &weekly),
        "Weekly report, week 47 of 2026 | Realized P&L: 120.50 USDT"
    );
    assert_eq!(
        lines(
            "weekly_pnl_report",
            &and(&weekly, &json!({"unrealized_pnl":"-3","trades":42,"volume":"100000"}))
        ),
        "Weekly report, week 47 of 2026 | Realized P&L: 120.50 USDT. Unrealized P&L: -3 USDT. Trades: 42. Volume: 100,000 USDT"
    );

    let daily = json!({"day":"2026-11-23"});
    assert_eq!(lines("daily_report", &daily), "Daily report 23 Nov 2026 | No activity");
    let all = json!({
        "realized_pnl":"12.5","unrealized_pnl":"-3","currency":"USDT",
        "fills":3,"alerts":1,"deposits":0,"accruals":2
    });
    assert_eq!(
        lines("daily_report", &and(&daily, &all)),
        "Daily report 23 Nov 2026 | 3 fills, 1 price alert, 2 referral rewards. Realized P&L: 12.5 USDT. Unrealized P&L: -3 USDT"
    );
}

#[test]
fn referrals() {
    let accrued = json!({"accrual_id":"r","amount":"1.5","asset":"USDT"});
    assert_eq!(lines("referral_accrued", &accrued), "Referral reward | You earned 1.5 USDT");
    assert_eq!(
        lines("referral_accrued", &and(&accrued, &json!({"referral_count":1}))),
        "Referral reward | You earned 1.5 USDT. Your referrals: 1"
    );
    assert_eq!(
        lines("referral_accrued", &and(&accrued, &json!({"referral_count":4}))),
        "Referral reward | You earned 1.5 USDT. Your referrals: 4"
    );
}

#[test]
fn times_are_by_the_clock_of_the_traders_zone() {
    let stale = |time: &str| json!({"symbol":"X","state":"stale","last_tick_at":time});
    let winter = "2026-11-23T23:05:00Z";
    let summer = "2026-06-30T23:05:00Z";
    for (zone, time, english, german) in [
        ("UTC", winter, "23 Nov 2026, 23:05 UTC", "23.11.2026, 23:05 UTC"),
        ("Europe/Berlin", winter, "24 Nov 2026, 00:05 CET", "24.11.2026, 00:05 MEZ"),
        ("Europe/Berlin", summer, "1 Jul 2026, 01:05 CEST", "01.07.2026, 01:05 MESZ"),
        ("Europe/Athens", summer, "1 Jul 2026, 02:05 EEST", "01.07.2026, 02:05 OESZ"),
        ("Europe/London", winter, "23 Nov 2026, 23:05 GMT", "23.11.2026, 23:05 GMT"),
        ("America/New_York", winter, "23 Nov 2026, 18:05 EST", "23.11.2026, 18:05 EST"),
        ("Europe/Istanbul", winter, "24 Nov 2026, 02:05 UTC+3", "24.11.2026, 02:05 UTC+3"),
        ("Asia/Kathmandu", winter, "24 Nov 2026, 04:50 UTC+5:45", "24.11.2026, 04:50 UTC+5:45"),
        ("America/Sao_Paulo", winter, "23 Nov 2026, 20:05 UTC-3", "23.11.2026, 20:05 UTC-3"),
        ("America/St_Johns", winter, "23 Nov 2026, 19:35 NST", "23.11.2026, 19:35 NST"),
        // The repeated hour.
        ("Europe/Berlin", "2026-10-25T00:30:00Z", "25 Oct 2026, 02:30 CEST", "25.10.2026, 02:30 MESZ"),
        ("Europe/Berlin", "2026-10-25T01:30:00Z", "25 Oct 2026, 02:30 CET", "25.10.2026, 02:30 MEZ"),
        // The latest time that can be represented.
        (
            "Pacific/Kiritimati",
            "9999-12-30T22:00:00Z",
            "31 Dec 9999, 12:00 UTC+14",
            "31.12.9999, 12:00 UTC+14",
        ),
        ("Mars/Olympus", winter, "23 Nov 2026, 23:05 UTC", "23.11.2026, 23:05 UTC"),
    ] {
        let read_in = |tag| lines_for(&Locale::choose([tag], [zone]), "price_feed", &stale(time));
        assert_eq!(
            read_in("en"),
            format!(
                "Prices interrupted | No price of X since {english}. Your alerts on it cannot fire until prices are back"
            )
        );
        assert_eq!(
            read_in("de"),
            format!(
                "Kurse unterbrochen | Kein Kurs von X seit {german}. Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen"
            )
        );
    }
}

#[test]
fn every_month_has_its_name() {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    for (number, name) in (1..).zip(names) {
        let daily = json!({"day": format!("2026-{number:02}-09")});
        assert_eq!(lines("daily_report", &daily), format!("Daily report 9 {name} 2026 | No activity"));
    }
}

#[test]
fn who_reads_a_language_that_we_do_not_speak_reads_english() {
    let filled =
        json!({"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"1000","price":"64250.10"});
    let unknown = Locale::choose(["tlh-CH"], ["Europe/Zurich"]);
    assert_eq!(
        lines_for(&unknown, "order_filled", &filled),
        "Order filled | Bought 1,000 BTC-USDT at 64,250.10"
    );
    let german = Locale::choose(["tlh-CH", "de-CH"], []);
    assert_eq!(
        lines_for(&german, "order_filled", &filled),
        "Order ausgeführt | 1.000 BTC-USDT zu 64.250,10 gekauft"
    );
}
