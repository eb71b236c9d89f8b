//! The trader's own devices and the conversation with the bot.

use std::time::Duration;

use domain::Channel::Push;
use domain::recipient::contact::{ChatId, MAX_DEVICES};
use domain::{Channel, Priority, Time, UserId};
use ports::{NoTelemetry, Parts};
use serde_json::{Value, json};
use usecases::connect::{Caller, CommandContext, command};
use usecases::contacts::{Binding, CODE_LIFE, bind_chat, confirm_chat, issue_link_code};

use crate::trader::{p0, seconds};
use crate::world::{World, connection};

/// Another user of the same system.
fn stranger(world: &World) -> Caller {
    let caller = Caller {
        user_id: UserId::parse("u-2").unwrap(),
        connection: connection("stranger"),
        closes_at: Time::from_millis(i64::MAX),
        issued_at: None,
    };
    world.gateway.connect(&caller.connection);
    caller
}

fn registration(token: &str) -> Value {
    json!({"action": "registerDevice", "token": token, "platform": "ios", "language": "de"})
}

async fn register(world: &World, token: &str) -> String {
    let reply = world.send("phone", registration(token)).await;
    assert_eq!(reply["type"], "reply", "{reply}");
    reply["deviceId"].as_str().unwrap().to_owned()
}

fn tokens(world: &World, user: &UserId) -> Vec<String> {
    world.store.recipient(user).devices.iter().map(|device| device.token.expose().to_owned()).collect()
}

#[tokio::test]
async fn the_same_token_twice_is_one_device() {
    let world = World::new();
    world.connect("phone").await;
    let first = register(&world, "token-a").await;
    world.pass(seconds(1));
    let other = register(&world, "token-b").await;
    world.pass(seconds(1));
    let frame = json!({"action": "registerDevice", "token": "token-a", "platform": "web"});
    assert_eq!(world.send("phone", frame).await["deviceId"], json!(first));
    assert_ne!(first, other);
    assert!(!first.contains("token"));
    assert_eq!(tokens(&world, &world.user), ["token-a", "token-b"], "the latest registered first");
    let device = &world.store.recipient(&world.user).devices[0];
    assert_eq!((device.platform.name(), device.language.as_deref()), ("web", None), "as it says now");

    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.settle();
    let mut told = world.addresses_of("f-1");
    told.sort();
    assert_eq!(told, ["token-a", "token-b"]);
}

#[tokio::test]
async fn beyond_twenty_devices_the_oldest_goes() {
    let world = World::new();
    world.connect("phone").await;
    for n in 0..=MAX_DEVICES {
        register(&world, &format!("token-{n:02}")).await;
        world.pass(seconds(1));
    }
    let tokens = tokens(&world, &world.user);
    assert_eq!(tokens.len(), MAX_DEVICES);
    assert!(!tokens.contains(&"token-00".to_owned()) && tokens.contains(&"token-20".to_owned()));
}

#[tokio::test]
async fn a_device_belongs_to_its_last_registrant() {
    let world = World::new();
    world.connect("phone").await;
    let stranger = stranger(&world);
    let id = register(&world, "token-a").await;
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    let moved = world.send_as(&stranger, registration("token-a")).await;
    assert_eq!(moved["deviceId"], json!(id));
    assert!(tokens(&world, &world.user).is_empty());
    assert_eq!(tokens(&world, &stranger.user_id), ["token-a"]);
    // A notification that was planned for the device's former user is not shown to the new one.
    world.work(p0(Push));
    assert!(world.providers.calls().is_empty());
    assert_eq!(world.deliveries("f-1").await[1], format!("push/{id} suppressed=no_contact"));
}

#[tokio::test]
async fn a_device_is_removed_by_its_own_user_only() {
    let world = World::new();
    world.connect("phone").await;
    let stranger = stranger(&world);
    let id = register(&world, "token-a").await;
    let removal = json!({"action": "removeDevice", "deviceId": id});
    assert_eq!(world.send_as(&stranger, removal.clone()).await["type"], "reply", "ignored");
    assert_eq!(tokens(&world, &world.user), ["token-a"]);
    for _ in 0..2 {
        assert_eq!(world.send("phone", removal.clone()).await, json!({"type": "reply", "requestId": "r"}));
        assert!(tokens(&world, &world.user).is_empty());
    }
}

