//! Security notices: a change of a trader's contacts or of critical preferences is announced before
//! it is stored.

use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram, Websocket};
use domain::event::catalogue::PreferenceKey;
use domain::recipient::contact::ChatId;
use domain::{Channel, ConnectionId, Priority, Time, UserId};
use ports::Queue;
use serde_json::{Value, json};
use usecases::batch::Outcome;
use usecases::connect::Caller;
use usecases::contacts::{
    Binding, CONFIRM_WITHIN, bind_chat, confirm_chat, issue_link_code, refuse_chat, unbind_chat, unsubscribe,
};

use crate::trader::{CHAT, MAILBOX, NUMBER, p0, seconds};
use crate::world::World;

const P0: Queue = Queue::Events(Priority::P0);

/// Returns the notices since the last call.
fn notices(world: &World) -> Vec<Value> {
    world.queues.take(P0).iter().map(|message| serde_json::from_str(&message.body).unwrap()).collect()
}

/// Returns kind, change and masked contact of the notices since the last call.
fn told(world: &World) -> Vec<String> {
    let line = |notice: Value| {
        let data = &notice["data"];
        let field = |name: &str| data[name].as_str().unwrap_or("-").to_owned();
        match notice["event_type"].as_str().unwrap() {
            "contact_changed" => {
                assert_eq!(data["change_id"], notice["id"]);
                let user = notice["user_id"].as_str().unwrap();
                format!("{user} {} {} {}", field("kind"), field("change"), field("new_masked"))
            }
            "preferences_weakened" => format!("{} {}", notice["user_id"].as_str().unwrap(), field("section")),
            other => panic!("{other}"),
        }
    };
    notices(world).into_iter().map(line).collect()
}

fn registration(token: &str) -> Value {
    json!({"action": "registerDevice", "token": token, "platform": "ios"})
}

async fn start(world: &World, secret: u8, chat: i64) -> Binding {
    let issued = issue_link_code(&world.store, &world.user, None, [secret; 32], world.now()).await.unwrap();
    bind_chat(&world.store, &world.queues, &issued.code, ChatId::new(chat), world.now()).await.unwrap()
}

#[tokio::test]
async fn a_registered_or_removed_device_is_announced_on_the_earlier_contacts() {
    let world = World::reaching(&[Email]);
    world.connect("phone").await;
    let id = world.send("phone", registration("token-a")).await["deviceId"].as_str().unwrap().to_owned();
    let masked = format!("ios •••{}", &id[id.len() - 4..]);
    assert_eq!(told(&world), [format!("u-1 device added {masked}")]);
    world.send("phone", registration("token-a")).await;
    assert_eq!(told(&world), Vec::<String>::new(), "the same device is no new one");
    for _ in 0..2 {
        world.send("phone", json!({"action": "removeDevice", "deviceId": id})).await;
    }
    assert_eq!(told(&world), [format!("u-1 device removed {masked}")], "what is not there is not removed");
}

#[tokio::test]
async fn the_first_contact_of_all_comes_without_a_notice() {
    let world = World::new();
    world.connect("phone").await;
    world.send("phone", registration("token-a")).await;
    assert_eq!(told(&world), Vec::<String>::new());
    world.send("phone", registration("token-b")).await;
    assert_eq!(told(&world).len(), 1);
}

#[tokio::test]
async fn a_change_whose_notice_cannot_be_sent_is_not_made() {
    let world = World::reaching(&[Email, Telegram]);
    world.connect("phone").await;
    let before = world.store.recipient(&world.user);
    let mut weaker = (*before.preferences).clone();
    weaker[PreferenceKey::OrderFilled].enabled = false;
    let preferences = serde_json::to_value(&weaker).unwrap();
    for frame in [
        registration("token-a"),
        json!({"action": "unlinkTelegram"}),
        json!({"action": "putPreferences", "preferences": preferences, "version": 0}),
    ] {
        world.queues.fail_next(1);
        assert_eq!(world.send("phone", frame.clone()).await["code"], "internal", "{frame}");
    }
    let after = world.store.recipient(&world.user);
    assert_eq!((&after.devices, after.chat, after.version), (&before.devices, before.chat, 0));
}

