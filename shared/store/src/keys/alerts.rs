//! The keys of the alerts table.
//!
//! | hash | range | item |
//! |---|---|---|
//! | `user#<user>` | `!` | the number of alerts that the user created or resumed, and the bucket that limits this |
//! | `user#<user>` | `alert#<alert>` | an alert |
//! | `level#<symbol>#<part>#<up or down>` | `<price>#<alert>` | a copy of an alert that waits for this price |
//! | `symbols#<part>` | `<symbol>` | the state of a symbol |
//!
//! No user and no symbol has a `#` in it, so no key is mistaken for another. For the reason for
//! limiting creations see `infra/adr/0020-limits-on-frames.md`.

use domain::UserId;
use domain::alert::{Level, Part, Side};
use domain::event::data::{Id, Symbol};
use rust_decimal::Decimal;

// The number of times that a user has created or resumed an alert.
pub(crate) const CREATED: &str = "created";
/// The time at which the token bucket that limits the creations is full again.
pub(crate) const CREATION_BUCKET: &str = "bucket";

// Attributes of an alert and of its copy at its price level.
pub(crate) const ALERT: &str = "alert";
pub(crate) const SYMBOL: &str = "symbol";
pub(crate) const CONDITION: &str = "condition";
pub(crate) const TARGET: &str = "target";
pub(crate) const RECURS: &str = "recurs";
pub(crate) const COOLDOWN: &str = "cooldown";
pub(crate) const REARM: &str = "rearm";
pub(crate) const NOTE: &str = "note";
pub(crate) const CREATED_AT: &str = "created_at";
pub(crate) const RESUMED_AT: &str = "resumed_at";
pub(crate) const PHASE: &str = "phase";

// Attributes of a symbol.
pub(crate) const EPOCH: &str = "epoch";
pub(crate) const BOUNDS: &str = "bounds";
pub(crate) const UP: &str = "up";
pub(crate) const DOWN: &str = "down";
pub(crate) const SLEEPS_UNTIL: &str = "sleeps_until";
pub(crate) const JOBS_OPENED: &str = "jobs_opened";
pub(crate) const LAST_TICK_AT: &str = "last_tick_at";
pub(crate) const WATCHED_SINCE: &str = "watched_since";
pub(crate) const STALE_SINCE: &str = "stale_since";
pub(crate) const TOLD_UNTIL: &str = "notified_until";
pub(crate) const TOLD_COMPLETE_AT: &str = "told_complete_at";

/// Returns the attribute with the highest number of the jobs that this part has finished.
pub(crate) fn jobs_finished(part: Part) -> String {
    format!("jobs_finished_{}", part.number())
}

/// The number of hash keys over which the symbols are spread. It must not change while any are
/// stored.
const SYMBOL_PARTS: u8 = 16;

/// Returns the hash key of a user's alerts.
pub(crate) fn user(user: &UserId) -> String {
    format!("user#{user}")
}

/// The range key of the item that counts the alerts that a user has created or resumed. It sorts before all of
/// them, so a reader in key order has read every alert that was counted, and possibly more.
pub(crate) const COUNT: &str = "!";

/// Returns the range key of an alert.
pub(crate) fn alert(id: &Id) -> String {
    format!("alert#{id}")
}

/// Returns the hash key of those of a symbol's alerts that wait for a price on this side.
pub(crate) fn levels(symbol: &Symbol, part: Part, side: Side) -> String {
    let side = match side {
        Side::Up => "up",
        Side::Down => "down",
    };
    format!("level#{symbol}#{}#{side}", part.number())
}

/// Returns the range key of an alert that waits for this level.
pub(crate) fn level(level: &Level, id: &Id) -> String {
    format!("{}#{id}", price(level.price))
}

/// The number of digits of a price before the point: 28, and one more because a rearm price can be
/// greater than its target.
const WHOLE: usize = 29;

/// The number of digits behind the point: as many as a decimal can have.
const FRACTION: usize = 28;

/// Encodes the price in a fixed width, so that texts sort like prices. No price is below zero.
fn price(price: Decimal) -> String {
    let text = price.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole:0>WHOLE$}.{fraction:0<FRACTION$}")
}

/// Returns the hash keys of all symbols.
pub(crate) fn symbol_parts() -> impl Iterator<Item = String> {
    (0..SYMBOL_PARTS).map(symbol_part)
}

/// Returns the hash key of a symbol; its range key is its name.
pub(crate) fn symbol(symbol: &Symbol) -> String {
    symbol_part(domain::shard::hash(symbol.as_str(), SYMBOL_PARTS))
}

fn symbol_part(number: u8) -> String {
    format!("symbols#{number:02}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn prices() -> impl Strategy<Value = Decimal> {
        // The largest value is that of a decimal; no level is above it.
        (0..=79_228_162_514_264_337_593_543_950_335_i128, 0_u32..=28)
            .prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale))
    }

    proptest! {
        #[test]
        fn texts_sort_as_prices_do(a in prices(), b in prices()) {
            prop_assert_eq!(price(a).cmp(&price(b)), a.cmp(&b));
            prop_assert_eq!(price(a).len(), WHOLE + 1 + FRACTION);
        }

        #[test]
        fn neighbours_sort_too(price_ in prices()) {
            let step = Decimal::from_i128_with_scale(1, price_.scale());
            if let Some(next) = price_.checked_add(step) {
                prop_assert_eq!(price(price_).cmp(&price(next)), price_.cmp(&next));
            }
        }
    }

    #[test]
    fn the_same_price_is_the_same_text() {
        assert_eq!(price("64250.10".parse().unwrap()), price("64250.1".parse().unwrap()));
        assert_eq!(
            price("64250.1".parse().unwrap()),
            "00000000000000000000000064250.1000000000000000000000000000"
        );
        assert_eq!(price(Decimal::ZERO), price("0.00".parse().unwrap()));
        assert_eq!(price(Decimal::MAX).len(), WHOLE + 1 + FRACTION);
    }

    #[test]
    fn symbols_are_spread() {
        let symbol_ = |n: u32| symbol(&Symbol::parse(&format!("S{n}/USDT:@")).unwrap());
        let parts: BTreeSet<String> = (0..1_000).map(symbol_).collect();
        assert_eq!(parts, symbol_parts().collect());
    }
}
