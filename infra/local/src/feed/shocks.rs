//! Changes by a caller while the exchange runs: prices, and the number of stories at a time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rust_decimal::Decimal;

/// The markets that are being moved. The caller that moves a market puts its ticks; the exchange
/// follows, and continues from the last price.
#[derive(Debug, Default)]
pub struct Shocks {
    markets: Mutex<BTreeMap<String, Shock>>,
    is_busy: AtomicBool,
}

#[derive(Debug)]
struct Shock {
    price: Decimal,
    /// Whether the movement has ended; the exchange has not seen its last price yet.
    is_over: bool,
}

impl Shocks {
    /// Begins to move a market from this price. Returns false if another movement of it is in
    /// progress.
    pub(crate) fn begin(&self, symbol: &str, price: Decimal) -> bool {
        let mut markets = self.markets();
        if markets.get(symbol).is_some_and(|shock| !shock.is_over) {
            return false;
        }
        markets.insert(symbol.to_owned(), Shock { price, is_over: false });
        true
    }

    /// Sets the market's current price.
    pub(crate) fn step(&self, symbol: &str, price: Decimal) {
        if let Some(shock) = self.markets().get_mut(symbol) {
            shock.price = price;
        }
    }

    /// Ends the movement at the current price.
    pub(crate) fn end(&self, symbol: &str) {
        if let Some(shock) = self.markets().get_mut(symbol) {
            shock.is_over = true;
        }
    }

    /// Returns the prices of the moved markets. A market whose movement has ended is returned once
    /// more.
    pub(crate) fn take(&self) -> BTreeMap<String, Decimal> {
        let mut markets = self.markets();
        let found = markets.iter().map(|(symbol, shock)| (symbol.clone(), shock.price)).collect();
        markets.retain(|_, shock| !shock.is_over);
        found
    }

    /// Lets much happen at once, or one story after the other.
    pub(crate) fn be_busy(&self, is_busy: bool) {
        self.is_busy.store(is_busy, Ordering::Relaxed);
    }

    /// Returns whether much is to happen at once.
    pub fn is_busy(&self) -> bool {
        self.is_busy.load(Ordering::Relaxed)
    }

    fn markets(&self) -> MutexGuard<'_, BTreeMap<String, Shock>> {
        self.markets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_has_one_shock_at_a_time_and_its_end_is_reported_once() {
        let (shocks, price) = (Shocks::default(), |n: i64| Decimal::from(n));
        assert!(shocks.begin("A", price(100)));
        assert!(!shocks.begin("A", price(50)), "it is being moved");
        assert!(shocks.begin("B", price(7)));
        shocks.step("A", price(90));
        shocks.end("A");
        let both = BTreeMap::from([("A".to_owned(), price(90)), ("B".to_owned(), price(7))]);
        assert_eq!(shocks.take(), both);
        assert_eq!(shocks.take(), BTreeMap::from([("B".to_owned(), price(7))]));
        assert!(shocks.begin("A", price(90)));
    }
}
