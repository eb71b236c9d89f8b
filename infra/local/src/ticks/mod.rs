//! Puts prices on the stream, those of the simulated exchange and those of a file, and reads them
//! from it.

mod replay;
mod stream;
mod tail;

use domain::Time;
use domain::event::data::{Positive, Symbol};
use serde_json::json;

pub use replay::{Due, Progress, Row, read, schedule};
pub use stream::{Record, TickStream};

/// The price of a trade.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The market.
    pub symbol: Symbol,
    /// The price.
    pub price: Positive,
    /// The time of the trade.
    pub at: Time,
}

impl Tick {
    /// Returns the JSON that the stream carries.
    pub fn to_json(&self) -> String {
        json!({"symbol": self.symbol, "price": self.price, "ts": self.at, "source": "last"}).to_string()
    }
}
