//! The content of a merged message: its deliveries and their subjects.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::DataError;
use crate::event::catalogue::{EventType, Priority};
use crate::event::channel::Reason;
use crate::ids::EventId;
use crate::json::Fault;
use crate::schema::Schema;
use crate::time::Time;

/// A delivery in a merged message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The notification's ID.
    pub id: EventId,
    /// The event type.
    pub event_type: EventType,
    /// The market or asset of the event.
    pub subject: Option<String>,
    /// The time from which it is no longer worth showing.
    pub expires_at: Time,
    /// The reason why the message leaves it out; `None` if it does not.
    pub left_out: Option<Reason>,
}

/// The number of notifications of one type on one market.
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
    /// The collapse key that it shares with the messages that it replaces.
    pub burst: String,
    /// Its deliveries, in the order of their IDs.
    pub parts: Vec<Part>,
    /// The counts of the messages that it replaces.
    pub earlier: Vec<Group>,
    /// The notifications of those messages. They no longer have to be sent once this message was accepted.
    pub covers: Vec<EventId>,
    /// The provider's ID of the message that it replaces, if the provider needs it. It is not stored: it is
    /// looked up before each try.
    pub replaces: Option<String>,
    /// The number of further deliveries that have expired.
    pub expired: u64,
}

impl Merged {
    /// Returns the part of this notification.
    pub fn part(&self, id: &EventId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == *id)
    }

    /// Returns the number of notifications that it covers, those of the messages that it replaces included.
    pub fn size(&self) -> u64 {
        self.groups().iter().map(|(.., count)| count).sum()
    }

    /// Returns the type, the market or asset, and the count of each group, the most frequent first.
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

    /// Returns the JSON Schema of the stored message. Its parts are internal and not shown to the trader.
    pub fn schema() -> Schema {
        Schema::object()
            .required(
                "priority",
                Schema::integer(0..=2).described("Priority class of the merged deliveries."),
            )
            .required(
                "burst",
                Schema::text()
                    .described("Collapse key: a later message with the same key replaces this one."),
            )
            .required(
                "parts",
                Schema::list(Schema::object()).described("The merged deliveries. Their format is internal."),
            )
    }
}

/// Returns the number of these deliveries for each type and subject.
pub(crate) fn groups<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<Group> {
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

const MUST: &str = "must be the deliveries of a stored merged message";

impl Merged {
    /// Reads the data of a stored merged message.
    ///
    /// # Errors
    /// The field that cannot be read. Not retryable.
    pub(crate) fn read(fields: Map<String, Value>) -> Result<Self, DataError> {
        let bad = || DataError { field: "parts", fault: Fault::Bad(MUST) };
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
