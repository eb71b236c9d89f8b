//! Decides for each channel what happens to an event: a pure function of the event and its trader's
//! preferences.

use crate::delivery::DeliveryKey;
pub use crate::delivery::{Reason, keys};
use crate::event::catalogue::{Channel, Comparison, EventType, Priority, QuietHandling, Row, When};
use crate::event::data::{EventData, FieldValue};
use crate::event::{Event, Mode};
use crate::preferences::{Chosen, Preferences};
use crate::recipient::Recipient;
use crate::recipient::contact::DeviceId;
use crate::time::Time;

/// The decision for a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// It is sent at once.
    Deliver,
    /// It is sent if no device acks in time.
    Climb,
    /// It is sent when the quiet hours are over, as they were set when the plan was made.
    Defer {
        /// The first minute that is not quiet.
        until: Time,
    },
    /// It is not sent.
    Suppress(Reason),
}

/// The decision for one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDelivery {
    /// The channel.
    pub channel: Channel,
    /// The decision.
    pub decision: Decision,
    /// The devices to deliver to, for push; one delivery each. For e-mail and SMS the name of the second
    /// delivery, if there is one.
    pub devices: Vec<DeviceId>,
}

impl PlannedDelivery {
    /// Returns the reason why nothing is sent; `None` if something is.
    pub fn suppressed(&self) -> Option<Reason> {
        match self.decision {
            Decision::Deliver | Decision::Climb | Decision::Defer { .. } => None,
            Decision::Suppress(reason) => Some(reason),
        }
    }

    /// Returns the keys of its deliveries in the ledger. The in-app delivery is not in the ledger.
    pub fn keys(&self) -> Vec<DeliveryKey> {
        keys(self.channel, &self.devices)
    }
}

/// The decisions for one event and its trader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// One decision for every channel that the catalogue or the trader has for this
    /// type, in fallback order.
    pub deliveries: Vec<PlannedDelivery>,
    /// Whether the notification is shown to the trader without a sound.
    pub silent: bool,
}

impl Plan {
    /// Returns the decision for this channel; `None` if neither the catalogue nor the trader has it.
    pub fn decision(&self, channel: Channel) -> Option<Decision> {
        self.deliveries.iter().find(|delivery| delivery.channel == channel).map(|delivery| delivery.decision)
    }

    /// Returns the plan without any delivery. Those that it suppresses keep their reasons.
    #[must_use]
    pub fn suppressed(mut self, reason: Reason) -> Self {
        for delivery in self.deliveries.iter_mut().filter(|delivery| delivery.suppressed().is_none()) {
            delivery.decision = Decision::Suppress(reason);
            delivery.devices.clear();
        }
        self
    }
}

