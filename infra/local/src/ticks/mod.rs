//! Prices onto the stream, those of the simulated exchange and those of a file; and off it again.

mod replay;
mod stream;
mod tail;

use domain::Time;
use domain::data::{Positive, Symbol};
use serde_json::json;

pub use replay::{Due, Progress, Row, read, schedule};
pub use stream::{Record, TickStream};

/// A price that was paid.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// On which market.
    pub symbol: Symbol,
    /// How much.
    pub price: Positive,
    /// When.
    pub at: Time,
}

impl Tick {
    /// As the stream has it.
    pub fn to_json(&self) -> String {
        json!({"symbol": self.symbol, "price": self.price, "ts": self.at, "source": "last"}).to_string()
    }
}
