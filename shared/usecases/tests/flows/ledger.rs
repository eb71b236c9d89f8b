//! The delivery ledger: messages that are sent once, messages that may have been sent, and the
//! knowledge of both.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram};
use domain::delivery::ledger::{DeliveryKey, LedgerState};
use domain::{Channel, Priority};
use ports::{Count, Queue};
use usecases::batch::Outcome;

use crate::interposed::Interposed;
use crate::lambdas::LEASE;
use crate::providers::{Answer, UNREACHABLE};
use crate::trader::{CHAT, MAILBOX, NUMBER, p0, push_to, seconds};
use crate::world::World;

const P2_EMAIL: Queue = Queue::Deliveries(Email, Priority::P2);

/// Puts the one P0 delivery on this channel on its queue.
async fn with_one_delivery(channel: Channel) -> World {
    let world = World::reaching(&[channel]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    if channel == Sms {
        // No other channel reaches the trader, so the ladder's step is due at once.
        world.work(Queue::Escalate);
    }
    assert_eq!(world.on(p0(channel)).len(), 1);
    world
}

/// Duplicates the message of this queue.
fn duplicate(world: &World, queue: Queue) {
    let body = world.on(queue)[0].body.clone();
    world.put_on(queue, body);
}

#[tokio::test]
async fn a_message_that_is_delivered_twice_sends_once() {
    for channel in [Push, Telegram, Email, Sms] {
        let world = with_one_delivery(channel).await;
        // Twice in one batch, and once more later.
        duplicate(&world, p0(channel));
        let again = world.on(p0(channel))[0].body.clone();
        assert_eq!(world.work(p0(channel)), [Outcome::Done, Outcome::Done]);
        world.put_on(p0(channel), again);
        assert_eq!(world.work(p0(channel)), [Outcome::Done]);
        assert_eq!(world.providers.calls().len(), 1, "{channel}");
    }
}

#[tokio::test]
async fn of_two_instances_at_the_same_moment_one_sends() {
    for channel in [Push, Telegram, Email, Sms] {
        let world = with_one_delivery(channel).await;
        let queue = p0(channel);
        let same = world.on(queue)[0].body.clone();
        let store = Interposed::new(&world.store);
        // The other invocation has read the same, and completes before the first one's claim is
        // stored.
        let other = async {
            world.put_on(queue, same);
            assert_eq!(world.work(queue).len(), 1);
        };
        store.before.replace(Some(Box::pin(other)));
        assert_eq!(world.work_through(&store, queue).len(), 1);
        world.live(Duration::from_mins(1));
        assert_eq!(world.providers.calls().len(), 1, "{channel}");
        assert!(world.on(queue).is_empty());
    }
}

#[tokio::test]
async fn a_live_lease_keeps_the_message() {
    for channel in [Push, Email] {
        let world = with_one_delivery(channel).await;
        world.providers.answer_next(channel, [Answer::KilledAfter]);
        assert_eq!(world.work(p0(channel)), []);
        world.pass(seconds(5));
        duplicate(&world, p0(channel));
        let outcomes = world.work(p0(channel));
        let remaining = LEASE.saturating_sub(seconds(5));
        assert!(
            matches!(outcomes[..], [Outcome::Retry { after: Some(after), .. }] if after == remaining),
            "{outcomes:?}"
        );
        assert_eq!(world.providers.calls().len(), 1);
        let line = world.deliveries("l-1").await.into_iter().find(|line| line.starts_with(channel.name()));
        assert!(line.unwrap().ends_with(" pending"));
    }
}

#[tokio::test]
async fn who_was_killed_is_a_doubt_that_push_and_telegram_resolve_by_sending_again() {
    for (killed, calls) in [(Answer::KilledBefore, 1), (Answer::KilledAfter, 2)] {
        for (channel, key) in [(Push, push_to("d-1")), (Telegram, DeliveryKey::of_channel(Telegram))] {
            let world = with_one_delivery(channel).await;
            world.providers.answer_next(channel, [killed]);
            world.live(Duration::from_mins(1));
            assert_eq!(world.providers.calls().len(), calls);
            let entry = world.entry("l-1", &key).unwrap();
            assert_eq!((entry.state, entry.possible_duplicates), (LedgerState::Accepted, 1));
            assert_eq!(world.counted_on(Count::PossibleDuplicates, channel), 1);
        }
    }
}

#[tokio::test]
async fn who_was_killed_is_a_doubt_that_email_and_sms_do_not_repeat() {
    for (killed, calls) in [(Answer::KilledBefore, 0), (Answer::KilledAfter, 1)] {
        for channel in [Email, Sms] {
            let world = with_one_delivery(channel).await;
            world.providers.answer_next(channel, [killed]);
            world.live(Duration::from_mins(1));
            assert_eq!(world.providers.calls().len(), calls);
            let entry = world.entry("l-1", &DeliveryKey::of_channel(channel)).unwrap();
            assert_eq!((entry.state, entry.possible_duplicates), (LedgerState::Unknown, 0));
            assert_eq!(world.counted_on(Count::Unknown, channel), 1);
            assert!(world.on(p0(channel)).is_empty());
            let deliveries = world.deliveries("l-1").await;
            assert!(deliveries.contains(&format!("{channel} unknown")), "{deliveries:?}");
        }
    }
}

#[tokio::test]
async fn a_p0_whose_email_is_unknown_takes_another_channel_and_a_p2_does_not() {
    for answer in [Answer::KilledBefore, Answer::KilledAfter, UNREACHABLE] {
        let world = World::reaching(&[Email, Sms]);
        world.prefer(|preferences| {
            preferences[PreferenceKey::Liquidation].channels = vec![Channel::Websocket, Email];
        });
        world.providers.answer_next(Email, [answer]);
        world.route(Priority::P0, &[world.liquidation("l-1")]).await;
        world.live(Duration::from_mins(1));
        assert_eq!(world.addresses_of("l-1").last().unwrap(), NUMBER, "{answer:?}");
        assert!(world.addresses_of("l-1").iter().filter(|to| *to == MAILBOX).count() <= 1);

        world.providers.answer_next(Email, [answer]);
        world.route(Priority::P2, &[world.report("r-1")]).await;
        world.live(Duration::from_mins(1));
        let entry = world.entry("r-1", &DeliveryKey::of_channel(Email)).unwrap();
        assert_eq!(entry.state, LedgerState::Unknown);
        assert!(!world.addresses_of("r-1").contains(&NUMBER.to_owned()));
    }
}

#[tokio::test]
async fn a_claim_whose_reply_was_lost_is_recognised_and_sent() {
    for channel in [Push, Telegram, Email, Sms] {
        let world = with_one_delivery(channel).await;
        let store = Interposed::new(&world.store);
        store.lost_replies.set(1);
        assert_eq!(world.work_through(&store, p0(channel)), [Outcome::Done]);
        assert_eq!(world.providers.calls().len(), 1, "{channel}");
        let deliveries = world.deliveries("l-1").await;
        assert!(deliveries.iter().any(|line| line.contains(" accepted | accepted 200 ")), "{deliveries:?}");
    }
}

#[tokio::test]
async fn a_confirmation_whose_reply_was_lost_is_recognised() {
    let world = World::reaching(&[Email]);
    world.route(Priority::P2, &[world.report("r-1")]).await;
    let store = Interposed::new(&world.store);
    store.lost_replies.set(2); // the claim's and the confirmation's
    assert_eq!(world.work_through(&store, P2_EMAIL), [Outcome::Done]);
    let entry = world.entry("r-1", &DeliveryKey::of_channel(Email)).unwrap();
    assert_eq!((entry.state, entry.attempts.len()), (LedgerState::Accepted, 1));
}

#[tokio::test]
async fn an_ack_ends_what_is_doubtful() {
    let world = with_one_delivery(Telegram).await;
    world.connect("phone").await;
    world.providers.answer_next(Telegram, [Answer::KilledAfter]);
    world.work(p0(Telegram));
    world.ack("phone", &["l-1"]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("l-1"), [CHAT]);
    assert_eq!(world.deliveries("l-1").await[2], "telegram acked");
}

#[tokio::test]
async fn an_unreachable_store_keeps_the_message_and_sends_once() {
    for failures in 1..6 {
        let world = with_one_delivery(Push).await;
        world.store.fail_next(failures);
        world.live(Duration::from_mins(2));
        assert!(world.on(p0(Push)).is_empty());
        let entry = world.entry("l-1", &push_to("d-1")).unwrap();
        assert_eq!(entry.state, LedgerState::Accepted);
        assert!(world.providers.calls().len() <= 1 + usize::try_from(entry.possible_duplicates).unwrap());
    }
}

#[tokio::test]
async fn a_delivery_that_is_none_or_about_nothing_is_dead_lettered() {
    let world = World::new();
    let nothing = r#"{"user_id":"u-1","event_id":"x"}"#;
    for body in ["{}", nothing, r#"{"user_id":"u-1","event_id":"x","device":"d-1"}"#] {
        world.put_on(p0(Telegram), body.to_owned());
    }
    world.put_on(p0(Push), nothing.to_owned());
    for queue in [p0(Telegram), p0(Push)] {
        let outcomes = world.work(queue);
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::DeadLetter { .. })), "{outcomes:?}");
    }
}

