//! Odd but legal input: what some carrier refuses, and what is unreadable without being needed.

use domain::EventType;
use serde_json::{Value, json};

use crate::world::World;

/// One event or alert in so many is odd.
const ONE_IN: usize = 12;

/// Stands in a text for half of a surrogate pair, which no Rust string can hold: [`written`] puts it there.
const LONE: &str = "(lone surrogate)";

/// Characters that are in every Unicode string's right and that SQS refuses.
const NONCHARACTERS: &str = "\u{fffe}\u{ffff}";

/// Whether the next event or alert is odd.
pub(crate) fn is_next(world: &World) -> bool {
    world.below(ONE_IN) == 0
}

/// Makes the event odd. Answers whether it may be rejected for that.
pub(crate) fn event(world: &World, event_type: EventType, event: &mut Value) -> bool {
    let data = &mut event["data"];
    match world.below(5) {
        0 => data["comment"] = json!(NONCHARACTERS),
        1 => {
            data["comment"] = json!(LONE);
            return true;
        }
        2 => {
            for amount in ["quantity", "amount", "price", "realized_pnl"] {
                if data.get(amount).is_some() {
                    data[amount] = json!("420690000000000.000000000000000000");
                }
            }
        }
        3 => {
            let optional = match event_type {
                EventType::PositionLiquidated => "realized_pnl",
                EventType::MarginCall => "liquidation_price",
                EventType::OrderFilled => "fee",
                EventType::NewListing => "name",
                _ => "comment",
            };
            data[optional] = json!({"unreadable": true});
        }
        _ => event["expires_at"] = json!("soon"),
    }
    false
}

/// A note for an alert, of characters that SQS refuses or that no text can hold.
pub(crate) fn note(world: &World) -> Value {
    json!([NONCHARACTERS, LONE][world.below(2)])
}

/// A text that is odd now and then, raw as a stream takes it.
pub(crate) fn text(world: &World) -> &'static str {
    if is_next(world) { NONCHARACTERS } else { "" }
}

/// The message as it is sent: with escapes where JSON may have them, which reach the reader as the characters themselves.
pub(crate) fn written(message: &Value) -> String {
    let text = message.to_string().replace(LONE, "\\ud83d");
    text.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
}
