//! A notice of a changed e-mail address or phone number goes to the contacts before and after the change, in
//! whatever order the notice and the exchange's profile message come.

use std::time::Duration;

use domain::Channel::{Email, Sms};
use domain::delivery::ledger::Verdict;
use domain::{Channel, Priority, Time};
use serde_json::{Value, json};

use crate::profiles::sync;
use crate::providers::Answer;
use crate::trader::{CHAT, MAILBOX, NUMBER, seconds};
use crate::world::World;

const NEW: &str = "new@example.com";
const NEW_NUMBER: &str = "+4915187654321";

fn minutes(minutes: u64) -> Duration {
    Duration::from_mins(minutes)
}

/// Publishes the profile message of a change that happens now.
async fn profile(world: &World, fields: Value) {
    let mut message = fields;
    message["user_id"] = json!(world.user);
    message["updated_at"] = json!(world.now());
    sync(world, &[message]).await;
}

/// Publishes the notice of a change that happened at `occurred_at`.
async fn notice(world: &World, kind: &str, occurred_at: Time) {
    let event = json!({
        "id": "c-1", "event_type": "contact_changed", "user_id": world.user, "occurred_at": occurred_at,
        "data": {"change_id": "c-1", "kind": kind, "new_masked": "•••"},
    });
    world.route(Priority::P0, &[event]).await;
}

/// Returns the addresses that the notice went to on this channel.
fn addresses(world: &World, channel: Channel) -> Vec<String> {
    let is_it = |address: &String| match channel {
        Email => address.contains('@'),
        _ => address.starts_with('+'),
    };
    let mut addresses: Vec<_> = world.addresses_of("c-1").into_iter().filter(is_it).collect();
    addresses.sort();
    addresses
}

/// Returns the lines of this channel in the timeline, without the attempts.
async fn lines(world: &World, channel: Channel) -> Vec<String> {
    let lines = world.deliveries("c-1").await.into_iter();
    let own = lines.filter(|line| line.starts_with(channel.name()));
    own.map(|line| line.split(" | ").next().unwrap().to_owned()).collect()
}

/// A trader with a mailbox, a phone and a device, whose profile was stated a minute ago.
fn world() -> World {
    let world = World::reaching(&[Channel::Push, Email, Sms]);
    world.pass(minutes(1));
    world
}

#[tokio::test]
async fn the_profile_message_first() {
    let world = world();
    profile(&world, json!({"email": NEW})).await;
    world.pass(seconds(1));
    notice(&world, "email", world.now()).await;
    world.live(minutes(15));
    assert_eq!(addresses(&world, Email), [MAILBOX, NEW]);
    assert_eq!(lines(&world, Email).await, ["email accepted", "email/other accepted"]);
    assert_eq!(addresses(&world, Sms), [NUMBER], "the phone is the same as before");
}

#[tokio::test]
async fn the_notice_first() {
    for delay in [seconds(0), seconds(1), minutes(9)] {
        let world = world();
        let occurred_at = world.now();
        notice(&world, "email", occurred_at).await;
        world.live(delay);
        assert_eq!(addresses(&world, Email), [MAILBOX], "{delay:?}");
        assert_eq!(lines(&world, Email).await, ["email accepted", "email/other pending"]);
        let message =
            json!({"user_id": world.user, "updated_at": occurred_at.plus(seconds(1)), "email": NEW});
        sync(&world, &[message.clone()]).await;
        world.live(minutes(5));
        sync(&world, &[message]).await;
        world.live(minutes(15));
        assert_eq!(addresses(&world, Email), [MAILBOX, NEW], "{delay:?}");
    }
}

#[tokio::test]
async fn both_at_the_same_time() {
    // The profile message is processed before the first delivery is made, and before the second one.
    let world = world();
    notice(&world, "email", world.now()).await;
    profile(&world, json!({"email": NEW})).await;
    world.live(minutes(15));
    assert_eq!(addresses(&world, Email), [MAILBOX, NEW]);
}

