//! Merges deliveries above the limits of one recipient, of all messages and of one burst, into one message,
//! which gives their number and their types.
//!
//! A delivery above the limit joins a [`Slot`]: a point in time at which one merged message of this
//! recipient, channel and class is due. A closed slot accepts no further delivery, so the content of a
//! merged message is decided by one conditional write. A delivery that comes too late joins the next slot.
//! The slot's ID is also the ID of the merged notification.

mod slot;

use crate::event::catalogue::{Channel, EventType, Priority, QuietHandling};
use crate::event::channel::Reason;
use crate::event::data::{EventData, groups};
pub use crate::event::data::{Group, Merged, Part};
use crate::ids::{EventId, UserId};
use crate::locale::Locale;
use crate::recipient::Recipient;
use crate::routing::notification::Notification;
use crate::routing::plan::{self, Decision, PlannedDelivery};
use crate::text;
use crate::time::Time;

pub use slot::Slot;

/// The maximum number of deliveries in one merged message. With it the item that collects them stays far
/// below DynamoDB's limit of 400 KB, and a join, which costs one write unit per KB of the item, below 80
/// write units.
pub const MAX_PARTS: u32 = 500;

/// The handling of a delivery above its recipient's limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AboveLimit {
    /// It is sent unmerged, and does not count towards the limit.
    Exempt,
    /// It waits for a minute in which the limit is not reached.
    Waits,
    /// It is merged with others.
    Merges,
}

impl AboveLimit {
    /// Returns how deliveries of this type and class are handled above the limit. Exempt are the types that the
    /// trader must notice at once, which means that they have a ladder or cannot be switched off, and
    /// messages that already stand for several notifications.
    pub fn of(event_type: EventType, class: Priority) -> Self {
        let row = event_type.row();
        let has_ladder = !row.ladder.is_empty() && !event_type.is_lowered(class);
        if row.mandatory || has_ladder {
            return Self::Exempt;
        }
        match event_type {
            EventType::Summary | EventType::Merged => Self::Exempt,
            // A report consists of its content, so a line that counts reports would be useless.
            EventType::DailyReport => Self::Waits,
            _ if row.quiet_handling == QuietHandling::Whole => Self::Waits,
            _ => Self::Merges,
        }
    }
}

impl Part {
    /// Returns the part that stands for this notification. It has no subject if the stored
    /// data cannot be read.
    pub fn of(notification: &Notification) -> Self {
        let data = EventData::of_stored(notification.event_type, &notification.data).ok();
        Self {
            id: notification.id.clone(),
            event_type: notification.event_type,
            subject: data.as_ref().and_then(EventData::subject).map(str::to_owned),
            expires_at: notification.expires_at,
            left_out: None,
        }
    }
}

impl Merged {
    /// Creates the message of a slot that was closed with these `parts`, according to the recipient's
    /// current preferences. `replaced` are the stored messages of the slots [`Slot::replaced`], with their
    /// notification IDs.
    pub fn new(
        slot: &Slot,
        mut parts: Vec<Part>,
        replaced: &[(EventId, Self)],
        recipient: &Recipient,
    ) -> Self {
        parts.sort_by(|a, b| a.id.cmp(&b.id));
        for part in &mut parts {
            part.left_out = plan::withdrawn(part.event_type, slot.delivery().channel, recipient);
        }
        let earlier = replaced.iter().flat_map(|(_, merged)| merged.parts.iter());
        let covers = replaced.iter().map(|(id, _)| id.clone()).collect();
        let earlier = groups(earlier.filter(|part| part.left_out.is_none()));
        Self {
            priority: slot.priority(),
            burst: slot.burst(),
            parts,
            earlier,
            covers,
            replaces: None,
            expired: 0,
        }
    }

    /// Returns the time until which the message is worth sending to the trader, who may have switched off
    /// some of its types; `None` if none of its deliveries remains.
    pub fn wanted_until(&self, channel: Channel, recipient: &Recipient) -> Option<Time> {
        self.wanted(channel, recipient).map(|part| part.expires_at).max()
    }

    /// Returns the reason why the trader no longer wants the message; `None` unless all its types are
    /// switched off.
    pub fn withdrawn(&self, channel: Channel, recipient: &Recipient) -> Option<Reason> {
        let reason = |part: &Part| part.left_out.or(plan::withdrawn(part.event_type, channel, recipient));
        let mut reasons = self.parts.iter().map(reason);
        let first = reasons.next()??;
        reasons.all(|reason| reason.is_some()).then_some(first)
    }

    /// Returns the message as it is shown at `now`: without the types that the trader has switched off, and
    /// with the number of deliveries that have expired.
    #[must_use]
    pub fn visible_on(&self, channel: Channel, recipient: &Recipient, now: Time) -> Self {
        let (live, over): (Vec<_>, Vec<_>) =
            self.wanted(channel, recipient).cloned().partition(|part| part.expires_at > now);
        let expired = u64::try_from(over.len()).unwrap_or(u64::MAX);
        Self { parts: live, expired, ..self.clone() }
    }

    /// Returns the merged notification of this slot. It is not listed in the inbox and has
    /// one external delivery.
    pub fn notify(self, user_id: UserId, id: EventId, slot: &Slot, now: Time) -> Notification {
        let expires_at = self.parts.iter().map(|part| part.expires_at).max().unwrap_or(now);
        let in_app = Decision::Suppress(Reason::NotChosen);
        let channels = vec![
            PlannedDelivery { channel: Channel::Websocket, decision: in_app, devices: Vec::new() },
            PlannedDelivery {
                channel: slot.delivery().channel,
                decision: Decision::Deliver,
                devices: slot.delivery().device.iter().cloned().collect(),
            },
        ];
        let data = EventData::Merged(self);
        Notification {
            user_id,
            id,
            event_type: EventType::Merged,
            priority: EventType::Merged.priority(),
            traceparent: None,
            occurred_at: now,
            expires_at,
            routed_at: now,
            text: text::in_app(&data, &Locale::default()),
            link: None,
            data: data.to_json(),
            silent: false,
            channels,
        }
    }

    fn wanted(&self, channel: Channel, recipient: &Recipient) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| {
            part.left_out.is_none() && plan::withdrawn(part.event_type, channel, recipient).is_none()
        })
    }
}
