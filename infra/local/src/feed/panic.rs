//! Extreme situations of the exchange: a burst of events, and a price crash.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The interval between two ticks of a price crash.
const STEP: Duration = Duration::from_millis(200);

/// Returns `count` events of one user, of all classes, each a millisecond after the one before; the
/// last occurs at `now`.
pub(crate) fn burst(user: &str, count: u32, now: Timestamp) -> Vec<Value> {
    static BURSTS: AtomicU64 = AtomicU64::new(1);
    // The counter distinguishes two bursts of one millisecond, and the time distinguishes two runs.
    let burst = format!("{}-{}", now.as_millisecond(), BURSTS.fetch_add(1, Ordering::Relaxed));
    let event = |n: u32| {
        let before = SignedDuration::from_millis(i64::from(count - n));
        let occurred_at = now.checked_sub(before).unwrap_or(now);
        let (event_type, data) = happening(&burst, n);
        json!({
            "id": format!("burst-{burst}-{n}"),
            "event_type": event_type,
            "user_id": user,
            "occurred_at": format!("{occurred_at:.3}"),
            "data": data,
        })
    };
    (1..=count).map(event).collect()
}

/// Returns the type and data of the event with this number. Of ten events, three are fills (P0),
/// four are P1 and three are P2.
fn happening(burst: &str, n: u32) -> (&'static str, Value) {
    let id = format!("{burst}-{n}");
    let price = Decimal::new(6_425_010 + i64::from(n), 2).to_string();
    match n % 10 {
        0..=2 => (
            "order_filled",
            json!({"order_id": id, "symbol": "BTC-USDT", "side": "sell", "quantity": "0.01", "price": price}),
        ),
        3..=5 => (
            "order_partially_filled",
            json!({
                "order_id": id, "symbol": "ETH-USDT", "side": "buy", "filled_quantity": n.to_string(),
                "remaining_quantity": "1.5", "price": "3120.55",
            }),
        ),
        6 => ("deposit_credited", json!({"deposit_id": id, "asset": "SOL", "amount": n.to_string()})),
        7 => ("new_listing", json!({"symbol": format!("NEW{n}-USDT"), "score": 8})),
        _ => ("referral_accrued", json!({"accrual_id": id, "amount": "1.25", "asset": "USDT"})),
    }
}

/// Returns the prices on the way from one to the one `percent` away, evenly within `time`, and the
/// interval between two of them.
pub(crate) fn crash(from: Decimal, percent: Decimal, time: Duration) -> (Vec<Decimal>, Duration) {
    let steps = (time.as_millis() / STEP.as_millis()).max(1);
    let steps = u32::try_from(steps).unwrap_or(u32::MAX);
    let places = from.scale().max(2);
    let least = Decimal::new(1, places);
    let whole = from * percent / Decimal::ONE_HUNDRED;
    let price = |step: u32| {
        let price = from + whole * Decimal::from(step) / Decimal::from(steps);
        price.round_dp(places).max(least)
    };
    ((1..=steps).map(price).collect(), STEP)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::Time;
    use domain::event::Event;

    use super::*;
    use crate::publish::Outgoing;

    #[test]
    fn a_burst_is_of_all_classes_and_every_event_of_it_is_good() {
        let now: Timestamp = "2026-11-23T08:00:00.5Z".parse().unwrap();
        let events: Vec<_> = (0..2).flat_map(|_| burst("u-alice", 500, now)).collect();
        let ids: BTreeSet<_> = events.iter().map(|event| event["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 1000);
        let mut queues = BTreeMap::new();
        for event in &events[..500] {
            let read = Event::decode(&event.to_string(), Time::from_millis(now.as_millisecond()));
            assert!(read.is_ok(), "{event}: {read:?}");
            *queues.entry(Outgoing::new(event.to_string()).queue).or_insert(0) += 1;
        }
        assert_eq!(queues, BTreeMap::from([("p0", 150), ("p1", 200), ("p2", 150)]));
        assert_eq!(events[499]["occurred_at"], "2026-11-23T08:00:00.500Z");
        assert_eq!(events[0]["occurred_at"], "2026-11-23T08:00:00.001Z");
    }

    #[test]
    fn a_price_falls_evenly_to_its_end_and_never_to_nothing() {
        let (prices, pause) = crash(Decimal::new(6_425_010, 2), Decimal::from(-20), Duration::from_secs(5));
        assert_eq!(pause * u32::try_from(prices.len()).unwrap(), Duration::from_secs(5));
        assert!(prices.is_sorted_by(|one, next| one > next));
        assert_eq!(prices.last(), Some(&Decimal::new(5_140_008, 2)));
        let (rising, _) = crash(Decimal::from(100), Decimal::from(50), Duration::from_secs(1));
        assert_eq!(rising.last(), Some(&Decimal::from(150)));
        let (tiny, _) = crash(Decimal::new(1, 2), Decimal::from(-99), Duration::from_secs(1));
        assert_eq!(tiny.last(), Some(&Decimal::new(1, 2)));
    }
}
