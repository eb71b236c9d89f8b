//! The events that are published for synthetic traders.

use std::time::Duration;

use domain::{EventType, Time, UserId};
use serde_json::{Value, json};

/// The types that can be published: a fill and a liquidation (P0), a partial fill (P1) and an
/// accrual (P2).
pub const TYPES: [EventType; 4] = [
    EventType::OrderFilled,
    EventType::PositionLiquidated,
    EventType::OrderPartiallyFilled,
    EventType::ReferralAccrued,
];

/// Returns the body of an event of this type, as an exchange sends it; `None` for a type that is
/// not one of [`TYPES`].
///
/// After `expires_after` the event is no longer worth delivering: `hello` does not return it any
/// more. Its item is deleted after the retention of its type ([`EventType::keep_for`]).
pub fn body(
    event_type: EventType,
    id: &str,
    user: &UserId,
    occurred_at: Time,
    expires_after: Duration,
) -> Option<String> {
    let data = data(event_type, id)?;
    let event = json!({
        "id": id, "event_type": event_type.row().name, "user_id": user.as_str(), "occurred_at": occurred_at,
        "expires_at": occurred_at.plus(expires_after), "data": data,
    });
    Some(event.to_string())
}

fn data(event_type: EventType, id: &str) -> Option<Value> {
    let data = match event_type {
        EventType::OrderFilled => json!({
            "order_id": id, "symbol": "BTC-USDT", "side": "buy", "quantity": "0.001", "price": "50000",
        }),
        EventType::PositionLiquidated => json!({
            "position_id": id, "symbol": "BTC-USDT", "side": "long", "quantity": "0.001",
            "liquidation_price": "50000", "realized_pnl": "-1", "currency": "USDT",
        }),
        EventType::OrderPartiallyFilled => json!({
            "order_id": id, "symbol": "BTC-USDT", "side": "buy", "filled_quantity": "0.001",
            "remaining_quantity": "0.001", "price": "50000",
        }),
        EventType::ReferralAccrued => json!({"accrual_id": id, "amount": "0.01", "asset": "USDT"}),
        _ => return None,
    };
    Some(data)
}

#[cfg(test)]
mod tests {
    use domain::event::Event;

    use super::*;

    #[test]
    fn the_system_takes_every_one_of_them_whole() {
        let now = Time::from_millis(1_795_420_800_000);
        let user = UserId::parse("user").unwrap();
        let minute = Duration::from_mins(1);
        for event_type in TYPES {
            let body = body(event_type, "synthetic-1", &user, now, minute).unwrap();
            let decoded = Event::read(&body, now).unwrap();
            assert_eq!((decoded.event.event_type(), decoded.dropped), (event_type, Vec::new()), "{body}");
            assert_eq!(decoded.event.expires_at, now.plus(minute));
        }
        assert_eq!(body(EventType::WeeklyPnlReport, "id", &user, now, minute), None);
    }
}
