//! Deliveries that are deferred in quiet hours, and their release.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Push, Telegram, Websocket};
use domain::Priority;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use ports::{Count, Deferrals, PreferencesWrite, Scheduler, WriteOutcome};

use crate::interposed::Interposed;
use crate::providers::{Answer, UNREACHABLE};
use crate::trader::{CHAT, MAILBOX};
use crate::world::World;

const TOKEN: &str = "token-d-1";

/// A trader in Berlin in the quiet hours: it is 01:00 there.
fn asleep() -> World {
    let world = World::reaching(&[Push, Telegram]);
    world.sleeps_in("Europe/Berlin");
    world.at("2026-11-24T00:00:00Z");
    world
}

#[tokio::test]
async fn a_p1_is_silent_in_the_app_and_waits_elsewhere_while_a_p0_goes_out() {
    let world = asleep();
    world.connect("c").await;
    world.hello("c").await;
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.deliver(Priority::P1).await;
    let frame = world.frames("c").pop().unwrap();
    assert_eq!((&frame["id"], &frame["silent"]), (&"a-1".into(), &true.into()));
    let until = "until 2026-11-24T06:00:00.000Z";
    let waiting =
        [format!("push/d-1 deferred=quiet_hours {until}"), format!("telegram deferred=quiet_hours {until}")];
    assert_eq!(world.deliveries("a-1").await[1..], waiting);

    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.live(Duration::from_secs(1));
    let frame = world.frames("c").into_iter().find(|frame| frame["id"] == "f-1").unwrap();
    assert_eq!(frame["silent"], false);
    assert_eq!(world.addresses_of("f-1"), [TOKEN, CHAT]);
    assert!(world.addresses_of("a-1").is_empty());
    assert_eq!(world.counted(Count::Deferred, Priority::P1), 1);
}

#[tokio::test]
async fn one_summary_per_channel_leaves_in_the_first_minute_that_is_not_quiet() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1"), world.deposit("d-1")]).await;
    world.minutes_until("2026-11-24T05:59:59Z").await;
    assert!(world.providers.calls().is_empty());
    world.minutes_until("2026-11-24T06:05:00Z").await;
    let at = "2026-11-24T06:00:00.000Z";
    assert_eq!(world.summaries(), [format!("{at} {TOKEN}"), format!("{at} {CHAT}")]);
    assert_eq!(world.providers.calls().len(), 2, "and nothing else");
    assert_eq!(
        world.deliveries("a-1").await[1..],
        ["push/d-1 accepted | accepted 200 push-1", "telegram accepted | accepted 200 telegram-2"]
    );
    // The deposit was not meant for Telegram.
    assert_eq!(world.deliveries("d-1").await[1..], ["push/d-1 accepted | accepted 200 push-1"]);
    assert!(world.store.wakes().is_empty() && world.store.deferred(&world.user).is_empty());
    assert_eq!(world.counted(Count::Released, Priority::P1), 2);
    assert_eq!(world.counted(Count::Summaries, Priority::P1), 1);
}

#[tokio::test]
async fn a_summary_is_in_no_list() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.minutes_until("2026-11-24T06:01:00Z").await;
    world.connect("c").await;
    let hello = world.hello("c").await;
    assert_eq!((&hello["sent"], &hello["unread"]), (&1.into(), &1.into()));
    let summary = world.details("quiet-hours-summary:2026-11-24T06:00Z").await;
    assert_eq!(summary["notification"]["event"], "quiet_hours_summary");
}

#[tokio::test]
async fn an_ack_ends_what_is_deferred() {
    let world = asleep();
    world.connect("c").await;
    world.route(Priority::P1, &[world.alert("a-1"), world.alert("a-2")]).await;
    world.ack("c", &["a-1"]).await;
    assert_eq!(world.deliveries("a-1").await[1..], ["push/d-1 acked", "telegram acked"]);
    world.minutes_until("2026-11-24T06:01:00Z").await;
    assert_eq!(world.summaries().len(), 2);
    assert_eq!(world.deliveries("a-1").await[1..], ["push/d-1 acked", "telegram acked"]);
    // It was acked before it was written.
    world.at("2026-11-24T23:00:00Z");
    world.ack("c", &["a-3"]).await;
    world.route(Priority::P1, &[world.alert("a-3")]).await;
    assert!(world.store.deferred(&world.user).is_empty());
}

