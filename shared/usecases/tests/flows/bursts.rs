//! Notifications of one key: the first three in a minute leave individually, the others are merged.

use domain::Channel::{Email, Push, Telegram, Websocket};
use domain::Priority;
use domain::event::catalogue::PreferenceKey;
use ports::Count;
use serde_json::{Value, json};

use crate::providers::Call;
use crate::recipient_limits::{content, merged, of_user, other, told_of};
use crate::trader::seconds;
use crate::world::World;

/// Returns a fill of this order.
fn fill(world: &World, id: &str, order: &str) -> Value {
    let mut fill = world.fill(id);
    fill["data"]["order_id"] = json!(order);
    fill
}

/// Routes this many fills of an order, each as one event.
async fn fills(world: &World, order: &str, count: usize) {
    for n in 0..count {
        world.route(Priority::P0, &[fill(world, &format!("{order}-{n}"), order)]).await;
    }
}

/// Returns the ids of the notifications that left individually.
fn single(calls: &[Call]) -> Vec<&str> {
    calls.iter().filter(|call| !merged(call)).map(|call| call.event.as_str()).collect()
}

#[tokio::test]
async fn four_fills_of_one_order_are_three_pushes_and_a_merged_one_and_the_inbox_has_all() {
    let world = World::reaching(&[Push]);
    world.connect("phone").await;
    let start = world.now();
    fills(&world, "o", 4).await;
    world.live(seconds(5));
    let calls = world.providers.calls_of(Push);
    assert_eq!(single(&calls), ["o-0", "o-1", "o-2"]);
    let merges: Vec<_> = calls.iter().filter(|call| merged(call)).collect();
    let [only] = merges[..] else { panic!("{merges:?}") };
    assert_eq!((content(&world, &only.event).size(), only.at), (1, start), "it does not wait");
    assert_eq!(told_of(&world, Push), ["o-0", "o-1", "o-2", "o-3"]);
    assert_eq!(world.counted_on(Count::Merged, Push), 1);

    assert_eq!(world.notified("phone"), ["o-0", "o-1", "o-2", "o-3"], "in-app each comes by itself");
    let list = world.send("phone", json!({"action": "listNotifications"})).await;
    assert_eq!(list["notifications"].as_array().unwrap().len(), 4);
    let details = world.details("o-3").await;
    let push = details["deliveries"].as_array().unwrap().iter().find(|one| one["channel"] == "push").unwrap();
    assert_eq!((&push["state"], &push["releasedAs"]), (&json!("accepted"), &json!(only.event)));
}

#[tokio::test]
async fn two_orders_are_two_bursts() {
    let world = World::reaching(&[Push]);
    for n in 0..3 {
        for order in ["a", "b"] {
            world.route(Priority::P0, &[fill(&world, &format!("{order}-{n}"), order)]).await;
        }
    }
    world.live(seconds(1));
    assert_eq!(single(&world.providers.calls_of(Push)).len(), 6);
    assert_eq!(world.counted_on(Count::Merged, Push), 0);
    for order in ["a", "b"] {
        world.route(Priority::P0, &[fill(&world, &format!("{order}-3"), order)]).await;
    }
    world.live(seconds(5));
    let calls = world.providers.calls_of(Push);
    assert_eq!((single(&calls).len(), world.counted_on(Count::Merged, Push)), (6, 2));
    assert_eq!(told_of(&world, Push).len(), 8);
}

#[tokio::test]
async fn a_burst_ends_with_its_minute() {
    let world = World::reaching(&[Push]);
    fills(&world, "o", 4).await;
    world.live(seconds(60));
    for n in 4..7 {
        world.route(Priority::P0, &[fill(&world, &format!("o-{n}"), "o")]).await;
    }
    world.live(seconds(5));
    assert_eq!(single(&world.providers.calls_of(Push)), ["o-0", "o-1", "o-2", "o-4", "o-5", "o-6"]);
}

#[tokio::test]
async fn the_same_order_of_another_trader_is_another_burst() {
    let world = World::reaching(&[Telegram]);
    let neighbour = other(&world, "u-2", 7);
    fills(&world, "o", 2).await;
    for n in 2..4 {
        let fill = of_user(fill(&world, &format!("o-{n}"), "o"), &neighbour);
        world.route(Priority::P0, &[fill]).await;
    }
    world.live(seconds(10));
    assert_eq!(single(&world.providers.calls_of(Telegram)).len(), 4);
}

