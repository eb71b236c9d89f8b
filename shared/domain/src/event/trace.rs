//! The trace that an event belongs to at the exchange.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::schema::Schema;

/// A `traceparent` of version 00 of [Trace Context](https://www.w3.org/TR/trace-context/#traceparent-header).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceParent(Arc<str>);

impl TraceParent {
    /// Reads a text of the form `00-<trace ID>-<parent ID>-<flags>`, each in lower-case hexadecimal digits:
    /// 32, 16 and 2 of them. `None` if it has another form, or an ID of zeros only.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("00-")?;
        let mut parts = rest.split('-');
        let is_hex = |part: &str, digits: usize| {
            part.len() == digits && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        for digits in [32, 16] {
            parts.next().filter(|id| is_hex(id, digits) && id.bytes().any(|byte| byte != b'0'))?;
        }
        parts.next().filter(|flags| is_hex(flags, 2))?;
        parts.next().is_none().then(|| Self(text.into()))
    }

    /// Returns the text unchanged.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the ID of the trace: 32 hexadecimal digits.
    pub fn trace_id(&self) -> &str {
        self.0.get(3..35).unwrap_or_default()
    }
}

impl Serialize for TraceParent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for TraceParent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the JSON Schema of a `traceparent`.
pub(crate) fn schema() -> Schema {
    Schema::text().pattern("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_trace_has_an_id() {
        let trace = TraceParent::parse(WHOLE).unwrap();
        assert_eq!(trace.as_str(), WHOLE);
        assert_eq!(trace.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    #[test]
    fn anything_else_is_no_trace() {
        for wrong in [
            "",
            "00",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e47\u{e9}-00f067aa0ba902b7-01",
        ] {
            assert_eq!(TraceParent::parse(wrong), None, "{wrong}");
        }
    }
}
