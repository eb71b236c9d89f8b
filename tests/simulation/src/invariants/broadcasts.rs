//! Broadcasts: each trader of the audience has it once, and nobody else has it.

use std::time::Duration;

use domain::event::broadcast::{BROADCAST_PREFIX, Broadcast};
use domain::routing::plan;
use domain::shard::{SHARDS, Shard, hash};
use domain::{Channel, EventId, Priority, Time, UserId};
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
    if broadcast.is_dry_run {
        return Some(jobs(queues).any(|job| job["dry_run"] == broadcast.id.as_str()));
    }
    let is_stored = world.store.stored_broadcasts().iter().any(|stored| stored.id == broadcast.id);
    let is_sent = queues.ever_sent(Queue::Broadcasts).any(|job| is_for_all(job, &broadcast.id));
    let is_sent_outside =
        jobs(queues).any(|job| job["outside"] == "all" && job["broadcast"] == broadcast.id.as_str());
    Some(is_stored && ((is_sent && is_sent_outside) || broadcast.is_expired(world.now())))
}

/// Returns all jobs that were ever sent.
fn jobs(queues: &Queues) -> impl Iterator<Item = Value> {
    queues.ever_sent(Queue::Broadcasts).map(|job| serde_json::from_str(job).unwrap_or_default())
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
    if job["dry_run"].is_string() {
        return is_counted(world, queues, &job);
    }
    let published = broadcasts::all(world);
    let Some(broadcast) = published.iter().find(|one| job["broadcast"] == one.id.as_str()) else {
        return false;
    };
    match job["outside"].as_str() {
        None => {}
        Some(_) if broadcast.is_expired(world.now()) => return true,
        Some("all") => return CHANNELS.iter().all(|channel| is_divided(queues, &job, *channel)),
        Some("segments") => {
            let (first, count) = (number(&job, "first"), number(&job, "count"));
            return (first..first + count).all(|segment| is_taken_over(queues, &job, segment));
        }
        Some(_) => return is_page_handed_on(sim_ports, queues, broadcast, &job),
    }
    let (first, count) = (job["shard"].as_u64().unwrap_or(0), job["shards"].as_u64().unwrap_or(0));
    if count > 1 {
        return (first..first + count).all(|shard| is_split_off(queues, &job, shard));
    }
    let users = world.exchange.borrow().users().to_vec();
    let mut of_shard = users.iter().filter(|user| job["shard"] == Shard::of(user).number());
    of_shard
        .all(|user| !is_connected(world, user, sim_ports.began) || has_what_it_must(world, user, broadcast))
}

/// Whether the result of the dry run is stored, or a job continues it.
fn is_counted(world: &World, queues: &Queues, of: &Value) -> bool {
    let of_run = jobs(queues).filter(|job| job["dry_run"] == of["dry_run"]);
    let stored = world.store.stored_dry_runs();
    let stored = stored.iter().find(|(id, _)| of["dry_run"] == id.as_str());
    let is_known = stored.is_some_and(|(_, (_, result))| result.is_some());
    is_known || of_run.count() > 1
}

/// The channels outside the app on which broadcasts are sent.
const CHANNELS: [Channel; 3] = [Channel::Push, Channel::Telegram, Channel::Email];

fn number(job: &Value, field: &str) -> u64 {
    job[field].as_u64().unwrap_or(0)
}

/// Whether a job for all segments of the channel was sent.
fn is_divided(queues: &Queues, of: &Value, channel: Channel) -> bool {
    jobs(queues).any(|part| {
        part["broadcast"] == of["broadcast"]
            && part["channel"] == channel.name()
            && part["outside"] == "segments"
            && part["count"] == part["of"]
    })
}

/// Whether the first page of the segment was sent, or a smaller job with it.
fn is_taken_over(queues: &Queues, of: &Value, segment: u64) -> bool {
    jobs(queues).any(|part| {
        let (first, count) = (number(&part, "first"), number(&part, "count"));
        let is_page = part["outside"] == "page" && number(&part, "segment") == segment;
        let is_part = count < number(of, "count") && (first..first + count).contains(&segment);
        part["broadcast"] == of["broadcast"] && part["channel"] == of["channel"] && (is_page || is_part)
    })
}

/// Returns the position behind which the page begins. The store in memory has the recipients in the order of their
/// IDs, and its positions are IDs.
fn position(page: &Value) -> String {
    let positions = ["after", "behind"].map(|field| page[field].as_str().unwrap_or_default());
    positions.into_iter().max().unwrap_or_default().to_owned()
}

