//! The types that the value of a JSON field can be read as.

use serde_json::Value;

use crate::schema::Schema;

/// A type that a JSON value can be read as.
pub trait Field: Sized {
    /// Reads a JSON value that is not null.
    ///
    /// # Errors
    /// The requirement that the value breaks. It completes the sentence "the field …" and never quotes the
    /// value. Not retryable.
    fn read(value: Value) -> Result<Self, &'static str>;

    /// Returns the JSON Schema of the values that [`Field::read`] accepts.
    fn schema() -> Schema;

    /// Returns the JSON Schema of the values that are written. By default it is that of the
    /// values that are read.
    fn written() -> Schema {
        Self::schema()
    }
}

impl Field for String {
    fn read(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::String(text) => Ok(text),
            _ => Err("must be a text"),
        }
    }

    fn schema() -> Schema {
        Schema::text()
    }
}

impl Field for bool {
    fn read(value: Value) -> Result<Self, &'static str> {
        value.as_bool().ok_or("must be true or false")
    }

    fn schema() -> Schema {
        Schema::boolean()
    }
}
