//! The prices of the simulated exchange: a random walk per symbol.

use rust_decimal::Decimal;

use super::random::Random;

/// A trading pair with its last price.
#[derive(Debug, Clone)]
pub(super) struct Market {
    pub(super) symbol: &'static str,
    pub(super) base: &'static str,
    pub(super) price: Decimal,
}

/// Returns the markets with their opening prices.
pub(super) fn open() -> Vec<Market> {
    let market = |symbol, base, cents| Market { symbol, base, price: Decimal::new(cents, 2) };
    vec![
        market("BTC-USDT", "BTC", 6_425_010),
        market("ETH-USDT", "ETH", 312_055),
        market("SOL-USDT", "SOL", 14_872),
    ]
}

impl Market {
    /// Moves the price by up to a fifth of a percent, up or down.
    pub(super) fn walk(&mut self, random: &mut Random) {
        let ten_thousandths = i64::from(random.between(0, 40)) - 20;
        self.price = self.off(ten_thousandths);
    }

    /// Returns the price plus so many ten-thousandths of it. It is never zero.
    pub(super) fn off(&self, ten_thousandths: i64) -> Decimal {
        let moved = self.price + self.price * Decimal::new(ten_thousandths, 4);
        moved.round_dp(2).max(Decimal::new(1, 2))
    }
}
