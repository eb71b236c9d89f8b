//! Retries: their causes, their times and their end.

use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram};
use domain::delivery::ledger::{
    DeadReason, DeliveryKey, LedgerState, MAX_KEPT_ATTEMPTS, MAX_TRIES, ThrottleScope, Verdict,
};
use domain::{Priority, UserId};
use ports::{Count, Queue};
use serde_json::{Value, json};
use usecases::batch::Outcome;
use usecases::deliver::Delivery;

use crate::providers::{Answer, UNREACHABLE};
use crate::trader::{p0, push_to, seconds};
use crate::world::World;

const REFUSED: Answer = Answer::Verdict(Verdict::Refused);
const FAILED: Answer = Answer::Verdict(Verdict::Failed { retry_after: None });

fn throttled(retry_after: u64) -> Answer {
    Answer::Verdict(Verdict::Throttled {
        scope: ThrottleScope::Provider,
        retry_after: Some(seconds(retry_after)),
    })
}

fn after(outcomes: &[Outcome]) -> Duration {
    match outcomes {
        [Outcome::Retry { after: Some(after), .. }] => *after,
        other => panic!("not one retry with its time: {other:?}"),
    }
}

async fn with_one_push() -> World {
    let world = World::reaching(&[Push]);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world
}

#[tokio::test]
async fn no_instance_calls_a_provider_before_the_time_that_it_asked_for() {
    let world = World::reaching(&[Telegram]);
    world.reach(&UserId::parse("u-2").unwrap(), &[Telegram]);
    let mut other = world.fill("f-2");
    other["user_id"] = json!("u-2");
    world.providers.answer_next(Telegram, [throttled(5)]);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    let first = after(&world.work(p0(Telegram)));
    assert!(first >= seconds(5) && first < seconds(6), "{first:?}");

    world.route(Priority::P0, &[other]).await;
    for instance in 1..6 {
        world.lambdas.instance.set(instance);
        world.live(Duration::from_millis(900));
        assert_eq!(world.providers.calls().len(), 1);
    }
    world.live(seconds(10));
    let calls = world.providers.calls();
    assert_eq!(calls.len(), 3);
    assert!(calls[1].at >= calls[0].at.plus(seconds(5)));
    let entry = world.entry("f-1", &DeliveryKey::of_channel(Telegram)).unwrap();
    assert_eq!((entry.tries, entry.possible_duplicates), (2, 0), "what was throttled was not sent");
}

#[tokio::test]
async fn a_batch_stops_at_the_first_wish_to_be_left_alone() {
    let world = World::reaching(&[Email]);
    world.providers.answer_next(Email, [throttled(5)]);
    let reports: Vec<Value> = (0..10).map(|n| world.report(&format!("r-{n}"))).collect();
    world.route(Priority::P2, &reports).await;
    let outcomes = world.work(Queue::Deliveries(Email, Priority::P2));
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Retry { .. })));
    assert_eq!(world.providers.calls().len(), 1);
    world.live(Duration::from_mins(2));
    assert_eq!(world.providers.calls().len(), 11);
}

#[tokio::test]
async fn a_pause_is_its_provider_s_alone() {
    let world = World::reaching(&[Push, Telegram]);
    world.providers.answer_next(Telegram, [throttled(60)]);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.live(seconds(1));
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    world.live(seconds(1));
    assert_eq!(world.providers.calls_of(Push).len(), 2);
    assert_eq!(world.providers.calls_of(Telegram).len(), 1);
}

#[tokio::test]
async fn a_long_wait_spends_no_receives_and_ends_with_the_send() {
    let world = World::reaching(&[Email]);
    let queue = Queue::Deliveries(Email, Priority::P2);
    world.providers.answer_next(Email, [throttled(3_600)]);
    world.route(Priority::P2, &[world.report("r-1")]).await;
    let wait = after(&world.work(queue));
    assert!(wait >= Duration::from_hours(1) && wait < Duration::from_hours(1) + seconds(1));
    assert_eq!(world.on(queue)[0].receives, 0, "a copy");
    assert!(world.deliveries("r-1").await[1].starts_with("email retrying until 2026-11-23T09:00:00"));

    // SQS hides a message for 15 minutes at most: it comes too early, and waits for the remaining
    // time.
    world.pass(Duration::from_mins(15));
    let body = world.on(queue)[0].body.clone();
    world.put_on(queue, body);
    let rest = after(&world.work(queue));
    assert!(rest >= Duration::from_mins(45) && rest < Duration::from_mins(46), "{rest:?}");
    world.live(Duration::from_hours(1));
    assert_eq!(world.providers.calls().len(), 2);
    assert!(world.deliveries("r-1").await[1].ends_with("accepted | throttled 429 | accepted 200 email-2"));
    assert!(world.on(queue).is_empty());
}