/// The notice of a change is in the queue before the change, so the change can fail after it: the
/// repeated request has the same notice, and the next change of the same contact has another one.
#[tokio::test]
async fn a_repeated_request_repeats_its_notice_and_a_new_change_has_a_new_one() {
    let world = World::reaching(&[Email]);
    world.connect("phone").await;
    let ids = |notices: Vec<Value>| -> Vec<String> {
        notices.iter().map(|notice| notice["id"].as_str().unwrap().to_owned()).collect()
    };
    // Registering reads the recipient, the owner, and then writes: the write fails.
    world.store.fail_after(2, 1);
    assert_eq!(world.send("phone", registration("token-a")).await["code"], "internal");
    let first = ids(notices(&world));
    let id = world.send("phone", registration("token-a")).await["deviceId"].clone();
    assert_eq!(ids(notices(&world)), first);
    world.send("phone", json!({"action": "removeDevice", "deviceId": id})).await;
    let removed = ids(notices(&world));
    world.send("phone", registration("token-a")).await;
    let again = ids(notices(&world));
    assert_eq!((first.len(), removed.len(), again.len()), (1, 1, 1));
    assert!(first != removed && removed != again && first != again, "{first:?} {removed:?} {again:?}");
}

#[tokio::test]
async fn the_former_owner_of_a_device_gets_a_notice_that_it_moved() {
    let world = World::reaching(&[Email]);
    world.connect("phone").await;
    world.send("phone", registration("token-a")).await;
    notices(&world);
    let stranger = Caller {
        user_id: UserId::parse("u-2").unwrap(),
        connection: ConnectionId::new("stranger"),
        closes_at: Time::from_millis(i64::MAX),
        issued_at: None,
    };
    world.gateway.connect(&stranger.connection);
    world.send_as(&stranger, registration("token-a")).await;
    let told = told(&world);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("u-1 device moved ios •••"), "{told:?}");
}

#[tokio::test]
async fn a_linked_or_unlinked_conversation_is_announced() {
    let world = World::reaching(&[Email]);
    world.connect("phone").await;
    assert!(matches!(start(&world, 1, 4_711).await, Binding::Unconfirmed(_)));
    assert_eq!(told(&world), ["u-1 telegram added •••11"]);
    world.send("phone", json!({"action": "unlinkTelegram"})).await;
    world.send("phone", json!({"action": "unlinkTelegram"})).await;
    assert_eq!(told(&world), ["u-1 telegram removed •••11"]);
    start(&world, 2, 4_722).await;
    unbind_chat(&world.store, &world.queues, ChatId::new(4_722), world.now()).await.unwrap();
    assert_eq!(told(&world), ["u-1 telegram added •••22", "u-1 telegram removed •••22"]);
}

#[tokio::test]
async fn a_weakened_critical_section_is_announced_and_others_are_not() {
    let world = World::reaching(&[Email]);
    world.connect("phone").await;
    let put = async |version: u64, change: &dyn Fn(&mut Value)| {
        let mut preferences =
            world.send("phone", json!({"action": "getPreferences"})).await["preferences"].clone();
        change(&mut preferences);
        world
            .send(
                "phone",
                json!({"action": "putPreferences", "preferences": preferences, "version": version}),
            )
            .await
    };
    put(0, &|preferences| preferences["deposit"]["enabled"] = json!(false)).await;
    assert_eq!(told(&world), Vec::<String>::new());
    put(1, &|preferences| {
        preferences["liquidationWarning"]["thresholdPercent"] = json!(120);
        preferences["orderFilled"]["channels"] = json!(["websocket"]);
    })
    .await;
    assert_eq!(told(&world), ["u-1 liquidationWarning", "u-1 orderFilled"]);
    put(2, &|preferences| preferences["orderFilled"]["channels"] = json!(["websocket", "push", "telegram"]))
        .await;
    assert_eq!(told(&world), Vec::<String>::new(), "what is strengthened");
    // The link in an e-mail, which other people may have, cannot bypass the notice.
    put(3, &|preferences| preferences["orderFilled"]["channels"] = json!(["email"])).await;
    notices(&world);
    unsubscribe(&world.store, &world.queues, &world.user, domain::EventType::OrderFilled, 4, world.now())
        .await
        .unwrap();
    assert_eq!(told(&world), ["u-1 orderFilled"]);
}

