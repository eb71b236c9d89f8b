//! The profiles that the exchange publishes: several messages about each trader, some late and duplicated.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::event::{Rejection, RejectionCode};
use domain::recipient::contact::{EmailAddress, Phone, PhoneNumber};
use domain::recipient::profile::{Change, Dated, Decoded, Profile, ProfileUpdate};
use domain::topics::{Topic, TopicsChange};
use domain::{Time, UserId};
use ports::{Message, Queue};
use serde_json::{Map, Value, json};

use crate::faults::Fault;
use crate::nights::ZONES;
use crate::world::World;

/// Publishes a change of the user's profile: at once, or late, after the next one; sometimes twice.
pub(crate) fn publish(world: &World, user: &UserId) {
    let number = world.exchange.borrow().said.len();
    let mut said = json!({"user_id": user, "updated_at": world.now()});
    // The fields that the message has, and their values.
    if world.below(4) > 0 {
        let email = format!("{user}.{number}@example.com");
        said["email"] = if world.below(8) == 0 { Value::Null } else { json!(email) };
    }
    if world.below(4) > 0 {
        let country = ["+49", "+49", "+49", "+999"][world.below(4)];
        let phone = format!("{country}{:0>8}", 1_000 + number);
        said["phone"] = if world.below(8) == 0 { Value::Null } else { json!(phone) };
    }
    if world.below(3) == 0 {
        let zone = ZONES[world.below(ZONES.len())];
        said["time_zone"] = if world.below(8) == 0 { Value::Null } else { json!(zone) };
    }
    match world.below(6) {
        0 => said["topics"] = json!([topic(world), topic(world)]),
        1 => said["topics"] = Value::Null,
        2 | 3 => said["add_topics"] = json!([topic(world)]),
        4 => said["remove_topics"] = json!([topic(world)]),
        _ => {}
    }
    let body = said.to_string();
    world.exchange.borrow_mut().said.push(body.clone());
    world.note("profile", u64::try_from(number).unwrap_or(0), format_args!("{body}"));
    let is_late = world.injects(Fault::LateProfile);
    let copies = if is_late { 2 } else { 1 };
    for _ in 0..copies {
        let late = if is_late { world.below(20_000) } else { 0 };
        let delay = Duration::from_millis(u64::try_from(late).unwrap_or(0));
        let message = Message { body: body.clone(), group: Some(user.to_string()), delay };
        world.queues.borrow_mut().send(Queue::Profiles, message, world.now());
    }
}

/// The topics of the simulation. Traders follow and mute the first two.
const TOPICS: [&str; 3] = ["market:BTC-USDT", "market:ETH-USDT", "tier:vip"];

/// Returns one of the topics.
pub(crate) fn topic(world: &World) -> &'static str {
    TOPICS[world.below(TOPICS.len())]
}

/// Returns the frame of a trader who follows or mutes a market.
pub(crate) fn choice(world: &World) -> Value {
    let action = if world.coin() { "followTopic" } else { "unfollowTopic" };
    json!({"action": action, "requestId": "1", "topic": TOPICS[world.below(2)]})
}

/// Decodes a message of the profiles queue.
pub(crate) fn decode(body: &str, now: Time) -> Result<Decoded, Rejection> {
    Ok(Decoded { update: read(body, now)?, rejected: Vec::new() })
}

fn read(body: &str, _: Time) -> Result<ProfileUpdate, Rejection> {
    let bad = |field: &str| Rejection::field(RejectionCode::BadField, field, "cannot be read");
    let said: Map<String, Value> = serde_json::from_str(body).map_err(|_| bad("."))?;
    let text = |name: &str| said.get(name).and_then(Value::as_str).ok_or_else(|| bad(name));
    let user = UserId::parse(text("user_id")?).map_err(|_| bad("user_id"))?;
    let updated_at = text("updated_at")?.parse().map_err(|_| bad("updated_at"))?;
    Ok(ProfileUpdate {
        email: change(&said, "email", EmailAddress::of_checked),
        phone: change(&said, "phone", |number| Phone {
            number: PhoneNumber::of_checked(number),
            country: number.starts_with("+49").then(|| "DE".to_owned()),
        }),
        time_zone: change(&said, "time_zone", str::to_owned),
        topics: topics(&said),
        ..ProfileUpdate::nothing(user, updated_at)
    })
}

