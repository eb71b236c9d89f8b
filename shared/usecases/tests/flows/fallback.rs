//! Fallback: a P0 takes another channel when a channel has failed.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram, Websocket};
use domain::Priority;
use domain::delivery::ledger::{DeliveryKey, LedgerState, ThrottleScope, Verdict};
use ports::Count;
use serde_json::json;

use crate::providers::{Answer, UNREACHABLE};
use crate::trader::{CHAT, MAILBOX, NUMBER, p0, push_to, seconds};
use crate::world::World;

const GONE: Answer = Answer::Verdict(Verdict::Gone);
const REFUSED: Answer = Answer::Verdict(Verdict::Refused);

#[tokio::test]
async fn a_device_that_is_gone_is_removed_and_another_channel_used_at_once() {
    for (channels, other) in [(&[Push, Email, Sms][..], MAILBOX), (&[Push, Sms], NUMBER)] {
        let world = World::reaching(channels);
        world.prefer(|preferences| preferences[PreferenceKey::Liquidation].channels = vec![Websocket, Push]);
        world.providers.answer("push", Some(GONE));
        world.route(Priority::P0, &[world.liquidation("l-1")]).await;
        world.settle();
        assert_eq!(world.addresses_of("l-1"), ["token-d-1", other]);
        assert!(world.store.recipient(&world.user).devices.is_empty());
        assert_eq!(world.counted_on(Count::Retired, Push), 1);
        assert_eq!(world.dead_letters(), [], "there is nothing that a person could send again");
        let deliveries = world.deliveries("l-1").await;
        assert!(deliveries.contains(&"push/d-1 dead_lettered=gone | gone 404".to_owned()), "{deliveries:?}");
        // The next notification does not try the device again.
        world.route(Priority::P0, &[world.liquidation("l-2")]).await;
        world.settle();
        assert_eq!(world.addresses_of("l-2"), [other]);
    }
}

#[tokio::test]
async fn every_dead_end_retires_its_contact() {
    let world = World::reaching(&[Push, Telegram, Email, Sms]);
    for channel in ["push", "telegram", "email", "sms"] {
        world.providers.answer(channel, Some(GONE));
    }
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(Duration::from_mins(1));
    let mut told = world.addresses_of("l-1");
    told.sort();
    assert_eq!(told, [NUMBER, CHAT, MAILBOX, "token-d-1"], "each once");
    let recipient = world.store.recipient(&world.user);
    for channel in [Push, Telegram, Email, Sms] {
        assert!(!recipient.is_reachable(channel), "{channel}");
    }
}

#[tokio::test]
async fn a_provider_that_is_dark_for_five_seconds_is_not_waited_for_until_the_ladder() {
    let world = World::reaching(&[Push, Sms]);
    world.providers.answer("push", Some(UNREACHABLE));
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(Duration::from_millis(4_999));
    assert!(world.providers.calls_of(Sms).is_empty());
    world.live(Duration::from_millis(1_001));
    assert_eq!(world.providers.calls_of(Sms).len(), 1);
    assert_eq!(world.counted_on(Count::Fallbacks, Sms), 1);
    // The ladder's own step finds the channel taken already, and push is retried until it succeeds.
    world.providers.answer("push", None);
    world.live(Duration::from_mins(14));
    assert_eq!(world.providers.calls_of(Sms).len(), 1);
    let entry = world.entry("m-1", &push_to("d-1")).unwrap();
    assert_eq!(entry.state, LedgerState::Accepted);
    assert_eq!(u32::try_from(world.providers.calls_of(Push).len()).unwrap(), entry.tries);
}

#[tokio::test]
async fn a_provider_that_wants_to_be_left_alone_for_long_is_not_waited_for() {
    let world = World::reaching(&[Telegram, Sms]);
    world.providers.answer(
        "telegram",
        Some(Answer::Verdict(Verdict::Throttled {
            scope: ThrottleScope::Recipient,
            retry_after: Some(seconds(60)),
        })),
    );
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(seconds(6));
    assert_eq!(world.addresses_of("m-1"), [CHAT, NUMBER]);
    // Notifications that arrive during the back-off are not tried there at all, and do not wait
    // longer.
    world.route(Priority::P0, &[world.margin_call("m-2")]).await;
    world.live(Duration::from_millis(4_999));
    assert!(world.addresses_of("m-2").is_empty());
    assert!(world.deliveries("m-2").await[2].starts_with("telegram retrying until 2026-11-23T08:01:00"));
    world.live(seconds(1));
    assert_eq!(world.addresses_of("m-2"), [NUMBER]);
}