#[tokio::test]
async fn liquidations_in_the_app_only_have_to_be_confirmed() {
    let world = World::new();
    world.connect("phone").await;
    let preferences = world.send("phone", json!({"action": "getPreferences"})).await["preferences"].clone();
    let put = async |channels: Value, version: u64, more: Value| {
        let mut frame = json!({"action": "putPreferences", "preferences": preferences, "version": version});
        frame["preferences"]["liquidation"]["channels"] = channels;
        frame.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.send("phone", frame).await
    };
    for channels in [json!([]), json!(["websocket"])] {
        for more in [json!({}), json!({"confirmInAppOnly": false}), json!({"confirmInAppOnly": null})] {
            let refused = put(channels.clone(), 0, more).await;
            let named = (&refused["code"], &refused["field"]);
            assert_eq!(named, (&json!("bad_field"), &json!("preferences.liquidation.channels")), "{refused}");
        }
    }
    let odd = put(json!([]), 0, json!({"confirmInAppOnly": "yes"})).await;
    assert_eq!((&odd["code"], &odd["field"]), (&json!("bad_field"), &json!("confirmInAppOnly")));
    assert_eq!(put(json!(["sms"]), 0, json!({})).await["version"], 1);
    assert_eq!(put(json!([]), 1, json!({"confirmInAppOnly": true})).await["version"], 2);
    // The confirmation is asked for once: a put that leaves it in-app only is no change.
    assert_eq!(put(json!(["websocket"]), 2, json!({})).await["version"], 3);
}

/// Otherwise an attacker with a stolen mailbox or session could silence the warning with an ack.
#[tokio::test]
async fn an_ack_ends_no_other_delivery_of_a_notice() {
    let world = World::reaching(&Channel::ALL);
    world.connect("thief").await;
    world.connect("owner").await;
    let data = json!({"change_id": "c-1", "kind": "device", "new_masked": "ios •••abcd"});
    let event = json!({
        "id": "c-1", "event_type": "contact_changed", "user_id": world.user, "occurred_at": world.now(), "data": data,
    });
    world.ack("thief", &["c-1"]).await;
    assert_eq!(world.route(Priority::P0, std::slice::from_ref(&event)).await, [Outcome::Done]);
    assert_eq!(
        (world.notified("thief"), world.notified("owner")),
        (vec!["c-1".to_owned()], vec!["c-1".to_owned()])
    );
    world.providers.answer("telegram", Some(crate::providers::UNREACHABLE));
    world.live(seconds(10));
    world.ack("thief", &["c-1"]).await;
    world.providers.answer("telegram", None);
    world.live(Duration::from_mins(10));
    let mut told = world.addresses_of("c-1");
    told.sort();
    told.dedup();
    assert_eq!(told, [NUMBER, CHAT, MAILBOX, "token-d-1"]);
    let deliveries = world.deliveries("c-1").await;
    assert!(deliveries[0].starts_with("websocket acked"), "{deliveries:?}");
    assert!(deliveries[1..].iter().all(|line| line.contains(" accepted | ")), "{deliveries:?}");
}

