//! The top-level fields of a message from the exchange.

use std::fmt::Display;

use serde_json::Value;

use super::rejection::{Rejection, RejectionCode};
use crate::ids::UserId;
use crate::json::{self, Object};
use crate::time::Time;

/// The fields of a body, which are taken out one by one. Each reader gives the requirement of its field.
/// Unknown fields remain, and the last of a repeated field counts.
#[derive(Clone)]
pub struct Envelope {
    fields: Object,
}

impl Envelope {
    /// Reads a body of at most `max_bytes`.
    ///
    /// # Errors
    /// `too_large` if the body is longer, `bad_json` if it is not a JSON object. Not retryable.
    pub fn read(body: &str, max_bytes: usize) -> Result<Self, Rejection> {
        if body.len() > max_bytes {
            let message = format!("must have at most {max_bytes} bytes");
            return Err(Rejection::whole(RejectionCode::TooLarge, message));
        }
        let fields = json::lenient_object(body)
            .map_err(|error| Rejection::whole(RejectionCode::BadJson, error.to_string()))?;
        Ok(Self { fields: Object::root(fields) })
    }

    /// Takes the value of a field out, null included; `None` if the field is absent.
    pub fn said(&mut self, field: &str) -> Option<Value> {
        self.fields.said(field)
    }

    /// Takes the value of a field out; `None` if the field is absent or null.
    pub fn take(&mut self, field: &str) -> Option<Value> {
        self.fields.take(field)
    }

    /// Takes out a required string.
    ///
    /// # Errors
    /// `missing_field` if it is absent or null, `bad_field` if it is not a string. Not retryable.
    pub fn text(&mut self, field: &'static str) -> Result<String, Rejection> {
        Ok(self.fields.required(field)?)
    }

    /// Takes out a required string and parses it with `parse`.
    ///
    /// # Errors
    /// Those of [`Envelope::text`], and `bad_field` with the error of `parse`. Not retryable.
    pub fn parsed<T, E: Display>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(String) -> Result<T, E>,
    ) -> Result<T, Rejection> {
        Ok(self.fields.parsed(field, parse)?)
    }

    /// Takes out the ID of the user whom the message is for.
    ///
    /// # Errors
    /// Those of [`Envelope::parsed`]. Not retryable.
    pub fn user_id(&mut self) -> Result<UserId, Rejection> {
        self.parsed("user_id", UserId::parse)
    }

    /// Takes out an optional time.
    ///
    /// # Errors
    /// `bad_field` if it is not a time. Not retryable.
    pub fn time(&mut self, field: &'static str) -> Result<Option<Time>, Rejection> {
        Ok(self.fields.optional(field)?)
    }

    /// Takes out a required time, which may be ahead of `now` by no more than
    /// [`MAX_CLOCK_SKEW`](super::MAX_CLOCK_SKEW).
    ///
    /// # Errors
    /// Those of [`Envelope::time`], `missing_field` if it is absent, `future_timestamp` if it is further
    /// ahead. Not retryable.
    pub fn time_of(&mut self, field: &'static str, now: Time) -> Result<Time, Rejection> {
        let time = self.time(field)?.ok_or_else(|| Rejection::missing(field))?;
        if time > now.plus(super::MAX_CLOCK_SKEW) {
            let message = "must not be more than 5 minutes in the future";
            return Err(Rejection::field(RejectionCode::FutureTimestamp, field, message));
        }
        Ok(time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> Envelope {
        let body = r#"{"user_id":"u-1","email":null,"at":"2026-11-23T08:05:00Z","number":7}"#;
        Envelope::read(body, body.len()).unwrap()
    }

    fn now() -> Time {
        "2026-11-23T08:00:00Z".parse().unwrap()
    }

    fn refused<T: std::fmt::Debug>(read: Result<T, Rejection>) -> (&'static str, Option<String>) {
        let rejection = read.unwrap_err();
        (rejection.code.name(), rejection.field)
    }

    #[test]
    fn null_differs_from_an_absent_field() {
        assert_eq!(envelope().said("email"), Some(Value::Null));
        assert_eq!((envelope().said("phone"), envelope().take("email")), (None, None));
        assert_eq!(envelope().take("number"), Some(Value::from(7)));
    }

    #[test]
    fn a_body_has_a_length_and_is_an_object() {
        assert_eq!(refused(Envelope::read("{} ", 2).map(|_| ())), ("too_large", None));
        assert_eq!(refused(Envelope::read("[]", 2).map(|_| ())), ("bad_json", None));
    }

    #[test]
    fn a_user_has_an_id() {
        assert_eq!(envelope().user_id(), Ok(UserId::parse("u-1").unwrap()));
        let of = |body: &str| refused(Envelope::read(body, 100).unwrap().user_id());
        assert_eq!(of(r#"{"user_id":null}"#), ("missing_field", Some("user_id".to_owned())));
        assert_eq!(of(r#"{"user_id":"a b"}"#), ("bad_field", Some("user_id".to_owned())));
        assert_eq!(of(r#"{"user_id":7}"#), ("bad_field", Some("user_id".to_owned())));
    }

    #[test]
    fn a_time_may_be_ahead_by_five_minutes_and_no_more() {
        let before = |millis| now().minus(std::time::Duration::from_millis(millis));
        assert!(envelope().time_of("at", now()).is_ok());
        let future = ("future_timestamp", Some("at".to_owned()));
        assert_eq!(refused(envelope().time_of("at", before(1))), future);
        assert_eq!(
            refused(envelope().time_of("absent", now())),
            ("missing_field", Some("absent".to_owned()))
        );
        assert_eq!(refused(envelope().time_of("number", now())), ("bad_field", Some("number".to_owned())));
        assert_eq!(envelope().time("absent"), Ok(None));
    }
}