#[tokio::test]
async fn a_phone_number_on_the_ladder() {
    for is_profile_first in [true, false] {
        let world = world();
        let occurred_at = world.now();
        let number = json!({"phone": NEW_NUMBER});
        if is_profile_first {
            profile(&world, number.clone()).await;
        }
        notice(&world, "phone", occurred_at).await;
        world.live(seconds(40));
        if !is_profile_first {
            assert_eq!(addresses(&world, Sms), [NUMBER]);
            profile(&world, number).await;
        }
        world.live(minutes(15));
        assert_eq!(addresses(&world, Sms), [NUMBER, NEW_NUMBER], "{is_profile_first}");
        assert_eq!(lines(&world, Sms).await, ["sms accepted", "sms/other accepted"]);
        assert_eq!(addresses(&world, Email), [MAILBOX]);
    }
}

#[tokio::test]
async fn without_a_change_of_the_profile_the_contact_has_one_message() {
    let world = world();
    profile(&world, json!({"email": MAILBOX})).await;
    world.pass(seconds(1));
    notice(&world, "email", world.now()).await;
    world.live(minutes(9));
    profile(&world, json!({"email": MAILBOX})).await;
    world.live(seconds(30));
    assert_eq!(lines(&world, Email).await, ["email accepted", "email/other pending"]);
    world.live(minutes(1));
    assert_eq!(lines(&world, Email).await, ["email accepted", "email/other suppressed=no_contact"]);
    assert_eq!(addresses(&world, Email), [MAILBOX]);
    assert_eq!(world.dead_letters(), []);
}

#[tokio::test]
async fn a_cleared_contact() {
    for is_profile_first in [true, false] {
        let world = world();
        let occurred_at = world.now();
        if is_profile_first {
            profile(&world, json!({"email": null})).await;
        }
        notice(&world, "email", occurred_at).await;
        world.live(seconds(1));
        if !is_profile_first {
            profile(&world, json!({"email": null})).await;
        }
        world.live(minutes(15));
        assert_eq!(addresses(&world, Email), [MAILBOX], "{is_profile_first}");
    }
}

#[tokio::test]
async fn a_first_contact() {
    for is_profile_first in [true, false] {
        let world = World::reaching(&[Channel::Push]);
        let occurred_at = world.now();
        if is_profile_first {
            profile(&world, json!({"email": NEW})).await;
        }
        notice(&world, "email", occurred_at).await;
        world.live(minutes(1));
        if !is_profile_first {
            profile(&world, json!({"email": NEW})).await;
        }
        world.live(minutes(15));
        assert_eq!(addresses(&world, Email), [NEW], "{is_profile_first}");
    }
}

#[tokio::test]
async fn a_former_contact_that_is_dead_is_not_used() {
    let world = world();
    let mut recipient = world.store.recipient(&world.user);
    let contact = recipient.profile.email.value.clone().unwrap();
    recipient.dead_email = Some(domain::recipient::contact::Dead { contact, at: world.now() });
    world.store.set_recipient(recipient);
    world.pass(seconds(1));
    profile(&world, json!({"email": NEW})).await;
    notice(&world, "email", world.now()).await;
    world.live(minutes(15));
    assert_eq!(addresses(&world, Email), [NEW]);
    assert_eq!(lines(&world, Email).await, ["email accepted", "email/other suppressed=no_contact"]);
}

/// An accepted message to the contact of before the change does not prove that the trader was reached, and a
/// refused one does not prove the opposite.
#[tokio::test]
async fn the_second_delivery_neither_prevents_nor_causes_a_fallback() {
    for (refused, is_fallback) in [(NEW, true), (MAILBOX, false)] {
        let world = World::reaching(&[Email, Channel::Telegram]);
        world.pass(minutes(1));
        profile(&world, json!({"email": NEW})).await;
        world.providers.answer(refused, Some(Answer::Verdict(Verdict::Refused)));
        let event = json!({
            "id": "c-1", "event_type": "contact_changed", "user_id": world.user, "occurred_at": world.now(),
            "channels": ["email"], "data": {"change_id": "c-1", "kind": "email", "new_masked": "•••"},
        });
        world.route(Priority::P0, &[event]).await;
        world.live(minutes(1));
        assert_eq!(addresses(&world, Email), [MAILBOX, NEW]);
        assert_eq!(world.addresses_of("c-1").contains(&CHAT.to_owned()), is_fallback, "{refused}");
    }
}
