//! The number of messages that one recipient gets in a minute, and the merging of the others.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Push, Telegram, Websocket};
use domain::delivery::budget::Counter;
use domain::delivery::ledger::{DeliveryKey, LedgerState, ThrottleScope, Verdict};
use domain::event::data::EventData;
use domain::recipient::contact::{Chat, ChatId};
use domain::routing::merged::Merged;
use domain::{Channel, Priority, Time, UserId};
use ports::{Count, Queue};
use serde_json::{Value, json};

use crate::interposed::Interposed;
use crate::providers::{Answer, Call};
use crate::trader::{MAILBOX, p0, seconds};
use crate::world::{World, id};

const P1_EMAIL: Queue = Queue::Deliveries(Email, Priority::P1);

pub(crate) fn throttled(scope: ThrottleScope, retry_after: u64) -> Answer {
    Answer::Verdict(Verdict::Throttled { scope, retry_after: Some(seconds(retry_after)) })
}

pub(crate) fn merged(call: &Call) -> bool {
    call.event.starts_with("merged:")
}

/// The content of a merged notification.
pub(crate) fn content(world: &World, event: &str) -> Merged {
    let notification = world.item(event).unwrap().notification.unwrap();
    match EventData::of_stored(notification.event_type, &notification.data) {
        Ok(EventData::Merged(merged)) => merged,
        other => panic!("{other:?}"),
    }
}

/// Returns the ids of all notifications that were delivered on a channel, individually or merged,
/// sorted. It includes those that a later message delivered in place of one that was not sent.
pub(crate) fn told_of(world: &World, channel: Channel) -> Vec<String> {
    let calls = world.providers.calls_of(channel);
    let mut sent: Vec<String> = calls.iter().map(|call| call.event.clone()).collect();
    for call in calls.iter().filter(|call| merged(call)) {
        for covered in content(world, &call.event).covers {
            if !sent.contains(&covered.to_string()) {
                sent.push(covered.to_string());
            }
        }
    }
    let ids = sent.into_iter().flat_map(|event| {
        if event.starts_with("merged:") {
            content(world, &event).parts.iter().map(|part| part.id.to_string()).collect()
        } else {
            vec![event]
        }
    });
    let mut ids: Vec<_> = ids.collect();
    ids.sort();
    ids
}

fn per_minute(calls: &[Call], of: impl Fn(&Call) -> bool) -> Vec<usize> {
    let mut minutes = std::collections::BTreeMap::<i64, usize>::new();
    for call in calls.iter().filter(|call| of(call)) {
        *minutes.entry(call.at.as_seconds() / 60).or_default() += 1;
    }
    minutes.into_values().collect()
}

fn names(prefix: &str, count: usize) -> Vec<String> {
    let mut names: Vec<_> = (0..count).map(|n| format!("{prefix}-{n}")).collect();
    names.sort();
    names
}

/// Returns a price alert of a market of its own, so that it is of no burst with others.
fn alert(world: &World, id: &str) -> Value {
    let mut alert = world.alert(id);
    alert["data"]["symbol"] = json!(id.to_uppercase());
    alert
}

pub(crate) async fn fills(world: &World, count: usize) {
    for n in 0..count {
        world.route(Priority::P0, &[world.fill(&format!("f-{n}"))]).await;
    }
}

/// Creates another user who can be reached at this mailbox and chat.
pub(crate) fn other(world: &World, name: &str, chat: i64) -> UserId {
    let user = UserId::parse(name).unwrap();
    world.reach(&user, &[Email, Telegram]);
    let mut recipient = world.store.recipient(&user);
    recipient.chat = Some(Chat { id: ChatId::new(chat), linked_at: Time::EPOCH, confirm_by: None });
    recipient.preferences = world.store.recipient(&world.user).preferences;
    world.store.set_recipient(recipient);
    user
}

pub(crate) fn of_user(mut event: Value, user: &UserId) -> Value {
    event["user_id"] = json!(user);
    event
}

