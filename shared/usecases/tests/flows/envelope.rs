//! The requests of an event in its envelope: a lower class, a place in the inbox alone, an account, a trace.

use std::time::Duration;

use domain::Channel::{Push, Sms, Telegram};
use domain::delivery::ledger::DeliveryKey;
use domain::event::catalogue::PreferenceKey;
use domain::routing::notification::InboxState;
use domain::{Channel, Priority};
use ports::{Count, Queue};
use serde_json::{Value, json};
use usecases::batch::Outcome;

use crate::logs::Logs;
use crate::providers::UNREACHABLE;
use crate::trader::{p0, push_to, seconds};
use crate::world::World;

const TRACE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const TRACE_ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

fn with(mut event: Value, field: &str, value: Value) -> Value {
    event[field] = value;
    event
}

fn p2(channel: Channel) -> Queue {
    Queue::Deliveries(channel, Priority::P2)
}

#[tokio::test]
async fn a_lowered_event_in_the_queue_of_its_type_is_moved_and_stays_in_its_own() {
    let world = World::reaching(&[Push]);
    let fill = with(world.fill("f-1"), "priority", json!(2));
    assert_eq!(world.route(Priority::P0, &[fill.clone()]).await, [Outcome::Done]);
    assert!(world.item("f-1").is_none());
    let moved = world.queues.sent(Queue::Events(Priority::P2));
    assert_eq!((moved.len(), moved[0].body.as_str()), (1, fill.to_string().as_str()));
    assert_eq!(world.counted(Count::Moved, Priority::P0), 1);

    world.route(Priority::P2, &[fill]).await;
    assert_eq!(world.counted(Count::Moved, Priority::P2), 0);
    assert_eq!(world.counted(Count::Routed, Priority::P2), 1);
    assert_eq!(world.item("f-1").unwrap().notification.unwrap().priority, Priority::P2);
    world.receive_new();
    assert_eq!((world.on(p2(Push)).len(), world.on(p0(Push)).len()), (1, 0));
}

#[tokio::test]
async fn an_event_that_is_published_in_two_classes_is_handled_in_the_first() {
    let world = World::reaching(&[Push]);
    let lowered = with(world.fill("f-1"), "priority", json!(2));
    world.route(Priority::P2, &[lowered]).await;
    assert_eq!(world.route(Priority::P0, &[world.fill("f-1")]).await, [Outcome::Done]);
    world.receive_new();
    assert_eq!((world.on(p2(Push)).len(), world.on(p0(Push)).len()), (1, 0));
    assert_eq!(world.counted(Count::Repeats, Priority::P0), 1);
}

#[tokio::test]
async fn a_lowered_notification_has_its_class_in_the_frame_and_in_lists() {
    let world = World::new();
    world.connect("phone").await;
    world.route(Priority::P1, &[with(world.fill("f-1"), "priority", json!(1))]).await;
    world.deliver(Priority::P1).await;
    assert_eq!(world.frames("phone")[0]["priority"], 1);
    let page = world.send("phone", json!({"action": "listNotifications"})).await;
    assert_eq!(page["notifications"][0]["priority"], 1);
    assert_eq!(world.details("f-1").await["notification"]["priority"], 1);
}

#[tokio::test]
async fn what_would_raise_the_class_and_what_a_mandatory_type_asks_for_is_ignored() {
    let world = World::new();
    let deposit = with(world.deposit("d-1"), "priority", json!(0));
    let liquidation = with(world.liquidation("l-1"), "priority", json!(2));
    world.route(Priority::P1, &[deposit]).await;
    world.route(Priority::P0, &[liquidation]).await;
    let class = |id| world.item(id).unwrap().notification.unwrap().priority;
    assert_eq!((class("d-1"), class("l-1")), (Priority::P1, Priority::P0));
    assert_eq!(world.counted(Count::DroppedFields, Priority::P1), 0);
}

