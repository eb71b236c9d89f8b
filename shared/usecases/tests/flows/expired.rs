//! Expired alerts: they do not delay the alerts of other traders.

use std::cell::RefCell;

use domain::alert::{Alert, Phase};
use domain::event::data::Condition;
use domain::{Priority, UserId};
use ports::{Alerts, Queue};
use usecases::watch::{TickRecord, watch_prices};

use crate::prices::{Counting, alert, record, second};
use crate::world::World;

async fn with_expired(world: &World, count: usize) {
    for number in 0..count {
        let user_id = UserId::parse(format!("attacker-{}", number % 3)).unwrap();
        let expired = alert(&format!("x-{number}"), Condition::Above, "100");
        world.with_alert(&Alert { user_id, expires_at: Some(second(2)), ..expired }).await;
    }
}

async fn left(world: &World) -> usize {
    let mut left = 0;
    for number in 0..3 {
        let user = UserId::parse(format!("attacker-{number}")).unwrap();
        let alerts = world.store.alerts(&user).await.unwrap().alerts;
        left += alerts.iter().filter(|alert| alert.phase == Phase::NEW).count();
    }
    left
}

#[tokio::test]
async fn many_expired_alerts_are_no_storm_and_are_removed_bit_by_bit() {
    let world = World::new();
    with_expired(&world, 569).await;
    world.with_alert(&alert("live", Condition::Above, "100")).await;
    let (body, arrived_at) = record("BTC-USDT", 60, "101");
    let store = Counting { store: &world.store, calls: RefCell::default() };
    let tick = TickRecord { body: body.as_bytes(), arrived_at };
    watch_prices(&world.watch_ports(&store), &[tick]).await.unwrap();
    assert_eq!(world.fired(), ["live:0 60 101"]);
    assert!(world.queues.sent(Queue::Fire).is_empty());
    let calls = store.calls.into_inner();
    assert_eq!(calls.iter().filter(|call| **call == "mark").count(), 1 + 32);
    let mark = calls.iter().position(|call| *call == "mark").unwrap();
    let removal = calls.iter().position(|call| *call == "set_bounds").unwrap();
    assert!(mark < removal && calls[removal + 1..].iter().all(|call| *call == "mark"), "they come last");
    assert_eq!(left(&world).await, 569 - 32);

    // They are removed when they are read again: alerts that no tick can fire delay no tick.
    for at in 61..80 {
        world.with_alert(&alert(&format!("live-{at}"), Condition::Above, "100")).await;
        world.ticks("BTC-USDT", &[(at, "101")]).await;
    }
    assert_eq!(left(&world).await, 0);
    assert_eq!(world.queues.sent(Queue::Events(Priority::P1)).len(), 20);
}

#[tokio::test]
async fn alerts_that_no_tick_of_the_batch_can_fire_are_no_storm_but_may_be_fired_by_a_late_one() {
    let world = World::new();
    with_expired(&world, 300).await;
    world.ticks("BTC-USDT", &[(3, "101")]).await;
    assert!(world.queues.sent(Queue::Fire).is_empty() && world.fired().is_empty());
    assert_eq!(left(&world).await, 300, "a tick that was made before their end can still come");
    // The tick was made in time, and its record arrived later: it does reach more alerts than one
    // batch judges.
    let (body, _) = record("BTC-USDT", 1, "101");
    let late = TickRecord { body: body.as_bytes(), arrived_at: second(4) };
    watch_prices(&world.watch_ports(&world.store), &[late]).await.unwrap();
    assert!(!world.queues.sent(Queue::Fire).is_empty());
}

#[tokio::test]
async fn a_late_tick_fires_what_had_not_expired_when_it_was_made() {
    let world = World::new();
    with_expired(&world, 1).await;
    world.ticks("BTC-USDT", &[(3, "101")]).await;
    let (body, _) = record("BTC-USDT", 1, "102");
    let late = TickRecord { body: body.as_bytes(), arrived_at: second(4) };
    watch_prices(&world.watch_ports(&world.store), &[late]).await.unwrap();
    assert_eq!(world.fired(), ["x-0:0 1 102"]);
}