#[tokio::test]
async fn a_doubt_outlives_a_pause_of_its_provider() {
    let world = with_one_delivery(Push).await;
    world.providers.answer_next(Push, [Answer::KilledAfter]);
    world.work(p0(Push));
    // Before the message is received again, another invocation learns that the provider asked us to
    // back off.
    world.pass(seconds(25));
    ports::RateLimits::pause(&world.store, Push, world.now().plus(seconds(20))).await.unwrap();
    world.live(Duration::from_mins(2));
    let entry = world.entry("l-1", &push_to("d-1")).unwrap();
    assert_eq!((entry.state, entry.possible_duplicates), (LedgerState::Accepted, 1));
    assert_eq!(world.providers.calls().len(), 2);
}

#[tokio::test]
async fn a_doubt_outlives_a_pause_that_is_heard_of_after_the_claim() {
    let world = with_one_delivery(Push).await;
    world.providers.answer_next(Push, [Answer::KilledAfter]);
    world.work(p0(Push));
    world.pass(seconds(30));
    let store = Interposed::new(&world.store);
    // The write of the claim takes a while, and meanwhile the provider asks us to back off.
    let meanwhile = async {
        ports::RateLimits::pause(&world.store, Push, world.now().plus(seconds(20))).await.unwrap();
        world.pass(seconds(1));
    };
    store.before.replace(Some(Box::pin(meanwhile)));
    assert!(matches!(world.work_through(&store, p0(Push))[..], [Outcome::Retry { .. }]));
    assert_eq!(world.providers.calls().len(), 1);
    world.live(Duration::from_mins(1));
    let entry = world.entry("l-1", &push_to("d-1")).unwrap();
    assert_eq!((entry.state, entry.possible_duplicates, entry.tries), (LedgerState::Accepted, 1, 2));
    assert_eq!(world.providers.calls().len(), 2);
}
