//! 13. An event is handled in the class that it asks for, if that is lower than that of its type. An event of
//!     the past is in the inbox as read, and is sent nowhere.

use domain::routing::notification::Notification;
use domain::{EventId, EventType, Priority, UserId};
use serde_json::Value;

use crate::coverage::Coverage;
use crate::exchange;
use crate::facts::LedgerKey;
use crate::world::World;

/// The requests of an event in its envelope.
struct Asked {
    class: Priority,
    is_backfill: bool,
}

/// Returns what the published event asks for; `None` if the exchange published none, or none that can be
/// read here.
fn asked(world: &World, user: &UserId, id: &EventId) -> Option<Asked> {
    let body: Value = serde_json::from_str(&exchange::body(world, user, id)?).ok()?;
    let event_type = EventType::parse(body["event_type"].as_str()?)?;
    let row = event_type.row();
    let number = body["priority"].as_u64().and_then(|number| u8::try_from(number).ok());
    let lower =
        number.and_then(Priority::from_number).filter(|asked| *asked > row.priority && !row.mandatory);
    Some(Asked { class: lower.unwrap_or(row.priority), is_backfill: body["mode"] == "backfill" })
}

/// Checks a notification that was stored first.
pub(crate) fn stored(world: &World, notification: &Notification) {
    let Notification { user_id, id, event_type, priority, .. } = notification;
    let Some(Asked { class, is_backfill }) = asked(world, user_id, id) else { return };
    if *priority != class {
        world.violated(format!("13: {user_id} {id} asks for {class:?}, and is a {priority:?}"));
    }
    if class != event_type.priority() {
        world.saw(Coverage::Lowered);
    }
    if is_backfill {
        world.saw(Coverage::Backfilled);
    }
    // Where the trader sees it nowhere anyway, there is no delivery that is suppressed for that reason.
    let is_nowhere = notification.hidden().is_some() && notification.channels.len() == 1;
    if is_backfill != notification.is_backfilled() && !is_nowhere {
        world.violated(format!("13: {user_id} {id} is planned as {:?}", notification.channels));
    }
}

/// Checks a call of a provider.
pub(crate) fn called(world: &World, (user, id, delivery): &LedgerKey) {
    if asked(world, user, id).is_some_and(|asked| asked.is_backfill) {
        world.violated(format!("13: {user} {id} is of the past, and yet {delivery:?} is sent"));
    }
}

/// Checks a frame that is posted to one of the user's sockets.
pub(crate) fn posted(world: &World, user: &UserId, frame: &str) {
    if !frame.starts_with(r#"{"type":"notification""#) {
        return;
    }
    let read: Value = serde_json::from_str(frame).unwrap_or_default();
    let id = read["id"].as_str().and_then(|id| EventId::parse(id).ok());
    let Some(asked) = id.and_then(|id| asked(world, user, &id)) else { return };
    if asked.is_backfill {
        world.violated(format!("13: it is of the past, and yet {user} gets {frame}"));
    }
    if read["priority"] != asked.class.number() {
        world.violated(format!("13: it asks for {:?}, and {user} gets {frame}", asked.class));
    }
}

/// Checks at rest that what is of the past is in the inbox as read, and that nothing was done with it.
pub(crate) fn at_rest(world: &World) {
    for ((user, id), item) in world.store.items_anywhere() {
        let is_backfill = asked(world, &user, &id).is_some_and(|asked| asked.is_backfill);
        let Some(notification) = item.notification.as_ref().filter(|_| is_backfill) else { continue };
        let is_untouched = item.attempts.is_empty() && item.ledger.is_empty() && item.released_as.is_none();
        if notification.is_backfilled() != item.state.is_read() || !is_untouched {
            world.violated(format!("13: {user} {id} is of the past, and its item is {item:?}"));
        }
    }
}