#[tokio::test]
async fn nothing_is_tried_after_it_has_expired() {
    let world = World::reaching(&[Push, Email]);
    let mut report = world.report("r-1");
    report["expires_at"] = json!(world.now().plus(seconds(90)));
    world.providers.answer_next(Email, [throttled(60), FAILED]);
    world.route(Priority::P2, &[report]).await;
    world.live(Duration::from_mins(5));
    let entry = world.entry("r-1", &DeliveryKey::of_channel(Email)).unwrap();
    assert_eq!((entry.state, entry.tries), (LedgerState::Accepted, 3));
    assert!(world.providers.calls().iter().all(|call| call.at < "2026-11-23T08:01:30Z".parse().unwrap()));

    // A delivery whose wait would end after its expiry ends at once.
    let mut fill = world.fill("f-1");
    fill["expires_at"] = json!(world.now().plus(seconds(10)));
    world.providers.answer_next(Push, [throttled(10)]);
    world.route(Priority::P0, &[fill]).await;
    assert_eq!(world.work(p0(Push)), [Outcome::Done]);
    assert_eq!(world.entry("f-1", &push_to("d-1")).unwrap().state, LedgerState::Expired);

    // And a delivery whose turn comes after its expiry is not tried at all.
    world.pass(seconds(20));
    let mut late = world.fill("f-2");
    late["expires_at"] = json!(world.now().plus(seconds(10)));
    world.route(Priority::P0, &[late]).await;
    world.pass(seconds(10));
    assert_eq!(world.work(p0(Push)), [Outcome::Done]);
    assert!(world.addresses_of("f-2").is_empty());
    assert_eq!(world.deliveries("f-2").await[1], "push/d-1 expired");
    assert_eq!(world.counted_on(Count::Expired, Push), 2);
    assert_eq!(world.dead_letters(), []);
}

#[tokio::test]
async fn an_ack_ends_what_waits_to_be_tried_again() {
    let world = with_one_push().await;
    world.connect("phone").await;
    world.providers.answer_next(Push, [throttled(60)]);
    world.settle();
    world.ack("phone", &["f-1"]).await;
    assert_eq!(world.deliveries("f-1").await[1], "push/d-1 acked | throttled 429");
    world.live(Duration::from_mins(2));
    assert_eq!(world.providers.calls().len(), 1);
    assert_eq!(world.entry("f-1", &push_to("d-1")).unwrap().state, LedgerState::Acked);
}

#[tokio::test]
async fn an_unanswered_push_is_sent_again_and_counted_apart() {
    let world = with_one_push().await;
    let no_answer = Verdict::Indeterminate { timed_out: true, retry_after: None };
    let failure = Verdict::Indeterminate { timed_out: false, retry_after: None };
    world
        .providers
        .answer_next(Push, [no_answer, failure, Verdict::Failed { retry_after: None }].map(Answer::Verdict));
    world.live(Duration::from_mins(1));
    let entry = world.entry("f-1", &push_to("d-1")).unwrap();
    assert_eq!((entry.state, entry.tries, entry.possible_duplicates), (LedgerState::Accepted, 4, 2));
    assert_eq!(world.counted_on(Count::PossibleDuplicates, Push), 2);
    assert_eq!(world.counted_on(Count::SendsFailed, Push), 3);
    assert_eq!(
        world.deliveries("f-1").await[1],
        "push/d-1 accepted | timeout | error 500 | error 500 | accepted 200 push-4"
    );
}

#[tokio::test]
async fn attempts_are_bounded_and_then_the_message_is_dead_lettered() {
    let world = World::reaching(&[Email]);
    let mut report = world.report("r-1");
    report["expires_at"] = json!(world.now().plus(Duration::from_hours(24 * 30)));
    world.providers.answer("email", Some(FAILED));
    world.route(Priority::P2, &[report]).await;
    world.live(Duration::from_hours(24));
    assert_eq!(u32::try_from(world.providers.calls().len()).unwrap(), MAX_TRIES);
    let entry = world.entry("r-1", &DeliveryKey::of_channel(Email)).unwrap();
    let LedgerState::DeadLettered { reason, .. } = entry.state else { panic!("{entry:?}") };
    assert_eq!((reason, entry.attempts.len()), (DeadReason::TriesUsedUp, MAX_KEPT_ATTEMPTS));
    let dead = world.dead_letters();
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].2, "its attempts are used up");
    assert_eq!(world.counted_on(Count::DeadLettered, Email), 1);
    assert!(world.received() < 2 * usize::try_from(MAX_TRIES).unwrap());
}