#[tokio::test]
async fn what_has_expired_is_counted_and_what_is_left_alone_is_no_summary() {
    let world = asleep();
    let brief = |id: &str| {
        let mut alert = world.alert(id);
        alert["expires_at"] = serde_json::json!("2026-11-24T05:00:00Z");
        alert
    };
    world.route(Priority::P1, &[brief("a-1"), world.alert("a-2")]).await;
    world.minutes_until("2026-11-24T06:01:00Z").await;
    assert_eq!(world.summaries().len(), 2);
    assert_eq!(world.deliveries("a-1").await[1], "push/d-1 expired");
    assert_eq!(world.deliveries("a-2").await[1], "push/d-1 accepted | accepted 200 push-1");

    world.at("2026-11-25T00:00:00Z");
    let mut alone = world.alert("a-3");
    alone["expires_at"] = serde_json::json!("2026-11-25T05:00:00Z");
    world.route(Priority::P1, &[alone]).await;
    world.minutes_until("2026-11-25T06:01:00Z").await;
    assert_eq!(world.summaries().len(), 2);
    assert_eq!(world.deliveries("a-3").await[1], "push/d-1 expired");
    assert!(world.store.wakes().is_empty());
}

#[tokio::test]
async fn a_weekly_report_waits_too_and_leaves_whole() {
    let world = World::reaching(&[Email]);
    world.sleeps_in("Europe/Berlin");
    world.at("2026-11-24T00:00:00Z");
    world.route(Priority::P2, &[world.report("w-1")]).await;
    assert_eq!(world.deliveries("w-1").await[1], "email deferred=quiet_hours until 2026-11-24T06:00:00.000Z");
    world.minutes_until("2026-11-24T06:01:00Z").await;
    assert_eq!(world.addresses_of("w-1"), [MAILBOX]);
    assert_eq!(world.deliveries("w-1").await[1], "email accepted | accepted 200 email-1");
    assert!(world.summaries().is_empty());
    assert!(world.accepted().is_empty(), "how long the night was says nothing of the channel");
}

#[tokio::test]
async fn what_was_switched_off_meanwhile_is_not_sent() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1"), world.deposit("d-1")]).await;
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].enabled = false);
    world.minutes_until("2026-11-24T06:01:00Z").await;
    assert_eq!(world.summaries().len(), 1, "nothing is left for Telegram");
    assert_eq!(
        world.deliveries("a-1").await[1..],
        ["push suppressed=disabled", "telegram suppressed=disabled"]
    );

    // The same if the change comes after the summary is composed and before it is sent.
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].enabled = true);
    world.at("2026-11-25T00:00:00Z");
    world.route(Priority::P1, &[world.alert("a-2")]).await;
    world.at("2026-11-25T06:00:00Z");
    world.release_through(&world.store).await;
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].enabled = false);
    world.live(Duration::from_mins(1));
    assert_eq!(
        world.deliveries("a-2").await[1..],
        ["push/d-1 suppressed=disabled", "telegram suppressed=disabled"]
    );
    assert_eq!(world.summaries().len(), 1);
}

#[tokio::test]
async fn after_a_flight_from_tokyo_to_london_the_release_follows_the_new_zone() {
    let world = World::reaching(&[Push, Telegram]);
    world.sleeps_in("Asia/Tokyo");
    // 01:00 in Tokyo, 16:00 in London.
    world.at("2026-11-24T16:00:00Z");
    let alerts: Vec<_> = (0..10).map(|n| world.alert(&format!("a-{n}"))).collect();
    world.route(Priority::P1, &alerts).await;
    world.minutes_until("2026-11-24T17:00:30Z").await;
    assert!(world.summaries().is_empty());
    let mut preferences = (*world.store.recipient(&world.user).preferences).clone();
    preferences.time_zone = Some("Europe/London".to_owned());
    world
        .store
        .schedule_check(&world.user, world.now().plus(Duration::from_secs(10)), "preferences-1")
        .await
        .unwrap();
    let version = world.store.recipient(&world.user).version;
    let stored = world.store.put_preferences(&world.user, &preferences, version, false).await.unwrap();
    assert_eq!(stored, WriteOutcome::Done);
    world.minutes_until("2026-11-25T12:00:00Z").await;
    let at = "2026-11-24T17:01:00.000Z";
    assert_eq!(world.summaries(), [format!("{at} {TOKEN}"), format!("{at} {CHAT}")]);
    for n in 0..10 {
        assert!(world.deliveries(&format!("a-{n}")).await[1].starts_with("push/d-1 accepted"), "{n}");
    }
}