#[tokio::test]
async fn a_lowered_notification_has_neither_ladder_nor_repeats_nor_fallback() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    world.providers.answer("token-d-1", Some(UNREACHABLE));
    world.route(Priority::P1, &[with(world.margin_call("m-1"), "priority", json!(1))]).await;
    world.live(Duration::from_hours(1));
    assert!(world.queues.sent(Queue::Escalate).is_empty());
    assert_eq!(world.counted_on(Count::Escalated, Sms), 0);
    assert_eq!(world.counted_on(Count::Repeated, Push), 0);
    assert!(world.providers.calls_of(Sms).is_empty());
    let channels: Vec<_> = world.deliveries("m-1").await;
    assert!(channels.iter().all(|line| !line.starts_with("sms")), "{channels:?}");
    assert_eq!(world.providers.calls_of(Telegram).len(), 1);
}

#[tokio::test]
async fn a_lowered_notification_waits_for_the_end_of_quiet_hours_in_the_summary() {
    let world = World::reaching(&[Push]);
    world.sleeps_in("UTC");
    world.at("2026-11-24T02:00:00Z");
    world.connect("phone").await;
    world.route(Priority::P2, &[with(world.fill("f-1"), "priority", json!(2))]).await;
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    world.deliver(Priority::P2).await;
    world.settle();
    assert_eq!(world.addresses_of("f-1"), [""; 0]);
    assert_eq!(world.addresses_of("f-2"), ["token-d-1"]);
    let silent =
        |id: &str| world.frames("phone").iter().find(|frame| frame["id"] == id).unwrap()["silent"].clone();
    assert_eq!((silent("f-1"), silent("f-2")), (json!(true), json!(false)));
    assert_eq!(
        world.deliveries("f-1").await[1],
        "push/d-1 deferred=quiet_hours until 2026-11-24T07:00:00.000Z"
    );
    world.minutes_until("2026-11-24T07:01:00Z").await;
    assert_eq!(world.summaries(), ["2026-11-24T07:00:00.000Z token-d-1"]);
}

#[tokio::test]
async fn an_event_of_the_past_is_in_the_inbox_as_read_and_sent_nowhere() {
    for (own, event) in [
        (Priority::P0, World::new().fill("e-1")),
        (Priority::P0, World::new().liquidation("e-1")),
        (Priority::P0, World::new().margin_call("e-1")),
        (Priority::P1, World::new().deposit("e-1")),
        (Priority::P2, World::new().report("e-1")),
    ] {
        let world = World::reaching(&Channel::ALL);
        world.connect("phone").await;
        let event = with(event, "mode", json!("backfill"));
        assert_eq!(world.route(own, &[event.clone(), event.clone()]).await, [Outcome::Done, Outcome::Done]);
        world.route(own, &[event]).await;
        world.deliver(own).await;
        world.live(Duration::from_hours(1));
        assert!(world.providers.calls().is_empty() && world.notified("phone").is_empty());
        assert_eq!(world.hello("phone").await["unread"], 0);
        assert!(world.notified("phone").is_empty());

        let item = world.item("e-1").unwrap();
        assert_eq!(item.state, InboxState::Read);
        assert!(item.attempts.is_empty() && item.ledger.is_empty());
        let page = world.send("phone", json!({"action": "listNotifications"})).await;
        let listed = &page["notifications"][0];
        assert_eq!(
            (&listed["id"], &listed["read"], &listed["acked"]),
            (&json!("e-1"), &json!(true), &json!(true))
        );
        let deliveries = world.deliveries("e-1").await;
        assert!(deliveries.iter().all(|line| line.ends_with(" suppressed=backfill")), "{deliveries:?}");
        assert!(deliveries.len() > 1);
    }
}

#[tokio::test]
async fn what_the_trader_has_switched_off_is_not_listed_when_it_is_of_the_past_either() {
    let world = World::reaching(&[Push]);
    world.connect("phone").await;
    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].enabled = false);
    world.route(Priority::P0, &[with(world.fill("f-1"), "mode", json!("backfill"))]).await;
    let page = world.send("phone", json!({"action": "listNotifications"})).await;
    assert_eq!(page["notifications"], json!([]));
    let lines = ["websocket suppressed=disabled", "push suppressed=backfill", "telegram suppressed=backfill"];
    assert_eq!(world.deliveries("f-1").await, lines);
}

