//! The calm exchange: one story after the other that a person can follow. An order is filled, the price falls
//! towards the trader's level and below it, the margin runs out, and the position is liquidated.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::market::Market;
use super::{Exchange, Happening, TRADERS};

/// The story that is being told, on one market, to every trader.
#[derive(Debug, Clone)]
pub(super) struct Tale {
    /// The step in which it began.
    begun: u64,
    /// The market's place among the markets.
    market: usize,
    /// The number of its order and its position.
    number: u64,
    /// The price at which the order is filled.
    entry: Decimal,
}

/// The events of a story, by the number of steps since the story began: a notification every few seconds.
const CHAPTERS: [(u64, Chapter); 6] = [
    (0, Chapter::Part),
    (10, Chapter::Fill),
    (25, Chapter::Alert),
    (38, Chapter::MarginCall),
    (54, Chapter::Liquidation),
    (68, Chapter::Deposit),
];

/// The steps of a story.
const LENGTH: u64 = 80;

/// The steps in which the price falls, and by how many ten-thousandths in each. In those after them it comes
/// back.
const FALLS: std::ops::Range<u64> = 12..54;
const FALL: i64 = -5;

/// The level, the liquidation price and the quantity in hundredths of the position.
const LEVEL: i64 = -50;
const LIQUIDATION: i64 = -190;
const QUANTITY: i64 = 50;

#[derive(Debug, Clone, Copy)]
enum Chapter {
    Part,
    Fill,
    Alert,
    MarginCall,
    Liquidation,
    Deposit,
}

impl Exchange {
    /// Goes on with the story, or begins the next one, on the next market.
    pub(super) fn tell(&mut self) -> Vec<Happening> {
        let step = self.tale.as_ref().map_or(LENGTH, |tale| self.turn - tale.begun);
        if step >= LENGTH {
            let market = self.tale.as_ref().map_or(0, |tale| (tale.market + 1) % self.markets.len());
            let entry = self.markets[market].price;
            self.tale = Some(Tale { begun: self.turn, market, number: self.number(), entry });
        }
        let Some(tale) = &self.tale else { return Vec::new() };
        let step = self.turn - tale.begun;
        let market = &self.markets[tale.market];
        let now = CHAPTERS.iter().filter(|(at, _)| *at == step);
        now.flat_map(|(_, chapter)| TRADERS.iter().filter_map(|user| tale.happening(*chapter, user, market)))
            .collect()
    }

    /// Returns by how many ten-thousandths the story moves the price of a market in this step.
    pub(super) fn slope(&self, market: usize) -> Option<i64> {
        let tale = self.tale.as_ref().filter(|tale| tale.market == market)?;
        let step = self.turn - tale.begun;
        match step {
            _ if FALLS.contains(&step) => Some(FALL),
            _ if step >= FALLS.end => Some(-FALL),
            _ => None,
        }
    }
}

impl Tale {
    /// Returns what a trader is told in this chapter; `None` if the price was moved to where it is not true.
    fn happening(&self, chapter: Chapter, user: &'static str, market: &Market) -> Option<Happening> {
        let opened = Market { price: self.entry, ..market.clone() };
        let (level, liquidation) = (opened.off(LEVEL), opened.off(LIQUIDATION));
        let quantity = Decimal::new(QUANTITY, 2);
        let half = quantity / Decimal::TWO;
        let (order, position) = (self.number.to_string(), format!("p-{}", self.number));
        let symbol = market.symbol;
        let (event_type, data): (_, Value) = match chapter {
            Chapter::Part => (
                "order_partially_filled",
                json!({
                    "order_id": order, "symbol": symbol, "side": "buy", "filled_quantity": half.to_string(),
                    "remaining_quantity": half.to_string(), "price": market.price.to_string(),
                }),
            ),
            Chapter::Fill => (
                "order_filled",
                json!({
                    "order_id": order, "symbol": symbol, "side": "buy", "quantity": quantity.to_string(),
                    "price": self.entry.to_string(),
                }),
            ),
            Chapter::Alert if market.price > level => return None,
            Chapter::Alert => (
                "price_alert",
                json!({
                    "alert_id": format!("a-{}", self.number), "symbol": symbol, "condition": "below",
                    "target_price": level.to_string(), "current_price": market.price.to_string(),
                }),
            ),
            Chapter::MarginCall => (
                "margin_call",
                json!({
                    "position_id": position, "symbol": symbol, "margin_ratio_percent": "112.5",
                    "liquidation_price": liquidation.to_string(), "mark_price": market.price.to_string(),
                    "currency": "USDT",
                }),
            ),
            Chapter::Liquidation => (
                "position_liquidated",
                json!({
                    "position_id": position, "symbol": symbol, "side": "long", "quantity": quantity.to_string(),
                    "liquidation_price": liquidation.to_string(),
                    "realized_pnl": (quantity * (liquidation - self.entry)).round_dp(2).to_string(),
                    "currency": "USDT",
                }),
            ),
            Chapter::Deposit => (
                "deposit_credited",
                json!({
                    "deposit_id": format!("d-{}", self.number), "asset": "USDT", "amount": "2500.00",
                    "network": "ERC20",
                }),
            ),
        };
        Some(Happening { id: format!("{event_type}-{}-{user}", self.number), event_type, user, data })
    }
}
