//! What the exchange tells us: one event for one user, decoded from the body of an SQS message.
//!
//! A body is read completely or refused with a [`Rejection`]; nothing after this module meets an invalid
//! event.

mod rejection;

use std::time::Duration;

use serde_json::{Map, Value};

pub use rejection::{MAX_KEPT_BYTES, Rejection, RejectionCode};

use crate::catalogue::{Channel, EventType, Priority};
use crate::data::{DataError, EventData, Field};
use crate::ids::{EventId, UserId};
use crate::speaks_to_the_parser;
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
        if body.len() > MAX_EVENT_BYTES {
            let message = format!("must have at most {MAX_EVENT_BYTES} bytes");
            return Err(Rejection::whole(RejectionCode::TooLarge, message));
        }
        let mut envelope = Envelope::read(body)?;

        let id = EventId::parse(envelope.text("id")?).map_err(|error| bad("id", error.to_string()))?;
        let event_type = EventType::parse(&envelope.text("event_type")?).ok_or_else(|| {
            Rejection::field(RejectionCode::UnknownType, "event_type", "must be a type of the catalogue")
        })?;
        let user_id =
            UserId::parse(envelope.text("user_id")?).map_err(|error| bad("user_id", error.to_string()))?;
        let occurred_at = envelope.time("occurred_at")?.ok_or_else(|| missing("occurred_at"))?;
        if occurred_at > now.plus(MAX_CLOCK_SKEW) {
            let message = "must not be more than 5 minutes in the future";
            return Err(Rejection::field(RejectionCode::FutureTimestamp, "occurred_at", message));
        }
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

/// The top-level fields of a body, taken out one by one.
struct Envelope {
    fields: Map<String, Value>,
}

impl Envelope {
    fn read(body: &str) -> Result<Self, Rejection> {
        let bad_json = |message| Rejection::whole(RejectionCode::BadJson, message);
        if speaks_to_the_parser(body) {
            return Err(bad_json("must not use the parser's private keys"));
        }
        let fields: Map<String, Value> =
            serde_json::from_str(body).map_err(|_| bad_json("must be a JSON object of moderate depth"))?;
        Ok(Self { fields })
    }

    /// The value of a field, unless it is null.
    fn take(&mut self, field: &str) -> Option<Value> {
        self.fields.get_mut(field).map(Value::take).filter(|value| !value.is_null())
    }

    fn text(&mut self, field: &'static str) -> Result<String, Rejection> {
        match self.take(field) {
            None => Err(missing(field)),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(bad(field, "must be a text")),
        }
    }

    fn time(&mut self, field: &'static str) -> Result<Option<Time>, Rejection> {
        self.take(field).map(Time::read).transpose().map_err(|must| bad(field, must))
    }
}

fn read_data(event_type: EventType, data: Option<Value>) -> Result<EventData, Rejection> {
    let fields = match data {
        None => return Err(missing("data")),
        Some(Value::Object(fields)) => fields,
        Some(_) => return Err(bad("data", "must be an object")),
    };
    EventData::read(event_type, fields).map_err(|error| match error {
        DataError::Missing { field } => missing(format!("data.{field}")),
        DataError::Bad { field, must } => bad(format!("data.{field}"), must),
    })
}

fn read_channels(value: Value) -> Result<Vec<Channel>, Rejection> {
    let channels = match value {
        Value::Array(names) => names.iter().map(|name| Channel::parse(name.as_str()?)).collect(),
        _ => None,
    };
    channels.ok_or_else(|| bad("channels", "must be a list of websocket, push, telegram, email, sms"))
}

/// The catalogue rules over an event's priority; a senseless one still shows a mistake of the sender.
fn check_priority(value: &Value) -> Result<(), Rejection> {
    let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
    match number.and_then(Priority::from_number) {
        Some(_) => Ok(()),
        None => Err(bad("priority", "must be 0, 1 or 2")),
    }
}

fn missing(field: impl Into<String>) -> Rejection {
    Rejection::field(RejectionCode::MissingField, field, "is required")
}

fn bad(field: impl Into<String>, must: impl Into<String>) -> Rejection {
    Rejection::field(RejectionCode::BadField, field, must)
}
