//! Deliveries above the limit of one recipient, merged into one message that says how many there were and of what.
//!
//! A delivery above the limit joins a [`Slot`]: a point in time at which one merged message of this recipient, channel and
//! class is due. A slot that was closed takes no further delivery, so what is in a merged message is decided by one
//! conditional write, and a delivery that comes too late joins the next slot. The slot's id is the merged
//! notification's id.

mod slot;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::catalogue::{Channel, EventType, Priority};
use crate::data::{DataError, EventData};
use crate::delivery::Reason;
use crate::ids::{EventId, UserId};
use crate::locale::Locale;
use crate::notification::Notification;
use crate::plan::{self, Decision, PlannedDelivery};
use crate::recipient::Recipient;
use crate::schema::Schema;
use crate::text;
use crate::time::Time;

pub use slot::Slot;

/// The most deliveries in one merged message. With it the item that collects them stays far below DynamoDB's 400 KB, and a
/// join, which costs as many write units as the item has KB, below 80.
pub const MOST_PARTS: u32 = 500;

/// What becomes of a delivery above its recipient's limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AboveLimit {
    /// It goes out as itself, and is not counted.
    Exempt,
    /// It waits for a minute in which there is room.
    Waits,
    /// It is merged with others.
    Merges,
}

impl AboveLimit {
    /// Returns what becomes of deliveries of this type. What must be noticed at once, so much so that it has a ladder or
    /// cannot be switched off, is exempt; so are messages that stand for several already.
    pub fn of(event_type: EventType) -> Self {
        let row = event_type.row();
        if row.mandatory || !row.ladder.is_empty() {
            return Self::Exempt;
        }
        match event_type {
            EventType::ContactChanged
            | EventType::PreferencesWeakened
            | EventType::Summary
            | EventType::Merged => Self::Exempt,
            // A report is its content: a line that counts it would be of no use.
            EventType::WeeklyPnlReport | EventType::DailyReport => Self::Waits,
            EventType::PositionLiquidated
            | EventType::MarginCall
            | EventType::OrderFilled
            | EventType::PriceAlert
            | EventType::PriceFeed
            | EventType::OrderPartiallyFilled
            | EventType::DepositCredited
            | EventType::NewListing
            | EventType::ReferralAccrued => Self::Merges,
        }
    }
}

/// A delivery in a merged message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The notification's id.
    pub id: EventId,
    /// What happened.
    pub event_type: EventType,
    /// The market or asset that it happened to.
    pub subject: Option<String>,
    /// When it is no longer worth telling.
    pub expires_at: Time,
    /// Why the message does not tell of it, if so.
    pub left_out: Option<Reason>,
}

impl Part {
    /// The part that stands for this notification. What is stored and cannot be read has no subject.
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

/// How many notifications of one type there were on one market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    event_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    count: u64,
}

/// The content of a merged message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The class of its deliveries.
    pub priority: Priority,
    /// What it has in common with the messages that it replaces.
    pub burst: String,
    /// Its deliveries, in the order of their ids.
    pub parts: Vec<Part>,
    /// What the messages said that it replaces.
    pub earlier: Vec<Group>,
    /// The notifications of those messages: none of them has to be sent any more once this one was taken.
    pub covers: Vec<EventId>,
    /// The provider's name for the message that it replaces, where that has to be named. It is not stored: which one it is
    /// is found out before each try.
    pub replaces: Option<String>,
    /// How many others there were that are no longer worth telling.
    pub expired: u64,
}

impl Merged {
    /// Puts together the message of a slot that was closed with these `parts`, for the recipient as of now. `replaced` are
    /// the messages that were stored of [`Slot::replaced`], by their notifications.
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

    /// Returns until when the message is worth sending to the trader, who may have switched off some of what it tells;
    /// `None` where nothing is left of it.
    pub fn wanted_until(&self, channel: Channel, recipient: &Recipient) -> Option<Time> {
        self.wanted(channel, recipient).map(|part| part.expires_at).max()
    }

    /// Returns why the message is not wanted any more, where the trader has switched off all that it tells.
    pub fn withdrawn(&self, channel: Channel, recipient: &Recipient) -> Option<Reason> {
        let reason = |part: &Part| part.left_out.or(plan::withdrawn(part.event_type, channel, recipient));
        let mut reasons = self.parts.iter().map(reason);
        let first = reasons.next()??;
        reasons.all(|reason| reason.is_some()).then_some(first)
    }

