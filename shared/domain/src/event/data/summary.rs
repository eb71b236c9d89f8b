//! The content of a summary: the notifications that were deferred in quiet hours, line by line.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{DataError, EventData};
use crate::event::catalogue::EventType;
use crate::event::channel::{Channel, Reason};
use crate::ids::EventId;
use crate::json::Fault;
use crate::schema::Schema;
use crate::time::Time;

/// The data of a notification that a summary keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The notification's ID.
    pub id: EventId,
    /// The event type.
    pub event_type: EventType,
    /// The time at which it expires.
    pub expires_at: Time,
    /// The channels whose message shows it.
    pub channels: Vec<Channel>,
    /// The channels that were to show it but do not, and the reasons.
    pub left_out: Vec<(Channel, Reason)>,
    /// The event's data, if there is room for it.
    pub data: Option<EventData>,
}

/// The deferred notifications, in the order in which they occurred.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// The notifications.
    pub lines: Vec<Line>,
    /// The number of further notifications that have expired.
    pub expired: u64,
}

impl Summary {
    /// Returns the JSON Schema of the stored summary. Its lines are internal and not shown to the trader.
    pub fn schema() -> Schema {
        Schema::object().required(
            "lines",
            Schema::list(Schema::object()).described("The deferred notifications. Their format is internal."),
        )
    }

    /// Returns the number of its notifications.
    pub fn size(&self) -> u64 {
        u64::try_from(self.lines.len()).unwrap_or(u64::MAX)
    }

    /// Returns the number of its notifications of this type.
    pub(crate) fn count(&self, event_type: EventType) -> u64 {
        let lines = self.lines.iter().filter(|line| line.event_type == event_type);
        u64::try_from(lines.count()).unwrap_or(u64::MAX)
    }

    /// Returns the data of the notifications that have it, the latest first.
    pub(crate) fn told_data(&self) -> impl Iterator<Item = &EventData> {
        self.lines.iter().rev().filter_map(|line| line.data.as_ref())
    }

    /// Returns the summary without texts of the trader.
    pub(crate) fn without_free_text(self) -> Self {
        let without = |line: Line| Line { data: line.data.map(EventData::without_free_text), ..line };
        Self { lines: self.lines.into_iter().map(without).collect(), ..self }
    }

    /// Returns the line of this notification.
    pub fn line(&self, id: &EventId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == *id)
    }
}

/// A line as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredLine {
    id: EventId,
    event_type: String,
    expires_at: Time,
    channels: Vec<Channel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<(Channel, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
}

const MUST: &str = "must be the lines of a stored summary";

impl Summary {
    /// Reads the data of a stored summary.
    ///
    /// # Errors
    /// The field that is missing or cannot be read. Not retryable.
    pub(crate) fn read(mut fields: Map<String, Value>) -> Result<Self, DataError> {
        let bad = DataError { field: "lines", fault: Fault::Bad(MUST) };
        let lines = fields.remove("lines").ok_or(DataError { field: "lines", fault: Fault::Missing })?;
        let lines: Vec<StoredLine> = serde_json::from_value(lines).map_err(|_| bad.clone())?;
        let lines = lines.into_iter().map(StoredLine::read).collect::<Option<Vec<_>>>().ok_or(bad)?;
        Ok(Self { lines, expired: 0 })
    }
}

impl StoredLine {
    fn read(self) -> Option<Line> {
        let event_type = EventType::of_stored(&self.event_type)?;
        let reason = |(channel, reason): (Channel, String)| Some((channel, Reason::parse(&reason)?));
        // A line whose data cannot be read is still counted in the message, and the other
        // lines are not affected.
        let data = match self.data {
            Some(Value::Object(fields)) => EventData::read(event_type, fields, &mut Vec::new()).ok(),
            Some(_) | None => None,
        };
        Some(Line {
            id: self.id,
            event_type,
            expires_at: self.expires_at,
            channels: self.channels,
            left_out: self.left_out.into_iter().map(reason).collect::<Option<_>>()?,
            data,
        })
    }
}

impl Serialize for Summary {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let lines: Vec<_> = self.lines.iter().map(stored).collect();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("lines", &lines)?;
        map.end()
    }
}

fn stored(line: &Line) -> StoredLine {
    let left_out = line.left_out.iter().map(|(channel, reason)| (*channel, reason.name().to_owned()));
    StoredLine {
        id: line.id.clone(),
        event_type: line.event_type.name().to_owned(),
        expires_at: line.expires_at,
        channels: line.channels.clone(),
        left_out: left_out.collect(),
        data: line.data.as_ref().and_then(|data| serde_json::to_value(data).ok()),
    }
}
