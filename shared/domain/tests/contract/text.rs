//! What the trader reads, type by type: with what is required only, and with everything.

use domain::text::render;
use serde_json::{Value, json};

use crate::event;

fn lines(event_type: &str, data: &Value) -> String {
    let text = render(&event(event_type, data).data);
    format!("{} | {}", text.title, text.body)
}

/// Extends `data` with what is optional.
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
        "Position liquidated | Your long of 0.5 BTC-USDT was liquidated at 60000"
    );
    assert_eq!(
        lines("position_liquidated", &and(&least, &json!({"realized_pnl":"-1250.00","currency":"USDT"}))),
        "Position liquidated | Your long of 0.5 BTC-USDT was liquidated at 60000. Realized P&L -1250.00 USDT"
    );
    assert_eq!(
        lines("position_liquidated", &and(&least, &json!({"realized_pnl":"-1250.00"}))),
        "Position liquidated | Your long of 0.5 BTC-USDT was liquidated at 60000. Realized P&L -1250.00"
    );
    assert_eq!(
        lines("position_liquidated", &and(&least, &json!({"currency":"USDT","side":"short"}))),
        "Position liquidated | Your short of 0.5 BTC-USDT was liquidated at 60000"
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
         Liquidation price 60500 USDT. Mark price 61000.5 USDT"
    );
    assert_eq!(
        lines("margin_call", &and(&least, &json!({"liquidation_price":"0","mark_price":"61000.5"}))),
        "Margin call | BTC-USDT is at a margin ratio of 112.5% (liquidation at 100%). Mark price 61000.5"
    );
}

#[test]
fn orders() {
    let filled = json!({"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"});
    assert_eq!(lines("order_filled", &filled), "Order filled | Bought 0.5 BTC-USDT at 64250.10");
    assert_eq!(
        lines("order_filled", &and(&filled, &json!({"side":"sell","fee":"3.20","fee_currency":"USDT"}))),
        "Order filled | Sold 0.5 BTC-USDT at 64250.10. Fee 3.20 USDT"
    );
    assert_eq!(
        lines("order_filled", &and(&filled, &json!({"fee":"-0.1"}))),
        "Order filled | Bought 0.5 BTC-USDT at 64250.10. Rebate 0.1"
    );

    let partly = json!({"order_id":"1","symbol":"BTC-USDT","side":"sell","filled_quantity":"0.2","remaining_quantity":"0.3","price":"64250"});
    assert_eq!(
        lines("order_partially_filled", &partly),
        "Order partially filled | Sold 0.2 BTC-USDT at 64250. 0.3 still open"
    );
}

#[test]
fn prices() {
    let alert = json!({"alert_id":"a","symbol":"BTC-USDT","condition":"above","target_price":"64000","current_price":"64012.5"});
    assert_eq!(
        lines("price_alert", &alert),
        "Price alert | BTC-USDT is at 64012.5 (your alert: above 64000)"
    );
    assert_eq!(
        lines("price_alert", &and(&alert, &json!({"note":" sell\r\nhalf,\u{0} <b>now</b>\u{2028}!\n"}))),
        "Price alert | BTC-USDT is at 64012.5 (your alert: above 64000). sell half, <b>now</b> !"
    );
    assert_eq!(
        lines("price_alert", &and(&alert, &json!({"note":" \n", "condition":"below"}))),
        "Price alert | BTC-USDT is at 64012.5 (your alert: below 64000)"
    );

    let stale = json!({"symbol":"BTC-USDT","state":"stale","last_tick_at":"2026-11-23T07:58:59.999Z"});
    assert_eq!(
        lines("price_feed", &stale),
        "Prices interrupted | No price of BTC-USDT since 2026-11-23 07:58 UTC. \
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
        "Deposit credited | 100.00 USDT arrived in your account. Network Tron (TRC20). Transaction 0xabc"
    );

    let listing = json!({"symbol":"NEW-USDT","score":8});
    assert_eq!(lines("new_listing", &listing), "New listing | NEW-USDT is listed, score 8");
    assert_eq!(
        lines(
            "new_listing",
            &and(&listing, &json!({"name":"New\tCoin","trading_starts_at":"2026-11-24T10:00:00+02:00"}))
        ),
        "New listing | New Coin (NEW-USDT) is listed, score 8. Trading starts 2026-11-24 08:00 UTC"
    );
}

#[test]
fn reports() {
    let weekly = json!({"week":"2026-W47","realized_pnl":"120.50","currency":"USDT"});
    assert_eq!(lines("weekly_pnl_report", &weekly), "Weekly report 2026-W47 | Realized P&L 120.50 USDT");
    assert_eq!(
        lines(
            "weekly_pnl_report",
            &and(&weekly, &json!({"unrealized_pnl":"-3","trades":42,"volume":"100000"}))
        ),
        "Weekly report 2026-W47 | Realized P&L 120.50 USDT. Unrealized P&L -3 USDT. 42 trades. Volume 100000 USDT"
    );

    let daily = json!({"day":"2026-11-23"});
    assert_eq!(lines("daily_report", &daily), "Daily report 2026-11-23 | No activity");
    let all = json!({
        "realized_pnl":"12.5","unrealized_pnl":"-3","currency":"USDT",
        "fills":3,"alerts":1,"deposits":0,"accruals":2
    });
    assert_eq!(
        lines("daily_report", &and(&daily, &all)),
        "Daily report 2026-11-23 | 3 fills, 1 price alert, 2 referral rewards. Realized P&L 12.5 USDT. Unrealized P&L -3 USDT"
    );
}

#[test]
fn referrals() {
    let accrued = json!({"accrual_id":"r","amount":"1.5","asset":"USDT"});
    assert_eq!(lines("referral_accrued", &accrued), "Referral reward | You earned 1.5 USDT");
    assert_eq!(
        lines("referral_accrued", &and(&accrued, &json!({"referral_count":1}))),
        "Referral reward | You earned 1.5 USDT. You have 1 referral"
    );
    assert_eq!(
        lines("referral_accrued", &and(&accrued, &json!({"referral_count":4}))),
        "Referral reward | You earned 1.5 USDT. You have 4 referrals"
    );
}
