//! Prices that somebody moves by hand while the exchange runs.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rust_decimal::Decimal;

/// The markets that are being moved. Whoever moves one puts its ticks; the exchange follows, and goes on from there.
#[derive(Debug, Default)]
pub struct Shocks {
    markets: Mutex<BTreeMap<String, Shock>>,
}

#[derive(Debug)]
struct Shock {
    price: Decimal,
    /// Nobody moves it any more; the exchange has yet to learn where it ended.
    is_over: bool,
}

impl Shocks {
    /// Somebody begins to move a market from this price; false when somebody else does already.
    pub(crate) fn begin(&self, symbol: &str, price: Decimal) -> bool {
        let mut markets = self.markets();
        if markets.get(symbol).is_some_and(|shock| !shock.is_over) {
            return false;
        }
        markets.insert(symbol.to_owned(), Shock { price, is_over: false });
        true
    }

    /// The market is at this price now.
    pub(crate) fn step(&self, symbol: &str, price: Decimal) {
        if let Some(shock) = self.markets().get_mut(symbol) {
            shock.price = price;
        }
    }

    /// It is left where it is.
    pub(crate) fn end(&self, symbol: &str) {
        if let Some(shock) = self.markets().get_mut(symbol) {
            shock.is_over = true;
        }
    }

    /// Where the moved markets are. One that is not moved any more is told of once.
    pub(crate) fn take(&self) -> BTreeMap<String, Decimal> {
        let mut markets = self.markets();
        let found = markets.iter().map(|(symbol, shock)| (symbol.clone(), shock.price)).collect();
        markets.retain(|_, shock| !shock.is_over);
        found
    }

    fn markets(&self) -> MutexGuard<'_, BTreeMap<String, Shock>> {
        self.markets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_is_moved_by_one_at_a_time_and_its_end_is_told_once() {
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