#[tokio::test]
async fn while_one_device_has_it_the_dead_one_is_no_reason() {
    let world = World::reaching(&[Push, Sms]);
    world.devices(&["dead", "alive"]);
    for dead in ["token-dead", "token-alive"] {
        // In either order of the two.
        world.devices(&["dead", "alive"]);
        world.providers.answer(dead, Some(GONE));
        let id = format!("m-{dead}");
        world.route(Priority::P0, &[world.margin_call(&id)]).await;
        world.live(seconds(19));
        assert_eq!(world.addresses_of(&id).len(), 2);
        assert!(world.providers.calls_of(Sms).is_empty());
        world.providers.answer(dead, None);
        world.connect("phone").await;
        world.ack("phone", &[&id]).await;
    }
    world.devices(&["dead", "alive"]);
    world.providers.answer("push", Some(GONE));
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.settle();
    assert_eq!(world.addresses_of("m-1").len(), 3, "both are dead");
    assert_eq!(world.addresses_of("m-1")[2], NUMBER);
}

#[tokio::test]
async fn nothing_is_taken_in_place_of_a_p1() {
    let world = World::reaching(&[Push, Telegram, Email, Sms]);
    world.providers.answer("push", Some(GONE));
    world.prefer(|preferences| preferences[PreferenceKey::Deposit].channels = vec![Websocket, Push]);
    world.route(Priority::P1, &[world.deposit("d-1")]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("d-1"), ["token-d-1"]);
}

#[tokio::test]
async fn the_order_is_push_telegram_email_sms() {
    let world = World::reaching(&[Push, Telegram, Email, Sms]);
    world.prefer(|preferences| preferences[PreferenceKey::Liquidation].channels = vec![Websocket, Telegram]);
    for channel in ["push", "telegram", "email", "sms"] {
        world.providers.answer(channel, Some(REFUSED));
    }
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.settle();
    assert_eq!(world.addresses_of("l-1"), [CHAT, "token-d-1", MAILBOX, NUMBER]);
    assert_eq!(world.dead_letters().len(), 4, "each with its reason");
    let mut deliveries = world.deliveries("l-1").await;
    assert_eq!(deliveries.remove(0), "websocket pending");
    deliveries.sort();
    assert_eq!(
        deliveries,
        ["email", "push/d-1", "sms", "telegram"]
            .map(|name| format!("{name} dead_lettered=refused | refused 400"))
    );
}

#[tokio::test]
async fn two_channels_that_die_at_the_same_time_have_one_substitute() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    world.providers.answer("push", Some(GONE));
    world.providers.answer("telegram", Some(GONE));
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    // Both have failed before the substitute is processed.
    world.work(p0(Push));
    world.work(p0(Telegram));
    world.live(Duration::from_mins(1));
    assert_eq!(world.providers.calls_of(Sms).len(), 1);
    assert_eq!(world.addresses_of("m-1").len(), 3);
}

#[tokio::test]
async fn the_first_try_of_another_channel_is_waited_for() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    world.providers.answer("push", Some(GONE));
    world.providers.answer_next(Telegram, [Answer::KilledAfter]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.work(p0(Push));
    assert!(world.on(p0(Sms)).is_empty(), "Telegram has not been tried");
    world.work(p0(Telegram));
    world.live(seconds(19));
    assert!(world.providers.calls_of(Sms).is_empty(), "and then it was being tried");
}

#[tokio::test]
async fn an_ack_makes_every_substitute_needless() {
    let world = World::reaching(&[Push, Sms]);
    world.connect("phone").await;
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.ack("phone", &["m-1"]).await;
    world.providers.answer("push", Some(GONE));
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("m-1"), ["token-d-1"]);
    assert_eq!(world.counted_on(Count::Fallbacks, Sms), 0);
}

#[tokio::test]
async fn a_provider_that_hangs_is_not_waited_for_either() {
    let world = World::reaching(&[Push, Email]);
    world.prefer(|preferences| preferences[PreferenceKey::Liquidation].channels = vec![Websocket, Push]);
    // Every attempt takes as long as its function may run, so there is never an answer.
    world.providers.answer("push", Some(Answer::KilledBefore));
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.live(Duration::from_mins(2));
    assert_eq!(world.addresses_of("l-1"), [MAILBOX]);
}

#[tokio::test]
async fn a_substitute_that_could_not_be_enqueued_is_enqueued_later() {
    let world = World::reaching(&[Push, Sms]);
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.on(p0(Push));
    world.providers.answer("push", Some(GONE));
    world.queues.fail_next(1);
    world.live(seconds(10));
    assert_eq!(world.addresses_of("m-1"), ["token-d-1", NUMBER]);
}

