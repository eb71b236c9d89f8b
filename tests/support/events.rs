//! The events that an exchange publishes.

use serde_json::{Value, json};

use crate::System;

/// Returns the current time, as an event's `occurred_at`.
pub fn now() -> domain::Time {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    domain::Time::from_millis(i64::try_from(since.as_millis()).unwrap())
}

/// Publishes events of one user.
pub struct Exchange<'a> {
    system: &'a System,
    user: String,
}

impl<'a> Exchange<'a> {
    /// Returns a publisher of events for this user.
    pub fn of(system: &'a System, user: &str) -> Self {
        Self { system, user: user.to_owned() }
    }

    /// Returns a fill of an order of its own that occurs now.
    pub fn fill(&self, id: &str) -> Value {
        json!({
            "id": id, "event_type": "order_filled", "user_id": self.user, "occurred_at": now(),
            "data": {"order_id": id, "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5", "price": "64250.10"},
        })
    }

    /// Returns an event of this type that occurs now.
    pub fn event(&self, id: &str, event_type: &str, data: Value) -> Value {
        let mut event =
            json!({"id": id, "event_type": event_type, "user_id": self.user, "occurred_at": now()});
        event["data"] = data;
        event
    }

    /// Returns a liquidation of this position that occurs now.
    pub fn liquidation(&self, id: &str, position: &str) -> Value {
        let data = json!({
            "position_id": position, "symbol": "BTC-USDT", "side": "long", "quantity": "0.5",
            "liquidation_price": "64250.10", "realized_pnl": "-1250.00", "currency": "USDT",
        });
        self.event(id, "position_liquidated", data)
    }

    /// Returns a margin call of this position that occurs now.
    pub fn margin_call(&self, id: &str, position: &str) -> Value {
        let data = json!({"position_id": position, "symbol": "BTC-USDT", "margin_ratio_percent": "112.5"});
        self.event(id, "margin_call", data)
    }

    /// Returns a price alert with this note that occurs now.
    pub fn price_alert(&self, id: &str, note: &str) -> Value {
        let data = json!({
            "alert_id": id, "symbol": "BTC-USDT", "condition": "above", "target_price": "64000",
            "current_price": "64250.10", "note": note,
        });
        self.event(id, "price_alert", data)
    }

    /// Returns a weekly report that occurs now.
    pub fn weekly_report(&self, id: &str) -> Value {
        let data = json!({"week": "2026-W47", "realized_pnl": "310.25", "currency": "USDT"});
        self.event(id, "weekly_pnl_report", data)
    }

    /// Publishes events to a queue.
    pub async fn publish(&self, queue: &str, events: &[Value]) {
        let bodies: Vec<_> = events.iter().map(Value::to_string).collect();
        self.system.publish(queue, &bodies).await;
    }

    /// Publishes a fill.
    pub async fn publish_fill(&self, id: &str) {
        self.publish("p0", &[self.fill(id)]).await;
    }
}
