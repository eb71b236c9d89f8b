//! Profile messages of the exchange, in any order.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::event::{Rejection, RejectionCode};
use domain::recipient::contact::{EmailAddress, Phone, PhoneNumber};
use domain::recipient::profile::{Change, Decoded, ProfileUpdate, Revoked};
use domain::{Channel, Priority, Time, UserId};
use ports::{Count, Gateway, Parts, Queue};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::contacts::sync_profiles;

use crate::world::World;

/// Decodes the fields that these tests use; the tests of the real decoder are with it.
fn decode(body: &str, _: Time) -> Result<Decoded, Rejection> {
    let bad = |_| Rejection::whole(RejectionCode::BadJson, "must be a JSON object");
    let body: Value = serde_json::from_str(body).map_err(bad)?;
    let text = |field: &str| match body.get(field) {
        None => Ok(Change::Keep),
        Some(Value::Null) => Ok(Change::Clear),
        Some(Value::String(text)) => Ok(Change::Set(text.clone())),
        Some(_) => Err(Rejection::field(RejectionCode::BadField, field, "must be a text")),
    };
    let mut rejected = Vec::new();
    let phone = text("phone").map(|phone| match phone {
        Change::Keep => Change::Keep,
        Change::Clear => Change::Clear,
        Change::Set(number) => {
            Change::Set(Phone { number: PhoneNumber::of_checked(&number), country: Some("DE".to_owned()) })
        }
    });
    let email = match text("email") {
        Ok(Change::Keep) => Change::Keep,
        Ok(Change::Clear) => Change::Clear,
        Ok(Change::Set(email)) => Change::Set(EmailAddress::of_checked(&email)),
        Err(rejection) => {
            rejected.push(rejection);
            Change::Keep
        }
    };
    let revoke = body["revoke"].as_array().into_iter().flatten();
    let revoke = revoke.filter_map(|word| Revoked::parse(word.as_str()?)).collect();
    let missing = || Rejection::field(RejectionCode::MissingField, "user_id", "is required");
    let user = body["user_id"].as_str().and_then(|user| UserId::parse(user).ok()).ok_or_else(missing)?;
    let updated_at = body["updated_at"].as_str().unwrap().parse().unwrap();
    let update = ProfileUpdate {
        email,
        phone: phone?,
        language: text("language")?,
        time_zone: text("time_zone")?,
        country: text("country")?,
        revoke,
        ..ProfileUpdate::nothing(user, updated_at)
    };
    Ok(Decoded { update, rejected })
}

pub(crate) async fn sync(world: &World, messages: &[Value]) -> Vec<Outcome> {
    sync_through(world, &world.gateway, messages).await
}

pub(crate) async fn sync_through(world: &World, gateway: &impl Gateway, messages: &[Value]) -> Vec<Outcome> {
    let bodies: Vec<String> =
        messages.iter().map(|message| message.as_str().map_or(message.to_string(), str::to_owned)).collect();
    let records: Vec<_> = bodies.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
    let ports = Parts {
        store: &world.store,
        gateway,
        queues: &world.queues,
        clock: &world.clock,
        telemetry: &world.counters,
    };
    sync_profiles(&ports, decode, &records).await
}

/// Returns a message of this minute with these fields.
fn message(minute: u32, mut fields: Value) -> Value {
    fields["user_id"] = json!("u-1");
    fields["updated_at"] = json!(format!("2026-11-23T07:{minute:02}:00Z"));
    fields
}

fn shown(world: &World) -> (Option<String>, Option<String>, Option<String>) {
    let profile = world.store.recipient(&world.user).profile;
    let email = profile.email.value.map(|email| email.expose().to_owned());
    (email, profile.language.value, profile.time_zone.value)
}

/// Returns the result of [`shown`] for a profile with these values.
fn says(
    email: Option<&str>,
    language: Option<&str>,
    time_zone: Option<&str>,
) -> (Option<String>, Option<String>, Option<String>) {
    (email.map(str::to_owned), language.map(str::to_owned), time_zone.map(str::to_owned))
}

#[tokio::test]
async fn a_profile_comes_into_being_and_is_changed_field_by_field() {
    let world = World::new();
    let messages = [
        message(1, json!({"email": "ada@example.com", "language": "de"})),
        message(2, json!({"time_zone": "Europe/Berlin"})),
        message(3, json!({"email": null})),
    ];
    assert_eq!(sync(&world, &messages[..2]).await, [Outcome::Done, Outcome::Done]);
    assert_eq!(shown(&world), says(Some("ada@example.com"), Some("de"), Some("Europe/Berlin")));
    sync(&world, &messages[2..]).await;
    assert_eq!(shown(&world), says(None, Some("de"), Some("Europe/Berlin")), "null clears, nothing stays");
    assert!(!world.store.recipient(&world.user).is_reachable(Channel::Email));
}

