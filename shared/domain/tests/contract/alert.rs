//! The effect of a market's ticks on an alert, and the batches of ticks that affect no alert.

use std::time::Duration;

use domain::alert::{
    Alert, Bounds, Firing, Level, MAX_AHEAD, NewAlert, PARTS, Part, Phase, Side, Span, State, Tick,
};
use domain::event::data::{Id, Positive};
use domain::{Time, UserId};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Returns the time so many seconds after the alerts here were created.
fn at(seconds: u64) -> Time {
    let created: Time = "2026-11-23T08:00:00Z".parse().unwrap();
    created.plus(Duration::from_secs(seconds))
}

/// A tick that arrives at the time at which it was made.
fn tick(price: &str, seconds: u64) -> Tick {
    Tick { price: Positive::parse(price).unwrap(), made_at: at(seconds), arrived_at: at(seconds) }
}

/// Returns an alert with the target 100 and this change.
fn alert(change: &[(&str, Value)]) -> Alert {
    let mut document = json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": "100"});
    for (key, value) in change {
        document[*key] = value.clone();
    }
    let wanted = NewAlert::of_document(&document, "alert").unwrap();
    wanted.alert(Id::parse("a-1").unwrap(), UserId::parse("u-1").unwrap(), at(0))
}

fn recurring(change: &[(&str, Value)]) -> Alert {
    alert(
        &[
            &[("recurring", json!(true)), ("cooldownSeconds", json!(60)), ("rearmPercent", json!("1"))],
            change,
        ]
        .concat(),
    )
}

/// Returns the seconds at which the alert fires on these prices, one a second from the first second on.
fn fired(alert: &mut Alert, prices: &[&str]) -> Vec<u64> {
    let ticks = (1..).zip(prices).map(|(second, price)| (second, tick(price, second)));
    ticks.filter_map(|(second, tick)| alert.evaluate(&tick).map(|_| second)).collect()
}

#[test]
fn a_target_is_reached_from_its_own_side_and_by_itself() {
    for (condition, prices, fires_at) in [
        ("above", ["99.99", "100", "101"], 2),
        ("below", ["100.01", "100.00", "99"], 2),
        ("above", ["1", "99.999", "100.001"], 3),
    ] {
        let mut alert = alert(&[("condition", json!(condition))]);
        assert_eq!(
            fired(&mut alert, &prices),
            [fires_at],
            "{condition} {prices:?}: once, since it does not recur"
        );
        assert_eq!(alert.phase, Phase::Fired { at: at(fires_at) });
        assert_eq!((alert.state(at(9)), alert.level()), (State::Fired, None));
    }
}

#[test]
fn a_firing_names_its_price_its_time_and_how_often_it_had_fired_before() {
    let mut alert = recurring(&[("cooldownSeconds", json!(0))]);
    let firing = |generation, price, seconds| Firing {
        generation,
        price: Positive::parse(price).unwrap(),
        at: at(seconds),
    };
    assert_eq!(alert.evaluate(&tick("100.5", 1)), Some(firing(0, "100.5", 1)));
    assert_eq!(alert.evaluate(&tick("99", 2)), None, "it comes back");
    assert_eq!(alert.evaluate(&tick("103", 3)), Some(firing(1, "103", 3)));
}

#[test]
fn a_recurring_alert_fires_again_only_after_its_price_came_back_and_its_cooldown_is_over() {
    let mut alert = recurring(&[]);
    alert.evaluate(&tick("100", 10)).unwrap();
    assert_eq!(
        alert.level(),
        Some(Level { side: Side::Down, price: Decimal::from(99) }),
        "1 % behind the target"
    );
    assert_eq!((alert.evaluate(&tick("99.01", 20)), alert.state(at(20))), (None, State::Waiting));
    assert_eq!(
        alert.phase,
        Phase::Disarmed { fired_at: at(10), generation: 1 },
        "99.01 is not far enough back"
    );
    alert.evaluate(&tick("99", 30));
    assert_eq!(
        alert.phase,
        Phase::Armed { since: at(70), generation: 1 },
        "the cooldown of 60 s is not over"
    );
    assert_eq!((alert.state(at(69)), alert.state(at(70))), (State::Waiting, State::Armed));
    assert_eq!(alert.evaluate(&tick("101", 70)), None, "made when it is armed, not after");
    assert!(alert.evaluate(&tick("101", 71)).is_some());

    let mut late = recurring(&[]);
    late.evaluate(&tick("100", 10)).unwrap();
    late.evaluate(&tick("90", 200));
    assert_eq!(
        late.phase,
        Phase::Armed { since: at(200), generation: 1 },
        "the cooldown was over long before"
    );
}

