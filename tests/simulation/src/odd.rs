//! Unusual but legal input: text that some service refuses, and fields that cannot be decoded
//! and are not needed.

use domain::EventType;
use serde_json::{Value, json};

use crate::world::World;

/// The odds of unusual input: one event or alert in this many.
const ONE_IN: usize = 12;

/// The placeholder of half a surrogate pair, which no Rust string can hold: [`written`] replaces it.
const LONE: &str = "(lone surrogate)";

/// Characters that any Unicode string may have and that SQS refuses.
const NONCHARACTERS: &str = "\u{fffe}\u{ffff}";

/// Whether the next event or alert is unusual.
pub(crate) fn is_next(world: &World) -> bool {
    world.below(ONE_IN) == 0
}

/// Makes the event unusual. Returns whether it may be rejected for that.
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

/// Returns a note for an alert, of characters that SQS refuses or that no Rust string can hold.
pub(crate) fn note(world: &World) -> Value {
    json!([NONCHARACTERS, LONE][world.below(2)])
}

/// Returns a text that is sometimes unusual, unescaped as a stream takes it.
pub(crate) fn text(world: &World) -> &'static str {
    if is_next(world) { NONCHARACTERS } else { "" }
}

/// Returns the message as it is sent: with escapes that JSON allows, which the reader
/// decodes to the characters.
pub(crate) fn written(message: &Value) -> String {
    let text = message.to_string().replace(LONE, "\\ud83d");
    text.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
}
