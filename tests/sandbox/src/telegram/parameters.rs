//! The parameters of a call, from its query or its body.

use axum::http::{HeaderMap, Uri, header};
use serde_json::{Map, Value};

use super::Invalid;
use crate::json;

/// The parameters of a method.
pub(super) struct Parameters {
    all: Map<String, Value>,
}

impl Parameters {
    /// Parses query and body; a parameter in the body takes precedence.
    pub(super) fn read(uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Self, Invalid> {
        let mut all = json::form(uri.query().unwrap_or_default().as_bytes());
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("application/json") {
            let Ok(object) = json::object(body) else {
                return Err(Invalid::new("can't parse request: the body is no JSON object"));
            };
            all.extend(object);
        } else {
            all.extend(json::form(body));
        }
        Ok(Self { all })
    }

    /// Returns the parameters of a call that is the response of a webhook.
    pub(super) fn of(object: &Value) -> Self {
        Self { all: object.as_object().cloned().unwrap_or_default() }
    }

    /// Returns the parameters as received.
    pub(super) fn as_received(&self) -> Value {
        Value::Object(self.all.clone())
    }

    /// Returns a parameter; one without a value counts as missing.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.all.get(name).filter(|value| !value.is_null())
    }

    /// Returns a text, or a number as text; empty if it is missing.
    pub(super) fn text(&self, name: &str) -> String {
        match self.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }
}
