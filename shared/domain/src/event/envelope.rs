//! The top-level fields of a message of the exchange.

use serde_json::{Map, Value};

use super::rejection::{Rejection, RejectionCode};
use crate::data::Field;
use crate::ids::UserId;
use crate::json;
use crate::time::Time;

/// The fields of a body, taken out one by one: whoever takes one says what it must be. Unknown ones are left in
/// it, and the last of a repeated field counts.
#[derive(Clone)]
pub struct Envelope {
    fields: Map<String, Value>,
}

impl Envelope {
    /// Reads a body of at most `max_bytes`.
    pub fn read(body: &str, max_bytes: usize) -> Result<Self, Rejection> {
        if body.len() > max_bytes {
            let message = format!("must have at most {max_bytes} bytes");
            return Err(Rejection::whole(RejectionCode::TooLarge, message));
        }
        let fields = json::lenient_object(body)
            .map_err(|error| Rejection::whole(RejectionCode::BadJson, error.to_string()))?;
        Ok(Self { fields })
    }

    /// What the body says of a field, null included; `None` where it says nothing.
    pub fn said(&mut self, field: &str) -> Option<Value> {
        self.fields.get_mut(field).map(Value::take)
    }

    /// The value of a field, unless it is null.
    pub fn take(&mut self, field: &str) -> Option<Value> {
        self.said(field).filter(|value| !value.is_null())
    }

    /// The text of a field that must be there.
    pub fn text(&mut self, field: &'static str) -> Result<String, Rejection> {
        match self.take(field) {
            None => Err(Rejection::missing(field)),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(Rejection::bad(field, "must be a text")),
        }
    }

    /// The user whom the message is for.
    pub fn user_id(&mut self) -> Result<UserId, Rejection> {
        UserId::parse(self.text("user_id")?).map_err(|error| Rejection::bad("user_id", error.to_string()))
    }

    /// The time of a field that may be absent.
    pub fn time(&mut self, field: &'static str) -> Result<Option<Time>, Rejection> {
        self.take(field).map(Time::read).transpose().map_err(|must| Rejection::bad(field, must))
    }

    /// The time of a field that must be there, and may be ahead of `now` by no more than the exchange's clock can be.
    pub fn time_of(&mut self, field: &'static str, now: Time) -> Result<Time, Rejection> {
        let time = self.time(field)?.ok_or_else(|| Rejection::missing(field))?;
        if time > now.plus(super::MAX_CLOCK_SKEW) {
            let message = "must not be more than 5 minutes in the future";
            return Err(Rejection::field(RejectionCode::FutureTimestamp, field, message));
        }
        Ok(time)
    }
}
