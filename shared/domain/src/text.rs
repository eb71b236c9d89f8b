//! What the trader reads: a title and a body in plain English text, for every type.
//!
//! Nothing is escaped here: a channel that needs markup escapes what it gets.

use std::fmt::{Display, Write as _};

use rust_decimal::Decimal;

use crate::data::{
    Asset, Count, DailyReport, DepositCredited, EventData, FeedState, MarginCall, NewListing, Note,
    OrderFilled, OrderPartiallyFilled, OrderSide, PositionLiquidated, PriceAlert, PriceFeed, ReferralAccrued,
    Signed, WeeklyPnlReport,
};
use crate::time::Time;

/// One message, in plain text without line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What happened, in a few words.
    pub title: String,
    /// What exactly; never empty.
    pub body: String,
}

/// The English text for an event.
pub fn render(data: &EventData) -> Text {
    match data {
        EventData::PositionLiquidated(data) => position_liquidated(data),
        EventData::MarginCall(data) => margin_call(data),
        EventData::OrderFilled(data) => order_filled(data),
        EventData::PriceAlert(data) => price_alert(data),
        EventData::PriceFeed(data) => price_feed(data),
        EventData::OrderPartiallyFilled(data) => order_partially_filled(data),
        EventData::DepositCredited(data) => deposit_credited(data),
        EventData::NewListing(data) => new_listing(data),
        EventData::WeeklyPnlReport(data) => weekly_pnl_report(data),
        EventData::DailyReport(data) => daily_report(data),
        EventData::ReferralAccrued(data) => referral_accrued(data),
    }
}

fn position_liquidated(data: &PositionLiquidated) -> Text {
    let mut body = Sentences::new(format_args!(
        "Your {} of {} {} was liquidated at {}",
        data.side, data.quantity, data.symbol, data.liquidation_price
    ));
    body.amount("Realized P&L", data.realized_pnl, data.currency.as_ref());
    body.under("Position liquidated")
}

fn margin_call(data: &MarginCall) -> Text {
    let mut body = Sentences::new(format_args!(
        "{} is at a margin ratio of {}% (liquidation at 100%)",
        data.symbol, data.margin_ratio_percent
    ));
    let unit = Unit(data.currency.as_ref());
    for (name, price) in [("Liquidation price", data.liquidation_price), ("Mark price", data.mark_price)] {
        if let Some(price) = price.filter(|price| price.get() > Decimal::ZERO) {
            body.add(format_args!("{name} {price}{unit}"));
        }
    }
    body.under("Margin call")
}

fn order_filled(data: &OrderFilled) -> Text {
    let mut body = Sentences::new(format_args!(
        "{} {} {} at {}",
        past(data.side),
        data.quantity,
        data.symbol,
        data.price
    ));
    if let Some(fee) = data.fee {
        let name = if fee.get() < Decimal::ZERO { "Rebate" } else { "Fee" };
        body.add(format_args!("{name} {}{}", fee.get().abs(), Unit(data.fee_currency.as_ref())));
    }
    body.under("Order filled")
}

fn order_partially_filled(data: &OrderPartiallyFilled) -> Text {
    let mut body = Sentences::new(format_args!(
        "{} {} {} at {}",
        past(data.side),
        data.filled_quantity,
        data.symbol,
        data.price
    ));
    body.add(format_args!("{} still open", data.remaining_quantity));
    body.under("Order partially filled")
}

fn price_alert(data: &PriceAlert) -> Text {
    let mut body = Sentences::new(format_args!(
        "{} is at {} (your alert: {} {})",
        data.symbol, data.current_price, data.condition, data.target_price
    ));
    body.note(data.note.as_ref());
    body.under("Price alert")
}

fn price_feed(data: &PriceFeed) -> Text {
    let last = minute(data.last_tick_at);
    match data.state {
        FeedState::Stale => {
            let mut body = Sentences::new(format_args!("No price of {} since {last}", data.symbol));
            body.add(format_args!("Your alerts on it cannot fire until prices are back"));
            body.under("Prices interrupted")
        }
        FeedState::Resumed => {
            let mut body = Sentences::new(format_args!("Prices of {} are back", data.symbol));
            body.add(format_args!("Your alerts on it are watched again"));
            body.under("Prices are back")
        }
    }
}

fn deposit_credited(data: &DepositCredited) -> Text {
    let mut body = Sentences::new(format_args!("{} {} arrived in your account", data.amount, data.asset));
    if let Some(network) = data.network.as_ref().and_then(one_line) {
        body.add(format_args!("Network {network}"));
    }
    if let Some(tx_id) = &data.tx_id {
        body.add(format_args!("Transaction {tx_id}"));
    }
    body.under("Deposit credited")
}

