//! Real trades, judged by the system and by a reference of few lines.

use std::collections::BTreeMap;

use domain::Time;
use domain::data::Positive;
use local::ticks::{Row, Tick, read, schedule};
use rust_decimal::Decimal;
use serde_json::json;
use support::{Device, System, now, run, unique};

use crate::market::{Firing, Market, create, firings, judged};

/// How many trades.
const TRADES: usize = 1_500;
/// How many alerts on each side, at prices that the trades reach and at some that they do not.
const LEVELS: usize = 12;

/// A slice of trades that were made on a day, if the file is there; else a walk of the same kind.
fn trades() -> Vec<Row> {
    let folder = local::root().join("../shared/ticks");
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let Some(file) = files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "csv"))
    else {
        return walk();
    };
    let text = std::fs::read_to_string(&file).unwrap();
    let mut rows = read(&file.display().to_string(), &text).unwrap();
    rows.truncate(TRADES);
    rows
}

/// Steps up and down, mostly small ones, some of them within the same millisecond.
fn walk() -> Vec<Row> {
    let (mut price, mut at, mut state) = (3_943_248_i64, 1_610_064_000_278_i64, 7_u64);
    let mut next = |span: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % span).unwrap()
    };
    let mut row = || {
        price += next(1_601) - 800;
        at += next(40);
        let price = Positive::parse(&Decimal::new(price, 2).to_string()).unwrap();
        Row { at: Time::from_millis(at), price }
    };
    (0..TRADES).map(|_| row()).collect()
}

/// An alert of the reference.
struct Reference {
    is_above: bool,
    target: Decimal,
    recurs: bool,
    cooldown_millis: i64,
    /// It fires on a tick that was made after this; while it has not come back, on none.
    armed_since: Option<i64>,
    fired_at: i64,
    fired: Vec<Firing>,
}

impl Reference {
    fn see(&mut self, tick: &Tick) {
        let (price, at) = (tick.price.get(), tick.at.as_millis());
        let reaches = |level: Decimal, upwards: bool| if upwards { price >= level } else { price <= level };
        match self.armed_since {
            Some(since) if reaches(self.target, self.is_above) && since < at => {
                self.fired.push((tick.at, tick.price.to_string()));
                // Never again: until the end of time.
                self.armed_since = if self.recurs { None } else { Some(i64::MAX) };
                self.fired_at = at;
            }
            None if self.fired_at < at => {
                // Back by a tenth of a percent.
                let band = self.target * Decimal::new(1, 3);
                let back = if self.is_above { self.target - band } else { self.target + band };
                if reaches(back, !self.is_above) {
                    self.armed_since = Some(at.max(self.fired_at + self.cooldown_millis));
                }
            }
            Some(_) | None => {}
        }
    }
}

#[test]
fn real_trades_fire_what_a_reference_fires() {
    run(async {
        let system = System::shared().await;
        let market = Market::new(system);
        let mut device = Device::greet(system, &unique("trader")).await;
        let rows = trades();
        let (low, high) = {
            let prices = rows.iter().map(|row| row.price.get());
            (prices.clone().min().unwrap(), prices.max().unwrap())
        };
        let mut references: BTreeMap<String, Reference> = BTreeMap::new();
        let step = (high - low) / Decimal::from(LEVELS - 2);
        for n in 0..LEVELS {
            for is_above in [true, false] {
                let target = (low - step / Decimal::TWO + step * Decimal::from(n)).round_dp(2);
                let condition = if is_above { "above" } else { "below" };
                let recurs = n % 3 != 0;
                let cooldown = u64::from(n % 2 == 0);
                let mut wanted = market.alert(condition, &target.to_string());
                if recurs {
                    wanted["recurring"] = json!(true);
                    wanted["cooldownSeconds"] = json!(cooldown);
                }
                let reference = Reference {
                    is_above,
                    target,
                    recurs,
                    cooldown_millis: if cooldown == 0 { 0 } else { 1_000 },
                    armed_since: Some(i64::MIN),
                    fired_at: i64::MIN,
                    fired: Vec::new(),
                };
                references.insert(create(&mut device, &wanted).await, reference);
            }
        }

        // The last one is made now: nothing of the future is a tick.
        let length = rows.last().unwrap().at.millis_since(rows[0].at);
        let start = now().minus(std::time::Duration::from_millis(length));
        let ticks: Vec<_> =
            schedule(&rows, &market.symbol, start, Decimal::ONE).into_iter().map(|due| due.tick).collect();
        for some in ticks.chunks(137) {
            market.stream.put(some).await.unwrap();
        }
        for reference in references.values_mut() {
            for tick in &ticks {
                reference.see(tick);
            }
        }
        // Its price reaches all that wait for a rise: so it is judged after what the reference saw, and left out below.
        let end = ticks.last().unwrap().at;
        judged(&market, &mut device).await;

        let fired = firings(&mut device).await;
        let mut seen: BTreeMap<String, Firing> = fired;
        seen.retain(|_, (at, _)| *at <= end);
        let expected: BTreeMap<String, Firing> = references
            .iter()
            .flat_map(|(id, reference)| {
                let firings = reference.fired.iter().enumerate();
                firings.map(move |(generation, firing)| (format!("{id}:{generation}"), firing.clone()))
            })
            .collect();
        eprintln!("{} firings of {} alerts by {} trades", expected.len(), references.len(), ticks.len());
        assert!(expected.len() > LEVELS, "too few for the test to mean anything");
        assert_eq!(seen, expected);
    });
}
