//! 4. Quiet hours never delay a notification that is critical or has its own time, and no other notification
//!    interrupts them, in the time zone that the trader has at the moment.

use domain::routing::notification::Notification;
use domain::routing::plan::{Decision, PlannedDelivery};
use domain::{Channel, EventType, Priority, UserId};
use ports::Queue;

use crate::coverage::Coverage;
use crate::facts::LedgerKey;
use crate::sim_ports::SimPorts;
use crate::wishes::waits;

/// Checks a plan that this invocation has stored.
pub(crate) fn planned(sim_ports: &SimPorts, notification: &Notification) {
    let world = &sim_ports.world;
    let Notification { user_id, id, event_type, priority, silent, .. } = notification;
    if EventType::OWN.contains(event_type) {
        return;
    }
    let defers = notification.deferred().next().is_some();
    if !waits(*event_type, *priority) {
        if defers || *silent {
            world.violated(format!("4: {user_id} {id} is a {event_type}, and quiet hours delay it"));
        }
        return;
    }
    let is_always = |quiet| {
        let facts = world.facts.borrow();
        let mut wishes = facts.wishes_since(user_id, sim_ports.serial).iter();
        wishes.all(|wish| wish.is_always(quiet, sim_ports.began, world.now()))
    };
    let interrupts = !*silent || notification.at_once().next().is_some();
    if interrupts && is_always(true) {
        world.violated(format!("4: it is quiet, and {user_id} {id} is planned to interrupt"));
    }
    if (defers || *silent) && is_always(false) {
        world.violated(format!("4: it is not quiet, and {user_id} {id} is planned to wait"));
    }
}

/// Checks deliveries that this invocation has added to the plan of a notification. Those that were added to one with
/// deferred deliveries wait for the end of the quiet hours by themselves.
pub(crate) fn added(sim_ports: &SimPorts, notification: &Notification, added: &[PlannedDelivery]) {
    let world = &sim_ports.world;
    let user = &notification.user_id;
    let is_always = |quiet| {
        let facts = world.facts.borrow();
        let mut wishes = facts.wishes_since(user, sim_ports.serial).iter();
        wishes.all(|wish| wish.is_always(quiet, sim_ports.began, world.now()))
    };
    let is_deferred = |planned: &PlannedDelivery| matches!(planned.decision, Decision::Defer { .. });
    if notification.deferred().next().is_none() && is_always(true) {
        world.violated(format!("4: it is quiet, and {user} {} is planned to interrupt", notification.id));
    }
    if added.iter().any(is_deferred) && is_always(false) {
        world.violated(format!("4: it is not quiet, and {user} {} is planned to wait", notification.id));
    }
}

/// Checks a call of a provider under a claim that was stored when `serial` was recorded.
pub(crate) fn called(
    sim_ports: &SimPorts,
    key: &LedgerKey,
    event_type: EventType,
    priority: Priority,
    serial: u64,
) {
    let (world, now) = (&sim_ports.world, sim_ports.world.now());
    let facts = world.facts.borrow();
    let is_quiet = facts.wishes_since(&key.0, serial).iter().all(|wish| wish.is_quiet(now));
    drop(facts);
    if is_quiet && priority == Priority::P0 {
        world.saw(Coverage::CriticalAtNight);
    }
    if is_quiet && priority != Priority::P0 && waits(event_type, priority) {
        world.violated(format!("4: it is quiet, and yet {key:?} is sent"));
    }
}

/// Checks a frame that is posted to one of the user's sockets.
pub(crate) fn posted(sim_ports: &SimPorts, user: &UserId, frame: &str) {
    let world = &sim_ports.world;
    if !frame.starts_with(r#"{"type":"notification""#) {
        return;
    }
    let is_silent = frame.contains(r#""silent":true"#);
    if is_silent && frame.contains(r#""priority":0"#) {
        world.violated(format!("4: {user} does not hear {frame}"));
    }
    let is_live = matches!(sim_ports.queue, Some(Queue::Deliveries(Channel::Websocket, _)));
    if is_silent || !is_live || frame.contains(r#""event":"daily_report""#) {
        return;
    }
    let facts = world.facts.borrow();
    let mut wishes = facts.wishes_since(user, sim_ports.serial).iter();
    let was_quiet = wishes.all(|wish| wish.is_always(true, sim_ports.began, world.now()));
    drop(facts);
    if was_quiet {
        world.violated(format!("4: it is quiet, and {user} hears {frame}"));
    }
}