#[tokio::test]
async fn a_device_that_cannot_be_understood_is_refused_by_field() {
    let world = World::new();
    world.connect("phone").await;
    for (frame, code, field) in [
        (json!({"platform": "ios"}), "missing_field", "token"),
        (json!({"token": "t"}), "missing_field", "platform"),
        (json!({"token": "", "platform": "ios"}), "bad_field", "token"),
        (json!({"token": "t".repeat(4_097), "platform": "ios"}), "bad_field", "token"),
        (json!({"token": "t", "platform": "symbian"}), "bad_field", "platform"),
        (json!({"token": "t", "platform": "ios", "language": "not a tag"}), "bad_field", "language"),
    ] {
        let mut frame = frame;
        frame["action"] = json!("registerDevice");
        let error = world.send("phone", frame.clone()).await;
        assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!(field)), "{frame}");
    }
    assert!(tokens(&world, &world.user).is_empty());
    register(&world, &"t".repeat(4_096)).await;
    let error = world.send("phone", json!({"action": "removeDevice"})).await;
    assert_eq!((&error["code"], &error["field"]), (&json!("missing_field"), &json!("deviceId")));
    world.store.fail_next(1);
    assert_eq!(world.send("phone", registration("token-b")).await["code"], "internal");
}

/// The trader asks for a code.
async fn code(world: &World) -> String {
    let reply = world.send("phone", json!({"action": "linkTelegram"})).await;
    let code = reply["code"].as_str().unwrap().to_owned();
    assert_eq!(reply["url"], json!(format!("https://t.me/exchange_bot?start={code}")));
    assert_eq!(reply["expiresIn"], CODE_LIFE.as_secs());
    // https://core.telegram.org/bots/features#deep-linking
    assert!(
        code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    );
    code
}

fn bound(world: &World) -> Option<ChatId> {
    world.store.recipient(&world.user).chat.map(|chat| chat.id)
}

#[tokio::test]
async fn a_code_binds_one_conversation_once() {
    let world = World::new();
    world.connect("phone").await;
    let code = code(&world).await;
    let chat = ChatId::new(4_711);
    let start = async |code: &str, chat| {
        bind_chat(&world.store, &world.queues, code, chat, world.now()).await.unwrap()
    };
    for wrong in ["", "x", "ü", &code[1..], &code.replace(&code[..1], "_"), &"a".repeat(10_000)] {
        assert_eq!(start(wrong, chat).await, Binding::BadCode, "{wrong}");
    }
    assert_eq!(bound(&world), None);
    let Binding::Unconfirmed(candidate) = start(&code, chat).await else { panic!("not bound") };
    assert_eq!((&*candidate.account, candidate.is_linked_elsewhere), ("u•••1", false));
    assert_eq!(bound(&world), Some(chat));
    // Telegram repeats an update whose answer it did not get; for other conversations the code is
    // used up.
    assert_eq!(start(&code, chat).await, Binding::Unconfirmed(candidate.clone()));
    assert_eq!(start(&code, ChatId::new(666)).await, Binding::BadCode);
    assert_eq!(bound(&world), Some(chat));
    assert_eq!(confirm_chat(&world.store, chat, None, world.now()).await.unwrap(), Some(candidate.clone()));
    assert_eq!(start(&code, chat).await, Binding::Confirmed(candidate));

    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.settle();
    assert_eq!(world.addresses_of("f-1"), ["4711"]);
    assert_eq!(world.send("phone", json!({"action": "unlinkTelegram"})).await["type"], "reply");
    assert_eq!(bound(&world), None);
    world.pass(seconds(1));
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    world.settle();
    assert!(world.addresses_of("f-2").is_empty());
}

#[tokio::test]
async fn a_code_is_good_for_its_time_only_and_a_new_conversation_replaces_the_old() {
    let world = World::new();
    let bind = async |secret: u8, chat: i64, waiting: Duration| {
        let issued =
            issue_link_code(&world.store, &world.user, None, [secret; 32], world.now()).await.unwrap();
        world.pass(waiting);
        let chat = ChatId::new(chat);
        bind_chat(&world.store, &world.queues, &issued.code, chat, world.now()).await.unwrap()
            != Binding::BadCode
    };
    assert!(!bind(1, 1, CODE_LIFE).await);
    assert_eq!(bound(&world), None);
    assert!(bind(2, 2, CODE_LIFE.saturating_sub(Duration::from_millis(1))).await);
    assert!(bind(3, 3, Duration::ZERO).await);
    assert_eq!(bound(&world), Some(ChatId::new(2)), "until the new one is confirmed");
    confirm_chat(&world.store, ChatId::new(3), None, world.now()).await.unwrap();
    assert_eq!(bound(&world), Some(ChatId::new(3)));
}

#[tokio::test]
async fn without_chance_there_is_no_code() {
    let world = World::new();
    world.connect("phone").await;
    let context = CommandContext {
        platform: &Parts {
            store: &world.store,
            gateway: &world.gateway,
            queues: &world.queues,
            clock: &world.clock,
            telemetry: &NoTelemetry,
        },
        deployed: &Channel::ALL,
        secret: || None,
        bot_name: "exchange_bot",
        limits: &world.limits,
    };
    let caller = Caller {
        user_id: world.user.clone(),
        connection: connection("phone"),
        closes_at: Time::from_millis(i64::MAX),
        issued_at: None,
    };
    command(&context, &caller, r#"{"action":"linkTelegram","requestId":"r"}"#).await.unwrap();
    assert_eq!(world.frames("phone").pop().unwrap()["code"], "internal");
}
