//! The parameters of a call, wherever they stand.

use axum::http::{HeaderMap, Uri, header};
use serde_json::{Map, Value};

use super::Invalid;
use crate::json;

/// What a method is called with.
pub(super) struct Parameters {
    all: Map<String, Value>,
}

impl Parameters {
    /// Reads query and body; a parameter in the body counts.
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

    /// Those of a call that is the answer of a webhook.
    pub(super) fn of(object: &Value) -> Self {
        Self { all: object.as_object().cloned().unwrap_or_default() }
    }

    /// As they came.
    pub(super) fn as_received(&self) -> Value {
        Value::Object(self.all.clone())
    }

    /// A parameter; one that is there without a value is not.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.all.get(name).filter(|value| !value.is_null())
    }

    /// A text, or a number as one; empty if there is none.
    pub(super) fn text(&self, name: &str) -> String {
        match self.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }
}
