//! The reasons why a message from the exchange is rejected, and the message for the rejected queue.

use serde_json::json;

use crate::carrier::sqs;
use crate::json::FieldError;

/// The maximum number of bytes of a rejected body that the rejected queue gets.
pub const MAX_KEPT_BYTES: usize = 200 * 1024;

/// The maximum number of bytes of the body inside that message, where escapes make it longer. The rest is
/// for the reason.
const MAX_WRITTEN_BYTES: usize = sqs::MAX_MESSAGE_BYTES - 64 * 1024;

/// The kinds of rejection. Their names are part of the contract with the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RejectionCode {
    /// The message is not a JSON object.
    BadJson,
    /// The type is not in the catalogue.
    UnknownType,
    /// A required field is absent or null.
    MissingField,
    /// A field has the wrong type or value.
    BadField,
    /// The message is too long.
    TooLarge,
    /// The time of the event is more than five minutes in the future.
    FutureTimestamp,
}

impl RejectionCode {
    /// All codes.
    pub const ALL: [Self; 6] = [
        Self::BadJson,
        Self::UnknownType,
        Self::MissingField,
        Self::BadField,
        Self::TooLarge,
        Self::FutureTimestamp,
    ];

    /// Returns the name in the rejected queue's message.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadJson => "bad_json",
            Self::UnknownType => "unknown_type",
            Self::MissingField => "missing_field",
            Self::BadField => "bad_field",
            Self::TooLarge => "too_large",
            Self::FutureTimestamp => "future_timestamp",
        }
    }
}

/// A message that cannot be read, now or later. It quotes nothing from the message, so it is safe to log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", .code.name(), .field.as_ref().map(|field| format!(" {field}")).unwrap_or_default())]
pub struct Rejection {
    /// The kind.
    pub code: RejectionCode,
    /// One sentence for the exchange's engineer.
    pub message: String,
    /// The dotted path of the invalid field from the root of the message; `None` if the
    /// whole message is invalid.
    pub field: Option<String>,
}

impl Rejection {
    /// Returns the rejection of the message as a whole.
    pub fn whole(code: RejectionCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None }
    }

    /// Returns the rejection for the field at this dotted path.
    pub fn field(code: RejectionCode, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: Some(field.into()) }
    }

    /// Returns the rejection for the field at this dotted path, which is absent or null.
    pub fn missing(field: impl Into<String>) -> Self {
        Self::field(RejectionCode::MissingField, field, "is required")
    }

    /// Returns the rejection for the value of the field at this dotted path; `must` is the
    /// requirement that it breaks.
    pub fn bad(field: impl Into<String>, must: impl Into<String>) -> Self {
        Self::field(RejectionCode::BadField, field, must)
    }

    /// Returns the message for the rejected queue: JSON that SQS accepts, whatever the body contains.
    /// `source` names the queue or stream (`p0`, `profiles`, `ticks`). At most [`MAX_KEPT_BYTES`] of
    /// `body` are kept, and fewer if escaping them would make the message too large. It is cut
    /// between two characters.
    pub fn to_message(&self, source: &str, body: &str) -> String {
        self.message_of(source, body, body.len())
    }

    /// Returns the message as [`Rejection::to_message`] does, for a body of bytes. Invalid UTF-8 becomes
    /// U+FFFD in the message.
    pub fn to_message_of_bytes(&self, source: &str, body: &[u8]) -> String {
        let head = String::from_utf8_lossy(&body[..body.len().min(MAX_KEPT_BYTES)]);
        self.message_of(source, &head, body.len())
    }

    fn message_of(&self, source: &str, body: &str, original_bytes: usize) -> String {
        let kept = sqs::head(body, MAX_KEPT_BYTES, MAX_WRITTEN_BYTES);
        let mut message = json!({ "code": self.code.name(), "message": self.message });
        if let Some(field) = &self.field {
            message["field"] = json!(field);
        }
        message["source"] = json!(source);
        message["body"] = json!(kept);
        message["truncated"] = json!(kept.len() < original_bytes.max(body.len()));
        message["originalBytes"] = json!(original_bytes);
        sqs::sendable_json(&message.to_string()).into_owned()
    }
}

impl From<FieldError> for Rejection {
    fn from(error: FieldError) -> Self {
        match error {
            FieldError::Missing { path } => Self::missing(path),
            FieldError::Bad { path, must } => Self::bad(path, must),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_rejected_queue_gets_the_reason_and_the_body() {
        let rejection = Rejection::field(RejectionCode::BadField, "data.price", "must be a decimal");
        assert_eq!(
            rejection.to_message("p0", r#"{"id":"é"}"#),
            r#"{"code":"bad_field","message":"must be a decimal","field":"data.price","source":"p0","body":"{\"id\":\"é\"}","truncated":false,"originalBytes":11}"#
        );
        assert_eq!(rejection.to_string(), "bad_field data.price: must be a decimal");
    }

    #[test]
    fn without_a_field_there_is_no_field() {
        let rejection = Rejection::whole(RejectionCode::BadJson, "must be a JSON object");
        assert_eq!(
            rejection.to_message("ticks", ""),
            r#"{"code":"bad_json","message":"must be a JSON object","source":"ticks","body":"","truncated":false,"originalBytes":0}"#
        );
        assert_eq!(rejection.to_string(), "bad_json: must be a JSON object");
    }

    #[test]
    fn whatever_the_body_holds_sqs_takes_the_message() {
        let rejection = Rejection::field(RejectionCode::BadField, "data.order_id", "must be a text");
        let kept = |message: &str| {
            assert!(message.chars().all(sqs::takes) && message.len() <= sqs::MAX_MESSAGE_BYTES);
            serde_json::from_str::<Value>(message).unwrap()
        };
        let noncharacters = "\u{fffe}\u{ffff}\u{0}\\";
        assert_eq!(kept(&rejection.to_message("p0", noncharacters))["body"], noncharacters);
        for longest in ["\u{1}", "\u{ffff}", "\"", "x", "\u{fffd}"] {
            let body = longest.repeat(MAX_KEPT_BYTES + 1);
            let message = kept(&rejection.to_message("p0", &body));
            assert_eq!(
                (&message["truncated"], &message["originalBytes"]),
                (&json!(true), &json!(body.len()))
            );
            assert!(message["body"].as_str().unwrap().len() > 150_000, "{longest:?}");
        }
        let long = vec![0xff; 2 * MAX_KEPT_BYTES];
        for bytes in [&[0xff; 3][..], &long, &[0x1f, 0x8b, 0]] {
            let message = kept(&rejection.to_message_of_bytes("ticks", bytes));
            assert_eq!(message["originalBytes"], bytes.len());
            assert_eq!(message["truncated"], bytes.len() > MAX_KEPT_BYTES);
        }
    }

    #[test]
    fn a_long_body_is_cut_between_two_characters() {
        let rejection = Rejection::whole(RejectionCode::TooLarge, "must have at most 32768 bytes");
        let message_of =
            |body: &str| serde_json::from_str::<Value>(&rejection.to_message("p1", body)).unwrap();

        let whole = message_of(&"x".repeat(MAX_KEPT_BYTES));
        assert_eq!(whole["truncated"], false);

        let body = format!("x{}", "é".repeat(MAX_KEPT_BYTES));
        let cut = message_of(&body);
        assert_eq!(cut["truncated"], true);
        assert_eq!(cut["originalBytes"], body.len());
        assert_eq!(cut["body"].as_str().unwrap().len(), MAX_KEPT_BYTES - 1);
    }
}