#[tokio::test]
async fn a_late_message_undoes_nothing_and_adds_the_missing_fields() {
    let messages = [
        message(1, json!({"email": "old@example.com", "language": "de", "time_zone": "Europe/Berlin"})),
        message(2, json!({"email": "new@example.com"})),
        message(3, json!({"language": null})),
    ];
    let expected = says(Some("new@example.com"), None, Some("Europe/Berlin"));
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let ordered = order.map(|place: usize| messages[place].clone());
        let world = World::new();
        for message in &ordered {
            sync(&world, std::slice::from_ref(message)).await;
        }
        assert_eq!(shown(&world), expected, "{order:?}");
        // All of them again, in one batch.
        assert_eq!(sync(&world, &ordered).await, vec![Outcome::Done; 3]);
        assert_eq!(shown(&world), expected, "{order:?}");
        let world = World::new();
        assert_eq!(sync(&world, &ordered).await, vec![Outcome::Done; 3]);
        assert_eq!(shown(&world), expected, "{order:?} at once");
    }
}

#[tokio::test]
async fn what_the_trader_has_and_wants_stays() {
    let world = World::reaching(&[Channel::Push, Channel::Telegram]);
    world.prefer(|preferences| preferences[PreferenceKey::Deposit].enabled = false);
    world.connect("phone").await;
    let before = world.store.recipient(&world.user);
    sync(&world, &[message(1, json!({"email": "ada@example.com"}))]).await;
    let after = world.store.recipient(&world.user);
    assert_eq!((&after.preferences, &after.devices), (&before.preferences, &before.devices));
    assert_eq!(
        (after.chat, after.version, &after.connections),
        (before.chat, before.version, &before.connections)
    );
    assert!(after.is_reachable(Channel::Email));
}

#[tokio::test]
async fn who_lives_by_another_clock_is_looked_at() {
    let world = World::new();
    let at = async |minute: u32, fields: Value| {
        world.pass(Duration::from_mins(1));
        assert_eq!(sync(&world, &[message(minute, fields)]).await, [Outcome::Done]);
        world.wakes().await
    };
    assert_eq!(at(1, json!({"language": "de"})).await, []);
    let version = |minute: &str| {
        let updated_at: Time = format!("2026-11-23T07:{minute}:00Z").parse().unwrap();
        format!("profile-{}", updated_at.as_millis())
    };
    let mut expected = vec![("2026-11-23T08:03:00.000Z".to_owned(), version("02"))];
    assert_eq!(at(2, json!({"time_zone": "Europe/Berlin"})).await, expected);
    // A value that is the same, late or of another field schedules no check.
    assert_eq!(at(3, json!({"time_zone": "Europe/Berlin"})).await, expected);
    assert_eq!(at(1, json!({"time_zone": "Asia/Tokyo"})).await, expected);
    assert_eq!(at(4, json!({"language": null})).await, expected);
    expected.push(("2026-11-23T08:07:00.000Z".to_owned(), version("05")));
    assert_eq!(at(5, json!({"time_zone": null})).await, expected);
    assert_eq!(at(6, json!({"time_zone": null})).await, expected);
}

#[tokio::test]
async fn a_bad_profile_does_not_affect_the_others() {
    let world = World::new();
    let messages = [
        message(1, json!({"language": "de"})),
        json!("garbage"),
        message(3, json!({"email": 7, "language": "fr"})),
        message(2, json!({"time_zone": "Asia/Tokyo"})),
    ];
    assert_eq!(sync(&world, &messages).await, vec![Outcome::Done; 4]);
    assert_eq!(
        shown(&world),
        says(None, Some("fr"), Some("Asia/Tokyo")),
        "the good field of a bad message holds"
    );
    let rejected: Vec<Value> = world
        .queues
        .sent(Queue::Rejected)
        .iter()
        .map(|message| serde_json::from_str(&message.body).unwrap())
        .collect();
    let read: Vec<_> = rejected
        .iter()
        .map(|r| (&r["code"], &r["field"], &r["source"], r["body"].as_str().unwrap()))
        .collect();
    assert_eq!(
        read,
        [
            (&json!("bad_json"), &Value::Null, &json!("profiles"), "garbage"),
            (&json!("bad_field"), &json!("email"), &json!("profiles"), &*messages[2].to_string()),
        ]
    );
    assert_eq!(world.counted(Count::Rejected, Priority::P2), 2);
}

#[tokio::test]
async fn neither_a_profile_nor_its_rejection_is_lost_if_the_queue_fails() {
    let world = World::new();
    world.store.fail_next(1);
    let update = message(1, json!({"language": "de"}));
    assert!(matches!(sync(&world, &[update.clone()]).await[..], [Outcome::Retry { .. }]));
    world.queues.fail_next(1);
    assert!(matches!(sync(&world, &[json!("garbage")]).await[..], [Outcome::Retry { .. }]));
    assert_eq!(sync(&world, &[update, json!("garbage")]).await, [Outcome::Done, Outcome::Done]);
    assert_eq!(shown(&world), says(None, Some("de"), None));
    assert_eq!(world.queues.sent(Queue::Rejected).len(), 1);
}
