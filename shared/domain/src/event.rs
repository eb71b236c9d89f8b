//! What the exchange tells us: one event for one user, decoded from the body of an SQS message.
//!
//! A body is read, without those of its optional fields that cannot be read, or refused with a [`Rejection`]; nothing after this
//! module meets an invalid event.

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

/// An event, and what was left out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The event.
    pub event: Event,
    /// The dotted paths of the optional fields that could not be read, or whose unit or amount could not; without their
    /// content, so safe to log.
    pub dropped: Vec<String>,
}

impl Event {
    /// Reads the body of a message that arrived at `now`, as [`Event::read`] does, without what it says of dropped fields.
    ///
    /// # Errors
    /// As those of [`Event::read`].
    pub fn decode(body: &str, now: Time) -> Result<Self, Rejection> {
        Self::read(body, now).map(|decoded| decoded.event)
    }

    /// Reads the body of a message that arrived at `now`.
    ///
    /// Unknown fields of the envelope are ignored, optional ones may be null, and the last of a repeated
    /// field counts. An optional field that cannot be read never loses the event: it is dropped. Only unreadable
    /// `channels` refuse an event that is not a P0, since they were meant to narrow.
    ///
    /// # Errors
    /// The first required field at fault, in the contract's order. Not retryable.
    pub fn read(body: &str, now: Time) -> Result<Decoded, Rejection> {
        let mut envelope = Envelope::read(body, MAX_EVENT_BYTES)?;

        let id =
            EventId::parse(envelope.text("id")?).map_err(|error| Rejection::bad("id", error.to_string()))?;
        let event_type = EventType::parse(&envelope.text("event_type")?).ok_or_else(|| {
            Rejection::field(RejectionCode::UnknownType, "event_type", "must be a type of the catalogue")
        })?;
        let user_id = envelope.user_id()?;
        let occurred_at = envelope.time_of("occurred_at", now)?;
        let mut fields = Vec::new();
        let data = read_data(event_type, envelope.take("data"), &mut fields)?;
        let mut dropped: Vec<String> = fields.into_iter().map(|field| format!("data.{field}")).collect();
        let channels = match envelope.take("channels").map(read_channels).transpose() {
            Ok(channels) => channels,
            Err(rejection) => match event_type.priority() {
                Priority::P0 => {
                    dropped.push("channels".to_owned());
                    None
                }
                Priority::P1 | Priority::P2 => return Err(rejection),
            },
        };
        let expires_at = envelope.time("expires_at").unwrap_or_else(|_| {
            dropped.push("expires_at".to_owned());
            None
        });
        if envelope.take("priority").is_some_and(|priority| !is_priority(&priority)) {
            dropped.push("priority".to_owned());
        }

        let event = Self {
            user_id,
            id,
            occurred_at,
            expires_at: expires_at.unwrap_or_else(|| occurred_at.plus(event_type.row().expires_after)),
            channels,
            data,
        };
        Ok(Decoded { event, dropped })
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

fn read_data(
    event_type: EventType,
    data: Option<Value>,
    dropped: &mut Vec<&'static str>,
) -> Result<EventData, Rejection> {
    let fields = match data {
        None => return Err(Rejection::missing("data")),
        Some(Value::Object(fields)) => fields,
        Some(_) => return Err(Rejection::bad("data", "must be an object")),
    };
    EventData::read(event_type, fields, dropped).map_err(|error| match error {
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
fn is_priority(value: &Value) -> bool {
    let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
    number.and_then(Priority::from_number).is_some()
}
