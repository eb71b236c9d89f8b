use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Exchange, Shocks};

fn start() -> Timestamp {
    "2026-11-23T08:00:00.123Z".parse().unwrap()
}

fn run(seed: u64, turns: i64) -> Vec<Value> {
    let mut exchange = Exchange::new(seed, start());
    (0..turns).flat_map(|turn| exchange.turn(start() + SignedDuration::from_millis(turn * 500))).collect()
}

fn of<'a>(events: &'a [Value], event_type: &str) -> Vec<&'a Value> {
    events.iter().filter(|event| event["event_type"] == event_type).collect()
}

#[test]
fn the_same_seed_tells_the_same_stories() {
    assert_eq!(run(7, 200), run(7, 200));
    assert_ne!(run(7, 200), run(8, 200));
}

#[test]
fn every_type_of_the_exchange_comes_up_and_no_id_twice() {
    let events = run(1, 4000);
    let types: BTreeSet<&str> = events.iter().filter_map(|event| event["event_type"].as_str()).collect();
    let expected = [
        "deposit_credited",
        "margin_call",
        "new_listing",
        "order_filled",
        "order_partially_filled",
        "position_liquidated",
        "price_alert",
        "price_feed",
        "referral_accrued",
        "weekly_pnl_report",
    ];
    assert_eq!(types, BTreeSet::from(expected));
    let ids: BTreeSet<&str> = events.iter().filter_map(|event| event["id"].as_str()).collect();
    assert_eq!(ids.len(), events.len());
}

#[test]
fn a_liquidation_follows_the_margin_call_of_its_position() {
    let events = run(2, 4000);
    let mut called = BTreeMap::new();
    let mut liquidated = 0;
    for event in &events {
        let position = event["data"]["position_id"].as_str().map(str::to_owned);
        if event["event_type"] == "margin_call" {
            called.insert(position, event);
        } else if event["event_type"] == "position_liquidated" {
            let call = called[&position];
            assert_eq!(call["user_id"], event["user_id"]);
            assert_eq!(call["data"]["liquidation_price"], event["data"]["liquidation_price"]);
            liquidated += 1;
        }
    }
    assert!(liquidated > 10 && liquidated < called.len());
}

#[test]
fn an_order_in_parts_ends_filled() {
    let events = run(3, 1000);
    let filled: BTreeSet<_> =
        of(&events, "order_filled").into_iter().map(|fill| fill["data"]["order_id"].to_string()).collect();
    let parts = of(&events, "order_partially_filled");
    let unfinished =
        parts.iter().filter(|part| !filled.contains(&part["data"]["order_id"].to_string())).count();
    assert!(parts.len() > 50 && unfinished <= 4, "{unfinished} of {}", parts.len());
}

#[test]
fn decimals_are_strings_and_times_have_milliseconds() {
    for event in run(4, 1000) {
        let occurred_at = event["occurred_at"].as_str().unwrap();
        assert_eq!((occurred_at.len(), occurred_at.ends_with('Z')), (24, true), "{occurred_at}");
        for (name, value) in event["data"].as_object().unwrap() {
            let whole = name == "score" || name == "trades";
            assert!(value.is_string() || (whole && value.is_u64()), "{name}: {value}");
        }
    }
}

#[test]
fn a_market_that_is_moved_by_hand_goes_on_from_where_it_was_left() {
    let mut exchange = Exchange::new(6, start());
    let (shocks, price) = (Shocks::default(), |cents| Decimal::new(cents, 2));
    let mut turn = |shocks: &Shocks| {
        exchange.follow(shocks);
        exchange.turn(start());
        exchange.ticks(start())
    };
    assert!(shocks.begin("BTC-USDT", price(6_000_000)));
    shocks.step("BTC-USDT", price(5_000_000));
    assert_eq!(turn(&shocks).len(), 2, "its ticks are put by whoever moves it");
    shocks.step("BTC-USDT", price(4_000_000));
    shocks.end("BTC-USDT");
    assert_eq!(turn(&shocks).len(), 2);
    let ticks = turn(&shocks);
    let ours = ticks.iter().find(|tick| tick.symbol.as_str() == "BTC-USDT").unwrap().price.get();
    assert!((price(3_990_000)..price(4_010_000)).contains(&ours), "{ours}");
}

#[test]
fn every_market_has_a_tick_in_every_turn_at_the_price_of_its_orders() {
    let mut exchange = Exchange::new(5, start());
    let before = exchange.ticks(start());
    for _ in 0..200 {
        let events = exchange.turn(start());
        let ticks = exchange.ticks(start());
        let symbols: Vec<&str> = ticks.iter().map(|tick| tick.symbol.as_str()).collect();
        assert_eq!(symbols, ["BTC-USDT", "ETH-USDT", "SOL-USDT"]);
        assert!(ticks.iter().all(|tick| tick.at.to_string() == "2026-11-23T08:00:00.123Z"));
        for alert in of(&events, "price_alert") {
            let paid = ticks.iter().any(|tick| alert["data"]["current_price"] == tick.price.to_string());
            assert!(paid, "{alert}");
        }
    }
    assert_ne!(exchange.ticks(start()), before);
}

#[test]
fn a_calm_exchange_tells_each_trader_one_story_after_the_other() {
    let mut exchange = Exchange::new(9, start());
    exchange.be_calm(true);
    let mut told: Vec<(i64, Value)> = Vec::new();
    let mut prices = Vec::new();
    for turn in 0..240 {
        let events = exchange.turn(start() + SignedDuration::from_millis(turn * 500));
        told.extend(events.into_iter().map(|event| (turn, event)));
        let ticks = exchange.ticks(start());
        prices.push(ticks.iter().map(|tick| tick.price.get()).collect::<Vec<_>>());
    }
    let of_alice: Vec<_> = told.iter().filter(|(_, event)| event["user_id"] == "u-alice").collect();
    let types: Vec<_> =
        of_alice[..6].iter().map(|(_, event)| event["event_type"].as_str().unwrap()).collect();
    assert_eq!(
        types,
        [
            "order_partially_filled",
            "order_filled",
            "price_alert",
            "margin_call",
            "position_liquidated",
            "deposit_credited"
        ]
    );
    assert_eq!((told.len(), of_alice.len()), (54, 18), "three stories of six events, to three traders");
    let pauses = of_alice.windows(2).map(|pair| pair[1].0 - pair[0].0);
    assert!(pauses.clone().all(|turns| (8..=16).contains(&turns)), "a few seconds each: {pauses:?}");
    let symbols: BTreeSet<_> =
        told.iter().filter_map(|(_, event)| event["data"]["symbol"].as_str()).collect();
    assert_eq!(symbols.len(), 3, "on each market");
    // The price is what the story says.
    for (turn, event) in &of_alice {
        let Some(price) = event["data"]["current_price"].as_str() else { continue };
        let price: Decimal = price.parse().unwrap();
        assert!(prices[usize::try_from(*turn).unwrap()].contains(&price), "{event}");
        let target: Decimal = event["data"]["target_price"].as_str().unwrap().parse().unwrap();
        assert!(price <= target && price > target * Decimal::new(99, 2), "it has just been crossed: {event}");
    }
    let ids: BTreeSet<_> = told.iter().map(|(_, event)| event["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), told.len());
    for (_, event) in &told {
        let read = domain::event::Event::decode(
            &event.to_string(),
            domain::Time::from_millis(start().as_millisecond()),
        );
        assert!(read.is_ok(), "{event}: {read:?}");
    }
}
