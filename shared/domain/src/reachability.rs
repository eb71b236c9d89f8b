//! Where the trader would be interrupted by something important: what the app shows, so that nobody has to guess why
//! nothing came.

use crate::catalogue::{Channel, EventType, Priority};
use crate::delivery::Reason;
use crate::plan;
use crate::recipient::Recipient;
use crate::time::Time;

/// Whether something of class P1 would arrive on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The channel.
    pub channel: Channel,
    /// Why nothing would; `None` where at least one type of that class would.
    pub reason: Option<Reason>,
}

/// What a P1 that occurs `at` this time would find on each channel, in fallback order, where `deployed` are the channels
/// with a function. Of the reasons of all types the one counts that is last in the order of precedence: it says how
/// little is missing.
pub fn reachability(recipient: &Recipient, deployed: &[Channel], at: Time) -> Vec<Reach> {
    let reach = |channel| {
        let p1 = EventType::ALL.iter().filter(|event_type| event_type.priority() == Priority::P1);
        let reasons: Option<Vec<_>> =
            p1.map(|event_type| reason(*event_type, channel, recipient, deployed, at)).collect();
        Reach { channel, reason: reasons.and_then(|reasons| reasons.into_iter().max()) }
    };
    Channel::ALL.map(reach).to_vec()
}

/// Why this type would not arrive there, by the rules of [`plan::plan`] as far as they don't depend on what the event says.
fn reason(
    event_type: EventType,
    channel: Channel,
    recipient: &Recipient,
    deployed: &[Channel],
    at: Time,
) -> Option<Reason> {
    plan::withdrawn(event_type, channel, recipient)
        .or_else(|| (!plan::can_use(event_type.row(), channel)).then_some(Reason::NotChosen))
        .or_else(|| plan::obstacle(channel, recipient, deployed))
        .or_else(|| {
            let is_quiet =
                channel != Channel::Websocket && plan::quiet_until(event_type, recipient, at).is_some();
            is_quiet.then_some(Reason::QuietHours)
        })
}
