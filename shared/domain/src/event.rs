//! What the exchange tells us: one event for one user, decoded from the body of an SQS message.
//!
//! A body is read completely or refused with a [`Rejection`]; nothing after this module meets an invalid
//! event.

mod envelope;
mod rejection;
mod schema;

use std::time::Duration;

use serde_json::Value;

pub use envelope::Envelope;
pub use rejection::{MAX_KEPT_BYTES, Rejection, RejectionCode};

use crate::catalogue::{Channel, EventType, Priority};
use crate::data::{DataError, EventData};
use crate::ids::{EventId, UserId};
use crate::time::Time;

/// The longest body of an event, in bytes.
pub const MAX_EVENT_BYTES: usize = 32 * 1024;

/// How far the exchange's clock may be ahead of ours.
pub const MAX_CLOCK_SKEW: Duration = Duration::from_mins(5);

/// An event of the exchange for one user. (`user_id`, `id`) is its identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Whose.
    pub user_id: UserId,
    /// The exchange's name for it, unique per user.
    pub id: EventId,
    /// When it happened.
    pub occurred_at: Time,
    /// When it is no longer worth delivering: as the event says, else by its row of the catalogue. It may
    /// lie in the past.
    pub expires_at: Time,
    /// Narrows the trader's choice of channels, where given.
    pub channels: Option<Vec<Channel>>,
    /// What happened.
    pub data: EventData,
}

impl Event {
    /// Reads the body of a message that arrived at `now`.
    ///
    /// Unknown fields of the envelope are ignored, optional ones may be null, and the last of a repeated
    /// field counts. The first field at fault, in the contract's order, is the one that is named.
    pub fn decode(body: &str, now: Time) -> Result<Self, Rejection> {
        let mut envelope = Envelope::read(body, MAX_EVENT_BYTES)?;

        let id =
            EventId::parse(envelope.text("id")?).map_err(|error| Rejection::bad("id", error.to_string()))?;
        let event_type = EventType::parse(&envelope.text("event_type")?).ok_or_else(|| {
            Rejection::field(RejectionCode::UnknownType, "event_type", "must be a type of the catalogue")
        })?;
        let user_id = envelope.user_id()?;
        let occurred_at = envelope.time_of("occurred_at", now)?;
        let data = read_data(event_type, envelope.take("data"))?;
        let channels = envelope.take("channels").map(read_channels).transpose()?;
        let expires_at = envelope.time("expires_at")?;
        envelope.take("priority").as_ref().map_or(Ok(()), check_priority)?;

        Ok(Self {
            user_id,
            id,
            occurred_at,
            expires_at: expires_at.unwrap_or_else(|| occurred_at.plus(event_type.row().expires_after)),
            channels,
            data,
        })
    }

    /// The type.
    pub fn event_type(&self) -> EventType {
        self.data.event_type()
    }

    /// Its class, by the catalogue.
    pub fn priority(&self) -> Priority {
        self.event_type().priority()
    }
}

fn read_data(event_type: EventType, data: Option<Value>) -> Result<EventData, Rejection> {
    let fields = match data {
        None => return Err(Rejection::missing("data")),
        Some(Value::Object(fields)) => fields,
        Some(_) => return Err(Rejection::bad("data", "must be an object")),
    };
    EventData::read(event_type, fields).map_err(|error| match error {
        DataError::Missing { field } => Rejection::missing(format!("data.{field}")),
        DataError::Bad { field, must } => Rejection::bad(format!("data.{field}"), must),
    })
}

fn read_channels(value: Value) -> Result<Vec<Channel>, Rejection> {
    let channels = match value {
        Value::Array(names) => names.iter().map(|name| Channel::parse(name.as_str()?)).collect(),
        _ => None,
    };
    channels
        .ok_or_else(|| Rejection::bad("channels", "must be a list of websocket, push, telegram, email, sms"))
}

/// The catalogue rules over an event's priority; a senseless one still shows a mistake of the sender.
fn check_priority(value: &Value) -> Result<(), Rejection> {
    let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
    match number.and_then(Priority::from_number) {
        Some(_) => Ok(()),
        None => Err(Rejection::bad("priority", "must be 0, 1 or 2")),
    }
}
