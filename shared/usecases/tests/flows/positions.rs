//! A liquidation closes the margin calls before it.

use std::time::Duration;

use domain::Channel::{Push, Sms, Telegram};
use domain::delivery::ledger::{DeliveryKey, LedgerState, ThrottleScope, Verdict};
use domain::routing::plan::Reason;
use domain::{Channel, Priority};
use ports::Count;
use serde_json::{Value, json};
use usecases::batch::Outcome;

use crate::providers::Answer;
use crate::trader::{NUMBER, p0, seconds};
use crate::world::World;

const BUSY: Answer =
    Answer::Verdict(Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: None });

/// A margin call, and the liquidation of its position a second later.
fn call_and_liquidation(world: &World) -> (Value, Value) {
    let call = world.margin_call_of("p-1", "m-1");
    world.pass(seconds(1));
    (call, world.liquidation("l-1"))
}

#[tokio::test]
async fn a_delivered_margin_call_is_not_escalated_further() {
    let world = World::reaching(&[Push, Sms]);
    let (call, liquidation) = call_and_liquidation(&world);
    world.route(Priority::P0, &[call]).await;
    world.settle();
    world.route(Priority::P0, &[liquidation]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("m-1"), ["token-d-1"]);
    assert_eq!(world.addresses_of("l-1"), ["token-d-1", NUMBER]);
    assert_eq!(world.counted_on(Count::Escalated, Sms), 1);
    assert_eq!(world.deliveries("m-1").await.pop().unwrap(), "sms suppressed=superseded");
}

#[tokio::test]
async fn every_claim_of_a_closed_margin_call_is_refused() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    let (call, liquidation) = call_and_liquidation(&world);
    world.providers.answer_next(Telegram, [BUSY]);
    world.route(Priority::P0, &[call]).await;
    world.work(p0(Telegram)); // to be tried again; push is still on its queue
    world.route(Priority::P0, &[liquidation]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("m-1").len(), 1, "what was refused by Telegram");
    let superseded = LedgerState::Suppressed(Reason::Superseded);
    assert_eq!(world.entry("m-1", &crate::trader::push_to("d-1")).unwrap().state, superseded);
    assert_eq!(world.entry("m-1", &DeliveryKey::of_channel(Telegram)).unwrap().state, superseded);
    assert_eq!(
        world.deliveries("m-1").await[1..],
        [
            "push/d-1 suppressed=superseded",
            "telegram suppressed=superseded | throttled 429",
            "sms suppressed=superseded",
        ]
    );
}

#[tokio::test]
async fn a_margin_call_that_arrives_after_its_liquidation_is_recorded_and_not_sent() {
    let world = World::reaching(&Channel::ALL);
    world.connect("phone").await;
    let (call, liquidation) = call_and_liquidation(&world);
    world.route(Priority::P0, &[liquidation]).await;
    world.route(Priority::P0, &[call]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.notified("phone"), ["l-1"]);
    assert!(world.addresses_of("m-1").is_empty());
    assert!(world.deliveries("m-1").await.iter().all(|line| line.ends_with(" suppressed=superseded")));
    assert_eq!(world.hello("phone").await["unread"], 1);
}

#[tokio::test]
async fn both_at_once_tell_of_the_liquidation_alone_outside_the_app() {
    for liquidation_first in [false, true] {
        let world = World::reaching(&Channel::ALL);
        let (call, liquidation) = call_and_liquidation(&world);
        let batch = if liquidation_first { [liquidation, call] } else { [call, liquidation] };
        assert_eq!(world.route(Priority::P0, &batch).await, [Outcome::Done, Outcome::Done]);
        world.live(Duration::from_mins(1));
        assert!(world.addresses_of("m-1").is_empty());
        assert_eq!(world.addresses_of("l-1").len(), 4);
    }
}

#[tokio::test]
async fn a_device_that_connects_meanwhile_does_not_get_the_closed_call() {
    let world = World::reaching(&[Push]);
    let (call, liquidation) = call_and_liquidation(&world);
    world.route(Priority::P0, &[call, liquidation]).await;
    world.connect("phone").await;
    let hello = world.hello("phone").await;
    assert_eq!(world.notified("phone"), ["l-1"]);
    assert_eq!(hello["sent"], 1);
    assert_eq!(hello["more"], false);
}

#[tokio::test]
async fn a_later_margin_call_and_one_of_the_same_instant_are_sent() {
    let world = World::reaching(&[Push]);
    let same_instant = world.margin_call_of("p-1", "m-1");
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.route(Priority::P0, &[same_instant]).await;
    world.pass(Duration::from_millis(1));
    let mut worse = world.margin_call_of("p-1", "m-2");
    worse["data"]["margin_ratio_percent"] = json!("110");
    world.route(Priority::P0, &[worse]).await;
    let mut elsewhere = world.margin_call_of("p-1", "m-3");
    elsewhere["data"]["position_id"] = json!("p-2");
    elsewhere["occurred_at"] = json!("2026-11-23T07:59:59Z");
    world.route(Priority::P0, &[elsewhere]).await;
    world.settle();
    for call in ["m-1", "m-2", "m-3"] {
        assert_eq!(world.addresses_of(call), ["token-d-1"], "{call}");
    }
    // An earlier liquidation that arrives late reopens nothing.
    let mut earlier = world.liquidation("l-0");
    earlier["occurred_at"] = json!("2026-11-23T07:00:00Z");
    world.route(Priority::P0, &[earlier]).await;
    let mut before = world.margin_call_of("p-1", "m-4");
    before["occurred_at"] = json!("2026-11-23T07:59:59.999Z");
    world.route(Priority::P0, &[before]).await;
    world.settle();
    assert!(world.addresses_of("m-4").is_empty());
}

#[tokio::test]
async fn a_closed_call_without_ack_is_shown_as_superseded_in_the_app_too() {
    let world = World::reaching(&[Push]);
    let (call, liquidation) = call_and_liquidation(&world);
    world.connect("phone").await;
    world.route(Priority::P0, &[call.clone()]).await;
    assert_eq!(world.deliveries("m-1").await[0], "websocket pending | accepted 200 phone");
    world.route(Priority::P0, &[liquidation]).await;
    assert_eq!(world.deliveries("m-1").await[0], "websocket suppressed=superseded | accepted 200 phone");
    world.ack("phone", &["m-1"]).await;
    assert_eq!(world.deliveries("m-1").await[0], "websocket acked | accepted 200 phone");
    world.live(Duration::from_mins(10));
    assert!(world.addresses_of("m-1").is_empty(), "it is not repeated either");
}