#[tokio::test]
async fn an_sms_over_the_cap_or_abroad_leaves_its_rung_to_another_channel() {
    for is_abroad in [false, true] {
        let world = World::reaching(&[Push, Telegram, Email, Sms]);
        world.prefer(|preferences| {
            preferences[PreferenceKey::Liquidation].channels = vec![Websocket, Push, Sms];
        });
        let reason = if is_abroad {
            world.providers.forbid("DE");
            "country_not_allowed"
        } else {
            for cap in domain::delivery::budget::Cap::ALL {
                let counter = cap.counter(&world.user, world.now());
                ports::RateLimits::add(&world.store, &counter, cap.most()).await.unwrap();
            }
            "over_cap"
        };
        world.route(Priority::P0, &[world.liquidation("l-1")]).await;
        world.live(Duration::from_mins(1));
        assert_eq!(world.addresses_of("l-1"), ["token-d-1", CHAT]);
        let deliveries = world.deliveries("l-1").await;
        assert!(deliveries.contains(&format!("sms suppressed={reason}")), "{deliveries:?}");
        assert!(deliveries.iter().any(|line| line.starts_with("telegram accepted")), "{deliveries:?}");
        // Its message comes again: another channel has already taken the step's place.
        let body = json!({"user_id": "u-1", "event_id": "l-1"}).to_string();
        world.put_on(p0(Sms), body);
        world.live(Duration::from_mins(1));
        assert_eq!(world.addresses_of("l-1").len(), 2);
    }
}

#[tokio::test]
async fn mandatory_notifications_are_sent_although_every_channel_is_switched_off() {
    let world = World::reaching(&[Telegram, Email, Sms]);
    world.prefer(|preferences| preferences[PreferenceKey::Liquidation].channels.clear());
    world.connect("phone").await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.settle();
    assert_eq!(world.notified("phone"), ["l-1"]);
    assert_eq!(world.addresses_of("l-1"), [CHAT]);

    world.providers.answer("telegram", Some(REFUSED));
    world.route(Priority::P0, &[world.liquidation("l-2")]).await;
    world.live(Duration::from_mins(1));
    assert_eq!(world.addresses_of("l-2"), [CHAT, MAILBOX]);
}

#[tokio::test]
async fn a_contact_that_is_gone_when_its_turn_comes_is_replaced() {
    let world = World::reaching(&[Telegram, Sms]);
    world.connect("phone").await;
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.send("phone", json!({"action": "unlinkTelegram"})).await;
    world.settle();
    assert_eq!(world.addresses_of("m-1"), [NUMBER]);
    let entry = world.entry("m-1", &DeliveryKey::of_channel(Telegram)).unwrap();
    assert_eq!(entry.attempts.len(), 0);
    assert_eq!(world.deliveries("m-1").await[2], "telegram suppressed=no_contact");
}

#[tokio::test]
async fn a_provider_that_will_be_back_too_late_is_as_good_as_dead() {
    let world = World::reaching(&[Telegram, Sms]);
    let hour =
        Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: Some(Duration::from_hours(1)) };
    world.providers.answer("telegram", Some(Answer::Verdict(hour)));
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.settle();
    assert_eq!(world.deliveries("m-1").await[2], "telegram expired | throttled 429");
    assert_eq!(world.addresses_of("m-1"), [CHAT, NUMBER]);
}

#[tokio::test]
async fn a_channel_that_only_waits_for_its_turn_is_waited_for() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    world.providers.answer("push", Some(GONE));
    // The chat has had its message of this second.
    world.route(Priority::P0, &[world.margin_call("m-0"), world.margin_call("m-1")]).await;
    world.work(p0(Telegram));
    assert_eq!(world.addresses_of("m-0"), [CHAT]);
    world.work(p0(Push));
    world.live(seconds(2));
    // The other message of the same batch found that the device's token is gone.
    assert_eq!(world.addresses_of("m-0"), [CHAT, "token-d-1"]);
    assert_eq!(world.addresses_of("m-1"), [CHAT]);
    assert!(world.providers.calls_of(Sms).is_empty());
}

#[tokio::test]
async fn a_channel_whose_queue_has_not_come_to_it_in_time_is_not_waited_for() {
    let world = World::reaching(&[Push, Telegram, Sms]);
    world.providers.answer("push", Some(UNREACHABLE));
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    // The Telegram function processes nothing; push fails for longer than a P0 waits.
    for _ in 0..6 {
        world.work(p0(Push));
        world.pass(seconds(2));
    }
    world.work(p0(Sms));
    assert_eq!(world.addresses_of("m-1").last().unwrap(), NUMBER);
}
