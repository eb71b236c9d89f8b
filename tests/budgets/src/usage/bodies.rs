//! Messages for metering the flows.

use std::io;

use lambda::clock::SystemClock;
use ports::Clock;
use serde_json::{Value, json};
use usecases::deliver::Delivery;

use super::rig::other;
use crate::events::{fill, user};

/// Returns the id of the device of this user.
pub(super) fn device_id(number: usize) -> String {
    format!("d-{number:022}")
}

/// Returns the delivery of the notification that this event becomes.
pub(super) fn delivery(event: &str, device: Option<String>) -> io::Result<String> {
    let event: Value = serde_json::from_str(event)?;
    let mut delivery = json!({"user_id": event["user_id"], "event_id": event["id"]});
    if let Some(device) = device {
        delivery["device"] = json!(device);
    }
    Delivery::decode(&delivery.to_string()).map(|delivery| delivery.encode()).map_err(other)
}

/// Returns an event of this user that occurs now.
fn event(number: usize, kind: &str, data: &Value) -> String {
    let id = format!("{kind}-{number:010}");
    let event = json!({
        "id": id, "event_type": kind, "user_id": user(number), "occurred_at": SystemClock.now(), "data": data,
    });
    event.to_string()
}

fn events(kind: &str, data: &Value, count: usize) -> Vec<String> {
    (0..count).map(|number| event(number, kind, data)).collect()
}

pub(super) fn fills(count: usize) -> Vec<String> {
    (0..count).map(fill).collect()
}

pub(super) fn partial_fills(count: usize) -> Vec<String> {
    let data = json!({
        "order_id": "0000008812", "symbol": "BTC-USDT", "side": "buy", "filled_quantity": "0.25",
        "remaining_quantity": "0.25", "price": "64250.10",
    });
    events("order_partially_filled", &data, count)
}

pub(super) fn accruals(count: usize) -> Vec<String> {
    let data = json!({"accrual_id": "0000004711", "amount": "1.25", "asset": "USDT", "referral_count": 3});
    events("referral_accrued", &data, count)
}

pub(super) fn weekly_reports(count: usize) -> Vec<String> {
    let data = json!({"week": "2026-W47", "realized_pnl": "1250.75", "currency": "USDT", "trades": 42});
    events("weekly_pnl_report", &data, count)
}

pub(super) fn margin_calls(count: usize) -> Vec<String> {
    let data = json!({
        "position_id": "0000000815", "symbol": "BTC-USDT", "margin_ratio_percent": "120",
        "liquidation_price": "58250.10", "mark_price": "59250.10", "currency": "USDT",
    });
    events("margin_call", &data, count)
}