#[tokio::test]
async fn a_liquidation_after_twenty_fills_leaves_at_once_and_alone() {
    let world = World::reaching(&[Push, Telegram]);
    fills(&world, "o", 20).await;
    world.live(seconds(1));
    let at = world.now();
    // Five of one position: no liquidation is ever merged.
    for n in 0..5 {
        world.route(Priority::P0, &[world.liquidation(&format!("l-{n}"))]).await;
    }
    world.live(seconds(20));
    for n in 0..5 {
        let id = format!("l-{n}");
        let push = world.providers.calls_of(Push).into_iter().find(|call| call.event == id).unwrap();
        assert_eq!(push.at, at);
        assert!(world.providers.calls_of(Telegram).iter().any(|call| call.event == id));
    }
    let first = world.providers.calls_of(Telegram).into_iter().find(|call| call.event == "l-0").unwrap();
    assert!(first.at.millis_since(at) <= 1_000, "{first:?}");
    for channel in [Push, Telegram] {
        assert_eq!(told_of(&world, channel).len(), 25, "{channel}: nothing is lost");
    }
    assert_eq!(single(&world.providers.calls_of(Push)).len(), 8);
}

#[tokio::test]
async fn a_long_burst_stays_one_message_on_the_screen_and_in_the_chat() {
    let world = World::reaching(&[Push, Telegram]);
    for n in 0..12 {
        world.route(Priority::P0, &[fill(&world, &format!("o-{n}"), "o")]).await;
        world.live(seconds(3));
    }
    world.live(seconds(10));
    let pushes = world.providers.calls_of(Push);
    let of_merged: Vec<_> =
        pushes.iter().filter(|call| merged(call)).map(|call| content(&world, &call.event)).collect();
    assert_eq!((single(&pushes).len(), of_merged.len()), (3, 9));
    assert!(
        of_merged.iter().all(|message| message.burst == of_merged[0].burst),
        "each replaces the one before"
    );
    assert_eq!(of_merged.last().unwrap().size(), 9, "the one that stays says how many there were");
    let chats = world.providers.calls_of(Telegram);
    let edits: Vec<_> =
        chats.iter().filter(|call| merged(call)).map(|call| call.replaces.is_some()).collect();
    assert!(!edits[0] && edits.len() > 1 && edits[1..].iter().all(|is_edit| *is_edit), "{edits:?}");
}

#[tokio::test]
async fn a_burst_by_email_ends_in_one_message_in_the_next_minute() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].channels = vec![Websocket, Email]);
    fills(&world, "o", 6).await;
    world.live(seconds(61));
    let calls = world.providers.calls_of(Email);
    assert_eq!(single(&calls), ["o-0", "o-1", "o-2"]);
    let last = calls.last().unwrap();
    assert_eq!((calls.len(), content(&world, &last.event).size()), (4, 3));
    assert_eq!(last.at, "2026-11-23T08:01:00Z".parse().unwrap());
}

#[tokio::test]
async fn price_alerts_of_one_market_are_a_burst_whatever_their_ids() {
    let world = World::reaching(&[Push]);
    for n in 0..5 {
        world.route(Priority::P1, &[world.alert(&format!("a-{n}"))]).await;
    }
    let mut apart = world.alert("b-0");
    apart["data"]["symbol"] = json!("ETH-USDT");
    world.route(Priority::P1, &[apart]).await;
    world.live(seconds(1));
    assert_eq!(single(&world.providers.calls_of(Push)), ["a-0", "a-1", "a-2", "b-0"]);
    world.live(seconds(60));
    let calls = world.providers.calls_of(Push);
    assert_eq!((calls.len(), content(&world, &calls[4].event).size()), (5, 2));
}

#[tokio::test]
async fn a_type_without_a_key_is_merged_only_above_the_limit_of_its_recipient() {
    let world = World::reaching(&[Push]);
    for n in 0..10 {
        world.route(Priority::P1, &[world.deposit(&format!("d-{n}"))]).await;
    }
    world.live(seconds(61));
    assert_eq!(single(&world.providers.calls_of(Push)).len(), 10);
}
