//! What becomes of an event, per channel: a pure function of the event and its trader's wishes.

use crate::catalogue::{Channel, EventType, Priority, Row, WhenQuiet};
use crate::contact::DeviceId;
use crate::data::EventData;
use crate::delivery::DeliveryKey;
pub use crate::delivery::{Reason, keys};
use crate::event::Event;
use crate::preferences::Preferences;
use crate::recipient::Recipient;
use crate::time::Time;

/// What to do on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Send at once.
    Deliver,
    /// Send if nobody acks in time.
    Climb,
    /// Send when the quiet hours are over, as they were known when it was planned.
    Defer {
        /// The first minute that is not quiet.
        until: Time,
    },
    /// Send nothing.
    Suppress(Reason),
}

/// The decision for one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDelivery {
    /// The channel.
    pub channel: Channel,
    /// What to do there.
    pub decision: Decision,
    /// The devices that are delivered to, for push; one delivery each.
    pub devices: Vec<DeviceId>,
}

impl PlannedDelivery {
    /// Why nothing is sent, if so.
    pub fn suppressed(&self) -> Option<Reason> {
        match self.decision {
            Decision::Deliver | Decision::Climb | Decision::Defer { .. } => None,
            Decision::Suppress(reason) => Some(reason),
        }
    }

    /// The names of its deliveries in the ledger; the in-app delivery is not there.
    pub fn keys(&self) -> Vec<DeliveryKey> {
        keys(self.channel, &self.devices)
    }
}

/// The decisions for one event and its trader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// One for every channel that the catalogue or the trader has for this type, in fallback order.
    pub deliveries: Vec<PlannedDelivery>,
    /// Whether the trader is to be shown it without a sound.
    pub silent: bool,
}

impl Plan {
    /// The decision for this channel; `None` where neither the catalogue nor the trader has it.
    pub fn decision(&self, channel: Channel) -> Option<Decision> {
        self.deliveries.iter().find(|delivery| delivery.channel == channel).map(|delivery| delivery.decision)
    }
}

/// Decides at `now` what becomes of `event` on each channel, where `deployed` are the channels with a function and
/// `closed_at` is when a liquidation closed the event's position, if one did.
pub fn plan(
    event: &Event,
    recipient: &Recipient,
    deployed: &[Channel],
    closed_at: Option<Time>,
    now: Time,
) -> Plan {
    let row = event.event_type().row();
    let section = recipient.preferences.section_of(row);
    let quiet_until = quiet_until(event.event_type(), recipient, now);
    let unwanted = unwanted(&event.data, &recipient.preferences);
    let is_superseded = is_superseded(event.event_type(), event.occurred_at, closed_at);

    let decide = |channel| {
        let is_chosen = section.channels.contains(&channel)
            && event.channels.as_ref().is_none_or(|channels| channels.contains(&channel));
        if !section.enabled && !row.mandatory {
            Decision::Suppress(Reason::Disabled)
        } else if !is_chosen {
            Decision::Suppress(Reason::NotChosen)
        } else if let Some(reason) = unwanted.or_else(|| obstacle(channel, recipient, deployed)) {
            Decision::Suppress(reason)
        } else if is_superseded {
            Decision::Suppress(Reason::Superseded)
        } else if row.ladder.contains(&channel) {
            Decision::Climb
        } else {
            match quiet_until {
                // In-app it is there at once, without a sound.
                Some(until) if channel != Channel::Websocket => Decision::Defer { until },
                Some(_) | None => Decision::Deliver,
            }
        }
    };
    // A type without a section has its row's channels and no others.
    let is_added = |channel: &Channel| {
        row.preference.is_some() && section.channels.contains(channel) && can_use(row, *channel)
    };
    let mut deliveries: Vec<_> = Channel::ALL
        .into_iter()
        .filter(|channel| in_row(row, *channel) || is_added(channel))
        .map(|channel| PlannedDelivery { channel, decision: decide(channel), devices: Vec::new() })
        .collect();

    if row.mandatory {
        keep_mandatory(&mut deliveries, recipient, deployed);
    }
    for delivery in deliveries.iter_mut().filter(|delivery| delivery.channel == Channel::Push) {
        if delivery.suppressed().is_none() {
            delivery.devices = recipient.device_ids();
        }
    }
    Plan { deliveries, silent: quiet_until.is_some() }
}

/// Until when a notification of this type must not interrupt the trader, if it must not at `now`.
pub fn quiet_until(event_type: EventType, recipient: &Recipient, now: Time) -> Option<Time> {
    match event_type.row().when_quiet {
        WhenQuiet::Interrupts => None,
        WhenQuiet::Summarised | WhenQuiet::Whole => recipient.quiet_until(now),
    }
}

