//! Revocations by the exchange, and addresses that become usable again.

use std::time::Duration;

use domain::preferences::Preferences;
use domain::recipient::contact::{ChatId, EmailAddress};
use domain::recipient::{Connection, Recipient};
use domain::{Channel, Priority, Time};
use ports::{Contacts, Grant, ProfileWrite, Queue, Register};
use serde_json::{Value, json};
use usecases::batch::Outcome;
use usecases::connect::{Caller, Opened, connect, is_revoked};
use usecases::contacts::{Binding, bind_chat, issue_link_code, retire_mailboxes};

use crate::profiles::{sync, sync_through};
use crate::trader::{chat_of, device};
use crate::world::{World, connection};

/// Returns 07:`minute` on the day of the tests, which begin at 08:00.
fn at(minute: u32) -> Time {
    format!("2026-11-23T07:{minute:02}:00Z").parse().unwrap()
}

fn message(minute: u32, mut fields: Value) -> Value {
    fields["user_id"] = json!("u-1");
    fields["updated_at"] = json!(at(minute));
    fields
}

async fn open(world: &World, name: &str, registered: u32, issued: Option<u32>) {
    let id = connection(name);
    world.gateway.connect(&id);
    let closes_at = Time::from_millis(i64::MAX);
    let opening = Connection { id, registered_at: at(registered), closes_at, issued_at: issued.map(at) };
    world.store.register(&world.user, &opening).await.unwrap();
}

/// A world with devices, a conversation and connections from before and after 07:30.
async fn furnished() -> World {
    let world = World::new();
    let mut chat = chat_of(ChatId::new(7));
    chat.linked_at = at(30);
    let devices = vec![device("new", at(31)), device("old", at(30))];
    world.store.set_recipient(Recipient { devices, chat: Some(chat), ..world.store.recipient(&world.user) });
    open(&world, "old", 30, Some(29)).await;
    open(&world, "pinged", 40, Some(30)).await;
    open(&world, "unknown", 40, None).await;
    open(&world, "new", 40, Some(31)).await;
    world
}

fn left(world: &World) -> (Vec<String>, Vec<String>, bool) {
    let recipient = world.store.recipient(&world.user);
    let devices = recipient.devices.iter().map(|device| device.id.to_string()).collect();
    (world.registered(), devices, recipient.chat.is_some())
}

#[tokio::test]
async fn what_was_registered_until_then_is_removed_and_what_came_later_stays() {
    let world = furnished().await;
    let revocation = message(30, json!({"revoke": ["connections", "devices", "telegram"]}));
    for _ in 0..2 {
        assert_eq!(sync(&world, std::slice::from_ref(&revocation)).await, [Outcome::Done]);
        assert_eq!(left(&world), (vec!["new".to_owned()], vec!["new".to_owned()], false));
        assert_eq!(world.store.recipient(&world.user).revoked_at, Some(at(30)));
    }
    for name in ["old", "pinged", "unknown"] {
        assert!(!world.gateway.is_open(&connection(name)), "{name}");
    }
    assert!(world.gateway.is_open(&connection("new")));
}

#[tokio::test]
async fn only_what_is_named_is_removed_and_a_late_message_takes_nothing_back() {
    let world = furnished().await;
    sync(&world, &[message(35, json!({"revoke": ["telegram"]}))]).await;
    let all = ["new", "old", "pinged", "unknown"].map(str::to_owned).to_vec();
    assert_eq!(left(&world), (all.clone(), vec!["new".to_owned(), "old".to_owned()], false));
    sync(&world, &[message(20, json!({"revoke": ["devices"], "language": "de"}))]).await;
    assert_eq!(left(&world), (all, vec!["new".to_owned(), "old".to_owned()], false));
    let recipient = world.store.recipient(&world.user);
    assert_eq!(recipient.revoked_at, Some(at(35)), "the latest counts");
    assert_eq!(recipient.profile.language.value.as_deref(), Some("de"));
    assert!(sync(&world, &[message(36, json!({"revoke": []}))]).await == [Outcome::Done]);
    assert_eq!(
        world.store.recipient(&world.user).revoked_at,
        Some(at(35)),
        "nothing is revoked by naming nothing"
    );
}

#[tokio::test]
async fn tokens_of_that_time_and_without_one_are_refused_from_then_on() {
    let world = World::new();
    let grant = |issued_at| Grant {
        user_id: world.user.clone(),
        valid_until: Time::from_millis(i64::MAX),
        issued_at,
    };
    let is_refused = async |issued_at| is_revoked(&world.store, &grant(issued_at)).await.unwrap();
    assert!(!is_refused(None).await);
    sync(&world, &[message(30, json!({"revoke": ["connections"]}))]).await;
    for (issued_at, refused) in
        [(None, true), (Some(at(29)), true), (Some(at(30)), true), (Some(at(31)), false)]
    {
        assert_eq!(is_refused(issued_at).await, refused, "{issued_at:?}");
    }
    world.store.fail_next(1);
    assert!(is_revoked(&world.store, &grant(None)).await.is_err());
}

/// The handshake was authorized before the revocation was stored, and the connection opens after
/// it.
#[tokio::test]
async fn who_slips_in_between_is_not_registered_and_not_kept() {
    let world = World::new();
    sync(&world, &[message(30, json!({"revoke": ["connections"]}))]).await;
    let id = connection("late");
    let (registered_at, closes_at) = (world.now(), Time::from_millis(i64::MAX));
    let opening = Connection { id: id.clone(), registered_at, closes_at, issued_at: Some(at(30)) };
    let opened = connect(&world.store, &world.gateway, &world.user, opening).await.unwrap();
    assert_eq!((opened, world.registered()), (Opened::Revoked, vec![]));

    world.gateway.connect(&id);
    let caller =
        Caller { user_id: world.user.clone(), connection: id.clone(), closes_at, issued_at: Some(at(30)) };
    world.send_as(&caller, json!({"action": "ping"})).await;
    assert!(!world.gateway.is_open(&id));
    assert_eq!((world.registered(), world.frames("late")), (vec![], vec![]));
}

