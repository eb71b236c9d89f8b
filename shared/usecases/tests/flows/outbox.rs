//! Messages of `route` to the external channels, also when the event comes again.

use domain::Channel::{Email, Push, Sms, Telegram};
use domain::{Channel, Priority};
use ports::Queue;
use serde_json::json;
use usecases::batch::Outcome;
use usecases::deliver::Delivery;

use crate::trader::{p0, seconds};
use crate::world::World;

fn count(world: &World, channel: Channel) -> usize {
    world.on(p0(channel)).len()
}

#[tokio::test]
async fn a_delivery_says_whom_and_what_about_and_nothing_of_it() {
    let world = World::reaching(&Channel::ALL);
    world.devices(&["d-1", "d-2"]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    assert_eq!([Push, Telegram, Email, Sms].map(|channel| count(&world, channel)), [2, 1, 1, 0]);
    for channel in [Push, Telegram, Email] {
        for waiting in world.on(p0(channel)) {
            let delivery = Delivery::decode(&waiting.body).unwrap();
            assert_eq!(delivery.key(), (world.user.clone(), crate::world::id("l-1")));
            assert_eq!(delivery.device.is_some(), channel == Push);
            assert!(
                !["60000", "token", "4711", "ada", "+49"].iter().any(|secret| waiting.body.contains(secret))
            );
        }
    }
    let escalation = &world.on(Queue::Escalate)[0];
    assert_eq!(escalation.due, world.now().plus(seconds(20)));
}

#[tokio::test]
async fn what_was_begun_is_not_enqueued_again_and_what_was_not_is() {
    let world = World::reaching(&[Push, Telegram, Email]);
    let liquidation = world.liquidation("l-1");
    world.route(Priority::P0, &[liquidation.clone()]).await;
    world.work(p0(Push));
    world.work(p0(Telegram));
    world.route(Priority::P0, &[liquidation]).await;
    assert_eq!([Push, Telegram, Email].map(|channel| count(&world, channel)), [0, 0, 2]);
    world.settle();
    assert_eq!(world.addresses_of("l-1").len(), 3, "and the ledger drops the repeat");
}

#[tokio::test]
async fn a_redelivery_plans_as_it_was_planned_first() {
    let world = World::reaching(&[Push]);
    let fill = world.fill("f-1");
    world.route(Priority::P0, &[fill.clone()]).await;
    world.reach(&world.user, &[Telegram]);
    world.route(Priority::P0, &[fill]).await;
    world.settle();
    assert_eq!(world.addresses_of("f-1"), ["token-d-1"]);
    assert_eq!(world.deliveries("f-1").await[2], "telegram suppressed=no_contact");
}

#[tokio::test]
async fn a_redelivery_that_finds_only_the_mark_of_an_ack_enqueues_what_goes_out_at_once() {
    let world = World::reaching(&[Push, Sms]);
    world.connect("phone").await;
    // The function was killed between the post and the write; the device acked meanwhile.
    world.ack("phone", &["l-1"]).await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    assert!(world.on(Queue::Escalate).is_empty());
    world.settle();
    assert!(world.notified("phone").is_empty());
    assert_eq!(world.addresses_of("l-1"), ["token-d-1"]);
    let deliveries = world.deliveries("l-1").await;
    assert_eq!((&*deliveries[0], &*deliveries[4]), ("websocket acked", "sms acked"));
}

#[tokio::test]
async fn a_failed_enqueue_retries_the_event_and_affects_no_other() {
    for failing in 1..4 {
        let world = World::reaching(&[Push, Telegram, Sms]);
        world.connect("phone").await;
        let events = [world.liquidation("l-1"), world.fill("f-1")];
        world.queues.fail_next(failing);
        let outcomes = world.route(Priority::P0, &events).await;
        assert!(outcomes.iter().any(|outcome| matches!(outcome, Outcome::Retry { .. })), "{failing}");
        let again: Vec<_> = events
            .iter()
            .zip(&outcomes)
            .filter(|(_, outcome)| **outcome != Outcome::Done)
            .map(|(event, _)| event.clone())
            .collect();
        assert_eq!(world.route(Priority::P0, &again).await, vec![Outcome::Done; again.len()]);
        world.live(seconds(60));
        assert_eq!(world.notified("phone").len(), 2);
        assert_eq!((world.addresses_of("l-1").len(), world.addresses_of("f-1").len()), (3, 2));
    }
}

#[tokio::test]
async fn a_p1_s_external_deliveries_come_after_its_item() {
    let world = World::reaching(&[Push, Email]);
    let deposit = world.deposit("d-1");
    world.store.fail_next(2); // the read; and then the write
    assert!(matches!(world.route(Priority::P1, &[deposit.clone()]).await[..], [Outcome::Retry { .. }]));
    let queue = Queue::Deliveries(Push, Priority::P1);
    assert!(world.on(queue).is_empty());
    assert!(matches!(world.route(Priority::P1, &[deposit.clone()]).await[..], [Outcome::Retry { .. }]));
    assert!(world.on(queue).is_empty());
    assert_eq!(world.route(Priority::P1, &[deposit]).await, [Outcome::Done]);
    assert_eq!(world.on(queue).len(), 1);
    assert!(world.on(p0(Push)).is_empty(), "never behind each other");
    world.settle();
    assert_eq!(world.addresses_of("d-1"), ["token-d-1"]);
}

#[tokio::test]
async fn a_store_that_is_down_delays_every_p0_and_loses_none() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    world.connect("phone").await;
    for failures in 1..6 {
        let id = format!("l-{failures}");
        let liquidation = world.liquidation(&id);
        world.store.fail_next(failures);
        while world.route(Priority::P0, &[liquidation.clone()]).await != [Outcome::Done] {}
        world.store.fail_next(0);
        world.live(seconds(60));
        assert_eq!(world.addresses_of(&id).len(), 3, "{failures}");
        assert!(world.notified("phone").contains(&id));
    }
}

#[tokio::test]
async fn what_has_expired_or_stays_in_the_app_sends_nothing() {
    let world = World::reaching(&Channel::ALL);
    let mut late = world.liquidation("l-1");
    late["expires_at"] = json!(world.now());
    let mut narrowed = world.fill("f-1");
    narrowed["channels"] = json!(["websocket"]);
    world.route(Priority::P0, &[late, narrowed]).await;
    for channel in [Push, Telegram, Email, Sms] {
        assert_eq!(count(&world, channel), 0);
    }
    assert!(world.on(Queue::Escalate).is_empty());
    assert!(world.deliveries("l-1").await.iter().all(|line| line.ends_with(" expired")));
}