#[tokio::test]
async fn sixty_alerts_by_email_are_six_and_one_that_tells_of_the_rest() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email]);
    let neighbour = other(&world, "u-2", 7);
    for n in 0..60 {
        world.route(Priority::P1, &[alert(&world, &format!("a-{n}"))]).await;
    }
    world.route(Priority::P1, &[of_user(world.alert("b-1"), &neighbour)]).await;
    world.settle();
    assert_eq!(world.providers.calls_of(Email).len(), 7);
    assert!(world.providers.calls().iter().any(|call| call.event == "b-1"), "nobody else is held");
    assert_eq!(world.counted_on(Count::Merged, Email), 54);

    let waiting = world.details("a-59").await;
    let delivery = waiting["deliveries"].as_array().unwrap().last().unwrap();
    assert_eq!((&delivery["state"], &delivery["reason"]), (&json!("deferred"), &json!("over_cap")));
    assert_eq!(delivery["until"], "2026-11-23T08:01:00.000Z");

    world.live(seconds(61));
    let calls = world.providers.calls_of(Email);
    assert_eq!(calls.len(), 8);
    let last = calls.last().unwrap();
    assert_eq!(last.at, "2026-11-23T08:01:00Z".parse().unwrap());
    let summary = content(&world, &last.event);
    assert_eq!((summary.size(), summary.priority), (54, Priority::P1));
    let mut expected = names("a", 60);
    expected.push("b-1".to_owned());
    assert_eq!(told_of(&world, Email), expected, "each once");

    let delivery = world.details("a-59").await["deliveries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&delivery["releasedAs"], &delivery["state"]), (&json!(last.event), &json!("accepted")));
    assert_eq!(delivery["attempts"][0]["providerId"], "email-8");
    let first = world.details("a-0").await["deliveries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(first.get("releasedAs"), None);
    assert!(world.on(P1_EMAIL).is_empty() && world.dead_letters().is_empty());
}

#[tokio::test]
async fn merged_deliveries_take_no_call_from_other_recipients() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email]);
    for n in 0..60 {
        world.route(Priority::P1, &[alert(&world, &format!("a-{n}"))]).await;
    }
    world.settle();
    let of_calls = |counter: &Counter| matches!(counter, Counter::Calls { channel: Email, .. });
    let taken: u32 =
        world.store.counters().iter().filter(|(counter, _)| of_calls(counter)).map(|(_, n)| n).sum();
    assert_eq!((world.providers.calls_of(Email).len(), taken), (6, 6));
}

#[tokio::test]
async fn a_storm_of_alerts_by_email_stays_at_seven_a_minute() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email]);
    for second in 0..180 {
        for n in 0..3 {
            world.route(Priority::P1, &[alert(&world, &format!("a-{second}-{n}"))]).await;
        }
        world.live(seconds(1));
    }
    world.live(seconds(120));
    let calls = world.providers.calls_of(Email);
    assert!(per_minute(&calls, |_| true).into_iter().all(|calls| calls <= 7), "six and the merged one");
    let told = told_of(&world, Email);
    assert_eq!(told.len(), 540, "nothing is lost and nothing told twice");
}

#[tokio::test]
async fn a_hundred_fills_by_push_are_merged_at_once_and_a_liquidation_is_sent_by_itself() {
    let world = World::reaching(&[Push]);
    fills(&world, 100).await;
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    let start = world.now();
    world.live(seconds(5));
    let calls = world.providers.calls_of(Push);
    let single = |call: &&Call| call.event.starts_with("f-");
    assert_eq!(calls.iter().filter(single).count(), 30);
    let liquidation = calls.iter().find(|call| call.event == "l-1").unwrap();
    assert_eq!(liquidation.at, start);
    let merged: Vec<_> = calls.iter().filter(|call| merged(call)).collect();
    assert_eq!(merged[0].at, start, "the first one at once");
    assert!(merged.len() <= 3, "one in two seconds: {merged:?}");
    let last = content(&world, &merged.last().unwrap().event);
    assert_eq!(last.size(), 70, "the message that stays says how many there were");
    let mut expected = names("f", 100);
    expected.push("l-1".to_owned());
    assert_eq!(told_of(&world, Push), expected);
    for n in [0, 50, 99] {
        let delivery = world.details(&format!("f-{n}")).await["deliveries"][1].clone();
        assert_eq!(delivery["state"], "accepted", "{delivery}");
    }
}

#[tokio::test]
async fn each_device_has_its_own_limit() {
    let world = World::reaching(&[Push]);
    world.devices(&["d-1", "d-2"]);
    fills(&world, 40).await;
    world.live(seconds(5));
    for device in ["token-d-1", "token-d-2"] {
        let calls = world.providers.calls_of(Push);
        let single = calls.iter().filter(|call| call.to == device && !merged(call)).count();
        assert_eq!(single, 30, "{device}");
        assert!(calls.iter().any(|call| call.to == device && merged(call)), "{device}");
    }
}