/// The exchange has revoked the session's token, and the connection is not closed yet.
#[tokio::test]
async fn a_session_that_is_revoked_changes_nothing_while_it_is_still_open() {
    let document = serde_json::from_str::<Value>(&Preferences::default().to_stored()).unwrap();
    for frame in [
        json!({"action": "registerDevice", "token": "a-token", "platform": "ios"}),
        json!({"action": "removeDevice", "deviceId": "new"}),
        json!({"action": "linkTelegram"}),
        json!({"action": "unlinkTelegram"}),
        json!({"action": "putPreferences", "version": 0, "preferences": document}),
    ] {
        let world = furnished().await;
        let before = world.store.recipient(&world.user);
        world.store.revoke_tokens(&world.user, at(35)).await.unwrap();
        let closes_at = Time::from_millis(i64::MAX);
        let caller = |name: &str, minute| Caller {
            user_id: world.user.clone(),
            connection: connection(name),
            closes_at,
            issued_at: Some(at(minute)),
        };
        world.send_as(&caller("pinged", 35), frame.clone()).await;
        assert!(!world.gateway.is_open(&connection("pinged")), "{frame}");
        assert_eq!(world.frames("pinged"), Vec::<Value>::new());
        let after = world.store.recipient(&world.user);
        assert_eq!((after.devices, after.chat, after.version), (before.devices, before.chat, before.version));
        assert!(world.on(Queue::Events(Priority::P0)).is_empty(), "no notice of {frame}");

        world.send_as(&caller("new", 36), frame.clone()).await;
        assert_eq!(world.frames("new")[0]["type"], "reply", "{frame}: a newer session may");
    }
}

/// A thief draws a code, the exchange revokes the session, and the thief gives the code to the bot.
#[tokio::test]
async fn a_code_of_a_revoked_session_links_nothing() {
    for (issued_at, is_linked) in [(None, false), (Some(29), false), (Some(30), false), (Some(31), true)] {
        let world = World::new();
        let code = issue_link_code(&world.store, &world.user, issued_at.map(at), [9; 32], world.now());
        let code = code.await.unwrap().code;
        sync(&world, &[message(30, json!({"revoke": ["connections", "telegram"]}))]).await;
        let bound = bind_chat(&world.store, &world.queues, &code, ChatId::new(7), world.now()).await.unwrap();
        assert_eq!(bound != Binding::BadCode, is_linked, "{issued_at:?}");
        assert_eq!(world.store.recipient(&world.user).chat.is_some(), is_linked, "{issued_at:?}");
    }
}

#[tokio::test]
async fn a_connection_that_cannot_be_closed_is_tried_again() {
    let world = furnished().await;
    let revocation = message(30, json!({"revoke": ["connections"]}));
    // The gateway cannot close a connection.
    let outcomes = sync_through(&world, &ports::NoGateway, std::slice::from_ref(&revocation)).await;
    assert!(matches!(outcomes[..], [Outcome::Retry { .. }]));
    assert!(world.registered().contains(&"old".to_owned()));
    assert_eq!(sync(&world, &[revocation]).await, [Outcome::Done]);
    assert_eq!(world.registered(), ["new"]);
}

#[tokio::test]
async fn a_mailbox_lives_again_when_it_is_stated_later_and_not_by_a_late_message() {
    let world = World::new();
    let says = async |minute: u32, email: Value| {
        sync(&world, &[message(minute, json!({ "email": email }))]).await;
    };
    let bounces = async |minute: u32, email: &str| {
        retire_mailboxes(&world.store, &[EmailAddress::of_checked(email)], at(minute), at(minute))
            .await
            .unwrap();
    };
    let mailbox = || world.store.recipient(&world.user).email().map(|email| email.expose().to_owned());
    let (x, y) = ("x@example.com", "y@example.com");
    says(1, json!(x)).await;
    bounces(5, x).await;
    assert_eq!(mailbox(), None);
    says(4, json!(x)).await;
    assert_eq!(mailbox(), None, "it was stated before it bounced, and came late");
    says(6, json!(x)).await;
    assert_eq!(mailbox().as_deref(), Some(x), "the same address, stated again");
    // From one address to another, and back.
    bounces(7, x).await;
    says(8, json!(y)).await;
    assert_eq!(mailbox().as_deref(), Some(y));
    says(9, json!(x)).await;
    assert_eq!(mailbox().as_deref(), Some(x));
    says(3, json!(y)).await;
    assert_eq!(mailbox().as_deref(), Some(x));
    // An exchange whose clock is ahead states the mailbox "after" it bounced.
    says(20, json!(y)).await;
    bounces(19, y).await;
    assert_eq!(mailbox(), None);
    says(21, json!(y)).await;
    assert_eq!(mailbox().as_deref(), Some(y));
}

#[tokio::test]
async fn a_number_lives_again_too() {
    let world = World::reaching(&[Channel::Sms]);
    let number = world.store.recipient(&world.user).phone().unwrap().number.clone();
    let now = world.now();
    world.store.retire_phone(&world.user, &number, now).await.unwrap();
    assert!(!world.store.recipient(&world.user).is_reachable(Channel::Sms));
    let mut recipient = world.store.recipient(&world.user);
    recipient.profile.phone.updated_at = Some(now.plus(Duration::from_millis(1)));
    world.store.set_recipient(recipient);
    assert!(world.store.recipient(&world.user).is_reachable(Channel::Sms));
}