    /// Returns the message as it is told at `now`: without what the trader has switched off, and with a count of what has
    /// expired.
    #[must_use]
    pub fn told(&self, channel: Channel, recipient: &Recipient, now: Time) -> Self {
        let (live, over): (Vec<_>, Vec<_>) =
            self.wanted(channel, recipient).cloned().partition(|part| part.expires_at > now);
        let expired = u64::try_from(over.len()).unwrap_or(u64::MAX);
        Self { parts: live, expired, ..self.clone() }
    }

    /// Returns the part of this notification.
    pub fn part(&self, id: &EventId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == *id)
    }

    /// Returns how many notifications it tells of, those of the messages that it replaces included.
    pub fn size(&self) -> u64 {
        self.groups().iter().map(|(.., count)| count).sum()
    }

    /// Returns of what how many there were, the most frequent first: type, market or asset, count.
    pub(crate) fn groups(&self) -> Vec<(EventType, Option<String>, u64)> {
        let mut counts: BTreeMap<(EventType, Option<String>), u64> = BTreeMap::new();
        for group in self.earlier.iter().cloned().chain(groups(self.parts.iter())) {
            if let Some(event_type) = EventType::of_stored(&group.event_type) {
                *counts.entry((event_type, group.subject)).or_default() += group.count;
            }
        }
        let mut groups: Vec<_> =
            counts.into_iter().map(|((event_type, subject), count)| (event_type, subject, count)).collect();
        groups.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
        groups
    }

    /// Returns the merged notification of this slot: in no list, and with one delivery.
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
            occurred_at: now,
            expires_at,
            routed_at: now,
            text: text::in_app(&data, &Locale::default()),
            data: data.to_json(),
            silent: false,
            channels,
        }
    }

    /// Returns what is written of it. Its parts are for us, and no trader is told of them.
    pub fn schema() -> Schema {
        Schema::object()
            .required("priority", Schema::integer(0..=2).described("The class of what was merged."))
            .required("burst", Schema::text().described("What later messages of the same burst replace."))
            .required("parts", Schema::list(Schema::object()).described("The deliveries that were merged."))
    }

    fn wanted(&self, channel: Channel, recipient: &Recipient) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| {
            part.left_out.is_none() && plan::withdrawn(part.event_type, channel, recipient).is_none()
        })
    }
}

fn groups<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<Group> {
    let mut counts: BTreeMap<(EventType, Option<&str>), u64> = BTreeMap::new();
    for part in parts {
        *counts.entry((part.event_type, part.subject.as_deref())).or_default() += 1;
    }
    let group = |((event_type, subject), count): ((EventType, Option<&str>), u64)| Group {
        event_type: event_type.name().to_owned(),
        subject: subject.map(str::to_owned),
        count,
    };
    counts.into_iter().map(group).collect()
}

/// A part as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredPart {
    id: EventId,
    event_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    expires_at: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
}

/// A merged message as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    priority: u8,
    burst: String,
    parts: Vec<StoredPart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Group>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    covers: Vec<EventId>,
}

const MUST: &str = "must be the deliveries of a merged message of ours";

impl Merged {
    /// Reads the data of a stored merged message.
    pub(crate) fn read(fields: Map<String, Value>) -> Result<Self, DataError> {
        let bad = || DataError::Bad { field: "parts", must: MUST };
        let stored: Stored = serde_json::from_value(Value::Object(fields)).map_err(|_| bad())?;
        let parts: Option<Vec<_>> = stored.parts.into_iter().map(StoredPart::read).collect();
        Ok(Self {
            priority: Priority::from_number(stored.priority).ok_or_else(bad)?,
            burst: stored.burst,
            parts: parts.ok_or_else(bad)?,
            earlier: stored.earlier,
            covers: stored.covers,
            replaces: None,
            expired: 0,
        })
    }
}

impl StoredPart {
    fn read(self) -> Option<Part> {
        let left_out = match self.left_out {
            Some(reason) => Some(Reason::parse(&reason)?),
            None => None,
        };
        Some(Part {
            id: self.id,
            event_type: EventType::of_stored(&self.event_type)?,
            subject: self.subject,
            expires_at: self.expires_at,
            left_out,
        })
    }
}

impl Serialize for Merged {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = |part: &Part| StoredPart {
            id: part.id.clone(),
            event_type: part.event_type.name().to_owned(),
            subject: part.subject.clone(),
            expires_at: part.expires_at,
            left_out: part.left_out.map(|reason| reason.name().to_owned()),
        };
        Stored {
            priority: self.priority.number(),
            burst: self.burst.clone(),
            parts: self.parts.iter().map(part).collect(),
            earlier: self.earlier.clone(),
            covers: self.covers.clone(),
        }
        .serialize(serializer)
    }
}
