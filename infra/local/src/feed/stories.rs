//! The scenarios of the exchange. A scenario begins with one event; the events that follow from it
//! come in later steps.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::market::Market;
use super::{Exchange, Happening, TRADERS};

impl Exchange {
    /// Begins one scenario: orders often, reports rarely.
    pub(super) fn begin_story(&mut self, now: Timestamp) -> Happening {
        let user = *self.random.one_of(&TRADERS);
        let markets = self.markets.clone();
        let market = self.random.one_of(&markets);
        match self.random.between(0, 99) {
            0..=34 => self.order(user, market),
            35..=49 => self.order_in_parts(user, market),
            50..=64 => self.price_level(user, market),
            65..=76 => self.deposit(user, market),
            77..=84 => self.margin(user, market),
            85..=89 => self.dark_feed(user, market, now),
            90..=93 => self.listing(user, now),
            94..=96 => self.weekly_report(user, now),
            _ => self.referral(user),
        }
    }

    fn order(&mut self, user: &'static str, market: &Market) -> Happening {
        let order = self.number();
        let quantity = self.quantity(1, 200);
        filled(order, user, market, self.side(), quantity, market.price)
    }

    /// Two partial fills and then the complete fill of the same order.
    fn order_in_parts(&mut self, user: &'static str, market: &Market) -> Happening {
        let order = self.number();
        let side = self.side();
        let parts = [self.quantity(1, 50), self.quantity(1, 50), self.quantity(1, 50)];
        let whole: Decimal = parts.iter().sum();
        let part = |n: usize, done: Decimal, price: Decimal| Happening {
            id: format!("part-{order}-{n}"),
            event_type: "order_partially_filled",
            user,
            data: json!({
                "order_id": order.to_string(),
                "symbol": market.symbol,
                "side": side,
                "filled_quantity": done.to_string(),
                "remaining_quantity": (whole - done).to_string(),
                "price": price.to_string(),
            }),
        };
        self.afterwards(3, part(2, parts[0] + parts[1], market.off(3)));
        self.afterwards(5, filled(order, user, market, side, whole, market.off(5)));
        part(1, parts[0], market.price)
    }

    fn price_level(&mut self, user: &'static str, market: &Market) -> Happening {
        let alert = self.number();
        // The alert's target is a level that the last step has just crossed.
        let (condition, target) = *self.random.one_of(&[("above", market.off(-5)), ("below", market.off(5))]);
        let data = json!({
            "alert_id": alert.to_string(),
            "symbol": market.symbol,
            "condition": condition,
            "target_price": target.to_string(),
            "current_price": market.price.to_string(),
        });
        Happening { id: format!("alert-{alert}"), event_type: "price_alert", user, data }
    }

    fn deposit(&mut self, user: &'static str, market: &Market) -> Happening {
        let deposit = self.number();
        let amount = self.quantity(10, 5000);
        let data = json!({
            "deposit_id": deposit.to_string(),
            "asset": market.base,
            "amount": amount.to_string(),
            "network": market.base,
        });
        Happening { id: format!("deposit-{deposit}"), event_type: "deposit_credited", user, data }
    }

    /// A margin call; half of them end in the liquidation of the same position.
    fn margin(&mut self, user: &'static str, market: &Market) -> Happening {
        let position = self.number();
        let side = *self.random.one_of(&["long", "short"]);
        // A long position is liquidated below the price, a short one above it.
        let liquidation = market.off(if side == "long" { -80 } else { 80 });
        if self.random.between(0, 1) == 0 {
            let quantity = self.quantity(10, 300);
            let loss = -(quantity * (market.price - liquidation).abs()).round_dp(2);
            let data = json!({
                "position_id": position.to_string(),
                "symbol": market.symbol,
                "side": side,
                "quantity": quantity.to_string(),
                "liquidation_price": liquidation.to_string(),
                "realized_pnl": loss.to_string(),
                "currency": "USDT",
            });
            let id = format!("liquidation-{position}");
            self.afterwards(8, Happening { id, event_type: "position_liquidated", user, data });
        }
        let ratio = Decimal::new(i64::from(self.random.between(1020, 1290)), 1);
        let data = json!({
            "position_id": position.to_string(),
            "symbol": market.symbol,
            "margin_ratio_percent": ratio.to_string(),
            "liquidation_price": liquidation.to_string(),
            "mark_price": market.price.to_string(),
            "currency": "USDT",
        });
        Happening { id: format!("margin-{position}"), event_type: "margin_call", user, data }
    }

    /// A market whose prices stop for a while.
    fn dark_feed(&mut self, user: &'static str, market: &Market, now: Timestamp) -> Happening {
        let number = self.number();
        let last_tick = now.saturating_sub(SignedDuration::from_secs(60)).unwrap_or(now);
        let state = |state: &str| Happening {
            id: format!("feed-{number}-{state}"),
            event_type: "price_feed",
            user,
            data: json!({"symbol": market.symbol, "state": state, "last_tick_at": format!("{last_tick:.3}")}),
        };
        self.afterwards(10, state("resumed"));
        state("stale")
    }

    fn listing(&mut self, user: &'static str, now: Timestamp) -> Happening {
        let number = self.number();
        let (symbol, name) =
            *self.random.one_of(&[("ARB-USDT", "Arbitrum"), ("TIA-USDT", "Celestia"), ("SUI-USDT", "Sui")]);
        let starts = now.saturating_add(SignedDuration::from_hours(24)).unwrap_or(now);
        let data = json!({
            "symbol": symbol,
            "score": self.random.between(5, 10),
            "name": name,
            "trading_starts_at": format!("{starts:.3}"),
        });
        Happening { id: format!("listing-{number}"), event_type: "new_listing", user, data }
    }

    fn weekly_report(&mut self, user: &'static str, now: Timestamp) -> Happening {
        let number = self.number();
        let week = jiff::tz::Offset::UTC.to_datetime(now).date().iso_week_date();
        let pnl = Decimal::new(i64::from(self.random.between(0, 400_000)) - 150_000, 2);
        let data = json!({
            "week": format!("{:04}-W{:02}", week.year(), week.week()),
            "realized_pnl": pnl.to_string(),
            "currency": "USDT",
            "trades": self.random.between(1, 90),
        });
        Happening { id: format!("week-{number}"), event_type: "weekly_pnl_report", user, data }
    }

    fn referral(&mut self, user: &'static str) -> Happening {
        let accrual = self.number();
        let amount = self.quantity(10, 900);
        let data = json!({"accrual_id": accrual.to_string(), "amount": amount.to_string(), "asset": "USDT"});
        Happening { id: format!("referral-{accrual}"), event_type: "referral_accrued", user, data }
    }

    fn side(&mut self) -> &'static str {
        if self.random.between(0, 1) == 0 { "buy" } else { "sell" }
    }

    /// A quantity in hundredths.
    fn quantity(&mut self, low: u32, high: u32) -> Decimal {
        Decimal::new(i64::from(self.random.between(low, high)), 2)
    }
}

fn filled(
    order: u64,
    user: &'static str,
    market: &Market,
    side: &str,
    quantity: Decimal,
    price: Decimal,
) -> Happening {
    let fee = (quantity * price * Decimal::new(1, 3)).round_dp(2);
    let data: Value = json!({
        "order_id": order.to_string(),
        "symbol": market.symbol,
        "side": side,
        "quantity": quantity.to_string(),
        "price": price.to_string(),
        "fee": fee.to_string(),
        "fee_currency": "USDT",
    });
    Happening { id: format!("fill-{order}"), event_type: "order_filled", user, data }
}