#[tokio::test]
async fn a_weakened_section_is_announced_in_the_app_by_push_and_by_mail_or_on_all_channels() {
    let event = |world: &World| {
        json!({
            "id": "w-1", "event_type": "preferences_weakened", "user_id": world.user, "occurred_at": world.now(),
            "data": {"section": "liquidation"},
        })
    };
    let world = World::reaching(&Channel::ALL);
    world.route(Priority::P0, &[event(&world)]).await;
    assert_eq!(world.deliveries("w-1").await, ["websocket pending", "push/d-1 pending", "email pending"]);
    let world = World::reaching(&[Telegram]);
    world.route(Priority::P0, &[event(&world)]).await;
    let lines = world.deliveries("w-1").await;
    assert!(lines.contains(&"telegram pending".to_owned()), "{lines:?}");
    let channels = [Websocket, Push, Telegram, Email, Sms];
    assert_eq!(channels.len(), Channel::ALL.len());
}

/// An attacker who forwards a link aims at this: text of the account's owner in the victim's chat.
#[tokio::test]
async fn before_its_reader_confirms_a_conversation_gets_nothing_that_the_owner_wrote() {
    let world = World::new();
    let Binding::Unconfirmed(candidate) = start(&world, 1, 4_711).await else { panic!("not bound") };
    let alert = |id: &str| {
        let data = json!({
            "alert_id": id, "symbol": "BTC-USDT", "condition": "above", "target_price": "1", "current_price": "2",
            "note": "your withdrawal is on hold, confirm at evil.example",
        });
        json!({"id": id, "event_type": "price_alert", "user_id": world.user, "occurred_at": world.now(), "data": data})
    };
    world.route(Priority::P1, &[alert("a-1")]).await;
    world.live(seconds(5));
    let texts = world.providers.texts();
    assert_eq!((world.addresses_of("a-1").len(), texts.len()), (1, 1));
    assert!(!texts[0].contains("withdrawal") && texts[0].contains("BTC-USDT"), "{texts:?}");

    let chat = ChatId::new(4_711);
    assert_eq!(confirm_chat(&world.store, chat, Some("other"), world.now()).await.unwrap(), None);
    assert_eq!(
        confirm_chat(&world.store, chat, Some(&candidate.tag), world.now()).await.unwrap(),
        Some(candidate)
    );
    assert_eq!(confirm_chat(&world.store, chat, None, world.now()).await.unwrap(), None, "it is confirmed");
    world.route(Priority::P1, &[alert("a-2")]).await;
    world.live(seconds(5));
    let texts = world.providers.texts();
    assert!(texts[1].contains("withdrawal") && !texts[1].contains("evil.example"), "{texts:?}");
}

#[tokio::test]
async fn an_unconfirmed_conversation_ends_after_a_day() {
    let world = World::new();
    start(&world, 1, 4_711).await;
    world.pass(CONFIRM_WITHIN.saturating_sub(Duration::from_millis(1)));
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.work(p0(Telegram));
    assert_eq!(world.addresses_of("f-1").len(), 1);
    world.pass(Duration::from_millis(1));
    assert_eq!(confirm_chat(&world.store, ChatId::new(4_711), None, world.now()).await.unwrap(), None);
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    world.work(p0(Telegram));
    assert!(world.addresses_of("f-2").is_empty());
    assert_eq!(world.deliveries("f-2").await[2], "telegram suppressed=no_contact");
    assert_eq!(world.store.recipient(&world.user).chat, None);
}

#[tokio::test]
async fn a_reader_who_refuses_is_left_alone_and_one_with_two_accounts_is_warned() {
    let world = World::new();
    let chat = ChatId::new(4_711);
    start(&world, 1, 4_711).await;
    assert!(refuse_chat(&world.store, chat, None, world.now()).await.unwrap());
    assert!(!refuse_chat(&world.store, chat, None, world.now()).await.unwrap());
    assert_eq!(world.store.recipient(&world.user).chat, None);

    start(&world, 2, 4_711).await;
    confirm_chat(&world.store, chat, None, world.now()).await.unwrap();
    let other = UserId::parse("u-2").unwrap();
    let issued = issue_link_code(&world.store, &other, None, [9; 32], world.now()).await.unwrap();
    let bound = bind_chat(&world.store, &world.queues, &issued.code, chat, world.now()).await.unwrap();
    let Binding::Unconfirmed(candidate) = bound else { panic!("{bound:?}") };
    assert!(candidate.is_linked_elsewhere && !candidate.is_proposed);
    assert!(refuse_chat(&world.store, chat, None, world.now()).await.unwrap());
    assert!(world.store.recipient(&other).chat.is_none());
    assert!(world.store.recipient(&world.user).chat.is_some(), "the confirmed one stays");
}