fn topics(said: &Map<String, Value>) -> TopicsChange {
    let list = |name: &str| {
        let texts = said.get(name).and_then(Value::as_array).into_iter().flatten();
        texts.filter_map(|text| Topic::parse(text.as_str()?)).collect::<BTreeSet<_>>()
    };
    if said.contains_key("topics") {
        return TopicsChange::Replace(list("topics"));
    }
    match (list("add_topics"), list("remove_topics")) {
        (add, remove) if add.is_empty() && remove.is_empty() => TopicsChange::Keep,
        (add, remove) => TopicsChange::Amend { add, remove },
    }
}

fn change<T>(said: &Map<String, Value>, name: &str, read: impl Fn(&str) -> T) -> Change<T> {
    match said.get(name) {
        None => Change::Keep,
        Some(value) => value.as_str().map_or(Change::Clear, |text| Change::Set(read(text))),
    }
}

/// Whether the store has the values of the message, or newer ones.
pub(crate) fn is_known(world: &World, body: &str) -> bool {
    let Ok(update) = read(body, world.now()) else { return false };
    let profile = world.store.recipient(&update.user_id).profile;
    let is_in = |at: Option<Time>, is_kept: bool| is_kept || at >= Some(update.updated_at);
    is_in(profile.email.updated_at, update.email.is_keep())
        && is_in(profile.phone.updated_at, update.phone.is_keep())
        && is_in(profile.time_zone.updated_at, update.time_zone.is_keep())
        && are_topics_known(world, &update)
}

/// Whether the store has the message's topics, or newer ones: the message would change nothing.
fn are_topics_known(world: &World, update: &ProfileUpdate) -> bool {
    let known = world.store.stored_topics(&update.user_id);
    let mut next = known.clone();
    next.apply(&update.topics, update.updated_at).is_ok() && next == known
}

/// Whether the latest of these messages about each topic is the one that counts; of several with the same time,
/// the one that adds it.
fn are_topics_the_newest(world: &World, user: &UserId, said: &[ProfileUpdate]) -> bool {
    let expected = TOPICS.into_iter().filter_map(Topic::parse).filter(|topic| {
        let about = said.iter().filter_map(|update| match &update.topics {
            TopicsChange::Replace(topics) => Some((update.updated_at, topics.contains(topic))),
            TopicsChange::Amend { add, .. } if add.contains(topic) => Some((update.updated_at, true)),
            TopicsChange::Amend { remove, .. } if remove.contains(topic) => Some((update.updated_at, false)),
            TopicsChange::Keep | TopicsChange::Amend { .. } => None,
        });
        about.max().is_some_and(|(_, is_stated)| is_stated)
    });
    world.store.stored_topics(user).stated.into_keys().eq(expected)
}

/// Returns the fields that do not have the newest published value, with their users.
pub(crate) fn not_the_newest(world: &World) -> Vec<(UserId, &'static str)> {
    let exchange = world.exchange.borrow();
    let mut wrong = Vec::new();
    for user in exchange.users() {
        let said = exchange.said.iter().filter_map(|body| read(body, world.now()).ok());
        let of_user: Vec<ProfileUpdate> = said.filter(|update| update.user_id == *user).collect();
        let Profile { email, phone, time_zone, .. } = world.store.recipient(user).profile;
        if !is_newest(&email, of_user.iter().map(|update| (update.updated_at, &update.email))) {
            wrong.push((user.clone(), "mailbox"));
        }
        if !is_newest(&phone, of_user.iter().map(|update| (update.updated_at, &update.phone))) {
            wrong.push((user.clone(), "number"));
        }
        if !is_newest(&time_zone, of_user.iter().map(|update| (update.updated_at, &update.time_zone))) {
            wrong.push((user.clone(), "zone"));
        }
        if !are_topics_the_newest(world, user, &of_user) {
            wrong.push((user.clone(), "topics"));
        }
    }
    wrong
}

/// Of several values with the same time, any may be stored.
fn is_newest<'a, T: PartialEq + 'a>(
    known: &Dated<T>,
    said: impl Iterator<Item = (Time, &'a Change<T>)> + Clone,
) -> bool {
    let said = said.filter(|(_, change)| !change.is_keep());
    let Some(latest) = said.clone().map(|(at, _)| at).max() else { return known.value.is_none() };
    let mut last = said.filter(|(at, _)| *at == latest).map(|(_, change)| match change {
        Change::Set(value) => Some(value),
        Change::Keep | Change::Clear => None,
    });
    last.any(|value| value == known.value.as_ref())
}
