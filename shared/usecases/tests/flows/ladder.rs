//! A P0 that no device acks.

use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram};
use domain::{Channel, Priority};
use ports::{Count, LedgerWrite, Queue};
use serde_json::json;
use usecases::batch::Outcome;

use crate::trader::{CHAT, MAILBOX, NUMBER, p0, seconds};
use crate::world::{World, id};

#[tokio::test]
async fn a_liquidation_goes_everywhere_at_once_and_by_sms_after_twenty_seconds() {
    let world = World::reaching(&Channel::ALL);
    world.devices(&["d-1", "d-2"]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    assert_eq!(
        world.deliveries("l-1").await,
        [
            "websocket pending",
            "push/d-1 pending",
            "push/d-2 pending",
            "telegram pending",
            "email pending",
            "sms pending"
        ]
    );
    world.pass(Duration::from_millis(40));
    world.live(Duration::from_millis(19_959));
    let mut told = world.addresses_of("l-1");
    told.sort();
    assert_eq!(told, [CHAT, MAILBOX, "token-d-1", "token-d-2"]);
    assert!(
        world.providers.calls().iter().all(|call| call.at == "2026-11-23T08:00:00.040Z".parse().unwrap())
    );

    world.live(Duration::from_millis(1));
    assert_eq!(world.addresses_of("l-1")[4..], [NUMBER]);
    assert_eq!(world.counted_on(Count::Escalated, Sms), 1);
    assert_eq!(
        world.deliveries("l-1").await,
        [
            "websocket pending",
            "push/d-1 accepted | accepted 200 push-1",
            "push/d-2 accepted | accepted 200 push-2",
            "telegram accepted | accepted 200 telegram-3",
            "email accepted | accepted 200 email-4",
            "sms accepted | accepted 200 sms-5",
        ]
    );
    let handed_over = [Push, Push, Telegram, Email].map(|channel| (channel, Priority::P0, 40));
    assert_eq!(world.handed_over()[..4], handed_over);
    // The notification was routed when it occurred; the second step of the ladder comes after 20 s.
    assert_eq!(world.accepted(), [(Push, 40), (Push, 40), (Telegram, 40), (Email, 40), (Sms, 20_000)]);
    world.live(Duration::from_hours(1));
    assert_eq!(world.providers.calls().len(), 5);
}

#[tokio::test]
async fn a_channel_without_a_function_is_reported_to_traders_with_a_contact_there() {
    let world = World::reaching(&[Push, Sms]);
    let fill = world.fill("f-1").to_string();
    let record = usecases::batch::Record { body: &fill, group: None, receive_count: 1 };
    let deployed = [Channel::Websocket, Channel::Sms];
    let outcomes = usecases::route::route(&world.ports(), Priority::P0, &deployed, &[record]).await;
    assert_eq!(outcomes, [Outcome::Done]);
    assert_eq!(
        world.deliveries("f-1").await,
        ["websocket pending", "push suppressed=channel_not_deployed", "telegram suppressed=no_contact"]
    );
    assert!(world.on(p0(Push)).is_empty());
}

#[tokio::test]
async fn an_ack_ends_the_ladder_but_not_what_goes_out_at_once() {
    let world = World::reaching(&Channel::ALL);
    world.connect("phone").await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.ack("phone", &["l-1"]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.providers.calls().len(), 3);
    assert!(world.providers.calls_of(Sms).is_empty());
    let deliveries = world.deliveries("l-1").await;
    assert_eq!(deliveries[0], "websocket acked | accepted 200 phone");
    assert_eq!(deliveries[1], "push/d-1 accepted | accepted 200 push-1");
    assert_eq!(deliveries[4], "sms acked");
    assert_eq!(world.counted_on(Count::Escalated, Sms), 0);
}

#[tokio::test]
async fn an_ack_between_the_climb_and_the_claim_is_in_time() {
    let world = World::reaching(&[Push, Sms]);
    world.connect("phone").await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.pass(seconds(20));
    assert_eq!(world.work(Queue::Escalate), [Outcome::Done]);
    world.ack("phone", &["l-1"]).await;
    assert_eq!(world.work(p0(Sms)), [Outcome::Done]);
    assert!(world.providers.calls_of(Sms).is_empty());
    assert_eq!(world.deliveries("l-1").await.pop().unwrap(), "sms acked");
}

#[tokio::test]
async fn without_any_delivery_the_ladder_starts_at_once_and_with_a_socket_it_does_not() {
    let world = World::reaching(&[Sms]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.settle();
    assert_eq!(world.addresses_of("m-1"), [NUMBER]);

    world.connect("phone").await;
    world.route(Priority::P0, &[world.margin_call("m-2")]).await;
    world.live(Duration::from_millis(19_999));
    assert!(world.addresses_of("m-2").is_empty());
    world.live(Duration::from_millis(1));
    assert_eq!(world.addresses_of("m-2"), [NUMBER]);
}

#[tokio::test]
async fn a_climb_whose_function_was_killed_is_finished_and_sent_once() {
    let world = World::reaching(&[Push, Sms]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(seconds(19));
    // The invocation took the step, and was killed before it enqueued.
    world.store.advance_ladder(&(world.user.clone(), id("l-1")), 0, false).await.unwrap();
    let escalation = world.on(Queue::Escalate).pop().unwrap();
    world.put_on(Queue::Escalate, escalation.body);
    world.live(Duration::from_mins(1));
    assert_eq!(world.providers.calls_of(Sms).len(), 1, "two messages enqueued it, one sent it");
    assert_eq!(world.dead_letters(), []);
}

#[tokio::test]
async fn a_climb_that_cannot_enqueue_is_tried_again() {
    let world = World::reaching(&[Push, Sms]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.settle();
    world.pass(seconds(20));
    world.queues.fail_next(1);
    assert!(matches!(world.work(Queue::Escalate)[..], [Outcome::Retry { .. }]));
    world.live(seconds(2));
    assert_eq!(world.providers.calls_of(Sms).len(), 1);
}

#[tokio::test]
async fn an_expired_notification_is_not_escalated() {
    let world = World::reaching(&[Push, Sms]);
    let mut call = world.margin_call("m-1");
    call["expires_at"] = json!(world.now().plus(seconds(20)));
    world.route(Priority::P0, &[call]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("m-1"), ["token-d-1"]);
    assert_eq!(world.deliveries("m-1").await.pop().unwrap(), "sms expired");
}

#[tokio::test]
async fn a_ladder_message_that_cannot_be_understood_or_is_about_nothing_is_dead_lettered() {
    let world = World::new();
    world.put_on(Queue::Escalate, "{}".to_owned());
    world.put_on(Queue::Escalate, json!({"user_id": "u-1", "event_id": "x", "step": 0}).to_string());
    let outcomes = world.work(Queue::Escalate);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::DeadLetter { .. })), "{outcomes:?}");
    world.store.fail_next(1);
    world.put_on(Queue::Escalate, json!({"user_id": "u-1", "event_id": "x", "step": 0}).to_string());
    assert!(matches!(world.work(Queue::Escalate)[..], [Outcome::Retry { .. }]));
}
