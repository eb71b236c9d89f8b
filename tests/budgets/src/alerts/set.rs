//! Many alerts in memory, in the order in which the store has their levels, and ticks for them.
//!
//! Nothing is removed, so that a batch can be processed any number of times. An alert is stored as
//! its target and its number, from which its other fields are made. How other data structures
//! compare is in `infra/adr/0015-price-alerts.md`.

use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;

use domain::alert::{Alert, Bounds, Phase, Side, Span, SymbolTick, Tick, default_rearm_percent, read_ticks};
use domain::event::data::{Condition, Id, Positive, Symbol};
use domain::{Time, UserId};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

/// The number of symbols with alerts.
pub const SYMBOLS: u32 = 500;

/// The number of ticks of a batch, each of another symbol.
pub const BATCH: u32 = 100;

/// The price of every symbol, in hundredths; the alerts are above and below it.
const PRICE: u32 = 1_000_000;

/// The number of alerts of each symbol, half of them on either side, that are nearer to the price
/// than all others.
const NEAR: u32 = 8;

/// The outcome of a batch; its first tick decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No alert is reached.
    NoneFire,
    /// The nearest four alerts of a symbol are reached.
    FewFire,
    /// All alerts above a symbol's price are reached.
    AllFire,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::NoneFire, Self::FewFire, Self::AllFire];

    /// Returns the name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoneFire => "nothing fires",
            Self::FewFire => "few fire",
            Self::AllFire => "storm",
        }
    }
}

fn arrived_at() -> Time {
    Time::from_millis(1_795_420_800_123)
}

fn symbol(number: u32) -> String {
    format!("SYM{number:03}-USDT")
}

/// Returns the records of a batch.
pub fn records(outcome: Outcome) -> Vec<String> {
    let price = |number: u32| match outcome {
        Outcome::FewFire if number == 0 => PRICE + 60,
        Outcome::AllFire if number == 0 => PRICE * 100,
        Outcome::NoneFire | Outcome::FewFire | Outcome::AllFire => PRICE,
    };
    let record = |number: u32| {
        let price = Decimal::new(i64::from(price(number)), 2);
        let at = arrived_at();
        format!(r#"{{"symbol":"{}","price":"{price}","ts":"{at}"}}"#, symbol(number * 3))
    };
    (0..BATCH).map(record).collect()
}

/// Returns the ticks of these records.
pub fn ticks(records: &[String]) -> Vec<SymbolTick> {
    records.iter().flat_map(|record| read_ticks(record.as_bytes(), arrived_at()).ticks).collect()
}

/// Returns the target of an alert. Even numbers are above the price and odd ones below it.
fn target(number: u32) -> (Side, Decimal) {
    let rank = number / SYMBOLS;
    let side = if rank.is_multiple_of(2) { Side::Up } else { Side::Down };
    let away = if rank < NEAR { 50 + rank } else { 100 + rank.wrapping_mul(7_919) % 900_001 };
    let cents = match side {
        Side::Up => PRICE + away,
        Side::Down => PRICE - away,
    };
    (side, Decimal::new(i64::from(cents), 2))
}

fn alert(number: u32, symbol: &Symbol, target: Decimal, side: Side) -> Option<Alert> {
    Some(Alert {
        id: Id::parse(&number.to_string())?,
        user_id: UserId::parse(number.to_string()).ok()?,
        symbol: symbol.clone(),
        condition: match side {
            Side::Up => Condition::Above,
            Side::Down => Condition::Below,
        },
        target: Positive::of(target)?,
        recurring: false,
        cooldown: domain::alert::DEFAULT_COOLDOWN,
        rearm_percent: default_rearm_percent(),
        expires_at: None,
        note: None,
        created_at: Time::EPOCH,
        resumed_at: None,
        phase: Phase::NEW,
    })
}

/// Returns the number of alerts that fire.
fn fire(symbol: &Symbol, tick: &Tick, side: Side, reached: impl Iterator<Item = (Decimal, u32)>) -> usize {
    let alerts = reached.filter_map(|(target, number)| alert(number, symbol, target, side));
    alerts.filter_map(|mut alert| black_box(alert.evaluate(tick))).count()
}

/// All alerts by their symbols.
#[derive(Debug)]
pub struct AlertSet(HashMap<Symbol, Levels>);

/// The sorted levels of a symbol.
#[derive(Debug, Default)]
pub struct Levels {
    bounds: Bounds,
    up: BTreeSet<(Decimal, u32)>,
    down: BTreeSet<(Decimal, u32)>,
}

impl AlertSet {
    /// Returns a set of this number of alerts.
    pub fn of(alerts: u32) -> Self {
        let symbols = (0..SYMBOLS).filter_map(|number| Some((number, Symbol::parse(&symbol(number))?)));
        let numbers = |of: u32| (of..alerts).step_by(SYMBOLS as usize);
        Self(symbols.map(|(of, symbol)| (symbol, Levels::of(numbers(of)))).collect())
    }

    /// Processes a tick; returns the number of alerts that fire.
    pub fn process_tick(&self, SymbolTick { symbol, tick }: &SymbolTick) -> usize {
        let Some(levels) = self.0.get(symbol) else { return 0 };
        if !Span::of(std::slice::from_ref(tick)).is_some_and(|span| levels.bounds.are_touched_by(&span)) {
            return 0;
        }
        let price = tick.price.get();
        let up = levels.up.range(..=(price, u32::MAX)).copied();
        let down = levels.down.range((price, 0)..).rev().copied();
        fire(symbol, tick, Side::Up, up) + fire(symbol, tick, Side::Down, down)
    }

    /// Decodes the batch and processes its ticks; returns the number of alerts that fire.
    pub fn process_batch(&self, records: &[String]) -> usize {
        let process = |record: &String| {
            let read = read_ticks(record.as_bytes(), arrived_at());
            read.ticks.iter().map(|tick| self.process_tick(tick)).sum::<usize>()
        };
        records.iter().map(process).sum()
    }
}

impl Levels {
    fn of(numbers: impl Iterator<Item = u32>) -> Self {
        let mut levels = Self::default();
        for number in numbers {
            let (side, target) = target(number);
            match side {
                Side::Up => levels.up.insert((target, number)),
                Side::Down => levels.down.insert((target, number)),
            };
        }
        let up = levels.up.first().map(|(price, _)| *price);
        levels.bounds = Bounds { up, down: levels.down.last().map(|(price, _)| *price), sleeps_until: None };
        levels
    }
}

/// A record with text fields: the least work that a decoder can do.
#[derive(Debug, Deserialize)]
pub struct Texts<'a> {
    /// The market.
    pub symbol: &'a str,
    /// The price.
    pub price: &'a str,
    /// The time of the tick.
    pub ts: &'a str,
}

