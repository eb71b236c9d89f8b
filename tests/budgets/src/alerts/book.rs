//! Many alerts in memory, in the three ways in which one could look for those that a tick reaches, and ticks to look with.
//!
//! All rivals decode with the same decoder, and let the same [`Alert::judge`] decide about each alert that they find; nothing is
//! taken out, so that a batch can be worked off as often as one likes. An alert is kept as its target and its number, of
//! which the rest of it is made.

use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;

use domain::alert::{Alert, Bounds, Phase, Side, Span, SymbolTick, Tick, default_rearm_percent, read_ticks};
use domain::data::{Condition, Id, Positive, Symbol};
use domain::{Time, UserId};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

/// How many symbols the alerts are of.
pub const SYMBOLS: u32 = 500;

/// How many ticks a batch has, each of another symbol.
pub const BATCH: u32 = 100;

/// The price of every symbol, in hundredths; alerts wait above and below.
const PRICE: u32 = 1_000_000;

/// So many alerts of each symbol, half of them on either side, are nearer than all others.
const NEAR: u32 = 8;

/// What happens in a batch: its first tick decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    /// No alert is reached.
    Calm,
    /// The nearest four of a symbol are.
    Few,
    /// All alerts above a symbol's price are.
    Storm,
}

impl Weather {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Calm, Self::Few, Self::Storm];

    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calm => "nothing fires",
            Self::Few => "few fire",
            Self::Storm => "storm",
        }
    }
}

/// How alerts are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rival {
    /// All alerts of the symbol are looked at, as the document has it that the system grew from.
    Scan,
    /// Those of each side are sorted by price, and looked up for every tick.
    Range,
    /// The same levels, behind the bounds of their symbol.
    Engine,
}

impl Rival {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Self; 3] = [Self::Engine, Self::Range, Self::Scan];
}

fn arrived_at() -> Time {
    Time::from_millis(1_795_420_800_123)
}

fn symbol(number: u32) -> String {
    format!("SYM{number:03}-USDT")
}

/// The records of a batch.
pub fn records(weather: Weather) -> Vec<String> {
    let price = |number: u32| match weather {
        Weather::Few if number == 0 => PRICE + 60,
        Weather::Storm if number == 0 => PRICE * 100,
        Weather::Calm | Weather::Few | Weather::Storm => PRICE,
    };
    let record = |number: u32| {
        let price = Decimal::new(i64::from(price(number)), 2);
        let at = arrived_at();
        format!(r#"{{"symbol":"{}","price":"{price}","ts":"{at}"}}"#, symbol(number * 3))
    };
    (0..BATCH).map(record).collect()
}

/// Its ticks.
pub fn ticks(records: &[String]) -> Vec<SymbolTick> {
    records.iter().flat_map(|record| read_ticks(record.as_bytes(), arrived_at()).ticks).collect()
}

/// The target of an alert. Even ones wait above the price and odd ones below it.
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
        phase: Phase::NEW,
    })
}

/// How many of these fire.
fn fire(symbol: &Symbol, tick: &Tick, side: Side, reached: impl Iterator<Item = (Decimal, u32)>) -> usize {
    let alerts = reached.filter_map(|(target, number)| alert(number, symbol, target, side));
    alerts.filter_map(|mut alert| black_box(alert.judge(tick))).count()
}

/// All alerts, kept for one of the rivals or for two of them.
#[derive(Debug)]
pub enum Book {
    /// For [`Rival::Scan`].
    Lists(HashMap<Symbol, Vec<(Decimal, u32)>>),
    /// For the others.
    Sorted(HashMap<Symbol, Levels>),
}

/// Those of a symbol, sorted.
#[derive(Debug, Default)]
pub struct Levels {
    bounds: Bounds,
    up: BTreeSet<(Decimal, u32)>,
    down: BTreeSet<(Decimal, u32)>,
}

impl Book {
    /// So many alerts.
    pub fn of(rival: Rival, alerts: u32) -> Self {
        let symbols = (0..SYMBOLS).filter_map(|number| Some((number, Symbol::parse(&symbol(number))?)));
        let numbers = |of: u32| (of..alerts).step_by(SYMBOLS as usize);
        match rival {
            Rival::Scan => Self::Lists(
                symbols
                    .map(|(of, symbol)| {
                        (symbol, numbers(of).map(|number| (target(number).1, number)).collect())
                    })
                    .collect(),
            ),
            Rival::Range | Rival::Engine => {
                Self::Sorted(symbols.map(|(of, symbol)| (symbol, Levels::of(numbers(of)))).collect())
            }
        }
    }

