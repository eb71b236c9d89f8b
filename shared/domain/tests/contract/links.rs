//! The path of a notification in the exchange's app.

use domain::event::data::Fields;
use serde_json::json;

use crate::event;

#[test]
fn a_link_has_the_values_of_its_fields_escaped() {
    let link =
        |event_type, data: &serde_json::Value| event(event_type, data).data.fields().and_then(Fields::link);
    let fill = |order: &str| json!({"order_id": order, "symbol": "BTC-USDT", "side": "buy", "quantity": "1", "price": "2"});
    assert_eq!(link("order_filled", &fill("8812")).as_deref(), Some("/orders/8812"));
    assert_eq!(
        link("order_filled", &fill("a/../b?c#d é")).as_deref(),
        Some("/orders/a%2F..%2Fb%3Fc%23d%20%C3%A9")
    );
    let alert = json!({
        "alert_id": "a", "symbol": "BTC/USDT:perp", "condition": "above", "target_price": "1", "current_price": "1",
    });
    assert_eq!(link("price_alert", &alert).as_deref(), Some("/trade/BTC%2FUSDT%3Aperp"));
    assert_eq!(
        link("preferences_weakened", &json!({"section": "liquidation"})).as_deref(),
        Some("/security")
    );
}