/// A record with typed fields: the least work before prices and times can be compared.
#[derive(Debug, Deserialize)]
pub struct Values {
    /// The market.
    pub symbol: String,
    /// The price.
    #[serde(deserialize_with = "decimal")]
    pub price: Decimal,
    /// The time of the tick.
    pub ts: Time,
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    Decimal::from_str_exact(<&str>::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Decodes the batch as texts. Returns the number of decoded records.
pub fn texts(records: &[String]) -> usize {
    records.iter().filter(|record| black_box(serde_json::from_str::<Texts<'_>>(record)).is_ok()).count()
}

/// Decodes the batch as values. Returns the number of decoded records.
pub fn values(records: &[String]) -> usize {
    records.iter().filter(|record| black_box(serde_json::from_str::<Values>(record)).is_ok()).count()
}

/// Decodes the batch as the engine does. Returns the number of decoded records.
pub fn decode(records: &[String]) -> usize {
    records.iter().map(|record| black_box(read_ticks(record.as_bytes(), arrived_at())).ticks.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alerts_that_are_reached_fire() {
        const ALERTS: u32 = 20_000;
        let above = ALERTS as usize / SYMBOLS as usize / 2;
        let alerts = AlertSet::of(ALERTS);
        for (outcome, expected) in [(Outcome::NoneFire, 0), (Outcome::FewFire, 4), (Outcome::AllFire, above)]
        {
            assert_eq!(alerts.process_batch(&records(outcome)), expected, "{outcome:?}");
        }
        let records = records(Outcome::NoneFire);
        assert_eq!([texts(&records), values(&records), decode(&records)], [BATCH as usize; 3]);
    }
}
