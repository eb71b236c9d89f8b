//! Throttling by a provider, of one recipient or of everything.

use domain::Channel::{Push, Telegram};
use domain::Priority;
use domain::delivery::ledger::{LedgerState, ThrottleScope};

use crate::recipient_limits::{fills, of_user, other, throttled};
use crate::trader::{CHAT, push_to, seconds};
use crate::world::World;

#[tokio::test]
async fn a_throttled_chat_delays_no_other() {
    let world = World::reaching(&[Telegram]);
    let neighbour = other(&world, "u-2", 7);
    world.providers.answer(CHAT, Some(throttled(ThrottleScope::Recipient, 30)));
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.settle();
    world.route(Priority::P0, &[world.fill("f-2"), of_user(world.fill("g-1"), &neighbour)]).await;
    world.lambdas.instance.set(1);
    world.live(seconds(20));
    assert_eq!(world.addresses_of("f-1"), [CHAT], "no second call within the pause");
    assert!(world.addresses_of("f-2").is_empty());
    assert_eq!(world.addresses_of("g-1"), ["7"]);
    world.providers.answer(CHAT, None);
    world.live(seconds(30));
    assert!(!world.addresses_of("f-2").is_empty());
}

#[tokio::test]
async fn three_throttled_chats_pause_the_provider() {
    let world = World::reaching(&[Telegram]);
    let users: Vec<_> = (2..6).map(|n| other(&world, &format!("u-{n}"), n)).collect();
    for chat in ["2", "3", "4"] {
        world.providers.answer(chat, Some(throttled(ThrottleScope::Recipient, 30)));
    }
    for (n, user) in users[..2].iter().enumerate() {
        world.route(Priority::P0, &[of_user(world.fill(&format!("f-{n}")), user)]).await;
        world.settle();
        world.pass(seconds(2));
    }
    world.route(Priority::P0, &[of_user(world.fill("g-0"), &users[3])]).await;
    world.settle();
    assert_eq!(world.addresses_of("g-0"), ["5"], "two are no reason yet");
    world.route(Priority::P0, &[of_user(world.fill("f-2"), &users[2])]).await;
    world.settle();
    world.route(Priority::P0, &[of_user(world.fill("g-1"), &users[3])]).await;
    world.live(seconds(20));
    assert!(world.addresses_of("g-1").is_empty(), "the third within ten seconds holds everybody");
    world.live(seconds(20));
    assert_eq!(world.addresses_of("g-1"), ["5"]);
}

#[tokio::test]
async fn an_answer_about_the_project_pauses_the_provider_at_once() {
    let world = World::reaching(&[Telegram]);
    let neighbour = other(&world, "u-2", 7);
    world.providers.answer(CHAT, Some(throttled(ThrottleScope::Provider, 30)));
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.settle();
    world.route(Priority::P0, &[of_user(world.fill("g-1"), &neighbour)]).await;
    world.live(seconds(20));
    assert!(world.addresses_of("g-1").is_empty());
}

#[tokio::test]
async fn a_device_that_is_throttled_does_not_hold_the_traders_other_device() {
    let world = World::reaching(&[Push]);
    world.devices(&["d-1", "d-2"]);
    world.providers.answer("token-d-1", Some(throttled(ThrottleScope::Recipient, 60)));
    fills(&world, 1).await;
    world.settle();
    fills(&world, 3).await;
    world.live(seconds(10));
    let calls = world.providers.calls_of(Push);
    assert_eq!(calls.iter().filter(|call| call.to == "token-d-1").count(), 1);
    assert_eq!(calls.iter().filter(|call| call.to == "token-d-2").count(), 3);
    let entry = world.entry("f-1", &push_to("d-1")).unwrap();
    assert!(matches!(entry.state, LedgerState::Retrying { .. }), "{entry:?}");
}