#[test]
fn the_way_back_lies_behind_the_target_on_either_side() {
    for (condition, side, price) in [("above", Side::Down, "97.5"), ("below", Side::Up, "102.5")] {
        let mut alert = recurring(&[("condition", json!(condition)), ("rearmPercent", json!("2.5"))]);
        alert.evaluate(&tick("100", 1)).unwrap();
        assert_eq!(alert.level(), Some(Level { side, price: price.parse().unwrap() }));
    }
    let mut usual = alert(&[("recurring", json!(true))]);
    usual.evaluate(&tick("100", 1)).unwrap();
    assert_eq!(
        usual.level().unwrap().price,
        "99.9".parse().unwrap(),
        "a tenth of a percent where nothing is said"
    );
}

#[test]
fn a_tick_that_is_replayed_finds_everything_as_it_left_it() {
    let ticks = [tick("100", 1), tick("98", 2), tick("101", 90), tick("98", 91)];
    let mut alert = recurring(&[]);
    assert_eq!(alert.evaluate_all(&ticks).len(), 2);
    let after = alert.clone();
    assert_eq!(alert.evaluate_all(&ticks), [], "none is newer than the latest firing or arming");
    assert_eq!(alert, after);
    let mut away = recurring(&[]);
    away.evaluate(&tick("100", 5)).unwrap();
    let before = away.clone();
    for seconds in [4, 5] {
        assert_eq!(
            (away.evaluate(&tick("90", seconds)), &away),
            (None, &before),
            "made before it had fired, or then"
        );
    }
}

#[test]
fn a_tick_that_had_arrived_when_the_alert_was_stored_does_not_concern_it() {
    let mut alert = alert(&[]);
    let early = Tick { arrived_at: at(0), ..tick("100", 3) };
    assert_eq!(alert.evaluate(&early), None);
    assert!(alert.evaluate(&Tick { arrived_at: at(1), ..early }).is_some());
}

#[test]
fn an_expired_alert_fires_on_what_was_made_before_its_end_and_on_nothing_else() {
    let expires = [("expiresAt", json!(at(60)))];
    assert!(
        alert(&expires).evaluate(&Tick { arrived_at: at(63), ..tick("100", 59) }).is_some(),
        "it came late"
    );
    assert_eq!(alert(&expires).evaluate(&tick("100", 60)), None);
    assert_eq!(
        (alert(&expires).state(at(59)), alert(&expires).state(at(60))),
        (State::Armed, State::Expired)
    );
    let last = at(60).plus(MAX_AHEAD);
    assert_eq!(
        alert(&expires).evaluate(&Tick { arrived_at: last, ..tick("100", 59) }),
        None,
        "none counts from then on"
    );
    assert!(
        !alert(&expires).is_over_from(last.minus(Duration::from_millis(1)))
            && alert(&expires).is_over_from(last)
    );
    assert!(!alert(&[]).is_over_from(at(1_000_000)), "it has no end");
}

#[test]
fn an_alert_that_no_tick_can_fire_any_more_is_over() {
    let expires = [("expiresAt", json!(at(60)))];
    let mut open = alert(&expires);
    open.evaluate_all(&[tick("1", 64)]);
    assert_eq!(open.phase, Phase::NEW, "a tick of before its end may still come");
    open.evaluate_all(&[tick("1", 64), tick("1", 65)]);
    assert_eq!((open.phase, open.state(at(0))), (Phase::Expired, State::Expired));
    let mut fired = alert(&expires);
    fired.evaluate_all(&[tick("100", 1), tick("1", 99)]);
    assert_eq!(fired.phase, Phase::Fired { at: at(1) }, "it stays what it became");
    let mut endless = alert(&[]);
    endless.evaluate_all(&[tick("1", 1_000_000)]);
    assert_eq!(endless.phase, Phase::NEW);
}

#[test]
fn only_what_can_fire_is_active_and_only_what_never_can_is_past() {
    assert_eq!(
        State::ALL.map(|state| (state.name(), state.is_active(), state.is_past())),
        [
            ("armed", true, false),
            ("waiting", true, false),
            ("paused", false, false),
            ("fired", false, true),
            ("expired", false, true),
        ]
    );
}

#[test]
fn a_paused_alert_waits_for_no_price() {
    let mut paused = alert(&[]).paused().unwrap();
    assert_eq!((paused.state(at(1)), paused.level()), (State::Paused, None));
    assert_eq!((paused.evaluate(&tick("100", 1)), paused.paused()), (None, None));
    assert_eq!(Bounds::of([&paused], [], at(5)), Bounds::default());
    let phase = paused.phase;
    paused.evaluate_all(&[tick("100", 1_000_000)]);
    assert_eq!(paused.phase, phase);
    for past in [Phase::Fired { at: at(1) }, Phase::Expired] {
        let past = Alert { phase: past, ..alert(&[]) };
        assert_eq!((past.paused(), past.resumed(at(2))), (None, None));
    }
    assert_eq!(alert(&[]).resumed(at(2)), None, "it is not paused");
}

#[test]
fn a_paused_alert_expires_like_any_other() {
    let paused = alert(&[("expiresAt", json!(at(60)))]).paused().unwrap();
    assert_eq!((paused.state(at(59)), paused.state(at(60))), (State::Paused, State::Expired));
}

