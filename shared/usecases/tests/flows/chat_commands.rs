//! Commands of a linked Telegram conversation.

use domain::preferences::QuietHours;
use domain::recipient::contact::ChatId;
use domain::{Channel, Priority, UserId};
use ports::{PreferencesWrite as _, Queue};
use serde_json::json;
use usecases::contacts::{
    AccountState, QuietChange, bind_chat, change_quiet_hours, chat_state, confirm_chat, issue_link_code,
    refuse_chat,
};

use crate::trader::seconds;
use crate::world::World;

/// Returns the conversation of all these tests.
fn chat() -> ChatId {
    ChatId::new(4_711)
}

const NIGHT: QuietChange<'_> = QuietChange::Hours { from: "22:00", to: "06:30" };

/// Links the conversation to the user, without a confirmation.
async fn bind(world: &World, user: &UserId, random: u8) {
    world.pass(seconds(1));
    let now = world.now();
    let code = issue_link_code(&world.store, user, None, [random; 32], now).await.unwrap().code;
    bind_chat(&world.store, &world.queues, &code, chat(), now).await.unwrap();
}

async fn link(world: &World, user: &UserId, random: u8) {
    bind(world, user, random).await;
    assert!(confirm_chat(&world.store, chat(), None, world.now()).await.unwrap().is_some());
}

async fn state(world: &World) -> Vec<AccountState> {
    chat_state(&world.store, chat(), &Channel::ALL, world.now()).await.unwrap()
}

async fn change(world: &World, change: QuietChange<'_>) -> Vec<AccountState> {
    change_quiet_hours(&world.store, &world.queues, chat(), change, &Channel::ALL, world.now()).await.unwrap()
}

#[tokio::test]
async fn the_state_of_an_account_is_shown_only_to_a_confirmed_conversation() {
    let world = World::new();
    assert_eq!(state(&world).await, []);
    bind(&world, &world.user, 1).await;
    assert_eq!(state(&world).await, [], "the reader may be another person");
    assert_eq!(change(&world, NIGHT).await, []);
    assert_eq!(world.store.recipient(&world.user).version, 0);

    confirm_chat(&world.store, chat(), None, world.now()).await.unwrap();
    let [account] = state(&world).await.try_into().unwrap();
    assert_eq!(account.account, "u•••1");
    assert_eq!(account.reachable, [Channel::Websocket, Channel::Telegram]);
    assert_eq!((account.snoozed_until, account.quiet_hours.enabled), (None, false));
    let deployed = [Channel::Websocket, Channel::Push];
    let [account] =
        chat_state(&world.store, chat(), &deployed, world.now()).await.unwrap().try_into().unwrap();
    assert_eq!(account.reachable, [Channel::Websocket], "the channel is not deployed");
}

#[tokio::test]
async fn quiet_hours_are_changed_as_in_the_app() {
    let world = World::new();
    link(&world, &world.user, 1).await;
    let night = QuietHours { enabled: true, from: "22:00".to_owned(), to: "06:30".to_owned() };
    let [account] = change(&world, NIGHT).await.try_into().unwrap();
    assert_eq!(account.quiet_hours, night);
    let stored = world.store.recipient(&world.user);
    assert_eq!((&stored.preferences.quiet_hours, stored.version), (&night, 1));
    assert!(world.store.next_wake().is_some(), "deferred work may be due earlier");
    assert_eq!(world.queues.sent(Queue::Events(Priority::P0)).len(), 0, "no critical section is weaker");

    assert_eq!(change(&world, NIGHT).await, [account], "a repeat changes nothing");
    assert_eq!(world.store.recipient(&world.user).version, 1);
    let [off] = change(&world, QuietChange::Off).await.try_into().unwrap();
    assert_eq!(off.quiet_hours, QuietHours { enabled: false, ..night }, "the times are kept");
    assert_eq!(world.store.recipient(&world.user).version, 2);

    world.connect("phone").await;
    let shown = world.send("phone", json!({"action": "getPreferences"})).await;
    assert_eq!(shown["preferences"]["quietHours"], json!({"enabled": false, "from": "22:00", "to": "06:30"}));
}

#[tokio::test]
async fn all_accounts_of_a_conversation_are_changed_and_no_other_one() {
    let world = World::new();
    let (second, third) = (UserId::parse("u-2").unwrap(), UserId::parse("u-3").unwrap());
    link(&world, &world.user, 1).await;
    link(&world, &second, 2).await;
    bind(&world, &third, 3).await;
    assert_eq!(change(&world, NIGHT).await.len(), 2);
    let is_quiet = |user: &UserId| world.store.recipient(user).preferences.quiet_hours.enabled;
    assert_eq!([&world.user, &second, &third].map(is_quiet), [true, true, false]);
    assert!(refuse_chat(&world.store, chat(), None, world.now()).await.unwrap());
    assert_eq!(state(&world).await.len(), 2);
}

#[tokio::test]
async fn a_failure_of_the_store_is_told() {
    let world = World::new();
    link(&world, &world.user, 1).await;
    world.store.fail_next(1);
    let failed =
        change_quiet_hours(&world.store, &world.queues, chat(), NIGHT, &Channel::ALL, world.now()).await;
    assert!(failed.unwrap_err().is_retryable());
    let preferences = (*world.store.recipient(&world.user).preferences).clone();
    world.store.put_preferences(&world.user, &preferences, 0, false).await.unwrap();
    assert!(change(&world, NIGHT).await[0].quiet_hours.enabled, "over the newest version");
}