/// Whether every trader of the page that is about to be deleted has the channel's delivery in the plan, or need not
/// have it. The page ends where the next one begins. One that came too early is sent again.
fn is_page_handed_on(sim_ports: &SimPorts, queues: &Queues, broadcast: &Broadcast, page: &Value) -> bool {
    let world = &sim_ports.world;
    let due: Option<Time> = serde_json::from_value(page["due"].clone()).ok();
    if due.is_some_and(|due| due > sim_ports.began.plus(Duration::from_secs(1))) {
        return true;
    }
    let Some(channel) = page["channel"].as_str().and_then(Channel::parse) else { return false };
    let after = position(page);
    let is_of_walk = |other: &Value| {
        ["broadcast", "channel", "segment", "of"].into_iter().all(|field| other[field] == page[field])
    };
    let successors = jobs(queues).filter(is_of_walk);
    let end = successors.map(|job| position(&job)).filter(|position| *position > after).max();
    if end.is_some() {
        world.saw(Coverage::BroadcastPaged);
    }
    let of = u8::try_from(number(page, "of")).unwrap_or(1);
    let is_of_page = |user: &&UserId| {
        let is_of_segment = broadcast.audience.named_users().is_some()
            || u64::from(hash(user.as_str(), of)) == number(page, "segment");
        let is_before_end = end.as_ref().is_none_or(|end| user.as_str() <= end.as_str());
        is_of_segment && user.as_str() > after.as_str() && is_before_end
    };
    let users = world.exchange.borrow().users().to_vec();
    users.iter().filter(is_of_page).all(|user| has_outside(world, user, broadcast, channel, sim_ports.began))
}

/// Whether the trader's notification has a delivery on the channel in its plan; or the broadcast's time is over, it
/// is for others, the trader does not want it there, or the trader's addresses or preferences changed since
/// `since`.
fn has_outside(world: &World, user: &UserId, broadcast: &Broadcast, channel: Channel, since: Time) -> bool {
    let recipient = world.store.recipient(user);
    if broadcast.is_expired(world.now()) || !broadcasts::must_reach(world, user, broadcast) {
        return true;
    }
    let facts = world.facts.borrow();
    let reached_at = facts.reachable_since.get(&(user.clone(), channel)).copied();
    let has_changed =
        facts.chose_at.get(user).is_some_and(|at| *at >= since) || reached_at.is_none_or(|at| at >= since);
    drop(facts);
    let event = broadcast.event_for(user);
    let plan = plan::plan(&event, &recipient, &Channel::ALL, None, world.now());
    let planned = plan.deliveries.iter().find(|planned| planned.channel == channel);
    let is_wanted = planned.is_some_and(|planned| planned.suppressed().is_none());
    let item = world.store.item_anywhere(user, broadcast.notification_id());
    let is_planned =
        item.and_then(|item| item.notification).is_some_and(|stored| stored.is_planned_on(channel));
    if is_planned {
        world.saw(Coverage::BroadcastOutside);
    }
    is_planned || !is_wanted || has_changed
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

/// 13. At rest every broadcast is stored, each greeted device has every one that is for its trader, each trader has
///     it planned on every channel outside the app on which the trader wants it, and no inbox has one that is for
///     others. That each planned delivery is made, and once, is checked as for all notifications.
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
            for channel in CHANNELS {
                if !has_outside(world, user, broadcast, channel, broadcast.occurred_at()) {
                    world.violated(format!("13: {user} never got {} on {channel}", broadcast.id));
                }
            }
        }
    }
    let prefix = format!("{BROADCAST_PREFIX}{}", broadcasts::DRY_RUN);
    for (user, id) in world.store.items_anywhere().keys() {
        if id.as_str().starts_with(&prefix) {
            world.violated(format!("13: {user} has {id}, which was only to be counted"));
        }
    }
    for (id, (_, result)) in world.store.stored_dry_runs() {
        if result.is_none() {
            world.violated(format!("13: the dry run {id} was never counted"));
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
            // Whom a topic adds after the walk of the connected traders is shown it with the next `hello`.
            let was_addressed = broadcasts::must_reach(world, &device.user, broadcast);
            if !is_over && was_addressed && !device.received.contains_key(id.as_str()) {
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
