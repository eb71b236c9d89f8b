//! A simulated exchange: a few traders, three markets, and scenarios of several events each.
//!
//! It is a pure function of its seed and of the times passed to it; sending is left to the caller.

mod market;
mod panic;
mod random;
mod shocks;
mod stories;
mod tale;

use std::collections::{BTreeMap, VecDeque};

use domain::Time;
use domain::event::data::{Positive, Symbol};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use market::Market;
use random::Random;

use crate::ticks::Tick;

pub(crate) use panic::{burst, crash};
pub use shocks::Shocks;

/// The traders of the simulated exchange.
pub const TRADERS: [&str; 3] = ["u-alice", "u-bob", "u-carol"];

/// Returns the symbols of the markets.
pub(crate) fn symbols() -> Vec<&'static str> {
    market::open().iter().map(|market| market.symbol).collect()
}

/// Returns the opening price of a market.
pub(crate) fn opening_price(symbol: &str) -> Option<Decimal> {
    market::open().iter().find(|market| market.symbol == symbol).map(|market| market.price)
}

/// The exchange. Each step moves the prices and continues some scenario.
#[derive(Debug, Clone)]
pub struct Exchange {
    random: Random,
    markets: Vec<Market>,
    /// The markets that are moved from outside, with their prices.
    moved: BTreeMap<String, Decimal>,
    /// The events of later steps.
    later: VecDeque<Later>,
    turn: u64,
    number: u64,
    /// Whether it tells one story after the other, in place of many at once.
    is_calm: bool,
    tale: Option<tale::Tale>,
}

/// An event of a later step.
#[derive(Debug, Clone)]
struct Later {
    turn: u64,
    happening: Happening,
}

/// An event without its time.
#[derive(Debug, Clone)]
struct Happening {
    id: String,
    event_type: &'static str,
    user: &'static str,
    data: Value,
}

impl Exchange {
    /// Opens the exchange. The first number of its orders comes from `now`, so that the ids of two
    /// runs differ.
    pub fn new(seed: u64, now: Timestamp) -> Self {
        let number = u64::try_from(now.as_millisecond()).unwrap_or(0) / 100;
        let markets = market::open();
        Self {
            random: Random::new(seed),
            markets,
            moved: BTreeMap::new(),
            later: VecDeque::new(),
            turn: 0,
            number,
            is_calm: false,
            tale: None,
        }
    }

    /// Lets it tell one story after the other, or many at once.
    pub fn be_calm(&mut self, is_calm: bool) {
        if is_calm != self.is_calm {
            self.tale = None;
        }
        self.is_calm = is_calm;
    }

    /// Takes over the prices of the markets that are moved from outside. Until the next call this
    /// exchange makes no ticks for them.
    pub fn follow(&mut self, shocks: &Shocks) {
        self.moved = shocks.take();
    }

    /// Makes one step and returns the events that occur at `now`. There may be none.
    pub fn turn(&mut self, now: Timestamp) -> Vec<Value> {
        self.turn += 1;
        let slopes: Vec<_> = (0..self.markets.len()).map(|market| self.slope(market)).collect();
        for (market, slope) in self.markets.iter_mut().zip(slopes) {
            match (self.moved.get(market.symbol), slope) {
                (Some(price), _) => market.price = *price,
                (None, Some(slope)) => market.price = market.off(slope),
                (None, None) => market.walk(&mut self.random),
            }
        }
        let mut happenings = self.due();
        if self.is_calm {
            happenings.extend(self.tell());
        } else if self.turn % 2 == 1 {
            // A new scenario begins in every other step; together with the later events of earlier
            // scenarios that is about one event per step.
            happenings.push(self.begin_story(now));
        }
        happenings.into_iter().map(|happening| happening.occurred(now)).collect()
    }

    /// Returns the ticks of this step, as of `now`.
    pub fn ticks(&self, now: Timestamp) -> Vec<Tick> {
        let at = Time::from_millis(now.as_millisecond());
        let tick = |market: &Market| {
            let (symbol, price) =
                (Symbol::parse(market.symbol)?, Positive::parse(&market.price.to_string())?);
            Some(Tick { symbol, price, at })
        };
        let ours = |market: &&Market| !self.moved.contains_key(market.symbol);
        self.markets.iter().filter(ours).filter_map(tick).collect()
    }

    fn due(&mut self) -> Vec<Happening> {
        let (due, later) = self.later.drain(..).partition(|later| later.turn <= self.turn);
        self.later = later;
        let due: VecDeque<Later> = due;
        due.into_iter().map(|later| later.happening).collect()
    }

    fn afterwards(&mut self, turns: u64, happening: Happening) {
        self.later.push_back(Later { turn: self.turn + turns, happening });
    }

    fn number(&mut self) -> u64 {
        self.number += 1;
        self.number
    }
}

impl Happening {
    /// Returns the event as JSON.
    fn occurred(self, now: Timestamp) -> Value {
        json!({
            "id": self.id,
            "event_type": self.event_type,
            "user_id": self.user,
            "occurred_at": format!("{now:.3}"),
            "data": self.data,
        })
    }
}

#[cfg(test)]
mod tests;