fn new_listing(data: &NewListing) -> Text {
    let mut body = match data.name.as_ref().and_then(one_line) {
        Some(name) => {
            Sentences::new(format_args!("{name} ({}) is listed, score {}", data.symbol, data.score))
        }
        None => Sentences::new(format_args!("{} is listed, score {}", data.symbol, data.score)),
    };
    if let Some(time) = data.trading_starts_at {
        body.add(format_args!("Trading starts {}", minute(time)));
    }
    body.under("New listing")
}

fn weekly_pnl_report(data: &WeeklyPnlReport) -> Text {
    let currency = Some(&data.currency);
    let mut body = Sentences::default();
    body.amount("Realized P&L", Some(data.realized_pnl), currency);
    body.amount("Unrealized P&L", data.unrealized_pnl, currency);
    if let Some(trades) = data.trades {
        body.add(format_args!("{}", Counted(trades, "trade", "trades")));
    }
    if let Some(volume) = data.volume {
        body.add(format_args!("Volume {volume} {}", data.currency));
    }
    body.under(format!("Weekly report {}", data.week))
}

fn daily_report(data: &DailyReport) -> Text {
    let counts = [
        (data.fills, "fill", "fills"),
        (data.alerts, "price alert", "price alerts"),
        (data.deposits, "deposit", "deposits"),
        (data.accruals, "referral reward", "referral rewards"),
    ];
    let happened: Vec<_> = counts
        .into_iter()
        .filter_map(|(count, one, many)| {
            Some(Counted(count.filter(|count| count.get() > 0)?, one, many).to_string())
        })
        .collect();

    let mut body =
        if happened.is_empty() { Sentences::new("No activity") } else { Sentences::new(happened.join(", ")) };
    body.amount("Realized P&L", data.realized_pnl, data.currency.as_ref());
    body.amount("Unrealized P&L", data.unrealized_pnl, data.currency.as_ref());
    body.under(format!("Daily report {}", data.day))
}

fn referral_accrued(data: &ReferralAccrued) -> Text {
    let mut body = Sentences::new(format_args!("You earned {} {}", data.amount, data.asset));
    if let Some(count) = data.referral_count {
        body.add(format_args!("You have {}", Counted(count, "referral", "referrals")));
    }
    body.under("Referral reward")
}

fn past(side: OrderSide) -> &'static str {
    match side {
        OrderSide::Buy => "Bought",
        OrderSide::Sell => "Sold",
    }
}

/// `2026-11-23 08:00 UTC`. The text of a [`Time`] has one width.
fn minute(time: Time) -> String {
    let text = time.to_string();
    format!("{} {} UTC", &text[..10], &text[11..16])
}

/// Free text on one line: every run of white space and control characters is one space. `None` where
/// nothing is left.
fn one_line(note: &Note) -> Option<String> {
    let is_gap = |character: char| character.is_whitespace() || character.is_control();
    let words: Vec<_> = note.as_str().split(is_gap).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}

/// A currency behind its amount, where it is known.
struct Unit<'a>(Option<&'a Asset>);

impl Display for Unit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.map_or(Ok(()), |asset| write!(f, " {asset}"))
    }
}

/// A number of things with their name in singular and plural.
struct Counted(Count, &'static str, &'static str);

impl Display for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.0.get();
        write!(f, "{count} {}", if count == 1 { self.1 } else { self.2 })
    }
}

/// A body in the making: sentences with a full stop between them, and none behind the last.
#[derive(Default)]
struct Sentences(String);

impl Sentences {
    fn new(first: impl Display) -> Self {
        Self(first.to_string())
    }

    fn add(&mut self, sentence: impl Display) {
        let stop = if self.0.is_empty() { "" } else { ". " };
        // Writing to a `String` cannot fail.
        let _ = write!(self.0, "{stop}{sentence}");
    }

    fn amount(&mut self, name: &str, amount: Option<Signed>, currency: Option<&Asset>) {
        if let Some(amount) = amount {
            self.add(format_args!("{name} {amount}{}", Unit(currency)));
        }
    }

    fn note(&mut self, note: Option<&Note>) {
        if let Some(note) = note.and_then(one_line) {
            self.add(note);
        }
    }

    fn under(self, title: impl Into<String>) -> Text {
        Text { title: title.into(), body: self.0 }
    }
}

/// SHIM
pub fn in_app(data: &EventData, _: &crate::locale::Locale) -> Text {
    render(data)
}