#[tokio::test]
async fn longer_quiet_hours_release_at_their_new_end() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.prefer(|preferences| preferences.quiet_hours.to = "08:30".to_owned());
    assert_eq!(
        world.deliveries("a-1").await[2],
        "telegram deferred=quiet_hours until 2026-11-24T07:30:00.000Z"
    );
    world.minutes_until("2026-11-24T08:00:00Z").await;
    assert_eq!(world.summaries()[0], format!("2026-11-24T07:30:00.000Z {TOKEN}"));
    assert_eq!(world.summaries().len(), 2);
}

#[tokio::test]
async fn a_late_run_makes_up_for_all_that_were_missed() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.at("2026-11-24T09:30:00Z");
    world.minute().await;
    assert_eq!(world.summaries().len(), 2);
}

#[tokio::test]
async fn what_a_provider_is_too_late_for_does_not_interrupt_the_night() {
    let world = World::reaching(&[Push]);
    world.sleeps_in("Europe/Berlin");
    world.at("2026-11-23T21:59:00Z");
    world.providers.answer("push", Some(UNREACHABLE));
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.live(Duration::from_secs(59));
    world.providers.answer("push", None);
    let before = world.providers.calls().len();
    world.live(Duration::from_hours(7));
    assert_eq!(world.providers.calls().len(), before);
    assert_eq!(
        world.deliveries("a-1").await[1].split(" |").next(),
        Some("push/d-1 deferred=quiet_hours until 2026-11-24T06:00:00.000Z")
    );
    world.live(Duration::from_hours(2));
    assert_eq!(world.providers.calls().len(), before + 1);
    assert!(world.providers.calls().last().unwrap().at >= "2026-11-24T06:00:00Z".parse().unwrap());
}

#[tokio::test]
async fn a_summary_that_a_provider_does_not_take_is_tried_again() {
    let world = asleep();
    let throttled =
        Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: Some(Duration::from_secs(40)) };
    world.providers.answer_next(Telegram, [Answer::Verdict(throttled)]);
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.minutes_until("2026-11-24T06:02:00Z").await;
    assert_eq!(
        world.deliveries("a-1").await[2],
        "telegram accepted | throttled 429 | accepted 200 telegram-3"
    );
}

#[tokio::test]
async fn a_trader_without_a_device_is_reached_on_another_channel() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.devices(&[]);
    world.minutes_until("2026-11-24T06:02:00Z").await;
    assert_eq!(
        world.deliveries("a-1").await[1..],
        ["push suppressed=no_contact", "telegram accepted | accepted 200 telegram-1"]
    );
}

/// A world with three deferred notifications, one of which was acked.
async fn three() -> World {
    let world = asleep();
    world.connect("c").await;
    world.route(Priority::P1, &[world.alert("a-1"), world.alert("a-2"), world.alert("a-3")]).await;
    world.ack("c", &["a-3"]).await;
    world.at("2026-11-24T06:00:00Z");
    world
}

async fn each_left_once(world: &World, case: &str) {
    let summaries: Vec<_> = world.providers.calls().into_iter().map(|call| (call.to, call.event)).collect();
    let mut distinct = summaries.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(summaries.len(), distinct.len(), "{case}: {summaries:?}");
    let to_the_chat = summaries.iter().filter(|(to, _)| to == CHAT).count();
    assert!((1..=2).contains(&to_the_chat), "{case}: {summaries:?}");
    for id in ["a-1", "a-2"] {
        let lines = world.deliveries(id).await;
        assert!(
            lines[1].starts_with("push/d-1 accepted") && lines[2].starts_with("telegram accepted"),
            "{case}: {lines:?}"
        );
    }
    assert!(world.store.wakes().is_empty(), "{case}");
    assert!(world.store.deferred(&world.user).is_empty(), "{case}");
    let drafts = world.store.waiting(&world.user).await.unwrap().drafts;
    assert!(drafts.is_empty(), "{case}: {drafts:?} is never finished");
}

#[tokio::test]
async fn a_run_that_is_killed_anywhere_is_finished_by_the_next() {
    let mut moment = 0;
    loop {
        let world = three().await;
        let store = Interposed::new(&world.store);
        store.killed_in.set(Some(moment));
        let is_through = world.release_through(&store).await;
        world.minutes_until("2026-11-24T06:03:00Z").await;
        each_left_once(&world, &format!("killed at {moment}")).await;
        assert_eq!(world.summaries().len(), 2, "killed at {moment}: one per channel");
        if is_through {
            break;
        }
        moment += 1;
    }
    assert!(moment > 15, "only {moment} moments");
}