#[tokio::test]
async fn a_liquidation_does_not_stand_behind_two_hundred_fills_in_its_chat() {
    let world = World::reaching(&[Telegram]);
    fills(&world, 200).await;
    world.live(seconds(1));
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    let at = world.now();
    world.live(seconds(15));
    let calls = world.providers.calls_of(Telegram);
    let wait = |event: &str| calls.iter().find(|call| call.event == event).unwrap().at.millis_since(at);
    assert!(wait("l-1") <= 1_000 && wait("m-1") <= 3_000, "{} {}", wait("l-1"), wait("m-1"));
    let told = told_of(&world, Telegram);
    assert_eq!(told.len(), 202, "{}", told.len());
    for n in [0, 20, 60, 199] {
        let delivery = world.details(&format!("f-{n}")).await["deliveries"][2].clone();
        assert_eq!(
            (&delivery["channel"], &delivery["state"]),
            (&json!("telegram"), &json!("accepted")),
            "{delivery}"
        );
    }
    let fills: Vec<_> = calls.iter().filter(|call| !["l-1", "m-1"].contains(&&*call.event)).collect();
    let mut seconds: Vec<i64> = fills.iter().map(|call| call.at.as_seconds()).collect();
    let all = seconds.len();
    seconds.dedup();
    assert_eq!(seconds.len(), all, "one message a second, liquidations aside");
    assert!(fills.len() <= 15, "{}", fills.len());
    let replaced: Vec<_> = fills.iter().filter(|call| merged(call)).map(|call| &call.replaces).collect();
    assert_eq!(*replaced[0], None);
    assert!(replaced.len() > 1, "{replaced:?}");
    assert!(
        replaced[1..].iter().all(|replaces| replaces.is_some()),
        "the burst's message is edited: {replaced:?}"
    );
}

#[tokio::test]
async fn a_p0_by_email_above_the_limit_waits_for_a_minute_at_most() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].channels = vec![Websocket, Email]);
    world.pass(seconds(20));
    fills(&world, 20).await;
    world.settle();
    assert_eq!(world.providers.calls_of(Email).len(), 6);
    world.live(seconds(40));
    let last = world.providers.calls_of(Email).pop().unwrap();
    assert_eq!(
        (content(&world, &last.event).size(), last.at),
        (14, "2026-11-23T08:01:00Z".parse::<Time>().unwrap())
    );
}

#[tokio::test]
async fn a_report_above_the_limit_waits_and_is_sent_whole() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email]);
    world.pass(seconds(20));
    for n in 0..6 {
        world.route(Priority::P1, &[alert(&world, &format!("a-{n}"))]).await;
    }
    world.settle();
    world.route(Priority::P2, &[world.report("r-1")]).await;
    world.settle();
    assert!(world.addresses_of("r-1").is_empty());
    world.live(seconds(120));
    assert_eq!(world.addresses_of("r-1"), [MAILBOX]);
    let sent_at = world.providers.calls_of(Email).pop().unwrap().at;
    let next_minute = "2026-11-23T08:01:00Z".parse::<Time>().unwrap();
    assert!(sent_at >= next_minute && sent_at < next_minute.plus(seconds(10)), "{sent_at}");
}

#[tokio::test]
async fn what_is_merged_respects_quiet_hours_and_switches() {
    let world = World::reaching(&[Push]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Push]);
    for n in 0..40 {
        world.route(Priority::P1, &[alert(&world, &format!("a-{n}"))]).await;
    }
    world.route(Priority::P1, &[world.deposit("d-1")]).await;
    world.settle();
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].enabled = false);
    world.live(seconds(70));
    let last = world.providers.calls_of(Push).pop().unwrap();
    let summary = content(&world, &last.event);
    let recipient = world.store.recipient(&world.user);
    assert_eq!(summary.visible_on(Push, &recipient, last.at).size(), 1, "the deposit");
    let delivery = world.details("a-39").await["deliveries"][1].clone();
    assert_eq!((&delivery["state"], &delivery["reason"]), (&json!("suppressed"), &json!("disabled")));
}

