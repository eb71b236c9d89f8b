//! The channels on which an important notification would interrupt the trader. The app shows them, so that
//! a trader can see why a notification did not arrive.

use crate::delivery::Reason;
use crate::event::catalogue::{Channel, EventType, Priority};
use crate::recipient::Recipient;
use crate::routing::plan;
use crate::time::Time;

/// Whether a notification of class P1 would arrive on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The channel.
    pub channel: Channel,
    /// The reason why none would arrive; `None` if at least one type of that class would.
    pub reason: Option<Reason>,
}

/// Returns for each channel, in fallback order, whether a P1 notification that occurs `at` this time would
/// arrive, if it is of a type that the trader can switch off; any other arrives whatever the trader chose.
/// `deployed` are the channels with a deployed function. If the types have different reasons, the
/// one that is last in the order of precedence is returned: it shows how little is missing.
pub fn reachability(recipient: &Recipient, deployed: &[Channel], at: Time) -> Vec<Reach> {
    let reach = |channel| {
        let p1 = EventType::ALL
            .iter()
            .filter(|event_type| event_type.priority() == Priority::P1 && !event_type.row().mandatory);
        let reasons: Option<Vec<_>> =
            p1.map(|event_type| reason(*event_type, channel, recipient, deployed, at)).collect();
        Reach { channel, reason: reasons.and_then(|reasons| reasons.into_iter().max()) }
    };
    Channel::ALL.map(reach).to_vec()
}

/// Returns the reason why this type would not arrive on the channel, by the rules of [`plan::plan`] that
/// don't depend on the event's data.
fn reason(
    event_type: EventType,
    channel: Channel,
    recipient: &Recipient,
    deployed: &[Channel],
    at: Time,
) -> Option<Reason> {
    plan::withdrawn(event_type, channel, recipient)
        .or_else(|| {
            let is_had = plan::has_channel(event_type.row(), &recipient.preferences, channel);
            (!is_had).then_some(Reason::NotChosen)
        })
        .or_else(|| plan::unavailable_reason(channel, recipient, deployed))
        .or_else(|| {
            let is_quiet = channel != Channel::Websocket
                && plan::quiet_until(event_type, event_type.priority(), recipient, at).is_some();
            is_quiet.then_some(Reason::QuietHours)
        })
}
