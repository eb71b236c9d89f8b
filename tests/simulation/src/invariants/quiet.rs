//! 4. Quiet hours never delay what is critical or has its own time, and nothing else interrupts inside them, by whatever
//!    clock the trader lives at the moment.

use domain::notification::Notification;
use domain::{Channel, EventType, Priority, UserId};
use ports::Queue;

use crate::book::LedgerKey;
use crate::edge::Edge;
use crate::sights::Sight;
use crate::wishes::waits;

/// A plan is stored that this invocation has made.
pub(crate) fn planned(edge: &Edge, notification: &Notification) {
    let world = &edge.world;
    let Notification { user_id, id, event_type, silent, .. } = notification;
    if EventType::OWN.contains(event_type) {
        return;
    }
    let defers = notification.deferred().next().is_some();
    if !waits(*event_type) {
        if defers || *silent {
            world.violated(format!("4: {user_id} {id} is a {event_type}, and quiet hours delay it"));
        }
        return;
    }
    let is_always = |quiet| {
        let book = world.book.borrow();
        let mut wishes = book.wishes_since(user_id, edge.serial).iter();
        wishes.all(|wish| wish.is_always(quiet, edge.began, world.now()))
    };
    let interrupts = !*silent || notification.at_once().next().is_some();
    if interrupts && is_always(true) {
        world.violated(format!("4: it is quiet, and {user_id} {id} is planned to interrupt"));
    }
    if (defers || *silent) && is_always(false) {
        world.violated(format!("4: it is not quiet, and {user_id} {id} is planned to wait"));
    }
}

/// A provider is called on a claim that was stored when `serial` was written into the book.
pub(crate) fn called(edge: &Edge, key: &LedgerKey, event_type: EventType, priority: Priority, serial: u64) {
    let (world, now) = (&edge.world, edge.world.now());
    let book = world.book.borrow();
    let is_quiet = book.wishes_since(&key.0, serial).iter().all(|wish| wish.is_quiet(now));
    drop(book);
    if is_quiet && priority == Priority::P0 {
        world.saw(Sight::CriticalAtNight);
    }
    if is_quiet && priority != Priority::P0 && waits(event_type) {
        world.violated(format!("4: it is quiet, and yet {key:?} is sent"));
    }
}

/// A frame is posted to one of the user's sockets.
pub(crate) fn posted(edge: &Edge, user: &UserId, frame: &str) {
    let world = &edge.world;
    if !frame.starts_with(r#"{"type":"notification""#) {
        return;
    }
    let is_silent = frame.contains(r#""silent":true"#);
    if is_silent && frame.contains(r#""priority":0"#) {
        world.violated(format!("4: {user} does not hear {frame}"));
    }
    let is_live = matches!(edge.queue, Some(Queue::Deliveries(Channel::Websocket, _)));
    if is_silent || !is_live || frame.contains(r#""event":"daily_report""#) {
        return;
    }
    let book = world.book.borrow();
    let mut wishes = book.wishes_since(user, edge.serial).iter();
    let was_quiet = wishes.all(|wish| wish.is_always(true, edge.began, world.now()));
    drop(book);
    if was_quiet {
        world.violated(format!("4: it is quiet, and {user} hears {frame}"));
    }
}
