//! Messages and records that a queue, the stream or the store refuses: the refusal affects no
//! others.

use std::time::Duration;

use domain::alert::{PARTS, Phase};
use domain::carrier::sqs;
use domain::event::MAX_KEPT_BYTES;
use domain::event::data::{Condition, Id, Note, Symbol};
use domain::{Channel, Priority, Time};
use futures_util::FutureExt;
use ports::{Count, NoGateway, Parts, Queue};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::route::route;
use usecases::watch::{TickRecord, watch_prices};

use crate::prices::alert;
use crate::trader::{CHAT, MAILBOX, NUMBER};
use crate::world::World;

/// Passes these records of the stream to a batch, which always succeeds.
async fn records(world: &World, bodies: &[Vec<u8>]) {
    let ports = Parts {
        store: &world.store,
        gateway: &NoGateway,
        queues: &world.queues,
        clock: &world.clock,
        telemetry: &world.counters,
    };
    let records: Vec<_> = bodies.iter().map(|body| TickRecord { body, arrived_at: world.now() }).collect();
    watch_prices(&ports, &records).await.unwrap();
}

fn tick(price: &str) -> Vec<u8> {
    json!({"symbol": "BTC-USDT", "price": price, "ts": "2026-11-23T08:00:00Z"}).to_string().into_bytes()
}

fn rejected(world: &World) -> Vec<Value> {
    let messages = world.queues.take(Queue::Rejected);
    let one = |message: &ports::Message| {
        assert!(message.body.chars().all(sqs::takes) && message.body.len() <= sqs::MAX_MESSAGE_BYTES);
        serde_json::from_str(&message.body).unwrap()
    };
    messages.iter().map(one).collect()
}

fn with_note(id: &str, note: &str) -> domain::alert::Alert {
    domain::alert::Alert { note: Note::parse(note), ..alert(id, Condition::Above, "100") }
}

#[tokio::test]
async fn a_firing_whose_note_is_refused_goes_out_without_it_and_holds_up_no_other() {
    let world = World::new();
    world.with_alert(&with_note("a", "poison")).await;
    world.with_alert(&with_note("b", "sell")).await;
    world.queues.refuse("poison");
    records(&world, &[tick("101")]).await;
    let mut fired = world.fired();
    fired.sort();
    assert_eq!(fired, ["a:0 0 101", "b:0 0 101"]);
    assert_eq!(world.counted(Count::Refused, Priority::P1), 0);
    records(&world, &[tick("102")]).await;
    assert_eq!(world.fired().len(), 2);
}

#[tokio::test]
async fn a_firing_that_is_refused_altogether_costs_only_itself() {
    let world = World::new();
    for id in ["a", "poison", "z"] {
        world.with_alert(&with_note(id, "sell")).await;
    }
    world.queues.refuse("poison");
    records(&world, &[tick("101"), tick("102")]).await;
    let mut fired = world.fired();
    fired.sort();
    assert_eq!(fired, ["a:0 0 101", "z:0 0 101"]);
    assert_eq!(world.counted(Count::Refused, Priority::P1), 1);
    let marked = world.store.alert(&world.user, &Id::parse("poison").unwrap()).unwrap();
    assert!(matches!(marked.phase, Phase::Fired { .. }), "later ticks do not meet it again");
}

#[tokio::test]
async fn however_many_ticks_of_a_record_are_bad_one_message_says_so_and_the_next_tick_fires() {
    let world = World::new();
    world.with_alert(&alert("a", Condition::Above, "100")).await;
    let ahead =
        json!({"symbol": "BTC-USDT", "price": "99", "ts": "2026-11-23T08:00:30Z", "x": "\u{1}".repeat(200)});
    let list = Value::from(vec![ahead; 5_000]).to_string().into_bytes();
    records(&world, &[list.clone(), tick("101")]).await;
    let rejected = rejected(&world);
    assert_eq!(rejected.len(), 1);
    assert_eq!(rejected[0]["code"], "future_timestamp");
    assert_eq!(rejected[0]["field"], "0.ts");
    assert!(
        rejected[0]["message"].as_str().unwrap().ends_with("5000 of the record's 5000 ticks are invalid")
    );
    assert_eq!(rejected[0]["originalBytes"], list.len());
    assert!(rejected[0]["body"].as_str().unwrap().len() <= MAX_KEPT_BYTES);
    assert_eq!(world.counted(Count::Rejected, Priority::P1), 1);
    assert_eq!(world.fired(), ["a:0 0 101"]);
}

