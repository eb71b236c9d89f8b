//! Rates of the calls of providers, and the number of messages that one user gets.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Sms, Telegram, Websocket};
use domain::delivery::budget::{Cap, Counter, Part};
use domain::{Channel, Priority, UserId};
use ports::{Count, Queue};
use serde_json::{Value, json};
use usecases::batch::Outcome;

use crate::recipient_limits::told_of;
use crate::trader::{CHAT, p0, seconds};
use crate::world::World;

const P2_EMAIL: Queue = Queue::Deliveries(Email, Priority::P2);

fn of_user(mut event: Value, user: &str) -> Value {
    event["user_id"] = json!(user);
    event
}

/// Creates this many users who can be reached on these channels, each with one of these events.
async fn crowd(world: &World, channels: &[Channel], count: usize, own: Priority, event: &Value) {
    for n in 0..count {
        let user = format!("u-{n:04}");
        world.reach(&UserId::parse(user.clone()).unwrap(), channels);
        world.route(own, &[of_user(event.clone(), &user)]).await;
    }
}

/// Returns the number of calls that this channel's provider gets in each second, from now on.
fn per_second(world: &World, channel: Channel) -> Vec<usize> {
    let start = world.providers.calls()[0].at.as_seconds();
    let mut seconds = Vec::new();
    for call in world.providers.calls_of(channel) {
        let second = usize::try_from(call.at.as_seconds() - start).unwrap();
        seconds.resize(seconds.len().max(second + 1), 0);
        seconds[second] += 1;
    }
    seconds
}

#[tokio::test]
async fn of_thirty_calls_a_second_fifteen_are_for_all_and_the_next_is_held() {
    let world = World::new();
    world.rate.set(30);
    crowd(&world, &[Email], 31, Priority::P2, &world.report("r-1")).await;
    world.settle();
    assert_eq!(world.providers.calls().len(), 15);
    assert_eq!(world.counted_on(Count::Held, Email), 16);
    assert!(world.on(P2_EMAIL).iter().all(|waiting| waiting.due > world.now()));
    // A delivery that waits costs no write.
    assert!(world.store.items().values().filter(|item| item.ledger.is_empty()).count() == 16);
    world.live(seconds(10));
    assert_eq!(world.providers.calls().len(), 31);
    assert!(per_second(&world, Email).into_iter().all(|calls| calls <= 15));
}

#[tokio::test]
async fn p0_has_its_own_share_and_borrows_but_lends_nothing() {
    let world = World::new();
    world.rate.set(30);
    crowd(&world, &[Email], 31, Priority::P0, &world.liquidation("l-1")).await;
    crowd(&world, &[Email], 20, Priority::P2, &world.report("r-1")).await;
    world.settle();
    assert_eq!(world.providers.calls().len(), 30, "its own half and all of the other");
    assert!(world.providers.calls().iter().all(|call| call.event == "l-1"));

    let world = World::new();
    world.rate.set(30);
    crowd(&world, &[Email], 20, Priority::P2, &world.report("r-1")).await;
    while !world.on(P2_EMAIL).iter().all(|waiting| waiting.due > world.now()) {
        world.work(P2_EMAIL);
    }
    assert_eq!(world.providers.calls().len(), 15);
    crowd(&world, &[Email], 16, Priority::P0, &world.liquidation("l-1")).await;
    world.settle();
    assert_eq!(world.providers.calls().len(), 30, "however much of the others waits");
}

#[tokio::test]
async fn two_instances_share_one_allowance() {
    let world = World::new();
    world.rate.set(30);
    crowd(&world, &[Email], 40, Priority::P2, &world.report("r-1")).await;
    for instance in [0, 1, 0, 1] {
        world.lambdas.instance.set(instance);
        world.work(P2_EMAIL);
    }
    assert_eq!(world.providers.calls().len(), 15);
}

#[tokio::test]
async fn what_is_left_of_a_block_is_used_in_the_same_second_and_lapses_with_it() {
    let world = World::new();
    world.rate.set(1_000); // blocks of five
    crowd(&world, &[Email], 6, Priority::P2, &world.report("r-1")).await;
    let taken = || {
        let counters = world.store.counters();
        let calls = counters
            .iter()
            .filter(|(counter, _)| matches!(counter, Counter::Calls { part: Part::Common, .. }));
        calls.map(|(_, total)| *total).collect::<Vec<_>>()
    };
    let bodies: Vec<_> = world.on(P2_EMAIL).into_iter().map(|waiting| waiting.body).collect();
    // The first batch takes a block and has more than it needs.
    let other = Queue::Deliveries(Email, Priority::P1);
    world.put_on(other, bodies[0].clone());
    world.work(other);
    assert_eq!(taken(), [5]);
    for body in &bodies[1..4] {
        world.put_on(other, body.clone());
        world.work(other);
    }
    assert_eq!(taken(), [5], "no call of the store for those");
    world.pass(seconds(1));
    assert!(world.work(P2_EMAIL).iter().all(|outcome| *outcome == Outcome::Done));
    assert_eq!(taken(), [5, 5]);
    assert_eq!(world.providers.calls().len(), 6);
}

