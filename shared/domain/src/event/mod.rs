//! Events of the exchange: one event for one user, decoded from the body of an SQS message.
//!
//! A body is either read, without the optional fields that cannot be read, or rejected with a
//! [`Rejection`]. No code after this module has to handle an invalid event.

pub mod audience;
pub mod broadcast;
pub mod catalogue;
pub mod channel;
mod class;
pub mod data;
mod envelope;
mod rejection;
mod schema;
mod section;
mod spec;
pub(crate) mod trace;

use std::time::Duration;

use serde_json::{Map, Value};

pub use envelope::Envelope;
pub use rejection::{MAX_KEPT_BYTES, Rejection, RejectionCode};
pub use trace::TraceParent;

use broadcast::BROADCAST_PREFIX;
use catalogue::{EventType, Priority};
use channel::Channel;
use data::{DataError, EventData, FieldValue};

use crate::ids::{self, EventId, UserId};
use crate::time::Time;

/// The maximum length of an event's body in bytes.
pub const MAX_EVENT_BYTES: usize = 32 * 1024;

/// The maximum time by which the exchange's clock may be ahead of ours.
pub const MAX_CLOCK_SKEW: Duration = Duration::from_mins(5);

/// The name of the account's ID in the envelope and in the data.
const ACCOUNT_ID: &str = "account_id";

/// The name of the trace in the envelope.
pub const TRACEPARENT: &str = "traceparent";

/// How an event is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// It is delivered as its type and its trader's preferences say.
    Live,
    /// It is from the past: it is put into the inbox as already read, and sent nowhere. It supersedes nothing,
    /// and no report counts it.
    Backfill,
}

impl Mode {
    /// Returns the mode that an event asks for by this name; an event without one is live.
    pub fn parse(name: &str) -> Option<Self> {
        (name == Self::BACKFILL).then_some(Self::Backfill)
    }

    /// The name of [`Mode::Backfill`] in the event.
    pub const BACKFILL: &str = "backfill";
}

/// An event of the exchange for one user. (`user_id`, `id`) is its identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The user.
    pub user_id: UserId,
    /// The exchange's ID of the event, unique per user.
    pub id: EventId,
    /// The time at which it happened.
    pub occurred_at: Time,
    /// The time from which it is no longer worth delivering, given by the event or else by its row of the
    /// catalogue. It may be in the past.
    pub expires_at: Time,
    /// The class in which it is handled: that of its type, unless it asks for a lower one.
    pub priority: Priority,
    /// How it is handled.
    pub mode: Mode,
    /// The trace that it belongs to at the exchange, if it gives one.
    pub traceparent: Option<TraceParent>,
    /// The channels to which the event narrows the trader's choice, if it gives any.
    pub channels: Option<Vec<Channel>>,
    /// The data of its type.
    pub data: EventData,
}

/// The addressee of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Addressee {
    /// The user whom it names.
    User,
    /// The traders of an audience.
    Audience,
}

/// An event, and the fields that were dropped from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The event.
    pub event: Event,
    /// The dotted paths of the optional fields that were dropped because they, or their unit or amount,
    /// could not be read. They have no content, so they are safe to log.
    pub dropped: Vec<String>,
}

impl Event {
    /// Reads the body of a message that arrived at `now`, as [`Event::read`] does, but does not return the
    /// dropped fields.
    ///
    /// # Errors
    /// Those of [`Event::read`]. Not retryable.
    pub fn decode(body: &str, now: Time) -> Result<Self, Rejection> {
        Self::read(body, now).map(|decoded| decoded.event)
    }

    /// Reads the body of a message that arrived at `now`.
    ///
    /// Unknown fields of the envelope are ignored, optional fields may be null, and the last of a repeated
    /// field counts. An optional field that cannot be read does not cause a rejection; it is dropped. The
    /// exception is `channels` of an event whose type is not a P0: it is rejected, because `channels` was
    /// meant to narrow the trader's choice.
    ///
    /// `account_id` becomes a field of `data`, unless `data` has its own: texts, filters and devices find it in
    /// one place.
    ///
    /// # Errors
    /// The rejection for the first required field that cannot be read, in the contract's
    /// order. Not retryable.
    pub fn read(body: &str, now: Time) -> Result<Decoded, Rejection> {
        Self::of_envelope(Envelope::read(body, MAX_EVENT_BYTES)?, now, Addressee::User)
    }