/// An attacker with a stolen session aims at this: the notifications in another conversation, and
/// the notice of that there as well.
#[tokio::test]
async fn another_conversation_takes_over_when_it_is_confirmed_and_the_notice_goes_to_the_one_of_before() {
    let world = World::reaching(&[Telegram]);
    world.connect("phone").await;
    let (own, stranger) = (ChatId::new(CHAT.parse().unwrap()), ChatId::new(4_766));
    let chats = || {
        let recipient = world.store.recipient(&world.user);
        (recipient.chat.map(|chat| chat.id), recipient.proposed_chat.map(|chat| chat.id))
    };
    let fill = async |id: &str| {
        world.route(Priority::P0, &[world.fill(id)]).await;
        world.work(p0(Telegram));
        world.addresses_of(id)
    };
    // The question to the reader says that the notifications go elsewhere until then, also when
    // Telegram repeats the update.
    for _ in 0..2 {
        let bound = start(&world, 1, 4_766).await;
        assert!(matches!(&bound, Binding::Unconfirmed(candidate) if candidate.is_proposed), "{bound:?}");
    }
    assert_eq!(chats(), (Some(own), Some(stranger)));
    notices(&world);
    assert_eq!(fill("f-1").await, [CHAT]);
    assert!(refuse_chat(&world.store, stranger, None, world.now()).await.unwrap());
    assert_eq!(chats(), (Some(own), None));

    // It is confirmed before the notice is processed.
    world.pass(seconds(1));
    start(&world, 2, 4_766).await;
    confirm_chat(&world.store, stranger, None, world.now()).await.unwrap();
    assert_eq!(chats(), (Some(stranger), None));
    let notice = notices(&world).remove(0);
    world.route(Priority::P0, std::slice::from_ref(&notice)).await;
    world.work(p0(Telegram));
    assert_eq!(world.addresses_of(notice["id"].as_str().unwrap()), [CHAT]);
    world.pass(seconds(1));
    assert_eq!(fill("f-2").await, ["4766"]);

    // A proposed conversation that is never confirmed ends by itself.
    start(&world, 3, 4_722).await;
    notices(&world);
    world.pass(CONFIRM_WITHIN);
    assert_eq!(confirm_chat(&world.store, ChatId::new(4_722), None, world.now()).await.unwrap(), None);
    assert_eq!(chats().0, Some(stranger));
    start(&world, 4, 4_733).await;
    unbind_chat(&world.store, &world.queues, ChatId::new(4_733), world.now()).await.unwrap();
    assert_eq!(chats(), (Some(stranger), None));
}

#[tokio::test]
async fn a_link_whose_write_fails_leaves_the_code_good() {
    let world = World::new();
    let issued = issue_link_code(&world.store, &world.user, None, [1; 32], world.now()).await.unwrap();
    let chat = ChatId::new(7);
    let bind = async || bind_chat(&world.store, &world.queues, &issued.code, chat, world.now()).await;
    // The calls are: the code, the conversation's users, the recipient, the write. Each of them
    // fails once.
    for calls in 0..4 {
        world.store.fail_after(calls, 1);
        assert!(bind().await.unwrap_err().is_retryable(), "{calls}");
        assert_eq!(world.store.recipient(&world.user).chat, None);
    }
    assert!(matches!(bind().await.unwrap(), Binding::Unconfirmed(_)));
}