#[tokio::test]
async fn of_two_runs_at_once_each_notification_leaves_once_wherever_they_meet() {
    for minutes_apart in [0, 1] {
        let mut moment = 0;
        loop {
            let world = three().await;
            let store = Interposed::new(&world.store);
            let other = Box::pin(async {
                world.clock.set(world.now().plus(Duration::from_mins(minutes_apart)));
                world.release_through(&world.store).await;
            });
            *store.meanwhile.borrow_mut() = Some((moment, other));
            world.release_through(&store).await;
            let has_met = store.meanwhile.borrow().is_none();
            drop(store);
            world.minutes_until("2026-11-24T06:04:00Z").await;
            each_left_once(&world, &format!("met at {moment}, {minutes_apart} min apart")).await;
            if !has_met {
                break;
            }
            moment += 1;
        }
        assert!(moment > 15, "only {moment} moments");
    }
}

#[tokio::test]
async fn of_two_runs_one_can_be_killed_wherever_they_meet() {
    let mut killed = 0;
    let mut is_through = false;
    while !is_through {
        is_through = true;
        for met in 0..=killed {
            let world = three().await;
            let store = Interposed::new(&world.store);
            let other = Box::pin(async {
                world.clock.set(world.now().plus(Duration::from_mins(1)));
                world.release_through(&world.store).await;
            });
            *store.meanwhile.borrow_mut() = Some((met, other));
            store.killed_in.set(Some(killed));
            is_through &= world.release_through(&store).await;
            drop(store);
            world.minutes_until("2026-11-24T06:05:00Z").await;
            each_left_once(&world, &format!("met at {met}, killed at {killed}")).await;
        }
        killed += 1;
    }
    assert!(killed > 15, "only {killed} moments");
}

#[tokio::test]
async fn notifications_that_a_summary_does_not_hold_are_sent_a_minute_later() {
    let world = World::reaching(&[Telegram]);
    world.sleeps_in("Europe/Berlin");
    world.at("2026-11-24T00:00:00Z");
    for n in 0..=domain::routing::summary::MAX_NOTIFICATIONS {
        world.route(Priority::P1, &[world.alert(&format!("a-{n}"))]).await;
    }
    world.minutes_until("2026-11-24T06:03:00Z").await;
    let (first, second) = ("2026-11-24T06:00:00.000Z", "2026-11-24T06:01:00.000Z");
    assert_eq!(world.summaries(), [format!("{first} {CHAT}"), format!("{second} {CHAT}")]);
}

#[tokio::test]
async fn a_store_that_fails_costs_a_minute() {
    let world = asleep();
    world.route(Priority::P1, &[world.alert("a-1")]).await;
    world.at("2026-11-24T06:00:00Z");
    world.queues.fail_next(0);
    let store = Interposed::new(&world.store);
    *store.meanwhile.borrow_mut() = Some((0, Box::pin(async { world.store.fail_next(1) })));
    world.release_through(&store).await;
    drop(store);
    assert!(world.summaries().is_empty());
    assert_eq!(world.counted(Count::LeftBehind, Priority::P1), 1);
    world.minutes_until("2026-11-24T06:01:00Z").await;
    assert_eq!(world.summaries().len(), 2);
}

#[tokio::test]
async fn a_summary_of_email_can_be_unsubscribed_from() {
    let world = World::reaching(&[Email]);
    world.sleeps_in("Europe/Berlin");
    world.prefer(|preferences| preferences[PreferenceKey::Deposit].channels = vec![Websocket, Email]);
    let version = world.store.recipient(&world.user).version;
    let unsubscribed = usecases::contacts::unsubscribe(
        &world.store,
        &world.queues,
        &world.user,
        domain::EventType::Summary,
        version,
        world.now(),
    );
    unsubscribed.await.unwrap();
    let preferences = world.store.recipient(&world.user).preferences;
    assert_eq!(preferences[PreferenceKey::Deposit].channels, [Websocket]);
    assert_eq!(
        preferences[PreferenceKey::WeeklyReport].channels,
        [Websocket, Email],
        "that one is no part of a summary"
    );
}