    /// Lets the tick act; answers how many alerts fire.
    pub fn act(&self, rival: Rival, SymbolTick { symbol, tick }: &SymbolTick) -> usize {
        let price = tick.price.get();
        match self {
            Self::Lists(lists) => {
                let Some(list) = lists.get(symbol) else { return 0 };
                let is_up = |number: u32| (number / SYMBOLS).is_multiple_of(2);
                let up = list.iter().filter(|(target, number)| is_up(*number) && price >= *target);
                let down = list.iter().filter(|(target, number)| !is_up(*number) && price <= *target);
                match rival {
                    // Both conditions are looked at in one pass where nothing is reached, which is nearly always.
                    Rival::Scan
                        if !list.iter().any(|(target, number)| {
                            if is_up(*number) { price >= *target } else { price <= *target }
                        }) =>
                    {
                        0
                    }
                    _ => {
                        fire(symbol, tick, Side::Up, up.copied())
                            + fire(symbol, tick, Side::Down, down.copied())
                    }
                }
            }
            Self::Sorted(books) => {
                let Some(levels) = books.get(symbol) else { return 0 };
                if rival == Rival::Engine
                    && !Span::of(std::slice::from_ref(tick))
                        .is_some_and(|span| levels.bounds.are_touched_by(&span))
                {
                    return 0;
                }
                let up = levels.up.range(..=(price, u32::MAX)).copied();
                let down = levels.down.range((price, 0)..).rev().copied();
                fire(symbol, tick, Side::Up, up) + fire(symbol, tick, Side::Down, down)
            }
        }
    }

    /// Decodes the batch and lets its ticks act; answers how many alerts fire.
    pub fn work_off(&self, rival: Rival, records: &[String]) -> usize {
        let act = |record: &String| {
            let read = read_ticks(record.as_bytes(), arrived_at());
            read.ticks.iter().map(|tick| self.act(rival, tick)).sum::<usize>()
        };
        records.iter().map(act).sum()
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

/// A record as texts: the least that a decoder can do.
#[derive(Debug, Deserialize)]
pub struct Texts<'a> {
    /// Of which market.
    pub symbol: &'a str,
    /// The price.
    pub price: &'a str,
    /// When the tick was made.
    pub ts: &'a str,
}

/// A record as values: the least that somebody can do who wants to compare prices and times.
#[derive(Debug, Deserialize)]
pub struct Values {
    /// Of which market.
    pub symbol: String,
    /// The price.
    #[serde(deserialize_with = "decimal")]
    pub price: Decimal,
    /// When the tick was made.
    pub ts: Time,
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    Decimal::from_str_exact(<&str>::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// Decodes the batch as texts.
pub fn texts(records: &[String]) -> usize {
    records.iter().filter(|record| black_box(serde_json::from_str::<Texts<'_>>(record)).is_ok()).count()
}

/// Decodes the batch as values.
pub fn values(records: &[String]) -> usize {
    records.iter().filter(|record| black_box(serde_json::from_str::<Values>(record)).is_ok()).count()
}

/// Decodes the batch as the engine does.
pub fn decode(records: &[String]) -> usize {
    records.iter().map(|record| black_box(read_ticks(record.as_bytes(), arrived_at())).ticks.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rivals_find_the_same() {
        const ALERTS: u32 = 20_000;
        let above = ALERTS as usize / SYMBOLS as usize / 2;
        for (weather, expected) in [(Weather::Calm, 0), (Weather::Few, 4), (Weather::Storm, above)] {
            let records = records(weather);
            for rival in Rival::ALL {
                let book = Book::of(rival, ALERTS);
                assert_eq!(book.work_off(rival, &records), expected, "{rival:?} {weather:?}");
            }
        }
        let records = records(Weather::Calm);
        assert_eq!([texts(&records), values(&records), decode(&records)], [BATCH as usize; 3]);
    }
}
