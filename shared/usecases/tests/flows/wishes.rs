//! Channels that the trader has switched off, and mailboxes that are dead.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Push, Telegram, Websocket};
use domain::recipient::contact::EmailAddress;
use domain::recipient::profile::Dated;
use domain::{EventType, Priority, Time, UserId};
use memory_store::MemoryStore;
use ports::Queue;
use queues::memory::MemoryQueues;
use usecases::contacts::{Unsubscribed, retire_mailboxes, unsubscribe};

use crate::providers::{Answer, UNREACHABLE};
use crate::trader::{CHAT, MAILBOX, chat_of, p0, seconds};
use crate::world::World;

const P2_EMAIL: Queue = Queue::Deliveries(Email, Priority::P2);

#[tokio::test]
async fn a_wish_that_is_withdrawn_after_planning_holds() {
    let world = World::reaching(&[Push, Telegram]);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].channels = vec![Websocket, Telegram]);
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("f-1"), [CHAT]);
    assert_eq!(world.deliveries("f-1").await[1], "push/d-1 suppressed=not_chosen");

    world.route(Priority::P0, &[world.fill("f-2")]).await;
    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].enabled = false);
    world.live(Duration::from_mins(1));
    assert!(world.addresses_of("f-2").is_empty());
    assert_eq!(world.deliveries("f-2").await[2], "telegram suppressed=disabled");
}

#[tokio::test]
async fn it_holds_for_what_waits_to_be_tried_again_too() {
    let world = World::reaching(&[Telegram]);
    world.providers.answer("telegram", Some(UNREACHABLE));
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.settle();
    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].enabled = false);
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("f-1"), [CHAT]);
    assert_eq!(world.deliveries("f-1").await[2], "telegram suppressed=disabled | timeout");
}

#[tokio::test]
async fn what_is_mandatory_goes_where_it_was_planned() {
    let world = World::reaching(&[Push, Telegram]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.prefer(|preferences| preferences[PreferenceKey::Liquidation].channels.clear());
    world.settle();
    assert_eq!(world.addresses_of("l-1"), ["token-d-1", CHAT]);
}

#[tokio::test]
async fn an_unsubscribe_takes_away_the_emails_of_its_type_and_nothing_else() {
    let world = World::reaching(&[Push, Email]);
    world.prefer(|preferences| preferences[PreferenceKey::DailyReport].enabled = true);
    let before = world.store.recipient(&world.user);
    world.route(Priority::P2, &[world.report("r-1")]).await;
    for _ in 0..2 {
        let done = unsubscribe(
            &world.store,
            &world.queues,
            &world.user,
            EventType::WeeklyPnlReport,
            before.version,
            world.now(),
        );
        assert_eq!(done.await.unwrap(), Unsubscribed::Done);
    }
    let after = world.store.recipient(&world.user);
    assert_eq!(after.version, before.version + 1, "the second time there is nothing to change");
    let mut expected = (*before.preferences).clone();
    expected[PreferenceKey::WeeklyReport].channels = vec![Websocket];
    assert_eq!(*after.preferences, expected);

    // It also applies to deliveries that were planned before.
    world.settle();
    assert!(world.addresses_of("r-1").is_empty());
    assert_eq!(world.deliveries("r-1").await, ["websocket pending", "email suppressed=not_chosen"]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.settle();
    assert!(world.addresses_of("l-1").contains(&MAILBOX.to_owned()));
}

#[tokio::test]
async fn who_never_chose_anything_can_unsubscribe_too() {
    let store = MemoryStore::default();
    let user = UserId::parse("u-9").unwrap();
    let (queues, now) = (MemoryQueues::default(), Time::EPOCH);
    unsubscribe(&store, &queues, &user, EventType::WeeklyPnlReport, 0, now).await.unwrap();
    let recipient = store.recipient(&user);
    assert_eq!(
        (recipient.version, &recipient.preferences[PreferenceKey::WeeklyReport].channels[..]),
        (1, &[Websocket][..])
    );
    store.fail_next(1);
    assert!(
        unsubscribe(&store, &queues, &user, EventType::DailyReport, 0, now).await.unwrap_err().is_retryable()
    );
}

#[tokio::test]
async fn a_mailbox_that_bounced_is_not_written_to_until_there_is_another() {
    let world = World::reaching(&[Email]);
    let second = UserId::parse("u-2").unwrap();
    world.reach(&second, &[Email]);
    world.route(Priority::P2, &[world.report("r-1")]).await;
    let bounced = EmailAddress::of_checked("ADA@Example.com");
    assert_eq!(
        retire_mailboxes(&world.store, &[bounced.clone()], world.now(), world.now()).await.unwrap(),
        2,
        "in whatever case"
    );
    assert_eq!(
        retire_mailboxes(
            &world.store,
            &[bounced, EmailAddress::of_checked("x@y.z")],
            world.now(),
            world.now()
        )
        .await
        .unwrap(),
        2
    );
    world.work(P2_EMAIL);
    assert_eq!(world.deliveries("r-1").await[1], "email suppressed=no_contact");
    world.route(Priority::P2, &[world.report("r-2")]).await;
    assert_eq!(world.deliveries("r-2").await[1], "email suppressed=no_contact");
    assert!(!world.store.recipient(&second).is_reachable(Email));

    let mut recipient = world.store.recipient(&world.user);
    let email = EmailAddress::of_checked("ada@example.org");
    recipient.profile.email = Dated { value: Some(email), updated_at: Some(world.now()) };
    world.store.set_recipient(recipient);
    world.route(Priority::P2, &[world.report("r-3")]).await;
    world.live(seconds(1));
    assert_eq!(world.addresses_of("r-3"), ["ada@example.org"]);
}

#[tokio::test]
async fn a_late_report_of_an_old_mailbox_costs_the_new_one_nothing() {
    let world = World::reaching(&[Email]);
    let mut recipient = world.store.recipient(&world.user);
    let email = EmailAddress::of_checked("ada@example.org");
    recipient.profile.email = Dated { value: Some(email), updated_at: Some(world.now()) };
    world.store.set_recipient(recipient);
    assert_eq!(
        retire_mailboxes(&world.store, &[EmailAddress::of_checked(MAILBOX)], world.now(), world.now())
            .await
            .unwrap(),
        0
    );
    assert!(world.store.recipient(&world.user).is_reachable(Email));
    world.store.fail_next(1);
    let lost = retire_mailboxes(
        &world.store,
        &[EmailAddress::of_checked("ada@example.org")],
        world.now(),
        world.now(),
    )
    .await;
    assert!(lost.unwrap_err().is_retryable());
}

#[tokio::test]
async fn a_dead_chat_is_unbound_unless_another_one_is_bound_by_now() {
    let world = World::reaching(&[Telegram]);
    world.providers.answer_next(Telegram, [Answer::Verdict(domain::delivery::ledger::Verdict::Gone)]);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.work(p0(Telegram));
    assert!(world.store.recipient(&world.user).chat.is_none());
    let (old, new) = (domain::recipient::contact::ChatId::new(1), domain::recipient::contact::ChatId::new(2));
    let mut recipient = world.store.recipient(&world.user);
    recipient.chat = Some(chat_of(new));
    world.store.set_recipient(recipient);
    ports::Contacts::retire_chat(&world.store, &world.user, old).await.unwrap();
    assert_eq!(world.store.recipient(&world.user).chat, Some(chat_of(new)));
}
