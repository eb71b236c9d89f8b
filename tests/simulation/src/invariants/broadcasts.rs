//! Broadcasts: each trader of the audience has it once, and nobody else has it.

use domain::event::broadcast::{BROADCAST_PREFIX, Broadcast};
use domain::shard::{SHARDS, Shard};
use domain::{EventId, Priority, Time, UserId};
use ports::Queue;
use serde_json::Value;

use crate::broadcasts;
use crate::coverage::Coverage;
use crate::queues::Queues;
use crate::sim_ports::SimPorts;
use crate::sockets::{Phase, Socket, Sockets};
use crate::world::World;

/// Checks a message with a broadcast that is about to be deleted: it is stored, and the job for all shards was
/// sent; or it is in the queue of its class.
pub(crate) fn is_published(world: &World, queues: &Queues, own: Priority, body: &str) -> Option<bool> {
    let broadcast = broadcasts::read(world, body)?;
    if broadcast.priority() != own {
        return Some(queues.was_sent(Queue::Events(broadcast.priority()), body));
    }
    let is_stored = world.store.stored_broadcasts().iter().any(|stored| stored.id == broadcast.id);
    let is_sent = queues.ever_sent(Queue::Broadcasts).any(|job| is_for_all(job, &broadcast.id));
    Some(is_stored && (is_sent || broadcast.is_expired(world.now())))
}

fn is_for_all(job: &str, id: &EventId) -> bool {
    let job: Value = serde_json::from_str(job).unwrap_or_default();
    job["broadcast"] == id.as_str() && job["shards"] == SHARDS
}

/// Checks a job that is about to be deleted: every trader of its shard who was connected before the job began
/// has the broadcast; one for several shards is split into jobs for all of them.
pub(crate) fn is_walked(sim_ports: &SimPorts, queues: &Queues, body: &str) -> bool {
    let world = &sim_ports.world;
    let job: Value = serde_json::from_str(body).unwrap_or_default();
    let published = broadcasts::all(world);
    let Some(broadcast) = published.iter().find(|one| job["broadcast"] == one.id.as_str()) else {
        return false;
    };
    let (first, count) = (job["shard"].as_u64().unwrap_or(0), job["shards"].as_u64().unwrap_or(0));
    if count > 1 {
        return (first..first + count).all(|shard| is_split_off(queues, &job, shard));
    }
    let users = world.exchange.borrow().users().to_vec();
    let mut of_shard = users.iter().filter(|user| job["shard"] == Shard::of(user).number());
    of_shard
        .all(|user| !is_connected(world, user, sim_ports.began) || has_what_it_must(world, user, broadcast))
}

/// Whether a smaller job that has this shard was sent.
fn is_split_off(queues: &Queues, of: &Value, shard: u64) -> bool {
    queues.ever_sent(Queue::Broadcasts).any(|part| {
        let part: Value = serde_json::from_str(part).unwrap_or_default();
        let (first, count) = (part["shard"].as_u64().unwrap_or(0), part["shards"].as_u64().unwrap_or(0));
        let is_smaller = count < of["shards"].as_u64().unwrap_or(0);
        part["broadcast"] == of["broadcast"] && is_smaller && (first..first + count).contains(&shard)
    })
}

/// Whether the user has a connection that was registered before this time and may be open.
fn is_connected(world: &World, user: &UserId, before: Time) -> bool {
    let sockets = world.sockets.borrow();
    world.store.connections(user).iter().any(|connection| {
        let socket = sockets.get(Sockets::number(&connection.id));
        is_live(world, socket) && socket.registered_at.is_some_and(|at| at < before)
    })
}

/// Whether the socket is open, and not one that has to be closed when it is next used.
fn is_live(world: &World, socket: &Socket) -> bool {
    socket.phase == Phase::Open && world.now() < socket.closes_at
}

/// Whether the inbox has the broadcast, or need not have it: it is for others, or its time is over.
fn has_what_it_must(world: &World, user: &UserId, broadcast: &Broadcast) -> bool {
    let need_not = broadcast.is_expired(world.now()) || !broadcasts::must_reach(world, user, broadcast);
    need_not || has(world, user, broadcast)
}

fn has(world: &World, user: &UserId, broadcast: &Broadcast) -> bool {
    let item = world.store.item_anywhere(user, broadcast.notification_id());
    let has = item.is_some_and(|item| item.notification.is_some());
    if has && broadcast.asks_for_topics() {
        world.saw(Coverage::ByTopic);
    }
    has
}

/// 13. At rest every broadcast is stored, each greeted device has every one that is for its trader, and no
///     inbox has one that is for others.
pub(crate) fn at_rest(world: &World) {
    let (published, stored) = (broadcasts::all(world), world.store.stored_broadcasts());
    for broadcast in &published {
        if !stored.iter().any(|known| known.id == broadcast.id) {
            world.violated(format!("13: the broadcast {} is lost", broadcast.id));
        }
        for user in world.exchange.borrow().users() {
            if has(world, user, broadcast) && !broadcasts::may_reach(world, user, broadcast) {
                world.violated(format!("13: {user} has {}, which is for others", broadcast.id));
            }
        }
    }
    let sockets = world.sockets.borrow();
    for device in world.devices.borrow().iter().filter(|device| device.is_greeted) {
        if !device.socket.is_some_and(|number| is_live(world, sockets.get(number))) {
            continue;
        }
        for broadcast in &published {
            let id = broadcast.notification_id();
            if !has_what_it_must(world, &device.user, broadcast) {
                world.violated(format!("13: {} is connected, and never got {id}", device.user));
            }
            let item = world.store.item_anywhere(&device.user, id);
            let is_over = item.is_none_or(|item| super::is_over(world, &item));
            if !is_over && !device.received.contains_key(id.as_str()) {
                world.violated(format!("13: a device of {} never got {id}", device.user));
            }
        }
    }
}

/// 13. Every trader who reads the inbox has every broadcast for them whose time is not over.
pub(crate) fn are_in_every_inbox_that_was_read(world: &World) {
    for broadcast in broadcasts::all(world) {
        for user in world.exchange.borrow().users() {
            if !has_what_it_must(world, user, &broadcast) {
                world.violated(format!("13: {user} has read the inbox, and it lacks {}", broadcast.id));
            }
        }
    }
}

/// 8. Whether a frame is of a broadcast for this user.
pub(crate) fn is_own(world: &World, user: &UserId, id: &str) -> bool {
    id.starts_with(BROADCAST_PREFIX)
        && EventId::parse(id).is_ok_and(|id| broadcasts::is_for(world, user, &id))
}