/// Decides at `now` what happens to `event` on each channel. `deployed` are the channels with a deployed
/// function. `closed_at` is the time at which a newer event closed what the event is about, if one did.
pub fn plan(
    event: &Event,
    recipient: &Recipient,
    deployed: &[Channel],
    closed_at: Option<Time>,
    now: Time,
) -> Plan {
    let row = event.event_type().row();
    let section = recipient.preferences.section_of(row);
    let quiet_until = quiet_until(event.event_type(), event.priority, recipient, now);
    let unwanted = unwanted(&event.data, &recipient.preferences);
    let is_superseded = is_superseded(event.event_type(), event.occurred_at, closed_at);
    let further: Vec<_> = further(&event.data).collect();
    let is_at_once = |channel: &Channel| {
        row.at_once.contains(channel) || further.iter().any(|when| when.at_once.contains(channel))
    };
    // Only a P0 has a ladder.
    let has_ladder = !event.event_type().is_lowered(event.priority);
    let is_on_ladder = |channel: &Channel| {
        has_ladder
            && (row.ladder.contains(channel) || further.iter().any(|when| when.ladder.contains(channel)))
    };

    let changed = changed_contact(&event.data);
    let unavailable = |channel| {
        // The profile message with the contact may come after the notice.
        unavailable_reason(channel, recipient, deployed)
            .filter(|reason| *reason != Reason::NoContact || changed != Some(channel))
    };

    let decide = |channel| {
        let is_chosen = section.channels.contains(&channel)
            && event.channels.as_ref().is_none_or(|channels| channels.contains(&channel));
        if !section.enabled && !row.mandatory {
            Decision::Suppress(Reason::Disabled)
        } else if !is_chosen {
            Decision::Suppress(Reason::NotChosen)
        } else if let Some(reason) = unwanted.or_else(|| unavailable(channel)) {
            Decision::Suppress(reason)
        } else if is_superseded {
            Decision::Suppress(Reason::Superseded)
        } else if is_on_ladder(&channel) {
            Decision::Climb
        } else {
            match quiet_until {
                // In the app it appears at once, without a sound.
                Some(until) if channel != Channel::Websocket => Decision::Defer { until },
                Some(_) | None => Decision::Deliver,
            }
        }
    };
    let mut deliveries: Vec<_> = Channel::ALL
        .into_iter()
        .filter(|channel| is_at_once(channel) || is_on_ladder(channel) || is_added(row, section, *channel))
        .filter(|channel| allows(event.priority, *channel))
        .map(|channel| PlannedDelivery { channel, decision: decide(channel), devices: Vec::new() })
        .collect();

    if row.mandatory {
        let decision = quiet_until.map_or(Decision::Deliver, |until| Decision::Defer { until });
        keep_mandatory(&mut deliveries, row, decision, recipient, deployed);
    }
    match event.mode {
        Mode::Live => {}
        Mode::Backfill => deliveries.iter_mut().for_each(keep_in_inbox),
    }
    for delivery in deliveries.iter_mut().filter(|delivery| delivery.suppressed().is_none()) {
        if delivery.channel == Channel::Push {
            delivery.devices = recipient.device_ids();
        } else if changed == Some(delivery.channel) {
            delivery.devices =
                DeliveryKey::second(delivery.channel).and_then(|key| key.device).into_iter().collect();
        }
    }
    Plan { deliveries, silent: quiet_until.is_some() }
}

/// Suppresses a delivery of an event of the past. The inbox lists it nevertheless, unless the trader has
/// switched the type off in the app.
fn keep_in_inbox(delivery: &mut PlannedDelivery) {
    let is_unwanted = matches!(
        delivery.suppressed(),
        Some(Reason::Disabled | Reason::NotChosen | Reason::Threshold | Reason::MinScore)
    );
    if delivery.channel != Channel::Websocket || !is_unwanted {
        delivery.decision = Decision::Suppress(Reason::Backfill);
    }
}

/// Returns the time until which a notification of this type and class must not interrupt the trader;
/// `None` if it may at `now`.
pub fn quiet_until(event_type: EventType, class: Priority, recipient: &Recipient, now: Time) -> Option<Time> {
    match event_type.quiet_handling(class) {
        QuietHandling::Interrupts => None,
        QuietHandling::Summarised | QuietHandling::Whole => recipient.quiet_until(now),
    }
}

/// Whether what the event is about was closed at `closed_at`, after the event occurred, so that the event is
/// obsolete.
pub fn is_superseded(event_type: EventType, occurred_at: Time, closed_at: Option<Time>) -> bool {
    !event_type.row().superseded_by.is_empty() && closed_at.is_some_and(|closed_at| occurred_at < closed_at)
}

/// Returns the reason why a planned delivery must no longer be sent, because the trader has
/// switched it off since then.
///
/// It applies to every delivery that is claimed after the change, except for types that
/// cannot be switched off.
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

/// Returns the next channel for a P0 whose planned channels have failed: the first in fallback order that
/// the plan allows, that reaches the trader, and that is not in use (`is_used`). If the type is mandatory
/// and no allowed channel is left, it is any channel that reaches the trader.
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
            && unavailable_reason(*channel, recipient, deployed).is_none()
    };
    let is_allowed = |channel: &Channel| {
        let planned = planned.iter().find(|delivery| delivery.channel == *channel);
        // A channel that could not reach the trader when the plan was made may do so now.
        let is_wanted = |delivery: &PlannedDelivery| {
            matches!(delivery.suppressed(), None | Some(Reason::NoContact | Reason::ChannelNotDeployed))
        };
        planned.is_some_and(is_wanted) && withdrawn(event_type, *channel, recipient).is_none()
    };
    let mut free = Channel::ALL.into_iter().filter(is_free);
    let allowed = free.clone().find(is_allowed);
    allowed.or_else(|| if row.mandatory { free.next() } else { None })
}

