//! An example of every document that is read, including those of the design. The schemas contain
//! them, and the tests start from them.

use domain::EventType;
use domain::preferences::Preferences;
use serde_json::{Value, json};

/// Returns the examples that the schema at this path accepts.
pub fn of(path: &str) -> Vec<Value> {
    let name = path.trim_end_matches(".json");
    let example = match name.split_once('/') {
        Some(("events", event_type)) => event(event_type),
        Some(("requests", action)) => request(action),
        Some(_) => None,
        None => document(name),
    };
    example.into_iter().collect()
}

/// Returns an event of the type: of the first types as in the design, and of all others the
/// catalogue's sample.
fn event(event_type: &str) -> Option<Value> {
    let sample;
    let (id, data) = match event_type {
        "position_liquidated" => (
            "liquidation-77",
            json!({"position_id": "77", "symbol": "BTC-USDT", "side": "long", "quantity": "0.5",
                "liquidation_price": "58000", "realized_pnl": "-1250.75", "currency": "USDT"}),
        ),
        "margin_call" => (
            "margin-77-1",
            json!({"position_id": "77", "symbol": "BTC-USDT", "margin_ratio_percent": "112.5",
                "liquidation_price": "58000", "mark_price": "58900.5", "currency": "USDT"}),
        ),
        "order_filled" => (
            "fill-8812-1",
            json!({"order_id": "8812", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5",
                "price": "64250.10", "fee": "-0.02", "fee_currency": "USDT"}),
        ),
        "price_alert" => (
            "alert-9-1",
            json!({"alert_id": "a-9", "symbol": "BTC-USDT", "condition": "above", "target_price": "65000",
                "current_price": "65010.5", "note": "sell half"}),
        ),
        "price_feed" => (
            "feed-BTC-USDT-1",
            json!({"symbol": "BTC-USDT", "state": "stale", "last_tick_at": "2026-11-23T07:59:00.000Z"}),
        ),
        "order_partially_filled" => (
            "fill-8813-1",
            json!({"order_id": "8813", "symbol": "ETH-USDT", "side": "sell", "filled_quantity": "1.5",
                "remaining_quantity": "0", "price": "3150.25"}),
        ),
        "deposit_credited" => (
            "deposit-4",
            json!({"deposit_id": "d-4", "asset": "USDT", "amount": "1000", "network": "Tron",
                "tx_id": "9b1c0d"}),
        ),
        "new_listing" => (
            "listing-NEW",
            json!({"symbol": "NEW-USDT", "score": 8.5, "name": "New Coin",
                "trading_starts_at": "2026-11-24T12:00:00.000Z"}),
        ),
        "weekly_pnl_report" => (
            "week-2026-W47",
            json!({"week": "2026-W47", "realized_pnl": "310.2", "currency": "USDT",
                "unrealized_pnl": "-12", "trades": 41, "volume": "120500"}),
        ),
        "daily_report" => (
            "day-2026-11-23",
            json!({"day": "2026-11-23", "realized_pnl": "12.5", "unrealized_pnl": "-3", "currency": "USDT",
                "fills": 3, "alerts": 1, "deposits": 0, "accruals": 2}),
        ),
        "referral_accrued" => (
            "referral-5",
            json!({"accrual_id": "5", "amount": "0.75", "asset": "USDT", "referral_count": 12}),
        ),
        "contact_changed" => (
            "contact-c1",
            json!({"change_id": "contact-c1", "kind": "device", "new_masked": "ios •••3f2a", "change": "added"}),
        ),
        "preferences_weakened" => ("preferences-8", json!({"section": "liquidationWarning"})),
        others => {
            let data = serde_json::from_str(EventType::parse(others)?.sample()).ok()?;
            sample = format!("{}-1", others.replace('_', "-"));
            (sample.as_str(), data)
        }
    };
    Some(json!({
        "id": id, "event_type": event_type, "user_id": "u-42", "occurred_at": "2026-11-23T08:00:00.123Z",
        "data": data, "channels": ["websocket", "push"], "expires_at": "2026-11-23T09:00:00Z", "priority": 0,
        "account_id": "a-7", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    }))
}

fn new_alert() -> Value {
    json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": "65000", "recurring": true,
        "cooldownSeconds": 300, "rearmPercent": "0.5", "expiresAt": "2026-12-01T00:00:00Z", "note": "sell half"})
}

/// Returns the preferences of a trader who has set none, as in the design.
fn preferences() -> Value {
    json!(Preferences::default())
}

fn request(action: &str) -> Option<Value> {
    let fields = match action {
        "hello" => json!({"after": "1795420800123~fill-8812-1"}),
        "ack" => json!({"ids": ["fill-8812-1", "alert-9-1"]}),
        "ping" | "getPreferences" | "listTopics" | "linkTelegram" | "unlinkTelegram" => json!({}),
        "listNotifications" => json!({
            "filter": {"section": "orderFilled", "symbol": "BTC-USDT", "unread": true, "archived": false},
            "before": "1795420800123~fill-8812-1", "limit": 20,
        }),
        "markRead" | "archive" | "unarchive" | "markUnread" => json!({"ids": ["fill-8812-1"]}),
        "getNotification" => json!({"id": "fill-8812-1"}),
        "putPreferences" => json!({"preferences": preferences(), "version": 0}),
        "getReachability" => json!({"at": "2026-11-24T03:00:00+01:00"}),
        "createAlert" => json!({"alert": new_alert(), "clientId": "123e4567-e89b-12d3-a456-426614174000"}),
        "listAlerts" => json!({"symbol": "BTC-USDT"}),
        "deleteAlert" | "pauseAlert" | "resumeAlert" => {
            json!({"alertId": "nYb6mXk2T0mZ5w3v1c9q4A.1795420800123"})
        }
        "registerDevice" => json!({"token": "c:APA91b-token", "platform": "ios", "language": "de-AT",
            "permission": "granted", "focusAllowed": true, "installationId": "f4a1"}),
        "followTopic" | "unfollowTopic" => json!({"topic": "market:BTC-USDT"}),
        "testDelivery" => json!({"channels": ["push", "telegram"]}),
        "snooze" => json!({"until": "2026-11-23T09:00:00Z"}),
        "removeDevice" => json!({"deviceId": "nYb6mXk2T0mZ5w3v1c9q4A"}),
        _ => return None,
    };
    let mut frame = json!({"action": action, "requestId": "r-1"});
    if let (Value::Object(frame), Value::Object(fields)) = (&mut frame, fields) {
        frame.extend(fields);
    }
    Some(frame)
}

fn tick() -> Value {
    json!({"symbol": "BTC-USDT", "price": "64250.10", "ts": "2026-11-23T08:00:00.123Z", "source": "last"})
}

fn document(name: &str) -> Option<Value> {
    Some(match name {
        "profile" => {
            json!({"user_id": "u-42", "updated_at": "2026-11-23T08:00:00Z", "email": "ada@example.com",
            "phone": "+4915112345678", "language": "de", "time_zone": "Europe/Vienna", "country": "AT", "topics": ["holds:BTC", "tier:vip", "market:BTC-USDT"]})
        }
        "tick" => tick(),
        "ticks" => json!([tick()]),
        "preferences" => preferences(),
        "new_alert" => new_alert(),
        _ => return None,
    })
}