    /// Reads an event from its envelope. That of a broadcast has a user of no meaning.
    fn of_envelope(mut envelope: Envelope, now: Time, of: Addressee) -> Result<Decoded, Rejection> {
        let id = envelope.parsed("id", EventId::parse)?;
        if of == Addressee::User && id.as_str().starts_with(BROADCAST_PREFIX) {
            return Err(Rejection::bad("id", "must not begin with broadcast:"));
        }
        let event_type = EventType::parse(&envelope.text("event_type")?).ok_or_else(|| {
            Rejection::field(RejectionCode::UnknownType, "event_type", "must be a type of the catalogue")
        })?;
        let user_id = match of {
            Addressee::User => envelope.user_id()?,
            Addressee::Audience => {
                UserId::parse(id.as_str()).map_err(|error| Rejection::bad("id", error.to_string()))?
            }
        };
        let occurred_at = envelope.time_of("occurred_at", now)?;
        let mut fields = Vec::new();
        let account = envelope.take(ACCOUNT_ID);
        let is_bad_account = account.as_ref().is_some_and(|account| !is_id(account));
        let account = account.filter(|_| !is_bad_account);
        let data = read_data(event_type, envelope.take("data"), account, &mut fields)?;
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
        let priority = optional(&mut envelope, "priority", &mut dropped, priority_of);
        if is_bad_account {
            dropped.push(ACCOUNT_ID.to_owned());
        }
        let mode = optional(&mut envelope, "mode", &mut dropped, |mode| Mode::parse(mode.as_str()?));
        let traceparent =
            optional(&mut envelope, TRACEPARENT, &mut dropped, |trace| TraceParent::parse(trace.as_str()?));

        let event = Self {
            user_id,
            id,
            occurred_at,
            expires_at: expires_at.unwrap_or_else(|| default_expiry(&data, occurred_at)),
            priority: event_type.class(priority),
            mode: mode.unwrap_or(Mode::Live),
            traceparent,
            channels,
            data,
        };
        Ok(Decoded { event, dropped })
    }

    /// Returns the event type.
    pub fn event_type(&self) -> EventType {
        self.data.event_type()
    }

    /// Whether `other`, which has the same identity, is the same event. Its trace and its mode say nothing
    /// about it: an event may be published again by another program, or with a backfill.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let Self { user_id, id, occurred_at, expires_at, priority, mode: _, traceparent: _, channels, data } =
            self;
        *user_id == other.user_id
            && *id == other.id
            && *occurred_at == other.occurred_at
            && *expires_at == other.expires_at
            && *priority == other.priority
            && *channels == other.channels
            && *data == other.data
    }
}

/// Takes an optional field out of the envelope. A value that cannot be read is dropped.
fn optional<T>(
    envelope: &mut Envelope,
    field: &'static str,
    dropped: &mut Vec<String>,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Option<T> {
    let value = envelope.take(field)?;
    let read = read(&value);
    if read.is_none() {
        dropped.push(field.to_owned());
    }
    read
}

/// Returns the expiry of an event that gives none: the catalogue's time after it occurred, or the later time
/// of the field that the catalogue names.
fn default_expiry(data: &EventData, occurred_at: Time) -> Time {
    let row = data.event_type().row();
    let after = occurred_at.plus(row.expires_after);
    let field = row.expires_with.and_then(|field| data.fields()?.at(field));
    match field {
        Some(FieldValue::Time(time)) => after.max(*time),
        _ => after,
    }
}

fn read_data(
    event_type: EventType,
    data: Option<Value>,
    account: Option<Value>,
    dropped: &mut Vec<&'static str>,
) -> Result<EventData, Rejection> {
    let mut fields = match data {
        None => return Err(Rejection::missing("data")),
        Some(Value::Object(fields)) => fields,
        Some(_) => return Err(Rejection::bad("data", "must be an object")),
    };
    if let Some(account) = account {
        add_account(&mut fields, account);
    }
    EventData::read(event_type, fields, dropped)
        .map_err(|DataError { field, fault }| fault.at(format!("data.{field}")).into())
}

fn read_channels(value: Value) -> Result<Vec<Channel>, Rejection> {
    let channels = match value {
        Value::Array(names) => names.iter().map(|name| Channel::parse(name.as_str()?)).collect(),
        _ => None,
    };
    channels
        .ok_or_else(|| Rejection::bad("channels", "must be a list of websocket, push, telegram, email, sms"))
}

/// Adds the account of the envelope, unless the data has its own.
fn add_account(fields: &mut Map<String, Value>, account: Value) {
    if fields.get(ACCOUNT_ID).is_none_or(Value::is_null) {
        fields.insert(ACCOUNT_ID.to_owned(), account);
    }
}

fn is_id(value: &Value) -> bool {
    value.as_str().is_some_and(|text| ids::check(text).is_ok())
}

fn priority_of(value: &Value) -> Option<Priority> {
    let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
    number.and_then(Priority::from_number)
}