#[tokio::test]
async fn what_is_refused_is_a_dead_letter_in_the_queue_and_in_the_ledger() {
    let world = with_one_push().await;
    world.providers.answer_next(Push, [REFUSED]);
    assert!(matches!(world.work(p0(Push))[..], [Outcome::DeadLetter { .. }]));
    assert_eq!(world.deliveries("f-1").await[1], "push/d-1 dead_lettered=refused | refused 400");
    assert_eq!(world.store.recipient(&world.user).devices.len(), 1, "the device is as good as before");
    let [(queue, body, reason)] = &world.dead_letters()[..] else { panic!() };
    assert_eq!((*queue, reason.as_str()), (p0(Push), "the provider refused it"));
    let letter = Delivery::decode(body).unwrap();
    assert_eq!(letter.expires_at, Some(world.now().plus(Duration::from_hours(24))));
    assert!(!body.contains("64250") && !body.contains("token"), "no content, no address");
}

#[tokio::test]
async fn an_operator_can_send_a_dead_letter_again_once() {
    let world = with_one_push().await;
    world.providers.answer_next(Push, [REFUSED]);
    world.settle();
    let letter = Delivery::decode(&world.dead_letters()[0].1).unwrap();
    world.pass(seconds(10));
    // Without a redrive the ledger says that the delivery has ended.
    world.put_on(p0(Push), letter.encode());
    assert!(matches!(world.work(p0(Push))[..], [Outcome::DeadLetter { .. }]));
    assert_eq!(world.providers.calls().len(), 1);

    let redriven = Delivery { redriven_at: Some(world.now()), ..letter.clone() };
    for message in [&redriven, &letter, &redriven] {
        world.put_on(p0(Push), message.encode());
    }
    world.settle();
    assert_eq!(world.providers.calls().len(), 2, "once, whatever else of it is in the batch");
    world.put_on(p0(Push), redriven.encode());
    world.settle();
    assert_eq!(world.providers.calls().len(), 2);
    assert_eq!(world.deliveries("f-1").await[1], "push/d-1 accepted | refused 400 | accepted 200 push-2");

    // A delivery that was sent is not sent again, even if an operator redrives it; nor is one that
    // has expired.
    world.pass(seconds(10));
    world.put_on(p0(Push), Delivery { redriven_at: Some(world.now()), ..letter }.encode());
    world.settle();
    world.providers.answer_next(Push, [REFUSED]);
    world.route(Priority::P0, &[world.fill("f-2")]).await;
    world.settle();
    let letter = Delivery::decode(&world.dead_letters().pop().unwrap().1).unwrap();
    world.pass(Duration::from_hours(24));
    world.put_on(p0(Push), Delivery { redriven_at: Some(world.now()), ..letter }.encode());
    world.settle();
    assert_eq!(world.providers.calls().len(), 3);
    assert_eq!(world.deliveries("f-2").await[1], "push/d-1 expired | refused 400");
}

#[tokio::test]
async fn a_redrive_that_fails_again_is_a_dead_letter_again() {
    let world = with_one_push().await;
    world.providers.answer("push", Some(REFUSED));
    world.settle();
    world.pass(seconds(10));
    let letter = Delivery::decode(&world.dead_letters()[0].1).unwrap();
    world.put_on(p0(Push), Delivery { redriven_at: Some(world.now()), ..letter }.encode());
    world.settle();
    assert_eq!(world.providers.calls().len(), 2);
    assert_eq!(world.dead_letters().len(), 2);
}

#[tokio::test]
async fn an_sms_that_failed_is_counted_once() {
    let world = World::reaching(&[Sms]);
    world.providers.answer_next(Sms, [FAILED, FAILED]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.providers.calls_of(Sms).len(), 3);
    for cap in domain::delivery::budget::Cap::ALL {
        assert_eq!(world.store.counters()[&cap.counter(&world.user, world.now())], 1);
    }
    world.providers.answer_next(Sms, [UNREACHABLE]);
    world.route(Priority::P0, &[world.margin_call("m-2")]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.providers.calls_of(Sms).len(), 4, "and one that may have been sent is not repeated");
}