#[tokio::test]
async fn a_chat_gets_one_message_a_second() {
    let world = World::reaching(&[Telegram]);
    for n in 0..4 {
        world.route(Priority::P0, &[world.fill(&format!("f-{n}"))]).await;
    }
    world.settle();
    assert_eq!(world.providers.calls().len(), 1);
    world.lambdas.instance.set(1);
    world.route(Priority::P0, &[world.fill("f-4")]).await;
    world.work(p0(Telegram));
    assert_eq!(world.providers.calls().len(), 1, "not from another instance either");
    world.live(seconds(30));
    assert_eq!(
        told_of(&world, Telegram),
        ["f-0", "f-1", "f-2", "f-3", "f-4"],
        "each once, the last ones merged"
    );
    assert!(per_second(&world, Telegram).into_iter().all(|calls| calls <= 1));
}

#[tokio::test]
async fn a_user_gets_five_sms_an_hour_and_twenty_a_day() {
    let world = World::reaching(&[Sms]);
    let mut sent = Vec::new();
    for hour in 0..24 {
        for n in 0..6 {
            world.route(Priority::P0, &[world.margin_call(&format!("m-{hour}-{n}"))]).await;
            world.settle();
        }
        sent.push(world.providers.calls().len());
        world.pass(Duration::from_hours(1));
    }
    // From 08:00 until midnight, and after that another day.
    assert_eq!(sent[..4], [5, 10, 15, 20]);
    assert_eq!(sent[15], 20);
    assert_eq!(sent[16], 25);
    assert_eq!(world.deliveries("m-0-5").await.pop().unwrap(), "sms suppressed=over_cap");
    assert_eq!(Cap::ALL.map(Cap::most), [5, 20]);
}

#[tokio::test]
async fn security_notices_do_not_use_up_the_sms_of_warnings() {
    let world = World::reaching(&[Sms]);
    for n in 0..6 {
        let notice = json!({
            "id": format!("c-{n}"), "event_type": "contact_changed", "user_id": world.user,
            "occurred_at": world.now(),
            "data": {"change_id": format!("c-{n}"), "kind": "device", "new_masked": "an iPhone", "change": "added"},
        });
        world.route(Priority::P0, &[notice]).await;
        world.live(seconds(30));
    }
    assert_eq!(world.providers.calls().len(), 5, "they have a cap of their own");
    assert_eq!(world.deliveries("c-5").await.pop().unwrap(), "sms suppressed=over_cap");
    world.route(Priority::P0, &[world.margin_call("m-1")]).await;
    world.live(seconds(30));
    assert_eq!(world.providers.calls().len(), 6, "a margin call is texted all the same");
}

#[tokio::test]
async fn a_chat_that_waits_for_its_turn_does_not_use_up_the_turns_of_others() {
    let world = World::reaching(&[Telegram]);
    world.rate.set(4); // two for P1
    world.reach(&UserId::parse("u-2").unwrap(), &[Telegram]);
    world.prefer(|preferences| preferences[PreferenceKey::Deposit].channels = vec![Websocket, Telegram]);
    let mut other = world.store.recipient(&UserId::parse("u-2").unwrap());
    other.preferences = world.store.recipient(&world.user).preferences;
    world.store.set_recipient(other);
    let deposits = [world.deposit("d-1"), world.deposit("d-2"), of_user(world.deposit("d-3"), "u-2")];
    world.route(Priority::P1, &deposits).await;
    world.work(Queue::Deliveries(Telegram, Priority::P1));
    assert_eq!(world.addresses_of("d-1"), [CHAT]);
    assert_eq!(world.addresses_of("d-3"), [CHAT]);
}

#[tokio::test]
async fn a_p0_that_waits_long_for_its_turn_is_not_given_up_for_being_received_too_often() {
    let world = World::new();
    world.rate.set(1); // one for P0, and one for all
    crowd(&world, &[Telegram], 600, Priority::P0, &world.fill("f-1")).await;
    world.live(Duration::from_mins(10));
    assert_eq!(world.providers.calls().len(), 600);
    assert_eq!(world.dead_letters(), []);
    let writes = world.store.items().into_values().flat_map(|item| item.ledger.into_values());
    assert!(writes.map(|entry| entry.revision).max() <= Some(3), "put off, claimed and confirmed");
}