/// Returns the channel of the contact whose change the event reports, if the profile has it.
fn changed_contact(data: &EventData) -> Option<Channel> {
    let fields = data.fields().filter(|fields| fields.event_type() == EventType::ContactChanged)?;
    let (spec, kind) = fields.iter().find(|(spec, _)| spec.name == "kind")?;
    match kind.word(spec)? {
        "email" => Some(Channel::Email),
        "phone" => Some(Channel::Sms),
        _ => None,
    }
}

/// Returns the further channels that the catalogue gives to this event.
fn further(data: &EventData) -> impl Iterator<Item = &'static When> {
    let fields = data.fields();
    let is_so = move |when: &&When| {
        fields.is_some_and(|fields| fields.at(when.field) == Some(&FieldValue::Word(when.is)))
    };
    data.event_type().row().when.iter().filter(is_so)
}

/// Returns the reason if a limit of the trader suppresses the event. Such a limit applies
/// to all channels alike.
fn unwanted(data: &EventData, preferences: &Preferences) -> Option<Reason> {
    let row = data.event_type().row();
    let filter = row.filter.as_ref()?;
    let Some(FieldValue::Decimal(value)) = data.fields()?.at(filter.field) else { return None };
    let limit = preferences.number(row.preference?, filter.option)?;
    match filter.comparison {
        Comparison::Below => (*value >= limit).then_some(Reason::Threshold),
        Comparison::AtLeast => (*value < limit).then_some(Reason::MinScore),
    }
}

/// Returns the reason why a channel that the trader wants cannot be used.
pub fn unavailable_reason(channel: Channel, recipient: &Recipient, deployed: &[Channel]) -> Option<Reason> {
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

/// Whether a trader with these preferences has the type on the channel, whatever a field of the event adds.
pub(crate) fn has_channel(row: &Row, preferences: &Preferences, channel: Channel) -> bool {
    in_row(row, channel) || is_added(row, preferences.section_of(row), channel)
}

/// Whether the trader has added the channel to the type's section, and so to all its types. The section's
/// own channels are those of its types together, and each type has its own of them. A type without a section
/// has the channels of its row and no others.
fn is_added(row: &Row, section: Chosen<'_>, channel: Channel) -> bool {
    row.preference.is_some_and(|key| !key.spec().channels.contains(&channel))
        && section.channels.contains(&channel)
        && can_be_added(row, channel)
}

/// Whether this type can be sent on a channel that its row does not have. The health of a price feed is for
/// the socket only.
fn can_be_added(row: &Row, channel: Channel) -> bool {
    allows(row.priority, channel) && row.event_type != EventType::PriceFeed
}

/// Whether an event of this class may be sent on the channel. An SMS is for P0 only.
fn allows(class: Priority, channel: Channel) -> bool {
    channel != Channel::Sms || class == Priority::P0
}

/// Keeps the deliveries of a mandatory type: the in-app delivery always, and, if no external delivery is
/// left, one with this decision on the first external channel that can be used.
fn keep_mandatory(
    deliveries: &mut Vec<PlannedDelivery>,
    row: &Row,
    decision: Decision,
    recipient: &Recipient,
    deployed: &[Channel],
) {
    for delivery in deliveries.iter_mut().filter(|delivery| delivery.channel == Channel::Websocket) {
        delivery.decision = Decision::Deliver;
    }
    let mut external = deliveries.iter_mut().filter(|delivery| delivery.channel != Channel::Websocket);
    if external.any(|delivery| delivery.suppressed().is_none() && recipient.is_reachable(delivery.channel)) {
        return;
    }
    let is_usable = |channel: &Channel| {
        *channel != Channel::Websocket
            && (in_row(row, *channel) || can_be_added(row, *channel))
            && unavailable_reason(*channel, recipient, deployed).is_none()
    };
    let Some(channel) = Channel::ALL.into_iter().find(is_usable) else { return };
    if let Some(delivery) = deliveries.iter_mut().find(|delivery| delivery.channel == channel) {
        delivery.decision = decision;
    } else {
        // The row does not have the channel, but it is the only one that the trader has.
        deliveries.push(PlannedDelivery { channel, decision, devices: Vec::new() });
        deliveries.sort_by_key(|delivery| delivery.channel);
    }
}