#[tokio::test]
async fn an_event_of_the_past_makes_nothing_obsolete() {
    let world = World::reaching(&[Push]);
    let call = world.margin_call("m-1");
    world.pass(seconds(1));
    world.route(Priority::P0, &[with(world.liquidation("l-1"), "mode", json!("backfill"))]).await;
    world.route(Priority::P0, &[call]).await;
    world.settle();
    assert_eq!(world.addresses_of("m-1"), ["token-d-1"]);
}

#[tokio::test]
async fn no_report_counts_an_event_of_the_past() {
    let world = World::new();
    world.prefer(|preferences| preferences[PreferenceKey::DailyReport].enabled = true);
    world.route(Priority::P0, &[with(world.fill("f-1"), "mode", json!("backfill"))]).await;
    world.route(Priority::P2, &[with(world.report("w-1"), "mode", json!("backfill"))]).await;
    let from = world.now().minus(seconds(1));
    let until = world.now().plus(seconds(1));
    let activity = ports::Reports::activity(&world.store, &world.user, from, until).await.unwrap();
    assert_eq!(activity.fills, 0);
    assert!(world.store.recipient(&world.user).pnl.is_none());
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    let activity = ports::Reports::activity(&world.store, &world.user, from, until).await.unwrap();
    assert_eq!(activity.fills, 1);
}

#[tokio::test]
async fn what_came_first_decides_whether_an_event_is_of_the_past() {
    let world = World::reaching(&[Push]);
    let (live, past) = (world.fill("f-1"), with(world.fill("f-1"), "mode", json!("backfill")));
    world.route(Priority::P0, &[live.clone()]).await;
    world.route(Priority::P0, &[past.clone()]).await;
    world.settle();
    assert_eq!(world.addresses_of("f-1"), ["token-d-1"]);
    assert_eq!(world.item("f-1").unwrap().state, InboxState::Pending);

    let world = World::reaching(&[Push]);
    world.route(Priority::P0, &[past, live]).await;
    world.settle();
    assert_eq!(world.addresses_of("f-1"), [""; 0]);
    assert_eq!(world.counted(Count::RepeatConflicts, Priority::P0), 0, "it is the same event");
}

#[tokio::test]
async fn the_account_of_the_envelope_is_a_field_of_the_data() {
    let world = World::new();
    world.connect("phone").await;
    let mut own = with(world.fill("f-2"), "account_id", json!("sub-1"));
    own["data"]["account_id"] = json!("sub-2");
    world.route(Priority::P0, &[with(world.fill("f-1"), "account_id", json!("sub-1")), own]).await;
    let accounts: Vec<_> =
        world.frames("phone").iter().map(|frame| frame["data"]["account_id"].clone()).collect();
    assert_eq!(accounts, ["sub-1", "sub-2"]);
}

#[tokio::test]
async fn the_trace_of_an_event_is_in_the_details_and_in_the_logs_of_every_function() {
    let logs = Logs::start();
    let world = World::reaching(&[Push]);
    world.providers.answer("token-d-1", Some(UNREACHABLE));
    let fill = with(with(world.fill("f-1"), "traceparent", json!(TRACE)), "expires_at", json!("soon"));
    world.route(Priority::P0, &[fill]).await;
    world.settle();
    assert_eq!(world.details("f-1").await["traceparent"], TRACE);
    let trace = Some(TRACE_ID.to_owned());
    for message in
        ["fields of an event could not be read and were dropped", "a provider did not take a message"]
    {
        assert_eq!(logs.trace_of(message), [trace.clone()], "{message}");
    }
    assert!(world.entry("f-1", &push_to("d-1")).is_some());
    assert!(world.entry("f-1", &DeliveryKey::of_channel(Sms)).is_none());
}

#[tokio::test]
async fn a_trace_that_cannot_be_read_is_counted_and_loses_nothing() {
    let world = World::new();
    world.connect("phone").await;
    let wrong = with(world.fill("f-1"), "traceparent", json!("00-0-0-0"));
    assert_eq!(world.route(Priority::P0, &[wrong]).await, [Outcome::Done]);
    assert_eq!(world.notified("phone"), ["f-1"]);
    assert_eq!(world.counted(Count::DroppedFields, Priority::P0), 1);
    assert_eq!(world.details("f-1").await.get("traceparent"), None);
}
