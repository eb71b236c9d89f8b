//! Events about the same: the trader is notified once while it lasts, and again after a step that the
//! catalogue declares.

use domain::Channel::{Push, Websocket};
use domain::{EventType, Priority};
use serde_json::{Value, json};

use crate::trader::seconds;
use crate::world::World;

/// Returns a margin call of this position or account at this ratio, which occurs now.
fn call(world: &World, id: &str, about: (&str, &str), ratio: &str) -> Value {
    let mut event = world.margin_call(id);
    event["data"] = json!({about.0: about.1, "margin_ratio_percent": ratio});
    event
}

const POSITION: (&str, &str) = ("position_id", "p-1");
const ACCOUNT: (&str, &str) = ("account_id", "a-1");

/// Routes a call one second later; returns whether the trader was notified of it.
async fn is_notified(world: &World, id: &str, about: (&str, &str), ratio: &str) -> bool {
    world.pass(seconds(1));
    world.route(Priority::P0, &[call(world, id, about, ratio)]).await;
    world.settle();
    let deliveries = world.deliveries(id).await;
    let suppressed = deliveries.iter().filter(|line| line.ends_with(" suppressed=already_notified")).count();
    let is_pushed = !world.addresses_of(id).is_empty();
    assert!(
        if is_pushed { suppressed == 0 } else { suppressed > 0 },
        "it is either sent, or suppressed for this reason: {deliveries:?}"
    );
    is_pushed
}

#[tokio::test]
async fn a_margin_call_is_told_once_and_again_when_the_ratio_has_fallen_by_ten_points() {
    for about in [POSITION, ACCOUNT] {
        let world = World::reaching(&[Websocket, Push]);
        let mut told = Vec::new();
        for (at, ratio) in
            ["118.5", "118.5", "119", "108.6", "108.5", "100", "98.51", "98.5"].into_iter().enumerate()
        {
            if is_notified(&world, &format!("m-{at}"), about, ratio).await {
                told.push(ratio);
            }
        }
        assert_eq!(told, ["118.5", "108.5", "98.5"], "{about:?}");
        let list = world.send("viewer", json!({"action": "listNotifications"})).await;
        let listed: Vec<_> =
            list["notifications"].as_array().unwrap().iter().map(|frame| &frame["id"]).collect();
        assert_eq!(listed, ["m-7", "m-4", "m-0"], "the inbox has those of which the trader is notified");
    }
}

#[tokio::test]
async fn calls_of_other_positions_and_accounts_and_of_other_traders_are_told() {
    let world = World::reaching(&[Push]);
    assert!(is_notified(&world, "m-1", POSITION, "118").await);
    assert!(is_notified(&world, "m-2", ("position_id", "p-2"), "118").await);
    assert!(is_notified(&world, "m-3", ACCOUNT, "118").await);
    // An ID of a position may be that of an account.
    assert!(is_notified(&world, "m-4", ("account_id", "p-1"), "118").await);
    // The exchange does not say what these are about.
    assert!(is_notified(&world, "m-5", ("margin_mode", "cross"), "118").await);
    assert!(is_notified(&world, "m-6", ("margin_mode", "cross"), "118").await);
}

#[tokio::test]
async fn a_call_after_the_last_has_expired_or_was_closed_is_told() {
    let world = World::reaching(&[Push]);
    assert!(is_notified(&world, "m-1", ACCOUNT, "118").await);
    assert!(!is_notified(&world, "m-2", ACCOUNT, "118").await);
    world.pass(EventType::MarginCall.row().expires_after);
    assert!(is_notified(&world, "m-3", ACCOUNT, "118").await);

    world.pass(seconds(1));
    let mut restored = call(&world, "r-1", ACCOUNT, "212.5");
    restored["event_type"] = json!("margin_restored");
    world.route(Priority::P1, &[restored]).await;
    assert!(is_notified(&world, "m-4", ACCOUNT, "118").await);
    assert!(!is_notified(&world, "m-5", ACCOUNT, "118").await);

    world.pass(seconds(1));
    let mut liquidation = world.liquidation("l-1");
    liquidation["data"]["account_id"] = json!("a-1");
    world.route(Priority::P0, &[liquidation]).await;
    assert!(is_notified(&world, "m-6", ACCOUNT, "118").await);
}

#[tokio::test]
async fn of_a_batch_one_is_told_and_a_repeat_of_it_is_not_taken_for_another() {
    let world = World::reaching(&[Push]);
    let calls = ["m-1", "m-2", "m-3"].map(|id| call(&world, id, POSITION, "118"));
    for _ in 0..2 {
        world.route(Priority::P0, &calls).await;
        world.settle();
    }
    let pushed = ["m-1", "m-2", "m-3"].map(|id| world.addresses_of(id).len());
    assert_eq!(pushed, [1, 0, 0]);
}

#[tokio::test]
async fn what_the_trader_was_not_told_hides_no_later_call() {
    let world = World::reaching(&[Push]);
    // Above the trader's threshold.
    world.route(Priority::P0, &[call(&world, "m-1", POSITION, "500")]).await;
    assert!(world.addresses_of("m-1").is_empty());
    // Too late to be of interest.
    let mut late = call(&world, "m-2", POSITION, "118");
    late["expires_at"] = json!(world.now());
    world.route(Priority::P0, &[late]).await;
    assert!(is_notified(&world, "m-3", POSITION, "118").await);
}
