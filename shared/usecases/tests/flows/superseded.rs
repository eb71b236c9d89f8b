//! Newer events make older ones obsolete, as the catalogue's `supersedes` says.

use domain::Channel::{Push, Sms, Websocket};
use domain::{Channel, EventType, Priority};
use serde_json::{Map, Value, json};

use crate::trader::seconds;
use crate::world::World;

/// Returns an event with the catalogue's sample, which occurs now.
fn event(world: &World, id: &str, name: &str) -> Value {
    let mut data: Map<String, Value> =
        serde_json::from_str(EventType::parse(name).unwrap().sample()).unwrap();
    for link in ["withdrawal_id", "position_id", "deposit_id", "symbol"] {
        if let Some(value) = data.get_mut(link) {
            *value = json!("same-1");
        }
    }
    json!({"id": id, "event_type": name, "user_id": world.user, "occurred_at": world.now(), "data": data})
}

fn class(name: &str) -> Priority {
    EventType::parse(name).unwrap().priority()
}

#[tokio::test]
async fn an_older_state_that_arrives_after_a_newer_one_is_recorded_and_not_sent() {
    for (older, newer) in [
        ("withdrawal_requested", "withdrawal_sent"),
        ("withdrawal_requested", "withdrawal_failed"),
        ("withdrawal_sent", "withdrawal_completed"),
        ("deposit_detected", "deposit_credited"),
        ("margin_call", "margin_restored"),
        ("trading_halted", "trading_resumed"),
        ("trading_resumed", "trading_halted"),
    ] {
        let world = World::reaching(&Channel::ALL);
        let old = event(&world, "old", older);
        world.pass(seconds(1));
        world.route(class(newer), &[event(&world, "new", newer)]).await;
        world.route(class(older), &[old]).await;
        let deliveries = world.deliveries("old").await;
        assert!(
            deliveries.iter().all(|line| line.ends_with(" suppressed=superseded")),
            "{older} after {newer}: {deliveries:?}"
        );
        assert!(world.addresses_of("old").is_empty(), "{older} after {newer}");
    }
}

#[tokio::test]
async fn what_is_superseded_by_nothing_and_what_is_about_something_else_is_sent() {
    for (older, newer, is_same) in [
        ("withdrawal_completed", "withdrawal_sent", true),
        ("withdrawal_requested", "withdrawal_sent", false),
        ("order_filled", "position_liquidated", true),
    ] {
        let world = World::reaching(&[Push]);
        let mut old = event(&world, "old", older);
        if !is_same {
            old["data"]["withdrawal_id"] = json!("another");
        }
        world.pass(seconds(1));
        world.route(class(newer), &[event(&world, "new", newer)]).await;
        world.route(class(older), &[old]).await;
        world.settle();
        assert_eq!(world.addresses_of("old"), ["token-d-1"], "{older} after {newer}");
    }
}

#[tokio::test]
async fn an_older_state_that_waits_for_its_socket_is_not_posted_after_a_newer_one() {
    let world = World::reaching(&[Websocket]);
    world.connect("phone").await;
    world.hello("phone").await;
    let sent = event(&world, "sent", "withdrawal_sent");
    world.route(Priority::P1, &[sent]).await;
    world.pass(seconds(1));
    world.route(Priority::P1, &[event(&world, "completed", "withdrawal_completed")]).await;
    world.deliver(Priority::P1).await;
    assert_eq!(world.notified("phone"), ["completed"]);
}

#[tokio::test]
async fn a_state_that_is_over_climbs_no_further() {
    let world = World::reaching(&[Push, Sms]);
    let asked = event(&world, "asked", "withdrawal_confirmation_needed");
    world.route(Priority::P0, &[asked]).await;
    world.settle();
    world.pass(seconds(1));
    world.route(Priority::P0, &[event(&world, "failed", "withdrawal_failed")]).await;
    world.live(std::time::Duration::from_mins(1));
    assert_eq!(world.addresses_of("asked"), ["token-d-1"], "no SMS");
    assert_eq!(world.deliveries("asked").await.pop().unwrap(), "sms suppressed=superseded");
}
