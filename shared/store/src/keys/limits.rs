//! The keys of limits per recipient: counts of bursts in the counter of a minute, slots of merged
//! deliveries in a user's inbox, and pauses of single recipients in the item of their provider's
//! pauses.

use domain::delivery::budget::BurstKey;
use domain::delivery::pause::Destination;
use domain::ids::IdError;
use domain::recipient::contact::DeviceId;
use domain::{EventId, UserId};

/// The number of deliveries that have joined a slot.
pub(crate) const SIZE: &str = "size";
/// Whether a slot is closed.
pub(crate) const IS_CLOSED: &str = "is_closed";

const BURST: &str = "b#";
const DESTINATION: &str = "t#";
const SLOT: &str = "merge#";
const PART: &str = "m#";

/// Returns the attribute of a recipient's counter that counts this burst. It is short, because each KB of the
/// item costs a write unit.
pub(crate) fn burst(burst: BurstKey) -> String {
    format!("{BURST}{:x}", burst.number())
}

/// Returns the attribute of a provider's pauses that holds the pause of this recipient.
pub(crate) fn destination(to: &Destination) -> String {
    match &to.device {
        None => format!("{DESTINATION}{}", to.user_id),
        Some(device) => format!("{DESTINATION}{}#{device}", to.user_id),
    }
}

/// Returns the recipient whose pause this attribute of a provider's pauses holds.
pub(crate) fn destination_in(attribute: &str) -> Option<Destination> {
    let name = attribute.strip_prefix(DESTINATION)?;
    let (user, device) = match name.split_once('#') {
        None => (name, None),
        Some((user, device)) => (user, Some(DeviceId::parse(device).ok()?)),
    };
    Some(Destination { user_id: UserId::parse(user).ok()?, device })
}

/// Returns the range key, in a user's inbox, of the item that collects the deliveries of this slot.
pub(crate) fn slot(id: &EventId) -> String {
    format!("{SLOT}{id}")
}

/// Returns the attribute of a slot that holds this notification.
pub(crate) fn part(id: &EventId) -> String {
    format!("{PART}{id}")
}

/// Returns the notification that this attribute of a slot holds.
pub(crate) fn part_in(attribute: &str) -> Option<Result<EventId, IdError>> {
    attribute.strip_prefix(PART).map(EventId::parse)
}
