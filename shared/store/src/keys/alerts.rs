//! The keys of the alerts' table.
//!
//! | hash | range | item |
//! |---|---|---|
//! | `user#<user>` | `!` | how often the user's alerts were created, and the bucket that limits that |
//! | `user#<user>` | `alert#<alert>` | an alert |
//! | `level#<symbol>#<part>#<up or down>` | `<price>#<alert>` | a copy of an alert that waits for this price |
//! | `symbols#<part>` | `<symbol>` | what is known of a symbol |
//!
//! No user and no symbol has a `#` in it, so no key is mistaken for another.

use domain::UserId;
use domain::alert::{Level, Part, Side};
use domain::data::{Id, Symbol};
use rust_decimal::Decimal;

// How many alerts a user has created.
pub(crate) const CREATED: &str = "created";
/// When the bucket that limits the creations is full again.
pub(crate) const CREATION_BUCKET: &str = "bucket";

// An alert, and the copy that waits for its price.
pub(crate) const ALERT: &str = "alert";
pub(crate) const SYMBOL: &str = "symbol";
pub(crate) const CONDITION: &str = "condition";
pub(crate) const TARGET: &str = "target";
pub(crate) const RECURS: &str = "recurs";
pub(crate) const COOLDOWN: &str = "cooldown";
pub(crate) const REARM: &str = "rearm";
pub(crate) const NOTE: &str = "note";
pub(crate) const CREATED_AT: &str = "created_at";
pub(crate) const PHASE: &str = "phase";

// What is known of a symbol.
pub(crate) const EPOCH: &str = "epoch";
pub(crate) const BOUNDS: &str = "bounds";
pub(crate) const UP: &str = "up";
pub(crate) const DOWN: &str = "down";
pub(crate) const SLEEPS_UNTIL: &str = "sleeps_until";
pub(crate) const JOBS_OPENED: &str = "jobs_opened";
pub(crate) const LAST_TICK_AT: &str = "last_tick_at";
pub(crate) const WATCHED_SINCE: &str = "watched_since";
pub(crate) const STALE_SINCE: &str = "stale_since";
pub(crate) const TOLD_UNTIL: &str = "told_until";
pub(crate) const TOLD_COMPLETE_AT: &str = "told_complete_at";

/// The attribute with the highest number of the jobs that this part has finished.
pub(crate) fn jobs_finished(part: Part) -> String {
    format!("jobs_finished_{}", part.number())
}

/// Over how many hash keys the symbols are spread. It must not change while there are any.
const SYMBOL_PARTS: u8 = 16;

/// The hash key of a user's alerts.
pub(crate) fn user(user: &UserId) -> String {
    format!("user#{user}")
}

/// The range key of the item that counts the alerts that a user has created. It stands before all of them, so that whoever reads
/// in the order of the keys has read every alert that was counted, and perhaps more.
pub(crate) const COUNT: &str = "!";

/// The range key of an alert.
pub(crate) fn alert(id: &Id) -> String {
    format!("alert#{id}")
}

/// The hash key of those of a symbol's alerts that wait for a price on this side.
pub(crate) fn levels(symbol: &Symbol, part: Part, side: Side) -> String {
    let side = match side {
        Side::Up => "up",
        Side::Down => "down",
    };
    format!("level#{symbol}#{}#{side}", part.number())
}

/// The range key of an alert that waits for this level.
pub(crate) fn level(level: &Level, id: &Id) -> String {
    format!("{}#{id}", price(level.price))
}

/// How many digits a price has before the point: 28, and one more where a way back lies above its target.
const WHOLE: usize = 29;

/// How many it has behind: as many as a decimal can have.
const FRACTION: usize = 28;

/// The price in a width that is always the same, so that texts sort as prices do. No price is below zero.
fn price(price: Decimal) -> String {
    let text = price.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole:0>WHOLE$}.{fraction:0<FRACTION$}")
}

/// The hash keys of all symbols.
pub(crate) fn symbol_parts() -> impl Iterator<Item = String> {
    (0..SYMBOL_PARTS).map(symbol_part)
}

/// The hash key of a symbol; its range key is its name.
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
        // The largest is that of a decimal, above which no level is.
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
