//! JSON bodies of the sandbox's own API, and bodies as stored in the outbox.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// An invalid request to the sandbox's own API: `{"code","message","field"?}`, status 400.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadRequest {
    /// `bad_json`, `missing_field` or `bad_field`.
    pub(crate) code: &'static str,
    /// The text for a person.
    pub(crate) message: String,
    /// The invalid field.
    pub(crate) field: Option<String>,
}

impl BadRequest {
    /// Returns the error of a field with an invalid value.
    pub(crate) fn field(field: &str, message: impl Into<String>) -> Self {
        Self { code: "bad_field", message: message.into(), field: Some(field.to_owned()) }
    }

    /// Returns the error of a missing field.
    pub(crate) fn missing(field: &str) -> Self {
        Self { code: "missing_field", message: format!("{field} is missing"), field: Some(field.to_owned()) }
    }
}

impl IntoResponse for BadRequest {
    fn into_response(self) -> Response {
        let mut body = json!({"code": self.code, "message": self.message});
        if let Some(field) = self.field {
            body["field"] = field.into();
        }
        (StatusCode::BAD_REQUEST, Json(body)).into_response()
    }
}

/// Parses the object in a body.
pub(crate) fn object(body: &[u8]) -> Result<Map<String, Value>, BadRequest> {
    let bad = |message: String| BadRequest { code: "bad_json", message, field: None };
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(bad("the body is no object".to_owned())),
        Err(error) => Err(bad(format!("the body is no JSON: {error}"))),
    }
}

/// Returns a body as stored in the outbox: JSON as such, anything else as text.
pub(crate) fn as_received(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into())
}

/// Parses a form into an object of texts; of a repeated field, the last one counts.
pub(crate) fn form(body: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect()
}
