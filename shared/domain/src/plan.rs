//! What becomes of an event, per channel: a pure function of the event and its trader's wishes.

use crate::catalogue::{Channel, EventType, Priority, Row};
use crate::data::EventData;
use crate::event::Event;
use crate::preferences::Preferences;

/// The channels that have a function today.
pub const DEPLOYED: &[Channel] = &[Channel::Websocket];

/// Why nothing is sent on a channel. Where several hold, the first in this order is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The trader has switched this kind off.
    Disabled,
    /// The trader or the event did not choose this channel.
    NotChosen,
    /// The margin ratio is not below the trader's threshold.
    Threshold,
    /// The listing's score is below the trader's least.
    MinScore,
    /// There is no address, device or chat to send to.
    NoContact,
    /// No function serves this channel.
    ChannelNotDeployed,
    /// A liquidation has closed the position of this margin call.
    Superseded,
    /// The channel's allowance is used up.
    OverCap,
    /// It would interrupt the trader's quiet hours.
    QuietHours,
}

impl Reason {
    /// All of them, in the order of precedence.
    pub const ALL: [Self; 9] = [
        Self::Disabled,
        Self::NotChosen,
        Self::Threshold,
        Self::MinScore,
        Self::NoContact,
        Self::ChannelNotDeployed,
        Self::Superseded,
        Self::OverCap,
        Self::QuietHours,
    ];

    /// The name in deliveries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::NotChosen => "not_chosen",
            Self::Threshold => "threshold",
            Self::MinScore => "min_score",
            Self::NoContact => "no_contact",
            Self::ChannelNotDeployed => "channel_not_deployed",
            Self::Superseded => "superseded",
            Self::OverCap => "over_cap",
            Self::QuietHours => "quiet_hours",
        }
    }

    /// The reason of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// What to do on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Send at once.
    Deliver,
    /// Send if nobody acks in time.
    Climb,
    /// Send nothing.
    Suppress(Reason),
}

/// The decision for one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedDelivery {
    /// The channel.
    pub channel: Channel,
    /// What to do there.
    pub decision: Decision,
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

/// Decides what becomes of `event` on each channel, where `deployed` are the channels with a function.
pub fn plan(event: &Event, preferences: &Preferences, deployed: &[Channel]) -> Plan {
    let row = event.event_type().row();
    let section = preferences.section(row.preference);
    let unwanted = unwanted(&event.data, preferences);

    let decide = |channel| {
        let is_chosen = section.channels.contains(&channel)
            && event.channels.as_ref().is_none_or(|channels| channels.contains(&channel));
        if !section.enabled && !row.mandatory {
            Decision::Suppress(Reason::Disabled)
        } else if !is_chosen {
            Decision::Suppress(Reason::NotChosen)
        } else if let Some(reason) = unwanted.or_else(|| obstacle(channel, deployed)) {
            Decision::Suppress(reason)
        } else if row.ladder.contains(&channel) {
            Decision::Climb
        } else {
            Decision::Deliver
        }
    };
    let mut deliveries: Vec<_> = Channel::ALL
        .into_iter()
        .filter(|channel| {
            in_row(row, *channel) || (section.channels.contains(channel) && can_be_added(row, *channel))
        })
        .map(|channel| PlannedDelivery { channel, decision: decide(channel) })
        .collect();

    if row.mandatory {
        keep_mandatory(&mut deliveries, deployed);
    }
    Plan { deliveries, silent: false }
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

/// What keeps us from using a channel that is wanted. Whether the trader can be reached there
/// ([`Reason::NoContact`]) is to be asked here first, once recipients have contacts.
fn obstacle(channel: Channel, deployed: &[Channel]) -> Option<Reason> {
    if deployed.contains(&channel) { None } else { Some(Reason::ChannelNotDeployed) }
}

fn in_row(row: &Row, channel: Channel) -> bool {
    row.at_once.contains(&channel) || row.ladder.contains(&channel)
}

/// Whether a trader can have this type on a channel that its row lacks: an SMS is for P0 only, and the
/// health of a price feed is for the socket only.
fn can_be_added(row: &Row, channel: Channel) -> bool {
    (channel != Channel::Sms || row.priority == Priority::P0) && row.event_type != EventType::PriceFeed
}

/// Nothing takes a mandatory type out of the app; and where nothing external is left for it, the first
/// external channel that can be used is.
fn keep_mandatory(deliveries: &mut [PlannedDelivery], deployed: &[Channel]) {
    for delivery in deliveries.iter_mut().filter(|delivery| delivery.channel == Channel::Websocket) {
        delivery.decision = Decision::Deliver;
    }
    let mut external = deliveries.iter_mut().filter(|delivery| delivery.channel != Channel::Websocket);
    if external.any(|delivery| !matches!(delivery.decision, Decision::Suppress(_))) {
        return;
    }
    let usable = deliveries.iter_mut().find(|delivery| {
        delivery.channel != Channel::Websocket && obstacle(delivery.channel, deployed).is_none()
    });
    if let Some(delivery) = usable {
        delivery.decision = Decision::Deliver;
    }
}
