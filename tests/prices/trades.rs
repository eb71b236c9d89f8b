//! Real trades, evaluated by the system and by a short reference implementation.

use std::collections::BTreeMap;

use domain::Time;
use domain::event::data::Positive;
use local::ticks::{Row, read, schedule};
use rust_decimal::Decimal;
use serde_json::json;
use support::{Device, System, now, run, unique};

use crate::market::{Firing, Market, create, firings, wait_until_evaluated};
use crate::reference::Reference;

/// The number of trades.
const TRADES: usize = 1_500;
/// The number of alerts on each side, at prices that the trades reach and at some that they do not.
const LEVELS: usize = 12;

/// Returns real trades of a day, if the file is there; otherwise a random walk of the same kind.
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

/// Returns steps up and down, mostly small ones, some of them within the same millisecond.
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

/// Returns a price in hundredths; every price here is a whole number of them.
fn hundredths(price: Decimal) -> i64 {
    let hundredths = price * Decimal::ONE_HUNDRED;
    assert!(hundredths.fract().is_zero(), "{price} has more than two decimals");
    hundredths.try_into().unwrap()
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
                    recurring: recurs,
                    cooldown: if cooldown == 0 { 0 } else { 1_000 },
                    ..Reference::new(is_above, hundredths(target))
                };
                references.insert(create(&mut device, &wanted).await, reference);
            }
        }

        // The last one is made now: a tick from the future is invalid.
        let length = rows.last().unwrap().at.millis_since(rows[0].at);
        let start = now().minus(std::time::Duration::from_millis(length));
        let ticks: Vec<_> =
            schedule(&rows, &market.symbol, start, Decimal::ONE).into_iter().map(|due| due.tick).collect();
        for some in ticks.chunks(137) {
            market.stream.put(some).await.unwrap();
        }
        let mut expected: BTreeMap<String, Firing> = BTreeMap::new();
        for (id, reference) in &mut references {
            for tick in &ticks {
                let at = tick.at.as_millis();
                // All of them arrive after the alert was created.
                if let Some(generation) = reference.tick(at, i64::MAX, hundredths(tick.price.get())) {
                    expected.insert(format!("{id}:{generation}"), (tick.at, tick.price.to_string()));
                }
            }
        }
        // Its price reaches all alerts that wait for a rise: so it is evaluated after the ticks of the
        // reference, and left out below.
        let end = ticks.last().unwrap().at;
        wait_until_evaluated(&market, &mut device).await;

        let fired = firings(&mut device).await;
        let mut seen: BTreeMap<String, Firing> = fired;
        seen.retain(|_, (at, _)| *at <= end);
        eprintln!("{} firings of {} alerts by {} trades", expected.len(), references.len(), ticks.len());
        assert!(expected.len() > LEVELS, "too few for the test to mean anything");
        assert_eq!(seen, expected);
    });
}