/// Whether a liquidation at `closed_at` has closed the position of this event before we could tell of it.
pub fn is_superseded(event_type: EventType, occurred_at: Time, closed_at: Option<Time>) -> bool {
    event_type == EventType::MarginCall && closed_at.is_some_and(|closed_at| occurred_at < closed_at)
}

/// What has become of the wish for a delivery since it was planned: why it must not be sent any more.
///
/// A wish that is withdrawn holds for every delivery that is claimed after it, except of types that cannot be
/// switched off.
pub fn withdrawn(event_type: EventType, channel: Channel, recipient: &Recipient) -> Option<Reason> {
    let row = event_type.row();
    let section = recipient.preferences.section_of(row);
    if row.mandatory || row.preference.is_none() {
        None
    } else if !section.enabled {
        Some(Reason::Disabled)
    } else if !section.channels.contains(&channel) {
        Some(Reason::NotChosen)
    } else {
        None
    }
}

/// The next channel for a P0 that its planned channels have failed: the first in fallback order that the plan allows,
/// that reaches the trader, and that `is_used` does not know. Where it is mandatory and none of the allowed is left, any
/// that reaches the trader.
pub fn fallback(
    event_type: EventType,
    planned: &[PlannedDelivery],
    recipient: &Recipient,
    deployed: &[Channel],
    is_used: impl Fn(Channel) -> bool,
) -> Option<Channel> {
    let row = event_type.row();
    let is_free = |channel: &Channel| {
        *channel != Channel::Websocket
            && !is_used(*channel)
            && obstacle(*channel, recipient, deployed).is_none()
    };
    let is_allowed = |channel: &Channel| {
        let planned = planned.iter().find(|delivery| delivery.channel == *channel);
        // One that could not reach the trader when it was planned may do so now.
        let is_wanted = |delivery: &PlannedDelivery| {
            matches!(delivery.suppressed(), None | Some(Reason::NoContact | Reason::ChannelNotDeployed))
        };
        planned.is_some_and(is_wanted) && withdrawn(event_type, *channel, recipient).is_none()
    };
    let mut free = Channel::ALL.into_iter().filter(is_free);
    let allowed = free.clone().find(is_allowed);
    allowed.or_else(|| if row.mandatory { free.next() } else { None })
}

/// The trader's limits, which rule all channels of an event alike.
fn unwanted(data: &EventData, preferences: &Preferences) -> Option<Reason> {
    match data {
        EventData::MarginCall(data)
            if data.margin_ratio_percent.get() >= preferences.liquidation_warning.threshold_percent =>
        {
            Some(Reason::Threshold)
        }
        EventData::NewListing(data) if data.score.get() < preferences.new_listing.min_score => {
            Some(Reason::MinScore)
        }
        _ => None,
    }
}

/// What keeps us from using a channel that is wanted.
pub fn obstacle(channel: Channel, recipient: &Recipient, deployed: &[Channel]) -> Option<Reason> {
    if !recipient.is_reachable(channel) {
        Some(Reason::NoContact)
    } else if !deployed.contains(&channel) {
        Some(Reason::ChannelNotDeployed)
    } else {
        None
    }
}

fn in_row(row: &Row, channel: Channel) -> bool {
    row.at_once.contains(&channel) || row.ladder.contains(&channel)
}

/// Whether a trader can have this type on the channel, which its row may lack: an SMS is for P0 only, and the health of
/// a price feed is for the socket only.
pub(crate) fn can_use(row: &Row, channel: Channel) -> bool {
    let can_be_added =
        (channel != Channel::Sms || row.priority == Priority::P0) && row.event_type != EventType::PriceFeed;
    in_row(row, channel) || can_be_added
}

/// Nothing takes a mandatory type out of the app; and where nothing external is left for it, the first
/// external channel that can be used is.
fn keep_mandatory(deliveries: &mut Vec<PlannedDelivery>, recipient: &Recipient, deployed: &[Channel]) {
    for delivery in deliveries.iter_mut().filter(|delivery| delivery.channel == Channel::Websocket) {
        delivery.decision = Decision::Deliver;
    }
    let mut external = deliveries.iter_mut().filter(|delivery| delivery.channel != Channel::Websocket);
    if external.any(|delivery| !matches!(delivery.decision, Decision::Suppress(_))) {
        return;
    }
    let is_usable = |channel: &Channel| {
        *channel != Channel::Websocket && obstacle(*channel, recipient, deployed).is_none()
    };
    let Some(channel) = Channel::ALL.into_iter().find(is_usable) else { return };
    if let Some(delivery) = deliveries.iter_mut().find(|delivery| delivery.channel == channel) {
        delivery.decision = Decision::Deliver;
    } else {
        // The row lacks the channel, which is all that the trader has.
        deliveries.push(PlannedDelivery { channel, decision: Decision::Deliver, devices: Vec::new() });
        deliveries.sort_by_key(|delivery| delivery.channel);
    }
}