#[tokio::test]
async fn a_record_that_is_no_text_is_set_aside_and_the_shard_moves_on() {
    let world = World::new();
    world.with_alert(&alert("a", Condition::Above, "100")).await;
    let bad = [
        [&[0x1f, 0x8b][..], &tick("1")].concat(),
        [&[0xf3, 0x89, 0x9a, 0xc2][..], &tick("1")].concat(),
        [&[0xef, 0xbb, 0xbf][..], &tick("1")].concat(),
        vec![0xff; 1_000],
        "\u{ffff}\u{0}".into(),
    ];
    let batch: Vec<_> = bad.iter().cloned().chain([tick("101")]).collect();
    records(&world, &batch).await;
    assert_eq!(rejected(&world).len(), bad.len());
    assert_eq!(world.fired(), ["a:0 0 101"]);
    // Even if the rejected queue refuses it.
    world.queues.refuse("bad_json");
    records(&world, &bad).await;
    assert_eq!(world.counted(Count::Refused, Priority::P1), bad.len());
}

#[tokio::test]
async fn no_job_waits_for_a_refused_job() {
    let world = World::new();
    for number in 0..220 {
        let mut one = alert(&format!("a-{number}"), Condition::Above, "100");
        one.user_id = domain::UserId::parse(format!("u-{}", number % 2)).unwrap();
        world.with_alert(&one).await;
    }
    world.queues.refuse(r#""part":0,"#);
    records(&world, &[tick("101")]).await;
    assert_eq!(world.queues.sent(Queue::Fire).len(), usize::from(PARTS) - 1);
    assert_eq!(world.counted(Count::Refused, Priority::P1), 1);
    let symbol = world.store.symbol(&Symbol::parse("BTC-USDT").unwrap());
    assert_eq!((symbol.jobs.opened, symbol.jobs.finished[0]), (1, 1));
}

#[tokio::test]
async fn a_rejected_body_is_sendable_whatever_it_holds_and_a_refused_copy_is_dead_lettered_alone() {
    let world = World::new();
    world.connect("c").await;
    let good = world.fill("f-1").to_string();
    let bodies = ["\u{ffff}", "poison", &good, "{\"\u{fffe}\":"];
    world.queues.refuse("poison");
    let records: Vec<_> = bodies.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
    let outcomes = route(&world.ports(), Priority::P0, &Channel::ALL, &records).await;
    assert_eq!([&outcomes[0], &outcomes[2], &outcomes[3]], [&Outcome::Done; 3]);
    assert!(matches!(outcomes[1], Outcome::DeadLetter { .. }));
    let kept: Vec<_> = rejected(&world).into_iter().map(|rejection| rejection["body"].clone()).collect();
    assert_eq!(kept, ["\u{ffff}", "{\"\u{fffe}\":"]);
    assert_eq!(world.notified("c"), ["f-1"]);
}

#[tokio::test]
async fn a_defect_in_an_optional_field_is_counted_and_the_margin_call_delivered() {
    let world = World::new();
    world.connect("c").await;
    let mut call = world.fill("m-1");
    call["event_type"] = json!("margin_call");
    call["data"] = json!({
        "position_id": "p-1", "symbol": "BTC-USDT", "margin_ratio_percent": "120", "mark_price": "about 7",
        "currency": "USDT",
    });
    call["channels"] = json!("push");
    assert_eq!(world.route(Priority::P0, &[call]).await, [Outcome::Done]);
    let frame = world.frames("c").pop().unwrap();
    let kept = json!({"position_id": "p-1", "symbol": "BTC-USDT", "margin_ratio_percent": "120"});
    assert_eq!(frame["data"], kept);
    assert_eq!(world.counted(Count::DroppedFields, Priority::P0), 1);
    assert_eq!(world.counted(Count::Rejected, Priority::P0), 0);
}

#[tokio::test]
async fn an_id_that_was_used_for_something_else_is_counted_in_one_batch_and_in_two() {
    let world = World::new();
    let mut partial = world.fill("f-1");
    partial["event_type"] = json!("deposit_credited");
    partial["data"] = json!({"deposit_id": "d", "asset": "BTC", "amount": "1"});
    world.route(Priority::P1, &[partial]).await;
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    assert_eq!(world.counted(Count::RepeatConflicts, Priority::P0), 1);

    let mut other = world.fill("f-2");
    other["data"]["quantity"] = json!("0.75");
    let mut same = world.fill("f-2");
    same["data"]["quantity"] = json!("0.50");
    world.route(Priority::P0, &[world.fill("f-2"), other, same]).await;
    assert_eq!(world.counted(Count::RepeatConflicts, Priority::P0), 2);
    assert_eq!(world.counted(Count::Repeats, Priority::P0), 3);
}

#[tokio::test]
async fn a_full_inbox_does_not_keep_a_liquidation_from_the_other_channels_and_the_ladder() {
    let world = World::reaching(&Channel::ALL);
    world.devices(&["d-1"]);
    world.connect("c").await;
    world.store.fill(&world.user);
    assert_eq!(world.route(Priority::P0, &[world.liquidation("l-1")]).await, [Outcome::Done]);
    assert_eq!(world.notified("c"), ["l-1"]);
    assert_eq!(world.counted(Count::InboxOverflows, Priority::P0), 1);
    assert!(world.item("l-1").is_none());
    world.live(Duration::from_millis(19_999));
    let mut told = world.addresses_of("l-1");
    told.sort();
    assert_eq!(told, [CHAT, MAILBOX, "token-d-1"]);
    world.live(Duration::from_millis(1));
    assert_eq!(world.addresses_of("l-1")[3..], [NUMBER]);
    // Its timeline is stored, and no delivery of it is sent twice.
    let details = world.send("c", json!({"action": "getNotification", "id": "l-1"})).await;
    assert_eq!(details["notification"]["id"], "l-1");
    assert_eq!(details["deliveries"][1]["state"], "accepted");
    world.live(Duration::from_hours(1));
    assert_eq!(world.providers.calls().len(), 4);
    assert!(world.dead_letters().is_empty());
}

#[tokio::test]
async fn the_ack_of_a_notification_that_is_kept_aside_ends_its_ladder() {
    let world = World::reaching(&Channel::ALL);
    world.connect("c").await;
    world.store.fill(&world.user);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    let reply = world.ack("c", &["l-1"]).await;
    assert_eq!(reply["type"], "reply", "{reply}");
    world.live(Duration::from_mins(1));
    assert!(!world.addresses_of("l-1").contains(&NUMBER.to_owned()));
}

/// An ack is recorded in the overflow as well, if its part of the inbox has no room for it.
#[tokio::test]
async fn an_ack_that_comes_before_what_is_kept_aside_loses_neither() {
    let world = World::reaching(&Channel::ALL);
    world.devices(&["d-1"]);
    world.connect("c").await;
    world.store.fill(&world.user);
    assert_eq!(world.ack("c", &["l-1"]).await["type"], "reply");
    assert_eq!(world.route(Priority::P0, &[world.liquidation("l-1")]).await, [Outcome::Done]);
    world.live(Duration::from_mins(1));
    let mut told = world.addresses_of("l-1");
    told.sort();
    assert_eq!(told, [CHAT, MAILBOX, "token-d-1"], "the first tries are made, and the ladder has ended");
    assert!(world.dead_letters().is_empty(), "{:?}", world.dead_letters());
    let details = world.send("c", json!({"action": "getNotification", "id": "l-1"})).await;
    assert_eq!(details["notification"]["id"], "l-1", "{details}");
}

/// A notification of any class in the overflow is listed, is pending for a `hello`, and a repeat of
/// it is detected.
#[tokio::test]
async fn a_full_inbox_hides_nothing() {
    let world = World::reaching(&[Channel::Push]);
    world.connect("c").await;
    world.store.fill(&world.user);
    let deposit = world.deposit("d-1");
    assert_eq!(world.route(Priority::P1, std::slice::from_ref(&deposit)).await, [Outcome::Done]);
    assert_eq!(world.route(Priority::P0, &[world.fill("f-1")]).await, [Outcome::Done]);
    world.live(Duration::from_secs(5));
    assert_eq!(world.deliver(Priority::P1).await, [Outcome::Done]);
    let mut posted = world.notified("c");
    posted.sort();
    assert_eq!((&posted[..], world.dead_letters().len()), (&["d-1".to_owned(), "f-1".to_owned()][..], 0));
    let hello = world.send("c", json!({"action": "hello"})).await;
    assert_eq!(hello["unread"], 2, "{hello}");
    let listed = async || {
        let list = world.send("c", json!({"action": "listNotifications"})).await;
        let ids = list["notifications"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(listed().await.len(), 2);
    let calls = world.providers.calls().len();
    assert_eq!(world.route(Priority::P1, &[deposit]).await, [Outcome::Done]);
    world.live(Duration::from_secs(5));
    assert_eq!(world.counted(Count::Repeats, Priority::P1), 1);
    assert_eq!((listed().await.len(), world.providers.calls().len()), (2, calls));
    assert_eq!(world.ack("c", &["d-1", "f-1"]).await["type"], "reply");
    assert_eq!(world.send("c", json!({"action": "markRead", "ids": ["d-1"]})).await["type"], "reply");
    assert_eq!(world.send("c", json!({"action": "hello"})).await["unread"], 1);
}

#[tokio::test]
async fn a_fallback_of_a_notification_that_is_kept_aside_is_taken() {
    let world = World::reaching(&[Channel::Push, Channel::Telegram]);
    world.store.fill(&world.user);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    let now: Time = world.now();
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("f-1").len(), 2);
    assert!(now < world.now());
    // No event is lost if the store is unavailable: the message comes again.
    world.store.fail_next(1);
    let outcomes = world.route(Priority::P0, &[world.fill("f-2")]).now_or_never().unwrap();
    assert!(matches!(&outcomes[..], [Outcome::Retry { .. }]));
}