#[tokio::test]
async fn what_a_dead_device_was_to_tell_goes_another_way() {
    let world = World::reaching(&[Push]);
    fills(&world, 33).await;
    // The chat is linked after the plan was made.
    world.reach(&world.user, &[Telegram]);
    for _ in 0..3 {
        world.work(p0(Push));
    }
    assert_eq!(world.providers.calls_of(Push).len(), 30);
    world.providers.answer("push", Some(Answer::Verdict(Verdict::Gone)));
    world.live(seconds(30));
    let told = told_of(&world, Telegram);
    assert_eq!(told, ["f-30", "f-31", "f-32"]);
    let delivery = world.details("f-32").await["deliveries"][1].clone();
    assert_eq!((&delivery["state"], &delivery["reason"]), (&json!("dead_lettered"), &json!("gone")));
}

/// Kills the function that merges at one moment, and the one that sends what is merged at another.
async fn killed_at(moment: u32, queue: usize) -> bool {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email]);
    for n in 0..8 {
        world.route(Priority::P1, &[alert(&world, &format!("a-{n}"))]).await;
    }
    let store = Interposed::new(&world.store);
    if queue == 1 {
        world.work(P1_EMAIL);
        world.pass(seconds(60));
    }
    store.killed_in.set(Some(moment));
    let is_killed = world.work_through(&store, P1_EMAIL).is_empty();
    world.live(Duration::from_mins(10));
    let case = format!("{queue} at {moment}");
    for n in 0..8 {
        let entry = world.entry(&format!("a-{n}"), &DeliveryKey::of_channel(Email)).unwrap();
        let end = match entry.state {
            LedgerState::Merged => {
                let released_as = entry.released_as.clone().unwrap();
                assert!(
                    content(&world, released_as.as_str()).part(&id(&format!("a-{n}"))).is_some(),
                    "{case}: bound to a message that does not tell of it"
                );
                world.entry(released_as.as_str(), &DeliveryKey::of_channel(Email)).unwrap().state
            }
            state => state,
        };
        // An e-mail that may have been sent is not sent again.
        assert!(matches!(end, LedgerState::Accepted | LedgerState::Unknown), "{case}: a-{n} {end:?}");
        assert!(end == LedgerState::Accepted || is_killed, "{case}");
    }
    let told = told_of(&world, Email);
    let mut once = told.clone();
    once.dedup();
    assert_eq!(told, once, "{case}: told twice");
    assert!(world.on(P1_EMAIL).is_empty() && world.dead_letters().is_empty(), "{case}");
    is_killed
}

#[tokio::test]
async fn nothing_is_lost_wherever_a_function_is_killed() {
    for queue in [0, 1] {
        let mut moment = 0;
        while killed_at(moment, queue).await {
            moment += 1;
            assert!(moment < 400, "there is no end");
        }
        assert!(moment >= 10, "only {moment} moments");
    }
}

#[tokio::test]
async fn a_delivery_that_comes_too_late_for_its_slot_joins_the_next() {
    use ports::Merges as _;
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email]);
    let slot = domain::routing::merged::Slot::at(&DeliveryKey::of_channel(Email), Priority::P1, world.now());
    world.store.close_slot(&world.user, &slot.id().unwrap(), world.now()).await.unwrap();
    for n in 0..8 {
        world.route(Priority::P1, &[alert(&world, &format!("a-{n}"))]).await;
    }
    world.live(seconds(130));
    let last = world.providers.calls_of(Email).pop().unwrap();
    assert_eq!(last.at, "2026-11-23T08:02:00Z".parse().unwrap());
    assert_eq!(told_of(&world, Email), names("a", 8));
}

#[tokio::test]
async fn a_merged_message_by_email_can_be_unsubscribed_from() {
    let world = World::reaching(&[Email]);
    world.prefer(|preferences| {
        preferences[PreferenceKey::OrderFilled].channels = vec![Websocket, Email];
        preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Email];
    });
    let (event_type, version) = (domain::EventType::Merged, world.store.recipient(&world.user).version);
    usecases::contacts::unsubscribe(
        &world.store,
        &world.queues,
        &world.user,
        event_type,
        version,
        world.now(),
    )
    .await
    .unwrap();
    let preferences = world.store.recipient(&world.user).preferences;
    assert_eq!(preferences[PreferenceKey::OrderFilled].channels, [Websocket]);
    assert_eq!(preferences[PreferenceKey::PriceAlert].channels, [Websocket]);
    assert_eq!(
        preferences[PreferenceKey::WeeklyReport].channels,
        [Websocket, Email],
        "that one is never merged"
    );
    assert!(preferences[PreferenceKey::Liquidation].channels.contains(&Email));
}
