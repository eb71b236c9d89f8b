//! Broadcasts of the exchange: who they are addressed to, and what they say.

use std::time::Duration;

use domain::event::broadcast::{Broadcast, Received};
use domain::{EventId, EventType, Priority, UserId};
use ports::{Message, Queue};
use serde_json::{Value, json};

use crate::coverage::Coverage;
use crate::faults::Fault;
use crate::profiles;
use crate::world::World;

/// The type of all broadcasts: no trader of the simulation switches its section off in the app, and it does not
/// interrupt quiet hours.
pub(crate) const EVENT_TYPE: EventType = EventType::TradingHalted;

/// The beginning of the IDs of dry runs.
pub(crate) const DRY_RUN: &str = "dry";

/// Publishes a broadcast to all traders, to one, to those with a topic, or to all but one or those with a topic.
pub(crate) fn publish(world: &World) {
    let (number, users) = {
        let exchange = world.exchange.borrow();
        (exchange.broadcasts.len(), exchange.users().to_vec())
    };
    let one = &users[world.below(users.len())];
    let mut event = json!({"id": format!("b{number}"), "occurred_at": world.now()});
    let topics = [profiles::topic(world), profiles::topic(world)];
    event["audience"] = match world.below(8) {
        0 => json!({"users": [one]}),
        1 => json!({"all": true, "exclude": {"users": [one]}}),
        2 => json!({ "topics": topics }),
        3 => json!({"all": true, "exclude": {"topics": topics}}),
        4 => json!({"topics": [topics[0]], "users": [one]}),
        _ => json!({"all": true}),
    };
    event["event_type"] = json!(EVENT_TYPE.name());
    event["data"] = json!({"symbol": "BTC-USDT"});
    if world.is_stormy.get() && world.below(4) == 0 {
        let seconds = u64::try_from(world.below(600)).unwrap_or(0);
        event["not_after"] = json!(world.now().plus(Duration::from_secs(seconds)));
    }
    if world.below(2) == 0 {
        // So few taps a second that a page is cut, and continued later.
        event["pace"] = json!(1 + world.below(3));
    }
    if world.below(4) == 0 {
        let mut counted = event.clone();
        counted["dry_run"] = json!(true);
        counted["id"] = json!(format!("{DRY_RUN}{number}"));
        send(world, &counted);
    }
    world.exchange.borrow_mut().broadcasts.push(event.to_string());
    world.saw(Coverage::Broadcast);
    send(world, &event);
    if world.injects(Fault::Republish) {
        send(world, &event);
    }
}

fn send(world: &World, event: &Value) {
    let mut class = Priority::P1;
    if world.injects(Fault::WrongQueue) {
        class = Priority::ALL[world.below(3)];
    }
    world.note("broadcast", u64::from(class.number()), format_args!("{} to {}", event["id"], class.name()));
    let message = Message { body: event.to_string(), group: None, delay: Duration::ZERO };
    world.queues.borrow_mut().send(Queue::Events(class), message, world.now());
}

/// Returns the broadcast with this body, if it is one.
pub(crate) fn read(world: &World, body: &str) -> Option<Broadcast> {
    match Received::read(body, world.now()) {
        Ok(Received::Broadcast(broadcast, _)) => Some(broadcast),
        Ok(Received::Event(_)) | Err(_) => None,
    }
}

/// Returns all that were published.
pub(crate) fn all(world: &World) -> Vec<Broadcast> {
    world.exchange.borrow().broadcasts.iter().filter_map(|body| read(world, body)).collect()
}

/// Whether a broadcast whose notifications have this ID was published for the user.
pub(crate) fn is_for(world: &World, user: &UserId, id: &EventId) -> bool {
    all(world).iter().any(|one| one.notification_id() == id && may_reach(world, user, one))
}

/// Whether the broadcast was addressed to the user at some time since it was published. Topics change, and it is
/// the time of the reading that counts.
pub(crate) fn may_reach(world: &World, user: &UserId, broadcast: &Broadcast) -> bool {
    let (recipient, facts) = (world.store.recipient(user), world.facts.borrow());
    facts
        .topics_since(user, broadcast.occurred_at())
        .any(|topics| recipient.is_addressed_by(broadcast, topics))
}

/// Whether the broadcast was addressed to the user all the time since it was published.
pub(crate) fn must_reach(world: &World, user: &UserId, broadcast: &Broadcast) -> bool {
    let (recipient, facts) = (world.store.recipient(user), world.facts.borrow());
    facts
        .topics_since(user, broadcast.occurred_at())
        .all(|topics| recipient.is_addressed_by(broadcast, topics))
}