#[test]
fn a_resumed_alert_fires_on_the_next_tick_that_meets_its_target() {
    for (recurring_or_not, generation) in [(alert(&[]), 1), (recurring(&[]), 1)] {
        let mut resumed = recurring_or_not.paused().unwrap().resumed(at(10)).unwrap();
        assert_eq!(resumed.state(at(10)), State::Armed);
        assert_eq!(resumed.evaluate(&tick("100", 10)), None, "it had arrived before");
        // The exchange's clock can be behind ours: the arrival counts.
        let firing = resumed.evaluate(&Tick { arrived_at: at(11), ..tick("100", 9) }).unwrap();
        assert_eq!(firing.generation, generation, "no firing from before the pause has its identity");
    }
}

#[test]
fn a_pause_does_not_shorten_the_cooldown() {
    let mut fired = recurring(&[]);
    fired.evaluate(&tick("100", 10)).unwrap();
    let mut resumed = fired.paused().unwrap().resumed(at(20)).unwrap();
    assert_eq!(resumed.phase, Phase::Armed { since: at(70), generation: 2 });
    assert_eq!((resumed.state(at(20)), resumed.evaluate(&tick("101", 70))), (State::Waiting, None));
    assert!(resumed.evaluate(&tick("101", 71)).is_some(), "the price need not come back first");
    let mut back = recurring(&[]);
    back.evaluate(&tick("100", 10)).unwrap();
    back.evaluate(&tick("90", 30));
    let resumed = back.paused().unwrap().resumed(at(40)).unwrap();
    assert_eq!(resumed.phase, Phase::Armed { since: at(70), generation: 2 });
}

fn span(ticks: &[Tick]) -> Span {
    Span::of(ticks).unwrap()
}

#[test]
fn a_span_reaches_from_the_lowest_price_to_the_highest() {
    assert_eq!(Span::of(&[]), None);
    let span = span(&[tick("3", 5), tick("1", 9), tick("2", 7)]);
    assert_eq!((span.low, span.high, span.latest), (Decimal::from(1), Decimal::from(3), at(9)));
    let reached = |side, price: u32| span.reaches(&Level { side, price: price.into() });
    assert!(reached(Side::Up, 3) && !reached(Side::Up, 4));
    assert!(reached(Side::Down, 1) && !reached(Side::Down, 0));
}

#[test]
fn bounds_are_the_nearest_levels_on_either_side() {
    let priced = |condition: &str, price: &str| {
        alert(&[("condition", json!(condition)), ("targetPrice", json!(price))])
    };
    let alerts =
        [priced("above", "120"), priced("above", "110"), priced("below", "80"), priced("below", "90")];
    let bounds = Bounds::of(&alerts, [], at(5));
    let expected = Bounds { up: Some(Decimal::from(110)), down: Some(Decimal::from(90)), sleeps_until: None };
    assert_eq!(bounds, expected);
    for (low, high, is_touched) in [("91", "109", false), ("91", "110", true), ("90", "109", true)] {
        assert_eq!(
            bounds.are_touched_by(&span(&[tick(low, 5), tick(high, 5)])),
            is_touched,
            "{low} to {high}"
        );
    }
    let nearer = [priced("above", "105")];
    assert_eq!(Bounds::of(&alerts, &nearer, at(5)).up, Some(Decimal::from(105)));
    assert!(!Bounds::default().are_touched_by(&span(&[tick("1", 1), tick("1000", 2)])), "there is no alert");
    let fired = Alert { phase: Phase::Fired { at: at(1) }, ..priced("above", "1") };
    assert_eq!(Bounds::of([&fired], [], at(5)), Bounds::default(), "it waits for no price");
}

#[test]
fn an_alert_that_sleeps_is_no_bound_until_it_is_armed() {
    let armed_later =
        |since| Alert { phase: Phase::Armed { since: at(since), generation: 1 }, ..recurring(&[]) };
    let bounds = Bounds::of(&[armed_later(70), armed_later(50)], [], at(30));
    assert_eq!(bounds, Bounds { up: None, down: None, sleeps_until: Some(at(50)) });
    assert!(
        !bounds.are_touched_by(&span(&[tick("100", 50)])) && bounds.are_touched_by(&span(&[tick("1", 51)]))
    );
    let awake = Bounds { up: Some(Decimal::from(100)), ..Bounds::default() };
    assert_eq!(Bounds::of(&[armed_later(30)], [], at(30)), awake);
    assert_eq!(Bounds::of([], &[armed_later(70)], at(30)), awake, "others may lie behind it");
}

#[test]
fn an_alert_falls_into_one_part_for_ever() {
    let part = |name: &str| Part::of(&Id::parse(name).unwrap()).number();
    // Stored keys contain these numbers.
    assert_eq!([part("a-1"), part("a-2"), part("BTC")], [6, 3, 0]);
    assert_eq!(Part::all().map(Part::number).collect::<Vec<_>>(), (0..PARTS).collect::<Vec<_>>());
    assert_eq!(Part::parse(PARTS - 1).map(Part::number), Some(PARTS - 1));
    assert_eq!(Part::parse(PARTS), None);
}
